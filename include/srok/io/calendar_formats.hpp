// Other people's production calendars: read into a calendar of our own, and written for their
// programs.
//
// None of the formats says all that ours does. What a format leaves out is taken from the calendar
// at hand (names of holidays, the decree behind a day off) or else stays unknown; it is never
// guessed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "srok/calendar/calendar.hpp"

namespace srok {

enum class calendar_format : std::uint8_t {
  xmlcalendar_xml,   // xmlcalendar.ru, calendar.xml: one year
  xmlcalendar_json,  // xmlcalendar.ru, calendar.json: one year or an array of them
  xmlcalendar_csv,   // xmlcalendar.ru and data.gov.ru: a row a year
  isdayoff,          // isdayoff.ru: a digit a day; which year, the text does not say
  icalendar,         // RFC 5545, an event for each day that deviates from the plain week
};

// "xmlcalendar-xml", "xmlcalendar-json", "xmlcalendar-csv", "isdayoff", "icalendar"
std::string_view name_of(calendar_format) noexcept;
std::optional<calendar_format> calendar_format_named(std::string_view name) noexcept;

// Which of the three xmlcalendar formats a text is, by its first characters.
calendar_format detect_xmlcalendar(std::string_view text) noexcept;

struct imported_calendar {
  calendar days;
  std::vector<std::string> remarks;  // what the publisher contradicts itself in, one sentence each
};

// `source_name` leads the errors and names the source of the days. `year`: this one alone; needed
// for isdayoff, and when the years of the text do not follow each other. Throws bad_text with the
// place where there is one: not the format, a date that does not exist, a day off by decree whose
// decree neither the text nor the calendar at hand names.
imported_calendar import_calendar(std::string_view text, calendar_format format,
                                  std::string_view source_name, const calendar& at_hand,
                                  std::optional<int> year = std::nullopt);

// Reads back as the same days, but for what the format cannot say: JSON and CSV show a decree's
// days off as the working days they are by law. Throws unknown_year.
std::string export_calendar(const calendar& source, int year, calendar_format format);

struct calendar_difference {
  civil_date date;
  answer<day_type> here;  // unknown_year: the calendar at hand does not know it
  day_type there;
};

// The dates of `other` that `at_hand` sees differently, in order; a year it does not hold is there
// with each date that deviates from the plain week.
std::vector<calendar_difference> differences(const calendar& at_hand, const calendar& other);

}  // namespace srok
