#include "srok/time/zone.hpp"

#include <cassert>

#include "srok/error.hpp"
#include "srok/time/civil.hpp"
#include "time/builtin_zones.hpp"

#ifndef SROK_ZONES_BUILTIN
#include <date/tz.h>
#endif

namespace srok {
namespace {

// Horizons reach from 1970 to 2099 at most; two days more let any wall time in them be converted.
constexpr instant first_needed{first_of_year(1970).time_since_epoch() - std::chrono::days{2}};
constexpr instant last_needed{first_of_year(2100).time_since_epoch() + std::chrono::days{2}};

[[noreturn]] void fail(std::string_view name, std::string_view reason) {
  throw error(status::unknown_zone,
              "unknown time zone \"" + std::string{name} + "\": " + std::string{reason});
}

std::vector<offset_change> drop_non_changes(std::vector<offset_change> changes) {
  const auto same = [](const offset_change& a, const offset_change& b) {
    return a.offset == b.offset;
  };
  changes.erase(std::unique(changes.begin(), changes.end(), same), changes.end());
  return changes;
}

#ifndef SROK_ZONES_BUILTIN

std::vector<offset_change> read_changes(const date::time_zone& source) {
  std::vector<offset_change> changes;
  for (instant at = first_needed; at < last_needed;) {
    const date::sys_info part = source.get_info(at);
    changes.push_back({changes.empty() ? to_unix(no_instant) : to_unix(at), part.offset.count()});
    at = part.end;
  }
  return drop_non_changes(std::move(changes));
}

bool changes_in(std::span<const offset_change> changes, int year) {
  const std::int64_t begin = to_unix(instant{first_of_year(year).time_since_epoch()});
  const std::int64_t end = to_unix(instant{first_of_year(year + 1).time_since_epoch()});
  return std::any_of(changes.begin(), changes.end(), [=](const offset_change& change) {
    return begin <= change.at && change.at < end;
  });
}

// A "slim" database (zic -b slim) leaves the yearly changes to a rule that date-tz does not read:
// every summer after about 2007 would silently be winter. New York, which has changed every year
// since 1967, tells.
void require_explicit_changes(std::string_view name) {
  if (!changes_in(read_changes(*date::locate_zone("America/New_York")), 2037)) {
    fail(name,
         "the machine's tz database holds no explicit changes up to 2037 (it is built \"slim\"); "
         "install "
         "one built with `zic -b fat`, as Debian's tzdata is");
  }
}

std::vector<offset_change> from_database(std::string_view name) {
  // The name under which a database may keep the machine's own zone: no answer may depend on that.
  if (name == "localtime") fail(name, "name the zone itself, such as \"Europe/Moscow\"");
  const date::time_zone* source = nullptr;
  try {
    source = date::locate_zone(std::string{name});
  } catch (const std::exception&) {
    fail(name,
         "the machine's tz database has no such zone (or there is no database: Debian package "
         "tzdata); "
         "use an IANA name such as \"Europe/Berlin\"");
  }
  require_explicit_changes(name);
  return read_changes(*source);
}

#else

std::vector<offset_change> from_database(std::string_view name) {
  fail(name, "this build of srok knows \"UTC\" and \"Europe/Moscow\" only (SROK_ZONES=builtin)");
}

#endif

}  // namespace

zone zone::named(std::string_view name) {
  if (const auto changes = builtin_zone_changes(name); !changes.empty()) {
    return {std::string{name}, {changes.begin(), changes.end()}};
  }
  return {std::string{name}, from_database(name)};
}

zone::zone(std::string name, std::vector<offset_change> changes)
    : name_{std::move(name)}, changes_{drop_non_changes(std::move(changes))} {
  assert(!changes_.empty() && changes_.front().at == to_unix(no_instant));
}

int zone::end_year() const noexcept {
  const std::int64_t begin_2037 = to_unix(instant{first_of_year(2037).time_since_epoch()});
  return changes_.back().at >= begin_2037 ? 2038 : 2100;
}

}  // namespace srok
