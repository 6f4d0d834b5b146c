// Comma-separated values after RFC 4180: records and cells, for texts in memory and for streams.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace srok {

// Where the records of a text end, asked from its begin on. However many quotes are left open, the
// text is read about twice in all: an open quote ends where that of the line after it does.
class csv_records {
 public:
  explicit csv_records(std::string_view text) noexcept : text_{text} {}

  // The end of the record that begins at `begin`, its line break included, which does not count
  // between quotes; at last the end of the text. npos: a quote is not closed.
  std::size_t end_of(std::size_t begin) noexcept;

 private:
  std::string_view text_;
  std::size_t quoted_end_ = 0;  // of the record of a quoted cell that the lines before it are in
};

// A cell where it stands in its record: between its quotes, if it has any, and doubled quotes in it
// still doubled.
struct csv_raw_cell {
  std::string_view text;
  bool quoted = false;
};

// The cells of a record, into a list that is used again; its line break is ignored. False: a quote
// that is never closed, or text after a closing one. A quote inside a cell that did not begin with
// one stands for itself.
bool split_csv(std::string_view record, std::vector<csv_raw_cell>& cells);

// What a cell says; `memory` is for one that has to be put together.
std::string_view csv_text(const csv_raw_cell& cell, std::string& memory);

// All of that at once. nullopt: the record is none.
std::optional<std::vector<std::string>> split_csv(std::string_view record);

// The cell as it must be written: quoted when it holds a comma, a quote or a line break.
std::string csv_cell(std::string_view text);

struct csv_record {
  std::uint32_t line = 1;  // where it begins
  std::vector<std::string> cells;
};

// All records of a text but empty lines; a byte order mark is dropped. Throws bad_text with the
// line.
std::vector<csv_record> read_csv(std::string_view text, std::string_view source_name);

}  // namespace srok
