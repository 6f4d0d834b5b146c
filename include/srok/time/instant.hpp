// The two points srok speaks of: an instant on the UTC line and a civil date on the wall.
//
// Both are std::chrono types, whole seconds and whole days. They do not convert into each other:
// that takes a zone.
#pragma once

#include <chrono>
#include <cstdint>
#include <limits>

namespace srok {

using instant = std::chrono::sys_seconds;
using civil_date = std::chrono::local_days;
using wall_time = std::chrono::local_seconds;

// "No instant": INT64_MIN seconds, SROK_NONE in C and NaT in NumPy. It lies outside every horizon.
inline constexpr instant no_instant{std::chrono::seconds{std::numeric_limits<std::int64_t>::min()}};

constexpr instant from_unix(std::int64_t seconds) noexcept {
  return instant{std::chrono::seconds{seconds}};
}

constexpr std::int64_t to_unix(instant at) noexcept {
  return at.time_since_epoch().count();
}

// Days since 1970-01-01: from_day_number(0) is 1970-01-01.
constexpr civil_date from_day_number(std::int32_t days) noexcept {
  return civil_date{std::chrono::days{days}};
}

// requires: a date of +-5 879 610 years, as all those of calendars and horizons
constexpr std::int32_t to_day_number(civil_date date) noexcept {
  return static_cast<std::int32_t>(date.time_since_epoch().count());
}

}  // namespace srok
