#include "io/json_text.hpp"

#include <rapidjson/error/en.h>

namespace srok {
namespace {

// requires: RapidJSON has read the text up to its end or its first NUL.
text_fault what_passed(std::string_view text) noexcept {
  const std::size_t nul = text.find('\0');
  const std::string_view read = text.substr(0, nul);
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

}  // namespace

text_fault read_json(std::string_view text, json_document& into) {
  into.Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag>(text.data(),
                                                                                     text.size());
  if (!into.HasParseError()) return what_passed(text);
  return {into.GetErrorOffset(), rapidjson::GetParseError_En(into.GetParseError())};
}

}  // namespace srok
