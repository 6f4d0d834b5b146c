// Text as a C++ string literal, for the tables the build prints.
#pragma once

#include <string>
#include <string_view>

namespace srok {

// Bytes above ASCII stay: the text is UTF-8 and so is the source.
inline std::string literal(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out += '"';
}

}  // namespace srok
