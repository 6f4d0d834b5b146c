// A table for people: cells of text in columns as wide as they need to be, up to 80 letters.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace srok::cli {

// A cell that is wider moves what follows it in its own row: else one long id would be as much
// white space in every row.
inline constexpr std::size_t widest_column = 80;

class text_table {
 public:
  // `right`: a bit for each column, from the first on, whose cells end at its right edge.
  explicit text_table(std::vector<std::string> names, unsigned right = 0)
      : rows_{std::move(names)}, right_{right} {}

  void add(std::vector<std::string> cells);  // whose texts may be anybody's
  std::size_t rows() const noexcept { return rows_.size() - 1; }

  // The names and the rows, a line each; two spaces between columns, none at a line's end.
  std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
  unsigned right_;
};

}  // namespace srok::cli
