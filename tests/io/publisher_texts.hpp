// Texts of other publishers, and what importing them is refused with.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "srok/error.hpp"
#include "srok/io/calendar_formats.hpp"

namespace srok::testing {

inline const calendar& ru() {
  return builtin_calendar("ru");
}

inline std::string complaint(calendar_format format, std::string_view text,
                             std::optional<int> year = std::nullopt) {
  try {
    (void)import_calendar(text, format, "text", ru(), year);
  } catch (const error& failed) {
    return failed.what();
  }
  return {};
}

inline constexpr calendar_format all[] = {
    calendar_format::xmlcalendar_xml, calendar_format::xmlcalendar_json,
    calendar_format::xmlcalendar_csv, calendar_format::isdayoff, calendar_format::icalendar};

// An iCalendar text of these events, each "YYYYMMDD" or "YYYYMMDD/YYYYMMDD", the day after it; the
// properties behind a space.
inline std::string feed(const std::vector<std::string>& events) {
  std::string text = "BEGIN:VCALENDAR\n";
  for (const std::string& event : events) {
    const std::string span = event.substr(0, event.find(' '));
    text += "BEGIN:VEVENT\nDTSTART;VALUE=DATE:" + span.substr(0, 8) + "\n" +
            (span.size() > 8 ? "DTEND;VALUE=DATE:" + span.substr(9) + "\n" : "") +
            event.substr(span.size() + 1) + "\nEND:VEVENT\n";
  }
  return text + "END:VCALENDAR\n";
}

inline const std::string off = " SUMMARY:Выходной день";
inline const std::string shortened = " SUMMARY:Сокращенный день";
inline const std::string worked = " SUMMARY:Рабочий день";

}  // namespace srok::testing
