// The questions of a batch asked row by row: what a batch means, and the path of every machine.
//
// A question knows its columns. missing(row): an input is not there. answer(row): the scalar
// answer. The vector kernels answer most rows themselves and hand the others to the same questions,
// so the two paths cannot differ in what is rare.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>

#include "srok/engine/line.hpp"
#include "srok/status.hpp"

namespace srok {

// What a column counts: 10 to the power of minus this, of a second.
enum class unit : std::int32_t { seconds = 0, milliseconds = 3, microseconds = 6, nanoseconds = 9 };

// An answer that is not there, and in a 64-bit input one that was never asked for.
template <class T>
inline constexpr T none_of = std::numeric_limits<T>::min();

namespace engine {

// A column of amounts, or one amount for every row.
struct amounts {
  const std::int64_t* rows = nullptr;  // nullptr: `same` in every row
  std::int64_t same = 0;

  constexpr std::int64_t operator[](std::size_t row) const noexcept {
    return rows != nullptr ? rows[row] : same;
  }
};

// Terms of working days that a row chooses from by place, and how they are counted.
struct day_terms {
  std::span<const std::int32_t> days;
  day_rule rule = day_rule::elapsed;
  landing at = landing::nearest;
};

constexpr bool is_missing(std::int64_t value) noexcept {
  return value == none_of<std::int64_t>;
}

// ---- the questions ----

template <std::int64_t F>
struct elapsed_question {
  line<F> on;
  const std::int64_t* begin;
  const std::int64_t* end;

  constexpr bool missing(std::size_t row) const noexcept {
    return is_missing(begin[row]) || is_missing(end[row]);
  }
  constexpr answer<std::int64_t> answer_of(std::size_t row) const noexcept {
    return on.elapsed(begin[row], end[row]);
  }
};

template <std::int64_t F>
struct deadline_question {
  line<F> on;
  const std::int64_t* start;
  amounts budget;
  landing at;

  constexpr bool missing(std::size_t row) const noexcept {
    return is_missing(start[row]) || is_missing(budget[row]);
  }
  constexpr answer<std::int64_t> answer_of(std::size_t row) const noexcept {
    return on.deadline(start[row], budget[row], at);
  }
};

template <std::int64_t F>
struct latest_start_question {
  line<F> on;
  const std::int64_t* deadline;
  amounts budget;
  landing at;

  constexpr bool missing(std::size_t row) const noexcept {
    return is_missing(deadline[row]) || is_missing(budget[row]);
  }
  constexpr answer<std::int64_t> answer_of(std::size_t row) const noexcept {
    return on.latest_start(deadline[row], budget[row], at);
  }
};

template <std::int64_t F>
struct deadline_days_question {
  line<F> on;
  const std::int64_t* start;
  const std::int32_t* days;
  day_rule rule;

  constexpr bool missing(std::size_t row) const noexcept { return is_missing(start[row]); }
  constexpr answer<std::int64_t> answer_of(std::size_t row) const noexcept {
    return on.deadline_days(start[row], days[row], rule);
  }
};

template <std::int64_t F>
struct term_question {
  line<F> on;
  const std::int64_t* start;
  const std::int32_t* place;
  day_terms terms;

  constexpr bool missing(std::size_t row) const noexcept { return is_missing(start[row]); }
  constexpr answer<std::int64_t> answer_of(std::size_t row) const noexcept {
    const std::int32_t chosen = place[row];
    if (chosen < 0 || static_cast<std::size_t>(chosen) >= terms.days.size()) {
      return status::bad_argument;
    }
    return on.term_end(start[row], terms.days[static_cast<std::size_t>(chosen)], terms.rule,
                       terms.at);
  }
};

template <std::int64_t F>
struct is_open_question {
  line<F> on;
  const std::int64_t* at;

  constexpr bool missing(std::size_t row) const noexcept { return is_missing(at[row]); }
  constexpr answer<std::int32_t> answer_of(std::size_t row) const noexcept {
    if (!on.inside(at[row]) || at[row] == on.end()) return status::beyond_horizon;
    return on.open_at(at[row]) ? 1 : 0;
  }
};

// ---- asking ----

// The rows from `row` on. Returns some_rows_failed when one did.
template <class Out, class Question>
constexpr status answer_rows(const Question& question, std::span<Out> out,
                             std::span<std::int32_t> out_status, std::size_t row = 0) noexcept {
  bool failed = false;
  for (; row < out.size(); ++row) {
    answer<Out> found = none_of<Out>;
    if (!question.missing(row)) {
      found = question.answer_of(row);
      if (!found) found.result = none_of<Out>;
    }
    out[row] = found.result;
    if (!out_status.empty()) out_status[row] = static_cast<std::int32_t>(found.why);
    failed |= !found;
  }
  return failed ? status::some_rows_failed : status::ok;
}

// batch(parts of a second), the number as a type, so that seconds pay nothing for the finer units.
template <class Batch>
constexpr status in_unit(unit u, Batch batch) noexcept {
  switch (u) {
    case unit::seconds:
      return batch(std::integral_constant<std::int64_t, 1>{});
    case unit::milliseconds:
      return batch(std::integral_constant<std::int64_t, 1'000>{});
    case unit::microseconds:
      return batch(std::integral_constant<std::int64_t, 1'000'000>{});
    case unit::nanoseconds:
      return batch(std::integral_constant<std::int64_t, 1'000'000'000>{});
  }
  return status::bad_argument;
}

constexpr bool is_known(unit u) noexcept {
  return in_unit(u, [](auto) noexcept { return status::ok; }) == status::ok;
}

// The batches of one way to run them; batch.hpp says what they mean. A span of statuses may be
// empty.
struct batch_functions {
  const char* name;
  status (*elapsed)(const tables&, unit, std::span<const std::int64_t> begin,
                    std::span<const std::int64_t> end, std::span<std::int64_t> out,
                    std::span<std::int32_t> out_status) noexcept;
  status (*deadline)(const tables&, unit, std::span<const std::int64_t> start, amounts budget,
                     landing, std::span<std::int64_t> out,
                     std::span<std::int32_t> out_status) noexcept;
  status (*latest_start)(const tables&, unit, std::span<const std::int64_t> deadline,
                         amounts budget, landing, std::span<std::int64_t> out,
                         std::span<std::int32_t> out_status) noexcept;
  status (*deadline_days)(const tables&, unit, std::span<const std::int64_t> start,
                          std::span<const std::int32_t> days, day_rule, std::span<std::int64_t> out,
                          std::span<std::int32_t> out_status) noexcept;
  status (*term_ends)(const tables&, unit, std::span<const std::int64_t> start,
                      std::span<const std::int32_t> place, day_terms, std::span<std::int64_t> out,
                      std::span<std::int32_t> out_status) noexcept;
  status (*is_open)(const tables&, unit, std::span<const std::int64_t> at,
                    std::span<std::int32_t> out, std::span<std::int32_t> out_status) noexcept;
};

// ---- row by row, without any instruction that a machine may lack ----

// Tables of its own: the stores of a batch cannot change them, so they stay in registers from row
// to row.
template <class Batch>
constexpr status on_line(const tables& t, unit u, Batch batch) noexcept {
  return in_unit(u, [&](auto parts) noexcept {
    const tables own = t;
    return batch(line<decltype(parts)::value>{own});
  });
}

inline constexpr batch_functions row_by_row{
    "row by row",
    [](const tables& t, unit u, std::span<const std::int64_t> begin,
       std::span<const std::int64_t> end, std::span<std::int64_t> out,
       std::span<std::int32_t> out_status) noexcept {
      return on_line(t, u, [&]<std::int64_t F>(line<F> line) noexcept {
        return answer_rows(elapsed_question<F>{line, begin.data(), end.data()}, out, out_status);
      });
    },
    [](const tables& t, unit u, std::span<const std::int64_t> start, amounts budget, landing at,
       std::span<std::int64_t> out, std::span<std::int32_t> out_status) noexcept {
      return on_line(t, u, [&]<std::int64_t F>(line<F> line) noexcept {
        return answer_rows(deadline_question<F>{line, start.data(), budget, at}, out, out_status);
      });
    },
    [](const tables& t, unit u, std::span<const std::int64_t> deadline, amounts budget, landing at,
       std::span<std::int64_t> out, std::span<std::int32_t> out_status) noexcept {
      return on_line(t, u, [&]<std::int64_t F>(line<F> line) noexcept {
        return answer_rows(latest_start_question<F>{line, deadline.data(), budget, at}, out,
                           out_status);
      });
    },
    [](const tables& t, unit u, std::span<const std::int64_t> start,
       std::span<const std::int32_t> days, day_rule rule, std::span<std::int64_t> out,
       std::span<std::int32_t> out_status) noexcept {
      return on_line(t, u, [&]<std::int64_t F>(line<F> line) noexcept {
        return answer_rows(deadline_days_question<F>{line, start.data(), days.data(), rule}, out,
                           out_status);
      });
    },
    [](const tables& t, unit u, std::span<const std::int64_t> start,
       std::span<const std::int32_t> place, day_terms terms, std::span<std::int64_t> out,
       std::span<std::int32_t> out_status) noexcept {
      return on_line(t, u, [&]<std::int64_t F>(line<F> line) noexcept {
        return answer_rows(term_question<F>{line, start.data(), place.data(), terms}, out,
                           out_status);
      });
    },
    [](const tables& t, unit u, std::span<const std::int64_t> at, std::span<std::int32_t> out,
       std::span<std::int32_t> out_status) noexcept {
      return on_line(t, u, [&]<std::int64_t F>(line<F> line) noexcept {
        return answer_rows(is_open_question<F>{line, at.data()}, out, out_status);
      });
    },
};

}  // namespace engine
}  // namespace srok
