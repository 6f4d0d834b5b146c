// Text inside XML: element content and attribute values.
#pragma once

#include <string>
#include <string_view>

#include "io/shown_text.hpp"

namespace srok {

// Control characters and the like, which XML has no way to write, become U+FFFD.
inline std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace srok
