// The hours of one date after the other.
#include "srok/calendar/working_hours.hpp"

#include <doctest/doctest.h>

using namespace srok;

TEST_CASE("exceptions before the first date asked for are passed over, those after it are found") {
  working_hours hours;
  hours.week.fill({{25'200, 57'600}});
  const auto day = [](std::int32_t number) { return from_day_number(number); };
  hours.dates = {{day(20'000), {}, {}}, {day(20'001), {}, {}}, {day(20'011), {{0, 60}}, {}}};
  hours_by_date by_date{hours, 20'010};
  CHECK(by_date.weekday() == 0);  // 2024-10-14, a Monday
  const hours_of_date plain = by_date.next(day_kind::working);
  CHECK(plain.rule == hours_rule::weekly);
  CHECK(plain.hours.size() == 1);
  const hours_of_date exception = by_date.next(day_kind::holiday);
  CHECK(exception.rule == hours_rule::exception);
  CHECK(exception.hours.front() == wall_interval{0, 60});
  CHECK(by_date.next(day_kind::holiday).rule == hours_rule::holiday);
}
