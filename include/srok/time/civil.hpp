// Civil dates: the arithmetic of the wall calendar that the floors above need.
#pragma once

#include <chrono>
#include <cstdint>

#include "srok/time/instant.hpp"

namespace srok {

// 0 is Monday, 6 Sunday: 1970-01-01 was a Thursday, 3.
constexpr int weekday_of(civil_date date) noexcept {
  const std::int32_t shifted = (to_day_number(date) + 3) % 7;
  return shifted < 0 ? shifted + 7 : shifted;
}

constexpr civil_date civil(int year, unsigned month, unsigned day) noexcept {
  return civil_date{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
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

}  // namespace srok
