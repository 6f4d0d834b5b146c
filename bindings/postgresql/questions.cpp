// The scalar functions of SQL: amounts, openings, dates.
#include <algorithm>

#include "backend.hpp"
#include "srok/version.hpp"

extern "C" {
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/multirangetypes.h"
#include "utils/rangetypes.h"
#include "utils/typcache.h"
}

namespace srok::postgresql {
namespace {

constexpr unit us = unit::microseconds;

// The number as an instant, or why there is none.
bool instant_answer(const sql::number& found, const schedule& hours, Datum& out,
                    failure& why) noexcept {
  if (!found) return no_answer(found.why, hours, why);
  out = instant_datum(*found);
  return true;
}

Datum argument(FunctionCallInfo call, int own, int place) noexcept {
  return call->args[call->nargs - own + place].value;
}

// ---- amounts ----

bool elapsed(FunctionCallInfo call, Datum& out, failure& why) {
  const schedule& hours = schedule_before(call, 2);
  std::int64_t begins = 0;
  std::int64_t ends = 0;
  if (!read_instant(argument(call, 2, 0), begins, why)) return false;
  if (!read_instant(argument(call, 2, 1), ends, why)) return false;
  const sql::number found = sql::elapsed(hours, us, begins, ends);
  if (!found) return no_answer(found.why, hours, why);
  out = amount_datum(*found);
  return true;
}

// (start, budget), (schedule, start, budget), (schedule, start, budget, landing)
template <sql::number (*Ask)(const schedule&, unit, std::int64_t, std::int64_t, landing) noexcept>
bool ask_landing(FunctionCallInfo call, Datum& out, failure& why) {
  const schedule& hours = schedule_before(call, 2);
  const int first = call->nargs > 2 ? 1 : 0;
  std::int64_t from = 0;
  std::int64_t budget = 0;
  if (!read_instant(call->args[first].value, from, why)) return false;
  if (!read_budget(call->args[first + 1].value, budget, why)) return false;
  const landing at{call->nargs > 3 ? choice(call, 3) : 0};
  return instant_answer(Ask(hours, us, from, budget, at), hours, out, why);
}

constexpr question deadline = ask_landing<sql::deadline>;
constexpr question latest_start = ask_landing<sql::latest_start>;

bool deadline_days(FunctionCallInfo call, Datum& out, failure& why) {
  const schedule& hours = schedule_before(call, 3);
  std::int64_t start = 0;
  if (!read_instant(argument(call, 3, 0), start, why)) return false;
  const std::int32_t days = DatumGetInt32(argument(call, 3, 1));
  if (days < 0) {
    return fail(why, status::bad_argument, "a number of working days is not negative");
  }
  const day_rule rule{choice(call, call->nargs - 1)};
  return instant_answer(sql::deadline_days(hours, us, start, days, rule), hours, out, why);
}

// ---- amounts with pauses ----

bool whole_second(std::int64_t moment, failure& why) noexcept {
  if (moment % second == 0) return true;
  return fail(why, status::bad_argument,
              "with pauses whole seconds are counted; ask with date_trunc('second', ...)");
}

// One bound of a pause in seconds; what is unbounded begins before all or never ends, and the
// infinities lie where they are written: a pause that begins at infinity never does.
bool read_bound(const RangeBound& bound, std::int64_t& out, failure& why) noexcept {
  const bool is_first =
      bound.infinite ? bound.lower : TIMESTAMP_IS_NOBEGIN(DatumGetTimestampTz(bound.val));
  out = is_first ? PG_INT64_MIN : PG_INT64_MAX;
  if (bound.infinite || TIMESTAMP_NOT_FINITE(DatumGetTimestampTz(bound.val))) return true;
  if (bound.inclusive != bound.lower) {
    return fail(why, status::bad_argument,
                "a pause has its begin and not its end, as tstzrange(begin, end) makes it");
  }
  if (!read_instant(bound.val, out, why) || !whole_second(out, why)) return false;
  out = floor_divide(out, second);
  return true;
}

sql::number deadline_between(const schedule& hours, std::int64_t start, std::int64_t budget,
                             landing at, const interval* pauses, std::size_t count) noexcept {
  const auto found = hours.deadline_with_pauses(
      from_unix(floor_divide(start, second)),
      business_duration{std::chrono::seconds{budget / second}}, at, {pauses, count});
  if (!found) return found.why;
  return to_unix(*found) * second;
}

// (start, budget, pauses), (schedule, start, budget, pauses), and a landing behind
bool deadline_with_pauses(FunctionCallInfo call, Datum& out, failure& why) {
  const schedule& hours = schedule_before(call, 3);
  const int first = call->nargs > 3 ? 1 : 0;
  std::int64_t start = 0;
  std::int64_t budget = 0;
  if (!read_instant(call->args[first].value, start, why) || !whole_second(start, why)) return false;
  if (!read_budget(call->args[first + 1].value, budget, why) || !whole_second(budget, why)) {
    return false;
  }
  MultirangeType* const given = DatumGetMultirangeTypeP(call->args[first + 2].value);
  TypeCacheEntry* const type =
      lookup_type_cache(MultirangeTypeGetOid(given), TYPECACHE_MULTIRANGE_INFO);
  auto* const pauses = static_cast<interval*>(
      palloc(sizeof(interval) * std::max<std::size_t>(given->rangeCount, 1)));
  for (std::uint32_t i = 0; i < given->rangeCount; ++i) {
    RangeBound lower{};
    RangeBound upper{};
    multirange_get_bounds(type->rngtype, given, i, &lower, &upper);
    std::int64_t begin = 0;
    std::int64_t end = 0;
    if (!read_bound(lower, begin, why) || !read_bound(upper, end, why)) return false;
    new (pauses + i) interval{from_unix(begin), from_unix(end)};
  }
  const landing at{call->nargs > 4 ? choice(call, 4) : 0};
  return instant_answer(deadline_between(hours, start, budget, at, pauses, given->rangeCount),
                        hours, out, why);
}

// ---- a regulation's promises ----

bool priority_named(const regulation& rules, std::string_view name, std::int32_t& out,
                    failure& why) noexcept {
  try {
    out = sql::priority_place(rules, name);
    return true;
  } catch (...) {
    return caught(why);
  }
}

bool due(FunctionCallInfo call, Datum& out, failure& why) {
  const regulation& rules = regulation_before(call, 2);
  std::int32_t priority = 0;
  std::int64_t submitted = 0;
  const std::string_view name = utf8(PG_DETOAST_DATUM_PACKED(argument(call, 2, 0)));
  if (!priority_named(rules, name, priority, why)) return false;
  if (!read_instant(argument(call, 2, 1), submitted, why)) return false;
  return instant_answer(sql::due(rules, us, priority, submitted), rules.schedule(), out, why);
}

bool accepted(FunctionCallInfo call, Datum& out, failure& why) {
  const schedule& hours = regulation_before(call, 1).schedule();
  std::int64_t submitted = 0;
  if (!read_instant(argument(call, 1, 0), submitted, why)) return false;
  return instant_answer(sql::next_open(hours, us, submitted), hours, out, why);
}

// ---- openings and closings ----

bool is_open(FunctionCallInfo call, Datum& out, failure& why) {
  const schedule& hours = schedule_before(call, 1);
  std::int64_t at = 0;
  if (!read_instant(argument(call, 1, 0), at, why)) return false;
  const sql::number found = sql::is_open(hours, us, at);
  if (!found) return no_answer(found.why, hours, why);
  out = BoolGetDatum(*found != 0);
  return true;
}

bool next_open(FunctionCallInfo call, Datum& out, failure& why) {
  const schedule& hours = schedule_before(call, 1);
  std::int64_t at = 0;
  if (!read_instant(argument(call, 1, 0), at, why)) return false;
  return instant_answer(sql::next_open(hours, us, at), hours, out, why);
}

template <sql::second_question<instant> Question>
bool ask_opening(FunctionCallInfo call, Datum& out, failure& why) {
  const schedule& hours = schedule_before(call, 1);
  std::int64_t at = 0;
  if (!read_instant(argument(call, 1, 0), at, why)) return false;
  return instant_answer(sql::of_second(hours, us, at, Question), hours, out, why);
}

constexpr question next_close = ask_opening<&schedule::next_close>;
constexpr question previous_open = ask_opening<&schedule::previous_open>;
constexpr question previous_close = ask_opening<&schedule::previous_close>;

// ---- dates ----

bool add_days(FunctionCallInfo call, Datum& out, failure& why) {
  const schedule& hours = schedule_before(call, 2);
  civil_date date;
  if (!read_date(argument(call, 2, 0), date, why)) return false;
  const auto found = hours.add_days(date, DatumGetInt32(argument(call, 2, 1)));
  if (!found) return no_answer(found.why, hours, why);
  out = date_datum(*found);
  return true;
}

bool days_between(FunctionCallInfo call, Datum& out, failure& why) {
  const schedule& hours = schedule_before(call, 2);
  civil_date first;
  civil_date end;
  if (!read_date(argument(call, 2, 0), first, why)) return false;
  if (!read_date(argument(call, 2, 1), end, why)) return false;
  const auto found = hours.days_between(first, end);
  if (!found) return no_answer(found.why, hours, why);
  out = Int32GetDatum(*found);
  return true;
}

// The calendar that comes with srok; finding it by its name may throw.
const calendar* builtin_days(failure& why) noexcept {
  try {
    return &builtin_calendar("ru");
  } catch (...) {
    caught(why);
    return nullptr;
  }
}

bool day_type_of(FunctionCallInfo call, day_type& out, failure& why) noexcept {
  const calendar* const days = builtin_days(why);
  civil_date date;
  if (days == nullptr || !read_date(call->args[0].value, date, why)) return false;
  const auto found = days->day(date);
  if (!found) return no_answer(found.why, *days, why);
  out = *found;
  return true;
}

bool day(FunctionCallInfo call, Datum& out, failure& why) {
  day_type type;
  if (!day_type_of(call, type, why)) return false;
  out = Int32GetDatum(type.code());
  return true;
}

bool day_kind(FunctionCallInfo call, Datum& out, failure& why) {
  day_type type;
  if (!day_type_of(call, type, why)) return false;
  out = PointerGetDatum(server_text(sql::day_kind_name(type.kind())));
  return true;
}

// ---- the wall clock of a schedule ----

bool offset_at(FunctionCallInfo call, Datum& out, failure& why) {
  const schedule& hours = schedule_before(call, 1);
  std::int64_t at = 0;
  if (!read_instant(argument(call, 1, 0), at, why)) return false;
  const sql::number found = sql::of_second(hours, us, at, &schedule::offset_at);
  if (!found) return no_answer(found.why, hours, why);
  out = amount_datum(*found);
  return true;
}

bool instant_from_local(FunctionCallInfo call, Datum& out, failure& why) {
  const schedule& hours = schedule_before(call, 1);
  std::int64_t wall = 0;
  // A timestamp counts as a timestamptz does, on the wall instead of in UTC.
  if (!read_instant(argument(call, 1, 0), wall, why)) return false;
  const std::int64_t seconds = floor_divide(wall, second);
  const auto found = hours.at_wall(wall_time{std::chrono::seconds{seconds}});
  if (!found) return no_answer(found.why, hours, why);
  const auto offset = hours.offset_at(*found);
  if (!offset) return no_answer(offset.why, hours, why);
  // A second that a change of the clocks skips is the instant of the change, and so are its parts.
  const bool skipped = to_unix(*found) + *offset != seconds;
  const std::int64_t at = to_unix(*found) * second + (skipped ? 0 : wall - seconds * second);
  if (at > to_unix(hours.horizon().end()) * second) {
    return no_answer(status::beyond_horizon, hours, why);
  }
  out = instant_datum(at);
  return true;
}

// ---- what is covered ----

Datum range_datum(Oid type, Datum from, Datum to) {
  TypeCacheEntry* const described = lookup_type_cache(type, TYPECACHE_RANGE_INFO);
  RangeBound lower{from, false, true, true};
  RangeBound upper{to, false, true, false};
  return RangeTypePGetDatum(make_range(described, &lower, &upper, false));
}

}  // namespace
}  // namespace srok::postgresql

using namespace srok::postgresql;

SROK_QUESTION(elapsed);
SROK_QUESTION(deadline);
SROK_QUESTION(latest_start);
SROK_QUESTION(deadline_days);
SROK_QUESTION(deadline_with_pauses);
SROK_QUESTION(due);
SROK_QUESTION(accepted);
SROK_QUESTION(is_open);
SROK_QUESTION(next_open);
SROK_QUESTION(next_close);
SROK_QUESTION(previous_open);
SROK_QUESTION(previous_close);
SROK_QUESTION(add_days);
SROK_QUESTION(days_between);
SROK_QUESTION(day);
SROK_QUESTION(day_kind);
SROK_QUESTION(offset_at);
SROK_QUESTION(instant_from_local);

SROK_FUNCTION(horizon) {
  const srok::interval covered = schedule_before(call, 0).horizon();
  const Oid type = get_func_rettype(call->flinfo->fn_oid);
  return range_datum(type, instant_datum(srok::to_unix(covered.begin()) * second),
                     instant_datum(srok::to_unix(covered.end()) * second));
}

SROK_FUNCTION(official_until) {
  return instant_datum(srok::to_unix(schedule_before(call, 0).official_until()) * second);
}

SROK_FUNCTION(calendar_years) {
  failure why;
  const srok::calendar* const days = builtin_days(why);
  if (days == nullptr) report(why);
  return range_datum(get_func_rettype(call->flinfo->fn_oid), Int32GetDatum(days->first_year()),
                     Int32GetDatum(days->last_year()));
}

SROK_FUNCTION(version) {
  (void)call;
  return CStringGetTextDatum(
      psprintf("%d.%d.%d", SROK_VERSION_MAJOR, SROK_VERSION_MINOR, SROK_VERSION_PATCH));
}

SROK_FUNCTION(data_version) {
  (void)call;
  return PointerGetDatum(server_text(srok::data_version()));
}
