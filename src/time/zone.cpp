#include "srok/time/zone.hpp"

#include "srok/error.hpp"
#include "srok/time/civil.hpp"
#include "time/builtin_zones.hpp"
#include "time/zone_source.hpp"

namespace srok {
namespace {

std::vector<offset_change> drop_non_changes(std::vector<offset_change> changes) {
  const auto same = [](const offset_change& a, const offset_change& b) {
    return a.offset == b.offset;
  };
  changes.erase(std::unique(changes.begin(), changes.end(), same), changes.end());
  return changes;
}

}  // namespace

void fail_unknown_zone(std::string_view name, std::string_view reason) {
  throw error(status::unknown_zone,
              "unknown time zone \"" + std::string{name} + "\": " + std::string{reason});
}

zone zone::named(std::string_view name) {
  if (const auto changes = builtin_zone_changes(name); !changes.empty()) {
    return {std::string{name}, {changes.begin(), changes.end()}};
  }
  return {std::string{name}, machine_zone_changes(name)};
}

zone::zone(std::string name, std::vector<offset_change> changes)
    : name_{std::move(name)}, changes_{drop_non_changes(std::move(changes))} {
  if (changes_.empty() || changes_.front().at != to_unix(no_instant)) {
    throw error(status::bad_argument, "the changes of the zone \"" + name_ +
                                          "\" do not begin at no_instant, with the offset before "
                                          "the first of them");
  }
}

int zone::end_year() const noexcept {
  const std::int64_t begin_2037 = to_unix(utc_midnight(first_of_year(2037)));
  return changes_.back().at >= begin_2037 ? 2038 : 2100;
}

}  // namespace srok
