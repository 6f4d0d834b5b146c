// Working hours: the weekly pattern of a desk and all that changes it, in local wall time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "srok/calendar/calendar.hpp"
#include "srok/error.hpp"
#include "srok/time/instant.hpp"

namespace srok {

// [begin, end) in seconds after a date's local midnight. An end past 86 400 is on the next day:
// 22:00-06:00 is {79'200, 108'000}, 07:00-07:00 is {25'200, 111'600}, 00:00-24:00 is {0, 86'400}.
struct wall_interval {
  std::int32_t begin = 0;
  std::int32_t end = 0;

  friend constexpr bool operator==(wall_interval, wall_interval) noexcept = default;
};

// The intervals of one date, at most so many: a week of seven lists is repeated over 130 years, and
// each interval takes 20 bytes of the compiled schedule wherever it is repeated.
using day_hours = std::vector<wall_interval>;
inline constexpr std::size_t most_intervals = 144;

// Whether a day that is off by presidential decree is worked: by the letter of the law it is.
enum class decree_days : std::uint8_t { working, off };

// What a schedule does beyond the last official year: refuse, or follow the law alone and say so.
enum class forecast : std::uint8_t { refuse, statutory };

struct exception_date {
  civil_date date;
  day_hours hours;
  place at{};  // in the text it came from
};

struct closure {
  instant from;
  instant to;
  place at{};
};

struct working_hours {
  std::array<day_hours, 7> week;  // Monday first; empty: closed
  std::optional<day_hours> worked_weekend;
  std::int32_t short_day_cut = 0;  // seconds a short day loses at its end
  srok::decree_days decree_days = srok::decree_days::working;
  srok::forecast forecast = srok::forecast::refuse;
  std::vector<exception_date> dates;  // sorted by date, each once
  std::vector<closure> closures;      // any order; may overlap
};

// Why a date has the hours it has.
enum class hours_rule : std::uint8_t {
  weekly,
  worked_weekend,
  exception,
  holiday,
  day_off,
  decree_off
};

struct hours_of_date {
  std::span<const wall_interval> hours;  // before the short cut and the closures
  hours_rule rule = hours_rule::weekly;
  std::int32_t cut = 0;  // seconds to take from the end
};

// A date's hours: its exception, if it has one; else none on a holiday, a day off and
// (decree_days::off) a decree day off; else, on a worked weekend, `worked_weekend`, or that
// weekday's own, or Monday's; else its weekday's. A weekend as such closes nothing. The cut is
// short_day_cut on a short day, never on an exception.
//
// One date after the other, so that none is searched for.
class hours_by_date {
 public:
  // `first` is the day number of the first date. The working hours must outlive this.
  hours_by_date(const working_hours& hours, std::int32_t first) noexcept;

  // Of the date to come, Monday 0.
  int weekday() const noexcept { return weekday_; }

  // The hours of the date to come, which is of that type; then it is the one after.
  hours_of_date next(day_type type) noexcept {
    const int weekday = weekday_;
    weekday_ = weekday == 6 ? 0 : weekday + 1;
    if (day_++ != next_exception_ && type.is_plain()) {
      return {hours_.week[static_cast<std::size_t>(weekday)], hours_rule::weekly, 0};
    }
    return next_other(weekday, type);
  }

 private:
  hours_of_date next_other(int weekday, day_type type) noexcept;
  void find_exception() noexcept;

  const working_hours& hours_;
  std::size_t exception_ = 0;        // the first that is not past
  std::int32_t next_exception_ = 0;  // its day number
  std::int32_t day_;
  int weekday_;
};

}  // namespace srok
