// Civil dates: the arithmetic of the wall calendar that the floors above need.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "srok/time/instant.hpp"

namespace srok {

inline constexpr std::int32_t seconds_a_day = 86'400;

// floor_divide(-1, 86'400) is -1: the second before 1970 is of the day before it.
constexpr std::int64_t floor_divide(std::int64_t value, std::int64_t divisor) noexcept {
  return value / divisor - (value % divisor < 0 ? 1 : 0);
}

// 0 is Monday, 6 Sunday: 1970-01-01 was a Thursday, 3.
constexpr int weekday_of(civil_date date) noexcept {
  const std::int32_t shifted = (to_day_number(date) + 3) % 7;
  return shifted < 0 ? shifted + 7 : shifted;
}

constexpr civil_date civil(int year, unsigned month, unsigned day) noexcept {
  return civil_date{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

// Saturday or Sunday.
constexpr bool is_weekend(civil_date date) noexcept {
  return weekday_of(date) >= 5;
}

constexpr bool is_weekend(std::int32_t day_number) noexcept {
  return is_weekend(from_day_number(day_number));
}

// As srok's texts have them, from Monday on.
inline constexpr std::array<std::string_view, 7> weekday_names = {"Mon", "Tue", "Wed", "Thu",
                                                                  "Fri", "Sat", "Sun"};
constexpr std::string_view weekday_name(civil_date date) noexcept {
  return weekday_names[static_cast<std::size_t>(weekday_of(date))];
}

constexpr std::chrono::year_month_day fields(civil_date date) noexcept {
  return std::chrono::year_month_day{date};
}

constexpr int year_of(civil_date date) noexcept {
  return static_cast<int>(fields(date).year());
}

constexpr civil_date first_of_year(int year) noexcept {
  return civil(year, 1, 1);
}

// The midnight with which a date begins in UTC.
constexpr instant utc_midnight(civil_date date) noexcept {
  return instant{date.time_since_epoch()};
}

// "2026-04-29"
std::string to_text(civil_date date);

}  // namespace srok
