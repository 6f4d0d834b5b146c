// The rows of vectors.tsv, and what srok.h answers to them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "srok.h"

namespace srok::vectors {

// One question. `unit` is "-" for a single question and s, ms, us or ns for a row of a batch.
struct question {
  std::string name;
  std::string subject;
  std::string unit = "-";
  std::string choice = "-";
  std::vector<std::int64_t> arguments;

  bool same_batch(const question& other) const {
    return unit != "-" && unit == other.unit && name == other.name && subject == other.subject &&
           choice == other.choice;
  }
};

// A status by name, and numbers with a space between them, or "none".
struct answer {
  std::string status;
  std::string result;
};

struct row {
  std::int64_t id = 0;
  question asked;
  answer expected;
};

std::vector<row> read_rows(const std::filesystem::path& file);
std::string written(const row& r);

struct schedule_deleter {
  void operator()(srok_schedule* handle) const { srok_schedule_free(handle); }
};
struct regulation_deleter {
  void operator()(srok_regulation* handle) const { srok_regulation_free(handle); }
};

// The schedules and regulations that rows name: those of the folder's files, and the built-in ones.
class subjects {
 public:
  explicit subjects(const std::filesystem::path& folder);

  const srok_schedule& schedule(const std::string& name) const { return *schedules_.at(name); }
  const srok_regulation& regulation(const std::string& name) const {
    return *regulations_.at(name);
  }
  const srok_calendar& calendar() const { return *calendar_; }
  // Of the files, in the order of their names.
  const std::vector<std::string>& schedule_names() const { return schedule_names_; }
  const std::vector<std::string>& regulation_names() const { return regulation_names_; }

 private:
  srok_calendar* calendar_ = nullptr;
  std::vector<std::unique_ptr<srok_schedule, schedule_deleter>> owned_schedules_;
  std::vector<std::unique_ptr<srok_regulation, regulation_deleter>> owned_regulations_;
  std::map<std::string, const srok_schedule*> schedules_;
  std::map<std::string, const srok_regulation*> regulations_;
  std::vector<std::string> schedule_names_;
  std::vector<std::string> regulation_names_;
};

// The answers to all of the questions; those of one batch that stand together are asked in one
// call.
std::vector<answer> ask(const subjects& known, std::span<const question> questions);

// The questions of vectors.tsv, always the same.
std::vector<question> choose_questions(const subjects& known);

}  // namespace srok::vectors
