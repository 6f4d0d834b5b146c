// The two tables by themselves: days of one interval, and what crowds a cell.
#include "srok/engine/cells.hpp"

#include <doctest/doctest.h>

#include "engine/few_days.hpp"
#include "engine/image_layout.hpp"
#include "engine/random_schedule.hpp"

using namespace srok;
using namespace srok::testing;

namespace {

std::size_t crowded(const schedule& s, bool forward) {
  const auto& head = engine::header_of(s.tables().image);
  const auto words =
      engine::array_at<std::uint64_t>(s.tables().image, forward ? head.forward : head.inverse);
  return static_cast<std::size_t>(std::count_if(
      words.begin(), words.end(), [](std::uint64_t w) { return (w & engine::crowded_bit) != 0; }));
}

working_hours seven_to_four() {
  working_hours hours;
  for (std::size_t weekday = 0; weekday < 5; ++weekday) hours.week[weekday] = {{25'200, 57'600}};
  return hours;
}

}  // namespace

TEST_CASE("days that begin and end on any second are kept too") {
  CHECK(rc::check([] {
    for (int i = 0; i < 200; ++i) {
      const auto begin = pick<std::uint32_t>(0, few_days::day);
      const auto lasts = pick<std::uint32_t>(1, few_days::day + 1);
      RC_LOG() << begin << " for " << lasts << '\n';
      RC_ASSERT((few_days{begin, lasts}.sound()));
    }
  }));
}

TEST_CASE("dividing by the length of a cell is exact as far as the axis says, 68 years at least") {
  for (std::uint32_t length = 4; length < 100'000; length += length < 300 ? 1 : 57) {
    const auto axis = engine::cell_axis::of(length);
    CAPTURE(length);
    REQUIRE(axis.exact_to(1U << 31));
    std::uint64_t last = 0xffff'ffff;
    while (!axis.exact_to(static_cast<std::uint32_t>(last))) last -= last / 64;
    for (std::uint64_t cell = 1; cell <= last / length; cell += 1 + cell / 50) {
      const std::uint64_t begin = cell * length;
      REQUIRE(axis.index(static_cast<std::uint32_t>(begin)) == cell);
      REQUIRE(axis.index(static_cast<std::uint32_t>(begin - 1)) == cell - 1);
    }
    REQUIRE(axis.index(static_cast<std::uint32_t>(last)) == last / length);
  }
}

TEST_CASE("an axis does not claim a length by which it divides wrongly") {
  const auto axis = engine::cell_axis::of(180);
  CHECK(axis.index(4'294'967'219) != 4'294'967'219 / 180);
  CHECK(!axis.exact_to(4'294'967'219));
}

TEST_CASE("an ordinary desk crowds no cell, in any zone of whole hours") {
  for (const char* name : {"UTC", "Europe/Moscow"}) {
    const schedule s = compile(seven_to_four(), cached_zone(name), nullptr);
    CHECK(crowded(s, true) == 0);
    CHECK(dump(s).size() < 1'000'000);
  }
}

TEST_CASE("a boundary on the second crowds its own cells alone") {
  working_hours hours = seven_to_four();
  const schedule plain = compile(hours, cached_zone("Europe/Moscow"), nullptr);
  hours.dates = {{civil(2026, 6, 3), {{25'201, 57'599}}, {}}};
  const schedule s = compile(hours, cached_zone("Europe/Moscow"), nullptr);
  CHECK(crowded(s, true) == crowded(plain, true) + 1);
  CHECK(crowded(s, false) <= crowded(plain, false) + 2);
}

TEST_CASE("cells whose length divides wrongly within the horizon are made longer by minutes") {
  // 102 years of several openings a day: cells of 49 140 seconds would be the least, and are not
  // exact to the end.
  constexpr std::uint32_t least = 49'140;
  desk d;
  d.zone = &cached_zone("UTC");
  d.calendar = made_calendar{1970, 102}.finish();
  d.end_year = 2072;
  d.hours.week.fill({{25'200, 32'400}, {36'000, 43'200}, {46'800, 54'000}, {57'600, 64'800}});
  const schedule s = d.compiled();
  const auto span = static_cast<std::uint32_t>((s.horizon().end() - s.horizon().begin()).count());
  CHECK(!engine::cell_axis::of(least).exact_to(span + least));
  CHECK(engine::header_of(s.tables().image).forward_cell == least + 2 * 60);
  const reference::slow_schedule obvious = d.obvious();
  const std::int64_t end = obvious.end();
  for (std::int64_t at = end - 400 * least; at < end; at += 7'777) {
    const std::int64_t worked = obvious.working_before(at);
    CHECK(s.elapsed(s.horizon().begin(), from_unix(at))->seconds() == worked);
    CHECK(to_unix(
              *s.deadline(s.horizon().begin(), business_duration{std::chrono::seconds{worked}})) ==
          *obvious.deadline(obvious.begin(), worked, landing::nearest));
  }
}

TEST_CASE("ten thousand exceptions change what they say and nothing else") {
  desk d;
  d.zone = &cached_zone("UTC");
  d.hours = seven_to_four();
  for (std::int32_t i = 0; i < 10'000; ++i) {
    d.hours.dates.push_back({from_day_number(100 + 4 * i), {{i % 80'000, i % 80'000 + 61}}, {}});
  }
  const schedule s = d.compiled();
  const reference::slow_schedule obvious = d.obvious();
  CHECK(dump(s).size() < 3'000'000);
  for (std::int64_t at = obvious.begin(); at <= obvious.end(); at += 40'000'001) {
    const auto worked = obvious.elapsed(obvious.begin(), at);
    CHECK(s.elapsed(s.horizon().begin(), from_unix(at))->seconds() == *worked);
    if (*worked == 0) continue;
    const business_duration budget{std::chrono::seconds{*worked}};
    CHECK(to_unix(*s.deadline(s.horizon().begin(), budget)) ==
          *obvious.deadline(obvious.begin(), *worked, landing::nearest));
  }
}

namespace {

// How a schedule was cut: seconds of a cell, seconds of the first one before the horizon, and how
// many cells are crowded.
struct cut {
  std::uint32_t forward, lead;
  std::size_t crowded_forward;
  std::uint32_t inverse;
  std::size_t crowded_inverse;

  bool operator==(const cut&) const = default;
};

std::ostream& operator<<(std::ostream& out, const cut& c) {
  return out << "{" << c.forward << ", " << c.lead << ", " << c.crowded_forward << ", " << c.inverse
             << ", " << c.crowded_inverse << "}";
}

cut cut_of(const schedule& s) {
  const auto& head = engine::header_of(s.tables().image);
  return {head.forward_cell, static_cast<std::uint32_t>(head.horizon_begin - head.origin),
          crowded(s, true), head.inverse_cell, crowded(s, false)};
}

cut cut_of(const day_hours& every_day, const char* zone, std::size_t days = 5) {
  working_hours hours;
  for (std::size_t weekday = 0; weekday < days; ++weekday) hours.week[weekday] = every_day;
  return cut_of(compile(hours, cached_zone(zone), nullptr));
}

day_hours every(std::int32_t period, std::int32_t lasts) {
  day_hours hours;
  for (std::int32_t begin = 0; begin < 86'400; begin += period) {
    hours.push_back({begin, begin + lasts});
  }
  return hours;
}

constexpr wall_interval nine_to_one{32'400, 46'800};
constexpr wall_interval two_to_six{50'400, 64'800};

}  // namespace

// Queries are as quick as few cells are crowded, and tables as small as cells are long.
TEST_CASE(
    "the tables of desks as they are in life are no larger and no more crowded than they were") {
  CHECK(cut_of({{25'200, 57'600}}, "UTC") == cut{86'400, 0, 0, 32'400, 0});
  CHECK(cut_of({{25'200, 57'600}}, "Europe/Moscow") == cut{86'400, 0, 0, 32'400, 0});
  CHECK(cut_of({nine_to_one, two_to_six}, "UTC") == cut{86'400, 36'000, 27'133, 14'908, 2293});
  CHECK(cut_of({nine_to_one, two_to_six}, "America/New_York") == cut{43'200, 39'600, 1, 14'400, 0});
  CHECK(cut_of({nine_to_one, two_to_six}, "Australia/Lord_Howe") ==
        cut{43'200, 39'600, 366, 14'400, 0});
  CHECK(cut_of({nine_to_one, {48'600, 57'600}, {59'400, 68'400}}, "Europe/Berlin") ==
        cut{43'200, 37'800, 26'242, 9000, 0});
  CHECK(cut_of({{0, 86'400}}, "UTC", 7) == cut{86'400, 0, 0, 62'596, 0});
  CHECK(cut_of({{0, 86'400}}, "Europe/Berlin") == cut{86'400, 0, 0, 54'000, 0});
  CHECK(cut_of({{72'000, 115'200}}, "Europe/Berlin") == cut{86'400, 57'600, 1, 43'200, 0});
  CHECK(cut_of({{25'201, 57'600}}, "Asia/Kolkata") == cut{86'400, 0, 33'916, 32'400, 33'914});
  CHECK(cut_of({{25'200, 57'660}}, "Africa/Casablanca", 1) == cut{86'400, 0, 0, 32'460, 0});
  CHECK(cut_of({{0, 60}}, "UTC", 1) == cut{86'400, 85'500, 1, 256, 1590});
  CHECK(cut_of(every(3600, 1800), "UTC") == cut{86'400, 84'600, 33'917, 22'360, 65'527});
  CHECK(cut_of(every(7200, 6000), "Europe/Moscow", 7) ==
        cut{86'400, 57'600, 47'483, 52'168, 65'533});
  CHECK(cut_of(every(600, 60), "Europe/Moscow") == cut{62'640, 7200, 53'362, 4472, 65'527});
  CHECK(cut_of(every(900, 300), "Asia/Kathmandu", 6) == cut{62'640, 1800, 62'686, 17'888, 65'527});
}

// One cell in 64 may be crowded before shorter ones are taken: 34 of the 2192 half days of three
// years, 12 of the 783 cells of nine worked hours.
TEST_CASE("cells are as long as no more than one in 64 is crowded") {
  const auto with_breaks = [](std::int32_t days, const day_hours& hours_of_day) {
    working_hours hours;
    for (std::size_t weekday = 0; weekday < 5; ++weekday) hours.week[weekday] = {{32'400, 64'800}};
    for (std::int32_t i = 0; i < days; ++i) {
      hours.dates.push_back({civil(2020, 1, 6) + std::chrono::days{7 * i}, hours_of_day, {}});
    }
    const calendar c = made_calendar{2020, 3}.finish();
    return cut_of(compile(hours, cached_zone("UTC"), &c));
  };
  const day_hours lunch{{32'400, 46'800}, {50'400, 68'400}};
  CHECK(with_breaks(17, lunch) == cut{86'400, 0, 17, 32'400, 0});
  CHECK(with_breaks(34, lunch) == cut{86'400, 0, 34, 32'400, 0});
  CHECK(with_breaks(35, lunch) == cut{43'200, 36'000, 1, 32'400, 0});
  const day_hours two_breaks{{32'400, 43'200}, {46'800, 54'000}, {57'600, 72'000}};
  CHECK(with_breaks(12, two_breaks) == cut{86'400, 0, 12, 32'400, 12});
  CHECK(with_breaks(13, two_breaks) == cut{86'400, 0, 13, 16'200, 0});
}
