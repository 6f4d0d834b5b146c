// A strict reader of TOML texts: every value has its place, and a key nobody asked for is an error.
//
//   const toml_reader text = parse_toml(toml, "desk.toml");
//   const toml_reader schedule = text.table("schedule");
//   const std::string zone = schedule.string("zone");
//   const auto cut = schedule.optional_string("short_day_cut");
//   for (const toml_value& item : schedule.array("hours")) hours.push_back(item.string());
//   text.finish();                                  // throws at the first key that is left over
//   if (!zone_exists(zone)) schedule.fail("zone", "there is no such zone");
//
// Ask for everything first, then finish(), then judge: so a misspelt key is reported as what it is.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "srok/error.hpp"
#include "srok/time/instant.hpp"

namespace srok {

class toml_reader;
struct toml_document;
struct toml_node;

// A value and where it stands. A question for another type than its own throws bad_text.
class toml_value {
 public:
  toml_value(std::shared_ptr<const toml_document> document, const toml_node* node) noexcept
      : document_{std::move(document)}, node_{node} {}

  std::string string() const;
  std::int64_t integer(std::int64_t lowest = std::numeric_limits<std::int64_t>::min(),
                       std::int64_t highest = std::numeric_limits<std::int64_t>::max()) const;
  bool boolean() const;
  civil_date date() const;
  instant moment() const;  // a date-time with an offset, in whole seconds
  std::vector<toml_value> array() const;
  toml_reader table() const;

  bool is_string() const noexcept;
  bool is_integer() const noexcept;
  bool is_date() const noexcept;
  bool is_table() const noexcept;
  place where() const noexcept;
  [[noreturn]] void fail(std::string_view sentence) const;

 private:
  friend class toml_reader;
  std::shared_ptr<const toml_document> document_;
  const toml_node* node_;
};

struct toml_entry {
  std::string key;
  place key_at;
  toml_value value;
};

// A table. The plain accessors throw when the key is missing; optional ones do not.
class toml_reader {
 public:
  explicit toml_reader(toml_value value) noexcept : value_{std::move(value)} {}

  toml_value required(std::string_view key) const;
  std::optional<toml_value> optional(std::string_view key) const;
  std::vector<toml_entry> entries() const;  // of an open table: all keys, in the order of the text

  std::string string(std::string_view key) const { return required(key).string(); }
  std::vector<toml_value> array(std::string_view key) const { return required(key).array(); }
  std::vector<toml_reader> tables(std::string_view key) const;
  toml_reader table(std::string_view key) const { return required(key).table(); }

  std::optional<std::string> optional_string(std::string_view key) const;
  std::optional<toml_reader> optional_table(std::string_view key) const;
  std::vector<toml_value> optional_array(std::string_view key) const;    // absent: empty
  std::vector<toml_reader> optional_tables(std::string_view key) const;  // absent: empty

  const toml_value& value() const noexcept { return value_; }
  place where() const noexcept { return value_.where(); }
  const std::string& source() const noexcept;
  [[noreturn]] void fail(std::string_view sentence) const { value_.fail(sentence); }
  [[noreturn]] void fail(std::string_view key, std::string_view sentence) const;
  [[noreturn]] void fail(place at, std::string_view sentence) const;

  // Throws bad_text at the first key in or below this table that was never asked for.
  void finish() const;

 private:
  toml_value value_;
};

// Throws bad_text with line and column. Refused besides bad TOML: NUL bytes, bytes that are not
// UTF-8, keys of more than 8 parts, values nested more than 16 deep, non-ASCII characters outside
// strings and comments, and what lies beyond io/limits.hpp.
toml_reader parse_toml(std::string_view text, std::string_view source = {});

// The one of `words` that `word` is most likely a misspelling of; empty: none is near.
std::string nearest_word(std::string_view word, const std::vector<std::string>& words);

}  // namespace srok
