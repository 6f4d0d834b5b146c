// What the tests of the C API share: they see srok.h alone.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "srok.h"

namespace c_api {

template <class Handle, void (*Free)(Handle*)>
struct freed_by {
  void operator()(Handle* handle) const { Free(handle); }
};
using calendar = std::unique_ptr<srok_calendar, freed_by<srok_calendar, srok_calendar_free>>;
using schedule = std::unique_ptr<srok_schedule, freed_by<srok_schedule, srok_schedule_free>>;
using regulation =
    std::unique_ptr<srok_regulation, freed_by<srok_regulation, srok_regulation_free>>;

inline srok_calendar* russia() {
  srok_calendar* handle = nullptr;
  srok_calendar_builtin("ru", &handle, nullptr, 0);
  return handle;
}

inline srok_schedule* technotronics() {
  srok_schedule* handle = nullptr;
  srok_schedule_builtin("technotronics", &handle, nullptr, 0);
  return handle;
}

inline srok_regulation* promises() {
  srok_regulation* handle = nullptr;
  srok_regulation_builtin("technotronics", &handle, nullptr, 0);
  return handle;
}

inline schedule parse(std::string_view toml) {
  srok_schedule* handle = nullptr;
  srok_schedule_parse(toml.data(), toml.size(), &handle, nullptr, 0);
  return schedule{handle};
}

inline std::int32_t date(int year, unsigned month, unsigned day) {
  const std::chrono::sys_days days{std::chrono::year{year} / static_cast<int>(month) /
                                   static_cast<int>(day)};
  return static_cast<std::int32_t>(days.time_since_epoch().count());
}

// The wall clock of Moscow in a year when it is three hours ahead of UTC.
inline std::int64_t moscow(int year, unsigned month, unsigned day, int hour, int minute,
                           int second = 0) {
  return date(year, month, day) * std::int64_t{86'400} + (hour - 3) * 3600 + minute * 60 + second;
}

inline constexpr std::int64_t hour = 3600;

// 07:00-16:00 from Monday to Friday in UTC, 1970 to 2099.
inline constexpr std::string_view plain_week = R"([schedule]
zone = "UTC"
[schedule.hours]
mon = ["07:00-16:00"]
tue = ["07:00-16:00"]
wed = ["07:00-16:00"]
thu = ["07:00-16:00"]
fri = ["07:00-16:00"]
)";

}  // namespace c_api
