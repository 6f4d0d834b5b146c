// What RapidJSON lets pass in a text: a NUL, at which it takes the text to end, and the second half
// of a surrogate pair without the first, of which it makes bytes that are not UTF-8.
#pragma once

#include <cstddef>
#include <string_view>

namespace srok {

struct json_flaw {
  std::size_t at = std::string_view::npos;  // npos: there is none
  const char* what = nullptr;

  explicit operator bool() const noexcept { return what != nullptr; }
};

// The first one. requires: RapidJSON has read the text.
inline json_flaw flaw_of(std::string_view json) noexcept {
  const std::size_t nul = json.find('\0');
  const std::string_view read = json.substr(0, nul);
  for (std::size_t at = read.find('\\'); at < read.size(); at = read.find('\\', at)) {
    if (read[at + 1] != 'u') {
      at += 2;
      continue;
    }
    const bool surrogate = (read[at + 2] | 0x20) == 'd' && read[at + 3] >= '8';
    const bool second = surrogate && (read[at + 3] | 0x20) >= 'c';
    if (second) return {at, "The surrogate pair in string is invalid."};
    at += surrogate ? 12 : 6;
  }
  if (nul == std::string_view::npos) return {};
  return {nul, "A NUL is no part of JSON."};
}

}  // namespace srok
