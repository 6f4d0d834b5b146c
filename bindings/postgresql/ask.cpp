// srok_ask: any question by its name, in whole numbers, for what the types of the server cannot
// hold.
#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "backend.hpp"

extern "C" {
#include "access/htup_details.h"
#include "catalog/pg_type_d.h"
#include "utils/array.h"
#include "utils/builtins.h"
}

namespace srok::postgresql {
namespace {

struct asked {
  std::string_view question, subject, unit, choice;
  std::span<const std::int64_t> arguments;  // none_of: none
};

struct answered {
  status why;
  int count;
  std::int64_t values[2];
};

answered numbers(const sql::number& found) noexcept {
  return {found.why, found ? 1 : 0, {*found, 0}};
}

answered numbers(std::int64_t first, std::int64_t second) noexcept {
  return {status::ok, 2, {first, second}};
}

template <class T>
answered seconds(const answer<T>& found) noexcept {
  if (!found) return {found.why, 0, {}};
  if constexpr (std::is_same_v<T, instant>) {
    return numbers(sql::number{to_unix(*found)});
  } else if constexpr (std::is_same_v<T, civil_date>) {
    return numbers(sql::number{to_day_number(*found)});
  } else {
    return numbers(sql::number{std::int64_t{*found}});
  }
}

[[noreturn]] void refuse(const std::string& sentence) {
  throw error(status::bad_argument, sentence);
}

// Of dates, days and priorities: what 32 bits do not hold is answered as their ends are.
std::int32_t number_32(std::int64_t value) noexcept {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(value, PG_INT32_MIN, PG_INT32_MAX));
}

answered with_pauses(const schedule& hours, const asked& q, landing at) {
  std::vector<interval> pauses;
  for (std::size_t i = 2; i + 1 < q.arguments.size(); i += 2) {
    const std::int64_t begin = q.arguments[i];
    const std::int64_t end =
        q.arguments[i + 1] == none_of<std::int64_t> ? PG_INT64_MAX : q.arguments[i + 1];
    if (end < begin) return {status::bad_argument, 0, {}};
    pauses.emplace_back(from_unix(begin), from_unix(end));
  }
  return seconds(hours.deadline_with_pauses(from_unix(q.arguments[0]),
                                            business_duration{std::chrono::seconds{q.arguments[1]}},
                                            at, pauses));
}

// The questions to a schedule or a regulation with this many arguments at least.
struct known_question {
  std::string_view name;
  std::size_t arguments;
};
constexpr std::array questions = {
    known_question{"elapsed", 2},
    known_question{"deadline", 2},
    known_question{"latest_start", 2},
    known_question{"deadline_days", 2},
    known_question{"is_open", 1},
    known_question{"next_open", 1},
    known_question{"next_close", 1},
    known_question{"previous_open", 1},
    known_question{"previous_close", 1},
    known_question{"deadline_with_pauses", 2},
    known_question{"add_days", 2},
    known_question{"days_between", 2},
    known_question{"offset_at", 1},
    known_question{"instant_from_local", 1},
    known_question{"horizon", 0},
    known_question{"official_until", 0},
    known_question{"due", 2},
    known_question{"day", 1},
    known_question{"years", 0},
};

void require_arguments(const asked& q) {
  for (const known_question& known : questions) {
    if (known.name != q.question) continue;
    const std::size_t given = q.arguments.size();
    const bool pairs = q.question == "deadline_with_pauses" && given % 2 == 0 && given > 2;
    if (given == known.arguments || pairs) return;
    refuse(std::string{q.question} + " takes " + std::to_string(known.arguments) +
           " arguments, not " + std::to_string(given));
  }
  std::string all;
  for (const known_question& known : questions) {
    all += (all.empty() ? "" : ", ") + std::string{known.name};
  }
  refuse("\"" + std::string{q.question} + "\" is no question; there are " + all);
}

answered ask_calendar(const asked& q) {
  const calendar& days = builtin_calendar(q.subject);
  if (q.question == "years") return numbers(days.first_year(), days.last_year());
  const auto found = days.day(from_day_number(number_32(q.arguments[0])));
  if (!found) return {found.why, 0, {}};
  return numbers(sql::number{std::int64_t{found->code()}});
}

answered ask_regulation(const regulation& rules, const asked& q, unit u) {
  const auto priority = number_32(q.arguments[0]);
  const sql::number due = sql::due(rules, u, priority, q.arguments[1]);
  if (!due || q.unit != "-") return numbers(due);
  return numbers(*sql::next_open(rules.schedule(), u, q.arguments[1]), *due);
}

answered ask_schedule(const schedule& hours, const asked& q, unit u) {
  const auto at = [&](std::size_t i) { return q.arguments[i]; };
  const auto date = [&](std::size_t i) { return from_day_number(number_32(at(i))); };
  const auto landing = [&] { return sql::landings.of(q.choice); };
  if (q.question == "elapsed") return numbers(sql::elapsed(hours, u, at(0), at(1)));
  if (q.question == "deadline") return numbers(sql::deadline(hours, u, at(0), at(1), landing()));
  if (q.question == "latest_start") {
    return numbers(sql::latest_start(hours, u, at(0), at(1), landing()));
  }
  if (q.question == "deadline_days") {
    const day_rule rule = sql::day_rules.of(q.choice);
    return numbers(sql::deadline_days(hours, u, at(0), number_32(at(1)), rule));
  }
  if (q.question == "is_open") return numbers(sql::is_open(hours, u, at(0)));
  if (q.question == "next_open") return numbers(sql::next_open(hours, u, at(0)));
  if (q.question == "next_close") {
    return numbers(sql::of_second(hours, u, at(0), &schedule::next_close));
  }
  if (q.question == "previous_open") {
    return numbers(sql::of_second(hours, u, at(0), &schedule::previous_open));
  }
  if (q.question == "previous_close") {
    return numbers(sql::of_second(hours, u, at(0), &schedule::previous_close));
  }
  if (u != unit::seconds) refuse(std::string{q.question} + " counts seconds alone");
  if (q.question == "deadline_with_pauses") return with_pauses(hours, q, landing());
  if (q.question == "add_days") return seconds(hours.add_days(date(0), number_32(at(1))));
  if (q.question == "days_between") return seconds(hours.days_between(date(0), date(1)));
  if (q.question == "offset_at") return seconds(hours.offset_at(from_unix(at(0))));
  if (q.question == "instant_from_local") {
    return seconds(hours.at_wall(wall_time{std::chrono::seconds{at(0)}}));
  }
  if (q.question == "official_until") return seconds(answer{hours.official_until()});
  const interval covered = hours.horizon();
  return numbers(to_unix(covered.begin()), to_unix(covered.end()));
}

answered ask(const asked& q) {
  require_arguments(q);
  const bool single = q.unit == "-";
  const unit u = single ? unit::seconds : sql::units.of(q.unit);
  for (const std::int64_t argument : q.arguments) {
    if (!single && argument == none_of<std::int64_t>) return {status::ok, 0, {}};
  }
  if (q.question == "day" || q.question == "years") return ask_calendar(q);
  failure why;
  if (q.question == "due") {
    const regulation* const rules = regulation_of(q.subject, why);
    if (rules == nullptr) throw error(why.why, why.sentence);
    return ask_regulation(*rules, q, u);
  }
  const schedule* const hours = schedule_of(q.subject, why);
  if (hours == nullptr) throw error(why.why, why.sentence);
  return ask_schedule(*hours, q, u);
}

// false: the question itself is wrong, not its row.
bool ask_safely(const asked& q, answered& out, failure& why) noexcept {
  try {
    out = ask(q);
    return true;
  } catch (...) {
    return caught(why);
  }
}

std::string_view text_argument(FunctionCallInfo call, int place) {
  return utf8(PG_DETOAST_DATUM_PACKED(call->args[place].value));
}

}  // namespace
}  // namespace srok::postgresql

using namespace srok::postgresql;

// (question, subject, unit, choice, arguments) -> (status, result)
SROK_FUNCTION(ask) {
  ArrayType* const list = DatumGetArrayTypeP(call->args[4].value);
  Datum* elements = nullptr;
  bool* missing = nullptr;
  int count = 0;
  deconstruct_array(list, INT8OID, sizeof(int64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &elements,
                    &missing, &count);
  auto* const numbers = static_cast<std::int64_t*>(
      palloc(sizeof(std::int64_t) * (static_cast<std::size_t>(count) + 1)));
  for (int i = 0; i < count; ++i) {
    numbers[i] = missing[i] ? srok::none_of<std::int64_t> : DatumGetInt64(elements[i]);
  }
  const asked q{text_argument(call, 0),
                text_argument(call, 1),
                text_argument(call, 2),
                text_argument(call, 3),
                {numbers, static_cast<std::size_t>(count)}};
  answered found;
  failure why;
  if (!ask_safely(q, found, why)) report(why);

  Datum values[2];
  bool nulls[2] = {false, found.count == 0};
  values[0] = PointerGetDatum(server_text(srok::status_name(found.why)));
  Datum results[2] = {Int64GetDatum(found.values[0]), Int64GetDatum(found.values[1])};
  values[1] = PointerGetDatum(construct_array(results, found.count, INT8OID, sizeof(int64),
                                              FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
  TupleDesc row = nullptr;
  if (get_call_result_type(call, nullptr, &row) != TYPEFUNC_COMPOSITE) {
    elog(ERROR, "return type must be a row type");
  }
  return HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(row), values, nulls));
}
