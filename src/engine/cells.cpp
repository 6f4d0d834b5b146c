// Choosing the cells of a schedule and filling them.
#include <algorithm>
#include <array>
#include <limits>

#include "engine/parts.hpp"

namespace srok::engine {
namespace {

constexpr std::uint32_t minute = 60;
constexpr std::uint32_t day = 86'400;
constexpr std::uint32_t most_cells = 1U << 16;  // 512 KB a table; beyond that cells grow and crowd
constexpr std::uint32_t most_minutes = 0x7fff;
constexpr std::uint32_t no_jump = 0xffff;

std::uint32_t round_up(std::uint32_t value, std::uint32_t step) {
  return (value + step - 1) / step * step;
}

// ---- forward: W over time ----

struct forward_layout {
  std::uint32_t length = 0;
  std::uint32_t lead = 0;  // seconds of the first cell that lie before the horizon
};

// How many cells of a layout hold more than one opening-closing pair.
std::size_t crowded_cells(const forward_layout& layout, const std::vector<run>& runs) {
  std::size_t crowded = 0;
  std::uint64_t last_cell = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t last_crowded = last_cell;
  for (const run& r : runs) {
    const std::uint64_t first = (std::uint64_t{r.begin} + layout.lead) / layout.length;
    if (first == last_cell && first != last_crowded) {
      ++crowded;
      last_crowded = first;
    }
    last_cell = (std::uint64_t{r.end} + layout.lead - 1) / layout.length;
  }
  return crowded;
}

// The phase of cells of one length for which the fewest runs cross from cell to cell: the begin of
// a cell is put where the clock, modulo the length, shows the least open time.
std::uint32_t quiet_lead(std::uint32_t length, const std::vector<run>& runs,
                         std::uint32_t aligned) {
  constexpr std::uint32_t steps = 96;
  std::array<std::int32_t, steps + 1> change{};
  std::int32_t always = 0;
  for (const run& r : runs) {
    if (r.end - r.begin >= length) {
      ++always;
      continue;
    }
    const auto place = [&](std::uint32_t at) {
      return static_cast<std::size_t>(std::uint64_t{at % length} * steps / length);
    };
    ++change[place(r.begin)];
    --change[place(r.end - 1) + 1];
    if (r.begin / length != (r.end - 1) / length) ++change[0];
  }
  std::size_t best = 0;
  std::int32_t open = always;
  std::int32_t least = std::numeric_limits<std::int32_t>::max();
  for (std::size_t step = 0; step < steps; ++step) {
    open += change[step];
    if (open < least) {
      least = open;
      best = step;
    }
  }
  // Cells begin at whole minutes of UTC, `aligned` seconds before the horizon, plus whole minutes.
  const auto begin = static_cast<std::uint32_t>(best * length / steps) / minute * minute;
  return (length - begin) % length + aligned;
}

forward_layout choose_forward(const parts& parts, const std::vector<run>& runs) {
  const auto span = static_cast<std::uint64_t>(parts.horizon_end - parts.horizon_begin);
  const auto aligned = static_cast<std::uint32_t>((parts.horizon_begin % minute + minute) % minute);
  forward_layout best;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (const std::uint32_t parts_of_day : {1U, 2U, 3U, 4U, 6U, 8U, 12U, 24U}) {
    const std::uint32_t smallest =
        round_up(static_cast<std::uint32_t>(span / (most_cells - 2)) + 1, minute);
    std::uint32_t length = std::max(day / parts_of_day, smallest);
    while (!cell_axis::of(length).exact_to(static_cast<std::uint32_t>(span) + length)) {
      length += minute;
    }
    const forward_layout layout{length, quiet_lead(length, runs, aligned)};
    const std::size_t crowded = crowded_cells(layout, runs);
    if (crowded < least) {
      least = crowded;
      best = layout;
    }
    if (crowded * 64 <= span / length)
      break;  // a crowded cell in 64 costs less than twice the cells
  }
  return best;
}

// One cell being filled with the pairs that fall into it.
class forward_cell {
 public:
  void add(std::uint32_t opens, std::uint32_t closes) {
    pairs_.push_back(opens);
    pairs_.push_back(worked_);
    worked_ += closes - opens;
  }

  std::uint64_t word(std::uint32_t base, std::vector<std::uint32_t>& slices) const {
    const std::uint32_t opens = pairs_.empty() ? 0 : pairs_[0];
    if (pairs_.size() <= 2 && opens % minute == 0 && worked_ % minute == 0 &&
        worked_ / minute <= most_minutes) {
      return plain_word(base, opens / minute, worked_ / minute);
    }
    return crowded(base, slices);
  }

  std::uint64_t crowded(std::uint32_t base, std::vector<std::uint32_t>& slices) const {
    const auto slice = static_cast<std::uint32_t>(slices.size());
    slices.push_back(static_cast<std::uint32_t>(pairs_.size() / 2));
    slices.insert(slices.end(), pairs_.begin(), pairs_.end());
    slices.push_back(worked_);
    return crowded_word(base, slice);
  }

  std::uint32_t worked() const { return worked_; }

  void clear() {
    pairs_.clear();
    worked_ = 0;
  }

 private:
  std::vector<std::uint32_t> pairs_;
  std::uint32_t worked_ = 0;
};

void fill_forward(parts& parts, const std::vector<run>& runs) {
  const forward_layout layout = choose_forward(parts, runs);
  const auto span = static_cast<std::uint32_t>(parts.horizon_end - parts.horizon_begin);
  const std::uint32_t cells = (span + layout.lead) / layout.length + 1;
  parts.origin = parts.horizon_begin - layout.lead;
  parts.forward.cell_length = layout.length;
  parts.forward.words.reserve(cells);

  std::uint32_t base = 0;
  std::size_t next = 0;
  forward_cell cell;
  for (std::uint32_t i = 0; i < cells; ++i) {
    const std::uint64_t begin = std::uint64_t{i} * layout.length;
    const std::uint64_t end = begin + layout.length;
    cell.clear();
    for (; next < runs.size() && runs[next].begin + std::uint64_t{layout.lead} < end; ++next) {
      const std::uint64_t opens = std::max(runs[next].begin + std::uint64_t{layout.lead}, begin);
      const std::uint64_t closes = std::min(runs[next].end + std::uint64_t{layout.lead}, end);
      cell.add(static_cast<std::uint32_t>(opens - begin),
               static_cast<std::uint32_t>(closes - begin));
      if (runs[next].end + std::uint64_t{layout.lead} > end) break;  // goes on in the next cell
    }
    // A cell with time before the horizon is crowded: a vector looks at it twice, and at no other.
    const bool plain = begin >= layout.lead;
    parts.forward.words.push_back(plain ? cell.word(base, parts.slices)
                                        : cell.crowded(base, parts.slices));
    base += cell.worked();
  }
  parts.total = base;
}

// ---- inverse: time over W ----

// The length most runs have: inverse cells of that length have their jumps at their begins, where
// they cost nothing.
std::uint32_t commonest_length(const std::vector<run>& runs) {
  std::unordered_map<std::uint32_t, std::uint32_t> counts;
  std::pair<std::uint32_t, std::uint32_t> best{0, 0};
  for (const run& r : runs) {
    const std::uint32_t count = ++counts[r.end - r.begin];
    if (count > best.first) best = {count, r.end - r.begin};
  }
  return best.second;
}

std::size_t cells_with_two_jumps(std::uint32_t length, const std::vector<std::uint32_t>& run_ends) {
  std::size_t crowded = 0;
  std::uint32_t last = std::numeric_limits<std::uint32_t>::max();
  for (const std::uint32_t jump : run_ends) {
    if (jump % length == 0) continue;
    if (jump / length == last) ++crowded;
    last = jump / length;
  }
  return crowded;
}

std::uint32_t choose_inverse(const parts& parts, const std::vector<run>& runs) {
  constexpr std::uint32_t longest = no_jump / 4 * 4;
  const std::uint32_t smallest = std::max(round_up(parts.total / (most_cells - 1) + 1, 4), 256U);
  std::uint32_t common = commonest_length(runs);
  while (common > longest) common = (common + 1) / 2;
  std::uint32_t best = 0;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (const std::uint32_t share : {1U, 2U, 3U, 4U, 6U, 8U}) {
    std::uint32_t length = std::clamp(round_up(common / share, 4), smallest, longest);
    while (!cell_axis::of(length).exact_to(parts.total)) length -= 4;
    const std::size_t crowded = cells_with_two_jumps(length, parts.run_ends);
    if (crowded < least) {
      least = crowded;
      best = length;
    }
    if (crowded * 64 <= parts.total / length) break;
  }
  return best;
}

void fill_inverse(parts& parts, const std::vector<run>& runs) {
  const std::uint32_t length = choose_inverse(parts, runs);
  const auto lead = static_cast<std::uint32_t>(parts.horizon_begin - parts.origin);
  const std::uint32_t cells = (parts.total - 1) / length + 1;
  parts.inverse.cell_length = length;
  parts.inverse.words.reserve(cells);

  std::size_t at = 0;  // the run in which W is the cell's begin
  std::vector<std::uint32_t> jumps;
  for (std::uint32_t i = 0; i < cells; ++i) {
    const std::uint32_t begin = i * length;
    while (parts.run_ends[at] <= begin) ++at;
    const std::uint32_t base = lead + runs[at].end - (parts.run_ends[at] - begin);
    jumps.clear();
    std::uint32_t jumped = 0;
    for (std::size_t run = at; run + 1 < runs.size() && parts.run_ends[run] - begin < length;
         ++run) {
      jumped += runs[run + 1].begin - runs[run].end;
      jumps.push_back(parts.run_ends[run] - begin);
      jumps.push_back(jumped);
    }
    if (jumps.empty()) {
      parts.inverse.words.push_back(plain_word(base, no_jump, 0));
    } else if (jumps.size() == 2 && jumped % minute == 0 && jumped / minute <= most_minutes) {
      parts.inverse.words.push_back(plain_word(base, jumps[0], jumped / minute));
    } else {
      parts.inverse.words.push_back(
          crowded_word(base, static_cast<std::uint32_t>(parts.slices.size())));
      parts.slices.push_back(static_cast<std::uint32_t>(jumps.size() / 2));
      parts.slices.insert(parts.slices.end(), jumps.begin(), jumps.end());
    }
  }
}

// ---- working days over W ----

void fill_days(parts& parts) {
  const std::vector<std::uint32_t>& starts = parts.day_starts;
  if (starts.size() < 2) return;  // all working time lies before the first date
  const std::size_t days = starts.size() - 1;
  bool alike = !parts.last_date_is_cut;
  for (std::size_t place = 0; alike && place <= days; ++place) {
    alike = starts[place] == std::uint64_t{place} * (starts[1] - starts[0]);
  }
  if (alike) {
    parts.uniform_day = starts[1];
    return;
  }
  std::size_t place = 0;
  for (std::size_t cell = 0; cell < parts.inverse.words.size(); ++cell) {
    const std::uint64_t begin = std::uint64_t{cell} * parts.inverse.cell_length;
    while (starts[place + 1] <= begin) ++place;
    parts.day_cells.push_back(static_cast<std::uint16_t>(place));
  }
}

}  // namespace

void cut_into_cells(parts& parts, const std::vector<run>& runs) {
  std::uint32_t worked = 0;
  parts.run_ends.reserve(runs.size());
  for (const run& r : runs) parts.run_ends.push_back(worked += r.end - r.begin);
  fill_forward(parts, runs);
  fill_inverse(parts, runs);
  fill_days(parts);
}

}  // namespace srok::engine
