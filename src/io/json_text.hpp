// Texts of JSON, read by RapidJSON, which by itself lets two things pass: a NUL, at which it takes
// the text to end, and the second half of a surrogate pair without the first, of which it makes
// bytes that are not UTF-8.
#pragma once

#include <string_view>

#include "io/bytes.hpp"
#include "io/json_memory.hpp"

namespace srok {

// The first fault of the text; none: it is in the document.
text_fault read_json(std::string_view text, json_document& into);

}  // namespace srok
