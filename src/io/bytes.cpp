#include "io/bytes.hpp"

#include "utf8.hpp"

namespace srok {

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
