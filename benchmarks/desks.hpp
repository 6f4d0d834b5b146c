// The desks that are measured, and random questions to ask them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <vector>

#include "srok/calendar/working_hours.hpp"
#include "srok/engine/schedule.hpp"
#include "srok/time/instant.hpp"

namespace srok::benchmarks {

// ---- desks ----

// 07:00-16:00 Moscow time on the working days of the built-in calendar, 1999 to 2027.
const schedule& moscow();

// The same desk with three intervals a day, 500 exceptions by date (every third closed) and 50
// closures: many of its cells are crowded.
const schedule& heavy();

// 07:00-16:00 Moscow time from Monday to Friday but for these dates; the same years as above, no
// other calendar.
schedule closed_on(const std::set<civil_date>& dates);

// The weekdays that are days off in the built-in calendar. closed_on(days_off()) is the desk that
// every peer can be told of: no Saturday is worked, because six of them cannot open one.
std::set<civil_date> days_off();

// Weekdays of the measured years at random.
std::set<civil_date> random_weekdays(std::size_t count);

// What `moscow` and `heavy` are compiled of, beside builtin_calendar("ru") and the zone.
working_hours moscow_hours();
working_hours heavy_hours();

// ---- questions ----

// The years that instants are drawn from: long enough that no branch predictor learns them, and
// inside every horizon with ten years of working time after the first half.
inline constexpr int first_measured_year = 2006;
inline constexpr int last_measured_year = 2025;

// The same numbers on every machine: std::uniform_int_distribution is not.
class random_numbers {
 public:
  explicit random_numbers(std::uint64_t seed) noexcept : state_{seed} {}

  // Uniform in [from, to); the bias of the multiplication is below one in 2^30 for these ranges.
  std::int64_t between(std::int64_t from, std::int64_t to) noexcept {
    const auto width = static_cast<std::uint64_t>(to - from);
    return from + static_cast<std::int64_t>((next() >> 32) * width >> 32);
  }

 private:
  std::uint64_t next() noexcept {  // splitmix64
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
  }

  std::uint64_t state_;
};

// Unix seconds at which a year begins, in UTC.
std::int64_t year_begin(int year) noexcept;

// Whole seconds of the measured years, at random.
std::vector<std::int64_t> random_instants(std::size_t count, std::uint64_t seed);

}  // namespace srok::benchmarks
