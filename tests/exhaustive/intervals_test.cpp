// All 1440 x 1440 days of one interval, from each minute to each minute, compiled and asked.
//
// Each day is an exception of its own, on every other date, since an interval that ends at or
// before its begin ends on the next: 23 740 of them in each schedule, 88 schedules. What is
// expected is the sum of the lengths so far.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/random_schedule.hpp"

using namespace srok;
using namespace srok::testing;

namespace {

constexpr std::int32_t minute = 60;
constexpr std::int32_t minutes = 1440;
constexpr std::int64_t day = 86'400;

constexpr business_duration amount(std::int64_t seconds) {
  return business_duration{std::chrono::seconds{seconds}};
}

// The pair-th of all days of one interval.
constexpr wall_interval interval_of(std::int32_t pair) {
  const std::int32_t begin = pair / minutes;
  const std::int32_t end = pair % minutes;
  return {begin * minute, (end > begin ? end : end + minutes) * minute};
}

struct one_day {
  std::int64_t previous_end;
  std::int64_t begin;
  std::int64_t end;
  std::int64_t next_begin;
  std::int64_t worked;  // before it
};

bool answers(const schedule& s, const one_day& d) {
  const instant origin = s.horizon().begin();
  const std::int64_t length = d.end - d.begin;
  const auto worked = [&](std::int64_t at) {
    return s.elapsed(origin, from_unix(at)) == amount(d.worked + at - d.begin);
  };
  const auto is = [](answer<instant> found, std::int64_t expected) {
    return found == from_unix(expected);
  };
  const instant previous_end = from_unix(d.previous_end), begin = from_unix(d.begin);
  const instant end = from_unix(d.end), before = begin - std::chrono::seconds{1};
  const std::int64_t middle = d.begin + length / 2;
  const civil_date date = from_day_number(static_cast<std::int32_t>(d.begin / day));
  return worked(d.begin) && worked(d.begin + 1) && worked(middle) && worked(d.end - 1) &&
         worked(d.end) && s.elapsed(previous_end, begin) == amount(0) &&
         s.elapsed(end, begin) == amount(-length) &&
         // openings and closings
         s.is_open(before) == false && s.is_open(begin) == true &&
         s.is_open(from_unix(d.end - 1)) == true && s.is_open(end) == false &&
         is(s.next_open(previous_end), d.begin) && is(s.next_open(begin), d.begin) &&
         is(s.next_open(end), d.next_begin) && is(s.next_close(before), d.end) &&
         is(s.next_close(from_unix(d.end - 1)), d.end) &&
         is(s.previous_open(from_unix(middle)), d.begin) && is(s.previous_open(end), d.begin) &&
         is(s.previous_close(from_unix(middle)), d.previous_end) &&
         is(s.previous_close(end), d.end) &&
         // amounts
         is(s.deadline(begin, amount(length)), d.end) &&
         is(s.deadline(previous_end, amount(length / 2)), middle) &&
         is(s.deadline(begin, amount(length), landing::farthest), d.next_begin) &&
         is(s.deadline(origin, amount(d.worked + 1)), d.begin + 1) &&
         is(s.deadline(origin, amount(d.worked), landing::farthest), d.begin) &&
         is(s.latest_start(end, amount(length)), d.begin) &&
         is(s.latest_start(end, amount(length), landing::farthest), d.previous_end) &&
         is(s.latest_start(end, amount(length / 2 + length % 2)), middle) &&
         // dates
         is(s.deadline(begin, working_days{1}, day_rule::elapsed), d.end) &&
         is(s.deadline(previous_end, working_days{1}, day_rule::elapsed), d.end) &&
         s.add_days(date, -1) == date - std::chrono::days{2} &&
         s.days_between(date, date + std::chrono::days{2}) == 1;
}

}  // namespace

TEST_CASE("all 2 073 600 days of one interval answer as adding up their lengths does") {
  constexpr std::int32_t first_day = 2;
  const std::int32_t end_day = to_day_number(first_of_year(2100)) - 2;
  std::int32_t asked = 0, wrong = 0;
  std::string first_wrong;
  for (std::int32_t pair = 0; pair < minutes * minutes;) {
    // One more at each end, so that each of the others has neighbours: those of the day itself.
    const std::int32_t here = std::min((end_day - first_day) / 2 - 2, minutes * minutes - pair);
    working_hours hours;
    std::vector<one_day> days;
    std::int64_t worked = 0;
    for (std::int32_t i = -1; i <= here; ++i) {
      const std::int32_t date = first_day + 2 * (i + 1);
      const wall_interval open = interval_of(std::clamp(pair + i, 0, minutes * minutes - 1));
      const std::int64_t begin = date * day + open.begin;
      const std::int64_t end = date * day + open.end;
      hours.dates.push_back({from_day_number(date), {open}, {}});
      if (!days.empty()) days.back().next_begin = begin;
      days.push_back({days.empty() ? 0 : days.back().end, begin, end, 0, worked});
      worked += end - begin;
    }
    const schedule s = compile(hours, cached_zone("UTC"), nullptr);
    for (std::int32_t i = 0; i < here; ++i) {
      ++asked;
      if (answers(s, days[static_cast<std::size_t>(i) + 1])) continue;
      const wall_interval open = interval_of(pair + i);
      if (wrong++ == 0) first_wrong = std::to_string(open.begin) + "-" + std::to_string(open.end);
    }
    pair += here;
  }
  CHECK(asked == 2'073'600);
  CHECK_MESSAGE(wrong == 0, "the first at seconds " << first_wrong);
}
