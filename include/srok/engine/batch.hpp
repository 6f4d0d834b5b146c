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
//
// They run by the widest vectors of the machine (batch_targets); every target answers alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "srok/engine/batch_rows.hpp"
#include "srok/engine/schedule.hpp"
#include "srok/status.hpp"

namespace srok {

status elapsed_batch(const schedule& schedule, unit u, std::span<const std::int64_t> begin,
                     std::span<const std::int64_t> end, std::span<std::int64_t> out_elapsed,
                     std::span<std::int32_t> out_status = {}) noexcept;

status deadline_batch(const schedule& schedule, unit u, std::span<const std::int64_t> start,
                      std::span<const std::int64_t> budget, landing at,
                      std::span<std::int64_t> out_deadline,
                      std::span<std::int32_t> out_status = {}) noexcept;

// The same as with a column that holds `budget` in every row.
status deadline_batch(const schedule& schedule, unit u, std::span<const std::int64_t> start,
                      std::int64_t budget, landing at, std::span<std::int64_t> out_deadline,
                      std::span<std::int32_t> out_status = {}) noexcept;

status latest_start_batch(const schedule& schedule, unit u, std::span<const std::int64_t> deadline,
                          std::span<const std::int64_t> budget, landing at,
                          std::span<std::int64_t> out_start,
                          std::span<std::int32_t> out_status = {}) noexcept;

// `days` counts working days in every unit.
status deadline_days_batch(const schedule& schedule, unit u, std::span<const std::int64_t> start,
                           std::span<const std::int32_t> days, day_rule rule,
                           std::span<std::int64_t> out_deadline,
                           std::span<std::int32_t> out_status = {}) noexcept;

// 1 open, 0 closed.
status is_open_batch(const schedule& schedule, unit u, std::span<const std::int64_t> at,
                     std::span<std::int32_t> out_open,
                     std::span<std::int32_t> out_status = {}) noexcept;

// ---- a schedule a row ----

// nullptr: the index lies outside the list, or finds a null pointer.
class schedule_list {
 public:
  // `Schedule` is srok::schedule or a class derived from it.
  template <class Schedule>
  explicit schedule_list(std::span<const Schedule* const> schedules) noexcept
      : list_{schedules.data()}, size_{schedules.size()}, at_{[](const void* list, std::size_t i) {
          return static_cast<const schedule*>(static_cast<const Schedule* const*>(list)[i]);
        }} {}

  const schedule* operator[](std::uint32_t index) const noexcept {
    return index < size_ ? at_(list_, index) : nullptr;
  }

 private:
  const void* list_;
  std::size_t size_;
  const schedule* (*at_)(const void*, std::size_t);
};

// Row r asks schedules[index[r]]. A row whose index lies outside the list, or finds a null pointer
// there, is bad_argument.
status elapsed_batch_many(schedule_list schedules, std::span<const std::uint32_t> index, unit u,
                          std::span<const std::int64_t> begin, std::span<const std::int64_t> end,
                          std::span<std::int64_t> out_elapsed,
                          std::span<std::int32_t> out_status = {}) noexcept;

status deadline_batch_many(schedule_list schedules, std::span<const std::uint32_t> index, unit u,
                           std::span<const std::int64_t> start,
                           std::span<const std::int64_t> budget, landing at,
                           std::span<std::int64_t> out_deadline,
                           std::span<std::int32_t> out_status = {}) noexcept;

namespace engine {

// The ways in which this machine can run batches, the fastest first; "row by row" is the last.
std::span<const batch_functions* const> batch_targets() noexcept;
const batch_functions& widest() noexcept;  // the first of them

}  // namespace engine
}  // namespace srok
