// Which way a batch runs: the widest vectors that the machine has.
#include "srok/engine/batch.hpp"

#include <array>

#ifndef SROK_NO_VECTORS
#include "engine/batch_vectors.hpp"
#endif

namespace srok {
namespace engine {
namespace {

class target_list {
 public:
  target_list() noexcept {
#ifndef SROK_NO_VECTORS
    for (const vector_target& target : vector_targets()) {
      if (target.runs_here) list_[size_++] = target.functions;
    }
#endif
    list_[size_++] = &row_by_row;
  }

  std::span<const batch_functions* const> targets() const noexcept {
    return {list_.data(), size_};
  }

 private:
  std::array<const batch_functions*, 4> list_{};
  std::size_t size_ = 0;
};

const batch_functions& widest() noexcept {
  return *batch_targets().front();
}

// ---- a schedule a row ----

// From so many rows on, neighbours with one schedule are a batch of their own: 128 is a vector
// tile.
constexpr std::size_t long_run = 128;

template <std::int64_t F>
struct elapsed_of_many {
  schedule_list schedules;
  const std::uint32_t* index;
  const std::int64_t* begin;
  const std::int64_t* end;

  bool missing(std::size_t row) const noexcept {
    return is_missing(begin[row]) || is_missing(end[row]);
  }
  answer<std::int64_t> answer_of(std::size_t row) const noexcept {
    const schedule* asked = schedules[index[row]];
    if (asked == nullptr) return status::bad_argument;
    return line<F>{asked->tables()}.elapsed(begin[row], end[row]);
  }
};

template <std::int64_t F>
struct deadline_of_many {
  schedule_list schedules;
  const std::uint32_t* index;
  const std::int64_t* start;
  const std::int64_t* budget;
  landing at;

  bool missing(std::size_t row) const noexcept {
    return is_missing(start[row]) || is_missing(budget[row]);
  }
  answer<std::int64_t> answer_of(std::size_t row) const noexcept {
    const schedule* asked = schedules[index[row]];
    if (asked == nullptr) return status::bad_argument;
    return line<F>{asked->tables()}.deadline(start[row], budget[row], at);
  }
};

template <class T>
std::span<T> part(std::span<T> column, std::size_t first, std::size_t count) noexcept {
  return column.empty() ? column : column.subspan(first, count);
}

// Long runs of one schedule go to batch(tables, first row, count), what lies between to the
// question.
template <class Question, class Batch>
status by_schedule(const Question& question, std::span<std::int64_t> out,
                   std::span<std::int32_t> out_status, const Batch& batch) noexcept {
  bool failed = false;
  std::size_t asked = 0;
  const auto ask_until = [&](std::size_t row) {
    failed |= answer_rows(question, out.first(row), out_status, asked) != status::ok;
    asked = row;
  };
  for (std::size_t row = 0; row < out.size();) {
    std::size_t end = row + 1;
    while (end < out.size() && question.index[end] == question.index[row]) ++end;
    const schedule* known = question.schedules[question.index[row]];
    if (end - row >= long_run && known != nullptr) {
      ask_until(row);
      failed |= batch(known->tables(), row, end - row) != status::ok;
      asked = end;
    }
    row = end;
  }
  ask_until(out.size());
  return failed ? status::some_rows_failed : status::ok;
}

}  // namespace

std::span<const batch_functions* const> batch_targets() noexcept {
  static const target_list list;
  return list.targets();
}

}  // namespace engine

status elapsed_batch(const schedule& schedule, unit u, std::span<const std::int64_t> begin,
                     std::span<const std::int64_t> end, std::span<std::int64_t> out_elapsed,
                     std::span<std::int32_t> out_status) noexcept {
  return engine::widest().elapsed(schedule.tables(), u, begin, end, out_elapsed, out_status);
}

status deadline_batch(const schedule& schedule, unit u, std::span<const std::int64_t> start,
                      std::span<const std::int64_t> budget, landing at,
                      std::span<std::int64_t> out_deadline,
                      std::span<std::int32_t> out_status) noexcept {
  if (!is_known(at)) return status::bad_argument;
  return engine::widest().deadline(schedule.tables(), u, start, {budget.data()}, at, out_deadline,
                                   out_status);
}

status deadline_batch(const schedule& schedule, unit u, std::span<const std::int64_t> start,
                      std::int64_t budget, landing at, std::span<std::int64_t> out_deadline,
                      std::span<std::int32_t> out_status) noexcept {
  if (!is_known(at)) return status::bad_argument;
  return engine::widest().deadline(schedule.tables(), u, start, {nullptr, budget}, at, out_deadline,
                                   out_status);
}

status latest_start_batch(const schedule& schedule, unit u, std::span<const std::int64_t> deadline,
                          std::span<const std::int64_t> budget, landing at,
                          std::span<std::int64_t> out_start,
                          std::span<std::int32_t> out_status) noexcept {
  if (!is_known(at)) return status::bad_argument;
  return engine::widest().latest_start(schedule.tables(), u, deadline, {budget.data()}, at,
                                       out_start, out_status);
}

status deadline_days_batch(const schedule& schedule, unit u, std::span<const std::int64_t> start,
                           std::span<const std::int32_t> days, day_rule rule,
                           std::span<std::int64_t> out_deadline,
                           std::span<std::int32_t> out_status) noexcept {
  if (!is_known(rule)) return status::bad_argument;
  return engine::widest().deadline_days(schedule.tables(), u, start, days, rule, out_deadline,
                                        out_status);
}

status is_open_batch(const schedule& schedule, unit u, std::span<const std::int64_t> at,
                     std::span<std::int32_t> out_open,
                     std::span<std::int32_t> out_status) noexcept {
  return engine::widest().is_open(schedule.tables(), u, at, out_open, out_status);
}

status elapsed_batch_many(schedule_list schedules, std::span<const std::uint32_t> index, unit u,
                          std::span<const std::int64_t> begin, std::span<const std::int64_t> end,
                          std::span<std::int64_t> out_elapsed,
                          std::span<std::int32_t> out_status) noexcept {
  using namespace engine;
  return in_unit(u, [&](auto parts) noexcept {
    const elapsed_of_many<decltype(parts)::value> question{schedules, index.data(), begin.data(),
                                                           end.data()};
    return by_schedule(question, out_elapsed, out_status,
                       [&](const tables& t, std::size_t row, std::size_t count) {
                         return widest().elapsed(
                             t, u, part(begin, row, count), part(end, row, count),
                             part(out_elapsed, row, count), part(out_status, row, count));
                       });
  });
}

status deadline_batch_many(schedule_list schedules, std::span<const std::uint32_t> index, unit u,
                           std::span<const std::int64_t> start,
                           std::span<const std::int64_t> budget, landing at,
                           std::span<std::int64_t> out_deadline,
                           std::span<std::int32_t> out_status) noexcept {
  using namespace engine;
  if (!is_known(at)) return status::bad_argument;
  return in_unit(u, [&](auto parts) noexcept {
    const deadline_of_many<decltype(parts)::value> question{schedules, index.data(), start.data(),
                                                            budget.data(), at};
    return by_schedule(question, out_deadline, out_status,
                       [&](const tables& t, std::size_t row, std::size_t count) {
                         return widest().deadline(
                             t, u, part(start, row, count), {budget.data() + row}, at,
                             part(out_deadline, row, count), part(out_status, row, count));
                       });
  });
}

}  // namespace srok
