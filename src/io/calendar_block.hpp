// One year of a calendar text as it was read, before it is judged.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "calendar/calendar_builder.hpp"
#include "io/toml_reader.hpp"

namespace srok {

struct placed_day {
  std::int32_t day;
  place at;
};

// A holiday of [holidays]: days of no year in particular, as days of the leap year 2000.
struct named_holiday {
  std::string key;
  std::string_view en;
  std::string_view ru;
  std::vector<placed_day> days;
};

inline constexpr int any_leap_year = 2000;

// "Mon 02-24"
inline std::string with_weekday(std::int32_t day) {
  const civil_date date = from_day_number(day);
  return std::string{weekday_name(date)} + " " + to_text(date).substr(5);
}

struct named_day {
  placed_day date;
  const named_holiday* holiday;
};

struct moved_day {
  placed_day from, to;
  std::string_view source;
  bool by_law;
};

struct short_date {
  placed_day date;
  std::string_view because;  // empty: the eve of a holiday, or in place of one
};

struct decree_day {
  placed_day date;
  std::string_view act;
};

struct year_totals {
  place at;
  int working_days, days_off, hours_40;
};

// official: complete, every rule applies. projected: the same without an act. imported: a
// publisher's list of days, which may not say where a day off came from.
enum class year_status : std::uint8_t { official, projected, imported };

struct year_block {
  int year;
  year_status status;
  place at;
  std::string_view law, note, source;
  std::vector<named_day> holidays;
  std::vector<moved_day> moved;
  std::vector<placed_day> lost;      // holidays on a weekend whose day off went nowhere
  std::vector<placed_day> days_off;  // of unknown origin; imported years only
  std::vector<short_date> shortened;
  std::vector<placed_day> worked_weekends;
  std::vector<decree_day> decree_off;
  std::vector<std::pair<int, place>> months;  // working days of each
  std::vector<year_totals> totals;            // decree days counted as working, then as off
};

// Reads [[years]]; `source` names the text in errors.
year_block read_year_block(const toml_reader& block, const std::vector<named_holiday>& holidays,
                           std::string_view default_law, calendar_builder& builder);

// The holiday that an item names; fails there when [holidays] has none of that key.
const named_holiday& find_holiday(const toml_value& item,
                                  const std::vector<named_holiday>& holidays);

// "MM-DD", "Fri 01-09" or "MM-DD..MM-DD", both ends included, in that year; fails at the item.
std::vector<placed_day> read_days(const toml_value& item, int year);

// Adds one day more; fails at the item when the list has one for each day of a year already.
void add_day(std::vector<placed_day>& days, const placed_day& day, const toml_value& item);

// Adds the year to the calendar, or throws bad_text with the place and "year 2026: ...".
void add_year_block(const year_block& block, std::string_view source_name,
                    calendar_builder& builder);

}  // namespace srok
