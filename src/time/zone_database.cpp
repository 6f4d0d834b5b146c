// Zones by date-tz: SROK_ZONES=database.
#include <date/tz.h>

#include <algorithm>
#include <new>
#include <span>
#include <string>

#include "srok/error.hpp"
#include "time/zone_source.hpp"

namespace srok {
namespace {

std::vector<offset_change> read_changes(const date::time_zone& source) {
  std::vector<offset_change> changes;
  for (instant at = first_change_needed; at < last_change_needed;) {
    const date::sys_info part = source.get_info(at);
    changes.push_back({changes.empty() ? to_unix(no_instant) : to_unix(at), part.offset.count()});
    at = part.end;
  }
  return changes;
}

bool changes_in(std::span<const offset_change> changes, int year) {
  const std::int64_t begin = to_unix(utc_midnight(first_of_year(year)));
  const std::int64_t end = to_unix(utc_midnight(first_of_year(year + 1)));
  return std::any_of(changes.begin(), changes.end(), [=](const offset_change& change) {
    return begin <= change.at && change.at < end;
  });
}

// What date-tz answers; the reason given is that of whatever it throws but want of memory.
template <class Ask>
auto asked(std::string_view name, std::string_view reason, Ask ask) {
  try {
    return ask();
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    fail_unknown_zone(name, reason);
  }
}

}  // namespace

std::vector<offset_change> machine_zone_changes(std::string_view name) {
  // The name under which a database may keep the machine's own zone: no answer may depend on that.
  if (name == "localtime") fail_unknown_zone(name, zone_of_the_machine);
  // date-tz lists the names once, also when it could not read them.
  const bool listed = asked(name, no_such_zone, [] { return !date::get_tzdb().zones.empty(); });
  if (!listed) fail_unknown_zone(name, unread_database);
  const auto* source =
      asked(name, no_such_zone, [&] { return date::locate_zone(std::string{name}); });
  // A "slim" database (zic -b slim) leaves the yearly changes to a rule that date-tz does not read:
  // every summer after about 2007 would silently be winter. New York, which has changed every year
  // since 1967, tells.
  const auto witness = asked(name, unread_database,
                             [] { return read_changes(*date::locate_zone("America/New_York")); });
  if (!changes_in(witness, 2037)) fail_unknown_zone(name, slim_database);
  return asked(name, unread_database, [&] { return read_changes(*source); });
}

}  // namespace srok
