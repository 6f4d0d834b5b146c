// Dates, intervals and budgets: the small vocabulary everything else is said in.
#include "srok/time/civil.hpp"

#include <doctest/doctest.h>

#include "srok/time/duration.hpp"
#include "srok/time/interval.hpp"

using namespace srok;
using namespace std::chrono_literals;

TEST_CASE("weekdays are counted from Monday, on both sides of 1970") {
  CHECK(weekday_of(civil(1970, 1, 1)) == 3);
  CHECK(weekday_of(civil(1969, 12, 28)) == 6);
  CHECK(weekday_of(civil(1969, 12, 29)) == 0);
  CHECK(weekday_of(civil(2026, 6, 1)) == 0);
  CHECK(weekday_of(civil(2000, 2, 29)) == 1);
  for (std::int32_t day = -1000; day < 1000; ++day) {
    REQUIRE(weekday_of(from_day_number(day)) == (weekday_of(from_day_number(day - 1)) + 1) % 7);
  }
}

TEST_CASE("a date and its day number are the same thing") {
  CHECK(to_day_number(civil(1970, 1, 1)) == 0);
  CHECK(to_day_number(civil(2000, 3, 1)) == 11'017);
  CHECK(from_day_number(-1) == civil(1969, 12, 31));
  CHECK(year_of(civil(2027, 12, 31)) == 2027);
  CHECK(first_of_year(2028) == civil(2027, 12, 31) + std::chrono::days{1});
}

TEST_CASE("an interval has its begin and not its end") {
  const interval i{from_unix(10), from_unix(20)};
  CHECK(i.contains(from_unix(10)));
  CHECK_FALSE(i.contains(from_unix(20)));
  CHECK(i.length() == 10s);
  CHECK_FALSE(interval{from_unix(10), from_unix(10)}.contains(from_unix(10)));
}

TEST_CASE("intervals that touch share nothing") {
  const auto common = [](std::int64_t a, std::int64_t b, std::int64_t c, std::int64_t d) {
    return intersect(interval{from_unix(a), from_unix(b)}, interval{from_unix(c), from_unix(d)});
  };
  CHECK(common(0, 10, 5, 20) == interval{from_unix(5), from_unix(10)});
  CHECK(common(0, 30, 5, 20) == interval{from_unix(5), from_unix(20)});
  CHECK(common(0, 10, 10, 20) == interval{from_unix(10), from_unix(10)});
  CHECK(common(15, 20, 0, 10).empty());
}

TEST_CASE("budgets add up and compare among themselves") {
  CHECK(business_duration{4h} + business_duration{30min} == business_duration{270min});
  CHECK(business_duration{4h} - business_duration{5h} == -business_duration{1h});
  CHECK(business_duration{59min} < business_duration{1h});
  CHECK(business_duration{9h}.seconds() == 32'400);
  CHECK(working_days{2} < working_days{3});
}
