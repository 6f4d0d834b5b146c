// What days are called in foreign calendars.
#include <algorithm>
#include <array>

#include "io/publisher_text.hpp"
#include "io/shown_text.hpp"
#include "utf8.hpp"

namespace srok {
namespace {

// The bytes of the letters that the text begins with, of Latin and of Cyrillic, whose code points
// begin with the bytes D0 to D3.
std::size_t word_length(std::string_view text) noexcept {
  std::size_t length = 0;
  while (length < text.size()) {
    const auto byte = static_cast<unsigned char>(text[length]);
    const bool latin = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    const bool cyrillic = byte >= 0xd0 && byte <= 0xd3;
    if (!latin && !cyrillic) break;
    length += cyrillic ? 2 : 1;
  }
  return length;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool breaks = c == '\t' || c == '\n' || c == '\r';
    if (!breaks) {
      out += c;
    } else if (!out.ends_with(' ')) {
      out += ' ';
    }
  }
  out.erase(0, std::min(out.find_first_not_of(' '), out.size()));
  out.erase(out.find_last_not_of(' ') + 1);
  return out;
}

std::string title_of(day_type type, const calendar_fact& fact) {
  if (type.kind() == day_kind::decree_off) return printable(one_line(fact.source));
  return printable(one_line(fact.name_ru.empty() ? fact.name : fact.name_ru));
}

bool names_decree(std::string_view name) noexcept {
  constexpr std::array<std::string_view, 10> forms = {"Указ",    "Указа", "Указу",  "Указом",
                                                      "Указе",   "Указы", "Указов", "Указам",
                                                      "Указами", "Указах"};
  while (!name.empty()) {
    const std::string_view word = name.substr(0, word_length(name));
    if (std::find(forms.begin(), forms.end(), word) != forms.end()) return true;
    name.remove_prefix(word.empty() ? code_point_length(name) : word.size());
  }
  return false;
}

}  // namespace srok
