// The edges of working time, one by one, each as a sentence.
#include <doctest/doctest.h>

#include <limits>
#include <string_view>

#include "engine/random_schedule.hpp"
#include "srok/engine/batch.hpp"
#include "srok/engine/explanation.hpp"
#include "srok/engine/image.hpp"
#include "srok/error.hpp"

using namespace srok;
using testing::made_calendar;
using namespace std::chrono_literals;

namespace {

constexpr std::int32_t hour = 3600;
constexpr std::int32_t full_day = 24 * hour;

constexpr instant utc(int year, unsigned month, unsigned day, std::chrono::seconds of_day = 0s) {
  return instant{civil(year, month, day).time_since_epoch()} + of_day;
}

constexpr business_duration budget(std::chrono::seconds amount) {
  return business_duration{amount};
}

working_hours every_day(const day_hours& hours) {
  working_hours all;
  all.week.fill(hours);
  return all;
}

working_hours weekdays(const day_hours& hours) {
  working_hours all;
  for (std::size_t weekday = 0; weekday < 5; ++weekday) all.week[weekday] = hours;
  return all;
}

schedule in_year(const working_hours& hours, int year, std::string_view zone = "UTC") {
  const calendar plain = made_calendar{year, 1}.finish();
  return compile(hours, testing::cached_zone(std::string{zone}), &plain);
}

// 2026-06-01 is a Monday; the clock of the desk is UTC unless said.
const schedule& desk() {
  static const schedule s = in_year(weekdays({{7 * hour, 16 * hour}}), 2026);
  return s;
}

void is_beyond(status why) {
  CHECK(why == status::beyond_horizon);
}

status refused(const working_hours& hours, const calendar* c = nullptr) {
  try {
    (void)compile(hours, testing::cached_zone("UTC"), c);
  } catch (const error& e) {
    return e.code();
  }
  return status::ok;
}

}  // namespace

// ---- closing, opening, nothing ----

TEST_CASE("at the opening instant it is open, at the closing instant closed") {
  CHECK(desk().is_open(utc(2026, 6, 1, 7h)).value());
  CHECK(desk().is_open(utc(2026, 6, 1, 16h - 1s)).value());
  CHECK_FALSE(desk().is_open(utc(2026, 6, 1, 16h)).value());
  CHECK_FALSE(desk().is_open(utc(2026, 6, 1, 7h - 1s)).value());
}

TEST_CASE("07:00 and nine hours are 16:00 the same day, or 07:00 of the next when asked") {
  const instant start = utc(2026, 6, 1, 7h);
  CHECK(desk().deadline(start, budget(9h)).value() == utc(2026, 6, 1, 16h));
  CHECK(desk().deadline(start, budget(9h), landing::farthest).value() == utc(2026, 6, 2, 7h));
  CHECK(desk().deadline(start, budget(9h + 1s)).value() == utc(2026, 6, 2, 7h + 1s));
}

TEST_CASE("a budget spent exactly on Friday at closing is due on Friday") {
  CHECK(desk().deadline(utc(2026, 6, 5, 15h), budget(1h)).value() == utc(2026, 6, 5, 16h));
  CHECK(desk().deadline(utc(2026, 6, 5, 15h), budget(1h), landing::farthest).value() ==
        utc(2026, 6, 8, 7h));
}

TEST_CASE("a budget of nothing is due at once, also at night") {
  const instant night = utc(2026, 6, 1, 20h);
  CHECK(desk().deadline(night, budget(0s)).value() == night);
  CHECK(desk().deadline(night, budget(0s), landing::farthest).value() == utc(2026, 6, 2, 7h));
  const instant noon = utc(2026, 6, 1, 12h);
  CHECK(desk().deadline(noon, budget(0s), landing::farthest).value() == noon);
  CHECK(desk().deadline(utc(2026, 6, 1, 16h), budget(0s), landing::farthest).value() ==
        utc(2026, 6, 2, 7h));
}

TEST_CASE("the latest start mirrors the deadline") {
  CHECK(desk().latest_start(utc(2026, 6, 1, 16h), budget(9h)).value() == utc(2026, 6, 1, 7h));
  CHECK(desk().latest_start(utc(2026, 6, 1, 16h), budget(9h), landing::farthest).value() ==
        utc(2026, 5, 29, 16h));
  const instant night = utc(2026, 6, 1, 20h);
  CHECK(desk().latest_start(night, budget(0s)).value() == night);
  CHECK(desk().latest_start(night, budget(0s), landing::farthest).value() == utc(2026, 6, 1, 16h));
  CHECK(desk().latest_start(utc(2026, 6, 1, 16h), budget(0s), landing::farthest).value() ==
        utc(2026, 6, 1, 16h));
  CHECK(desk().latest_start(utc(2026, 6, 1, 7h), budget(0s), landing::farthest).value() ==
        utc(2026, 5, 29, 16h));
}

TEST_CASE("time between two moments in the wrong order is negative") {
  CHECK(desk().elapsed(utc(2026, 6, 2, 8h), utc(2026, 6, 1, 15h)).value() == budget(-2h));
}

// ---- midnight ----

TEST_CASE("24:00 touching 00:00 is neither an opening nor a closing") {
  working_hours hours;
  hours.week[0] = {{20 * hour, full_day}};
  hours.week[1] = {{0, 4 * hour}};
  const schedule s = in_year(hours, 2026);
  const instant midnight = utc(2026, 6, 2);
  CHECK(s.is_open(midnight).value());
  CHECK(s.next_close(utc(2026, 6, 1, 21h)).value() == utc(2026, 6, 2, 4h));
  CHECK(s.previous_open(utc(2026, 6, 2, 3h)).value() == utc(2026, 6, 1, 20h));
  CHECK(s.previous_close(utc(2026, 6, 2, 3h)).value() == utc(2026, 5, 26, 4h));
  CHECK(s.deadline(utc(2026, 6, 1, 20h), budget(4h), landing::farthest).value() == midnight);
}

TEST_CASE("but each of the two dates has its own hours and its own close") {
  working_hours hours;
  hours.week[0] = {{20 * hour, full_day}};
  hours.week[1] = {{0, 4 * hour}};
  const schedule s = in_year(hours, 2026);
  CHECK(s.days_between(civil(2026, 6, 1), civil(2026, 6, 3)).value() == 2);
  CHECK(s.deadline(utc(2026, 6, 1, 12h), working_days{1}, day_rule::elapsed).value() ==
        utc(2026, 6, 2));
  CHECK(s.deadline(utc(2026, 6, 1, 12h), working_days{1}, day_rule::whole).value() ==
        utc(2026, 6, 2, 4h));
}

TEST_CASE("a night shift belongs to the date on which it opens") {
  const schedule s = in_year(weekdays({{22 * hour, 30 * hour}}), 2026);  // 22:00-06:00
  CHECK(s.is_open(utc(2026, 6, 6, 5h)).value());  // Saturday morning, Friday's shift
  CHECK_FALSE(s.is_open(utc(2026, 6, 6, 6h)).value());
  CHECK_FALSE(s.is_open(utc(2026, 6, 1, 5h)).value());  // Monday morning: Sunday has no shift
  // Saturday 02:00 is four hours into Friday; a working day later is Tuesday 02:00.
  CHECK(s.deadline(utc(2026, 6, 6, 2h), working_days{1}, day_rule::elapsed).value() ==
        utc(2026, 6, 9, 2h));
  CHECK(s.deadline(utc(2026, 6, 6, 2h), working_days{1}, day_rule::whole).value() ==
        utc(2026, 6, 9, 6h));
  CHECK(s.days_between(civil(2026, 6, 6), civil(2026, 6, 8)).value() == 0);
}

TEST_CASE("with night shifts the horizon begins a day later and cuts the last shift") {
  const schedule s = in_year(every_day({{22 * hour, 30 * hour}}), 2026);
  CHECK(s.horizon() == interval{utc(2026, 1, 2), utc(2027, 1, 1)});
  CHECK(s.first_date() == civil(2026, 1, 2));
  CHECK(s.is_open(utc(2026, 1, 2)).value());  // the shift of 1 January
  CHECK(s.elapsed(utc(2026, 12, 31, 20h), utc(2027, 1, 1)).value() == budget(2h));
  is_beyond(s.next_close(utc(2026, 12, 31, 23h)).why);
  is_beyond(s.deadline(utc(2026, 12, 30, 23h), working_days{1}, day_rule::whole).why);
  // An hour into the shift is still known, three are not.
  CHECK(s.deadline(utc(2026, 12, 30, 23h), working_days{1}, day_rule::elapsed).value() ==
        utc(2026, 12, 31, 23h));
  is_beyond(s.deadline(utc(2026, 12, 31, 1h), working_days{1}, day_rule::elapsed).why);
  // The shift of 1 January is no date of the horizon.
  is_beyond(s.deadline(utc(2026, 1, 2, 1h), working_days{1}, day_rule::whole).why);
}

TEST_CASE("a calendar of no act is official nowhere, also where night shifts cut its first day") {
  const calendar settled = made_calendar{2026, 1}.finish();
  calendar_tables tables = settled.tables();
  calendar_year year = tables.years.front();
  year.official = false;
  tables.years = std::span{&year, 1};
  const calendar projected{tables};
  const schedule s =
      compile(every_day({{22 * hour, 30 * hour}}), testing::cached_zone("UTC"), &projected);
  CHECK(s.official_until() == s.horizon().begin());
  CHECK(load(dump(s)).official_until() == s.horizon().begin());
}

TEST_CASE("a last shift that a closure ends or takes hides no close that is known") {
  working_hours hours = every_day({{22 * hour, 30 * hour}});
  const instant last_evening = utc(2026, 12, 31, 22h);
  hours.closures = {{last_evening, utc(2027, 1, 1, 1h), {}}};  // all of it that the horizon has
  CHECK(in_year(hours, 2026)
            .deadline(utc(2026, 12, 30, 12h), working_days{1}, day_rule::elapsed)
            .value() == utc(2026, 12, 31, 6h));
  hours.closures = {{last_evening + 1h, utc(2027, 1, 1, 6h), {}}};  // its end
  CHECK(in_year(hours, 2026)
            .deadline(utc(2026, 12, 30, 12h), working_days{1}, day_rule::whole)
            .value() == utc(2026, 12, 31, 23h));
  hours.closures = {{last_evening + 1h, utc(2027, 1, 1, 5h), {}}};  // its middle
  is_beyond(
      in_year(hours, 2026).deadline(utc(2026, 12, 30, 12h), working_days{1}, day_rule::whole).why);
}

TEST_CASE("time shared by two dates belongs to the earlier") {
  working_hours hours;
  hours.week[0] = {{20 * hour, 34 * hour}};  // Monday 20:00 to Tuesday 10:00
  hours.week[1] = {{8 * hour, 12 * hour}};
  const schedule s = in_year(hours, 2026);
  CHECK(s.elapsed(utc(2026, 6, 1), utc(2026, 6, 3)).value() == budget(16h));
  // Tuesday 09:00 is thirteen hours into Monday: a day later is Tuesday's close, two are Monday's.
  const instant shared = utc(2026, 6, 2, 9h);
  CHECK(s.deadline(shared, working_days{1}, day_rule::elapsed).value() == utc(2026, 6, 2, 12h));
  CHECK(s.deadline(shared, working_days{2}, day_rule::elapsed).value() == utc(2026, 6, 9, 9h));
}

TEST_CASE("a desk that never closes has no openings and no closings") {
  const schedule s = in_year(every_day({{0, full_day}}), 2026);
  const instant noon = utc(2026, 6, 1, 12h);
  CHECK(s.next_open(noon).value() == noon);
  is_beyond(s.next_close(noon).why);
  is_beyond(s.previous_open(noon).why);
  is_beyond(s.previous_close(noon).why);
  CHECK(s.elapsed(utc(2026, 1, 1), utc(2027, 1, 1)).value() == budget(365 * 24h));
  CHECK(s.deadline(noon, working_days{2}, day_rule::elapsed).value() == utc(2026, 6, 3, 12h));
  CHECK(s.deadline(noon, working_days{2}, day_rule::whole).value() == utc(2026, 6, 4));
}

// ---- days ----

TEST_CASE("a working day later ends before the break, not after it") {
  const schedule s = in_year(weekdays({{9 * hour, 13 * hour}, {14 * hour, 18 * hour}}), 2026);
  CHECK(s.deadline(utc(2026, 6, 1, 14h), working_days{1}, day_rule::elapsed).value() ==
        utc(2026, 6, 2, 13h));
  CHECK(s.deadline(utc(2026, 6, 1, 13h), working_days{1}, day_rule::elapsed).value() ==
        utc(2026, 6, 2, 13h));
  CHECK(s.deadline(utc(2026, 6, 1, 9h), working_days{1}, day_rule::elapsed).value() ==
        utc(2026, 6, 1, 18h));
}

TEST_CASE("a working day later on a shorter day is its close") {
  working_hours hours = weekdays({{9 * hour, 18 * hour}});
  hours.week[4] = {{9 * hour, 12 * hour}};
  const schedule s = in_year(hours, 2026);
  CHECK(s.deadline(utc(2026, 6, 4, 17h), working_days{1}, day_rule::elapsed).value() ==
        utc(2026, 6, 5, 12h));
  CHECK(s.deadline(utc(2026, 6, 4, 17h), working_days{2}, day_rule::elapsed).value() ==
        utc(2026, 6, 8, 17h));
}

TEST_CASE("two elapsed days from Wednesday 15:20 are Friday 15:20, two whole ones Friday's close") {
  const instant start = utc(2026, 6, 3, 15h + 20min);
  CHECK(desk().deadline(start, working_days{2}, day_rule::elapsed).value() ==
        utc(2026, 6, 5, 15h + 20min));
  CHECK(desk().deadline(start, working_days{2}, day_rule::whole).value() == utc(2026, 6, 5, 16h));
  CHECK(desk().deadline(start, working_days{0}, day_rule::whole).value() == start);
}

TEST_CASE(
    "a start after closing is accepted at the next opening, and that day counts as the first") {
  const instant evening = utc(2026, 6, 5, 16h);
  CHECK(desk().deadline(evening, working_days{1}, day_rule::elapsed).value() ==
        utc(2026, 6, 8, 16h));
  CHECK(desk().deadline(evening, working_days{1}, day_rule::whole).value() == utc(2026, 6, 9, 16h));
}

TEST_CASE("working dates are counted from any date, also from a day off, in both directions") {
  const civil_date saturday = civil(2026, 6, 6);
  CHECK(desk().add_days(saturday, 0).value() == saturday);
  CHECK(desk().add_days(saturday, 1).value() == civil(2026, 6, 8));
  CHECK(desk().add_days(saturday, -1).value() == civil(2026, 6, 5));
  CHECK(desk().add_days(civil(2026, 6, 5), 1).value() == civil(2026, 6, 8));
  CHECK(desk().days_between(civil(2026, 6, 1), civil(2026, 6, 8)).value() == 5);
  CHECK(desk().days_between(civil(2026, 6, 8), civil(2026, 6, 1)).value() == -5);
}

TEST_CASE("a long break between two years counts nothing") {
  made_calendar made{2025, 2};
  made.set(civil(2025, 12, 31), day_kind::day_off);
  for (unsigned day = 1; day <= 8; ++day) made.set(civil(2026, 1, day), day_kind::holiday);
  made.set(civil(2026, 1, 9), day_kind::day_off);
  const calendar c = std::move(made).finish();
  const schedule s =
      compile(weekdays({{7 * hour, 16 * hour}}), testing::cached_zone("Europe/Moscow"), &c);
  const instant start = utc(2025, 12, 30, 12h);  // 15:00 in Moscow
  CHECK(s.deadline(start, budget(1h)).value() == utc(2025, 12, 30, 13h));
  CHECK(s.deadline(start, budget(1h), landing::farthest).value() == utc(2026, 1, 12, 4h));
  CHECK(s.deadline(start, working_days{1}, day_rule::elapsed).value() == utc(2026, 1, 12, 12h));
  CHECK(s.elapsed(utc(2025, 12, 30, 13h), utc(2026, 1, 12, 4h)).value() == budget(0s));
}

// ---- what changes a date ----

TEST_CASE("a short day loses its end, through breaks if need be, but an exception loses nothing") {
  working_hours hours = weekdays({{9 * hour, 13 * hour}, {14 * hour, 15 * hour}});
  hours.short_day_cut = 2 * hour;
  hours.dates = {{civil(2026, 6, 3), {{9 * hour, 13 * hour}}, {}}};
  made_calendar made{2026, 1};
  made.set(civil(2026, 6, 2), day_kind::short_day);
  made.set(civil(2026, 6, 3), day_kind::short_day);
  const calendar c = std::move(made).finish();
  const schedule s = compile(hours, testing::cached_zone("UTC"), &c);
  CHECK(s.next_close(utc(2026, 6, 2)).value() == utc(2026, 6, 2, 12h));
  CHECK(s.elapsed(utc(2026, 6, 2), utc(2026, 6, 3)).value() == budget(3h));
  CHECK(s.elapsed(utc(2026, 6, 3), utc(2026, 6, 4)).value() == budget(4h));
}

TEST_CASE("what one date loses to its shortness and the next to a closure is told as the closure") {
  made_calendar made{2026, 1};
  made.set(civil(2026, 6, 10), day_kind::short_day);
  const calendar c = std::move(made).finish();
  working_hours hours = every_day({{5 * hour + 1800, 12 * hour}, {22 * hour, 30 * hour}});
  hours.short_day_cut = hour;
  const instant opens = utc(2026, 6, 11, 5h + 30min);
  hours.closures = {{opens, opens + 15min, {}}};
  const schedule s = compile(hours, testing::cached_zone("UTC"), &c);
  std::vector<reason> told;
  for (const explained_part& p : explain(s, opens - 1h, opens + 30min).parts) {
    told.push_back(p.why);
  }
  CHECK(told ==
        std::vector{reason::short_day, reason::short_day, reason::closure, reason::working});
}

TEST_CASE("a short day may lose a single second") {
  working_hours hours = weekdays({{9 * hour, 15 * hour}});
  hours.short_day_cut = 1;
  made_calendar made{2026, 1};
  made.set(civil(2026, 6, 2), day_kind::short_day);
  const calendar c = std::move(made).finish();
  const schedule s = compile(hours, testing::cached_zone("UTC"), &c);
  CHECK(s.next_close(utc(2026, 6, 2)).value() == utc(2026, 6, 2, 14h + 59min + 59s));
}

TEST_CASE("a worked weekend has its own hours, or its weekday's, or Monday's") {
  made_calendar made{2026, 1};
  made.set(civil(2026, 6, 6), day_type{day_kind::working, true});
  const calendar c = std::move(made).finish();
  const auto worked_on_saturday = [&](const working_hours& hours) {
    const schedule s = compile(hours, testing::cached_zone("UTC"), &c);
    return s.elapsed(utc(2026, 6, 6), utc(2026, 6, 7)).value();
  };
  working_hours hours = weekdays({{9 * hour, 18 * hour}});
  CHECK(worked_on_saturday(hours) == budget(9h));
  hours.week[5] = {{10 * hour, 14 * hour}};
  CHECK(worked_on_saturday(hours) == budget(4h));
  hours.worked_weekend = {{10 * hour, 11 * hour}};
  CHECK(worked_on_saturday(hours) == budget(1h));
}

TEST_CASE(
    "a weekend as such closes nothing, a holiday does, a decree day off as the desk decides") {
  made_calendar made{2026, 1};
  made.set(civil(2026, 6, 12), day_kind::holiday);
  made.set(civil(2026, 6, 15), day_kind::day_off);
  made.set(civil(2026, 6, 16), day_kind::decree_off);
  const calendar c = std::move(made).finish();
  working_hours hours = every_day({{9 * hour, 18 * hour}});
  const auto works = [&](unsigned day) {
    const schedule s = compile(hours, testing::cached_zone("UTC"), &c);
    return s.days_between(civil(2026, 6, day), civil(2026, 6, day + 1)).value() == 1;
  };
  CHECK(works(13));
  CHECK_FALSE(works(12));
  CHECK_FALSE(works(15));
  CHECK(works(16));
  hours.decree_days = decree_days::off;
  CHECK_FALSE(works(16));
}

TEST_CASE(
    "a closure that takes a whole day takes the working day, one that takes an hour does not") {
  working_hours hours = weekdays({{7 * hour, 16 * hour}});
  hours.closures = {{utc(2026, 6, 2, 6h), utc(2026, 6, 2, 17h), {}},
                    {utc(2026, 6, 3, 15h), utc(2026, 6, 3, 17h), {}}};
  const schedule s = in_year(hours, 2026);
  CHECK(s.days_between(civil(2026, 6, 1), civil(2026, 6, 4)).value() == 2);
  CHECK(s.next_close(utc(2026, 6, 3, 8h)).value() == utc(2026, 6, 3, 15h));
  CHECK(s.deadline(utc(2026, 6, 1, 8h), working_days{1}, day_rule::whole).value() ==
        utc(2026, 6, 3, 15h));
}

TEST_CASE("a desk may be open on one exception date alone") {
  working_hours hours;
  hours.dates = {{civil(2026, 6, 20), {{10 * hour, 14 * hour}}, {}}};
  const schedule s = in_year(hours, 2026);
  CHECK(s.next_open(utc(2026, 1, 1)).value() == utc(2026, 6, 20, 10h));
  CHECK(s.deadline(utc(2026, 1, 1), budget(4h)).value() == utc(2026, 6, 20, 14h));
  is_beyond(s.deadline(utc(2026, 1, 1), budget(4h), landing::farthest).why);
  is_beyond(s.deadline(utc(2026, 1, 1), budget(4h + 1s)).why);
  CHECK(s.latest_start(utc(2027, 1, 1), budget(4h)).value() == utc(2026, 6, 20, 10h));
  is_beyond(s.latest_start(utc(2027, 1, 1), budget(4h), landing::farthest).why);
  CHECK(s.add_days(civil(2026, 1, 1), 1).value() == civil(2026, 6, 20));
  is_beyond(s.add_days(civil(2026, 1, 1), 2).why);
}

TEST_CASE("a desk may be open for a single second") {
  working_hours hours;
  hours.dates = {{civil(2026, 6, 20), {{36'001, 36'002}}, {}}};
  const schedule s = in_year(hours, 2026);
  CHECK(s.elapsed(utc(2026, 1, 1), utc(2027, 1, 1)).value() == budget(1s));
  CHECK(s.deadline(utc(2026, 1, 1), budget(1s)).value() == utc(2026, 6, 20, 10h + 2s));
  CHECK(s.latest_start(utc(2027, 1, 1), budget(1s)).value() == utc(2026, 6, 20, 10h + 1s));
}

// ---- clocks that change ----

TEST_CASE("a boundary that the clock skips is the moment of the change") {
  const schedule s = in_year(every_day({{2 * hour + 1800, 5 * hour}}), 2026, "Europe/Berlin");
  CHECK(s.next_open(utc(2026, 3, 29)).value() == utc(2026, 3, 29, 1h));
  CHECK(s.elapsed(utc(2026, 3, 29), utc(2026, 3, 29, 12h)).value() == budget(2h));
}

TEST_CASE("a boundary that occurs twice is the first of the two") {
  const schedule s = in_year(every_day({{2 * hour + 1800, 5 * hour}}), 2026, "Europe/Berlin");
  CHECK(s.next_open(utc(2026, 10, 25)).value() == utc(2026, 10, 25, 30min));
  CHECK(s.elapsed(utc(2026, 10, 25), utc(2026, 10, 25, 12h)).value() == budget(3h + 30min));
}

TEST_CASE("a midnight that does not exist begins the date at the change") {
  const schedule s = in_year(every_day({{0, full_day}}), 2018, "America/Sao_Paulo");
  const instant change = utc(2018, 11, 4, 3h);  // 4 November 2018 begins at 01:00
  CHECK(s.deadline(change - 1h, working_days{1}, day_rule::whole).value() == utc(2018, 11, 5, 2h));
  CHECK(s.elapsed(change, utc(2018, 11, 5, 2h)).value() == budget(23h));
}

TEST_CASE("a date that the wall never showed is no working date") {
  const schedule s = in_year(every_day({{9 * hour, 18 * hour}}), 2011, "Pacific/Apia");
  CHECK(s.days_between(civil(2011, 12, 29), civil(2012, 1, 1)).value() == 2);
  CHECK(s.add_days(civil(2011, 12, 29), 1).value() == civil(2011, 12, 31));
}

TEST_CASE(
    "a date whose first minute comes twice keeps its hours while the wall shows the day before") {
  // St John's, 2006-10-29: at 00:01 the clock goes back to Saturday 23:01, after Sunday has begun.
  const schedule s = in_year(every_day({{0, full_day}}), 2006, "America/St_Johns");
  const instant sunday_begins = utc(2006, 10, 29, 2h + 30min);
  const instant saturday_again = sunday_begins + 1min;
  CHECK(s.deadline(saturday_again, working_days{1}, day_rule::elapsed).value() ==
        utc(2006, 10, 30, 3h + 31min));
  CHECK(s.deadline(saturday_again, working_days{1}, day_rule::whole).value() ==
        utc(2006, 10, 31, 3h + 30min));
}

TEST_CASE("a date whose midnight the last change of the clocks skips begins with that change") {
  // Monrovia, 1972-01-07: at 00:00 the clock goes forward to 00:44:30, and never changes again.
  working_hours fridays;
  fridays.week[4] = {{0, full_day}};
  const schedule friday = in_year(fridays, 1972, "Africa/Monrovia");
  CHECK(friday.next_open(utc(1972, 1, 5)).value() == utc(1972, 1, 7, 44min + 30s));
  CHECK(friday.elapsed(utc(1972, 1, 5), utc(1972, 1, 8)).value() == budget(23h + 15min + 30s));
}

// ---- the horizon ----

TEST_CASE("the horizon includes both its ends as instants") {
  const instant begin = utc(2026, 1, 1), end = utc(2027, 1, 1);
  CHECK(desk().horizon() == interval{begin, end});
  CHECK(desk().elapsed(begin, end).value() == budget(261 * 9h));
  CHECK(desk().deadline(begin, budget(261 * 9h)).value() == utc(2026, 12, 31, 16h));
  is_beyond(desk().deadline(begin, budget(261 * 9h), landing::farthest).why);
  is_beyond(desk().deadline(begin, budget(261 * 9h + 1s)).why);
  is_beyond(desk().elapsed(begin - 1s, end).why);
  is_beyond(desk().elapsed(begin, end + 1s).why);
  is_beyond(desk().deadline(begin - 1s, budget(0s)).why);
  is_beyond(desk().deadline(end + 1s, budget(0s)).why);
  CHECK(desk().deadline(end, budget(0s)).value() == end);
  CHECK(desk().latest_start(begin, budget(0s)).value() == begin);
  is_beyond(desk().deadline(end, budget(0s), landing::farthest).why);
  is_beyond(desk().latest_start(begin, budget(0s), landing::farthest).why);
  is_beyond(desk().is_open(end).why);
  is_beyond(desk().next_open(end).why);
  is_beyond(desk().next_close(end).why);
  is_beyond(desk().previous_open(begin).why);
  is_beyond(desk().previous_close(begin).why);
  CHECK(desk().previous_close(end).value() == utc(2026, 12, 31, 16h));
  CHECK(desk().previous_open(end).value() == utc(2026, 12, 31, 7h));
}

TEST_CASE("open at both ends of the horizon, they are still neither opening nor closing") {
  working_hours hours;
  hours.week.fill({{0, hour}, {23 * hour, full_day}});
  const schedule s = in_year(hours, 2026);
  const instant begin = utc(2026, 1, 1), end = utc(2027, 1, 1);
  CHECK(s.next_open(begin).value() == begin);
  is_beyond(s.previous_open(begin + 30min).why);
  is_beyond(s.previous_close(begin + 30min).why);
  is_beyond(s.next_close(end - 30min).why);
  CHECK(s.previous_open(end).value() == end - 1h);
  CHECK(s.previous_close(end).value() == utc(2026, 12, 31, 1h));
  CHECK(s.deadline(end - 1h, budget(1h)).value() == end);
  is_beyond(s.deadline(end - 1h, budget(1h), landing::farthest).why);
  CHECK(s.latest_start(begin + 1h, budget(1h)).value() == begin);
  is_beyond(s.latest_start(begin + 1h, budget(1h), landing::farthest).why);
  CHECK(s.latest_start(end, budget(0s), landing::farthest).value() == end);
  CHECK(s.deadline(end - 30min, working_days{1}, day_rule::whole).why == status::beyond_horizon);
  CHECK(s.deadline(utc(2026, 12, 30, 12h), working_days{1}, day_rule::whole).value() == end);
}

TEST_CASE("of a calendar that begins before 1970 the horizon begins then") {
  made_calendar made{1968, 4};
  for (const int year : {1968, 1969, 1970}) {
    for (unsigned day = 1; day <= 3; ++day) made.set(civil(year, 1, day), day_kind::holiday);
  }
  const calendar c = std::move(made).finish();
  const schedule s =
      compile(weekdays({{7 * hour, 16 * hour}}), testing::cached_zone("Europe/Moscow"), &c);
  CHECK(s.first_date() == civil(1970, 1, 1));
  CHECK(s.horizon() == interval{utc(1969, 12, 31, 21h), utc(1971, 12, 31, 21h)});
  const explanation new_year = explain(s, s.horizon().begin(), utc(1970, 1, 2));
  CHECK(new_year.parts.front().name == "made");
}

TEST_CASE("without a calendar the horizon is 1970 to 2099, in a zone with yearly rules to 2037") {
  const schedule utc_desk =
      compile(weekdays({{7 * hour, 16 * hour}}), testing::cached_zone("UTC"), nullptr);
  CHECK(utc_desk.horizon() == interval{utc(1970, 1, 1), utc(2100, 1, 1)});
  const schedule berlin =
      compile(weekdays({{7 * hour, 16 * hour}}), testing::cached_zone("Europe/Berlin"), nullptr);
  CHECK(berlin.horizon() == interval{utc(1969, 12, 31, 23h), utc(2037, 12, 31, 23h)});
}

TEST_CASE("no question is harmed by the largest and the smallest numbers") {
  using limits = std::numeric_limits<std::int64_t>;
  const business_duration much{std::chrono::seconds{limits::max()}};
  const working_days many{std::numeric_limits<std::int32_t>::max()};
  for (const instant at : {no_instant, from_unix(limits::min() + 1), from_unix(limits::max())}) {
    is_beyond(desk().elapsed(at, utc(2026, 6, 1)).why);
    is_beyond(desk().elapsed(utc(2026, 6, 1), at).why);
    is_beyond(desk().is_open(at).why);
    is_beyond(desk().next_open(at).why);
    is_beyond(desk().next_close(at).why);
    is_beyond(desk().previous_open(at).why);
    is_beyond(desk().previous_close(at).why);
    is_beyond(desk().offset_at(at).why);
    is_beyond(desk().at_wall(wall_time{at.time_since_epoch()}).why);
    for (const landing l : {landing::nearest, landing::farthest}) {
      is_beyond(desk().deadline(at, budget(0s), l).why);
      is_beyond(desk().deadline(at, much, l).why);
      is_beyond(desk().latest_start(at, budget(0s), l).why);
      is_beyond(desk().latest_start(at, much, l).why);
    }
    for (const day_rule rule : {day_rule::elapsed, day_rule::whole}) {
      is_beyond(desk().deadline(at, working_days{0}, rule).why);
      is_beyond(desk().deadline(at, many, rule).why);
    }
  }
  const instant monday = utc(2026, 6, 1, 12h);
  for (const landing l : {landing::nearest, landing::farthest}) {
    is_beyond(desk().deadline(monday, much, l).why);
    is_beyond(desk().latest_start(monday, much, l).why);
  }
  for (const day_rule rule : {day_rule::elapsed, day_rule::whole}) {
    is_beyond(desk().deadline(monday, many, rule).why);
  }
  const civil_date known = civil(2026, 6, 1);
  const std::chrono::days around{std::int64_t{1} << 32};  // of 32 bits all would be the known date
  for (const civil_date date :
       {known + around, known - around, civil_date::min(), civil_date::max()}) {
    is_beyond(desk().add_days(date, 1).why);
    is_beyond(desk().days_between(date, known).why);
    is_beyond(desk().days_between(known, date).why);
    is_beyond(desk().close_of(date).why);
    CHECK(builtin_calendar("ru").day(date).why == status::unknown_year);
  }
  constexpr std::int32_t int_min = std::numeric_limits<std::int32_t>::min();
  constexpr std::int32_t int_max = std::numeric_limits<std::int32_t>::max();
  for (const std::int32_t day : {int_min, int_max}) {
    is_beyond(desk().add_days(from_day_number(day), 0).why);
    is_beyond(desk().add_days(civil(2026, 6, 1), day).why);
    is_beyond(desk().days_between(from_day_number(day), civil(2026, 6, 1)).why);
    is_beyond(desk().days_between(civil(2026, 6, 1), from_day_number(day)).why);
  }
}

TEST_CASE(
    "a negative budget and an unknown landing or rule are refused before the horizon is asked") {
  for (const instant at : {utc(2026, 6, 1), no_instant}) {
    CHECK(desk().deadline(at, budget(-1s)).why == status::bad_argument);
    CHECK(desk().latest_start(at, budget(-1s)).why == status::bad_argument);
    CHECK(desk().deadline(at, budget(1s), landing{2}).why == status::bad_argument);
    CHECK(desk().latest_start(at, budget(1s), landing{-1}).why == status::bad_argument);
    CHECK(desk().deadline(at, working_days{-1}, day_rule::whole).why == status::bad_argument);
    CHECK(desk().deadline(at, working_days{1}, day_rule{2}).why == status::bad_argument);
  }
}

// ---- what cannot be compiled ----

TEST_CASE("an empty week is never open, also with closures over all it has") {
  CHECK(refused({}) == status::never_open);
  working_hours hours = weekdays({{7 * hour, 16 * hour}});
  hours.closures = {{utc(2025, 1, 1), utc(2028, 1, 1), {}}};
  const calendar c = made_calendar{2026, 1}.finish();
  CHECK(refused(hours, &c) == status::never_open);
}

TEST_CASE("an exception or a closure wholly outside the horizon is refused with its line") {
  const calendar c = made_calendar{2026, 1}.finish();
  const auto refused_at = [&](const working_hours& hours) -> place {
    try {
      (void)compile(hours, testing::cached_zone("UTC"), &c);
    } catch (const error& e) {
      CHECK(e.code() == status::unknown_year);
      CHECK(std::string_view{e.what()}.ends_with("the years 2026 to 2026"));
      return e.where();
    }
    FAIL("it was compiled");
    return {};
  };
  const working_hours plain = weekdays({{7 * hour, 16 * hour}});
  for (const civil_date outside : {civil(2025, 12, 31), civil(2027, 1, 1)}) {
    working_hours hours = plain;
    hours.dates = {{outside, {}, {12, 1}}};
    CHECK(refused_at(hours) == place{12, 1});
  }
  for (const instant outside : {utc(2025, 12, 31), utc(2027, 1, 1)}) {  // both touch it
    working_hours hours = plain;
    hours.closures = {{outside, outside + std::chrono::days{1}, {14, 1}}};
    CHECK(refused_at(hours) == place{14, 1});
  }
}

TEST_CASE("a calendar of years that the zone does not know is refused with both") {
  const calendar c = made_calendar{2050, 1}.finish();
  CHECK_THROWS_WITH_AS(
      (void)compile(weekdays({{7 * hour, 16 * hour}}), testing::cached_zone("Europe/Berlin"), &c),
      doctest::Contains("has no year from 1970 to 2037"), error);
}

TEST_CASE("a zone of one's own whose changes are none is refused with its place") {
  constexpr std::int64_t begin = std::numeric_limits<std::int64_t>::min();
  working_hours hours;
  hours.week[0] = {{7 * 3600, 16 * 3600}};
  const auto said = [&](std::vector<offset_change> changes) {
    try {
      (void)compile(hours, zone{"Own", std::move(changes)}, nullptr);
    } catch (const error& fault) {
      CHECK(fault.code() == status::bad_argument);
      return std::string{fault.what()};
    }
    return std::string{};
  };
  constexpr std::int64_t far = std::int64_t{1} << 62;
  for (const auto& without_begin : {std::vector<offset_change>{}, {{begin + 1, 0}}}) {
    CHECK(said(without_begin) ==
          "the changes of the zone \"Own\" do not begin at no_instant, with the offset before the "
          "first of them");
  }
  CHECK(said({{begin, 0}, {1'000'000, 3600}, {1'003'600, 0}}) == "");
  CHECK(said({{begin, 0}, {1'000'000, 3600}, {1'003'599, 0}}) ==
        "the zone \"Own\", change 3 of its list: it is 3599 seconds after the change before it; "
        "changes ascend by an hour at least, so leave one of them out");
  CHECK(said({{begin, 0}, {1'000'000, 3600}, {999'999, 0}}).find("it is -1 seconds after") !=
        std::string::npos);
  CHECK(said({{begin, 86'399}, {0, -86'399}}) == "");
  CHECK(said({{begin, 0}, {0, 86'400}}).find("change 2 of its list: an offset of 86400 seconds") !=
        std::string::npos);
  CHECK(said({{begin, -86'400}}).find("change 1 of its list: an offset of") != std::string::npos);
  CHECK(said({{begin, 0}, {far - 1, 60}}) == "");
  CHECK(said({{begin, 0}, {far, 60}}).find("too far from 1970") != std::string::npos);
  CHECK(said({{begin, 0}, {1 - far, 60}}) == "");
  CHECK(said({{begin, 0}, {-far, 60}}).find("too far from 1970") != std::string::npos);
}

TEST_CASE("hours that are no hours are refused") {
  const auto with = [](wall_interval i) { return refused(every_day({i})); };
  CHECK(with({-1, 10}) == status::bad_argument);
  CHECK(with({full_day, full_day + 1}) == status::bad_argument);
  CHECK(with({10, 10}) == status::bad_argument);
  CHECK(with({10, 9}) == status::bad_argument);
  CHECK(with({10, full_day + 11}) == status::bad_argument);
  CHECK(with({10, std::numeric_limits<std::int32_t>::max()}) == status::bad_argument);
  CHECK(with({10, full_day + 10}) == status::ok);
  working_hours hours = every_day({{0, full_day}});
  hours.short_day_cut = -1;
  CHECK(refused(hours) == status::bad_argument);
  hours.short_day_cut = 0;
  hours.closures = {{utc(2026, 6, 2), utc(2026, 6, 2), {}}};
  CHECK(refused(hours) == status::bad_argument);
  hours.closures.clear();
  hours.dates = {{civil(2026, 6, 2), {}, {}}, {civil(2026, 6, 1), {}, {}}};
  CHECK(refused(hours) == status::bad_argument);
  hours.dates = {{civil(2026, 6, 2), {}, {}}, {civil(2026, 6, 2), {}, {}}};
  CHECK(refused(hours) == status::bad_argument);
}

TEST_CASE(
    "before 1970 on the UTC line thousandths of a second are counted from the second before, not "
    "behind") {
  const schedule s =
      compile(every_day({{0, full_day}}), testing::cached_zone("Europe/Moscow"), nullptr);
  const engine::tables& t = s.tables();
  const std::vector<std::int64_t> begin{-1'500, -500, -2'000, -1, 0};
  const std::vector<std::int64_t> end{-499, 500, -1, 0, 1};
  const std::vector<std::int64_t> lasts{1'001, 1'000, 1'999, 1, 1};
  for (const engine::batch_functions* target : engine::batch_targets()) {
    CAPTURE(target->name);
    std::vector<std::int64_t> out(begin.size());
    std::vector<std::int64_t> deadlines(begin.size());
    std::vector<std::int32_t> open(begin.size());
    CHECK(target->elapsed(t, unit::milliseconds, begin, end, out, {}) == status::ok);
    CHECK(out == lasts);
    CHECK(target->deadline(t, unit::milliseconds, begin, {lasts.data()}, landing::nearest,
                           deadlines, {}) == status::ok);
    CHECK(deadlines == end);
    CHECK(target->is_open(t, unit::milliseconds, begin, open, {}) == status::ok);
    CHECK(open == std::vector<std::int32_t>(begin.size(), 1));
  }
  // Opened at 01:00 of Moscow: two hours before 1970 on the UTC line.
  const schedule opens =
      compile(every_day({{hour, 2 * hour}}), testing::cached_zone("Europe/Moscow"), nullptr);
  const std::vector<std::int64_t> around{-7'200'001, -7'200'000, -3'600'001, -3'600'000};
  const std::vector<std::int64_t> second_later{-7'199'001, -7'199'000, -3'599'001, -3'599'000};
  for (const engine::batch_functions* target : engine::batch_targets()) {
    CAPTURE(target->name);
    std::vector<std::int32_t> open(4);
    std::vector<std::int64_t> worked(4);
    CHECK(target->is_open(opens.tables(), unit::milliseconds, around, open, {}) == status::ok);
    CHECK(open == std::vector<std::int32_t>{0, 1, 1, 0});
    CHECK(target->elapsed(opens.tables(), unit::milliseconds, around, second_later, worked, {}) ==
          status::ok);
    CHECK(worked == std::vector<std::int64_t>{999, 1'000, 1, 0});
  }
}
