// The calendars that come with srok, as tables made by the build from data/calendars.
#include <cstdint>
#include <string>

#include "srok/calendar/calendar.hpp"
#include "srok/error.hpp"

namespace srok {
namespace {

#include "ru_calendar.inc"

}  // namespace

const calendar& builtin_calendar(std::string_view name) {
  static const calendar ru{ru_calendar};
  if (name == ru.name()) return ru;
  throw error(status::unknown_calendar, "there is no built-in calendar \"" + std::string{name} +
                                            "\"; there is \"ru\", or load one from text");
}

std::string_view data_version() noexcept {
  return ru_calendar.version;
}

}  // namespace srok
