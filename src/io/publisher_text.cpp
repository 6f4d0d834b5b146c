#include "io/publisher_text.hpp"

#include <algorithm>

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

}  // namespace srok
