// Streams of CSV records over stdio.
#include "cli/table_stream.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "cli/session.hpp"
#include "io/csv.hpp"

namespace srok::cli {
namespace {

constexpr std::size_t block = std::size_t{1} << 18;

bool is_special(const std::string& name) {
  struct stat facts {};
  return stat(name.c_str(), &facts) == 0 && !S_ISREG(facts.st_mode);
}

}  // namespace

table_reader::table_reader(const std::string& name)
    : name_{name == "-" ? "standard input" : name}, file_{open_input(name)} {
  struct stat facts {};
  if (fstat(fileno(file_.get()), &facts) == 0 && S_ISREG(facts.st_mode)) {
    const off_t begin = lseek(fileno(file_.get()), 0, SEEK_CUR);  // a shell may have read before
    size_ = static_cast<std::uint64_t>(std::max<off_t>(facts.st_size - begin, 0));
  }
}

bool table_reader::fill() {
  if (end_) return false;
  buffer_.erase(0, begin_);
  begin_ = 0;
  const std::size_t had = buffer_.size();
  buffer_.resize(had + block);
  const std::size_t got = std::fread(buffer_.data() + had, 1, block, file_.get());
  buffer_.resize(had + got);
  read_ += got;
  if (got == block) return true;
  if (std::ferror(file_.get()) != 0) {
    refuse(name_ + ": cannot be read on from line " + std::to_string(line_) + ": " +
           std::strerror(errno));
  }
  if (read_ < size_) {
    refuse(name_ + ": became shorter while it was read: " + std::to_string(read_) + " of " +
           std::to_string(size_) + " bytes were there");
  }
  end_ = true;
  return got > 0;
}

table_row table_reader::take(std::size_t length) {
  table_row row{line_, rest().substr(0, length)};
  begin_ += length;
  line_ += static_cast<std::uint64_t>(std::count(row.text.begin(), row.text.end(), '\n'));
  if (row.text.ends_with('\n')) row.text.remove_suffix(1);
  row.carriage_return = row.text.ends_with('\r');
  if (row.carriage_return) row.text.remove_suffix(1);
  return row;
}

table_row table_reader::skip_line() {
  table_row row{line_, {}};
  for (;;) {
    const std::size_t stop = buffer_.find('\n', begin_);
    if (stop != std::string::npos) {
      row.skipped += stop - begin_;
      begin_ = stop + 1;
      ++line_;
      return row;
    }
    row.skipped += buffer_.size() - begin_;
    begin_ = buffer_.size();
    if (!fill()) return row;
  }
}

std::optional<table_row> table_reader::next() {
  for (;;) {
    const std::size_t length = csv_record_length(rest());
    if (length <= most_bytes) return take(length);
    if (rest().size() <= most_bytes && fill()) continue;
    if (rest().empty()) return std::nullopt;
    // No end of the record in sight: what a quote has opened is closed at the end of its line.
    const std::size_t line = rest().find('\n');
    if (line < most_bytes) return take(line + 1);
    return rest().size() > most_bytes ? skip_line() : take(rest().size());
  }
}

table_writer::table_writer(const std::string& name) : name_{name}, file_{stdout} {
  if (name_.empty()) {
    name_ = "standard output";
    return;
  }
  const bool special = is_special(name_);
  if (!special) temporary_ = name_ + ".part" + std::to_string(getpid());
  const std::string& target = special ? name_ : temporary_;
  const int created = special ? 0 : O_CREAT | O_EXCL;
  const int descriptor = open(target.c_str(), O_WRONLY | O_CLOEXEC | created, 0666);
  file_ = descriptor < 0 ? nullptr : fdopen(descriptor, "wb");
  if (file_ == nullptr) {
    temporary_.clear();
    fail();
  }
}

table_writer::~table_writer() {
  if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  if (!temporary_.empty()) unlink(temporary_.c_str());
}

void table_writer::fail() const {
  throw failure{differences_found, name_ + ": cannot be written: " + std::strerror(errno)};
}

void table_writer::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

void table_writer::commit() {
  if (std::fflush(file_) != 0) fail();
  if (file_ == stdout) return;
  const int closed = std::fclose(file_);
  file_ = nullptr;
  if (closed != 0) fail();
  if (temporary_.empty()) return;
  if (std::rename(temporary_.c_str(), name_.c_str()) != 0) fail();
  temporary_.clear();
}

void write_whole(const std::string& name, std::string_view text) {
  table_writer file{name};
  file.write(text);
  file.commit();
}

}  // namespace srok::cli
