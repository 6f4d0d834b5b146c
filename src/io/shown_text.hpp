// Somebody else's text as it may be shown, and columns of texts.
#pragma once

#include <string>
#include <string_view>

namespace srok {

// Whether a code point only shows itself. What rules how the text around it is shown does not:
// control characters, separators of lines and paragraphs, marks that turn its direction; nor do
// U+FFFE and U+FFFF, which XML does not know.
bool is_shown(std::string_view code_point);

// Somebody else's text with U+FFFD for what is not shown and for bytes that are not UTF-8.
std::string printable(std::string_view text);

// In code points.
std::size_t width_of(std::string_view text);
std::string padded(std::string text, std::size_t width, bool right = false);

}  // namespace srok
