// The C API's questions over columns: pointers become spans, the rows are engine/batch.hpp's.
#include <span>

#include "c_api/boundary.hpp"
#include "srok/engine/batch.hpp"
#include "srok/sla/due_batch.hpp"

using namespace srok::c;

namespace {

template <class... Columns>
bool given(std::size_t count, const Columns*... columns) noexcept {
  return (can_be_read(columns, count) && ...);
}

std::span<srok_status> optional_column(srok_status* column, std::size_t count) noexcept {
  return {column, column == nullptr ? 0 : count};
}

}  // namespace

extern "C" {

srok_status srok_elapsed_batch(const srok_schedule* schedule, size_t count, int32_t unit,
                               const int64_t* begin, const int64_t* end, int64_t* out_elapsed,
                               srok_status* out_status) {
  if (schedule == nullptr || !given(count, begin, end, out_elapsed)) return SROK_BAD_ARGUMENT;
  return code(elapsed_batch(*schedule, srok::unit{unit}, {begin, count}, {end, count},
                            {out_elapsed, count}, optional_column(out_status, count)));
}

srok_status srok_deadline_batch(const srok_schedule* schedule, size_t count, int32_t unit,
                                const int64_t* start, const int64_t* budget, int32_t landing,
                                int64_t* out_deadline, srok_status* out_status) {
  if (schedule == nullptr || !given(count, start, budget, out_deadline)) return SROK_BAD_ARGUMENT;
  return code(deadline_batch(*schedule, srok::unit{unit}, {start, count}, std::span{budget, count},
                             srok::landing{landing}, {out_deadline, count},
                             optional_column(out_status, count)));
}

srok_status srok_deadline_batch_same(const srok_schedule* schedule, size_t count, int32_t unit,
                                     const int64_t* start, int64_t budget, int32_t landing,
                                     int64_t* out_deadline, srok_status* out_status) {
  if (schedule == nullptr || !given(count, start, out_deadline)) return SROK_BAD_ARGUMENT;
  return code(deadline_batch(*schedule, srok::unit{unit}, {start, count}, budget,
                             srok::landing{landing}, {out_deadline, count},
                             optional_column(out_status, count)));
}

srok_status srok_latest_start_batch(const srok_schedule* schedule, size_t count, int32_t unit,
                                    const int64_t* deadline, const int64_t* budget, int32_t landing,
                                    int64_t* out_start, srok_status* out_status) {
  if (schedule == nullptr || !given(count, deadline, budget, out_start)) return SROK_BAD_ARGUMENT;
  return code(latest_start_batch(*schedule, srok::unit{unit}, {deadline, count}, {budget, count},
                                 srok::landing{landing}, {out_start, count},
                                 optional_column(out_status, count)));
}

srok_status srok_deadline_days_batch(const srok_schedule* schedule, size_t count, int32_t unit,
                                     const int64_t* start, const int32_t* days, int32_t rule,
                                     int64_t* out_deadline, srok_status* out_status) {
  if (schedule == nullptr || !given(count, start, days, out_deadline)) return SROK_BAD_ARGUMENT;
  return code(deadline_days_batch(*schedule, srok::unit{unit}, {start, count}, {days, count},
                                  srok::day_rule{rule}, {out_deadline, count},
                                  optional_column(out_status, count)));
}

srok_status srok_is_open_batch(const srok_schedule* schedule, size_t count, int32_t unit,
                               const int64_t* at, int32_t* out_open, srok_status* out_status) {
  if (schedule == nullptr || !given(count, at, out_open)) return SROK_BAD_ARGUMENT;
  return code(is_open_batch(*schedule, srok::unit{unit}, {at, count}, {out_open, count},
                            optional_column(out_status, count)));
}

srok_status srok_deadline_batch_many(const srok_schedule* const* schedules, size_t schedule_count,
                                     const uint32_t* index, size_t count, int32_t unit,
                                     const int64_t* start, const int64_t* budget, int32_t landing,
                                     int64_t* out_deadline, srok_status* out_status) {
  if (!given(schedule_count, schedules) || !given(count, index, start, budget, out_deadline)) {
    return SROK_BAD_ARGUMENT;
  }
  return code(srok::deadline_batch_many(srok::schedule_list{std::span{schedules, schedule_count}},
                                        {index, count}, srok::unit{unit}, {start, count},
                                        {budget, count}, srok::landing{landing},
                                        {out_deadline, count}, optional_column(out_status, count)));
}

srok_status srok_elapsed_batch_many(const srok_schedule* const* schedules, size_t schedule_count,
                                    const uint32_t* index, size_t count, int32_t unit,
                                    const int64_t* begin, const int64_t* end, int64_t* out_elapsed,
                                    srok_status* out_status) {
  if (!given(schedule_count, schedules) || !given(count, index, begin, end, out_elapsed)) {
    return SROK_BAD_ARGUMENT;
  }
  return code(srok::elapsed_batch_many(
      srok::schedule_list{std::span{schedules, schedule_count}}, {index, count}, srok::unit{unit},
      {begin, count}, {end, count}, {out_elapsed, count}, optional_column(out_status, count)));
}

srok_status srok_regulation_due_batch(const srok_regulation* regulation, size_t count, int32_t unit,
                                      const int32_t* priority, const int64_t* submitted,
                                      int64_t* out_due, srok_status* out_status) {
  if (regulation == nullptr || !given(count, priority, submitted, out_due)) {
    return SROK_BAD_ARGUMENT;
  }
  return code(due_batch(*regulation, srok::unit{unit}, {priority, count}, {submitted, count},
                        {out_due, count}, optional_column(out_status, count)));
}

}  // extern "C"
