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

// Time that would be open but for a closure or a short day, of the shift that a date opens.
struct lost_time {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t day = 0;  // as in a note
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
  // cell, the working day of its begin (0 also before the first), and then the last day.
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

inline constexpr std::uint64_t each_byte = 0x0101'0101'0101'0101;

// How many bits each byte has. std::popcount is a call where no instruction is taken for granted,
// and that call takes as long as all the rest.
constexpr std::uint64_t bits_of_bytes(std::uint64_t bits) noexcept {
  constexpr std::uint64_t pairs = 0x5555'5555'5555'5555;
  constexpr std::uint64_t fours = 0x3333'3333'3333'3333;
  bits -= (bits >> 1) & pairs;
  bits = (bits & fours) + ((bits >> 2) & fours);
  return (bits + (bits >> 4)) & 0x0f * each_byte;
}

constexpr std::uint32_t count_bits(std::uint64_t bits) noexcept {
  return static_cast<std::uint32_t>(bits_of_bytes(bits) * each_byte >> 56);
}

// The place of the set bit with `rank` set bits below it. requires: there is one.
constexpr std::uint32_t select_bit(std::uint64_t bits, std::uint32_t rank) noexcept {
  const std::uint64_t up_to = bits_of_bytes(bits) * each_byte;  // in each byte and below it
  // A byte keeps its upper bit where what is up to it is not yet more than the rank.
  constexpr std::uint64_t upper = 0x80 * each_byte;
  const std::uint64_t passed = ((rank * each_byte | upper) - up_to) & upper;
  std::uint32_t place = 8 * static_cast<std::uint32_t>((passed >> 7) * each_byte >> 56);
  rank -= static_cast<std::uint32_t>(up_to << 8 >> place & 0xff);
  const auto step = [&](std::uint32_t width, std::uint32_t low_bits) {
    const std::uint32_t beyond = rank >= low_bits ? 1 : 0;
    place += beyond * width;
    rank -= beyond * low_bits;
  };
  constexpr std::uint64_t bits_of_four = 0x4332'3221'3221'2110;
  step(4, static_cast<std::uint32_t>(bits_of_four >> 4 * (bits >> place & 15) & 15));
  step(2, static_cast<std::uint32_t>(bits_of_four >> 4 * (bits >> place & 3) & 15));
  step(1, static_cast<std::uint32_t>(bits >> place & 1));
  return place;
}

// The number of them before the date `index` days after the first. requires: index <= day_count.
constexpr std::uint32_t days_before(const tables& t, std::uint32_t index) noexcept {
  const std::uint32_t word = index / 64;
  const std::uint64_t below = (std::uint64_t{1} << index % 64) - 1;
  return t.day_ranks[word] + count_bits(t.day_bits[word] & below);
}

// The word of day_bits that has the working date with `rank` of them before it. Working days lie
// evenly enough for most: the word that a straight line gives, or a neighbour.
constexpr std::uint32_t word_of_rank(const tables& t, std::uint32_t rank) noexcept {
  const auto words = static_cast<std::uint32_t>(t.day_ranks.size());
  const auto days = static_cast<std::uint32_t>(t.day_starts.size()) - 1;
  auto word = static_cast<std::uint32_t>(std::uint64_t{rank} * words / days);
  if (word != 0 && t.day_ranks[word] > rank) --word;
  if (word + 1 < words && t.day_ranks[word + 1] <= rank) ++word;
  const bool found =
      t.day_ranks[word] <= rank && (word + 1 == words || rank < t.day_ranks[word + 1]);
  if (found) [[likely]]
    return word;
  const auto after = std::upper_bound(t.day_ranks.begin(), t.day_ranks.end(), rank);
  return static_cast<std::uint32_t>(after - t.day_ranks.begin()) - 1;
}

// The date with `rank` of them before it, in days after the first. requires: rank < their number.
constexpr std::uint32_t day_with_rank(const tables& t, std::uint32_t rank) noexcept {
  const std::uint32_t word = word_of_rank(t, rank);
  return word * 64 + select_bit(t.day_bits[word], rank - t.day_ranks[word]);
}

// ---- working days over W ----

// The working day in which the second after `amount` is worked; -1: one before the first.
// requires: amount < total.
constexpr std::int64_t day_of_work(const tables& t, std::uint32_t amount) noexcept {
  if (t.uniform_day != 0) return amount / t.uniform_day;
  if (amount < t.day_starts.front()) return -1;
  const std::uint32_t cell = t.inverse.axis.index(amount);
  const std::uint32_t low = t.day_cells[cell];
  const std::uint32_t high = t.day_cells[cell + 1];
  // Mostly none or one day begins in a cell.
  const auto later =
      std::upper_bound(t.day_starts.begin() + low + 1, t.day_starts.begin() + high + 1, amount);
  return later - t.day_starts.begin() - 1;
}

}  // namespace srok::engine
