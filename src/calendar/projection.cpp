// A calendar continued by the law alone, for the years that no act has settled yet.
#include <utility>
#include <vector>

#include "calendar/calendar_builder.hpp"
#include "srok/error.hpp"
#include "srok/time/civil.hpp"

namespace srok {
namespace {

void project_year(calendar_builder& builder, int number) {
  const std::string_view law = builder.head().law;
  calendar_year year;
  year.year = number;
  year.source = law;
  year.note = "projected from the law alone; days that only an act can place are not placed";
  builder.add_year(year);

  std::vector<std::int32_t> moving;
  for (const statutory_holiday& holiday : builder.statutory()) {
    const civil_date date =
        civil(number, static_cast<unsigned>(holiday.month), static_cast<unsigned>(holiday.day));
    calendar_fact& fact = builder.mark(to_day_number(date), day_kind::holiday, law);
    fact.name = holiday.name;
    fact.name_ru = holiday.name_ru;
    if (holiday.moves && is_weekend(date)) moving.push_back(fact.day);
  }
  for (const std::int32_t day : moving) {
    const std::int32_t target = builder.next_working_day(day);
    if (target != no_day) builder.move_day_off(day, target, law);
  }
  const std::int32_t end = to_day_number(first_of_year(number + 1));
  for (std::int32_t day = to_day_number(first_of_year(number)); day < end; ++day) {
    if (builder.type(day).works() && builder.is_holiday(day + 1)) {
      builder.mark(day, day_kind::short_day, law);
    }
  }
  builder.count_last_year();
}

}  // namespace

calendar project(const calendar& official, int last_year) {
  if (last_year <= official.last_year()) return official;
  if (last_year > latest_calendar_year) {
    throw error(status::unknown_year, "a calendar holds years up to " +
                                          std::to_string(latest_calendar_year) + ", not " +
                                          std::to_string(last_year));
  }
  if (official.tables().statutory.empty()) {
    throw error(status::unknown_year,
                "calendar \"" + std::string{official.name()} + "\" ends with " +
                    std::to_string(official.last_year()) +
                    " and names no statutory holidays to project later years from; give its text a "
                    "[statutory] table or a block for each year");
  }
  calendar_builder builder{official};
  for (int year = official.last_year() + 1; year <= last_year; ++year) project_year(builder, year);
  return std::move(builder).finish();
}

}  // namespace srok
