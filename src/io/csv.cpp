// Comma-separated values: one small machine that walks over cells.
#include "io/csv.hpp"

#include <algorithm>

#include "srok/error.hpp"

namespace srok {
namespace {

constexpr std::size_t npos = std::string_view::npos;

std::string_view without_break(std::string_view record) {
  if (record.ends_with('\n')) record.remove_suffix(1);
  if (record.ends_with('\r')) record.remove_suffix(1);
  return record;
}

// The offset of the quote that closes the one at `open`; npos when there is none.
std::size_t closing_quote(std::string_view text, std::size_t open) noexcept {
  for (std::size_t at = open + 1;; at += 2) {
    at = text.find('"', at);
    if (at == npos || at + 1 >= text.size() || text[at + 1] != '"') return at;
  }
}

}  // namespace

std::size_t csv_record_length(std::string_view text) noexcept {
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"') {
      at = closing_quote(text, at);
      if (at == npos) return npos;
    }
    at = text.find_first_of(",\n", at);
    if (at == npos) return npos;
    if (text[at++] == '\n') return at;
  }
  return npos;
}

std::optional<std::vector<std::string>> split_csv(std::string_view record) {
  const std::string_view text = without_break(record);
  std::vector<std::string> cells;
  for (std::size_t at = 0;;) {
    std::string cell;
    if (at < text.size() && text[at] == '"') {
      const std::size_t end = closing_quote(text, at);
      if (end == npos) return std::nullopt;
      for (++at; at < end; ++at) {
        cell += text[at];
        if (text[at] == '"') ++at;
      }
      at = end + 1;
      if (at < text.size() && text[at] != ',') return std::nullopt;
    } else {
      const std::size_t end = std::min(text.find(',', at), text.size());
      cell = text.substr(at, end - at);
      at = end;
    }
    cells.push_back(std::move(cell));
    if (at >= text.size()) return cells;
    ++at;
  }
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
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  std::vector<csv_record> records;
  std::uint32_t line = 1;
  while (!text.empty()) {
    const std::string_view record = text.substr(0, csv_record_length(text));
    auto cells = split_csv(record);
    if (!cells) {
      throw error(status::bad_text, source_name, {line, 1},
                  "a quote is not closed, or text follows a closing quote; double the quotes that "
                  "belong to the text");
    }
    if (!without_break(record).empty()) records.push_back({line, std::move(*cells)});
    line += static_cast<std::uint32_t>(std::count(record.begin(), record.end(), '\n'));
    text.remove_prefix(record.size());
  }
  return records;
}

}  // namespace srok
