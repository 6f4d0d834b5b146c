// srok batch: the deadlines of a table of tickets, row by row, blocks of rows in parallel.
#include <fmt/core.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/commands.hpp"
#include "cli/parallel.hpp"
#include "cli/session.hpp"
#include "cli/table_stream.hpp"
#include "io/bytes.hpp"
#include "io/csv.hpp"
#include "io/digits.hpp"
#include "io/limits.hpp"
#include "srok/io/instant_text.hpp"
#include "wording.hpp"

namespace srok::cli {
namespace {

struct batch_options : thread_options {
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

  void step(std::uint64_t rows) {
    if (!shown_) return;
    constexpr std::uint64_t bar = 30;
    const std::uint64_t size = std::max<std::uint64_t>(reader_.size(), 1);
    const std::uint64_t part = std::min(reader_.bytes_read() * bar / size, bar);
    const std::string done =
        reader_.size() == 0 ? "" : fmt::format("[{:<30}] ", std::string(part, '#'));
    show(fmt::format("\r{}{} rows", done, rows));
  }

  void clear() const {
    if (shown_) show("\r\x1b[K");
  }

 private:
  static void show(const std::string& text) { std::fputs(text.c_str(), stderr); }

  const table_reader& reader_;
  bool shown_;
};

struct columns {
  std::size_t count = 0, submitted = 0, priority = 0;
};

struct bad_row {
  std::uint64_t line;
  std::string what;
};

// Rows with their deadlines.
struct answered_rows {
  std::string text;
  std::uint64_t rows = 0;
  std::uint64_t projected = 0;
  std::vector<bad_row> bad;
};

// One block of rows, in a thread of its own.
class row_answerer {
 public:
  row_answerer(const regulation_book& book, const columns& columns)
      : book_{book}, columns_{columns} {}

  answered_rows answer(const table_block& block) {
    constexpr std::size_t about_a_row = 64;
    answered_.text.reserve(2 * block.text.size() + about_a_row);
    table_rows rows{block};
    while (const auto row = rows.next()) {
      if (!row->text.empty() || row->skipped != 0) write(*row);
    }
    return std::move(answered_);
  }

 private:
  void write(const table_row& row) {
    ++answered_.rows;
    std::string& out = answered_.text;
    const std::size_t begin = out.size();
    bool is_row = false;
    try {
      split(row);
      is_row = true;
      out += row.text;
      append_deadlines();
    } catch (const failure& failed) {
      answered_.bad.push_back({row.line, failed.what()});
      out.resize(begin);
      is_row ? void(out += row.text) : keep(row.text);
      out += ",,,";
      out += csv_cell(failed.what());
    }
    out += row.carriage_return ? "\r\n" : "\n";
  }

  // A row that is no row stays, whole, in the first cell, so that the output remains a table.
  void keep(std::string_view text) {
    answered_.text += '"';
    for (const char c : text) {
      if (c == '"') answered_.text += c;
      answered_.text += c;
    }
    answered_.text += '"';
    answered_.text.append(columns_.count - 1, ',');
  }

  void split(const table_row& row) {
    if (row.skipped > 0) {
      refuse(fmt::format("a line of {} bytes, longer than {}, which is not kept", row.skipped,
                         mebibytes(most_bytes_of_row)));
    }
    if (const text_fault fault = fault_of_text(row.text)) {
      refuse(std::string{fault.what} + " in the row");
    }
    if (!split_csv(row.text, cells_)) {
      refuse("a quote is not closed, or text follows a closing quote");
    }
    if (cells_.size() != columns_.count) {
      refuse(fmt::format("{} cells, the header has {}", cells_.size(), columns_.count));
    }
  }

  // Clause 3.3: a ticket by email may lack its priority.
  void append_deadlines() {
    const instant submitted = read_instant(csv_text(cells_[columns_.submitted], memory_), book_);
    const regulation& rules = edition_in_force(book_, submitted);
    const schedule& hours = rules.schedule();
    const std::string_view name = csv_text(cells_[columns_.priority], memory_);
    const priority urgency =
        name.empty() ? rules.settings().default_priority : read_priority(name, rules);
    const promise promised = answer_of(rules.due(urgency, submitted), hours);
    append(promised.accepted, hours);
    append(promised.due, hours);
    if (hours.is_projected(promised.due, rules.settings().landing)) ++answered_.projected;
    answered_.text += ',';
  }

  void append(instant at, const schedule& hours) {
    char text[1 + most_bytes_of_instant] = {','};
    answered_.text.append(text, static_cast<std::size_t>(put_instant(text + 1, at, hours) - text));
  }

  const regulation_book& book_;
  const columns& columns_;
  answered_rows answered_;
  std::vector<csv_raw_cell> cells_;  // of the row at hand
  std::string memory_;
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
    in_order(
        options_.threads, [&] { return reader_.next(); },
        [&](const table_block& block) {
          return row_answerer{book_, columns_}.answer(block);
        },
        [&](const answered_rows& answered) { write(answered); });
    writer_.commit();
    progress_.clear();
    tell_projected(projected_, "row", "rows");
    if (failed_ > 0) tell(fmt::format("srok: {} of {} rows failed", failed_, rows_));
    return failed_ > 0 ? differences_found : done;
  }

 private:
  void read_header() {
    const auto block = reader_.header();
    const auto row = block ? table_rows{*block}.next() : std::nullopt;
    if (!row) refuse(name_ + ": is empty; its first line must name the columns");
    const std::string_view text = without_byte_order_mark(row->text);
    const auto cells = row->skipped == 0 && !fault_of_text(text)
                           ? split_csv(text)
                           : std::optional<std::vector<std::string>>{};
    if (!cells) refuse(name_ + ":1: the first line must name the columns, as CSV in UTF-8");
    if (cells->size() > most_cells) {
      refuse(
          fmt::format("{}:1: {} columns; at most {} are read", name_, cells->size(), most_cells));
    }
    columns_ = {cells->size(), column(*cells, options_.submitted, "--submitted"),
                column(*cells, options_.priority, "--priority")};
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
    if (found != cells.end()) {
      if (std::find(found + 1, cells.end(), wanted) != cells.end()) {
        refuse(name_ + ":1: there are two columns \"" + wanted + "\"; rename or remove one");
      }
      return static_cast<std::size_t>(found - cells.begin());
    }
    refuse(name_ + ":1: there is no column \"" + wanted + "\" among " + joined(cells) +
           "; name the right one with " + option);
  }

  void write(const answered_rows& answered) {
    writer_.write(answered.text);
    rows_ += answered.rows;
    projected_ += answered.projected;
    failed_ += answered.bad.size();
    if (!answered.bad.empty()) progress_.clear();
    for (const bad_row& bad : answered.bad) {
      tell(fmt::format("srok: {}:{}: {}", name_, bad.line, bad.what));
    }
    progress_.step(rows_);
  }

  const batch_options& options_;
  const regulation_book& book_;
  std::string name_;
  table_reader reader_;
  table_writer writer_;
  progress progress_;
  columns columns_;
  std::uint64_t rows_ = 0, projected_ = 0, failed_ = 0;
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
  add_thread_options(*command, *options);
  command->footer(
      "A row that fails is kept with its error, is reported on stderr, and makes the exit status "
      "1.\nNo row is longer than 1 MiB.\n"
      "\nExample:\n  srok batch tickets.csv --output deadlines.csv");
  command->callback([options, &session] {
    session.run = [options, &session](output&) {
      const regulation_book book = session.book();
      return batch{*options, book}.run();
    };
  });
}

}  // namespace srok::cli
