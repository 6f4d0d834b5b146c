// The fuzz targets: each takes bytes of anyone, and aborts when srok does what it must not do.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>

// X(name): one entry point that takes text or bytes, or a group of questions that take numbers.
#define SROK_FUZZ_TARGETS(X) \
  X(calendar_text)           \
  X(schedule_text)           \
  X(regulation_text)         \
  X(import_xml)              \
  X(import_json)             \
  X(import_csv)              \
  X(import_isdayoff)         \
  X(import_icalendar)        \
  X(ticket_lines)            \
  X(ticket_columns)          \
  X(table_rows)              \
  X(case_text)               \
  X(instant_text)            \
  X(zone_bytes)              \
  X(image)                   \
  X(numbers)                 \
  X(engine)

namespace srok::fuzz {

using bytes = std::span<const std::uint8_t>;

#define SROK_FUZZ_DECLARE(name) void name(bytes input);
SROK_FUZZ_TARGETS(SROK_FUZZ_DECLARE)
#undef SROK_FUZZ_DECLARE

inline void must(bool held, const char* what) {
  if (held) return;
  std::fprintf(stderr, "%s does not hold\n", what);
  std::abort();
}

// Numbers out of the input; zeros when it has ended.
class numbers_of {
 public:
  explicit numbers_of(bytes input) noexcept : rest_{input} {}

  bool ended() const noexcept { return rest_.empty(); }
  bytes rest() const noexcept { return rest_; }

  std::uint64_t take(std::size_t width) noexcept {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width && !rest_.empty(); ++i) {
      value |= std::uint64_t{rest_.front()} << (8 * i);
      rest_ = rest_.subspan(1);
    }
    return value;
  }

  std::uint32_t below(std::uint32_t limit) noexcept {
    return static_cast<std::uint32_t>(take(limit > 256 ? 4 : 1) % limit);
  }

  // Any number of 64 bits, but most often one near an instant of our time.
  std::int64_t number() noexcept {
    switch (below(4)) {
      case 0:
        return static_cast<std::int64_t>(take(8));
      case 1:
        return static_cast<std::int16_t>(take(2));
      default:
        return static_cast<std::int64_t>(take(4));
    }
  }

 private:
  bytes rest_;
};

}  // namespace srok::fuzz

#define MUST(condition) ::srok::fuzz::must((condition), #condition)
