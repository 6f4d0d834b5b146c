#include "io/bytes.hpp"

namespace srok {
namespace {

// The bytes of the code point that the text begins with; 0: they are not UTF-8. Overlong forms,
// surrogates and what lies beyond U+10FFFF are not.
std::size_t code_point_length(std::string_view text) noexcept {
  const auto byte = [&](std::size_t offset) {
    return offset < text.size() ? static_cast<unsigned char>(text[offset]) : 0U;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  const unsigned second = byte(1);
  if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
      (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) {
    return 0;
  }
  const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  return length;
}

}  // namespace

std::string_view fault_of_text(std::string_view text) noexcept {
  using namespace eight_bytes;
  while (!text.empty()) {
    if (text.size() >= 8) {  // nearly all text is ASCII for long stretches
      const std::uint64_t bytes = load(text.data());
      if (((bytes & highs) | below(bytes, 1)) == 0) {
        text.remove_prefix(8);
        continue;
      }
    }
    if (text.front() == '\0') return "a NUL byte";
    const std::size_t length = code_point_length(text);
    if (length == 0) return "bytes that are not UTF-8";
    text.remove_prefix(length);
  }
  return {};
}

}  // namespace srok
