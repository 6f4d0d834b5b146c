#include "sla/stops.hpp"

#include <algorithm>

namespace srok {
namespace {

class mover {
 public:
  mover(const schedule& schedule, const base_deadline& base)
      : schedule_{schedule}, anchor_{base.anchor}, floor_{base.floor}, due_{base.at, {}, false} {}

  void pass(instant begin, instant end, bool on) {
    if (end < anchor_) return;
    if (floor_ && (floor_->at < begin || (floor_->at == begin && !floor_->during_stop)))
      raise(floor_->at);
    if (begin < due_.at) {
      const auto amount = schedule_.elapsed(std::max(begin, anchor_), end).value();
      due_.taken = due_.taken + amount;
      due_.moving = on;
      due_.at = schedule_.deadline(due_.at, amount).value();
      // A due that stood at an opening can land at the closing before the end of the stop.
      if (due_.at < end) due_.at = schedule_.next_open(end).value();
    }
    if (floor_ && begin <= floor_->at && floor_->at <= end) {
      raise(end);
      due_.moving = due_.moving || on;
    }
  }

  moved_deadline finish() {
    if (floor_) raise(floor_->at);
    return due_;
  }

 private:
  void raise(instant from) {
    due_.at = std::max(due_.at, schedule_.next_open(from).value());
    floor_.reset();
  }

  const schedule& schedule_;
  instant anchor_;
  std::optional<change> floor_;
  moved_deadline due_;
};

}  // namespace

moved_deadline detail::moved(const schedule& schedule, const base_deadline& base,
                             const stops& stops, instant now) {
  mover due{schedule, base};
  for (const stop& s : stops.list()) {
    const bool on = s.end == no_instant;
    due.pass(s.begin, on ? now : s.end, on);
  }
  return due.finish();
}

}  // namespace srok
