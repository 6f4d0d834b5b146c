// Where a code point of a text begins and ends, and whether it is one.
#pragma once

#include <cstddef>
#include <string_view>

namespace srok {

// Not one of the bytes that go on with it; for texts that are UTF-8.
constexpr bool begins_code_point(char c) noexcept {
  return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
}

// The bytes of the code point that the text begins with, after RFC 3629; 0: they are not UTF-8.
// Overlong forms, surrogates and what lies beyond U+10FFFF are not. requires: the text is not
// empty.
constexpr std::size_t code_point_length(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  const unsigned least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  const unsigned most = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  if (byte(1) < least || byte(1) > most) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (i >= text.size() || begins_code_point(text[i])) return 0;
  }
  return length;
}

constexpr bool is_utf8(std::string_view text) noexcept {
  while (!text.empty()) {
    const std::size_t length = code_point_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace srok
