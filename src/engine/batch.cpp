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

}  // namespace

std::span<const batch_functions* const> batch_targets() noexcept {
  static const target_list list;
  return list.targets();
}

const batch_functions& widest() noexcept {
  return *batch_targets().front();
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

}  // namespace srok
