// A half-open interval of instants: begin belongs to it, end does not.
//
// An interval never has end < begin; an empty one has begin == end. Two intervals that touch,
// [09:00, 13:00) and [13:00, 18:00), share no instant.
#pragma once

#include <algorithm>
#include <cassert>

#include "srok/time/instant.hpp"

namespace srok {

class interval {
 public:
  constexpr interval() noexcept = default;

  // requires: begin <= end
  constexpr interval(instant begin, instant end) noexcept : begin_{begin}, end_{end} {
    assert(begin <= end && "an interval must not end before it begins");
  }

  constexpr instant begin() const noexcept { return begin_; }
  constexpr instant end() const noexcept { return end_; }
  constexpr std::chrono::seconds length() const noexcept { return end_ - begin_; }
  constexpr bool empty() const noexcept { return begin_ == end_; }
  constexpr bool contains(instant at) const noexcept { return begin_ <= at && at < end_; }

  // The common part; empty, and placed at the later begin, when there is none.
  //
  //   intersect([09:00, 13:00), [12:00, 18:00))  // [12:00, 13:00)
  //   intersect([09:00, 13:00), [13:00, 18:00))  // empty, at 13:00
  friend constexpr interval intersect(interval a, interval b) noexcept {
    const instant begin = std::max(a.begin_, b.begin_);
    return {begin, std::max(begin, std::min(a.end_, b.end_))};
  }

  friend constexpr bool operator==(interval, interval) noexcept = default;

 private:
  instant begin_{};
  instant end_{};
};

}  // namespace srok
