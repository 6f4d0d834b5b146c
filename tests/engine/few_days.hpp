// The same hours on each of a few days, as a line of runs and as two tables.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/parts.hpp"
#include "srok/engine/cells.hpp"

namespace srok::testing {

struct few_days {
  static constexpr std::uint32_t count = 4;
  static constexpr std::uint32_t day = 86'400;

  few_days(std::uint32_t opens, std::uint32_t lasts) {
    for (std::uint32_t d = 0; d < count; ++d) {
      const std::uint32_t begin = d * day + opens;
      const std::uint32_t end = std::min(begin + lasts, count * day);
      if (!runs.empty() && runs.back().end == begin) {
        runs.back().end = end;
      } else {
        runs.push_back({begin, end});
      }
    }
    parts.horizon_end = count * day;
    engine::cut_into_cells(parts, runs);
    forward = {engine::cell_axis::of(parts.forward.cell_length), parts.forward.words.data(),
               parts.slices.data()};
    inverse = {engine::cell_axis::of(parts.inverse.cell_length), parts.inverse.words.data(),
               parts.slices.data()};
    lead = static_cast<std::uint32_t>(-parts.origin);
  }

  std::uint32_t worked(std::uint32_t at) const {
    return engine::working_before(forward, at + lead);
  }

  // Everything that is to be said about a run: W around its ends, and back again.
  bool sound() const {
    std::uint32_t before = 0;
    bool all = worked(0) == 0;
    for (const engine::run& r : runs) {
      const std::uint32_t length = r.end - r.begin;
      all = all && worked(r.begin) == before && worked(r.begin + 1) == before + 1 &&
            worked(r.begin + length / 2) == before + length / 2 &&
            worked(r.end) == before + length && worked(r.end - 1) == before + length - 1 &&
            engine::last_moment(inverse, before) == r.begin + lead &&
            engine::first_moment(inverse, before + 1) == r.begin + 1 + lead &&
            engine::last_moment(inverse, before + length / 2) == r.begin + length / 2 + lead &&
            engine::first_moment(inverse, before + length) == r.end + lead;
      before += length;
    }
    return all && parts.total == before && worked(count * day) == before;
  }

  engine::parts parts;
  std::vector<engine::run> runs;
  engine::cell_table forward, inverse;
  std::uint32_t lead = 0;
};

}  // namespace srok::testing
