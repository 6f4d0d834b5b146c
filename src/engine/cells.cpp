// Choosing the cells of a schedule and filling them.
#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <numeric>
#include <set>

#include "engine/parts.hpp"

namespace srok::engine {
namespace {

constexpr std::uint32_t minute = 60;
constexpr std::uint32_t most_cells = 1U << 16;  // 512 KB a table; beyond that cells grow and crowd
constexpr std::uint32_t most_minutes = 0x7fff;  // 22 days; a cell is a day at most
constexpr std::uint32_t no_jump = 0xffff;

std::uint32_t round_up(std::uint32_t value, std::uint32_t step) {
  return (value + step - 1) / step * step;
}

// A layout is chosen by looking at one run in so many, with the next one: 13 divides no week of
// equal days.
std::size_t stride_over(std::size_t runs) {
  return runs < 1000 ? 1 : 13;
}

// ---- forward: W over time ----

struct forward_layout {
  std::uint32_t length = 0;
  std::uint32_t lead = 0;  // seconds of the first cell that lie before the horizon
  std::size_t crowded = std::numeric_limits<std::size_t>::max();
};

// Counts the runs that end in a cell in which another begins.
forward_layout layout_of(std::uint32_t length, std::uint32_t lead, const std::vector<run>& runs) {
  const cell_axis axis = cell_axis::of(length);
  const std::size_t stride = stride_over(runs.size());
  std::size_t crowded = 0;
  for (std::size_t i = 0; i + 1 < runs.size(); i += stride) {
    crowded += axis.index(runs[i].end + lead - 1) == axis.index(runs[i + 1].begin + lead) ? 1 : 0;
  }
  return {length, lead, crowded * stride};
}

// The phase of cells of one length for which the fewest runs cross from cell to cell: the begin of
// a cell is put where the clock, modulo the length, shows the least open time.
std::uint32_t quiet_lead(std::uint32_t length, const std::vector<run>& runs,
                         std::uint32_t aligned) {
  constexpr std::uint32_t steps = 96;
  const std::uint32_t step_length = (length + steps - 1) / steps;
  const cell_axis cells = cell_axis::of(length);
  const cell_axis places = cell_axis::of(step_length);
  // How many runs are open in each step of a cell, but for what all steps have alike; first as
  // the changes from step to step.
  std::array<std::int32_t, steps + 1> open{};
  const std::size_t stride = stride_over(runs.size());
  for (std::size_t i = 0; i < runs.size(); i += stride) {
    const run r = runs[i];
    if (r.end - r.begin >= length) continue;
    ++open[places.index(r.begin - cells.index(r.begin) * length)];
    --open[places.index(r.end - 1 - cells.index(r.end - 1) * length) + 1];
  }
  std::partial_sum(open.begin(), open.end(), open.begin());
  const auto best = std::min_element(open.begin(), open.end() - 1) - open.begin();
  // Cells begin at whole minutes of UTC, `aligned` seconds before the horizon, plus whole minutes.
  const auto begin = static_cast<std::uint32_t>(best) * step_length / minute * minute;
  return (length - begin) % length + aligned;
}

// The phase of cells of one length by which the fewest are crowded; `quiet` is tried first, and
// where it is good enough no other is. A desk whose clock has been put back and forward has no
// quiet hour, but a boundary at which one year's interval ends and another's begins.
forward_layout best_phase(std::uint32_t length, const std::vector<run>& runs, std::uint32_t aligned,
                          std::size_t enough) {
  forward_layout best = layout_of(length, quiet_lead(length, runs, aligned), runs);
  constexpr std::uint32_t step = 1800;
  for (std::uint32_t lead = 0; lead < length && best.crowded > enough; lead += step) {
    const forward_layout layout = layout_of(length, lead + aligned, runs);
    if (layout.crowded < best.crowded) best = layout;
  }
  return best;
}

forward_layout choose_forward(const parts& parts, const std::vector<run>& runs) {
  const auto span = static_cast<std::uint64_t>(parts.horizon_end - parts.horizon_begin);
  const auto aligned = static_cast<std::uint32_t>((parts.horizon_begin % minute + minute) % minute);
  const std::uint32_t smallest =
      round_up(static_cast<std::uint32_t>(span / (most_cells - 2)) + 1, minute);
  forward_layout best;
  std::uint32_t tried = 0;
  for (const std::uint32_t parts_of_day : {1U, 2U, 3U, 4U, 6U, 8U, 12U, 24U}) {
    std::uint32_t length = std::max(seconds_a_day / parts_of_day, smallest);
    while (!cell_axis::of(length).exact_to(static_cast<std::uint32_t>(span) + length)) {
      length += minute;
    }
    if (length == tried) break;  // the smallest there can be
    tried = length;
    // A crowded cell in 64 costs less than twice the cells.
    const auto enough = static_cast<std::size_t>(span / length / 64);
    const forward_layout layout = best_phase(length, runs, aligned, enough);
    if (layout.crowded < best.crowded) best = layout;
    if (layout.crowded <= enough) break;
  }
  return best;
}

void fill_forward(parts& parts, const forward_layout& layout, const std::vector<run>& runs) {
  std::uint32_t base = 0;
  const run* next = runs.data();
  const run* const none = next + runs.size();
  const auto from = [&](const run* r) {
    return r == none ? std::numeric_limits<std::uint64_t>::max() : r->begin + layout.lead;
  };
  const auto until = [&](const run* r) { return r->end + layout.lead; };
  std::uint64_t next_from = from(next);
  std::vector<std::uint32_t> pairs;  // of a crowded cell: openings and W there
  const std::span<std::uint64_t> words = parts.forward.words;
  std::uint64_t begin = 0;
  for (std::size_t i = 0; i < words.size(); ++i, begin += layout.length) {
    const std::uint64_t end = begin + layout.length;
    // A cell with time before the horizon is crowded: a vector looks at it twice, and at no other.
    if (begin >= layout.lead) {
      if (next_from >= end) {
        words[i] = plain_word(base, 0, 0);
        continue;
      }
      const std::uint64_t next_until = until(next);
      const std::uint64_t one_after = from(next + 1);
      if (next_from >= begin && next_until <= end && one_after >= end) {
        const auto opens = static_cast<std::uint32_t>(next_from - begin);
        const auto lasts = static_cast<std::uint32_t>(next_until - next_from);
        if (opens % minute == 0 && lasts % minute == 0) {
          words[i] = plain_word(base, opens / minute, lasts / minute);
          base += lasts;
          next_from = one_after;
          ++next;
          continue;
        }
      }
    }
    const auto in_cell = [&](std::uint64_t at) {
      return static_cast<std::uint32_t>(std::clamp(at, begin, end) - begin);
    };
    pairs.clear();
    std::uint32_t worked = 0;
    for (; next != none && from(next) < end; ++next) {
      const std::uint32_t opening = in_cell(from(next));
      pairs.push_back(opening);
      pairs.push_back(worked);
      worked += in_cell(until(next)) - opening;
      if (until(next) > end) break;  // goes on in the next cell
    }
    next_from = from(next);
    const std::uint32_t opens = pairs.empty() ? 0 : pairs[0];
    if (pairs.size() <= 2 && opens % minute == 0 && worked % minute == 0 && begin >= layout.lead) {
      words[i] = plain_word(base, opens / minute, worked / minute);
    } else {
      words[i] = crowded_word(base, static_cast<std::uint32_t>(parts.slices.size()));
      parts.slices.push_back(static_cast<std::uint32_t>(pairs.size() / 2));
      parts.slices.insert(parts.slices.end(), pairs.begin(), pairs.end());
      parts.slices.push_back(worked);
    }
    base += worked;
  }
}

// ---- inverse: time over W ----

// The lengths that most runs have, the commonest first: inverse cells of such a length have their
// jumps at their begins, where they cost nothing.
std::vector<std::uint32_t> common_lengths(const std::vector<run>& runs) {
  std::unordered_map<std::uint32_t, std::uint32_t> counts;
  // A stretch of runs of one length is counted at once.
  for (auto r = runs.begin(); r != runs.end();) {
    const std::uint32_t length = r->end - r->begin;
    auto other = r;
    while (other != runs.end() && other->end - other->begin == length) ++other;
    counts[length] += static_cast<std::uint32_t>(other - r);
    r = other;
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_count;
  for (const auto& [length, count] : counts) by_count.emplace_back(count, length);
  std::sort(by_count.rbegin(), by_count.rend());
  std::vector<std::uint32_t> lengths;
  constexpr std::size_t most = 4;
  for (const auto& [count, length] : by_count) {
    // A rare length is no pattern.
    if (lengths.size() == most || count * 8 < by_count.front().first) break;
    lengths.push_back(length);
  }
  return lengths;
}

// Counts the jumps that have the next one in the same cell; a jump at a cell's begin costs nothing.
std::size_t crowded_jumps(std::uint32_t length, const std::vector<std::uint32_t>& run_ends) {
  const cell_axis axis = cell_axis::of(length);
  const std::size_t stride = stride_over(run_ends.size());
  std::size_t crowded = 0;
  for (std::size_t i = 0; i + 1 < run_ends.size(); i += stride) {
    const std::uint32_t cell = axis.index(run_ends[i]);
    const bool costs = run_ends[i] != cell * length && axis.index(run_ends[i + 1]) == cell;
    crowded += costs ? 1 : 0;
  }
  return crowded * stride;
}

std::uint32_t choose_inverse(const parts& parts, const std::vector<run>& runs) {
  constexpr std::uint32_t longest = no_jump / 4 * 4;
  const std::uint32_t smallest = std::max(round_up(parts.total / (most_cells - 1) + 1, 4), 256U);
  std::set<std::uint32_t, std::greater<>> lengths;
  for (std::uint32_t common : common_lengths(runs)) {
    while (common > longest) common = (common + 1) / 2;
    for (const std::uint32_t share : {1U, 2U, 3U, 4U, 6U, 8U}) {
      std::uint32_t length = std::clamp(round_up(common / share, 4), smallest, longest);
      while (!cell_axis::of(length).exact_to(parts.total)) length -= 4;
      lengths.insert(length);
    }
  }
  std::uint32_t best = 0;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  for (const std::uint32_t length : lengths) {
    const std::size_t crowded = crowded_jumps(length, parts.run_ends);
    if (crowded < least) {
      least = crowded;
      best = length;
    }
    if (crowded * 64 <= parts.total / length) break;
  }
  return best;
}

void fill_inverse(parts& parts, const std::vector<run>& runs) {
  const std::uint32_t length = parts.inverse.cell_length;
  const auto lead = static_cast<std::uint32_t>(parts.horizon_begin - parts.origin);

  std::size_t at = 0;  // the run in which W is the cell's begin
  const std::size_t last = runs.size() - 1;
  const run* const line = runs.data();
  const std::uint32_t* const ends = parts.run_ends.data();
  const std::span<std::uint64_t> words = parts.inverse.words;
  std::vector<std::uint32_t> jumps;
  std::uint32_t begin = 0;
  for (std::size_t i = 0; i < words.size(); ++i, begin += length) {
    while (ends[at] <= begin) ++at;
    const std::uint32_t to_jump = ends[at] - begin;
    const std::uint32_t base = lead + line[at].end - to_jump;
    if (at == last || to_jump >= length) {
      words[i] = plain_word(base, no_jump, 0);
      continue;
    }
    const std::uint32_t jump = line[at + 1].begin - line[at].end;
    const bool alone = at + 1 == last || ends[at + 1] - begin >= length;
    if (alone && jump % minute == 0 && jump / minute <= most_minutes) {
      words[i] = plain_word(base, to_jump, jump / minute);
      continue;
    }
    jumps.clear();
    std::uint32_t jumped = 0;
    for (std::size_t run = at; run != last && ends[run] - begin < length; ++run) {
      jumped += line[run + 1].begin - line[run].end;
      jumps.push_back(ends[run] - begin);
      jumps.push_back(jumped);
    }
    words[i] = crowded_word(base, static_cast<std::uint32_t>(parts.slices.size()));
    parts.slices.push_back(static_cast<std::uint32_t>(jumps.size() / 2));
    parts.slices.insert(parts.slices.end(), jumps.begin(), jumps.end());
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
  parts.day_cells.push_back(static_cast<std::uint16_t>(days - 1));
}

}  // namespace

void cut_into_cells(parts& parts, const std::vector<run>& runs) {
  parts.run_ends.reserve(runs.size());
  for (const run& r : runs) parts.run_ends.push_back(parts.total += r.end - r.begin);
  const forward_layout forward = choose_forward(parts, runs);
  const auto span = static_cast<std::uint32_t>(parts.horizon_end - parts.horizon_begin);
  parts.origin = parts.horizon_begin - forward.lead;
  parts.forward.cell_length = forward.length;
  parts.inverse.cell_length = choose_inverse(parts, runs);
  begin_image(parts, (span + forward.lead) / forward.length + 1,
              (parts.total - 1) / parts.inverse.cell_length + 1);
  fill_forward(parts, forward, runs);
  fill_inverse(parts, runs);
  fill_days(parts);
}

}  // namespace srok::engine
