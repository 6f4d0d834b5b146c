// Which hours a date has, and why: off, worked on a weekend, shortened, by exception.
#include "srok/calendar/working_hours.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace srok;

namespace {

constexpr wall_interval nine_to_six{32'400, 64'800};
constexpr wall_interval ten_to_two{36'000, 50'400};

// Monday 2026-03-02, the first of the dates asked about.
std::int32_t monday() {
  return to_day_number(civil(2026, 3, 2));
}

working_hours five_days() {
  working_hours hours;
  for (std::size_t weekday = 0; weekday < 5; ++weekday) hours.week[weekday] = {nine_to_six};
  hours.short_day_cut = 3600;
  return hours;
}

// "weekly 32400-64800 cut 3600" of the date that many days after Monday 2 March.
std::string told(const working_hours& hours, int days, day_type type) {
  static constexpr const char* rules[] = {"weekly",  "worked weekend", "exception",
                                          "holiday", "day off",        "decree off"};
  hours_by_date dates{hours, monday() + days};
  const hours_of_date found = dates.next(type);
  std::string text = rules[static_cast<std::size_t>(found.rule)];
  for (const wall_interval i : found.hours) {
    text += " " + std::to_string(i.begin) + "-" + std::to_string(i.end);
  }
  return text + (found.cut != 0 ? " cut " + std::to_string(found.cut) : "");
}

}  // namespace

TEST_CASE("a day off has no hours and loses none") {
  working_hours hours = five_days();
  hours.decree_days = decree_days::off;
  CHECK(told(hours, 0, day_kind::holiday) == "holiday");
  CHECK(told(hours, 0, day_kind::day_off) == "day off");
  CHECK(told(hours, 0, day_kind::decree_off) == "decree off");
  CHECK(told(hours, 0, day_type{day_kind::decree_off, false, true}) == "decree off");
}

TEST_CASE("a day off by decree is worked by the letter of the law, and short when it was") {
  CHECK(told(five_days(), 0, day_kind::decree_off) == "weekly 32400-64800");
  CHECK(told(five_days(), 0, day_type{day_kind::decree_off, false, true}) ==
        "weekly 32400-64800 cut 3600");
}

TEST_CASE("a short day loses its last hour, and an exception on it does not") {
  working_hours hours = five_days();
  CHECK(told(hours, 1, day_kind::short_day) == "weekly 32400-64800 cut 3600");
  hours.dates = {{civil(2026, 3, 3), {ten_to_two}, {}}};
  CHECK(told(hours, 1, day_kind::short_day) == "exception 36000-50400");
}

TEST_CASE("a worked weekend has hours of its own, its weekday's, or Monday's") {
  working_hours hours = five_days();
  CHECK(told(hours, 5, day_type{day_kind::working, true}) == "worked weekend 32400-64800");
  CHECK(told(hours, 5, day_type{day_kind::short_day, true}) ==
        "worked weekend 32400-64800 cut 3600");
  hours.week[5] = {ten_to_two};
  CHECK(told(hours, 5, day_type{day_kind::working, true}) == "worked weekend 36000-50400");
  hours.worked_weekend = day_hours{{0, 60}};
  CHECK(told(hours, 5, day_type{day_kind::working, true}) == "worked weekend 0-60");
}

TEST_CASE("a weekend as such closes nothing") {
  working_hours hours = five_days();
  CHECK(told(hours, 6, day_kind::weekend) == "weekly");
  hours.week[6] = {ten_to_two};
  CHECK(told(hours, 6, day_kind::weekend) == "weekly 36000-50400");
}

TEST_CASE("exceptions hold on their own dates alone, wherever the walk begins") {
  working_hours hours = five_days();
  hours.dates = {{civil(2026, 3, 2), {{1, 2}}, {}},
                 {civil(2026, 3, 4), {{3, 4}}, {}},
                 {civil(2026, 3, 5), {}, {}},
                 {civil(2026, 3, 8), {{5, 6}}, {}}};
  const std::array<std::string, 8> expected{"exception 1-2", "weekly 32400-64800", "exception 3-4",
                                            "exception",     "weekly 32400-64800", "weekly",
                                            "exception 5-6", "weekly 32400-64800"};
  for (int first = 0; first < 8; ++first) {
    CAPTURE(first);
    CHECK(told(hours, first, day_kind::working) == expected[static_cast<std::size_t>(first)]);
    hours_by_date dates{hours, monday() + first};
    for (int day = first; day < 8; ++day) {
      CAPTURE(day);
      CHECK(dates.weekday() == day % 7);
      const hours_of_date found = dates.next(day_kind::working);
      CHECK((found.rule == hours_rule::exception) ==
            expected[static_cast<std::size_t>(day)].starts_with("exception"));
    }
  }
}

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
