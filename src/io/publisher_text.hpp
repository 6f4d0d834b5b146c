// What the readers of foreign calendars have in common: days as the publisher has them.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "io/bytes.hpp"
#include "srok/calendar/calendar.hpp"
#include "srok/error.hpp"
#include "srok/time/civil.hpp"

namespace srok {

// A date of which the publisher says something; all others are plain weeks. One that is not off is
// worked, on whatever weekday.
struct published_day {
  bool off = false;
  bool shortened = false;
  bool decree = false;  // off by a decree, whose act is `name`
  bool holiday = false;
  bool english = false;   // its name is
  std::string_view name;  // of the holiday, kept by its year; may be empty
  std::int32_t moved_from = no_day;
};

struct published_year {
  int year = 0;
  std::map<std::int32_t, published_day> days;
  std::optional<std::size_t> offset;  // where the text has it, if the reader knows
  // As published; no working days at all: none of them is.
  static constexpr int not_published = -1;
  int working_days = not_published, days_off = not_published, hours_40 = not_published;
  std::set<std::string, std::less<>> names;  // a year of days of one name has it once

  published_year() = default;
  published_year(const published_year&) = delete;  // its days would have the names of another year
  published_year(published_year&&) = default;
  published_year& operator=(published_year&&) = default;

  std::string_view keep(std::string_view name) {
    const auto kept = names.find(name);
    return kept != names.end() ? *kept : *names.emplace(name).first;
  }
};

// A text and its name, to say where something is wrong.
struct publisher_text {
  std::string_view text;
  std::string_view name;

  [[noreturn]] void fail(std::size_t offset, std::string_view sentence) const;
  [[noreturn]] void fail(std::string_view sentence) const;
  [[noreturn]] void fail(std::size_t offset, const text_fault& fault) const;

  // Fails when there are as many years as a calendar can hold: one of them is there twice.
  void require_room(const std::vector<published_year>& years) const;

  // A name of a day, on one line; fails when it is too long to be written.
  std::string name_of_day(std::size_t offset, std::string_view given) const;

  // MM and DD of that year; fails when there is no such date.
  std::int32_t day(std::size_t offset, int year, std::string_view month,
                   std::string_view day) const;
};

// Whether a calendar can hold it.
constexpr bool is_calendar_year(int year) noexcept {
  return earliest_calendar_year <= year && year <= latest_calendar_year;
}

// The text with blanks for tabs and line breaks, and without any at its ends.
std::string one_line(std::string_view text);

// What other publishers call a holiday, by its English name if it has no other; for a day off by
// decree the act.
std::string title_of(day_type type, const calendar_fact& fact);

// Whether one of its words is "Указ". Days off by decree have their own "holidays", which cite it.
// requires: UTF-8.
bool names_decree(std::string_view name) noexcept;

// "07" -> 7; -1 when it is not one to nine digits.
int whole_number(std::string_view digits) noexcept;

std::vector<published_year> read_xmlcalendar_xml(const publisher_text&);
std::vector<published_year> read_xmlcalendar_json(const publisher_text&);
std::vector<published_year> read_xmlcalendar_csv(const publisher_text&);
std::vector<published_year> read_isdayoff(const publisher_text&, int year);
std::vector<published_year> read_icalendar(const publisher_text&);

// The cell of a month, "1,2,8*,9+": off; * short and worked; + off by a transfer. A weekend that is
// not named is worked.
void read_month_days(const publisher_text&, std::size_t offset, std::string_view cell,
                     unsigned month, published_year& out);
std::string month_days(const calendar& source, int year, unsigned month);

inline std::int32_t first_day(int year) noexcept {
  return to_day_number(first_of_year(year));
}

}  // namespace srok
