// The rival of every number: the textbook answer, a sorted list of intervals with the working time
// before each, searched by bisection. O(log n) in the number of intervals and flat in distance;
// what a careful C++ program would do without srok.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "srok/engine/schedule.hpp"

namespace srok::benchmarks {

class bisected {
 public:
  // The intervals of a schedule, asked of it one by one.
  explicit bisected(const schedule& of) {
    instant at = of.horizon().begin();
    std::int64_t before = 0;
    std::int32_t last_date = -1;
    while (const auto opens = of.next_open(at)) {
      const auto closes = of.next_close(*opens);
      if (!closes) break;
      const std::int64_t wall = to_unix(*opens) + *of.offset_at(*opens);
      const auto date = static_cast<std::int32_t>(wall / 86'400);
      if (date != last_date) {
        day_before_.push_back(before);
        last_date = date;
      }
      opens_.push_back(to_unix(*opens));
      before_.push_back(before);
      day_.push_back(day_before_.size() - 1);
      before += to_unix(*closes) - to_unix(*opens);
      at = *closes;
    }
    before_.push_back(before);
    day_before_.push_back(before);
  }

  // W(at). requires, here and below: the answer lies inside the horizon.
  std::int64_t worked(std::int64_t at) const noexcept {
    const std::size_t next = opened_by(at);
    if (next == 0) return 0;
    return std::min(before_[next - 1] + at - opens_[next - 1], before_[next]);
  }

  std::int64_t elapsed(std::int64_t begin, std::int64_t end) const noexcept {
    return worked(end) - worked(begin);
  }
  std::int64_t deadline(std::int64_t start, std::int64_t budget) const noexcept {
    return first_moment(worked(start) + budget);
  }
  std::int64_t deadline_farthest(std::int64_t start, std::int64_t budget) const noexcept {
    return last_moment(worked(start) + budget);
  }
  std::int64_t latest_start(std::int64_t deadline, std::int64_t budget) const noexcept {
    return last_moment(worked(deadline) - budget);
  }
  std::int64_t next_open(std::int64_t at) const noexcept { return last_moment(worked(at)); }
  bool is_open(std::int64_t at) const noexcept {
    const std::size_t next = opened_by(at);
    return next != 0 && at - opens_[next - 1] < before_[next] - before_[next - 1];
  }

  // By the rule of elapsed days, days > 0.
  std::int64_t deadline_days(std::int64_t start, std::int64_t days) const noexcept {
    const std::int64_t accepted = worked(start);
    const std::size_t day = day_[interval_at(accepted)];
    const std::int64_t past = accepted - day_before_[day];
    const std::size_t last = day + static_cast<std::size_t>(past == 0 ? days - 1 : days);
    const std::int64_t length = day_before_[last + 1] - day_before_[last];
    return first_moment(day_before_[last] + (past == 0 ? length : std::min(past, length)));
  }

 private:
  // The number of intervals that open at or before `at`.
  std::size_t opened_by(std::int64_t at) const noexcept {
    return static_cast<std::size_t>(std::upper_bound(opens_.begin(), opens_.end(), at) -
                                    opens_.begin());
  }
  // The interval that is open once `amount` has been worked.
  std::size_t interval_at(std::int64_t amount) const noexcept {
    return static_cast<std::size_t>(std::upper_bound(before_.begin(), before_.end(), amount) -
                                    before_.begin()) -
           1;
  }
  std::int64_t last_moment(std::int64_t amount) const noexcept {
    const std::size_t interval = interval_at(amount);
    return opens_[interval] + amount - before_[interval];
  }
  std::int64_t first_moment(std::int64_t amount) const noexcept {
    const std::size_t interval = interval_at(amount - 1);
    return opens_[interval] + amount - before_[interval];
  }

  std::vector<std::int64_t> opens_;
  std::vector<std::int64_t> before_;      // W at each opening, ending with the total
  std::vector<std::size_t> day_;          // of each interval
  std::vector<std::int64_t> day_before_;  // W at the begin of each working day, ending as above
};

}  // namespace srok::benchmarks
