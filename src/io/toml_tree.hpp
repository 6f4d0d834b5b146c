// A TOML text as plain nodes that know their place and remember which keys were asked for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "srok/error.hpp"

namespace srok {

enum class toml_type : std::uint8_t {
  string,
  integer,
  real,
  boolean,
  date,
  time,
  local_date_time,
  moment,
  array,
  table
};

struct toml_member;

struct toml_node {
  toml_type type = toml_type::table;
  place at;
  std::string name;         // in messages: "zone", item 2 of "short"
  std::string text;         // of a string
  std::int64_t number = 0;  // integer, boolean, days of a date, Unix seconds of a moment
  bool whole_second = true;
  std::vector<toml_member> members;         // of a table, in the order of the text; of an array
  mutable std::vector<std::string> wanted;  // keys that were asked for
  mutable bool all_wanted = false;          // every key was

  const toml_member* find(std::string_view key) const noexcept;
};

struct toml_member {
  std::string key;
  place at;
  toml_node value;
};

struct toml_document {
  std::string source;
  toml_node root;
};

// Throws bad_text; parse_toml says what is refused.
toml_document parse_toml_document(std::string_view text, std::string_view source);

}  // namespace srok
