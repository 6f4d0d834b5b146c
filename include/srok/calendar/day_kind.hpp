// What the production calendar says of a date: one byte, the same number as in the C API.
#pragma once

#include <cstdint>

namespace srok {

enum class day_kind : std::uint8_t {
  working = 0,
  short_day = 1,  // a working day that is one hour shorter by law
  weekend = 2,
  day_off = 3,  // a weekday off because a day off was moved to it
  holiday = 4,
  decree_off = 5,  // non-working by presidential decree, neither a day off nor a holiday by law
};

// A kind and two flags: a weekend day that is worked (2024-04-27 is working | worked_weekend), and
// the base kind of a decree day off (2020-04-30 is decree_off | base_short: without the decree,
// short).
class day_type {
 public:
  static constexpr std::uint8_t worked_weekend_bit = 16;
  static constexpr std::uint8_t base_short_bit = 32;

  constexpr day_type() noexcept = default;
  constexpr explicit day_type(std::uint8_t code) noexcept : code_{code} {}
  constexpr day_type(day_kind kind, bool worked_weekend = false, bool base_short = false) noexcept
      : code_{static_cast<std::uint8_t>(static_cast<std::uint8_t>(kind) |
                                        (worked_weekend ? worked_weekend_bit : 0) |
                                        (base_short ? base_short_bit : 0))} {}

  constexpr day_kind kind() const noexcept { return static_cast<day_kind>(code_ & 15); }
  constexpr bool worked_weekend() const noexcept { return (code_ & worked_weekend_bit) != 0; }
  constexpr bool base_short() const noexcept { return (code_ & base_short_bit) != 0; }
  constexpr std::uint8_t code() const noexcept { return code_; }

  // A working day or a weekend as the week has it.
  constexpr bool is_plain() const noexcept {
    return code_ == static_cast<std::uint8_t>(day_kind::working) ||
           code_ == static_cast<std::uint8_t>(day_kind::weekend);
  }

  // By law: a decree day off counts as its base kind, a working day.
  constexpr bool works() const noexcept {
    return kind() == day_kind::working || kind() == day_kind::short_day ||
           kind() == day_kind::decree_off;
  }
  constexpr bool shortened() const noexcept {
    return kind() == day_kind::short_day || base_short();
  }

  friend constexpr bool operator==(day_type, day_type) noexcept = default;

 private:
  std::uint8_t code_ = 0;
};

}  // namespace srok
