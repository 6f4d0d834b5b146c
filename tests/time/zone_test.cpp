// Zones: the built-in lists, the machine's database, and walls that skip or repeat themselves.
#include "srok/time/zone.hpp"

#include <date/tz.h>
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "reference/slow_schedule.hpp"
#include "srok/error.hpp"
#include "srok/time/civil.hpp"
#include "time/builtin_zones.hpp"

using namespace srok;
using namespace std::chrono_literals;

namespace {

constexpr instant utc(int year, unsigned month, unsigned day, std::chrono::seconds of_day = 0s) {
  return instant{civil(year, month, day).time_since_epoch()} + of_day;
}

constexpr wall_time wall(int year, unsigned month, unsigned day, std::chrono::seconds of_day = 0s) {
  return wall_time{civil(year, month, day)} + of_day;
}

// The offsets of a zone as date-tz tells them, asked part by part.
std::vector<offset_change> in_database(const char* name) {
  const date::time_zone* source = date::locate_zone(name);
  std::vector<offset_change> changes;
  for (instant at = utc(1970, 1, 1); at < utc(2100, 1, 1);) {
    const date::sys_info part = source->get_info(at);
    if (changes.empty()) {
      changes.push_back({to_unix(no_instant), part.offset.count()});
    } else if (part.offset.count() != changes.back().offset) {
      changes.push_back({to_unix(at), part.offset.count()});
    }
    at = part.end;
  }
  return changes;
}

// Area/Location of each zone file there is.
std::vector<std::string> names_of_all_zones() {
  const std::filesystem::path folder = "/usr/share/zoneinfo";
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::recursive_directory_iterator{folder}) {
    const std::string name = entry.path().lexically_relative(folder).string();
    std::string magic(4, ' ');
    std::ifstream{entry.path(), std::ios::binary}.read(magic.data(), 4);
    const bool area = name.find('/') != std::string::npos;
    if (area && magic == "TZif" && !name.starts_with("posix/") && !name.starts_with("right/")) {
      names.push_back(name);
    }
  }
  return names;
}

std::vector<offset_change> changes_of(const char* name) {
  const zone z = zone::named(name);
  return {z.changes().begin(), z.changes().end()};
}

}  // namespace

TEST_CASE("the built-in clock of Moscow is that of the tz database") {
  CHECK(changes_of("Europe/Moscow") == in_database("Europe/Moscow"));
  CHECK(changes_of("UTC") == in_database("UTC"));
}

TEST_CASE("UTC, by either name, and Moscow need no tz database") {
  CHECK(builtin_zone_changes("UTC").size() == 1);
  CHECK(builtin_zone_changes("Etc/UTC").size() == 1);
  CHECK_FALSE(builtin_zone_changes("Europe/Moscow").empty());
  CHECK(builtin_zone_changes("Europe/Berlin").empty());
}

TEST_CASE("any other zone is read from the database as it is") {
  const std::vector<std::string> names = names_of_all_zones();
  CHECK(names.size() > 300);
  for (const std::string& name : names) {
    CAPTURE(name);
    CHECK(changes_of(name.c_str()) == in_database(name.c_str()));
  }
}

TEST_CASE("the machine's own zone changes no answer") {
  const auto before = changes_of("Europe/Berlin");
  const char* old = std::getenv("TZ");
  const std::string kept = old ? old : "";
  setenv("TZ", "Pacific/Apia", 1);
  CHECK(changes_of("Europe/Berlin") == before);
  CHECK_THROWS_AS(zone::named("localtime"), error);
  old ? setenv("TZ", kept.c_str(), 1) : unsetenv("TZ");
}

TEST_CASE("an unknown zone is refused with its name") {
  for (const std::string name :
       {"Europe/Nowhere", "europe/moscow", "MSK", "UTC+3", "+03:00", "localtime", "", " ",
        "Europe/", "Europe/Moscow ", "../../../etc/passwd", "/etc/localtime", "posix/Europe/Berlin",
        "right/Europe/Berlin", "Europe//Berlin", "Factory"}) {
    CAPTURE(name);
    try {
      (void)zone::named(name);
      FAIL("it was accepted");
    } catch (const error& e) {
      CHECK(e.code() == status::unknown_zone);
      CHECK(std::string{e.what()}.find('"' + name + '"') != std::string::npos);
    }
  }
}

TEST_CASE("a wall time that the clock skips is the moment of the change") {
  const zone berlin = zone::named("Europe/Berlin");
  CHECK(berlin.to_instant(wall(2026, 3, 29, 2h)) == utc(2026, 3, 29, 1h));
  CHECK(berlin.to_instant(wall(2026, 3, 29, 2h + 30min)) == utc(2026, 3, 29, 1h));
  CHECK(berlin.to_instant(wall(2026, 3, 29, 3h)) == utc(2026, 3, 29, 1h));
  CHECK(berlin.to_instant(wall(2026, 3, 29, 3h + 1s)) == utc(2026, 3, 29, 1h + 1s));
  const zone apia = zone::named("Pacific/Apia");  // no 30 December 2011
  CHECK(apia.to_instant(wall(2011, 12, 30)) == utc(2011, 12, 30, 10h));
  CHECK(apia.to_instant(wall(2011, 12, 31)) == utc(2011, 12, 30, 10h));
}

TEST_CASE("a wall time that occurs twice is the first of the two") {
  const zone berlin = zone::named("Europe/Berlin");
  CHECK(berlin.to_instant(wall(2026, 10, 25, 2h)) == utc(2026, 10, 25));
  CHECK(berlin.to_instant(wall(2026, 10, 25, 3h - 1s)) == utc(2026, 10, 25, 1h - 1s));
  CHECK(berlin.to_instant(wall(2026, 10, 25, 3h)) == utc(2026, 10, 25, 2h));
  const zone moscow = zone::named("Europe/Moscow");  // no summer time, and still an hour repeats
  CHECK(moscow.to_instant(wall(2014, 10, 26, 1h)) == utc(2014, 10, 25, 21h));
}

TEST_CASE("around every change of the clock the wall means what trying every offset gives") {
  for (const char* name : {"Europe/Moscow", "America/Sao_Paulo", "Australia/Lord_Howe",
                           "Africa/Casablanca", "Pacific/Apia", "Europe/Volgograd",
                           "America/St_Johns", "Africa/Monrovia", "Asia/Kathmandu"}) {
    CAPTURE(name);
    const zone z = zone::named(name);
    const auto changes = changes_of(name);
    for (std::size_t i = 1; i < changes.size(); ++i) {
      for (std::int64_t away = -30 * 3600; away <= 30 * 3600; away += 900) {
        const std::int64_t local = changes[i].at + changes[i].offset + away;
        REQUIRE(to_unix(z.to_instant(wall_time{std::chrono::seconds{local}})) ==
                reference::instant_of(local, changes));
      }
    }
  }
}

TEST_CASE("from the moment of a change on, the new offset holds") {
  const zone moscow = zone::named("Europe/Moscow");
  CHECK(moscow.offset_at(utc(2014, 10, 25, 22h) - 1s) == 4 * 3600);
  CHECK(moscow.offset_at(utc(2014, 10, 25, 22h)) == 3 * 3600);
  CHECK(moscow.offset_at(no_instant) == 3 * 3600);
  CHECK(moscow.offset_at(instant::max()) == 3 * 3600);
}

TEST_CASE("a clock has one number, whatever its zone did before and after") {
  const zone moscow = zone::named("Europe/Moscow");
  const auto hash = [](const zone& z, instant begin, instant end) {
    return clock_hash(z.changes(), begin, end);
  };
  const instant change = utc(2014, 10, 25, 22h);
  const zone three{"UTC+3", {{to_unix(no_instant), 10'800}}};
  // By Python: FNV-1a over little-endian 64-bit numbers.
  CHECK(hash(three, no_instant, instant::max()) == 0x5993'42f0'0c64'ffc7);
  CHECK(hash(moscow, change - 1s, change) == 0xd8c0'ac07'8610'0ee8);
  CHECK(hash(moscow, change, instant::max()) == hash(three, change, instant::max()));
  CHECK(hash(moscow, change - 2s, change - 1s) != hash(three, change - 2s, change - 1s));
}

TEST_CASE("a zone with yearly rules is to be trusted to the end of 2037, any other to 2099") {
  CHECK(zone::named("Europe/Berlin").end_year() == 2038);
  CHECK(zone::named("America/New_York").end_year() == 2038);
  CHECK(zone::named("Europe/Moscow").end_year() == 2100);
  CHECK(zone::named("UTC").end_year() == 2100);
}

TEST_CASE("changes that change nothing are dropped") {
  const zone z{"made", {{to_unix(no_instant), 0}, {100, 0}, {200, 3600}, {300, 3600}, {400, 0}}};
  const std::vector<offset_change> expected{{to_unix(no_instant), 0}, {200, 3600}, {400, 0}};
  CHECK(std::vector(z.changes().begin(), z.changes().end()) == expected);
}
