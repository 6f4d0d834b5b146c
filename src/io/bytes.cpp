#include "io/bytes.hpp"

#include "utf8.hpp"

namespace srok {

text_fault fault_of_text(std::string_view text) noexcept {
  using namespace eight_bytes;
  for (std::size_t at = 0; at < text.size();) {
    if (text.size() - at >= 8) {  // nearly all text is ASCII for long stretches
      const std::uint64_t bytes = load(text.data() + at);
      if (((bytes & highs) | below(bytes, 1)) == 0) {
        at += 8;
        continue;
      }
    }
    if (text[at] == '\0') return {at, "a NUL byte"};
    const std::size_t length = code_point_length(text.substr(at));
    if (length == 0) return {at, "bytes that are not UTF-8"};
    at += length;
  }
  return {};
}

place place_of(std::string_view text, std::size_t offset) noexcept {
  place at{1, 1};
  for (const char c : text.substr(0, offset)) {
    if (c == '\n') {
      at = {at.line + 1, 1};
    } else if (begins_code_point(c)) {
      ++at.column;
    }
  }
  return at;
}

}  // namespace srok
