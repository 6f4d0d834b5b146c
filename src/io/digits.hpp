// Dates, times and offsets as digits, two at a time, into memory that is there.
//
// A state of a ticket has some six instants; each cost 250 ns through a formatting library, and
// costs 8.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "srok/engine/schedule.hpp"
#include "srok/io/instant_text.hpp"

namespace srok {

inline constexpr std::size_t date_length = 10;   // 2026-04-29
inline constexpr std::size_t wall_length = 19;   // 2026-04-29T15:20:00
inline constexpr std::size_t offset_length = 6;  // +03:00

// Of the days since 1970-01-01: whether the date lies in the years 0 to 9999.
constexpr bool year_has_four_digits(std::int64_t days) noexcept {
  return -719'528 <= days && days <= 2'932'896;
}

// requires: value < 100
inline char* put_two(char* to, unsigned value) noexcept {
  static constexpr char pairs[] =
      "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445"
      "46474849505152535455565758596061626364656667686970717273747576777879808182838485868788899091"
      "9293949596979899";
  std::memcpy(to, pairs + std::size_t{2} * value, 2);
  return to + 2;
}

// requires: year_has_four_digits(days)
inline char* put_date(char* to, std::int64_t days) noexcept {
  const std::chrono::year_month_day date = fields(from_day_number(static_cast<std::int32_t>(days)));
  const auto year = static_cast<unsigned>(static_cast<int>(date.year()));
  to = put_two(to, year / 100);
  to = put_two(to, year % 100);
  *to++ = '-';
  to = put_two(to, static_cast<unsigned>(date.month()));
  *to++ = '-';
  return put_two(to, static_cast<unsigned>(date.day()));
}

// requires: 0 <= seconds < 86400
inline char* put_time(char* to, unsigned seconds) noexcept {
  to = put_two(to, seconds / 3600);
  *to++ = ':';
  to = put_two(to, seconds / 60 % 60);
  *to++ = ':';
  return put_two(to, seconds % 60);
}

// A wall time as if it were UTC. requires: its date has four digits.
inline char* put_wall(char* to, std::int64_t seconds) noexcept {
  const std::int64_t days = floor_divide(seconds, seconds_a_day);
  to = put_date(to, days);
  *to++ = 'T';
  return put_time(to, static_cast<unsigned>(seconds - days * seconds_a_day));
}

// requires: whole minutes, less than a day
inline char* put_offset(char* to, std::int64_t seconds) noexcept {
  *to++ = seconds < 0 ? '-' : '+';
  const auto minutes = static_cast<unsigned>((seconds < 0 ? -seconds : seconds) / 60);
  to = put_two(to, minutes / 60);
  *to++ = ':';
  return put_two(to, minutes % 60);
}

inline constexpr std::size_t most_bytes_of_instant = 40;

// As to_text(at, schedule).
inline char* put_instant(char* to, instant at, const schedule& schedule) {
  const auto offset = schedule.offset_at(at);
  const std::int64_t wall = to_unix(at) + (offset ? *offset : 0);
  if (!offset || *offset % 60 != 0 || wall < 0) [[unlikely]] {
    const std::string text = to_text(at, schedule);
    return std::copy(text.begin(), text.end(), to);
  }
  return put_offset(put_wall(to, wall), *offset);
}

}  // namespace srok
