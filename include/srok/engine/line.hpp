// The arithmetic of working time on one line of integers: every question said with W and its
// inverse.
//
// A line counts instants and amounts in 1/F of a second; its boundaries are those of the schedule
// times F, so nothing is rounded: on the millisecond line 15:59:59.500 + 1 s is 07:00:00.500 of the
// next working day. schedule.hpp gives the line of seconds its types; batch.hpp runs the finer ones
// over columns.
#pragma once

#include <algorithm>
#include <cstdint>

#include "srok/engine/tables.hpp"
#include "srok/status.hpp"

namespace srok {

// Where an answer lands when time stands still at it: the instants with the same working time
// before them form a closed span, from a closing to the next opening.
enum class landing : std::int32_t {
  nearest = 0,   // the end nearest to the given instant: 07:00 + 9 h is 16:00 the same day
  farthest = 1,  // the other one: 07:00 + 9 h is 07:00 of the next working day
};

// What a promised working day is.
enum class day_rule : std::int32_t {
  elapsed = 0,  // a span of working time, from moment to moment
  whole = 1,    // a date: the day of acceptance is not counted, the last one ends at its close
};

constexpr bool is_known(landing at) noexcept {
  return at == landing::nearest || at == landing::farthest;
}
constexpr bool is_known(day_rule rule) noexcept {
  return rule == day_rule::elapsed || rule == day_rule::whole;
}

namespace engine {

template <std::int64_t F>
class line {
 public:
  explicit constexpr line(const tables& t) noexcept : t_{t} {}

  constexpr bool inside(std::int64_t at) const noexcept {
    return t_.horizon_begin * F <= at && at <= t_.horizon_end * F;
  }
  constexpr std::int64_t end() const noexcept { return t_.horizon_end * F; }
  constexpr std::int64_t total() const noexcept { return std::int64_t{t_.total} * F; }

  // ---- W and its inverse ----

  // requires: inside(at)
  constexpr std::int64_t worked(std::int64_t at) const noexcept {
    if constexpr (F == 1) {
      return work_at_second(at).before;
    } else {
      const std::int64_t second = floor_divide(at, F);
      const work_at known = work_at_second(second);
      return known.before * F + (known.open ? at - second * F : 0);
    }
  }

  // The first moment before which `amount` has been worked. requires: 0 < amount <= total()
  constexpr std::int64_t first_moment(std::int64_t amount) const noexcept {
    const std::int64_t rest = amount % F;
    if (rest != 0) return second_after(engine::last_moment, amount / F) * F + rest;
    return second_after(engine::first_moment, amount / F) * F;
  }

  // The last such moment. requires: 0 <= amount < total()
  constexpr std::int64_t last_moment(std::int64_t amount) const noexcept {
    return second_after(engine::last_moment, amount / F) * F + amount % F;
  }

  // requires: inside(at); the end of the horizon counts as closed.
  constexpr bool open_at(std::int64_t at) const noexcept {
    const std::int64_t second = floor_divide(at, F);
    return second != t_.horizon_end && work_at_second(second).open;
  }

  // ---- amounts ----

  constexpr answer<std::int64_t> elapsed(std::int64_t begin, std::int64_t end) const noexcept {
    if (!inside(begin) || !inside(end)) return status::beyond_horizon;
    return worked(end) - worked(begin);
  }

  constexpr answer<std::int64_t> deadline(std::int64_t start, std::int64_t budget,
                                          landing at) const noexcept {
    if (!is_known(at)) return status::bad_argument;
    if (!inside(start)) return budget < 0 ? status::bad_argument : status::beyond_horizon;
    const std::int64_t before = worked(start);
    // A negative budget is larger than any room.
    if (static_cast<std::uint64_t>(budget) > static_cast<std::uint64_t>(total() - before)) {
      return budget < 0 ? status::bad_argument : status::beyond_horizon;
    }
    if (at == landing::nearest) return budget == 0 ? start : first_moment(before + budget);
    return opening(before + budget);
  }

  constexpr answer<std::int64_t> latest_start(std::int64_t deadline, std::int64_t budget,
                                              landing at) const noexcept {
    if (!is_known(at)) return status::bad_argument;
    if (!inside(deadline)) return budget < 0 ? status::bad_argument : status::beyond_horizon;
    const std::int64_t before = worked(deadline);
    // A negative budget is larger than any amount.
    if (static_cast<std::uint64_t>(budget) > static_cast<std::uint64_t>(before)) {
      return budget < 0 ? status::bad_argument : status::beyond_horizon;
    }
    if (at == landing::nearest) return budget == 0 ? deadline : last_moment(before - budget);
    if (budget == before) return status::beyond_horizon;
    return first_moment(before - budget);
  }

  // The open moment at which `amount` has been worked.
  constexpr answer<std::int64_t> opening(std::int64_t amount) const noexcept {
    if (amount == total()) return status::beyond_horizon;
    return last_moment(amount);
  }

  // ---- days ----

  constexpr answer<std::int64_t> deadline_days(std::int64_t start, std::int64_t days,
                                               day_rule rule) const noexcept {
    if (days < 0 || !is_known(rule)) return status::bad_argument;
    if (!inside(start)) return status::beyond_horizon;
    if (days == 0) return start;
    const std::int64_t accepted = worked(start);
    if (accepted == total()) return status::beyond_horizon;
    if (rule == day_rule::elapsed && t_.uniform_day != 0) {
      // Days of one length: the n-th day's end, and the same place in a later day, are n days away.
      if (days > working_days()) return status::beyond_horizon;
      const std::int64_t amount = accepted + days * t_.uniform_day * F;
      if (amount > total()) return status::beyond_horizon;
      return first_moment(amount);
    }
    const std::int64_t day = day_of_work(t_, static_cast<std::uint32_t>(accepted / F));
    if (day < 0) return status::beyond_horizon;
    if (rule == day_rule::whole) return close_of(day + days);
    const std::int64_t past = accepted - day_start(day);
    return past == 0 ? close_of(day + days - 1) : moment_of(day + days, past);
  }

  // The end of a term that begins when `start` is accepted, at the next opening; of no days it is
  // that opening: a promise is never due before its acceptance.
  constexpr answer<std::int64_t> term_end(std::int64_t start, std::int64_t days, day_rule rule,
                                          landing at) const noexcept {
    if (!inside(start) || worked(start) == total()) return status::beyond_horizon;
    if (days == 0) return opening(worked(start));
    const auto end = deadline_days(start, days, rule);
    if (!end || at == landing::nearest) return end;
    return opening(worked(*end));
  }

  // The end of the last interval of the working day with that many before it.
  constexpr answer<std::int64_t> close_of(std::int64_t day) const noexcept {
    const std::int64_t last = working_days() - 1;
    if (day > last || (day == last && t_.last_date_is_cut)) return status::beyond_horizon;
    return first_moment(day_start(day + 1));
  }

 private:
  constexpr work_at work_at_second(std::int64_t second) const noexcept {
    return work(t_.forward, static_cast<std::uint32_t>(second - t_.origin));
  }

  template <class Inverse>
  constexpr std::int64_t second_after(Inverse inverse, std::int64_t seconds) const noexcept {
    return t_.origin + inverse(t_.inverse, static_cast<std::uint32_t>(seconds));
  }

  constexpr std::int64_t day_start(std::int64_t day) const noexcept {
    return std::int64_t{t_.day_starts[static_cast<std::size_t>(day)]} * F;
  }
  constexpr std::int64_t working_days() const noexcept {
    return static_cast<std::int64_t>(t_.day_starts.size()) - 1;
  }

  // The first moment at which `past` of a working day's time is past, or its close when it is
  // shorter.
  constexpr answer<std::int64_t> moment_of(std::int64_t day, std::int64_t past) const noexcept {
    if (day >= working_days()) return status::beyond_horizon;
    if (past > day_start(day + 1) - day_start(day)) return close_of(day);
    return first_moment(day_start(day) + past);
  }

  const tables& t_;
};

}  // namespace engine
}  // namespace srok
