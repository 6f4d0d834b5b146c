// What the commands share: the options that replace what is built in, standard output, and errors
// that end the run.
#pragma once

#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "srok/calendar/calendar.hpp"
#include "srok/engine/schedule.hpp"
#include "srok/sla/regulation_book.hpp"

namespace srok::cli {

// Exit codes: a run that did its work; one that found differences or failed rows, or could not
// write its result; and a wrong use, files that cannot be read or parsed among it.
enum exit_code : int { done = 0, differences_found = 1, wrong_use = 2 };

// Ends the run with a sentence and an exit code.
class failure : public std::runtime_error {
 public:
  failure(exit_code code, const std::string& sentence)
      : std::runtime_error{sentence}, code_{code} {}
  exit_code code() const noexcept { return code_; }

 private:
  exit_code code_;
};

[[noreturn]] inline void refuse(const std::string& sentence) {
  throw failure{wrong_use, sentence};
}

// No calendar, schedule or case file is larger.
inline constexpr std::size_t most_bytes_of_settings = std::size_t{16} << 20;

using file_handle = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

// A file to be read, or standard input for "-". Throws failure: it cannot be opened.
file_handle open_input(const std::string& name);

// A whole file, or standard input for "-". Throws failure: it cannot be read, or is larger.
std::string read_file(const std::string& name, std::size_t most_bytes = most_bytes_of_settings);

// Standard output, collected and written when the command is done, so that a failed run writes
// nothing and a full disk is noticed.
class output {
 public:
  void write(std::string_view text) { text_ += text; }
  void line(std::string_view text) {
    text_ += text;
    text_ += '\n';
  }
  void flush();  // throws failure

 private:
  std::string text_;
};

// Writes all of it to the file, or throws failure; `name` is for the message.
void write_all(std::FILE* file, std::string_view text, std::string_view name);

// A line on standard error, without the control characters that a stranger's text may have in it.
// Where it cannot be written there is nobody to be told.
void tell(std::string_view line);

// The command line once it is read: which files to use, and the command to run.
struct session {
  std::string schedule_file, calendar_file;
  std::vector<std::string> regulation_files;  // several: the editions of a regulation book
  std::function<exit_code(output&)> run;

  srok::calendar calendar() const;
  srok::schedule schedule() const;
  srok::regulation regulation() const;  // refuses several editions
  regulation_book book() const;

 private:
  srok::regulation edition(const std::string& file) const;  // empty: the built-in one
};

// The time a person wrote; a time without an offset is the schedule's local time.
instant read_instant(std::string_view text, const schedule& schedule);

// The same by the schedule of the edition in force at that time; before the first edition, by its.
instant read_instant(std::string_view text, const regulation_book& book);

// The edition in force; refuses a submission before the first one.
const regulation& edition_in_force(const regulation_book& book, instant submitted);

std::string priority_names(const regulation& rules);  // "low, medium, high"

// The priority of that name; refuses, naming those there are.
priority read_priority(std::string_view name, const regulation& rules);

// What a question answered, or why not, in words: "beyond_horizon" names the schedule's horizon.
[[noreturn]] void refuse_answer(status why, const schedule& schedule);

template <class T>
T answer_of(const answer<T>& answer, const schedule& schedule) {
  if (!answer) refuse_answer(answer.why, schedule);
  return *answer;
}

// "official", or "projected" when the instant rests on years that no act has settled.
std::string_view standing_of(instant at, const schedule& schedule, landing by = landing::nearest);

// For answers without a place for it, on standard error: "srok: 2 rows are projected: ..." Nothing
// when none is.
void tell_projected(std::uint64_t count, std::string_view one, std::string_view many);
inline constexpr std::string_view projected_words = "projected: no act has settled that year yet";

// "Wed", "Thu", ... on the wall of the schedule.
std::string_view weekday_at(instant at, const schedule& schedule);

// The sum of "4h30m", or of "2h" and "30m" written together; nullopt: it is none.
std::optional<business_duration> amount_of(std::string_view text);

// The same of an option; what each refused text could mean is said. Throws failure.
business_duration read_budget(const std::string& text);

// A whole number of an option such as --hours. Throws failure.
std::int64_t read_count(const std::string& text, std::string_view option);

}  // namespace srok::cli
