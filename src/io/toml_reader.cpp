// Asking a TOML tree: types, missing keys and keys that nobody asked for.
#include "io/toml_reader.hpp"

#include <algorithm>
#include <utility>

#include "io/toml_tree.hpp"
#include "wording.hpp"

namespace srok {
namespace {

std::string_view with_article(toml_type type) {
  switch (type) {
    case toml_type::string:
      return "a string, \"...\"";
    case toml_type::integer:
      return "an integer";
    case toml_type::real:
      return "a decimal number";
    case toml_type::boolean:
      return "true or false";
    case toml_type::date:
      return "a date, 2026-04-30 without quotes";
    case toml_type::time:
      return "a time of day";
    case toml_type::local_date_time:
      return "a date and time without an offset";
    case toml_type::moment:
      return "a date and time with an offset, 2026-07-01T12:00:00+03:00";
    case toml_type::array:
      return "an array, [...]";
    case toml_type::table:
      return "a table, {...} or [section]";
  }
  return "something else";
}

// Letters inserted, dropped, replaced or swapped with the next one.
std::size_t edits_between(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> edits(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      std::size_t& fewest = edits[i][j];
      fewest = i + j;  // when one of them is empty
      if (i == 0 || j == 0) continue;
      fewest = std::min({edits[i - 1][j] + 1, edits[i][j - 1] + 1,
                         edits[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        fewest = std::min(fewest, edits[i - 2][j - 2] + 1);
      }
    }
  }
  return edits.back().back();
}

const toml_node& expect(const toml_value& value, const toml_node& node, toml_type type) {
  if (node.type != type) {
    const std::string_view found = with_article(node.type);
    value.fail(node.name + " must be " + std::string{with_article(type)} + "; found " +
               std::string{found.substr(0, found.find(','))});
  }
  return node;
}

}  // namespace

std::string nearest_word(std::string_view word, const std::vector<std::string>& words) {
  std::string nearest;
  std::size_t fewest = std::min<std::size_t>(3, word.size() / 2 + 1);
  if (word.size() > 64) return nearest;
  for (const std::string& candidate : words) {
    const std::size_t edits = edits_between(word, candidate);
    if (edits < fewest) {
      fewest = edits;
      nearest = candidate;
    }
  }
  return nearest;
}

std::string toml_value::string() const {
  return expect(*this, *node_, toml_type::string).text;
}

std::int64_t toml_value::integer(std::int64_t lowest, std::int64_t highest) const {
  const std::int64_t number = expect(*this, *node_, toml_type::integer).number;
  if (number < lowest || number > highest) {
    fail(node_->name + " is " + std::to_string(number) + "; it must lie between " +
         std::to_string(lowest) + " and " + std::to_string(highest));
  }
  return number;
}

bool toml_value::boolean() const {
  return expect(*this, *node_, toml_type::boolean).number != 0;
}

civil_date toml_value::date() const {
  return from_day_number(static_cast<std::int32_t>(expect(*this, *node_, toml_type::date).number));
}

instant toml_value::moment() const {
  const toml_node& node = expect(*this, *node_, toml_type::moment);
  if (!node.whole_second) fail(node.name + " has a fraction of a second; whole seconds only");
  return from_unix(node.number);
}

std::vector<toml_value> toml_value::array() const {
  std::vector<toml_value> items;
  for (const toml_member& member : expect(*this, *node_, toml_type::array).members) {
    items.emplace_back(document_, &member.value);
  }
  return items;
}

toml_reader toml_value::table() const {
  expect(*this, *node_, toml_type::table);
  return toml_reader{*this};
}

bool toml_value::is_string() const noexcept {
  return node_->type == toml_type::string;
}

bool toml_value::is_integer() const noexcept {
  return node_->type == toml_type::integer;
}

bool toml_value::is_date() const noexcept {
  return node_->type == toml_type::date;
}

bool toml_value::is_table() const noexcept {
  return node_->type == toml_type::table;
}

place toml_value::where() const noexcept {
  return node_->at;
}

void toml_value::fail(std::string_view sentence) const {
  throw error(status::bad_text, document_->source, node_->at, sentence);
}

std::optional<toml_value> toml_reader::optional(std::string_view key) const {
  const toml_node& node = *value_.node_;
  if (std::find(node.wanted.begin(), node.wanted.end(), key) == node.wanted.end()) {
    node.wanted.emplace_back(key);
  }
  const toml_member* member = node.find(key);
  if (member == nullptr) return std::nullopt;
  return toml_value{value_.document_, &member->value};
}

toml_value toml_reader::required(std::string_view key) const {
  if (auto value = optional(key)) return *value;
  const toml_node& node = *value_.node_;
  std::vector<std::string> strangers;
  for (const toml_member& member : node.members) {
    if (std::find(node.wanted.begin(), node.wanted.end(), member.key) == node.wanted.end()) {
      strangers.push_back(member.key);
    }
  }
  const std::string near = nearest_word(key, strangers);
  if (near.empty()) fail("the key " + quoted(key) + " is missing in " + node.name);
  fail(node.find(near)->at,
       "the key " + quoted(key) + " is missing; is " + quoted(near) + " a misspelling of it?");
}

std::vector<toml_entry> toml_reader::entries() const {
  std::vector<toml_entry> entries;
  value_.node_->all_wanted = true;
  for (const toml_member& member : value_.node_->members) {
    entries.push_back({member.key, member.at, {value_.document_, &member.value}});
  }
  return entries;
}

std::vector<toml_reader> toml_reader::tables(std::string_view key) const {
  std::vector<toml_reader> tables;
  for (const toml_value& item : array(key)) tables.push_back(item.table());
  return tables;
}

std::optional<std::string> toml_reader::optional_string(std::string_view key) const {
  const auto value = optional(key);
  return value ? std::optional{value->string()} : std::nullopt;
}

std::optional<toml_reader> toml_reader::optional_table(std::string_view key) const {
  const auto value = optional(key);
  return value ? std::optional{value->table()} : std::nullopt;
}

std::vector<toml_value> toml_reader::optional_array(std::string_view key) const {
  const auto value = optional(key);
  return value ? value->array() : std::vector<toml_value>{};
}

std::vector<toml_reader> toml_reader::optional_tables(std::string_view key) const {
  return optional(key) ? tables(key) : std::vector<toml_reader>{};
}

const std::string& toml_reader::source() const noexcept {
  return value_.document_->source;
}

void toml_reader::fail(std::string_view key, std::string_view sentence) const {
  const toml_member* member = value_.node_->find(key);
  fail(member != nullptr ? member->value.at : where(), sentence);
}

void toml_reader::fail(place at, std::string_view sentence) const {
  throw error(status::bad_text, source(), at, sentence);
}

void toml_reader::finish() const {
  const toml_node& node = *value_.node_;
  const auto& wanted = node.wanted;
  for (const toml_member& member : node.members) {
    if (node.type == toml_type::table && !node.all_wanted &&
        std::find(wanted.begin(), wanted.end(), member.key) == wanted.end()) {
      const std::string near = nearest_word(member.key, wanted);
      fail(member.at, "unknown key " + quoted(member.key) + " in " + node.name +
                          (near.empty() ? "" : "; did you mean " + quoted(near) + "?") +
                          (wanted.empty() ? "" : " (keys known here: " + joined(wanted) + ")"));
    }
    toml_reader{toml_value{value_.document_, &member.value}}.finish();
  }
}

toml_reader parse_toml(std::string_view text, std::string_view source) {
  auto document = std::make_shared<const toml_document>(parse_toml_document(text, source));
  const toml_node* root = &document->root;
  return toml_reader{toml_value{std::move(document), root}};
}

}  // namespace srok
