#include "srok/time/civil.hpp"

#include <cstdlib>

namespace srok {

std::string to_text(civil_date date) {
  // The years of std::chrono have 16 bits; those 400 apart are alike.
  constexpr std::int64_t days_of_400_years = 146'097;
  const std::int64_t days = date.time_since_epoch().count();
  const std::int64_t cycles = floor_divide(days, days_of_400_years);
  const std::int64_t rest = (days % days_of_400_years + days_of_400_years) % days_of_400_years;
  const auto like = fields(civil_date{std::chrono::days{rest}});
  const std::int64_t year = static_cast<int>(like.year()) + 400 * cycles;
  std::string text = std::to_string(std::abs(year));
  text.insert(0, text.size() < 4 ? 4 - text.size() : 0, '0');
  if (year < 0) text.insert(0, 1, '-');
  const auto add = [&](unsigned number) {
    text += number < 10 ? "-0" : "-";
    text += std::to_string(number);
  };
  add(static_cast<unsigned>(like.month()));
  add(static_cast<unsigned>(like.day()));
  return text;
}

}  // namespace srok
