// The layout of a schedule's block of memory: a header, then arrays at offsets from the begin.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "srok/calendar/working_hours.hpp"
#include "srok/engine/image.hpp"
#include "srok/engine/schedule.hpp"

namespace srok::engine {

static_assert(std::endian::native == std::endian::little, "images are little-endian");

inline constexpr std::uint64_t magic = 0x314b4f5253'0a0dULL;  // CR LF and "SROK1": text modes show
inline constexpr std::uint32_t format = 1;

// Bytes of a name or a source in the text. Explanations repeat them at each date.
inline constexpr std::size_t longest_text = 8192;

// Of a zone. Between two changes of a real one lie four days at least; one that changed each second
// would make an explanation look at 86 400 changes for each of its parts.
inline constexpr std::int64_t least_between_changes = 3600;
inline constexpr std::int64_t farthest_change = std::int64_t{1} << 62;  // no sum overflows
inline constexpr std::int64_t first_impossible_offset = seconds_a_day;

// Of short days, in any two days: those of a shift from the date before and of three dates more,
// and some. An explanation looks at them for each of its closed parts.
inline constexpr std::size_t most_cuts_of_two_days = 720;
static_assert(most_cuts_of_two_days == 5 * most_intervals);

// An array in the block.
struct section {
  std::uint32_t offset = 0;  // bytes from the begin
  std::uint32_t count = 0;
};

struct header {
  std::uint64_t magic = engine::magic;
  std::uint64_t bytes = 0;     // of the whole block
  std::uint64_t checksum = 0;  // of all that follows this number
  std::uint32_t format = engine::format;
  std::uint32_t header_bytes = 0;
  std::int64_t origin = 0;
  std::int64_t horizon_begin = 0;
  std::int64_t horizon_end = 0;
  std::int64_t official_until = 0;
  std::uint32_t total = 0;
  std::uint32_t forward_cell = 0;
  std::uint32_t inverse_cell = 0;
  std::int32_t first_day = 0;
  std::uint32_t day_count = 0;
  std::uint32_t last_date_is_cut = 0;
  std::uint32_t zone_name = 0;
  std::uint32_t calendar_name = 0;
  std::uint32_t uniform_day = 0;
  std::uint32_t unused = 0;
  section forward, inverse, slices, run_ends, day_bits, day_ranks, day_starts, day_cells, offsets,
      notes, closed, cut, names, sources, text;
};
static_assert(sizeof(header) % 8 == 0);

inline constexpr std::size_t unchecked_bytes = offsetof(header, format);

// FNV-1a over words, in four strands so that four products are on their way at once: it need only
// find accidents; forgeries are caught by the structural check.
inline std::uint64_t checksum(std::span<const std::uint64_t> image) noexcept {
  constexpr std::uint64_t prime = 0x100000001b3U;
  std::array<std::uint64_t, 4> strands{0xcbf29ce484222325U, 1, 2, 3};
  const auto stir = [](std::uint64_t hash, std::uint64_t word) {
    hash = (hash ^ word) * prime;
    return hash ^ hash >> 32;
  };
  const auto words = image.subspan(unchecked_bytes / 8);
  const std::size_t whole = words.size() / 4 * 4;
  for (std::size_t i = 0; i < whole; i += 4) {
    for (std::size_t strand = 0; strand < 4; ++strand) {
      strands[strand] = stir(strands[strand], words[i + strand]);
    }
  }
  for (std::size_t i = whole; i < words.size(); ++i) strands[0] = stir(strands[0], words[i]);
  return stir(stir(stir(strands[0], strands[1]), strands[2]), strands[3]);
}

inline const header& header_of(std::span<const std::uint64_t> image) noexcept {
  return *reinterpret_cast<const header*>(image.data());
}

template <class T>
std::span<const T> array_at(std::span<const std::uint64_t> image, section s) noexcept {
  const auto* bytes = reinterpret_cast<const std::byte*>(image.data());
  return {reinterpret_cast<const T*>(bytes + s.offset), s.count};
}

inline schedule over_shared(std::vector<std::uint64_t> image) {
  const auto owner = std::make_shared<const std::vector<std::uint64_t>>(std::move(image));
  return schedule{tables_over(*owner), owner};
}

}  // namespace srok::engine
