// The two tables of a compiled schedule: working time before a moment, W, and its inverse.
//
// Both axes count whole seconds from their beginning and are cut into equal cells; a cell is one
// word.
//
//   forward cell   W at its begin: 32 bits of seconds | where in it time opens: 16 bits of minutes
//                  | crowded: 1 bit | for how long: 15 bits of minutes
//   inverse cell   the last moment at which W is its begin: 32 bits of seconds | where in it W
//                  jumps over closed time: 16 bits of seconds | crowded: 1 bit | how much is
//                  jumped: 15 bits of minutes
//
// So a forward cell holds at most one opening-closing pair and an inverse cell at most one jump. A
// cell with more of them, or with one that does not fit, is crowded: the bits besides the first 32
// then number its slice in a list of 32-bit numbers, which is searched by bisection.
//
//   forward slice  n, then n pairs (opening, W there), ascending, then W at the last closing; n may
//                  be 0
//   inverse slice  n, then n pairs (W of a jump, closed seconds jumped so far), ascending
//
// all of them counted from the cell's begin.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace srok::engine {

inline constexpr std::uint64_t crowded_bit = 1U << 15;

// Words of the one form; the caller has checked that everything fits.
constexpr std::uint64_t plain_word(std::uint32_t base, std::uint32_t where,
                                   std::uint32_t minutes) noexcept {
  return std::uint64_t{base} << 32 | std::uint64_t{where} << 16 | minutes;
}

constexpr std::uint64_t crowded_word(std::uint32_t base, std::uint32_t slice) noexcept {
  return std::uint64_t{base} << 32 | std::uint64_t{slice >> 15} << 16 | crowded_bit |
         (slice & 0x7fff);
}

constexpr std::uint32_t slice_of(std::uint64_t word) noexcept {
  return static_cast<std::uint32_t>((word >> 16 & 0xffff) << 15 | (word & 0x7fff));
}

constexpr std::uint32_t base_of(std::uint64_t word) noexcept {
  return static_cast<std::uint32_t>(word >> 32);
}

// Cells of `length` seconds. Division by the length is a multiplication and a shift: for a
// multiplier m = ceil(2^s / length) of 32 bits, floor(n * m / 2^s) is floor(n / length) as long as
// n * (m * length - 2^s) < 2^s, which holds to n = 2^31 (68 years) and, for most lengths, further.
struct cell_axis {
  std::uint64_t multiplier = 0;
  std::uint32_t shift = 0;
  std::uint32_t length = 0;

  static constexpr cell_axis of(std::uint32_t length) noexcept {
    const auto shift = static_cast<std::uint32_t>(63 - std::countl_zero(length - 1));
    return {((std::uint64_t{1} << shift) + length - 1) / length, shift, length};
  }

  // Whether the index is right for every n up to this one.
  constexpr bool exact_to(std::uint32_t n) const noexcept {
    const std::uint64_t excess = multiplier * length - (std::uint64_t{1} << shift);
    return excess == 0 || n < (std::uint64_t{1} << shift) / excess;
  }

  constexpr std::uint32_t index(std::uint32_t at) const noexcept {
    return static_cast<std::uint32_t>(at * multiplier >> shift);
  }
};

struct cell_table {
  cell_axis axis;
  const std::uint64_t* words = nullptr;
  const std::uint32_t* slices = nullptr;
};

// The number of pairs in a slice whose first number is at most `limit`.
constexpr std::uint32_t pairs_up_to(const std::uint32_t* slice, std::uint32_t limit) noexcept {
  std::uint32_t low = 0;
  std::uint32_t high = slice[0];
  while (low < high) {
    const std::uint32_t middle = (low + high) / 2;
    if (slice[1 + 2 * middle] <= limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// W at a moment, and whether the second that begins there is worked.
struct work_at {
  std::uint32_t before = 0;
  bool open = false;
};

// Out of line, as few cells are crowded: inlined it makes a look-up without any 1.3 times as long.
[[gnu::noinline]] constexpr work_at work_in_slice(const std::uint32_t* slice,
                                                  std::uint32_t at) noexcept {
  const std::uint32_t count = pairs_up_to(slice, at);
  if (count == 0) return {};
  const std::uint32_t* pair = slice + 1 + 2 * (count - 1);
  const std::uint32_t until = count == slice[0] ? pair[2] : pair[3];  // W at the closing
  const std::uint32_t open_for = at - pair[0];
  const std::uint32_t lasts = until - pair[1];
  return {pair[1] + std::min(open_for, lasts), open_for < lasts};
}

[[gnu::noinline]] constexpr std::uint32_t jumped_in_slice(const std::uint32_t* slice,
                                                          std::uint32_t limit) noexcept {
  const std::uint32_t count = pairs_up_to(slice, limit);
  return count == 0 ? 0 : slice[2 * count];
}

// requires: `at` lies on the axis of the forward table.
constexpr work_at work(const cell_table& forward, std::uint32_t at) noexcept {
  const std::uint32_t cell = forward.axis.index(at);
  const std::uint64_t word = forward.words[cell];
  const std::uint32_t inside = at - cell * forward.axis.length;
  if (word & crowded_bit) [[unlikely]] {
    const work_at in_cell = work_in_slice(forward.slices + slice_of(word), inside);
    return {base_of(word) + in_cell.before, in_cell.open};
  }
  const auto opens = static_cast<std::int32_t>(word >> 16 & 0xffff) * 60;
  const auto lasts = static_cast<std::int32_t>(word & 0x7fff) * 60;
  const std::int32_t open_for = static_cast<std::int32_t>(inside) - opens;
  return {base_of(word) + static_cast<std::uint32_t>(std::clamp(open_for, 0, lasts)),
          static_cast<std::uint32_t>(open_for) < static_cast<std::uint32_t>(lasts)};
}

// W(at). requires: `at` lies on the axis of the forward table.
constexpr std::uint32_t working_before(const cell_table& forward, std::uint32_t at) noexcept {
  return work(forward, at).before;
}

// The first moment before which `amount` has been worked: a closing where W stands still.
// requires: 0 < amount <= W at the end.
constexpr std::uint32_t first_moment(const cell_table& inverse, std::uint32_t amount) noexcept {
  const std::uint32_t cell = inverse.axis.index(amount - 1);
  const std::uint64_t word = inverse.words[cell];
  const std::uint32_t inside = amount - cell * inverse.axis.length;
  if (word & crowded_bit) [[unlikely]] {
    return base_of(word) + inside + jumped_in_slice(inverse.slices + slice_of(word), inside - 1);
  }
  const auto jumps_at = static_cast<std::uint32_t>(word >> 16 & 0xffff);
  const auto jumped = static_cast<std::uint32_t>(word & 0x7fff) * 60;
  return base_of(word) + inside + (inside > jumps_at ? jumped : 0);
}

// The last such moment: an opening where W stands still. requires: amount < W at the end.
constexpr std::uint32_t last_moment(const cell_table& inverse, std::uint32_t amount) noexcept {
  const std::uint32_t cell = inverse.axis.index(amount);
  const std::uint64_t word = inverse.words[cell];
  const std::uint32_t inside = amount - cell * inverse.axis.length;
  if (word & crowded_bit) [[unlikely]] {
    return base_of(word) + inside + jumped_in_slice(inverse.slices + slice_of(word), inside);
  }
  const auto jumps_at = static_cast<std::uint32_t>(word >> 16 & 0xffff);
  const auto jumped = static_cast<std::uint32_t>(word & 0x7fff) * 60;
  return base_of(word) + inside + (inside >= jumps_at ? jumped : 0);
}

}  // namespace srok::engine
