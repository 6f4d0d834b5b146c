// srok batch: the deadlines of a table of tickets, row by row.
#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>

#include "cli/session.hpp"
#include "cli/table_stream.hpp"
#include "io/csv.hpp"
#include "io/utf8.hpp"
#include "srok/io/instant_text.hpp"

namespace srok::cli {
namespace {

struct batch_options {
  std::string file, output_file, submitted = "submitted", priority = "priority";
};

// Rows and percents on a terminal; nothing elsewhere.
class progress {
 public:
  explicit progress(const table_reader& reader)
      : reader_{reader}, shown_{isatty(STDERR_FILENO) != 0} {}
  ~progress() { clear(); }
  progress(const progress&) = delete;
  progress& operator=(const progress&) = delete;

  void step() {
    constexpr std::uint64_t rows_a_drawing = 16'384;
    if (!shown_ || ++rows_ % rows_a_drawing != 0) return;
    constexpr std::uint64_t bar = 30;
    const std::uint64_t size = std::max<std::uint64_t>(reader_.size(), 1);
    const std::uint64_t part = std::min(reader_.bytes_read() * bar / size, bar);
    if (reader_.size() == 0) {
      fmt::print(stderr, "\r{} rows", rows_);
    } else {
      fmt::print(stderr, "\r[{:<30}] {} rows", std::string(part, '#'), rows_);
    }
    std::fflush(stderr);
  }

  void clear() const {
    if (shown_) fmt::print(stderr, "\r\x1b[K");
  }

 private:
  const table_reader& reader_;
  bool shown_;
  std::uint64_t rows_ = 0;
};

class batch {
 public:
  batch(const batch_options& options, const regulation_book& book)
      : options_{options},
        book_{book},
        name_{options.file == "-" ? "standard input" : options.file},
        reader_{options.file},
        writer_{options.output_file},
        progress_{reader_} {}

  exit_code run() {
    read_header();
    while (const auto row = reader_.next()) {
      if (row->text.empty() && row->skipped == 0) continue;
      write_row(*row);
      progress_.step();
    }
    writer_.commit();
    progress_.clear();
    if (failed_ > 0) fmt::print(stderr, "srok: {} of {} rows failed\n", failed_, rows_);
    return failed_ > 0 ? differences_found : done;
  }

 private:
  void read_header() {
    const auto row = reader_.next();
    if (!row) refuse(name_ + ": is empty; its first line must name the columns");
    std::string_view text = row->text;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const auto cells = row->skipped == 0 && fault_of_text(text).empty()
                           ? split_csv(text)
                           : std::optional<std::vector<std::string>>{};
    if (!cells) refuse(name_ + ":1: the first line must name the columns, as CSV in UTF-8");
    columns_ = cells->size();
    submitted_ = column(*cells, options_.submitted, "--submitted");
    priority_ = column(*cells, options_.priority, "--priority");
    for (const char* added : {"accepted", "due", "error"}) {
      if (std::find(cells->begin(), cells->end(), added) != cells->end()) {
        refuse(name_ + ":1: there is a column \"" + added +
               "\" already, which would be written; rename or remove it");
      }
    }
    writer_.write(row->text);
    writer_.write(row->carriage_return ? ",accepted,due,error\r\n" : ",accepted,due,error\n");
  }

  std::size_t column(const std::vector<std::string>& cells, const std::string& wanted,
                     const char* option) const {
    const auto found = std::find(cells.begin(), cells.end(), wanted);
    if (found != cells.end()) return static_cast<std::size_t>(found - cells.begin());
    std::string names;
    for (const std::string& cell : cells) names += (names.empty() ? "" : ", ") + cell;
    refuse(name_ + ":1: there is no column \"" + wanted + "\" among " + names +
           "; name the right one with " + option);
  }

  void write_row(const table_row& row) {
    ++rows_;
    std::string added;
    std::optional<std::vector<std::string>> cells;
    try {
      cells = cells_of(row);
      added = deadlines_of(*cells);
    } catch (const failure& failed) {
      ++failed_;
      added = ",," + csv_cell(failed.what());
      progress_.clear();
      fmt::print(stderr, "srok: {}:{}: {}\n", name_, row.line, failed.what());
    }
    if (cells) {
      writer_.write(row.text);
    } else {
      writer_.write(kept(row.text));
    }
    writer_.write("," + added + (row.carriage_return ? "\r\n" : "\n"));
  }

  // A row that is no row stays, whole, in the first cell, so that the output remains a table.
  std::string kept(std::string_view text) const {
    std::string cell = "\"";
    for (const char c : text) cell += c == '"' ? std::string{"\"\""} : std::string(1, c);
    return cell + "\"" + std::string(columns_ - 1, ',');
  }

  std::vector<std::string> cells_of(const table_row& row) const {
    if (row.skipped > 0) {
      refuse(fmt::format("a line of {} bytes, longer than 1 MiB, which is not kept", row.skipped));
    }
    if (const auto fault = fault_of_text(row.text); !fault.empty()) {
      refuse(std::string{fault} + " in the row");
    }
    auto cells = split_csv(row.text);
    if (!cells) refuse("a quote is not closed, or text follows a closing quote");
    if (cells->size() != columns_) {
      refuse(fmt::format("{} cells, the header has {}", cells->size(), columns_));
    }
    return std::move(*cells);
  }

  // Clause 3.3: a ticket by email may lack its priority.
  std::string deadlines_of(const std::vector<std::string>& cells) const {
    const instant submitted = read_instant(cells[submitted_], book_);
    const regulation& rules = edition_in_force(book_, submitted);
    const schedule& hours = rules.schedule();
    const std::string& name = cells[priority_];
    const priority urgency =
        name.empty() ? rules.settings().default_priority : read_priority(name, rules);
    const promise promised = answer_of(rules.due(urgency, submitted), hours);
    return to_text(promised.accepted, hours) + "," + to_text(promised.due, hours) + ",";
  }

  const batch_options& options_;
  const regulation_book& book_;
  std::string name_;
  table_reader reader_;
  table_writer writer_;
  progress progress_;
  std::size_t columns_ = 0, submitted_ = 0, priority_ = 0;
  std::uint64_t rows_ = 0, failed_ = 0;
};

}  // namespace

void add_batch(CLI::App& app, session& session) {
  const auto options = std::make_shared<batch_options>();
  CLI::App* command = app.add_subcommand(
      "batch", "The deadlines of a CSV table of tickets: adds the columns accepted, due, error");
  command->add_option("file", options->file, "The table; - is standard input")
      ->required()
      ->type_name("FILE");
  command
      ->add_option("--output", options->output_file,
                   "Write here instead of standard output; the file appears when it is complete")
      ->type_name("FILE");
  command
      ->add_option("--submitted", options->submitted, "The column of submission times (submitted)")
      ->type_name("COLUMN");
  command
      ->add_option("--priority", options->priority,
                   "The column of priorities (priority); an empty cell is the default priority")
      ->type_name("COLUMN");
  command->footer(
      "A row that fails is kept with its error, is reported on stderr, and makes the exit status "
      "1.\n"
      "\nExample:\n  srok batch tickets.csv --output deadlines.csv");
  command->callback([options, &session] {
    session.run = [options, &session](output&) {
      const regulation_book book = session.book();
      return batch{*options, book}.run();
    };
  });
}

}  // namespace srok::cli
