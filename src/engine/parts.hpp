// The parts of a schedule while it is compiled: the arrays of engine::tables, still growing.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "srok/engine/schedule.hpp"
#include "srok/engine/tables.hpp"

namespace srok::engine {

// An unbroken stretch of open time, in seconds after the horizon's begin; never empty.
struct run {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// NUL-terminated strings, each stored once; the empty one is at 0.
class text_pool {
 public:
  std::uint32_t place_of(std::string_view text);
  const std::vector<char>& bytes() const noexcept { return bytes_; }

 private:
  std::vector<char> bytes_ = {'\0'};
  std::unordered_map<std::string, std::uint32_t> places_ = {{"", 0}};
};

struct table_words {
  std::uint32_t cell_length = 0;
  std::span<std::uint64_t> words;  // in the image
};

struct parts {
  std::int64_t horizon_begin = 0;
  std::int64_t horizon_end = 0;
  std::int64_t official_until = 0;
  std::int64_t origin = 0;
  std::uint32_t total = 0;

  std::vector<std::uint64_t> image;  // as far as it is written
  table_words forward;
  table_words inverse;
  std::vector<std::uint32_t> slices;  // of both tables

  std::vector<std::uint32_t> run_ends;
  std::int32_t first_day = 0;
  std::uint32_t day_count = 0;
  bool last_date_is_cut = false;
  std::vector<std::uint64_t> day_bits;
  std::vector<std::uint32_t> day_ranks;
  std::vector<std::uint32_t> day_starts;
  std::vector<std::uint16_t> day_cells;
  std::uint32_t uniform_day = 0;

  std::vector<offset_change> offsets;
  std::vector<day_note> notes;
  std::vector<lost_time> closed;
  std::vector<lost_time> cut;
  std::vector<name_pair> names;
  std::vector<std::uint32_t> sources;
  text_pool text;
  std::uint32_t zone_name = 0;
  std::uint32_t calendar_name = 0;
};

// Cuts both axes into cells: origin, total, image, forward, inverse, slices, run_ends, day_cells
// and uniform_day of the parts. requires: runs ascend, do not touch, and are not empty; all other
// parts are there.
void cut_into_cells(parts& parts, const std::vector<run>& runs);

// Begins the image with the words of both tables, which are filled where they will stay: a compile
// spends a third of its time on touching new memory for the first time.
void begin_image(parts& parts, std::size_t forward_words, std::size_t inverse_words);

// The rest of the image, and the schedule over it.
schedule assemble(parts parts);

}  // namespace srok::engine
