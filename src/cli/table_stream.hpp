// Files of rows and of lines, of any length, read block by block in constant memory; and files that
// appear only when they are complete.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/csv.hpp"

namespace srok::cli {

// No row of a table and no ticket is longer: 1 MiB with its line break, or without it.
inline constexpr std::size_t most_bytes_of_row = std::size_t{1} << 20;

// No block has more rows: one that fails may take 2 KB, however few bytes it has.
inline constexpr std::size_t most_rows = 16'384;

// A file as it comes in.
class input_stream {
 public:
  explicit input_stream(const std::string& name);  // "-": standard input; throws failure

  std::uint64_t bytes_read() const noexcept { return read_; }
  std::uint64_t size() const noexcept { return size_; }  // 0: not known

 protected:
  // What is a block, about: some milliseconds of work, and little beside a processor's cache.
  static constexpr std::size_t block = std::size_t{1} << 19;

  // More of the file. False: there is none. Throws failure when it cannot be read.
  bool fill();
  // A block, if there is so much. False: nothing is left.
  bool fill_block();
  bool ended() const noexcept { return end_; }  // the rest is all there is
  std::string_view rest() const noexcept { return std::string_view{buffer_}.substr(begin_); }
  std::uint64_t line() const noexcept { return line_; }  // where the rest begins

  // The next bytes as a text of their own.
  std::string take(std::size_t length);
  // A line, with its break, that is not kept. Returns its length without the break, and whether
  // there is anything but white space in it.
  std::uint64_t skip_line(bool& blank);

 private:
  std::string name_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::uint64_t line_ = 1, read_ = 0, size_ = 0;
  bool end_ = false;
};

// ---- lines ----

struct line_block {
  std::uint64_t line = 0;     // where it begins
  std::string text;           // whole lines
  std::uint64_t skipped = 0;  // bytes of a line longer than the limit, which is not kept
};

class line_reader : public input_stream {
 public:
  using input_stream::input_stream;

  std::optional<line_block> next();  // throws failure when the input cannot be read
};

// ---- CSV ----

struct table_row {
  std::uint64_t line = 0;     // where it begins
  std::string_view text;      // without its line break
  std::uint64_t skipped = 0;  // as above
  bool carriage_return = false;
};

// Rows of a table, in order.
struct table_block {
  std::uint64_t line = 0;
  std::string text;
  std::vector<std::size_t> ends;  // of the rows; empty: each line is one
  std::uint64_t skipped = 0;      // of the only row, whose text is empty
};

// Walks over the rows of a block, which must outlive it.
class table_rows {
 public:
  explicit table_rows(const table_block& rows)
      : rows_{rows}, line_{rows.line}, skipped_{rows.skipped} {}

  std::optional<table_row> next();

 private:
  const table_block& rows_;
  std::size_t begin_ = 0;
  std::size_t row_ = 0;
  std::uint64_t line_;
  std::uint64_t skipped_;
};

// Records of up to 1 MiB. A quote that is not closed within that, or at all, spoils its own line
// only: reading goes on with the next one.
class table_reader : public input_stream {
 public:
  using input_stream::input_stream;

  // The first row alone; nullopt: there is none.
  std::optional<table_block> header();
  std::optional<table_block> next();  // throws failure when the input cannot be read

 private:
  std::optional<table_block> read(bool only_first);
  std::size_t row_end(std::size_t end, std::size_t begin) const noexcept;
};

// ---- out ----

// Standard output, or a file that is written under another name beside its place and renamed when
// commit() finds it whole. It then has the owner, group and permissions of the old file; a symbolic
// link is replaced, not followed. What is no regular file (/dev/full, a pipe) is written as it is,
// and so is another name of standard output or standard error (/dev/stdout).
class table_writer {
 public:
  explicit table_writer(const std::string& name);  // empty: standard output; throws failure
  ~table_writer();
  table_writer(const table_writer&) = delete;
  table_writer& operator=(const table_writer&) = delete;

  void write(std::string_view text);  // throws failure
  void commit();                      // throws failure

 private:
  [[noreturn]] void fail() const;

  // Whether the file is open already, as standard output or standard error.
  bool is_standard() const noexcept { return file_ == stdout || file_ == stderr; }

  std::string name_, temporary_;
  std::FILE* file_;
};

// A table_writer's file of one text. Throws failure; what stood there then stands there still.
void write_whole(const std::string& name, std::string_view text);

}  // namespace srok::cli
