// toml++ parses; its tree is copied into plain nodes, so that nothing else needs its header.
#include "io/toml_tree.hpp"

// toml++'s exception is made in a constructor that is noexcept and needs memory: without any the
// program would end.
#define TOML_EXCEPTIONS 0

// What toml++ asserts does not hold for every text. Without assertions it is handed to the
// optimizer as a fact; here it ends the reading of the text instead.
namespace {
struct contradicted {};
constexpr void hold(bool expected) {
  if (!expected) throw contradicted{};
}
}  // namespace
#undef NDEBUG
#define TOML_ASSERT(expected) ::hold(static_cast<bool>(expected))
#include <toml++/toml.h>

#include <algorithm>
#include <utility>

#include "srok/time/instant.hpp"

namespace srok {
namespace {

constexpr std::size_t most_bytes = std::size_t{4} << 20;

// Together at most 136 tables within tables, where our texts have six. Trees are copied and
// destroyed by recursion, perhaps on a small stack; toml++ allows 256 nested values and no end of
// parts to a key.
constexpr int most_key_parts = 8;
constexpr int deepest_nesting = 16;

place place_of(std::string_view text, std::size_t offset) {
  place at{1, 1};
  for (const char c : text.substr(0, offset)) {
    if (c == '\n')
      at = {at.line + 1, 1};
    else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80)
      ++at.column;
  }
  return at;
}

// Bytes of the code point at the front of `text`; 0 when it is not UTF-8.
std::size_t code_point_length(std::string_view text) {
  const auto byte = [&](std::size_t i) -> unsigned {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xC2 && first < 0xE0   ? 2
                             : first >= 0xE0 && first < 0xF0 ? 3
                             : first >= 0xF0 && first < 0xF5 ? 4
                                                             : 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const bool overlong = (first == 0xE0 && byte(1) < 0xA0) || (first == 0xF0 && byte(1) < 0x90);
  const bool surrogate = first == 0xED && byte(1) >= 0xA0;
  const bool too_high = first == 0xF4 && byte(1) >= 0x90;
  return overlong || surrogate || too_high ? 0 : length;
}

void check_bytes(std::string_view text, std::string_view source) {
  if (text.size() > most_bytes) {
    throw error(
        status::bad_text, source, {},
        "the text is longer than 4 MiB; such a file is no calendar, schedule or regulation");
  }
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = code_point_length(text.substr(i));
    if (length == 0 || text[i] == '\0') {
      throw error(status::bad_text, source, place_of(text, i),
                  length == 0 ? "a byte that is not UTF-8; save the file as UTF-8"
                              : "a NUL byte; save the file as UTF-8 text");
    }
    i += length;
  }
}

// The offset after the string or comment that opens at `begin`, or `begin` when none does.
std::size_t skip_opaque(std::string_view text, std::size_t begin) {
  const char c = text[begin];
  if (c == '#') return std::min(text.find('\n', begin), text.size());
  if (c != '"' && c != '\'') return begin;
  const std::string fence(3, c);
  const bool tall = text.substr(begin, 3) == fence;
  const std::string_view end = std::string_view{fence}.substr(0, tall ? 3 : 1);
  for (std::size_t i = begin + end.size(); i < text.size(); ++i) {
    if (text[i] == '\\' && c == '"')
      ++i;
    else if (text.substr(i, end.size()) == end) {
      i += end.size();
      // Two quotes more belong to the string that three end.
      for (int more = 0; tall && more < 2 && i < text.size() && text[i] == c; ++more) ++i;
      return i;
    } else if (text[i] == '\n' && !tall)
      return i;
  }
  return text.size();
}

// toml++ 3.3 takes the name for granted that "[" or "[[" at the begin of a line opens.
void check_table_name(std::string_view text, std::size_t bracket, std::string_view source) {
  const auto skip_blanks = [&](std::size_t i) {
    return std::min(text.find_first_not_of(" \t", i), text.size());
  };
  std::size_t name = skip_blanks(bracket + 1);
  if (name == bracket + 1 && text.substr(name).starts_with('[')) name = skip_blanks(name + 1);
  if (name == text.size()) return;
  const char c = text[name];
  const bool letter_or_digit =
      ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9');
  if (letter_or_digit || std::string_view{"_-\"']["}.find(c) != std::string_view::npos) return;
  throw error(status::bad_text, source, place_of(text, name),
              "not TOML: the name of a table begins with a letter, a digit, _, - or a quote");
}

void check_quote(std::string_view text, std::size_t quote, char before, std::string_view source) {
  if (std::string_view{"\n=[{,."}.find(before) != std::string_view::npos) return;
  throw error(
      status::bad_text, source, place_of(text, quote),
      "not TOML: a quote where no string can begin; it does behind =, [, {, a comma or a dot");
}

// Outside strings and comments TOML is ASCII, and toml++ 3.3 runs into undefined behaviour there on
// most Cyrillic letters: they are refused before it sees them.
void check_outside_strings(std::string_view text, std::string_view source) {
  int parts = 1;
  int depth = 0;
  char before = '\n';  // the last character that is no blank
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t after = skip_opaque(text, i); after != i) {
      if (text[i] != '#') {
        check_quote(text, i, before, source);
        before = text[i];
      }
      i = after;
      continue;
    }
    if (before == '\n' && depth == 0 && text[i] == '[') check_table_name(text, i, source);
    if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') before = text[i];
    if (std::string_view{"\n=,[{"}.find(text[i]) != std::string_view::npos) parts = 1;
    if (text[i] == '.' && ++parts > most_key_parts) {
      throw error(status::bad_text, source, place_of(text, i), "a key of more than 8 parts");
    }
    if (text[i] == ']' || text[i] == '}') --depth;
    if ((text[i] == '[' || text[i] == '{') && ++depth > deepest_nesting) {
      throw error(status::bad_text, source, place_of(text, i), "values nested more than 16 deep");
    }
    if (static_cast<unsigned char>(text[i]) >= 0x80) {
      throw error(status::bad_text, source, place_of(text, i),
                  "a character that may stand only between quotes or in a comment");
    }
    ++i;
  }
}

place place_of(const toml::source_region& region) {
  return {region.begin.line, region.begin.column};
}

std::int64_t day_number(const toml::date& date) {
  const std::chrono::year_month_day fields{
      std::chrono::year{date.year}, std::chrono::month{date.month}, std::chrono::day{date.day}};
  return to_day_number(civil_date{fields});
}

void copy_moment(const toml::date_time& from, toml_node& to) {
  to.type = from.offset ? toml_type::moment : toml_type::local_date_time;
  to.whole_second = from.time.nanosecond == 0;
  to.number = day_number(from.date) * 86'400 + from.time.hour * 3'600 + from.time.minute * 60 +
              from.time.second - (from.offset ? from.offset->minutes * 60 : 0);
}

toml_node copy(const toml::node& from, std::string name, place at);

toml_node copy_table(const toml::table& from) {
  toml_node to;
  for (auto&& [key, value] : from) {
    const place at = place_of(key.source());
    to.members.push_back(
        {std::string{key.str()}, at, copy(value, quoted(key.str()), place_of(value.source()))});
  }
  std::stable_sort(to.members.begin(), to.members.end(),
                   [](const toml_member& a, const toml_member& b) {
                     return std::pair{a.at.line, a.at.column} < std::pair{b.at.line, b.at.column};
                   });
  return to;
}

toml_node copy_array(const toml::array& from, std::string_view name) {
  toml_node to;
  to.type = toml_type::array;
  for (auto&& item : from) {
    to.members.push_back(
        {{},
         {},
         copy(item, "item " + std::to_string(to.members.size() + 1) + " of " + std::string{name},
              place_of(item.source()))});
  }
  return to;
}

toml_node copy(const toml::node& from, std::string name, place at) {
  toml_node to;
  if (const auto* table = from.as_table()) {
    to = copy_table(*table);
  } else if (const auto* array = from.as_array()) {
    to = copy_array(*array, name);
  } else if (const auto* string = from.as_string()) {
    to.type = toml_type::string;
    to.text = string->get();
  } else if (const auto* integer = from.as_integer()) {
    to.type = toml_type::integer;
    to.number = integer->get();
  } else if (const auto* boolean = from.as_boolean()) {
    to.type = toml_type::boolean;
    to.number = boolean->get() ? 1 : 0;
  } else if (const auto* date = from.as_date()) {
    to.type = toml_type::date;
    to.number = day_number(date->get());
  } else if (const auto* moment = from.as_date_time()) {
    copy_moment(moment->get(), to);
  } else {
    to.type = from.is_time() ? toml_type::time : toml_type::real;
  }
  to.name = std::move(name);
  to.at = at;
  return to;
}

}  // namespace

const toml_member* toml_node::find(std::string_view key) const noexcept {
  for (const toml_member& member : members) {
    if (member.key == key) return &member;
  }
  return nullptr;
}

std::string quoted(std::string_view word) {
  return std::string{"\""}.append(word).append("\"");
}

toml_document parse_toml_document(std::string_view text, std::string_view source) {
  check_bytes(text, source);
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // some editors begin UTF-8 so
  check_outside_strings(text, source);
  try {
    const toml::parse_result parsed = toml::parse(text, source);
    if (!parsed) {
      throw error(status::bad_text, source, place_of(parsed.error().source()),
                  "not TOML: " + std::string{parsed.error().description()});
    }
    return {std::string{source}, copy(parsed.table(), "the text", {1, 1})};
  } catch (const contradicted&) {
    throw error(status::bad_text, source, {}, "not TOML: no sense can be made of it");
  }
}

}  // namespace srok
