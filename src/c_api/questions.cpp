// The C API's scalar questions.
#include <array>
#include <chrono>
#include <limits>
#include <span>
#include <vector>

#include "c_api/boundary.hpp"
#include "srok/engine/explanation.hpp"
#include "srok/io/explanation_text.hpp"

using namespace srok::c;
using srok::business_duration;
using srok::from_day_number;
using srok::from_unix;
using srok::to_unix;

namespace {

constexpr std::size_t few_pauses = 64;  // a ticket has seldom more; they need no memory

constexpr business_duration seconds(std::int64_t amount) noexcept {
  return business_duration{std::chrono::seconds{amount}};
}

// false: a pause ends before it begins.
bool read_pauses(std::span<srok::interval> pauses, const int64_t* begin,
                 const int64_t* end) noexcept {
  for (std::size_t i = 0; i < pauses.size(); ++i) {
    const std::int64_t until =
        end[i] == SROK_NONE ? std::numeric_limits<std::int64_t>::max() : end[i];
    if (until < begin[i]) return false;
    pauses[i] = {from_unix(begin[i]), from_unix(until)};
  }
  return true;
}

}  // namespace

extern "C" {

// ---- calendar ----

srok_status srok_calendar_years(const srok_calendar* calendar, int32_t* out_first,
                                int32_t* out_last) {
  clear(out_first);
  clear(out_last);
  if (calendar == nullptr || out_first == nullptr || out_last == nullptr) return SROK_BAD_ARGUMENT;
  *out_first = calendar->first_year();
  *out_last = calendar->last_year();
  return SROK_OK;
}

srok_status srok_calendar_day(const srok_calendar* calendar, int32_t day, int32_t* out_kind) {
  return answer_into(out_kind, calendar,
                     [&](const auto& c) { return c.day(from_day_number(day)); });
}

// ---- what a schedule covers ----

srok_status srok_schedule_horizon(const srok_schedule* schedule, int64_t* out_begin,
                                  int64_t* out_end) {
  clear(out_begin);
  clear(out_end);
  if (schedule == nullptr || out_begin == nullptr || out_end == nullptr) return SROK_BAD_ARGUMENT;
  const srok::interval horizon = schedule->horizon();
  *out_begin = to_unix(horizon.begin());
  *out_end = to_unix(horizon.end());
  return SROK_OK;
}

srok_status srok_schedule_official_until(const srok_schedule* schedule, int64_t* out_at) {
  return answer_into(out_at, schedule,
                     [](const auto& s) { return srok::answer{s.official_until()}; });
}

srok_status srok_schedule_zone(const srok_schedule* schedule, char* buffer, size_t capacity,
                               size_t* out_length) {
  if (!begin_text(buffer, capacity, out_length) || schedule == nullptr) return SROK_BAD_ARGUMENT;
  return code(put_text(schedule->zone_name(), buffer, capacity, out_length));
}

srok_status srok_schedule_zone_hash(const srok_schedule* schedule, uint64_t* out_hash) {
  return answer_into(out_hash, schedule, [](const auto& s) { return srok::answer{s.zone_hash()}; });
}

srok_status srok_offset_at(const srok_schedule* schedule, int64_t at, int32_t* out_seconds) {
  return answer_into(out_seconds, schedule,
                     [&](const auto& s) { return s.offset_at(from_unix(at)); });
}

srok_status srok_instant_from_local(const srok_schedule* schedule, int64_t local_seconds,
                                    int64_t* out_at) {
  return answer_into(out_at, schedule, [&](const auto& s) {
    return s.at_wall(srok::wall_time{std::chrono::seconds{local_seconds}});
  });
}

// ---- amounts ----

srok_status srok_elapsed(const srok_schedule* schedule, int64_t begin, int64_t end,
                         int64_t* out_seconds) {
  return answer_into(out_seconds, schedule,
                     [&](const auto& s) { return s.elapsed(from_unix(begin), from_unix(end)); });
}

srok_status srok_deadline(const srok_schedule* schedule, int64_t start, int64_t budget,
                          int32_t landing, int64_t* out_deadline) {
  return answer_into(out_deadline, schedule, [&](const auto& s) {
    return s.deadline(from_unix(start), seconds(budget), srok::landing{landing});
  });
}

srok_status srok_latest_start(const srok_schedule* schedule, int64_t deadline, int64_t budget,
                              int32_t landing, int64_t* out_start) {
  return answer_into(out_start, schedule, [&](const auto& s) {
    return s.latest_start(from_unix(deadline), seconds(budget), srok::landing{landing});
  });
}

srok_status srok_deadline_days(const srok_schedule* schedule, int64_t start, int32_t days,
                               int32_t rule, int64_t* out_deadline) {
  return answer_into(out_deadline, schedule, [&](const auto& s) {
    return s.deadline(from_unix(start), srok::working_days{days}, srok::day_rule{rule});
  });
}

srok_status srok_deadline_with_pauses(const srok_schedule* schedule, int64_t start, int64_t budget,
                                      int32_t landing, size_t pauses, const int64_t* pause_begin,
                                      const int64_t* pause_end, int64_t* out_deadline) {
  clear(out_deadline);
  if (schedule == nullptr || out_deadline == nullptr) return SROK_BAD_ARGUMENT;
  if (!can_be_read(pause_begin, pauses) || !can_be_read(pause_end, pauses)) {
    return SROK_BAD_ARGUMENT;
  }
  return guarded(nullptr, 0, [&] {
    std::array<srok::interval, few_pauses> few;
    std::vector<srok::interval> many(pauses > few.size() ? pauses : 0);
    const std::span<srok::interval> all =
        many.empty() ? std::span{few}.first(pauses) : std::span{many};
    if (!read_pauses(all, pause_begin, pause_end)) return srok::status::bad_argument;
    const auto found = schedule->deadline_with_pauses(from_unix(start), seconds(budget),
                                                      srok::landing{landing}, all);
    if (found) *out_deadline = to_unix(*found);
    return found.why;
  });
}

srok_status srok_explain_json(const srok_schedule* schedule, int64_t start, int64_t budget,
                              int32_t landing, char* buffer, size_t capacity, size_t* out_length) {
  if (!begin_text(buffer, capacity, out_length) || schedule == nullptr) return SROK_BAD_ARGUMENT;
  return guarded(nullptr, 0, [&] {
    const auto deadline =
        schedule->deadline(from_unix(start), seconds(budget), srok::landing{landing});
    if (!deadline) return deadline.why;
    const srok::explanation why =
        explain(*schedule, from_unix(start), *deadline, {}, srok::landing{landing});
    return put_text(to_json(why), buffer, capacity, out_length);
  });
}

// ---- openings and closings ----

srok_status srok_is_open(const srok_schedule* schedule, int64_t at, int32_t* out_open) {
  return answer_into(out_open, schedule, [&](const auto& s) { return s.is_open(from_unix(at)); });
}

srok_status srok_next_open(const srok_schedule* schedule, int64_t at, int64_t* out_at) {
  return answer_into(out_at, schedule, [&](const auto& s) { return s.next_open(from_unix(at)); });
}

srok_status srok_next_close(const srok_schedule* schedule, int64_t at, int64_t* out_at) {
  return answer_into(out_at, schedule, [&](const auto& s) { return s.next_close(from_unix(at)); });
}

srok_status srok_previous_open(const srok_schedule* schedule, int64_t at, int64_t* out_at) {
  return answer_into(out_at, schedule,
                     [&](const auto& s) { return s.previous_open(from_unix(at)); });
}

srok_status srok_previous_close(const srok_schedule* schedule, int64_t at, int64_t* out_at) {
  return answer_into(out_at, schedule,
                     [&](const auto& s) { return s.previous_close(from_unix(at)); });
}

// ---- dates ----

srok_status srok_add_days(const srok_schedule* schedule, int32_t day, int32_t days,
                          int32_t* out_day) {
  return answer_into(out_day, schedule,
                     [&](const auto& s) { return s.add_days(from_day_number(day), days); });
}

srok_status srok_days_between(const srok_schedule* schedule, int32_t first, int32_t end,
                              int32_t* out_days) {
  return answer_into(out_days, schedule, [&](const auto& s) {
    return s.days_between(from_day_number(first), from_day_number(end));
  });
}

// ---- regulation ----

srok_status srok_regulation_due(const srok_regulation* regulation, int32_t priority,
                                int64_t submitted, int64_t* out_accepted, int64_t* out_due) {
  clear(out_accepted);
  clear(out_due);
  if (regulation == nullptr || out_accepted == nullptr || out_due == nullptr) {
    return SROK_BAD_ARGUMENT;
  }
  const auto promised = regulation->due(srok::priority{priority}, from_unix(submitted));
  if (promised) {
    *out_accepted = to_unix(promised->accepted);
    *out_due = to_unix(promised->due);
  }
  return code(promised.why);
}

}  // extern "C"
