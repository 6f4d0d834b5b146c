// The questions of a schedule over columns of integers: many rows, one call, no allocation.
//
// Rows are independent. Instants, budgets and answers are all in the unit of the batch and nothing
// is rounded: in milliseconds 15:59:59.500 + 1 s is 07:00:00.500 of the next working day.
// A row that lacks an input (INT64_MIN in a 64-bit column) has the answer "none" and the status ok,
// before all else. A row that fails has the answer "none" and its reason in the status column, and
// the call returns some_rows_failed. "None" is the least value of the output's type. A call that
// returns bad_argument (unknown unit, landing or rule) has written nothing.
//
// requires, of every function: columns of equal length (the status column may be empty instead),
// and an output that shares memory with no input, unless it is exactly a 64-bit input column.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <type_traits>

#include "srok/engine/line.hpp"
#include "srok/engine/schedule.hpp"
#include "srok/status.hpp"

namespace srok {

// What a column counts: 10 to the power of minus this, of a second.
enum class unit : std::int32_t { seconds = 0, milliseconds = 3, microseconds = 6, nanoseconds = 9 };

// An answer that is not there, and in a 64-bit input one that was never asked for.
template <class T>
inline constexpr T none_of = std::numeric_limits<T>::min();

namespace engine {

// One value for every row, where a column could stand.
struct same_value {
  std::int64_t value;
  constexpr std::int64_t operator[](std::size_t) const noexcept { return value; }
};

// Narrow columns hold counts and places, which are never missing.
template <class T>
constexpr bool is_missing(T value) noexcept {
  if constexpr (std::is_same_v<T, std::int64_t>) {
    return value == none_of<T>;
  } else {
    return false;
  }
}

// The one loop. ask(inputs of the row...) -> answer, which converts to the output's type.
template <class Out, class Ask, class... Columns>
status answer_rows(std::span<Out> out, std::span<std::int32_t> out_status, Ask ask,
                   Columns... columns) noexcept {
  bool failed = false;
  for (std::size_t row = 0; row < out.size(); ++row) {
    Out value = none_of<Out>;
    status why = status::ok;
    if (!(is_missing(columns[row]) || ...)) {
      const auto found = ask(columns[row]...);
      why = found.why;
      if (found) value = static_cast<Out>(*found);
    }
    out[row] = value;
    if (!out_status.empty()) out_status[row] = static_cast<std::int32_t>(why);
    failed |= why != status::ok;
  }
  return failed ? status::some_rows_failed : status::ok;
}

// batch(parts of a second), the number as a type, so that seconds pay nothing for the finer units.
template <class Batch>
status in_unit(unit u, Batch batch) noexcept {
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

// batch(line) on the line of that unit, over tables of its own: the stores of a batch cannot change
// them, so they stay in registers from row to row.
template <class Batch>
status on_line(const schedule& schedule, unit u, Batch batch) noexcept {
  return in_unit(u, [&](auto parts) noexcept {
    const tables own = schedule.tables();
    return batch(line<decltype(parts)::value>{own});
  });
}

// nullptr: the index lies outside the list, or finds a null pointer.
template <class Schedule>
const schedule* schedule_at(std::span<const Schedule* const> schedules,
                            std::uint32_t index) noexcept {
  return index < schedules.size() ? schedules[index] : nullptr;
}

template <class Budgets>
status deadline_rows(const schedule& schedule, unit u, std::span<const std::int64_t> start,
                     Budgets budget, landing at, std::span<std::int64_t> out_deadline,
                     std::span<std::int32_t> out_status) noexcept {
  if (!is_known(at)) return status::bad_argument;
  return on_line(schedule, u, [&](auto line) noexcept {
    const auto ask = [&](std::int64_t from, std::int64_t amount) noexcept {
      return line.deadline(from, amount, at);
    };
    return answer_rows(out_deadline, out_status, ask, start, budget);
  });
}

}  // namespace engine

inline status elapsed_batch(const schedule& schedule, unit u, std::span<const std::int64_t> begin,
                            std::span<const std::int64_t> end, std::span<std::int64_t> out_elapsed,
                            std::span<std::int32_t> out_status = {}) noexcept {
  return engine::on_line(schedule, u, [&](auto line) noexcept {
    const auto ask = [&](std::int64_t from, std::int64_t to) noexcept {
      return line.elapsed(from, to);
    };
    return engine::answer_rows(out_elapsed, out_status, ask, begin, end);
  });
}

inline status deadline_batch(const schedule& schedule, unit u, std::span<const std::int64_t> start,
                             std::span<const std::int64_t> budget, landing at,
                             std::span<std::int64_t> out_deadline,
                             std::span<std::int32_t> out_status = {}) noexcept {
  return engine::deadline_rows(schedule, u, start, budget, at, out_deadline, out_status);
}

// The same as with a column that holds `budget` in every row.
inline status deadline_batch(const schedule& schedule, unit u, std::span<const std::int64_t> start,
                             std::int64_t budget, landing at, std::span<std::int64_t> out_deadline,
                             std::span<std::int32_t> out_status = {}) noexcept {
  return engine::deadline_rows(schedule, u, start, engine::same_value{budget}, at, out_deadline,
                               out_status);
}

inline status latest_start_batch(const schedule& schedule, unit u,
                                 std::span<const std::int64_t> deadline,
                                 std::span<const std::int64_t> budget, landing at,
                                 std::span<std::int64_t> out_start,
                                 std::span<std::int32_t> out_status = {}) noexcept {
  if (!is_known(at)) return status::bad_argument;
  return engine::on_line(schedule, u, [&](auto line) noexcept {
    const auto ask = [&](std::int64_t until, std::int64_t amount) noexcept {
      return line.latest_start(until, amount, at);
    };
    return engine::answer_rows(out_start, out_status, ask, deadline, budget);
  });
}

// `days` counts working days in every unit.
inline status deadline_days_batch(const schedule& schedule, unit u,
                                  std::span<const std::int64_t> start,
                                  std::span<const std::int32_t> days, day_rule rule,
                                  std::span<std::int64_t> out_deadline,
                                  std::span<std::int32_t> out_status = {}) noexcept {
  if (!is_known(rule)) return status::bad_argument;
  return engine::on_line(schedule, u, [&](auto line) noexcept {
    const auto ask = [&](std::int64_t from, std::int32_t count) noexcept {
      return line.deadline_days(from, count, rule);
    };
    return engine::answer_rows(out_deadline, out_status, ask, start, days);
  });
}

// 1 open, 0 closed.
inline status is_open_batch(const schedule& schedule, unit u, std::span<const std::int64_t> at,
                            std::span<std::int32_t> out_open,
                            std::span<std::int32_t> out_status = {}) noexcept {
  return engine::on_line(schedule, u, [&](auto line) noexcept {
    const auto ask = [&](std::int64_t moment) noexcept -> answer<bool> {
      if (!line.inside(moment) || moment == line.end()) return status::beyond_horizon;
      return line.open_at(moment);
    };
    return engine::answer_rows(out_open, out_status, ask, at);
  });
}

// ---- a schedule a row ----

// Row r asks schedules[index[r]]. A row whose index lies outside the list, or finds a null pointer
// there, is bad_argument. `Schedule` is srok::schedule or a class derived from it.
template <class Schedule>
status elapsed_batch_many(std::span<const Schedule* const> schedules,
                          std::span<const std::uint32_t> index, unit u,
                          std::span<const std::int64_t> begin, std::span<const std::int64_t> end,
                          std::span<std::int64_t> out_elapsed,
                          std::span<std::int32_t> out_status = {}) noexcept {
  return engine::in_unit(u, [&](auto parts) noexcept {
    const auto ask = [&](std::uint32_t which, std::int64_t from,
                         std::int64_t to) noexcept -> answer<std::int64_t> {
      const schedule* asked = engine::schedule_at(schedules, which);
      if (asked == nullptr) return status::bad_argument;
      return engine::line<decltype(parts)::value>{asked->tables()}.elapsed(from, to);
    };
    return engine::answer_rows(out_elapsed, out_status, ask, index, begin, end);
  });
}

template <class Schedule>
status deadline_batch_many(std::span<const Schedule* const> schedules,
                           std::span<const std::uint32_t> index, unit u,
                           std::span<const std::int64_t> start,
                           std::span<const std::int64_t> budget, landing at,
                           std::span<std::int64_t> out_deadline,
                           std::span<std::int32_t> out_status = {}) noexcept {
  if (!is_known(at)) return status::bad_argument;
  return engine::in_unit(u, [&](auto parts) noexcept {
    const auto ask = [&](std::uint32_t which, std::int64_t from,
                         std::int64_t amount) noexcept -> answer<std::int64_t> {
      const schedule* asked = engine::schedule_at(schedules, which);
      if (asked == nullptr) return status::bad_argument;
      return engine::line<decltype(parts)::value>{asked->tables()}.deadline(from, amount, at);
    };
    return engine::answer_rows(out_deadline, out_status, ask, index, start, budget);
  });
}

}  // namespace srok
