// What a question in SQL is asked of: a schedule or a regulation, given by its name or as TOML
// text.
#pragma once

#include <cstddef>
#include <string_view>

#include "srok/engine/image.hpp"
#include "srok/engine/schedule.hpp"
#include "srok/io/regulation_text.hpp"
#include "srok/io/schedule_text.hpp"
#include "srok/sla/regulation.hpp"

namespace srok::sql {

inline constexpr std::string_view default_name = "technotronics";

// A name is one word; what TOML says of a schedule never is.
inline bool is_name(std::string_view text) noexcept {
  return !text.empty() && text.find_first_of("=[#\n\r") == std::string_view::npos;
}

// Whether a line begins with the key `regulation`: as a table or one within it, before a dot or an
// equals sign, in quotes or not. No line of a schedule does.
inline bool has_regulation(std::string_view text) noexcept {
  constexpr std::string_view key = "regulation", byte_order_mark = "\xEF\xBB\xBF";
  constexpr std::string_view before_key = " \t[\"'", behind_key = " \t\"'].=";
  constexpr std::size_t none = std::string_view::npos;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  for (std::size_t at = text.find(key); at != none; at = text.find(key, at + 1)) {
    const std::size_t before = text.substr(0, at).find_last_not_of(before_key);
    const std::size_t behind = at + key.size();
    const bool begins_line = before == none || text[before] == '\n';
    if (begins_line && behind < text.size() && behind_key.find(text[behind]) != none) return true;
  }
  return false;
}

// Throws srok::error.
template <class Subject>
Subject compile(std::string_view text);

template <>
inline regulation compile<regulation>(std::string_view text) {
  return is_name(text) ? regulation::builtin(text) : parse_regulation(text);
}

// Of a regulation's text its schedule, so that one text in one column serves for both.
template <>
inline schedule compile<schedule>(std::string_view text) {
  if (is_name(text)) return schedule::builtin(text);
  return has_regulation(text) ? parse_regulation(text).schedule() : parse_schedule(text);
}

// What one takes of memory.
inline std::size_t bytes_of(const schedule& compiled) noexcept {
  return dump(compiled).size();
}
inline std::size_t bytes_of(const regulation& compiled) noexcept {
  return bytes_of(compiled.schedule());
}

}  // namespace srok::sql
