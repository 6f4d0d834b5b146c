// Reading the small tables of tests/calendar.
#pragma once

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "srok/time/civil.hpp"

namespace srok_test {

using csv_row = std::vector<std::string>;

inline std::string read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  REQUIRE_MESSAGE(file, path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

inline csv_row split_csv(const std::string& line) {
  csv_row cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      cells.emplace_back();
    else
      cells.back() += c;
  }
  return cells;
}

// Without the heading; `path` below tests/calendar.
inline std::vector<csv_row> read_csv(const std::string& path) {
  std::istringstream text{read_file(SROK_SOURCE_DIR "/tests/calendar/" + path)};
  std::vector<csv_row> rows;
  std::string line;
  std::getline(text, line);
  while (std::getline(text, line)) rows.push_back(split_csv(line));
  REQUIRE(!rows.empty());
  return rows;
}

inline srok::civil_date to_date(const std::string& iso) {
  return srok::civil(std::stoi(iso.substr(0, 4)),
                     static_cast<unsigned>(std::stoi(iso.substr(5, 2))),
                     static_cast<unsigned>(std::stoi(iso.substr(8, 2))));
}

inline std::string to_iso(srok::civil_date date) {
  const auto f = srok::fields(date);
  const auto two = [](unsigned n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(static_cast<int>(f.year())) + "-" + two(static_cast<unsigned>(f.month())) +
         "-" + two(static_cast<unsigned>(f.day()));
}

}  // namespace srok_test
