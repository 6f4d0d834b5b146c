#include "io/shown_text.hpp"

#include <algorithm>

#include "utf8.hpp"

namespace srok {

bool is_shown(std::string_view code_point) {
  if (code_point.size() == 1) return code_point[0] >= ' ' && code_point[0] != '\x7F';
  if (code_point.size() == 2) {
    return (code_point < "\u0080" || code_point > "\u009F") && code_point != "\u061C";
  }
  const auto within = [&](std::string_view first, std::string_view last) {
    return first <= code_point && code_point <= last;
  };
  return !within("\u200E", "\u200F") && !within("\u2028", "\u202E") &&
         !within("\u2066", "\u2069") && !within("\xEF\xBF\xBE", "\xEF\xBF\xBF");
}

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t length = code_point_length(text);
    const bool shown = length != 0 && is_shown(text.substr(0, length));
    out += shown ? text.substr(0, length) : "\uFFFD";
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return out;
}

std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (const char c : text) width += begins_code_point(c) ? 1 : 0;
  return width;
}

std::string padded(std::string text, std::size_t width, bool right) {
  const std::size_t own = width_of(text);
  if (own >= width) return text;
  return right ? std::string(width - own, ' ') + text : text + std::string(width - own, ' ');
}

}  // namespace srok
