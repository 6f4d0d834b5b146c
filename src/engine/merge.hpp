// Intervals in order, those that overlap or touch made one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace srok::engine {

template <class Interval>
void merge(std::vector<Interval>& intervals) {
  std::sort(intervals.begin(), intervals.end(),
            [](const Interval& a, const Interval& b) { return a.begin < b.begin; });
  std::size_t kept = 0;
  for (const Interval next : intervals) {
    if (kept != 0 && next.begin <= intervals[kept - 1].end) {
      intervals[kept - 1].end = std::max(intervals[kept - 1].end, next.end);
    } else {
      intervals[kept++] = next;
    }
  }
  intervals.resize(kept);
}

}  // namespace srok::engine
