// The plain texts: the CSV of xmlcalendar.ru and data.gov.ru, the digits of isdayoff.ru.
#include "io/bytes.hpp"
#include "io/csv.hpp"
#include "io/limits.hpp"
#include "io/publisher_text.hpp"
#include "utf8.hpp"

namespace srok {

std::vector<published_year> read_xmlcalendar_csv(const publisher_text& text) {
  constexpr std::size_t columns = 18;  // the year, twelve months, two totals, three norms
  std::vector<published_year> years;
  std::uint32_t line = 1;
  std::size_t offset = 0;  // where it begins
  bool first = true;
  for (const csv_record& record : read_csv(text.text, text.name)) {
    const auto fail = [&](const std::string& sentence) {
      throw error(status::bad_text, text.name, {record.line, 1}, sentence);
    };
    if (record.cells.size() != columns) {
      fail("a row has " + std::to_string(columns) + " cells, this one " +
           std::to_string(record.cells.size()));
    }
    // A header's cell has no digit; a year that is written oddly is no header.
    const bool header = first && record.cells[0].find_first_of("0123456789") == std::string::npos;
    first = false;
    if (header) continue;
    text.require_room(years);
    published_year year;
    year.year = whole_number(record.cells[0]);
    if (!is_calendar_year(year.year)) fail("\"" + record.cells[0] + "\" is not a year");
    for (; line < record.line; ++line) offset = text.text.find('\n', offset) + 1;
    year.offset = offset;
    for (unsigned month = 1; month <= 12; ++month) {
      read_month_days(text, offset, record.cells[month], month, year);
    }
    const auto total = [&](std::size_t cell) {
      const int number = whole_number(record.cells[cell]);
      if (number < 0) fail("the totals in cells 14 to 16 are not whole numbers");
      return number;
    };
    year.working_days = total(13);
    year.days_off = total(14);
    year.hours_40 = total(15);
    years.push_back(std::move(year));
  }
  if (years.empty()) text.fail("there is no row with a year");
  return years;
}

std::vector<published_year> read_isdayoff(const publisher_text& text, int year) {
  std::string digits;
  for (const char c : text.text) {
    if (c >= '0' && c <= '9') digits += c;
  }
  if (digits == "100" || digits == "101" || digits == "199") {
    text.fail("this is the error code " + digits +
              " of isdayoff.ru (100: bad date, 101: no data, "
              "199: fault of the service), not a year");
  }
  const std::int32_t begin = first_day(year);
  const auto length = static_cast<std::size_t>(first_day(year + 1) - begin);
  if (digits.size() != length) {
    text.fail("the year " + std::to_string(year) + " has " + std::to_string(length) +
              " days, the text has " + std::to_string(digits.size()) + " digits");
  }
  std::vector<published_year> years(1);
  published_year& out = years.front();
  out.year = year;
  for (std::size_t i = 0; i < length; ++i) {
    const std::int32_t date = begin + static_cast<std::int32_t>(i);
    published_day day;
    day.shortened = digits[i] == '2';
    day.off = digits[i] == '1' || digits[i] == '4' || digits[i] == '8';
    day.decree = digits[i] == '4';
    day.holiday = digits[i] == '8';
    if (!day.off && !day.shortened && digits[i] != '0') {
      text.fail("day " + std::to_string(i + 1) + " of the year has the code " + digits[i] +
                "; there are 0, 1, 2, 4 and 8");
    }
    if (day.off || day.shortened || is_weekend(date)) out.days.emplace(date, day);
  }
  return years;
}

}  // namespace srok
