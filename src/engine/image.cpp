// The block of memory a schedule stands on: laying it out, and finding one's way in it.
#include "srok/engine/image.hpp"

#include <cstring>
#include <string>

#include "engine/image_layout.hpp"
#include "engine/parts.hpp"
#include "srok/error.hpp"
#include "utf8.hpp"

namespace srok {
namespace engine {

std::uint32_t text_pool::place_of(std::string_view text) {
  if (text.size() > longest_text) {
    throw error(status::bad_argument, "a name of " + std::to_string(text.size()) +
                                          " bytes in the calendar or of the zone; at most " +
                                          std::to_string(longest_text) + " are compiled");
  }
  if (!is_utf8(text)) {
    throw error(status::bad_argument,
                "a name in the calendar or of the zone is not UTF-8; give it as UTF-8: " +
                    std::string{text});
  }
  const auto [known, added] =
      places_.try_emplace(std::string{text}, static_cast<std::uint32_t>(bytes_.size()));
  if (added) {
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    bytes_.push_back('\0');
  }
  return known->second;
}

namespace {

// ---- laying out ----

// Adds arrays to an image, or counts what they would add.
class block {
 public:
  explicit block(std::vector<std::uint64_t>* image)
      : image_{image}, words_{image != nullptr ? image->size() : 0} {}

  template <class T>
  section add(const std::vector<T>& array) {
    const std::size_t offset = words_ * 8;
    const std::size_t bytes = array.size() * sizeof(T);
    if (offset + bytes > 0xffff'ffff) {
      throw error(status::bad_argument, "the compiled schedule would exceed 4 GB");
    }
    words_ += (bytes + 7) / 8;
    if (image_ != nullptr && bytes != 0) {
      image_->resize(words_);
      std::memcpy(image_->data() + offset / 8, array.data(), bytes);
    }
    return {static_cast<std::uint32_t>(offset), static_cast<std::uint32_t>(array.size())};
  }

  std::size_t words() const { return words_; }

 private:
  std::vector<std::uint64_t>* image_;
  std::size_t words_;
};

void add_arrays(block& b, const parts& p, header& head) {
  head.slices = b.add(p.slices);
  head.day_bits = b.add(p.day_bits);
  head.day_ranks = b.add(p.day_ranks);
  head.day_starts = b.add(p.day_starts);
  head.day_cells = b.add(p.day_cells);
  // With one run a day, as at most desks, the runs end where the next days start: the same numbers
  // serve.
  const bool shared = p.day_starts.size() == p.run_ends.size() + 1 &&
                      std::equal(p.run_ends.begin(), p.run_ends.end(), p.day_starts.begin() + 1);
  head.run_ends =
      shared ? section{head.day_starts.offset + 4, head.day_starts.count - 1} : b.add(p.run_ends);
  head.offsets = b.add(p.offsets);
  head.notes = b.add(p.notes);
  head.closed = b.add(p.closed);
  head.cut = b.add(p.cut);
  head.names = b.add(p.names);
  head.sources = b.add(p.sources);
  head.text = b.add(p.text.bytes());
}

}  // namespace

tables tables_over(std::span<const std::uint64_t> image) noexcept {
  const header& head = header_of(image);
  const auto* slices = array_at<std::uint32_t>(image, head.slices).data();
  tables t;
  t.image = image;
  t.origin = head.origin;
  t.horizon_begin = head.horizon_begin;
  t.horizon_end = head.horizon_end;
  t.official_until = head.official_until;
  t.total = head.total;
  t.forward = {cell_axis::of(head.forward_cell),
               array_at<std::uint64_t>(image, head.forward).data(), slices};
  t.inverse = {cell_axis::of(head.inverse_cell),
               array_at<std::uint64_t>(image, head.inverse).data(), slices};
  t.run_ends = array_at<std::uint32_t>(image, head.run_ends);
  t.first_day = head.first_day;
  t.day_count = head.day_count;
  t.last_date_is_cut = head.last_date_is_cut != 0;
  t.day_bits = array_at<std::uint64_t>(image, head.day_bits);
  t.day_ranks = array_at<std::uint32_t>(image, head.day_ranks);
  t.day_starts = array_at<std::uint32_t>(image, head.day_starts);
  t.day_cells = array_at<std::uint16_t>(image, head.day_cells);
  t.uniform_day = head.uniform_day;
  t.offsets = array_at<offset_change>(image, head.offsets);
  t.notes = array_at<day_note>(image, head.notes);
  t.closed = array_at<lost_time>(image, head.closed);
  t.cut = array_at<lost_time>(image, head.cut);
  t.names = array_at<name_pair>(image, head.names);
  t.sources = array_at<std::uint32_t>(image, head.sources);
  t.text = array_at<char>(image, head.text);
  t.zone_name = head.zone_name;
  t.calendar_name = head.calendar_name;
  return t;
}

void begin_image(parts& p, std::size_t forward_words, std::size_t inverse_words) {
  constexpr std::size_t header_words = sizeof(header) / 8;
  const std::size_t begun = header_words + forward_words + inverse_words;
  // What is not there yet is 2 bytes a cell for the days, and the slices of crowded cells.
  constexpr std::size_t few_slices = 512;
  block rest{nullptr};
  header unused;
  add_arrays(rest, p, unused);
  p.image.reserve(begun + rest.words() + inverse_words / 4 + few_slices);
  p.image.resize(begun);
  p.forward.words = std::span{p.image}.subspan(header_words, forward_words);
  p.inverse.words = std::span{p.image}.subspan(header_words + forward_words, inverse_words);
}

schedule assemble(parts p) {
  const auto section_of = [&p](std::span<const std::uint64_t> words) -> section {
    return {static_cast<std::uint32_t>((words.data() - p.image.data()) * 8),
            static_cast<std::uint32_t>(words.size())};
  };
  header head;
  head.header_bytes = sizeof(header);
  head.origin = p.origin;
  head.horizon_begin = p.horizon_begin;
  head.horizon_end = p.horizon_end;
  head.official_until = p.official_until;
  head.total = p.total;
  head.forward_cell = p.forward.cell_length;
  head.inverse_cell = p.inverse.cell_length;
  head.first_day = p.first_day;
  head.day_count = p.day_count;
  head.uniform_day = p.uniform_day;
  head.last_date_is_cut = p.last_date_is_cut ? 1 : 0;
  head.zone_name = p.zone_name;
  head.calendar_name = p.calendar_name;
  head.forward = section_of(p.forward.words);
  head.inverse = section_of(p.inverse.words);
  block b{&p.image};
  add_arrays(b, p, head);
  head.bytes = p.image.size() * 8;
  std::memcpy(p.image.data(), &head, sizeof head);
  head.checksum = checksum(p.image);
  std::memcpy(p.image.data(), &head, sizeof head);
  return over_shared(std::move(p.image));
}

}  // namespace engine

std::span<const std::byte> dump(const schedule& schedule) noexcept {
  return std::as_bytes(schedule.tables().image);
}

}  // namespace srok
