// What every function of the C API is made of: handles, outputs that are always set, and the one
// place where exceptions end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "srok.h"
#include "srok/calendar/calendar.hpp"
#include "srok/engine/batch.hpp"
#include "srok/engine/schedule.hpp"
#include "srok/sla/regulation.hpp"
#include "srok/status.hpp"

// ---- handles ----

// Whether srok_x_free may delete a handle: not those that come with srok, nor a regulation's own.
enum class kept_by : std::uint8_t { caller, srok };

struct srok_calendar : srok::calendar {
  srok_calendar(srok::calendar value, kept_by who) noexcept
      : srok::calendar{std::move(value)}, keeper{who} {}
  kept_by keeper;
};

struct srok_schedule : srok::schedule {
  srok_schedule(srok::schedule value, kept_by who) noexcept
      : srok::schedule{std::move(value)}, keeper{who} {}
  kept_by keeper;
};

struct srok_regulation : srok::regulation {
  srok_regulation(srok::regulation value, kept_by who) noexcept
      : srok::regulation{std::move(value)}, keeper{who}, hours{schedule(), kept_by::srok} {}
  kept_by keeper;
  srok_schedule hours;
};

namespace srok::c {

constexpr srok_status code(status why) noexcept {
  return static_cast<srok_status>(why);
}

// ---- outputs of scalar questions ----

constexpr std::int64_t number(std::int64_t value) noexcept {
  return value;
}
constexpr std::int64_t number(instant at) noexcept {
  return to_unix(at);
}
constexpr std::int64_t number(business_duration amount) noexcept {
  return amount.seconds();
}
constexpr std::uint64_t number(std::uint64_t value) noexcept {
  return value;
}
constexpr std::int32_t number(civil_date date) noexcept {
  return to_day_number(date);
}
constexpr std::int32_t number(std::int32_t value) noexcept {
  return value;
}
constexpr std::int32_t number(bool value) noexcept {
  return value ? 1 : 0;
}
constexpr std::int32_t number(day_type type) noexcept {
  return type.code();
}

template <class Out>
void clear(Out* out) noexcept {
  if (out != nullptr) *out = none_of<Out>;
}

// *out = question(*handle), or none.
template <class Handle, class Out, class Question>
srok_status answer_into(Out* out, const Handle* handle, Question question) noexcept {
  clear(out);
  if (out == nullptr || handle == nullptr) return SROK_BAD_ARGUMENT;
  const auto found = question(*handle);
  if (found) *out = static_cast<Out>(number(*found));
  return code(found.why);
}

// ---- text ----

// One sentence for the caller: valid UTF-8 whatever the input was, cut at a code point.
void write_error(std::string_view sentence, char* error, std::size_t capacity) noexcept;

constexpr bool can_hold(const void* buffer, std::size_t capacity) noexcept {
  return buffer != nullptr || capacity == 0;
}

// Whether a text can be put there; until it is, it has no bytes.
inline bool begin_text(const void* buffer, std::size_t capacity, std::size_t* out_length) noexcept {
  if (out_length == nullptr) return false;
  *out_length = 0;
  return can_hold(buffer, capacity);
}

// Whether there can be so many at that address: no object has more bytes than PTRDIFF_MAX.
template <class T>
constexpr bool can_be_read(const T* column, std::size_t count) noexcept {
  // Editions and schedules come as pointers, so it is their size that is meant.
  // NOLINTNEXTLINE(bugprone-sizeof-expression)
  return count == 0 || (column != nullptr && count <= PTRDIFF_MAX / sizeof(T));
}
constexpr bool can_be_read(const void* bytes, std::size_t length) noexcept {
  return can_be_read(static_cast<const char*>(bytes), length);
}

// All of the bytes or none. requires: can_hold(buffer, capacity)
status put_bytes(std::string_view bytes, void* buffer, std::size_t capacity,
                 std::size_t* out_length) noexcept;
// And a NUL after them when it fits.
status put_text(std::string_view text, char* buffer, std::size_t capacity,
                std::size_t* out_length) noexcept;

// ---- exceptions end here ----

// The exception that is being handled, as a status and a sentence.
srok_status caught(char* error, std::size_t capacity) noexcept;

// The status of body(), or of what it threw.
template <class Body>
srok_status guarded(char* error, std::size_t capacity, Body body) noexcept {
  try {
    write_error({}, error, capacity);
    return code(body());
  } catch (...) {
    return caught(error, capacity);
  }
}

// *out = build(), or NULL. `given`: no pointer that build needs is NULL.
template <class Handle, class Build>
srok_status build_into(Handle** out, bool given, char* error, std::size_t capacity,
                       Build build) noexcept {
  if (out != nullptr) *out = nullptr;
  if (out == nullptr || !given) {
    write_error(status_text(status::bad_argument), error, capacity);
    return SROK_BAD_ARGUMENT;
  }
  return guarded(error, capacity, [&] {
    *out = build();
    return status::ok;
  });
}

}  // namespace srok::c
