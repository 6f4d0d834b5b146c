// The regulation that comes with srok and its schedule, as tables made by the build from data/.
#include <cstdint>
#include <string>

#include "srok/engine/image.hpp"
#include "srok/error.hpp"
#include "srok/sla/regulation.hpp"

namespace srok {
namespace {

#include "technotronics.inc"

constexpr std::string_view builtin_name = "technotronics";

void require_builtin(std::string_view what, std::string_view name) {
  if (name == builtin_name) return;
  throw error(status::bad_argument, "there is no built-in " + std::string{what} + " \"" +
                                        std::string{name} + "\"; there is \"" +
                                        std::string{builtin_name} + "\", or load one from text");
}

}  // namespace

const schedule& schedule::builtin(std::string_view name) {
  require_builtin("schedule", name);
  static const schedule desk{engine::tables_over(schedule_image)};
  return desk;
}

const regulation& regulation::builtin(std::string_view name) {
  require_builtin("regulation", name);
  static const regulation desk{regulation_tables, schedule::builtin(name)};
  return desk;
}

}  // namespace srok
