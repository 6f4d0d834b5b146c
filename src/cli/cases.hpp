// Regression cases: questions with their expected answers, as TOML or CSV text.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/schedule_reader.hpp"

namespace srok::cli {

// One question. The texts are as the file has them: a time without an offset is the schedule's.
struct regression_case {
  std::string name;
  std::string question;  // one of question_names()
  std::vector<std::pair<std::string, std::string>> arguments;
  std::vector<std::pair<std::string, std::string>> pauses;
  std::string expect;         // what the answer is, or the name of its error
  bool expect_error = false;  // "beyond_horizon", ...
  std::uint32_t line = 0;

  // Empty: not given.
  std::string_view argument(std::string_view key) const noexcept;
};

// What a file's questions are put to: one of these, or nothing, and the file does not say.
struct case_subject {
  std::string name;  // of a built-in regulation
  std::optional<schedule_parts> hours;
  std::optional<regulation_parts> rules;
};

struct case_file {
  std::string source;
  case_subject subject;
  std::vector<regression_case> cases;
};

// TOML: `schedule` or `regulation`, the name of a built-in one or a path relative to the file, or
// the tables themselves; then [[case]] tables. CSV (a name that ends in .csv): the keys of a case
// as columns, pauses as "FROM/TO;FROM/TO". Throws srok::error with the place, and failure when a
// file cannot be read.
case_file read_cases(const std::string& file);
case_file read_cases(const std::string& text, const std::string& file);  // the text in it

const std::vector<std::string>& question_names();

}  // namespace srok::cli
