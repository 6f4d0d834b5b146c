// The plain texts: the CSV of xmlcalendar.ru and data.gov.ru, the digits of isdayoff.ru.
#include "io/bytes.hpp"
#include "io/calendar_formats.hpp"
#include "io/csv.hpp"
#include "io/limits.hpp"
#include "utf8.hpp"

namespace srok {

int whole_number(std::string_view digits) noexcept {
  if (digits.empty() || digits.size() > 9) return -1;
  int number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  return number;
}

void publisher_text::fail(std::string_view sentence) const {
  throw error(status::bad_text, name, {}, sentence);
}

void publisher_text::require_room(const std::vector<published_year>& years) const {
  if (years.size() < most_calendar_years) return;
  fail("more than " + std::to_string(most_calendar_years) + " years; a calendar holds each of " +
       std::to_string(earliest_calendar_year) + " to " + std::to_string(latest_calendar_year) +
       " once");
}

std::string publisher_text::name_of_day(std::size_t offset, std::string_view given) const {
  if (!is_utf8(given)) fail(offset, "a name of a day that is not UTF-8");  // XML's &#xD800;
  std::string shown = one_line(given);
  if (shown.size() > longest_string) {
    fail(offset, "a name of a day of " + std::to_string(shown.size()) + " bytes; at most " +
                     std::to_string(longest_string) + " are kept");
  }
  return shown;
}

void publisher_text::fail(std::size_t offset, std::string_view sentence) const {
  throw error(status::bad_text, name, place_of(text, offset), sentence);
}

void publisher_text::fail(std::size_t offset, const text_fault& fault) const {
  fail(offset, std::string{fault.what} + "; save the file as UTF-8");
}

std::int32_t publisher_text::day(std::size_t offset, int year, std::string_view month,
                                 std::string_view day) const {
  const int m = whole_number(month);
  const int d = whole_number(day);
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(m)},
                                         std::chrono::day{static_cast<unsigned>(d)}};
  if (m < 1 || m > 12 || d < 1 || d > 31 || !date.ok()) {
    fail(offset, "there is no day " + std::string{day} + " of month " + std::string{month} +
                     " in " + std::to_string(year));
  }
  return to_day_number(civil_date{date});
}

void read_month_days(const publisher_text& text, std::size_t offset, std::string_view cell,
                     unsigned month, published_year& out) {
  const std::string month_number = std::to_string(month);
  for (std::string_view rest = cell; !rest.empty();) {
    std::string_view item = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(item.size() + 1, rest.size()));
    while (item.starts_with(' ')) item.remove_prefix(1);
    published_day day;
    day.shortened = item.ends_with('*');
    day.off = !day.shortened;
    if (day.shortened || item.ends_with('+')) item.remove_suffix(1);
    const std::int32_t date = text.day(offset, out.year, month_number, item);
    if (!out.days.emplace(date, day).second) {
      text.fail(offset, "year " + std::to_string(out.year) + ": the day " + std::string{item} +
                            " of month " + month_number + " is there twice");
    }
  }
  const std::chrono::year_month_day_last last{
      std::chrono::year{out.year}, std::chrono::month_day_last{std::chrono::month{month}}};
  const std::int32_t begin = to_day_number(civil(out.year, month, 1));
  const std::int32_t end = begin + static_cast<std::int32_t>(static_cast<unsigned>(last.day()));
  for (std::int32_t date = begin; date < end; ++date) {
    if (is_weekend(date)) out.days.emplace(date, published_day{});
  }
}

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
