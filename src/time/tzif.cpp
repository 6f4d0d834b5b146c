#include "time/tzif.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "time/zone_source.hpp"

namespace srok {
namespace {

// A walk through big-endian numbers; what lies behind the end reads as 0 and makes it bad.
class reader {
 public:
  explicit reader(std::string_view bytes) : bytes_{bytes} {}

  std::int64_t number(std::size_t size) {
    if (bytes_.size() < size) bad_ = true;
    std::uint64_t value = bad_ || static_cast<signed char>(bytes_[0]) >= 0 ? 0 : ~std::uint64_t{0};
    for (std::size_t i = 0; i < size && !bad_; ++i) {
      value = value << 8 | static_cast<unsigned char>(bytes_[i]);
    }
    skip(size);
    return static_cast<std::int64_t>(value);
  }

  void skip(std::size_t size) {
    bad_ = bad_ || bytes_.size() < size;
    bytes_.remove_prefix(bad_ ? bytes_.size() : size);
  }

  bool bad() const { return bad_; }
  std::string_view rest() const { return bytes_; }

 private:
  std::string_view bytes_;
  bool bad_ = false;
};

struct header {
  bool good = false;
  std::size_t leap_seconds = 0, times = 0, types = 0, letters = 0, flags = 0;

  std::size_t block(std::size_t time_size) const {
    return times * (time_size + 1) + types * 6 + letters + leap_seconds * (time_size + 4) + flags;
  }
};

header read_header(reader& in) {
  header h;
  const bool magic = in.rest().size() > 4 && in.rest().starts_with("TZif") && in.rest()[4] >= '2';
  in.skip(20);
  const auto count = [&] { return static_cast<std::size_t>(in.number(4)); };
  h.flags = count();
  h.flags += count();
  h.leap_seconds = count();
  h.times = count();
  h.types = count();
  h.letters = count();
  const std::size_t most = std::max({h.flags, h.leap_seconds, h.times, h.types, h.letters});
  h.good = magic && !in.bad() && most < longest_zone_file && h.types > 0 && h.leap_seconds == 0;
  return h;
}

}  // namespace

zone_file read_zone_file(std::string_view bytes) {
  reader in{bytes};
  const header old = read_header(in);  // of the block with 32-bit times
  in.skip(old.good ? old.block(4) : in.rest().size());
  const header h = read_header(in);
  if (!h.good || in.rest().size() < h.block(8)) return {};
  std::vector<offset_change> all;
  for (std::size_t i = 0; i < h.times; ++i) all.push_back({in.number(8), 0});
  for (offset_change& change : all) change.offset = in.number(1);
  std::vector<std::int64_t> offsets;
  for (std::size_t i = 0; i < h.types; ++i) {
    offsets.push_back(in.number(4));
    in.skip(2);
  }
  in.skip(h.letters + h.flags);

  std::vector<offset_change> changes{{to_unix(no_instant), offsets[0]}};
  for (const offset_change& change : all) {
    if (change.offset < 0 || static_cast<std::size_t>(change.offset) >= offsets.size()) return {};
    const std::int64_t offset = offsets[static_cast<std::size_t>(change.offset)];
    if (change.at <= to_unix(first_change_needed)) {
      changes.front().offset = offset;
    } else if (change.at < to_unix(last_change_needed)) {
      if (change.at <= changes.back().at) return {};
      changes.push_back({change.at, offset});
    }
  }
  // Behind the lists stands a rule for what comes after, "CET-1CEST,M3.5.0,M10.5.0/3".
  const std::int64_t begin_2037 = to_unix(utc_midnight(first_of_year(2037)));
  const bool slim = in.rest().find(',') != std::string_view::npos && changes.back().at < begin_2037;
  return {std::move(changes), slim};
}

}  // namespace srok
