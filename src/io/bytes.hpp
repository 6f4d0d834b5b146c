// Texts as bytes: eight at once, lines, their places, and whether they are a text at all.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "srok/error.hpp"

namespace srok {

// Eight bytes at once, each of them looked at for itself: the lowest bit of an answer that is set
// belongs to the first byte that is meant (those above it may be there by a carry).
namespace eight_bytes {

inline constexpr std::uint64_t ones = 0x0101010101010101;
inline constexpr std::uint64_t highs = 0x8080808080808080;

inline std::uint64_t load(const char* at) noexcept {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, at, sizeof bytes);
  if constexpr (std::endian::native == std::endian::big) bytes = __builtin_bswap64(bytes);
  return bytes;
}
constexpr std::uint64_t below(std::uint64_t bytes, unsigned limit) noexcept {
  return (bytes - ones * limit) & ~bytes & highs;
}
constexpr std::uint64_t equal(std::uint64_t bytes, char c) noexcept {
  return below(bytes ^ ones * static_cast<unsigned char>(c), 1);
}

}  // namespace eight_bytes

// Its line breaks.
inline std::size_t count_lines(std::string_view text) noexcept {
  std::size_t lines = 0;
  for (auto at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) ++lines;
  return lines;
}

// Some editors begin UTF-8 with a byte order mark.
inline std::string_view without_byte_order_mark(std::string_view text) noexcept {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  return text.starts_with(mark) ? text.substr(mark.size()) : text;
}

// Where the bytes of a text are no text, and what they are.
struct text_fault {
  std::size_t at = 0;
  std::string_view what;  // empty: all are

  explicit operator bool() const noexcept { return !what.empty(); }
};

// The first NUL, or what is not well-formed after RFC 3629.
text_fault fault_of_text(std::string_view text) noexcept;

// The line and the column of a byte; columns count code points. requires: offset <= text.size()
place place_of(std::string_view text, std::size_t offset) noexcept;

}  // namespace srok
