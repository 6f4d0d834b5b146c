// What the parts of the PostgreSQL extension share: the server's headers, and the one way over the
// boundary between C++ and the server.
//
// The server leaves a function by longjmp when an error is reported, and C++ leaves it by
// exceptions. Neither may pass through the other, so that each function here is of one kind:
//  - a question is noexcept and calls nothing of the server that can fail; its answer or a
//  `failure`
//    lies in plain memory;
//  - what calls the server has no C++ object on its stack that a destructor must find. What it must
//    keep meanwhile lies in a memory context, which destroys it also when an error passes by.
#pragma once

// Before the server's headers, whose macros they would not survive.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string_view>

#include "questions.hpp"
#include "srok/calendar/calendar.hpp"
#include "srok/sla/regulation.hpp"
#include "subject.hpp"

extern "C" {
#include "postgres.h"
//
#include "fmgr.h"
#include "funcapi.h"
#include "mb/pg_wchar.h"
#include "utils/date.h"
#include "utils/timestamp.h"
#include "utils/tuplestore.h"
}

namespace srok::postgresql {

// ---- a failure, in memory that needs no destructor ----

struct failure {
  status why;  // sentence is not set before this is
  char sentence[800];
};

void describe(failure& out, status why, std::string_view sentence) noexcept;
void describe_caught(failure& out) noexcept;  // the exception that is being handled

// These return false, to be a question's last words.
inline bool fail(failure& out, status why, std::string_view sentence) noexcept {
  describe(out, why, sentence);
  return false;
}
inline bool caught(failure& out) noexcept {
  describe_caught(out);
  return false;
}
// With the dates that the schedule, or the years that the calendar knows.
bool no_answer(status why, const schedule& asked, failure& out) noexcept;
bool no_answer(status why, const calendar& asked, failure& out) noexcept;

[[noreturn]] void report(const failure& known);

// ---- what an argument is ----

// `text` is of the server's encoding in C, of UTF-8 in C++; the server converts it, and may fail.
std::string_view utf8(const void* varlena);
text* server_text(std::string_view utf8_text);

// Among the latest texts, compiled; nullptr: `out` says why. Good until the next call.
const schedule* schedule_of(std::string_view text, failure& out) noexcept;
const regulation* regulation_of(std::string_view text, failure& out) noexcept;

// The subject of a function that has `own` arguments after it; those of «Технотроникс» when it is
// called without one. Reports what is wrong with the text.
const schedule& schedule_before(FunctionCallInfo call, int own);
const regulation& regulation_before(FunctionCallInfo call, int own);

// ---- microseconds: the server's begin with 2000, those of the library with 1970 ----

inline constexpr std::int64_t server_epoch = 946'684'800'000'000;
inline constexpr std::int32_t server_epoch_day = 10'957;
inline constexpr std::int64_t second = 1'000'000;

// false: "infinity".
inline bool read_instant(Datum argument, std::int64_t& out, failure& why) noexcept {
  const TimestampTz at = DatumGetTimestampTz(argument);
  if (TIMESTAMP_NOT_FINITE(at)) {
    return fail(why, status::bad_argument,
                "infinity is no instant; leave what has no end NULL, or ask until now()");
  }
  // The last 30 years that a timestamptz holds are beyond any horizon.
  if (__builtin_add_overflow(at, server_epoch, &out)) out = PG_INT64_MAX;
  return true;
}

// An answer lies within a horizon, so it is never too early for the server.
inline Datum instant_datum(std::int64_t at) noexcept {
  return TimestampTzGetDatum(at - server_epoch);
}

// false: it has days or months, or is negative.
bool read_budget(Datum argument, std::int64_t& out, failure& why) noexcept;
Datum amount_datum(std::int64_t amount);  // an interval of hours, minutes, seconds

bool read_date(Datum argument, civil_date& out, failure& why) noexcept;
inline Datum date_datum(civil_date date) noexcept {
  return DateADTGetDatum(to_day_number(date) - server_epoch_day);
}

// A label of the enums srok_landing and srok_day_rule: 0 nearest, elapsed; 1 farthest, whole.
std::int32_t choice(FunctionCallInfo call, int argument);

// ---- questions: an answer, or a failure ----

using question = bool (*)(FunctionCallInfo call, Datum& out, failure& why);

// The answer, or an error.
Datum answer_or_report(FunctionCallInfo call, question ask);
// The row (answer, status, reason).
Datum attempt(FunctionCallInfo call, question ask);

// ---- what must outlive an error ----

// A T that lives as long as the memory context.
template <class T>
T& kept_in(MemoryContext context) {
  static_assert(std::is_nothrow_default_constructible_v<T> && alignof(T) <= MAXIMUM_ALIGNOF);
  auto* const room = static_cast<char*>(
      MemoryContextAlloc(context, MAXALIGN(sizeof(MemoryContextCallback)) + sizeof(T)));
  auto* const callback = new (room) MemoryContextCallback{};
  T* const value = new (room + MAXALIGN(sizeof(MemoryContextCallback))) T{};
  callback->func = [](void* of) { static_cast<T*>(of)->~T(); };
  callback->arg = value;
  MemoryContextRegisterResetCallback(context, callback);
  return *value;
}

}  // namespace srok::postgresql

// Functions of SQL: SROK_FUNCTION(x) begins the body of srok_pg_x(call); SROK_QUESTION(x) makes of
// the question x the functions srok_pg_x, which reports why there is no answer, and srok_pg_try_x.
#define SROK_FUNCTION(name)            \
  extern "C" {                         \
  PG_FUNCTION_INFO_V1(srok_pg_##name); \
  }                                    \
  extern "C" Datum srok_pg_##name(FunctionCallInfo call)

#define SROK_QUESTION(name)              \
  SROK_FUNCTION(name) {                  \
    return answer_or_report(call, name); \
  }                                      \
  SROK_FUNCTION(try_##name) {            \
    return attempt(call, name);          \
  }                                      \
  static_assert(true, "to be followed by a semicolon")
