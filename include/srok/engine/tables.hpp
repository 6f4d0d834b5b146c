// What a compiled schedule is made of: plain arrays, in one block of memory, never changed.
//
// Moments are 32-bit seconds after `origin`, amounts of working time 32-bit seconds; 130 years fit.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "srok/engine/cells.hpp"
#include "srok/time/zone.hpp"

namespace srok::engine {

// Why a stretch of time counts or does not. The list is closed: explanations print these names.
enum class reason : std::uint8_t {
  working,
  short_day,
  exception,
  night,
  break_,
  weekend,
  holiday,
  moved_day,
  decree_off,
  closure,
  paused,
};

// What is known of a date that deviates from the plain week. `moved` numbers are distances in days
// to the date its day off came from or went to, 0 for none; text is numbered in the tables below, 0
// for none.
struct day_note {
  std::uint16_t day = 0;  // 1 is the first date; 0 the one before, whose evening shift may reach in
  std::uint8_t why = 0;   // a reason
  std::uint8_t unused = 0;
  std::int16_t moved_from = 0;
  std::int16_t moved_to = 0;
  std::uint16_t name = 0;
  std::uint16_t source = 0;
};

// Time that would be open but for a closure or a short day.
struct lost_time {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// One name in the two languages of an explanation, as places in `text`.
struct name_pair {
  std::uint32_t english = 0;
  std::uint32_t russian = 0;
};

struct tables {
  std::span<const std::uint64_t> image;  // the block itself (image.hpp)

  std::int64_t origin = 0;  // Unix seconds at which the forward axis begins
  std::int64_t horizon_begin = 0;
  std::int64_t horizon_end = 0;
  std::int64_t official_until = 0;
  std::uint32_t total = 0;  // working seconds in the whole horizon
  cell_table forward;
  cell_table inverse;

  // W at the end of each unbroken stretch of open time, ascending.
  std::span<const std::uint32_t> run_ends;

  // One bit a date that has working time, first date in bit 0; the number of such dates before each
  // word; and W at the opening of each such date, ending with `total`. When all these dates have
  // the same working time, uniform_day is it; else it is 0 and day_cells has, for each inverse
  // cell, the working day of its begin (0 also before the first).
  std::int32_t first_day = 0;
  std::uint32_t day_count = 0;
  bool last_date_is_cut = false;  // its working time goes on beyond the horizon
  std::span<const std::uint64_t> day_bits;
  std::span<const std::uint32_t> day_ranks;
  std::span<const std::uint32_t> day_starts;
  std::span<const std::uint16_t> day_cells;
  std::uint32_t uniform_day = 0;

  std::span<const offset_change> offsets;  // of the zone

  std::span<const day_note> notes;    // by day
  std::span<const lost_time> closed;  // ascending
  std::span<const lost_time> cut;     // ascending
  std::span<const name_pair> names;
  std::span<const std::uint32_t> sources;
  std::span<const char> text;   // NUL-terminated strings; the first is empty
  std::uint32_t zone_name = 0;  // in `text`, as is the next
  std::uint32_t calendar_name = 0;

  std::string_view text_at(std::uint32_t place) const noexcept { return text.data() + place; }
};

// ---- dates with working time: rank and select over the bits ----

// The number of them before the date `index` days after the first. requires: index <= day_count.
constexpr std::uint32_t days_before(const tables& t, std::uint32_t index) noexcept {
  const std::uint32_t word = index / 64;
  const std::uint64_t below = (std::uint64_t{1} << index % 64) - 1;
  return t.day_ranks[word] + static_cast<std::uint32_t>(std::popcount(t.day_bits[word] & below));
}

// The place of the set bit with `rank` set bits below it. requires: there is one.
constexpr std::uint32_t select_bit(std::uint64_t bits, std::uint32_t rank) noexcept {
  std::uint32_t place = 0;
  for (std::uint32_t half = 32; half != 0; half /= 2) {
    const std::uint64_t low = bits >> place & ((std::uint64_t{1} << half) - 1);
    const auto count = static_cast<std::uint32_t>(std::popcount(low));
    if (rank >= count) {
      rank -= count;
      place += half;
    }
  }
  return place;
}

// The date with `rank` of them before it, in days after the first. requires: rank < their number.
constexpr std::uint32_t day_with_rank(const tables& t, std::uint32_t rank) noexcept {
  const auto after = std::upper_bound(t.day_ranks.begin(), t.day_ranks.end(), rank);
  const auto word = static_cast<std::uint32_t>(after - t.day_ranks.begin()) - 1;
  return word * 64 + select_bit(t.day_bits[word], rank - t.day_ranks[word]);
}

// ---- working days over W ----

// The working day in which the second after `amount` is worked; -1: one before the first.
// requires: amount < total.
constexpr std::int64_t day_of_work(const tables& t, std::uint32_t amount) noexcept {
  if (t.uniform_day != 0) return amount / t.uniform_day;
  if (amount < t.day_starts.front()) return -1;
  const std::uint32_t cell = t.inverse.axis.index(amount);
  const auto last = static_cast<std::uint32_t>(t.day_starts.size()) - 2;
  const std::uint32_t low = t.day_cells[cell];
  const std::uint32_t high = cell + 1 < t.day_cells.size() ? t.day_cells[cell + 1] : last;
  // Mostly none or one day begins in a cell.
  const auto later =
      std::upper_bound(t.day_starts.begin() + low + 1, t.day_starts.begin() + high + 1, amount);
  return later - t.day_starts.begin() - 1;
}

}  // namespace srok::engine
