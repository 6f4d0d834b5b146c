// The questions as SQL asks them: one row at a time, in whole numbers of any unit; and the words of
// SQL for choices. The batches of srok are made for columns; a row alone is asked on the line.
//
// Instants and amounts are counted in the unit and nothing is rounded. Openings and closings lie on
// whole seconds, so that those about a moment between two seconds are those about the second it
// lies in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "srok/calendar/calendar.hpp"
#include "srok/engine/batch_rows.hpp"
#include "srok/engine/schedule.hpp"
#include "srok/error.hpp"
#include "srok/io/instant_text.hpp"
#include "srok/sla/regulation.hpp"

namespace srok::sql {

using number = answer<std::int64_t>;

// ask(line) on the line of that unit.
template <class Ask>
number on_line(const schedule& hours, unit u, Ask ask) noexcept {
  number found = status::bad_argument;
  (void)engine::in_unit(u, [&](auto parts) noexcept {
    found = ask(engine::line<decltype(parts)::value>{hours.tables()});
    return found.why;
  });
  return found;
}

constexpr std::int64_t parts_of(unit u) noexcept {
  std::int64_t parts = 1;
  for (auto digits = static_cast<std::int32_t>(u); digits > 0; --digits) parts *= 10;
  return parts;
}

// ---- amounts ----

inline number elapsed(const schedule& hours, unit u, std::int64_t begin,
                      std::int64_t end) noexcept {
  return on_line(hours, u, [&](auto line) noexcept { return line.elapsed(begin, end); });
}

inline number deadline(const schedule& hours, unit u, std::int64_t start, std::int64_t budget,
                       landing at) noexcept {
  return on_line(hours, u, [&](auto line) noexcept { return line.deadline(start, budget, at); });
}

inline number latest_start(const schedule& hours, unit u, std::int64_t deadline,
                           std::int64_t budget, landing at) noexcept {
  return on_line(hours, u,
                 [&](auto line) noexcept { return line.latest_start(deadline, budget, at); });
}

inline number deadline_days(const schedule& hours, unit u, std::int64_t start, std::int32_t days,
                            day_rule rule) noexcept {
  return on_line(hours, u,
                 [&](auto line) noexcept { return line.deadline_days(start, days, rule); });
}

inline number due(const regulation& rules, unit u, std::int32_t priority,
                  std::int64_t submitted) noexcept {
  const auto terms = rules.priorities();
  if (priority < 0 || static_cast<std::size_t>(priority) >= terms.size()) {
    return status::bad_argument;
  }
  const std::int32_t days = terms[static_cast<std::size_t>(priority)].answer_within.count();
  return on_line(rules.schedule(), u, [&](auto line) noexcept {
    return line.term_end(submitted, days, rules.settings().day_rule, rules.settings().landing);
  });
}

// ---- openings and closings ----

inline number is_open(const schedule& hours, unit u, std::int64_t at) noexcept {
  return on_line(hours, u, [&](auto line) noexcept -> number {
    if (!line.inside(at) || at == line.end()) return status::beyond_horizon;
    return line.open_at(at) ? 1 : 0;
  });
}

inline number next_open(const schedule& hours, unit u, std::int64_t at) noexcept {
  return on_line(hours, u, [&](auto line) noexcept -> number {
    if (!line.inside(at)) return status::beyond_horizon;
    return line.opening(line.worked(at));
  });
}

// Of the second in which `at` lies: next_close, previous_open, previous_close; offset_at.
template <class T>
using second_question = answer<T> (schedule::*)(instant) const noexcept;

template <class T>
number of_second(const schedule& hours, unit u, std::int64_t at,
                 second_question<T> question) noexcept {
  const std::int64_t parts = parts_of(u);
  return on_line(hours, u, [&](auto line) noexcept -> number {
    if (!line.inside(at)) return status::beyond_horizon;
    const auto found = (hours.*question)(from_unix(floor_divide(at, parts)));
    if (!found) return found.why;
    if constexpr (std::is_same_v<T, instant>) {
      return to_unix(*found) * parts;
    } else {
      return *found * parts;
    }
  });
}

// ---- what is told of a question without an answer ----

// The library's sentence and, where the schedule or the calendar ends, where that is.
inline std::string sentence_of(status why, const schedule& hours) {
  std::string sentence{status_text(why)};
  if (why == status::beyond_horizon) {
    sentence +=
        " It knows " + to_text(hours.first_date()) + " to " + to_text(hours.last_date()) + ".";
  }
  return sentence;
}

inline std::string sentence_of(status why, const calendar& days) {
  return std::string{status_text(why)} + " It holds " + std::to_string(days.first_year()) + " to " +
         std::to_string(days.last_year()) + ".";
}

// The value, or srok::error with that sentence.
template <class T, class Asked>
T known(const answer<T>& found, const Asked& asked) {
  if (!found) throw error(found.why, sentence_of(found.why, asked));
  return *found;
}

// ---- words ----

template <class Choice, std::size_t N>
struct words {
  std::string_view what;
  std::string_view all;
  std::string_view names[N];
  Choice choices[N];

  std::optional<Choice> find(std::string_view word) const noexcept {
    for (std::size_t i = 0; i < N; ++i) {
      if (word == names[i]) return choices[i];
    }
    return std::nullopt;
  }

  Choice of(std::string_view word) const {
    if (const auto found = find(word)) return *found;
    throw error(status::bad_argument, "\"" + std::string{word} + "\" is no " + std::string{what} +
                                          "; there are " + std::string{all});
  }
};

inline constexpr words<landing, 2> landings{"landing",
                                            "nearest and farthest",
                                            {"nearest", "farthest"},
                                            {landing::nearest, landing::farthest}};

inline constexpr words<day_rule, 2> day_rules{"rule of days",
                                              "elapsed and whole",
                                              {"elapsed", "whole"},
                                              {day_rule::elapsed, day_rule::whole}};

inline constexpr words<unit, 4> units{
    "unit",
    "s, ms, us and ns",
    {"s", "ms", "us", "ns"},
    {unit::seconds, unit::milliseconds, unit::microseconds, unit::nanoseconds}};

// As in design and C: SROK_DAY_SHORT is "short".
constexpr std::string_view day_kind_name(day_kind kind) noexcept {
  constexpr std::string_view names[] = {"working", "short",   "weekend",
                                        "day_off", "holiday", "decree_off"};
  return names[static_cast<std::size_t>(kind)];
}

inline std::int32_t priority_place(const regulation& rules, std::string_view name) {
  if (const auto found = rules.priority_named(name)) return found->place();
  std::string all;
  for (const priority_terms& p : rules.priorities()) {
    all += (all.empty() ? "" : ", ") + std::string{p.name};
  }
  throw error(status::bad_argument,
              "\"" + std::string{name} + "\" is no priority; there are " + all);
}

}  // namespace srok::sql
