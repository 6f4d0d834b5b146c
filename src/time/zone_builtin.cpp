// No zones but the built-in ones: SROK_ZONES=builtin.
#include "time/zone_source.hpp"

namespace srok {

std::vector<offset_change> machine_zone_changes(std::string_view name) {
  fail_unknown_zone(
      name, "this build of srok knows \"UTC\" and \"Europe/Moscow\" only (SROK_ZONES=builtin)");
}

}  // namespace srok
