// CSV of any length in constant memory: a reader that recovers from broken rows; and files that
// appear only when they are complete.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace srok::cli {

struct table_row {
  std::uint64_t line = 0;     // where it begins
  std::string_view text;      // without its line break; valid until the next row is read
  std::uint64_t skipped = 0;  // bytes of a line longer than the limit, which is not kept
  bool carriage_return = false;
};

// Records of up to 1 MiB. A quote that is not closed within that, or at all, spoils its own line
// only: reading goes on with the next one.
class table_reader {
 public:
  static constexpr std::size_t most_bytes = std::size_t{1} << 20;

  explicit table_reader(const std::string& name);  // "-": standard input; throws failure

  std::optional<table_row> next();  // throws failure when the input cannot be read

  std::uint64_t bytes_read() const noexcept { return read_; }
  std::uint64_t size() const noexcept { return size_; }  // 0: not known

 private:
  bool fill();  // moves what is left in the buffer, also when no more comes
  std::string_view rest() const noexcept { return std::string_view{buffer_}.substr(begin_); }
  table_row take(std::size_t length);
  table_row skip_line();

  std::string name_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::string buffer_;
  std::size_t begin_ = 0;
  std::uint64_t line_ = 1, read_ = 0, size_ = 0;
  bool end_ = false;
};

// Standard output, or a file that is written under another name beside its place and renamed when
// commit() finds it whole. What is no regular file (/dev/full, a pipe) is written as it is.
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

  std::string name_, temporary_;
  std::FILE* file_;
};

// A table_writer's file of one text. Throws failure; what stood there then stands there still.
void write_whole(const std::string& name, std::string_view text);

}  // namespace srok::cli
