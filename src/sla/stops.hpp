// The times during which a ticket's timers stand still, and what they do to a deadline.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "srok/engine/schedule.hpp"

namespace srok {

// From `begin` to `end`; no_instant: it is still on.
struct stop {
  instant begin;
  instant end = no_instant;
};

// Stops in order; those that touch are one.
class stops {
 public:
  void clear() noexcept { list_.clear(); }
  bool on() const noexcept { return !list_.empty() && list_.back().end == no_instant; }

  void begin(instant at) {
    if (on()) return;
    if (!list_.empty() && list_.back().end == at) {
      list_.back().end = no_instant;
    } else {
      list_.push_back({at});
    }
  }
  void end(instant at) {
    if (on()) list_.back().end = at;
  }

  std::span<const stop> list() const noexcept { return list_; }

 private:
  std::vector<stop> list_;
};

// A change of priority: what is computed anew because of it is not earlier than the next opening
// from it, or, if the timers stood still, from their going on.
struct change {
  instant at;
  bool during_stop;
};

// A deadline as it stands before any stop.
struct base_deadline {
  instant at;
  instant anchor;  // what it counts from; stops before that do nothing to it
  std::optional<change> floor;
};

struct moved_deadline {
  instant at;
  business_duration taken;  // by the stops that moved it
  bool moving = false;      // the stop that is on moves it, so it cannot be missed
};

namespace detail {
moved_deadline moved(const schedule& schedule, const base_deadline& base, const stops& stops,
                     instant now);
}

// Each stop that begins before the deadline so far moves it by its working time; one that is still
// on is taken to end at `now`. Throws beyond_horizon.
inline moved_deadline moved(const schedule& schedule, const base_deadline& base, const stops& stops,
                            instant now) {
  if (stops.list().empty() && !base.floor) return {base.at, {}, false};  // as it nearly always is
  return detail::moved(schedule, base, stops, now);
}

}  // namespace srok
