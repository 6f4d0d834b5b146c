// Years that no act has settled: what the law alone says of them.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "csv.hpp"
#include "srok/calendar/calendar.hpp"
#include "srok/error.hpp"

using namespace srok;
using namespace srok_test;

namespace {

using dates = std::vector<std::string>;

dates days_of(const calendar& c, int year, bool (*wanted)(day_type)) {
  dates found;
  for (civil_date date = first_of_year(year); date < first_of_year(year + 1);
       date += std::chrono::days{1}) {
    if (wanted(c.day(date).value())) found.push_back(to_iso(date).substr(5));
  }
  return found;
}

// As it was when 2027 was the last year of an act: a newer one moves nothing here.
const calendar& ru_until_2027() {
  static const calendar_tables cut = [] {
    calendar_tables tables = builtin_calendar("ru").tables();
    const std::int32_t first = to_day_number(first_of_year(tables.first_year));
    const std::int32_t end = to_day_number(first_of_year(2028));
    tables.days = tables.days.first(static_cast<std::size_t>(end - first));
    tables.years = tables.years.first(static_cast<std::size_t>(2028 - tables.first_year));
    const auto later = std::find_if(tables.facts.begin(), tables.facts.end(),
                                    [&](const calendar_fact& fact) { return fact.day >= end; });
    tables.facts = {tables.facts.begin(), later};
    return tables;
  }();
  static const calendar ru{cut};
  return ru;
}

bool is_day_off(day_type type) {
  return type.kind() == day_kind::day_off;
}
bool is_short(day_type type) {
  return type.kind() == day_kind::short_day;
}
bool is_holiday(day_type type) {
  return type.kind() == day_kind::holiday;
}

}  // namespace

TEST_CASE("2028-2030 by the law alone: automatic days off, eves, two working days too many") {
  const calendar c = project(ru_until_2027(), 2030);
  CHECK(c.last_year() == 2030);
  CHECK(c.official_until() == first_of_year(2028));
  CHECK(days_of(c, 2028, is_day_off) == dates{"11-06"});
  CHECK(days_of(c, 2029, is_day_off) == dates{"11-05"});
  CHECK(days_of(c, 2030, is_day_off) == dates{"02-25"});
  CHECK(days_of(c, 2028, is_short) == dates{"02-22", "03-07", "05-08", "11-03"});
  const dates six{"02-22", "03-07", "04-30", "05-08", "06-11", "12-31"};
  CHECK(days_of(c, 2029, is_short) == six);
  CHECK(days_of(c, 2030, is_short) == six);
  for (int year = 2028; year <= 2030; ++year) {
    CHECK(days_of(c, year, is_holiday).size() == 14);
    CHECK(c.year(year)->working_days == 247 + 2);
    CHECK_FALSE(c.year(year)->official);
    CHECK(c.year(year)->source == builtin_calendar("ru").tables().law);
  }
  CHECK(c.fact(civil(2028, 11, 6))->moved_from == to_day_number(civil(2028, 11, 4)));
  CHECK(c.fact(civil(2028, 2, 22))->name == "eve of Defender of the Fatherland Day");
  // Of the last day of all the holiday after it is not there.
  CHECK(c.fact(civil(2029, 12, 31))->name == "eve of New Year holidays");
  CHECK(c.fact(civil(2030, 12, 31))->name == "eve of New Year holidays");
  CHECK(c.fact(civil(2030, 12, 31))->name_ru == c.fact(civil(2029, 12, 31))->name_ru);
}

TEST_CASE("the day off of a holiday on a weekend goes past a holiday that follows it") {
  // In 2028 a Saturday and the Monday after it.
  const std::vector<statutory_holiday> law{{2, 26, true, "First", ""}, {2, 28, true, "Second", ""}};
  calendar_tables tables = ru_until_2027().tables();
  tables.statutory = law;
  const calendar c = project(calendar{tables}, 2028);
  CHECK(days_of(c, 2028, is_holiday) == dates{"02-26", "02-28"});
  CHECK(days_of(c, 2028, is_day_off) == dates{"02-29"});
  CHECK(days_of(c, 2028, is_short) == dates{"02-25"});
}

TEST_CASE(
    "every day of 2028-2099 is what articles 95 and 112 of the Labour Code say, read slowly") {
  const calendar c = project(ru_until_2027(), 2099);
  const auto is_holiday_by_law = [](civil_date date) {
    const std::string at = to_iso(date).substr(5);
    return at <= "01-08" || at == "02-23" || at == "03-08" || at == "05-01" || at == "05-09" ||
           at == "06-12" || at == "11-04";
  };
  constexpr std::chrono::days one{1};
  const auto is_off = [&](civil_date date) {
    return weekday_of(date) >= 5 || is_holiday_by_law(date);
  };
  // Off because a holiday that is not of 1-8 January fell on a weekend and this is the next
  // working day after it.
  const auto is_moved_to = [&](civil_date date) {
    if (is_off(date)) return false;
    for (civil_date before = date - one; is_off(before); before -= one) {
      const bool january = to_iso(before).substr(5, 2) == "01";
      if (is_holiday_by_law(before) && weekday_of(before) >= 5 && !january) return true;
    }
    return false;
  };
  for (civil_date date = first_of_year(2028); date < first_of_year(2100); date += one) {
    day_kind expected = day_kind::working;
    if (is_holiday_by_law(date)) {
      expected = day_kind::holiday;
    } else if (is_off(date)) {
      expected = day_kind::weekend;
    } else if (is_moved_to(date)) {
      expected = day_kind::day_off;
    } else if (is_holiday_by_law(date + one)) {
      expected = day_kind::short_day;
    }
    REQUIRE_MESSAGE(c.day(date).value() == day_type{expected}, to_iso(date));
  }
}

TEST_CASE("a projection changes no official year and outlives the calendar it was made of") {
  const calendar& ru = builtin_calendar("ru");
  const calendar c = project(calendar{project(ru, 2040)}, 2099);
  for (civil_date date = first_of_year(1999); date < ru.official_until();
       date += std::chrono::days{1}) {
    CHECK(c.day(date) == ru.day(date));
  }
  CHECK(c.day(civil(2099, 12, 31)).value() == day_type{day_kind::short_day});
  CHECK(c.day(first_of_year(2100)).why == status::unknown_year);
  CHECK(c.fact(civil(2099, 5, 9))->name_ru == "День Победы");
  CHECK(project(ru, 2027).last_year() == ru.last_year());
}

TEST_CASE("a projection keeps the tables of the calendar it was made of, whose texts it shows") {
  auto owner = std::make_shared<int>();
  const std::weak_ptr<int> kept = owner;
  calendar c = builtin_calendar("ru");
  c = project(calendar{c.tables(), std::move(owner)}, c.last_year() + 1);
  CHECK(!kept.expired());
  c = builtin_calendar("ru");
  CHECK(kept.expired());
}

TEST_CASE("a calendar that names no statutory holidays is not projected") {
  calendar_tables tables = builtin_calendar("ru").tables();
  tables.statutory = {};
  CHECK_THROWS_WITH_AS((void)project(calendar{tables}, 2099),
                       doctest::Contains("names no statutory holidays"), error);
  // Up to its own last year there is nothing to project.
  const calendar c{tables};
  CHECK(project(c, c.last_year()).last_year() == c.last_year());
  CHECK_THROWS_AS((void)project(c, c.last_year() + 1), error);
}

TEST_CASE("a calendar is projected up to 2200, and each year so made says what it rests on") {
  const calendar c = project(ru_until_2027(), 2200);
  CHECK(c.last_year() == 2200);
  for (const int year : {2028, 2200}) {
    CHECK(c.year(year)->note.find("projected from the law alone") == 0);
    CHECK(c.year(year)->source == c.tables().law);
  }
  CHECK_THROWS_WITH_AS((void)project(c, 2201), doctest::Contains("up to 2200, not 2201"), error);
}

TEST_CASE("the last day of a projection is no eve where 1 January is no holiday") {
  static constexpr statutory_holiday june{6, 12, true, "Russia Day", "День России"};
  calendar_tables tables = ru_until_2027().tables();
  tables.statutory = {&june, 1};
  const calendar c = project(calendar{tables}, 2029);
  CHECK(days_of(c, 2028, is_short).empty());
  CHECK(days_of(c, 2029, is_short) == dates{"06-11"});
  CHECK(c.day(civil(2029, 12, 31)).value() == day_type{day_kind::working});
}

TEST_CASE("an unknown calendar is an error that names those there are") {
  CHECK_THROWS_WITH_AS((void)builtin_calendar("rus"), doctest::Contains("\"ru\""), error);
  CHECK(data_version() == builtin_calendar("ru").tables().version);
}
