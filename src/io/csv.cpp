// Comma-separated values: one small machine that walks over cells.
#include "io/csv.hpp"

#include <algorithm>
#include <bit>

#include "io/bytes.hpp"
#include "io/limits.hpp"
#include "srok/error.hpp"

namespace srok {
namespace {

constexpr std::size_t npos = std::string_view::npos;

std::string_view without_break(std::string_view record) {
  if (record.ends_with('\n')) record.remove_suffix(1);
  if (record.ends_with('\r')) record.remove_suffix(1);
  return record;
}

// The offset of the quote that closes a cell whose text begins at `at`; npos when there is none.
std::size_t closing_quote(std::string_view text, std::size_t at) noexcept {
  for (;; at += 2) {
    at = text.find('"', at);
    if (at == npos || at + 1 >= text.size() || text[at + 1] != '"') return at;
  }
}

// The first of two characters from `at` on, or the text's size. Eight bytes at once: cells are
// short, and find_first_of takes 5 ns a byte.
std::size_t find_either(std::string_view text, char a, char b, std::size_t at) noexcept {
  using namespace eight_bytes;
  for (; at + 8 <= text.size(); at += 8) {
    const std::uint64_t bytes = load(text.data() + at);
    const std::uint64_t found = equal(bytes, a) | equal(bytes, b);
    if (found != 0) return at + static_cast<std::size_t>(std::countr_zero(found)) / 8;
  }
  while (at < text.size() && text[at] != a && text[at] != b) ++at;
  return at;
}

// The length of the record that a text begins with, or that it begins within a quoted cell of.
std::size_t record_length(std::string_view text, bool quoted) noexcept {
  for (std::size_t at = 0;; quoted = false) {
    if (quoted || text.substr(at).starts_with('"')) {
      at = closing_quote(text, quoted ? at : at + 1);
      if (at == npos) return npos;
    }
    at = find_either(text, ',', '\n', at);
    if (at == text.size() || text[at++] == '\n') return at;
  }
}

}  // namespace

std::size_t csv_records::end_of(std::size_t begin) noexcept {
  const std::size_t line_end = std::min(text_.find('\n', begin), text_.size() - 1) + 1;
  const std::size_t length = record_length(text_.substr(begin, line_end - begin), false);
  if (length != npos) return begin + length;
  if (line_end >= quoted_end_) {
    const std::size_t more = record_length(text_.substr(line_end), true);
    quoted_end_ = more == npos ? npos : line_end + more;
  }
  return quoted_end_;
}

bool split_csv(std::string_view record, std::vector<csv_raw_cell>& cells) {
  const std::string_view text = without_break(record);
  cells.clear();
  for (std::size_t at = 0;; ++at) {
    const std::size_t begin = at;
    if (at < text.size() && text[at] == '"') {
      at = closing_quote(text, begin + 1);
      if (at == npos) return false;
      cells.push_back({text.substr(begin + 1, at - begin - 1), true});
      ++at;
      if (at < text.size() && text[at] != ',') return false;
    } else {
      at = find_either(text, ',', ',', begin);
      cells.push_back({text.substr(begin, at - begin), false});
    }
    if (at >= text.size()) return true;
  }
}

std::string_view csv_text(const csv_raw_cell& cell, std::string& memory) {
  if (!cell.quoted || cell.text.find('"') == npos) return cell.text;
  memory.clear();
  for (std::size_t at = 0; at < cell.text.size(); ++at) {
    memory += cell.text[at];
    if (cell.text[at] == '"') ++at;
  }
  return memory;
}

std::optional<std::vector<std::string>> split_csv(std::string_view record) {
  std::vector<csv_raw_cell> raw;
  if (!split_csv(record, raw)) return std::nullopt;
  std::vector<std::string> cells;
  std::string memory;
  for (const csv_raw_cell& cell : raw) cells.emplace_back(csv_text(cell, memory));
  return cells;
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == npos) return std::string{text};
  std::string cell = "\"";
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  return cell += '"';
}

std::vector<csv_record> read_csv(std::string_view text, std::string_view source_name) {
  text = without_byte_order_mark(text);
  std::vector<csv_record> records;
  std::uint32_t line = 1;
  csv_records ends{text};
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view record = text.substr(at, ends.end_of(at) - at);
    auto cells = split_csv(record);
    if (!cells) {
      throw error(status::bad_text, source_name, {line, 1},
                  "a quote is not closed, or text follows a closing quote; double the quotes that "
                  "belong to the text");
    }
    if (cells->size() > most_cells) {
      throw error(status::bad_text, source_name, {line, 1},
                  "a row of " + std::to_string(cells->size()) + " cells; at most " +
                      std::to_string(most_cells) + " are read");
    }
    if (!without_break(record).empty()) records.push_back({line, std::move(*cells)});
    line += static_cast<std::uint32_t>(std::count(record.begin(), record.end(), '\n'));
    at += record.size();
  }
  return records;
}

}  // namespace srok
