// The regulation that comes with srok and its schedule, as src/builtin/builtin_regulation.cpp has
// them; the schedule's image is stored as differences and restored at its first use.
//
// Its tables rise by steady steps, so the differences compress to 12 KB where the image takes 82.
#include <array>
#include <cstdint>
#include <string>

#include "srok/engine/image.hpp"
#include "srok/error.hpp"
#include "srok/sla/regulation.hpp"

namespace srok {
namespace {

#include "technotronics.inc"
#include "technotronics_differences.inc"

constexpr std::string_view builtin_name = "technotronics";

void require_builtin(std::string_view what, std::string_view name) {
  if (name == builtin_name) return;
  throw error(status::bad_argument, "there is no built-in " + std::string{what} + " \"" +
                                        std::string{name} + "\"; there is \"" +
                                        std::string{builtin_name} + "\", or load one from bytes");
}

std::array<std::uint64_t, std::size(schedule_differences)> restored;

std::span<const std::uint64_t> restore() noexcept {
  std::uint64_t word = 0;
  for (std::size_t i = 0; i < restored.size(); ++i) {
    word += schedule_differences[i];
    restored[i] = word;
  }
  return restored;
}

}  // namespace

const schedule& schedule::builtin(std::string_view name) {
  require_builtin("schedule", name);
  static const schedule desk{engine::tables_over(restore())};
  return desk;
}

const regulation& regulation::builtin(std::string_view name) {
  require_builtin("regulation", name);
  static const regulation desk{regulation_tables, schedule::builtin(name)};
  return desk;
}

}  // namespace srok
