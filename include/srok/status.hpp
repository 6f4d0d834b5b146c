// What an answer is besides its value: one list of statuses for C++ and C.
//
// The numbers are pinned (srok.h has the same); new ones are only appended.
#pragma once

#include <cstdint>
#include <string_view>
#include <type_traits>

namespace srok {

enum class status : std::int32_t {
  ok = 0,
  bad_argument = 1,
  buffer_too_small = 2,
  bad_text = 3,
  some_rows_failed = 4,
  unknown_calendar = 20,
  unknown_year = 21,
  unknown_zone = 22,
  beyond_horizon = 23,
  never_open = 24,
  bad_events = 27,
  unsupported_channel = 28,
  out_of_memory = 40,
  io = 41,
  internal = 42,
};

// Its name in the C API: "SROK_UNKNOWN_YEAR". A value that is not in the list:
// "SROK_UNKNOWN_STATUS".
std::string_view status_name(status) noexcept;

// Its name in JSON, case files and speech: "unknown_year".
std::string_view status_word(status) noexcept;

// One English sentence: when it happens and the way out.
std::string_view status_text(status) noexcept;

// Throws srok::error with the status's own sentence (error.hpp has the type).
[[noreturn]] void throw_status(status);

// The value of a query, or why there is none. A failed answer's value is T{}.
//
//   if (auto due = schedule.deadline(start, budget)) use(*due); else log(due.why);
//   use(schedule.deadline(start, budget).value());       // throws srok::error instead
template <class T>
struct [[nodiscard]] answer {
  T result{};
  status why = status::ok;

  // NOLINTBEGIN(google-explicit-constructor)
  constexpr answer(T value) noexcept : result{value} {}
  constexpr answer(status failure) noexcept : why{failure} {}
  // NOLINTEND(google-explicit-constructor)

  constexpr explicit operator bool() const noexcept { return why == status::ok; }
  constexpr const T& operator*() const noexcept { return result; }
  constexpr const T* operator->() const noexcept { return &result; }

  constexpr const T& value() const {
    if (why != status::ok) throw_status(why);
    return result;
  }

  friend constexpr bool operator==(const answer&, const answer&) noexcept = default;
};

}  // namespace srok
