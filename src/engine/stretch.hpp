// Stretches of wall or UTC seconds, in order, those that overlap or touch made one.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace srok::engine {

struct stretch {
  std::int64_t begin = 0;
  std::int64_t end = 0;

  friend bool operator==(const stretch&, const stretch&) = default;
};

// Of stretches, or of anything else with a begin and an end.
template <class Stretch>
void merge(std::vector<Stretch>& stretches) {
  std::sort(stretches.begin(), stretches.end(),
            [](const Stretch& a, const Stretch& b) { return a.begin < b.begin; });
  std::size_t kept = 0;
  for (const Stretch next : stretches) {
    if (kept != 0 && next.begin <= stretches[kept - 1].end) {
      stretches[kept - 1].end = std::max(stretches[kept - 1].end, next.end);
    } else {
      stretches[kept++] = next;
    }
  }
  stretches.resize(kept);
}

}  // namespace srok::engine
