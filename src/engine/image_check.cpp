// Loading a schedule from bytes that may come from anywhere: every number is checked before it is
// trusted.
#include <algorithm>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

#include "engine/image_layout.hpp"
#include "srok/engine/image.hpp"
#include "srok/error.hpp"
#include "utf8.hpp"

namespace srok {
namespace engine {
namespace {

[[noreturn]] void refuse(const char* what) {
  throw error(status::bad_text,
              std::string{"these bytes are not a schedule that srok dumped: "} + what);
}

void require(bool sound, const char* what) {
  if (!sound) refuse(what);
}

template <class T>
void require_array(const header& head, section s, const char* name) {
  require(s.offset % alignof(T) == 0 && s.offset >= sizeof(header) && s.offset <= head.bytes &&
              std::uint64_t{s.count} * sizeof(T) <= head.bytes - s.offset,
          name);
}

void require_sections(const header& head) {
  require_array<std::uint64_t>(head, head.forward, "forward cells lie outside the block");
  require_array<std::uint64_t>(head, head.inverse, "inverse cells lie outside the block");
  require_array<std::uint32_t>(head, head.slices, "slices lie outside the block");
  require_array<std::uint32_t>(head, head.run_ends, "run ends lie outside the block");
  require_array<std::uint64_t>(head, head.day_bits, "day bits lie outside the block");
  require_array<std::uint32_t>(head, head.day_ranks, "day ranks lie outside the block");
  require_array<std::uint32_t>(head, head.day_starts, "day starts lie outside the block");
  require_array<std::uint16_t>(head, head.day_cells, "day cells lie outside the block");
  require_array<offset_change>(head, head.offsets, "zone offsets lie outside the block");
  require_array<day_note>(head, head.notes, "notes lie outside the block");
  require_array<lost_time>(head, head.closed, "closures lie outside the block");
  require_array<lost_time>(head, head.cut, "short-day cuts lie outside the block");
  require_array<name_pair>(head, head.names, "names lie outside the block");
  require_array<std::uint32_t>(head, head.sources, "sources lie outside the block");
  require_array<char>(head, head.text, "text lies outside the block");
}

void require_header(const header& head) {
  constexpr std::int64_t earliest = -10 * 366 * std::int64_t{seconds_a_day};
  constexpr std::int64_t latest = 4'200'000'000LL;
  require(earliest < head.origin && head.origin <= head.horizon_begin &&
              head.horizon_begin < head.horizon_end && head.horizon_end < latest &&
              head.horizon_begin <= head.official_until &&
              head.official_until <= head.horizon_end &&
              head.horizon_end - head.origin <= 0xffff'ffffLL,
          "its horizon is impossible");
  require(head.forward_cell >= 60 && head.forward_cell <= 0x7fff * 60 && head.inverse_cell >= 4 &&
              head.inverse_cell <= 0xffff &&
              cell_axis::of(head.forward_cell)
                  .exact_to(static_cast<std::uint32_t>(head.horizon_end - head.origin)) &&
              cell_axis::of(head.inverse_cell).exact_to(head.total),
          "its cells have an impossible length");
  require(head.total > 0 && head.total <= head.horizon_end - head.horizon_begin,
          "its total is impossible");
  require(head.day_count > 0 && head.day_count <= 0xffff && head.first_day > -4000 &&
              head.first_day < 50'000,
          "its dates are impossible");
}

template <class T, class Before>
void require_ascending(std::span<const T> array, Before before, const char* what) {
  for (std::size_t i = 1; i < array.size(); ++i) require(before(array[i - 1], array[i]), what);
}

class slice_list {
 public:
  explicit slice_list(std::span<const std::uint32_t> slices)
      : slices_{slices}, left_{slices.size()} {}

  // The numbers of a crowded cell: its pairs and, in a forward slice, the closing amount.
  // Each cell has a slice of its own: cells that share one would be checked for as long as both are
  // many, 4 s for a dump of 1 MB.
  std::span<const std::uint32_t> pairs_of(std::uint64_t word, std::size_t closing) {
    const std::size_t at = slice_of(word);
    require(at < slices_.size() && (closing != 0 || slices_[at] != 0),
            "a cell points outside the slices");
    const std::size_t count = 2 * std::size_t{slices_[at]} + closing;
    require(count <= slices_.size() - at - 1, "a slice is longer than the list");
    require(count < left_, "its cells share slices");
    left_ -= count + 1;
    return slices_.subspan(at + 1, count);
  }

 private:
  std::span<const std::uint32_t> slices_;
  std::size_t left_;  // numbers that no cell has asked for
};

void require_days(const tables& t, const header& head) {
  const std::size_t words = t.day_count / 64 + 1;
  require(t.day_bits.size() == words && t.day_ranks.size() == words,
          "its dates have the wrong number");
  std::uint32_t rank = 0;
  for (std::size_t word = 0; word < words; ++word) {
    require(t.day_ranks[word] == rank, "its dates are counted wrongly");
    rank += static_cast<std::uint32_t>(std::popcount(t.day_bits[word]));
  }
  require((t.day_bits.back() >> t.day_count % 64) == 0, "it works on dates after its last");
  require(t.day_starts.size() == std::size_t{rank} + 1 && t.day_starts.back() == head.total,
          "its working days do not end with its total");
  require_ascending(t.day_starts, std::less<>{}, "its working days do not ascend");
  require(!t.run_ends.empty() && t.run_ends.front() > 0 && t.run_ends.back() == head.total,
          "its runs do not end with its total");
  require_ascending(t.run_ends, std::less<>{}, "its runs do not ascend");
}

// A working day is found by its length, or through the cell it begins in.
void require_day_cells(const tables& t, const header& head) {
  const std::size_t days = t.day_starts.size() - 1;
  if (t.uniform_day != 0) {
    require(t.day_cells.empty() && !t.last_date_is_cut, "its days have two forms");
    for (std::size_t day = 0; day <= days; ++day) {
      require(t.day_starts[day] == std::uint64_t{day} * t.uniform_day, "its days are not alike");
    }
    return;
  }
  require(t.day_cells.size() == (days == 0 ? 0 : head.inverse.count + 1),
          "its day cells have the wrong number");
  if (days == 0) return;
  require(t.day_cells.back() == days - 1, "its day cells do not end with its last day");
  // Vectors read 8 bytes at each.
  require(std::uint64_t{head.day_cells.offset} + head.day_cells.count * sizeof(std::uint16_t) + 8 <=
              head.bytes,
          "nothing follows its day cells");
  for (std::size_t cell = 0; cell + 1 < t.day_cells.size(); ++cell) {
    const std::uint64_t begin = std::uint64_t{cell} * head.inverse_cell;
    const std::size_t day = t.day_cells[cell];
    require(day < days && (day == 0 || t.day_starts[day] <= begin) && begin < t.day_starts[day + 1],
            "a day cell names another day");
  }
}

// W rises from 0 to the total, cell by cell, so no query can ask the inverse for more than it has.
void require_forward(const tables& t, std::span<const std::uint64_t> words, slice_list& slices) {
  const std::uint64_t length = t.forward.axis.length;
  std::uint64_t worked = 0;
  for (const std::uint64_t word : words) {
    require(base_of(word) == worked, "its forward cells do not add up");
    if ((word & crowded_bit) == 0) {
      const std::uint64_t lasts = (word & 0x7fff) * 60;
      require((word >> 16 & 0xffff) * 60 + lasts <= length,
              "a forward cell is open beyond its end");
      worked += lasts;
      continue;
    }
    const auto pairs = slices.pairs_of(word, 1);
    require(pairs.size() > 1 ? pairs[1] == 0 : pairs[0] == 0, "a crowded forward cell begins late");
    for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
      const std::uint64_t next = i + 3 < pairs.size() ? pairs[i + 2] : length;
      const std::uint64_t until = i + 3 < pairs.size() ? pairs[i + 3] : pairs[i + 2];
      require(pairs[i + 1] <= until && pairs[i] + (until - pairs[i + 1]) <= next,
              "a crowded forward cell does not ascend");
    }
    worked += pairs.back();
  }
  require(worked == t.total, "its forward cells do not end with its total");
}

// The inverse rises too and stays on the axis.
void require_inverse(const tables& t, std::span<const std::uint64_t> words, slice_list& slices) {
  const std::uint64_t length = t.inverse.axis.length;
  const auto span = static_cast<std::uint64_t>(t.horizon_end - t.origin);
  std::uint64_t reached = static_cast<std::uint64_t>(t.horizon_begin - t.origin);
  std::uint64_t amount = t.total;
  for (const std::uint64_t word : words) {
    require(base_of(word) >= reached, "its inverse cells do not ascend");
    std::uint64_t jumped = (word & 0x7fff) * 60;
    if ((word & crowded_bit) != 0) {
      const auto pairs = slices.pairs_of(word, 0);
      jumped = 0;
      for (std::size_t i = 0; i < pairs.size(); i += 2) {
        require(pairs[i] > 0 && pairs[i] < length && (i == 0 || pairs[i] > pairs[i - 2]) &&
                    pairs[i + 1] >= jumped,
                "a crowded inverse cell does not ascend");
        jumped = pairs[i + 1];
      }
    } else if ((word >> 16 & 0xffff) >= length) {
      jumped = 0;
    }
    reached = base_of(word) + std::min(amount, length) + jumped;
    amount -= std::min(amount, length);
    require(reached <= span, "its inverse cells lead beyond the horizon");
  }
}

void require_words(const tables& t) {
  const auto& head = header_of(t.image);
  const auto span = static_cast<std::uint32_t>(t.horizon_end - t.origin);
  require(head.forward.count == t.forward.axis.index(span) + 1 &&
              head.inverse.count == t.inverse.axis.index(t.total - 1) + 1,
          "its tables have the wrong number of cells");
  slice_list slices{array_at<std::uint32_t>(t.image, head.slices)};
  require_forward(t, array_at<std::uint64_t>(t.image, head.forward), slices);
  require_inverse(t, array_at<std::uint64_t>(t.image, head.inverse), slices);
}

void require_texts(const tables& t) {
  const auto is_text = [&](std::uint32_t place) {
    return place < t.text.size() && begins_code_point(t.text[place]);
  };
  require(!t.text.empty() && t.text.front() == '\0' && t.text.back() == '\0',
          "its text has no end");
  for (std::size_t begin = 0; begin < t.text.size();) {
    const std::size_t length = std::strlen(t.text.data() + begin);
    require(length <= longest_text, "a name is too long");
    require(is_utf8({t.text.data() + begin, length}), "a name is not UTF-8");  // JSON needs it
    begin += length + 1;
  }
  require(is_text(t.zone_name) && is_text(t.calendar_name), "its names lie outside its text");
  require(!t.names.empty() && !t.sources.empty(), "its names are missing");
  for (const name_pair& name : t.names) {
    require(is_text(name.english) && is_text(name.russian), "a name lies outside its text");
  }
  for (const std::uint32_t source : t.sources)
    require(is_text(source), "a source lies outside its text");
  for (const day_note& note : t.notes) {
    require(note.name < t.names.size() && note.source < t.sources.size() &&
                note.why <= static_cast<std::uint8_t>(reason::paused) && note.day <= t.day_count,
            "a note is impossible");
  }
  require_ascending(
      t.notes, [](const auto& a, const auto& b) { return a.day < b.day; },
      "its notes do not ascend");
}

void require_lost(std::span<const lost_time> lost, const tables& t) {
  const auto span = static_cast<std::uint64_t>(t.horizon_end - t.horizon_begin);
  for (const lost_time& l : lost)
    require(l.begin < l.end && l.end <= span && l.day <= t.day_count, "lost time is impossible");
  require_ascending(
      lost, [](const auto& a, const auto& b) { return a.begin <= b.begin; },
      "lost time does not ascend");
}

void require_few_cuts(std::span<const lost_time> cut) {
  for (std::size_t i = most_cuts_of_two_days; i < cut.size(); ++i) {
    require(cut[i].begin - cut[i - most_cuts_of_two_days].begin >= 2U * seconds_a_day,
            "its short days lose more than they have");
  }
}

void require_offsets(const tables& t) {
  require(!t.offsets.empty() && t.offsets.front().at == to_unix(no_instant),
          "its zone does not begin at the beginning");
  const auto changes = t.offsets.subspan(1);
  for (const offset_change& change : changes) {
    require(-farthest_change < change.at && change.at < farthest_change,
            "its zone changes at an impossible time");
  }
  require_ascending(
      changes, [](const auto& a, const auto& b) { return b.at - a.at >= least_between_changes; },
      "its zone does not ascend by an hour from change to change");
  for (const offset_change& change : t.offsets) {
    require(-first_impossible_offset < change.offset && change.offset < first_impossible_offset,
            "its zone has an impossible offset");
  }
}

}  // namespace
}  // namespace engine

schedule load(std::span<const std::byte> bytes) {
  using namespace engine;
  require(bytes.size() >= sizeof(header) && bytes.size() % 8 == 0, "there are too few of them");
  std::vector<std::uint64_t> image(bytes.size() / 8);
  std::memcpy(image.data(), bytes.data(), bytes.size());
  const header& head = header_of(image);
  require(head.magic == magic, "they begin otherwise");
  require(head.format == format && head.header_bytes == sizeof(header),
          "another version of srok made them; compile the schedule again");
  require(head.bytes == bytes.size(), "they are cut or have something behind them");
  require(head.checksum == checksum(image), "their checksum is wrong, so some byte was changed");
  require_header(head);
  require_sections(head);
  const tables t = tables_over(image);
  require_texts(t);
  require_offsets(t);
  require_days(t, head);
  require_words(t);
  require_day_cells(t, head);
  require_lost(t.closed, t);
  require_lost(t.cut, t);
  require_few_cuts(t.cut);
  return over_shared(std::move(image));
}

}  // namespace srok
