// How schedules are laid out: every table of many desks to the last bit, so that another choice of
// cells, as right and slower or larger, does not come unseen.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

#include "engine/image_layout.hpp"
#include "engine/random_schedule.hpp"

using namespace srok;
using namespace srok::testing;

namespace {

constexpr std::int32_t minute = 60;
constexpr std::int32_t hour = 3600;
constexpr std::int32_t day = 86'400;

std::size_t crowded_cells(const engine::header& head, engine::section s) {
  const auto* image = reinterpret_cast<const std::uint64_t*>(&head);
  const auto words = engine::array_at<std::uint64_t>({image, head.bytes / 8}, s);
  return static_cast<std::size_t>(std::count_if(
      words.begin(), words.end(), [](std::uint64_t w) { return (w & engine::crowded_bit) != 0; }));
}

// A line of layouts.tsv.
std::string layout_of(const std::string& name, const schedule& s) {
  const auto& head = engine::header_of(s.tables().image);
  std::string line = name;
  for (const std::uint64_t number :
       {head.bytes, std::uint64_t{head.forward_cell},
        static_cast<std::uint64_t>(head.horizon_begin - head.origin),
        std::uint64_t{crowded_cells(head, head.forward)}, std::uint64_t{head.inverse_cell},
        std::uint64_t{crowded_cells(head, head.inverse)}, head.checksum}) {
    line += '\t' + std::to_string(number);
  }
  return line + '\n';
}

std::uint64_t hash_of(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325U;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

// Zones that no tz database can change: with summer time by a whole hour and by half a one, the
// year round, and with seconds in their offset as Monrovia had.
const zone& berlin_like() {
  static const zone z = [] {
    std::vector<offset_change> changes{{to_unix(no_instant), hour}};
    for (int year = 1980; year < 2038; ++year) {
      const std::int64_t begin = std::int64_t{to_day_number(first_of_year(year))} * day;
      changes.push_back({begin + 86 * day + hour, 2 * hour});
      changes.push_back({begin + 299 * day + hour, hour});
    }
    return zone{"made/Berlin", std::move(changes)};
  }();
  return z;
}

const zone& half_hours() {
  static const zone z = [] {
    std::vector<offset_change> changes{{to_unix(no_instant), 10 * hour + hour / 2}};
    for (int year = 1990; year < 2030; ++year) {
      const std::int64_t begin = std::int64_t{to_day_number(first_of_year(year))} * day;
      changes.push_back({begin + 95 * day, 10 * hour + hour / 2});
      changes.push_back({begin + 277 * day, 11 * hour});
    }
    return zone{"made/Lord_Howe", std::move(changes)};
  }();
  return z;
}

const zone& odd_seconds() {
  static const zone z{"made/Monrovia", {{to_unix(no_instant), -2670}, {63'593'070, 0}}};
  return z;
}

const zone& utc() {
  return cached_zone("UTC");
}

const zone& moscow() {
  return cached_zone("Europe/Moscow");
}

working_hours on_days(std::size_t days, const day_hours& hours) {
  working_hours all;
  for (std::size_t weekday = 0; weekday < days; ++weekday) all.week[weekday] = hours;
  return all;
}

schedule in_years(const working_hours& hours, int first_year, int years, const zone& where) {
  const calendar c = made_calendar{first_year, years}.finish();
  return compile(hours, where, &c);
}

day_hours every(std::int32_t period, std::int32_t lasts) {
  day_hours hours;
  for (std::int32_t begin = 0; begin < day; begin += period)
    hours.push_back({begin, begin + lasts});
  return hours;
}

constexpr wall_interval morning{9 * hour, 13 * hour};
constexpr wall_interval afternoon{14 * hour, 18 * hour};
const day_hours nine_hours{{7 * hour, 16 * hour}};

// ---- desks as they are in life, and at the limits of a cell ----

// Closed time of so many minutes in the middle of a cell.
schedule with_gap(std::int32_t minutes) {
  working_hours hours;
  const std::int32_t opens = 8 * hour;
  hours.dates = {{civil(2020, 3, 2), {{opens, opens + hour}}, {}}};
  const std::int32_t next = opens + hour + minutes * minute;
  hours.dates.push_back({civil(2020, 3, 2) + std::chrono::days{next / day},
                         {{next % day, next % day + 2 * hour}},
                         {}});
  return in_years(hours, 2020, 1, utc());
}

// So many runs, every 13th followed by another on its date. Of 1000 runs and more the layout is
// chosen by every 13th, which here never are those.
schedule with_runs(std::int32_t runs) {
  working_hours hours;
  const civil_date first = civil(2001, 1, 1);
  std::int32_t date = 0;
  for (std::int32_t run = 0; run < runs; ++date) {
    day_hours of_day{{9 * hour, 12 * hour}};
    if (date % 12 == 5 && run + 1 < runs) of_day.push_back({13 * hour, 18 * hour});
    run += static_cast<std::int32_t>(of_day.size());
    hours.dates.push_back({first + std::chrono::days{date}, of_day, {}});
  }
  return in_years(hours, 2001, 4, utc());
}

std::string layouts_in_life() {
  std::string all;
  const auto add = [&](const char* name, const schedule& s) { all += layout_of(name, s); };
  add("technotronics", schedule::builtin("technotronics"));
  add("nine hours in UTC", compile(on_days(5, nine_hours), utc(), nullptr));
  add("nine hours in Moscow", compile(on_days(5, nine_hours), moscow(), nullptr));
  add("nine hours by the Russian calendar", in_years(on_days(5, nine_hours), 2020, 7, moscow()));
  add("nine hours with summer time", compile(on_days(5, nine_hours), berlin_like(), nullptr));
  add("a break in UTC", compile(on_days(5, {morning, afternoon}), utc(), nullptr));
  add("a break with summer time",
      compile(on_days(5, {morning, afternoon}), berlin_like(), nullptr));
  add("a break with half hours", compile(on_days(6, {morning, afternoon}), half_hours(), nullptr));
  add("two breaks",
      compile(on_days(5, {morning, {13 * hour + 1800, 16 * hour}, {16 * hour + 1800, 19 * hour}}),
              berlin_like(), nullptr));
  add("three breaks of a year", in_years(on_days(5, {{8 * hour, 10 * hour},
                                                     {10 * hour + 900, 12 * hour},
                                                     {13 * hour, 15 * hour},
                                                     {15 * hour + 900, 17 * hour}}),
                                         2026, 1, moscow()));
  add("night shift", compile(on_days(5, {{20 * hour, 32 * hour}}), moscow(), nullptr));
  add("night shift with summer time",
      compile(on_days(6, {{22 * hour, 30 * hour}}), berlin_like(), nullptr));
  add("two shifts",
      in_years(on_days(7, {{6 * hour, 14 * hour}, {15 * hour, 23 * hour}}), 2024, 3, moscow()));
  add("around the clock", compile(on_days(7, {{0, day}}), moscow(), nullptr));
  add("around the clock on weekdays", compile(on_days(5, {{0, day}}), berlin_like(), nullptr));
  add("one interval", in_years(
                          [] {
                            working_hours hours;
                            hours.dates = {{civil(2026, 6, 20), {{10 * hour, 14 * hour}}, {}}};
                            return hours;
                          }(),
                          2026, 1, utc()));
  add("one second", in_years(
                        [] {
                          working_hours hours;
                          hours.dates = {{civil(2026, 6, 20), {{36'001, 36'002}}, {}}};
                          return hours;
                        }(),
                        2026, 1, moscow()));
  add("seconds", compile(on_days(5, {{7 * hour + 1, 16 * hour - 1}}), moscow(), nullptr));
  add("seconds in the offset", compile(on_days(5, {morning, afternoon}), odd_seconds(), nullptr));
  add("an hour a week", compile(on_days(1, {{10 * hour, 11 * hour}}), moscow(), nullptr));
  add("a minute a day", compile(on_days(7, {{0, minute}}), utc(), nullptr));
  add("half of each hour", in_years(on_days(5, every(hour, hour / 2)), 1980, 40, utc()));
  add("a minute in ten of a year", in_years(on_days(7, every(600, 60)), 2026, 1, moscow()));
  add("ten seconds in ten minutes of a week",
      in_years(
          [] {
            working_hours hours;
            for (unsigned i = 0; i < 7; ++i) {
              hours.dates.push_back({civil(2026, 6, 1 + i), every(10 * minute, 10), {}});
            }
            return hours;
          }(),
          2026, 1, utc()));
  // So many years that one cell less would make the least cell a minute longer.
  const day_hours three{{0, hour}, {9 * hour, 10 * hour}, {17 * hour, 18 * hour}};
  add("three hours of 78 years", in_years(on_days(7, three), 1970, 78, utc()));
  for (const std::int32_t minutes : {32'765, 32'766, 32'767, 32'768, 65'536}) {
    add(("closed for " + std::to_string(minutes) + " minutes").c_str(), with_gap(minutes));
  }
  for (const std::int32_t runs : {998, 999, 1000, 1001}) {
    add((std::to_string(runs) + " runs").c_str(), with_runs(runs));
  }
  return all;
}

// ---- desks by chance, the same everywhere ----

class chance {
 public:
  explicit chance(std::uint64_t seed) : random_{seed} {}

  std::int32_t below(std::int32_t n) {
    return static_cast<std::int32_t>(random_() % static_cast<std::uint64_t>(n));
  }
  bool one_in(std::int32_t n) { return below(n) == 0; }

  day_hours hours(std::int32_t grid) {
    day_hours all;
    for (std::int32_t n = 1 + below(3); n > 0; --n) {
      const std::int32_t begin = below(day / grid) * grid;
      all.push_back({begin, begin + (1 + below((one_in(3) ? day : day / 4) / grid)) * grid});
    }
    return all;
  }

  // A second before, on or after a multiple of the grid.
  std::int32_t about(std::int32_t times, std::int32_t grid) {
    return std::max(0, times * grid + below(3) - 1);
  }

  // Of one or two lengths and few openings, all of them about where cells can begin and end.
  schedule desk_on_edges() {
    static constexpr std::array grids{1800, 3600, 7200, 10'800, 14'400, 21'600, 28'800, 43'200};
    const std::int32_t grid = grids[static_cast<std::size_t>(below(grids.size()))];
    const std::int32_t exact = one_in(2) ? 1 : 0;
    const auto edge = [&](std::int32_t most) {
      const std::int32_t times = below(most / grid + 1);
      return exact != 0 ? times * grid : about(times, grid);
    };
    const auto of_day = [&] {
      day_hours all;
      for (std::int32_t n = 1 + below(3); n > 0; --n) {
        const std::int32_t begin = std::min(edge(day), day - 1);
        const std::int32_t lasts = std::clamp(edge(day), 1, day);
        all.push_back({begin, begin + lasts});
      }
      return all;
    };
    working_hours of_desk;
    const day_hours usual = of_day();
    for (std::size_t weekday = 0; weekday < 7; ++weekday) {
      const bool closed = one_in(3);
      if (!closed) of_desk.week[weekday] = one_in(4) ? of_day() : usual;
    }
    of_desk.week[0] = usual;
    const int years = one_in(8) ? 3 + below(30) : 1;
    const calendar c = made_calendar{1970 + below(60), years}.finish();
    return compile(of_desk, one_in(4) ? odd_seconds() : utc(), &c);
  }

  schedule desk() {
    static constexpr std::array grids{1800, 1800, 900, 300, 60, 60, 1};
    const std::int32_t grid = grids[static_cast<std::size_t>(below(grids.size()))];
    working_hours of_desk;
    const day_hours usual = hours(grid);
    const bool alike = !one_in(3);
    for (std::size_t weekday = 0; weekday < 7; ++weekday) {
      if (one_in(weekday < 5 ? 12 : 2)) continue;
      of_desk.week[weekday] = alike ? usual : hours(grid);
    }
    of_desk.week[static_cast<std::size_t>(below(7))] = usual;
    of_desk.short_day_cut = below(4) * 1800;
    const int years = one_in(4) ? 40 + below(60) : 1 + below(5);
    const int first = 1970 + below(30);
    for (std::int32_t n = one_in(2) ? below(40) : 0, at = 0; n > 0; --n) {
      at += 1 + below(8);
      of_desk.dates.push_back({civil(first, 1, 2) + std::chrono::days{at}, hours(grid), {}});
    }
    for (std::int32_t n = one_in(2) ? below(12) : 0; n > 0; --n) {
      const std::int32_t date = to_day_number(first_of_year(first)) + 2 + below(360 * years);
      const instant from = from_unix(std::int64_t{date} * day + below(day));
      of_desk.closures.push_back({from, from + std::chrono::seconds{1 + below(40 * day)}, {}});
    }
    made_calendar made{first, years};
    for (std::int32_t n = one_in(2) ? below(60) : 0; n > 0; --n) {
      const civil_date date = civil(first, 1, 1) + std::chrono::days{below(365)};
      made.set(date, static_cast<day_kind>(below(6)));
    }
    const calendar c = std::move(made).finish();
    const std::array<const zone*, 5> zones{&utc(), &moscow(), &berlin_like(), &half_hours(),
                                           &odd_seconds()};
    return compile(of_desk, *zones[static_cast<std::size_t>(below(5))], &c);
  }

 private:
  std::mt19937_64 random_;
};

}  // namespace

// A worse choice of cells gives the same answers, more slowly or from more memory. What changes a
// layout on purpose renews the file, from the project's folder:
//   SROK_RENEW_LAYOUTS=1 build/tests/tests/engine_test --test-case='*layouts.tsv*'
TEST_CASE("every table of many desks is to the last bit what layouts.tsv says") {
  std::string found =
      "schedule\tbytes\tforward cell\tlead\tcrowded\tinverse cell\tcrowded\tchecksum\n";
  found += layouts_in_life();
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    found += layout_of("by chance " + std::to_string(seed), chance{seed}.desk());
  }
  // Many more, a line for every hundred.
  for (std::uint64_t hundred = 1; hundred <= 9; ++hundred) {
    std::string lines;
    for (std::uint64_t seed = 100 * hundred; seed < 100 * hundred + 100; ++seed) {
      lines += layout_of({}, chance{seed}.desk_on_edges());
    }
    found += "on edges " + std::to_string(hundred) + "00\t" + std::to_string(hash_of(lines)) + '\n';
  }
  const char* const path = SROK_SOURCE_DIR "/tests/engine/layouts.tsv";
  if (std::getenv("SROK_RENEW_LAYOUTS") != nullptr) std::ofstream{path} << found;
  std::ifstream file{path};
  const std::string known{std::istreambuf_iterator<char>{file}, {}};
  // Line by line, so that a failure names the desks.
  const auto lines = [](const std::string& text) {
    std::vector<std::string> all;
    for (std::size_t begin = 0, end = 0; begin < text.size(); begin = end + 1) {
      end = std::min(text.find('\n', begin), text.size());
      all.push_back(text.substr(begin, end - begin));
    }
    return all;
  };
  const auto were = lines(known);
  const auto are = lines(found);
  REQUIRE(are.size() == were.size());
  for (std::size_t line = 0; line < are.size(); ++line) CHECK(are[line] == were[line]);
}
