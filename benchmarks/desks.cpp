// The desks that are measured (desks.hpp).
#include "desks.hpp"

#include <algorithm>
#include <chrono>

#include "srok/calendar/calendar.hpp"
#include "srok/engine/compile.hpp"
#include "srok/time/civil.hpp"
#include "srok/time/zone.hpp"

namespace srok::benchmarks {
namespace {

constexpr wall_interval hours(int begin, int end) {
  return {begin * 3600, end * 3600};
}

working_hours every_weekday(day_hours day) {
  working_hours result;
  std::fill_n(result.week.begin(), 5, day);
  return result;
}

// The years of the built-in calendar with nothing but weeks in them, so that tables are as long.
const calendar& plain_calendar() {
  static const calendar_tables& of = builtin_calendar("ru").tables();
  static const std::vector<std::uint8_t> days = [] {
    std::vector<std::uint8_t> result(of.days.size());
    civil_date date = first_of_year(of.first_year);
    for (std::uint8_t& day : result) {
      day = day_type{weekday_of(date) < 5 ? day_kind::working : day_kind::weekend}.code();
      date += std::chrono::days{1};
    }
    return result;
  }();
  static const std::vector<calendar_year> years = [] {
    std::vector<calendar_year> result(of.years.size());
    int year = of.first_year;
    for (calendar_year& y : result) {
      y.year = year++;
      y.official = true;
    }
    return result;
  }();
  static const calendar_tables tables = [] {
    calendar_tables result;
    result.name = "plain";
    result.first_year = of.first_year;
    result.days = days;
    result.years = years;
    return result;
  }();
  static const calendar result{tables};
  return result;
}

}  // namespace

working_hours moscow_hours() {
  return every_weekday({hours(7, 16)});
}

working_hours heavy_hours() {
  working_hours result = every_weekday({hours(7, 11), hours(12, 15), hours(16, 18)});
  int number = 0;
  for (const civil_date date : random_weekdays(500)) {
    result.dates.push_back(
        {date, number++ % 3 == 0 ? day_hours{} : day_hours{hours(9, 12), hours(13, 17)}});
  }
  random_numbers random{2};
  for (int i = 0; i < 50; ++i) {
    const std::int64_t from =
        random.between(year_begin(first_measured_year), year_begin(last_measured_year + 1));
    result.closures.push_back(
        {from_unix(from), from_unix(from + random.between(3600, 2 * 86'400))});
  }
  return result;
}

const schedule& moscow() {
  return schedule::builtin("technotronics");
}

const schedule& heavy() {
  static const schedule result =
      compile(heavy_hours(), zone::named("Europe/Moscow"), &builtin_calendar("ru"));
  return result;
}

schedule closed_on(const std::set<civil_date>& dates) {
  working_hours hours = moscow_hours();
  for (const civil_date date : dates) hours.dates.push_back({date, {}});
  return compile(hours, zone::named("Europe/Moscow"), &plain_calendar());
}

std::set<civil_date> days_off() {
  const calendar& ru = builtin_calendar("ru");
  std::set<civil_date> result;
  for (civil_date date = first_of_year(ru.first_year()); year_of(date) <= ru.last_year();
       date += std::chrono::days{1}) {
    if (weekday_of(date) < 5 && !ru.day(date)->works()) result.insert(date);
  }
  return result;
}

std::set<civil_date> random_weekdays(std::size_t count) {
  random_numbers random{3};
  std::set<civil_date> result;
  while (result.size() < count) {
    const auto date = from_day_number(static_cast<std::int32_t>(
        random.between(to_day_number(first_of_year(first_measured_year)),
                       to_day_number(first_of_year(last_measured_year + 1)))));
    if (weekday_of(date) < 5) result.insert(date);
  }
  return result;
}

std::int64_t year_begin(int year) noexcept {
  return std::int64_t{to_day_number(first_of_year(year))} * 86'400;
}

std::vector<std::int64_t> random_instants(std::size_t count, std::uint64_t seed) {
  random_numbers random{seed};
  std::vector<std::int64_t> result(count);
  for (std::int64_t& at : result) {
    at = random.between(year_begin(first_measured_year), year_begin(last_measured_year + 1));
  }
  return result;
}

}  // namespace srok::benchmarks
