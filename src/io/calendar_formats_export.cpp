// A year of a calendar in other people's formats.
#include <vector>

#include "io/csv.hpp"
#include "io/publisher_text.hpp"
#include "io/shown_text.hpp"
#include "io/xml.hpp"
#include "srok/io/calendar_formats.hpp"
#include "utf8.hpp"

namespace srok {
namespace {

std::string two(unsigned number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

unsigned month_of(std::int32_t date) {
  return static_cast<unsigned>(fields(from_day_number(date)).month());
}

unsigned day_of(std::int32_t date) {
  return static_cast<unsigned>(fields(from_day_number(date)).day());
}

std::string month_day(std::int32_t date) {
  return two(month_of(date)) + "." + two(day_of(date));
}

std::string compact(std::int32_t date) {
  return std::to_string(year_of(from_day_number(date))) + two(month_of(date)) + two(day_of(date));
}

day_type type_of(const calendar& source, std::int32_t date) {
  return *source.day(from_day_number(date));
}

// The dates of the year of which the calendar says more than the plain week does.
std::vector<const calendar_fact*> facts_of(const calendar& source, int year) {
  std::vector<const calendar_fact*> facts;
  for (const calendar_fact& fact : source.tables().facts) {
    if (year_of(from_day_number(fact.day)) == year) facts.push_back(&fact);
  }
  return facts;
}

std::string to_xml(const calendar& source, int year) {
  std::vector<std::string> titles;
  std::string days;
  for (const calendar_fact* fact : facts_of(source, year)) {
    const day_type type = type_of(source, fact->day);
    const bool titled = type.kind() == day_kind::holiday || type.kind() == day_kind::decree_off;
    const bool worked = type.worked_weekend() && type.kind() != day_kind::decree_off;
    const char kind = type.kind() == day_kind::short_day ? '2' : worked ? '3' : '1';
    if (type.kind() == day_kind::working && !type.worked_weekend()) continue;
    days += "        <day d=\"" + month_day(fact->day) + "\" t=\"" + kind + "\"";
    if (titled) {
      const std::string title = title_of(type, *fact);
      std::size_t id = 0;
      while (id < titles.size() && titles[id] != title) ++id;
      if (id == titles.size()) titles.push_back(title);
      days += " h=\"" + std::to_string(id + 1) + "\"";
    }
    if (type.kind() == day_kind::day_off && fact->moved_from != no_day) {
      days += " f=\"" + month_day(fact->moved_from) + "\"";
    }
    days += "/>\n";
  }
  std::string holidays;
  for (std::size_t id = 0; id < titles.size(); ++id) {
    holidays += "        <holiday id=\"" + std::to_string(id + 1) + "\" title=\"" +
                xml_text(titles[id]) + "\"/>\n";
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<calendar year=\"" + std::to_string(year) +
         "\" lang=\"ru\" country=\"ru\">\n    <holidays>\n" + holidays +
         "    </holidays>\n    <days>\n" + days + "    </days>\n</calendar>\n";
}

// Norms are published to a tenth of an hour: 1774.4.
std::string norm(const calendar_year& year, int tenths_a_day) {
  const int tenths = tenths_a_day * year.working_days - 10 * year.short_days;
  return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10));
}

std::string to_json(const calendar& source, int year) {
  std::string months, moves;
  for (unsigned month = 1; month <= 12; ++month) {
    months += std::string{month == 1 ? "" : ","} + "{\"month\":" + std::to_string(month) +
              ",\"days\":\"" + month_days(source, year, month) + "\"}";
  }
  for (const calendar_fact* fact : facts_of(source, year)) {
    if (type_of(source, fact->day).kind() != day_kind::day_off) continue;
    if (fact->moved_from == no_day) continue;
    moves += std::string{moves.empty() ? "" : ","} + "{\"from\":\"" + month_day(fact->moved_from) +
             "\",\"to\":\"" + month_day(fact->day) + "\"}";
  }
  const calendar_year& totals = *source.year(year);
  return "{\"year\":" + std::to_string(year) + ",\"months\":[" + months + "],\"transitions\":[" +
         moves + "],\"statistic\":{\"workdays\":" + std::to_string(totals.working_days) +
         ",\"holidays\":" + std::to_string(totals.days_off) +
         ",\"hours40\":" + std::to_string(totals.hours_40) + ",\"hours36\":" + norm(totals, 72) +
         ",\"hours24\":" + norm(totals, 48) + "}}\n";
}

std::string to_csv(const calendar& source, int year) {
  std::string header = "\"Год/Месяц\"";
  for (const char* column :
       {"Январь", "Февраль", "Март", "Апрель", "Май", "Июнь", "Июль", "Август", "Сентябрь",
        "Октябрь", "Ноябрь", "Декабрь", "Всего рабочих дней", "Всего праздничных и выходных дней",
        "Количество рабочих часов при 40-часовой рабочей неделе",
        "Количество рабочих часов при 36-часовой рабочей неделе",
        "Количество рабочих часов при 24-часовой рабочей неделе"}) {
    header += std::string{",\""} + column + "\"";
  }
  std::string row = std::to_string(year);
  for (unsigned month = 1; month <= 12; ++month) {
    row += "," + csv_cell(month_days(source, year, month));
  }
  const calendar_year& totals = *source.year(year);
  for (const int total : {totals.working_days, totals.days_off, totals.hours_40}) {
    row += "," + std::to_string(total);
  }
  return header + "\n" + row + "," + norm(totals, 72) + "," + norm(totals, 48) + "\n";
}

// As the service answers with pre=1 and covid=1.
std::string to_isdayoff(const calendar& source, int year) {
  std::string digits;
  for (std::int32_t date = first_day(year); date < first_day(year + 1); ++date) {
    const day_type type = type_of(source, date);
    digits += type.kind() == day_kind::decree_off  ? '4'
              : type.kind() == day_kind::short_day ? '2'
              : type.works()                       ? '0'
                                                   : '1';
  }
  return digits + "\n";
}

// RFC 5545: lines of at most 75 bytes, cut between characters, CRLF.
std::string folded(std::string line) {
  for (std::size_t begin = 0; line.size() - begin > 75;) {
    std::size_t cut = begin + 75;
    while (!begins_code_point(line[cut])) --cut;
    line.insert(cut, "\r\n ");
    begin = cut + 2;
  }
  return line + "\r\n";
}

// RFC 5545, 3.3.11: text that stays within its line.
std::string icalendar_text(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

// When iCalendar says that it was written: the data's own day, so that equal calendars give equal
// texts; for data without one the year's first.
std::string stamp_of(const calendar& source, int year) {
  std::string digits;
  for (const char c : source.tables().version) {
    if (c >= '0' && c <= '9') digits += c;
  }
  const std::string first = compact(first_day(year));
  if (digits.size() != first.size()) return first;
  const auto part = [&](std::size_t at, std::size_t length) {
    return whole_number(std::string_view{digits}.substr(at, length));
  };
  const std::chrono::year_month_day date{std::chrono::year{part(0, 4)},
                                         std::chrono::month{static_cast<unsigned>(part(4, 2))},
                                         std::chrono::day{static_cast<unsigned>(part(6, 2))}};
  return is_calendar_year(part(0, 4)) && date.ok() ? digits : first;
}

std::string to_icalendar(const calendar& source, int year) {
  std::string out =
      "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//srok//production calendar//RU\r\n"
      "CALSCALE:GREGORIAN\r\n";
  const std::string stamp = stamp_of(source, year);
  for (const calendar_fact* fact : facts_of(source, year)) {
    const day_type type = type_of(source, fact->day);
    if (type.kind() == day_kind::working && !type.worked_weekend()) continue;
    const bool off = !type.works() || type.kind() == day_kind::decree_off;
    std::string about = off ? title_of(type, *fact) : "";
    if (type.kind() == day_kind::day_off && fact->moved_from != no_day) {
      about = "Перенесен с " + two(day_of(fact->moved_from)) + "." +
              two(month_of(fact->moved_from)) + "." +
              std::to_string(year_of(from_day_number(fact->moved_from)));
    }
    out += "BEGIN:VEVENT\r\nUID:" + compact(fact->day) + "@srok\r\nDTSTAMP:" + stamp +
           "T000000Z\r\nDTSTART;VALUE=DATE:" + compact(fact->day) +
           "\r\nDTEND;VALUE=DATE:" + compact(fact->day + 1) + "\r\nSUMMARY:" +
           (off                                  ? "Выходной день"
            : type.kind() == day_kind::short_day ? "Сокращенный день"
                                                 : "Рабочий день") +
           "\r\n";
    const bool english = type.kind() == day_kind::holiday && fact->name_ru.empty();
    const std::string property = english ? "DESCRIPTION;LANGUAGE=en:" : "DESCRIPTION:";
    if (!about.empty()) out += folded(property + icalendar_text(about));
    out += "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n";
  }
  return out + "END:VCALENDAR\r\n";
}

}  // namespace

std::string month_days(const calendar& source, int year, unsigned month) {
  std::string out;
  for (std::int32_t date = to_day_number(civil(year, month, 1)); month_of(date) == month; ++date) {
    const day_type type = type_of(source, date);
    if (type.works() && !type.shortened()) continue;
    out += (out.empty() ? "" : ",") + std::to_string(day_of(date));
    if (type.works()) {
      out += '*';
    } else if (type.kind() == day_kind::day_off &&
               source.fact(from_day_number(date))->moved_from != no_day) {
      out += '+';
    }
  }
  return out;
}

std::string export_calendar(const calendar& source, int year, calendar_format format) {
  if (source.year(year) == nullptr) {
    throw error(status::unknown_year,
                "the calendar \"" + std::string{source.name()} + "\" holds the years " +
                    std::to_string(source.first_year()) + " to " +
                    std::to_string(source.last_year()) + ", not " + std::to_string(year));
  }
  switch (format) {
    case calendar_format::xmlcalendar_xml:
      return to_xml(source, year);
    case calendar_format::xmlcalendar_json:
      return to_json(source, year);
    case calendar_format::xmlcalendar_csv:
      return to_csv(source, year);
    case calendar_format::isdayoff:
      return to_isdayoff(source, year);
    case calendar_format::icalendar:
      break;
  }
  return to_icalendar(source, year);
}

}  // namespace srok
