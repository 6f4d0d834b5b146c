// Deadlines of timers that stand still for a while.
#include <algorithm>
#include <array>
#include <memory>
#include <new>

#include "srok/engine/schedule.hpp"

namespace srok {
namespace {

bool begins_before(const interval& a, const interval& b) {
  return a.begin() < b.begin();
}

// requires: budget > 0, start inside the horizon, pauses sorted by their begins.
answer<std::int64_t> spend(const engine::line<1>& line, std::int64_t start, std::int64_t budget,
                           landing at, std::span<const interval> pauses) {
  std::int64_t from = start;
  std::int64_t left = budget;
  for (const interval& pause : pauses) {
    if (to_unix(pause.end()) <= from) continue;
    if (to_unix(pause.begin()) >= line.end()) break;
    if (to_unix(pause.begin()) > from) {
      const std::int64_t before = line.worked(from);
      const std::int64_t until_pause = line.worked(to_unix(pause.begin())) - before;
      if (at == landing::nearest && left <= until_pause) return line.first_moment(before + left);
      // The last moment may lie behind the pause even when nothing is left to be spent there.
      if (left < until_pause) return line.last_moment(before + left);
      left -= until_pause;
    }
    from = to_unix(pause.end());
    if (from > line.end()) return status::beyond_horizon;
  }
  const std::int64_t before = line.worked(from);
  if (left > line.total() - before) return status::beyond_horizon;
  return at == landing::nearest ? answer<std::int64_t>{line.first_moment(before + left)}
                                : line.opening(before + left);
}

}  // namespace

answer<instant> schedule::deadline_with_pauses(instant start, business_duration budget, landing at,
                                               std::span<const interval> pauses) const noexcept {
  if (budget.seconds() < 0 || !is_known(at)) return status::bad_argument;
  if (!inside(start)) return status::beyond_horizon;
  if (budget.seconds() == 0) return start;
  const auto from = [&](std::span<const interval> sorted) {
    return as_instant(spend(line(), to_unix(start), budget.seconds(), at, sorted));
  };
  if (std::is_sorted(pauses.begin(), pauses.end(), begins_before)) return from(pauses);

  std::array<interval, 64> few;
  std::unique_ptr<interval[]> many;
  interval* sorted = few.data();
  if (pauses.size() > few.size()) {
    many.reset(new (std::nothrow) interval[pauses.size()]);
    if (!many) return status::out_of_memory;
    sorted = many.get();
  }
  std::copy(pauses.begin(), pauses.end(), sorted);
  std::sort(sorted, sorted + pauses.size(), begins_before);
  return from({sorted, pauses.size()});
}

}  // namespace srok
