// What is counted and what is not, stretch by stretch: whose date it is and why.
#include "srok/engine/explanation.hpp"

#include <doctest/doctest.h>

#include <array>
#include <deque>
#include <string>
#include <vector>

#include "calendar/one_year.hpp"
#include "srok/engine/compile.hpp"
#include "srok/error.hpp"

using namespace srok;

namespace {

constexpr std::int32_t hour = 3600;

const zone& moscow() {
  static const zone z = zone::named("Europe/Moscow");
  return z;
}

instant wall(int month, unsigned day, std::int32_t seconds) {
  const auto date = civil(2026, static_cast<unsigned>(month), day);
  return moscow().to_instant(wall_time{date.time_since_epoch()}) + std::chrono::seconds{seconds};
}

// 09:00-13:00 and 14:00-18:00, by the Russian calendar, with closures and exceptions in March.
working_hours office() {
  working_hours hours;
  for (std::size_t weekday = 0; weekday < 5; ++weekday) {
    hours.week[weekday] = {{9 * hour, 13 * hour}, {14 * hour, 18 * hour}};
  }
  hours.short_day_cut = hour;
  hours.closures = {
      {wall(3, 3, 8 * hour), wall(3, 3, 10 * hour), {}},     // until after its opening
      {wall(3, 4, 17 * hour), wall(3, 4, 20 * hour), {}},    // from before its closing
      {wall(3, 5, 0), wall(3, 6, 0), {}},                    // all day
      {wall(3, 10, 11 * hour), wall(3, 10, 15 * hour), {}},  // over its break
      {wall(3, 12, 10 * hour), wall(3, 12, 11 * hour), {}},  // between
  };
  hours.dates = {{civil(2026, 3, 11), {{10 * hour, 12 * hour}, {15 * hour, 16 * hour}}, {}},
                 {civil(2026, 3, 14), {{10 * hour, 12 * hour}}, {}},
                 {civil(2026, 3, 16), {}, {}}};
  return hours;
}

std::string clock_of(instant at) {
  const std::int64_t local = to_unix(at) + 3 * hour;
  const auto date =
      std::chrono::year_month_day{from_day_number(static_cast<std::int32_t>(local / 86'400))};
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(static_cast<unsigned>(date.month())) + "-" + two(static_cast<unsigned>(date.day())) +
         " " + two(local % 86'400 / hour) + ":" + two(local % hour / 60);
}

// "03-03 09:00 - 03-03 10:00 not closure of 03-03", and names and moves where there are some.
std::vector<std::string> told(const explanation& e) {
  std::vector<std::string> lines;
  for (const explained_part& p : e.parts) {
    const auto date = [](civil_date d) {
      return clock_of(from_unix(std::int64_t{to_day_number(d)} * 86'400)).substr(0, 5);
    };
    std::string line = clock_of(p.span.begin()) + " - " + clock_of(p.span.end()) +
                       (p.counted ? " counts " : " ") + std::string{reason_name(p.why)} + " of " +
                       date(p.date);
    if (!p.name.empty()) line += ", " + std::string{p.name};
    if (p.moved_from != to_day_number(p.date))
      line += ", from " + date(from_day_number(p.moved_from));
    if (p.moved_to != to_day_number(p.date)) line += ", to " + date(from_day_number(p.moved_to));
    lines.push_back(line);
  }
  return lines;
}

using lines = std::vector<std::string>;

const schedule& desk() {
  static const schedule s = compile(office(), moscow(), &builtin_calendar("ru"));
  return s;
}

lines between(instant begin, instant end, std::span<const interval> pauses = {}) {
  return told(explain(desk(), begin, end, pauses));
}

}  // namespace

TEST_CASE("of a closure only the time that would have been worked is lost to it") {
  CHECK(
      between(wall(3, 3, 0), wall(3, 6, 0)) ==
      lines{
          "03-03 00:00 - 03-03 09:00 night of 03-03", "03-03 09:00 - 03-03 10:00 closure of 03-03",
          "03-03 10:00 - 03-03 13:00 counts working of 03-03",
          "03-03 13:00 - 03-03 14:00 break of 03-03",
          "03-03 14:00 - 03-03 18:00 counts working of 03-03",
          "03-03 18:00 - 03-04 00:00 night of 03-03", "03-04 00:00 - 03-04 09:00 night of 03-04",
          "03-04 09:00 - 03-04 13:00 counts working of 03-04",
          "03-04 13:00 - 03-04 14:00 break of 03-04",
          "03-04 14:00 - 03-04 17:00 counts working of 03-04",
          "03-04 17:00 - 03-04 18:00 closure of 03-04", "03-04 18:00 - 03-05 00:00 night of 03-04",
          "03-05 00:00 - 03-05 09:00 night of 03-05", "03-05 09:00 - 03-05 13:00 closure of 03-05",
          "03-05 13:00 - 03-05 14:00 break of 03-05", "03-05 14:00 - 03-05 18:00 closure of 03-05",
          "03-05 18:00 - 03-06 00:00 night of 03-05"});
}

TEST_CASE("a closure over a break leaves the break one") {
  CHECK(between(wall(3, 10, 0), wall(3, 11, 0)) ==
        lines{"03-10 00:00 - 03-10 09:00 night of 03-10",
              "03-10 09:00 - 03-10 11:00 counts working of 03-10",
              "03-10 11:00 - 03-10 13:00 closure of 03-10",
              "03-10 13:00 - 03-10 14:00 break of 03-10",
              "03-10 14:00 - 03-10 15:00 closure of 03-10",
              "03-10 15:00 - 03-10 18:00 counts working of 03-10",
              "03-10 18:00 - 03-11 00:00 night of 03-10"});
}

TEST_CASE("a closure in the middle of work is told between its halves") {
  CHECK(between(wall(3, 12, 0), wall(3, 13, 0)) ==
        lines{"03-12 00:00 - 03-12 09:00 night of 03-12",
              "03-12 09:00 - 03-12 10:00 counts working of 03-12",
              "03-12 10:00 - 03-12 11:00 closure of 03-12",
              "03-12 11:00 - 03-12 13:00 counts working of 03-12",
              "03-12 13:00 - 03-12 14:00 break of 03-12",
              "03-12 14:00 - 03-12 18:00 counts working of 03-12",
              "03-12 18:00 - 03-13 00:00 night of 03-12"});
}

TEST_CASE("hours set for one date are told as such, on weekends and where there are none too") {
  CHECK(
      between(wall(3, 11, 0), wall(3, 12, 0)) ==
      lines{"03-11 00:00 - 03-11 10:00 night of 03-11",
            "03-11 10:00 - 03-11 12:00 counts exception of 03-11, working hours set for this date",
            "03-11 12:00 - 03-11 15:00 break of 03-11",
            "03-11 15:00 - 03-11 16:00 counts exception of 03-11, working hours set for this date",
            "03-11 16:00 - 03-12 00:00 night of 03-11"});
}

TEST_CASE("a worked Saturday, a Sunday and a Monday without hours") {
  CHECK(
      between(wall(3, 14, 0), wall(3, 17, 0)) ==
      lines{"03-14 00:00 - 03-14 10:00 night of 03-14",
            "03-14 10:00 - 03-14 12:00 counts exception of 03-14, working hours set for this date",
            "03-14 12:00 - 03-15 00:00 night of 03-14",
            "03-15 00:00 - 03-16 00:00 weekend of 03-15",
            "03-16 00:00 - 03-17 00:00 exception of 03-16, working hours set for this date"});
}

TEST_CASE(
    "a short day tells what it is the eve of, a holiday its name, a moved day off where it came "
    "from") {
  CHECK(between(wall(4, 30, 0), wall(5, 4, 0)) ==
        lines{"04-30 00:00 - 04-30 09:00 night of 04-30",
              "04-30 09:00 - 04-30 13:00 counts short of 04-30, eve of Spring and Labour Day",
              "04-30 13:00 - 04-30 14:00 break of 04-30",
              "04-30 14:00 - 04-30 17:00 counts short of 04-30, eve of Spring and Labour Day",
              "04-30 17:00 - 04-30 18:00 short of 04-30, eve of Spring and Labour Day",
              "04-30 18:00 - 05-01 00:00 night of 04-30",
              "05-01 00:00 - 05-02 00:00 holiday of 05-01, Spring and Labour Day",
              "05-02 00:00 - 05-03 00:00 weekend of 05-02",
              "05-03 00:00 - 05-04 00:00 weekend of 05-03"});
}

TEST_CASE("a holiday on a Saturday tells where its day off went") {
  CHECK(between(wall(5, 8, 0), wall(5, 12, 0)) ==
        lines{"05-08 00:00 - 05-08 09:00 night of 05-08",
              "05-08 09:00 - 05-08 13:00 counts short of 05-08, eve of Victory Day",
              "05-08 13:00 - 05-08 14:00 break of 05-08",
              "05-08 14:00 - 05-08 17:00 counts short of 05-08, eve of Victory Day",
              "05-08 17:00 - 05-08 18:00 short of 05-08, eve of Victory Day",
              "05-08 18:00 - 05-09 00:00 night of 05-08",
              "05-09 00:00 - 05-10 00:00 holiday of 05-09, Victory Day, to 05-11",
              "05-10 00:00 - 05-11 00:00 weekend of 05-10",
              "05-11 00:00 - 05-12 00:00 moved_day of 05-11, from 05-09"});
}

TEST_CASE("days off move to other months and are told with the dates") {
  CHECK(between(wall(1, 1, 0), wall(1, 12, 0)) ==
        lines{"01-01 00:00 - 01-02 00:00 holiday of 01-01, New Year holidays",
              "01-02 00:00 - 01-03 00:00 holiday of 01-02, New Year holidays",
              "01-03 00:00 - 01-04 00:00 holiday of 01-03, New Year holidays, to 01-09",
              "01-04 00:00 - 01-05 00:00 holiday of 01-04, New Year holidays, to 12-31",
              "01-05 00:00 - 01-06 00:00 holiday of 01-05, New Year holidays",
              "01-06 00:00 - 01-07 00:00 holiday of 01-06, New Year holidays",
              "01-07 00:00 - 01-08 00:00 holiday of 01-07, Orthodox Christmas",
              "01-08 00:00 - 01-09 00:00 holiday of 01-08, New Year holidays",
              "01-09 00:00 - 01-10 00:00 moved_day of 01-09, from 01-03",
              "01-10 00:00 - 01-11 00:00 weekend of 01-10",
              "01-11 00:00 - 01-12 00:00 weekend of 01-11"});
}

TEST_CASE("pauses in any order count once, and only where the desk would have worked") {
  const std::array pauses{interval{wall(3, 2, 15 * hour), wall(3, 2, 16 * hour)},
                          interval{wall(3, 2, 10 * hour), wall(3, 2, 11 * hour)},
                          interval{wall(3, 2, 10 * hour), wall(3, 2, 12 * hour)},
                          interval{wall(3, 2, 16 * hour), wall(3, 2, 20 * hour)},
                          interval{wall(3, 3, 7 * hour), wall(3, 3, 11 * hour)},
                          interval{wall(3, 3, 15 * hour), wall(3, 3, 15 * hour)}};
  CHECK(between(wall(3, 2, 0), wall(3, 4, 0), pauses) ==
        lines{"03-02 00:00 - 03-02 09:00 night of 03-02",
              "03-02 09:00 - 03-02 10:00 counts working of 03-02",
              "03-02 10:00 - 03-02 12:00 paused of 03-02",
              "03-02 12:00 - 03-02 13:00 counts working of 03-02",
              "03-02 13:00 - 03-02 14:00 break of 03-02",
              "03-02 14:00 - 03-02 15:00 counts working of 03-02",
              "03-02 15:00 - 03-02 18:00 paused of 03-02",
              "03-02 18:00 - 03-03 00:00 night of 03-02",
              "03-03 00:00 - 03-03 09:00 night of 03-03",
              "03-03 09:00 - 03-03 10:00 closure of 03-03",
              "03-03 10:00 - 03-03 11:00 paused of 03-03",
              "03-03 11:00 - 03-03 13:00 counts working of 03-03",
              "03-03 13:00 - 03-03 14:00 break of 03-03",
              "03-03 14:00 - 03-03 18:00 counts working of 03-03",
              "03-03 18:00 - 03-04 00:00 night of 03-03"});
}

TEST_CASE("a pause has no name, also where hours set for its date have one") {
  const std::array pauses{interval{wall(3, 11, 10 * hour), wall(3, 11, 11 * hour)}};
  CHECK(between(wall(3, 11, 10 * hour), wall(3, 11, 12 * hour), pauses) ==
        lines{"03-11 10:00 - 03-11 11:00 paused of 03-11",
              "03-11 11:00 - 03-11 12:00 counts exception of 03-11, working hours set for this "
              "date"});
}

TEST_CASE("a short day on which nobody works anyway is told as a weekend") {
  working_hours hours = office();
  hours.week[3] = {};  // 2026-04-30 is a Thursday
  const schedule s = compile(hours, moscow(), &builtin_calendar("ru"));
  const explanation e = explain(s, wall(4, 30, 9 * hour), wall(4, 30, 18 * hour));
  REQUIRE(e.parts.size() == 1);
  CHECK(e.parts.front().why == reason::weekend);
}

TEST_CASE("a closure in the last hour of a day of 25 hours is one of that day's hours") {
  working_hours hours;
  hours.week.fill({{23 * hour, 24 * hour}});
  // At 03:00 on Sunday, 31 October 2010, it was 02:00 again in Moscow.
  const instant midnight = instant{civil(2010, 10, 30).time_since_epoch()} + std::chrono::hours{20};
  const instant next = midnight + std::chrono::hours{25};
  hours.closures = {{next - std::chrono::hours{1}, next, {}}};
  const explanation e = explain(compile(hours, moscow(), nullptr), midnight, next);
  REQUIRE(e.parts.size() == 2);
  CHECK(e.parts.front().why == reason::night);
  CHECK(e.parts.back().why == reason::closure);
}

TEST_CASE("an explanation is projected when its deadline is, wherever it begins") {
  working_hours hours = office();
  hours.forecast = forecast::statutory;
  const schedule s = compile(hours, moscow(), &builtin_calendar("ru"));
  const instant until = s.official_until();
  REQUIRE(until < s.horizon().end());
  const instant start = until - std::chrono::hours{1};
  CHECK_FALSE(explain(s, start, until).projected);
  CHECK(explain(s, start, until + std::chrono::seconds{1}).projected);
}

TEST_CASE("the first date of the horizon is told as any other, and so is the last") {
  working_hours hours;
  for (day_hours& day : hours.week) day = {{10 * hour, 12 * hour}};
  const schedule s = compile(hours, moscow(), nullptr);
  CHECK(told(explain(s, s.horizon().begin(), s.horizon().begin() + std::chrono::days{1})) ==
        lines{"01-01 00:00 - 01-01 10:00 night of 01-01",
              "01-01 10:00 - 01-01 12:00 counts working of 01-01",
              "01-01 12:00 - 01-02 00:00 night of 01-01"});
  CHECK(told(explain(s, s.horizon().end() - std::chrono::days{1}, s.horizon().end())) ==
        lines{"12-31 00:00 - 12-31 10:00 night of 12-31",
              "12-31 10:00 - 12-31 12:00 counts working of 12-31",
              "12-31 12:00 - 01-01 00:00 night of 12-31"});
}

TEST_CASE("what lies beyond the horizon is not explained, nor a deadline before its start") {
  const schedule s = compile(office(), moscow(), &builtin_calendar("ru"));
  const instant begin = s.horizon().begin(), end = s.horizon().end();
  constexpr std::chrono::seconds second{1};
  const auto refused = [&](instant start, instant deadline) {
    try {
      (void)explain(s, start, deadline);
    } catch (const error& e) {
      return e.code();
    }
    return status::ok;
  };
  CHECK(refused(begin - second, begin) == status::beyond_horizon);
  CHECK(refused(end, end + second) == status::beyond_horizon);
  CHECK(refused(begin + second, begin) == status::bad_argument);
  CHECK(refused(begin, begin + second) == status::ok);
  CHECK(refused(end - second, end) == status::ok);
}

TEST_CASE("three hundred dates with names of one length are each told by their own") {
  calendar_tables tables = builtin_calendar("ru").tables();
  std::deque<std::string> texts;
  std::vector<calendar_fact> facts;
  const std::string same = "A holiday";
  for (std::int32_t i = 0; i < 365; ++i) {
    calendar_fact fact;
    fact.day = to_day_number(civil(2026, 1, 1)) + i;
    const std::string number = std::to_string(1000 + i);
    fact.name = i % 2 == 0 ? std::string_view{same} : texts.emplace_back("Holiday " + number);
    fact.name_ru = texts.emplace_back("Праздник " + number);
    fact.source = texts.emplace_back("Act " + number);
    facts.push_back(fact);
  }
  tables.facts = facts;
  const calendar named{tables};
  const explanation e =
      explain(compile(office(), moscow(), &named), wall(1, 1, 0), wall(12, 31, 0));
  std::size_t told = 0;
  for (const explained_part& p : e.parts) {
    if (p.name.empty() || p.source == "[schedule.dates]") continue;
    const calendar_fact& fact =
        facts[static_cast<std::size_t>(to_day_number(p.date) - facts.front().day)];
    ++told;
    CHECK(p.name == fact.name);
    CHECK(p.name_ru == fact.name_ru);
    CHECK(p.source == fact.source);
  }
  CHECK(told > 300);
}

TEST_CASE("a name that begins another one in the same memory is told as it is") {
  const std::string_view whole = "Day of the city, by decision of its council";
  calendar_tables tables = builtin_calendar("ru").tables();
  std::array<calendar_fact, 2> facts;
  facts[0].day = to_day_number(civil(2026, 1, 1));
  facts[0].name = facts[0].name_ru = whole;
  facts[1].day = facts[0].day + 1;
  facts[1].name = facts[1].name_ru = whole.substr(0, 15);
  tables.facts = facts;
  const calendar named{tables};
  const explanation e = explain(compile(office(), moscow(), &named), wall(1, 1, 0), wall(1, 3, 0));
  REQUIRE(e.parts.size() == 2);
  CHECK(e.parts[0].name == whole);
  CHECK(e.parts[1].name == "Day of the city");
  CHECK(e.parts[1].name_ru == "Day of the city");
}

TEST_CASE("a short day is told as one, also by a calendar that says no more of it") {
  calendar_tables tables = builtin_calendar("ru").tables();
  tables.facts = {};
  const calendar bare{tables};
  const schedule s = compile(office(), moscow(), &bare);
  CHECK(told(explain(s, wall(4, 30, 9 * hour), wall(4, 30, 18 * hour))) ==
        std::vector<std::string>{"04-30 09:00 - 04-30 13:00 counts short of 04-30",
                                 "04-30 13:00 - 04-30 14:00 break of 04-30",
                                 "04-30 14:00 - 04-30 17:00 counts short of 04-30",
                                 "04-30 17:00 - 04-30 18:00 short of 04-30"});
}

TEST_CASE("a break before hours that a short day loses whole is still a break") {
  working_hours hours = office();
  hours.short_day_cut = 4 * hour;
  const schedule s = compile(hours, moscow(), &builtin_calendar("ru"));
  std::vector<reason> why;
  for (const explained_part& p : explain(s, wall(4, 30, 12 * hour), wall(4, 30, 19 * hour)).parts) {
    why.push_back(p.why);
  }
  CHECK(why == std::vector{reason::short_day, reason::break_, reason::short_day, reason::night});
}

TEST_CASE("what two short days lose alike is lost by the earlier one, to its end") {
  calendar_builder builder = test::one_year(2026);
  for (const unsigned day : {1U, 2U, 3U}) {
    builder.mark(to_day_number(civil(2026, 7, day)), day_kind::short_day, "x");
  }
  const calendar short_days = std::move(builder).finish();
  working_hours hours;
  hours.week[2] = {{22 * hour, 30 * hour}};  // Wednesday, 1 July
  hours.week[3] = {{4 * hour, 5 * hour}};
  hours.week[4] = {{8 * hour, 20 * hour}};
  hours.short_day_cut = 2 * hour;
  const schedule s = compile(hours, moscow(), &short_days);
  CHECK(told(explain(s, wall(7, 1, 23 * hour), wall(7, 2, 8 * hour))) ==
        lines{"07-01 23:00 - 07-02 04:00 counts short of 07-01",
              "07-02 04:00 - 07-02 06:00 short of 07-01",
              "07-02 06:00 - 07-02 08:00 night of 07-02"});
}

TEST_CASE("where the clocks go back over midnight each stretch is told with the date on the wall") {
  working_hours hours;
  hours.week.front() = {{9 * hour, 18 * hour}};
  const schedule s = compile(hours, zone::named("America/St_Johns"), nullptr);
  // At 00:01 on Sunday, 29 October 2006, it was 23:01 on Saturday again.
  const instant change = instant{civil(2006, 10, 29).time_since_epoch()} + std::chrono::hours{2} +
                         std::chrono::minutes{31};
  const explanation e = explain(s, change - std::chrono::hours{2}, change + std::chrono::hours{2});
  struct stretch {
    unsigned day;
    std::chrono::minutes lasts;
    bool operator==(const stretch&) const = default;
  };
  std::vector<stretch> told;
  for (const explained_part& p : e.parts) {
    CHECK(p.why == reason::weekend);
    told.push_back({static_cast<unsigned>(fields(p.date).day()),
                    std::chrono::duration_cast<std::chrono::minutes>(p.span.length())});
  }
  using std::chrono::minutes;
  CHECK(told == std::vector<stretch>{
                    {28, minutes{119}}, {29, minutes{1}}, {28, minutes{59}}, {29, minutes{61}}});
}

TEST_CASE("what is lost of a shift that goes on behind midnight is of the date that opened it") {
  working_hours hours;
  for (std::size_t weekday = 0; weekday < 5; ++weekday) {
    hours.week[weekday] = {{22 * hour, 30 * hour}};
  }
  hours.short_day_cut = hour;
  hours.closures = {{wall(6, 10, 3 * hour), wall(6, 10, 4 * hour), {}},
                    {wall(6, 12, 0), wall(6, 12, 2 * hour), {}},
                    {wall(6, 16, 20 * hour), wall(6, 17, 8 * hour), {}}};
  const schedule nights = compile(hours, moscow(), &builtin_calendar("ru"));
  const auto between = [&](instant begin, instant end) {
    return told(explain(nights, begin, end));
  };
  CHECK(between(wall(5, 8, 20 * hour), wall(5, 10, hour)) ==
        lines{"05-08 20:00 - 05-08 22:00 night of 05-08",
              "05-08 22:00 - 05-09 05:00 counts short of 05-08, eve of Victory Day",
              "05-09 05:00 - 05-09 06:00 short of 05-08, eve of Victory Day",
              "05-09 06:00 - 05-10 00:00 holiday of 05-09, Victory Day, to 05-11",
              "05-10 00:00 - 05-10 01:00 weekend of 05-10"});
  CHECK(between(wall(6, 10, 2 * hour), wall(6, 11, 0)) ==
        lines{"06-10 02:00 - 06-10 03:00 counts working of 06-09",
              "06-10 03:00 - 06-10 04:00 closure of 06-09",
              "06-10 04:00 - 06-10 06:00 counts working of 06-09",
              "06-10 06:00 - 06-10 22:00 night of 06-10",
              "06-10 22:00 - 06-11 00:00 counts working of 06-10"});
  CHECK(between(wall(6, 11, 23 * hour), wall(6, 12, 12 * hour)) ==
        lines{"06-11 23:00 - 06-12 00:00 counts short of 06-11, eve of Russia Day",
              "06-12 00:00 - 06-12 02:00 closure of 06-11",
              "06-12 02:00 - 06-12 05:00 counts short of 06-11, eve of Russia Day",
              "06-12 05:00 - 06-12 06:00 short of 06-11, eve of Russia Day",
              "06-12 06:00 - 06-12 12:00 holiday of 06-12, Russia Day"});
  CHECK(between(wall(6, 16, 12 * hour), wall(6, 17, 23 * hour)) ==
        lines{"06-16 12:00 - 06-16 22:00 night of 06-16",
              "06-16 22:00 - 06-17 06:00 closure of 06-16",
              "06-17 06:00 - 06-17 22:00 night of 06-17",
              "06-17 22:00 - 06-17 23:00 counts working of 06-17"});
}
