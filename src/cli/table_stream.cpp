// Blocks of rows and lines over stdio.
#include "cli/table_stream.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "cli/session.hpp"
#include "io/bytes.hpp"
#include "io/csv.hpp"

namespace srok::cli {
namespace {

constexpr std::size_t npos = std::string_view::npos;

// The length of the whole lines that a text begins with, but of no more than so many.
std::size_t whole_lines(std::string_view text, std::size_t most) {
  const std::size_t last = text.rfind('\n') + 1;  // 0: there is none
  if (count_lines(text) <= most) return last;
  std::size_t length = 0;
  for (; most > 0; --most) length = text.find('\n', length) + 1;
  return length;
}

// A new file beside that of this name, whose own name becomes `temporary`; -1: there is none.
int create_beside(const std::string& name, mode_t mode, std::string& temporary) {
  constexpr int most_tries = 100;  // a run that was killed left its own
  int descriptor = -1;
  for (int i = 0; i < most_tries && descriptor < 0; ++i) {
    temporary = name + ".part" + std::to_string(getpid()) + (i == 0 ? "" : "." + std::to_string(i));
    descriptor = open(temporary.c_str(), O_WRONLY | O_CLOEXEC | O_CREAT | O_EXCL, mode);
    if (descriptor < 0 && errno != EEXIST) break;
  }
  return descriptor;
}

bool is_same(const struct stat& a, int descriptor) {
  struct stat b {};
  return fstat(descriptor, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

// Who may read the old file may read the new one, and nobody else, as far as we may give it away
// and the file system knows whose it is.
void give_to_readers_of(const struct stat& old, int descriptor) {
  mode_t mode = old.st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
  const uid_t same = static_cast<uid_t>(-1);
  if (fchown(descriptor, old.st_uid, old.st_gid) != 0 &&
      fchown(descriptor, same, old.st_gid) != 0) {
    mode &= ~static_cast<mode_t>(S_IRWXG);  // they would be another group's
  }
  static_cast<void>(fchmod(descriptor, mode));
}

}  // namespace

// ---- a file as it comes in ----

input_stream::input_stream(const std::string& name)
    : name_{name == "-" ? "standard input" : name}, file_{open_input(name)} {
  struct stat facts {};
  if (fstat(fileno(file_.get()), &facts) == 0 && S_ISREG(facts.st_mode)) {
    const off_t begin = lseek(fileno(file_.get()), 0, SEEK_CUR);  // a shell may have read before
    size_ = static_cast<std::uint64_t>(std::max<off_t>(facts.st_size - begin, 0));
  }
}

bool input_stream::fill() {
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

bool input_stream::fill_block() {
  while (rest().size() < block && fill()) {
  }
  return !rest().empty();
}

std::string input_stream::take(std::size_t length) {
  std::string taken;
  if (begin_ == 0) {
    taken.swap(buffer_);
    buffer_.assign(taken, length);
    taken.resize(length);
  } else {
    taken = rest().substr(0, length);
    begin_ += length;
  }
  line_ += count_lines(taken);
  return taken;
}

std::uint64_t input_stream::skip_line(bool& blank) {
  std::uint64_t skipped = 0;
  blank = true;
  for (;;) {
    const std::size_t stop = std::min(rest().find('\n'), rest().size());
    blank = blank && rest().substr(0, stop).find_first_not_of(" \t\r") == npos;
    skipped += stop;
    const bool ended = stop < rest().size();
    begin_ += stop + (ended ? 1 : 0);
    if (ended) ++line_;
    if (ended || !fill()) return skipped;
  }
}

// ---- lines ----

std::optional<line_block> line_reader::next() {
  while (fill_block()) {
    line_block lines{line(), {}, 0};
    const std::size_t last = rest().rfind('\n');
    if (last == npos && rest().size() > most_bytes_of_row) {
      bool blank = false;
      lines.skipped = skip_line(blank);
      if (blank) continue;
      return lines;
    }
    if (last == npos && fill()) continue;
    lines.text = take(last == npos ? rest().size() : last + 1);
    return lines;
  }
  return std::nullopt;
}

// ---- CSV ----

std::optional<table_row> table_rows::next() {
  table_row row{line_, {}, skipped_, false};
  const std::string_view rest = std::string_view{rows_.text}.substr(begin_);
  if (skipped_ != 0) {
    skipped_ = 0;
    return row;
  }
  if (rest.empty()) return std::nullopt;
  if (rows_.ends.empty()) {
    row.text = rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
    ++line_;
  } else {
    row.text = rest.substr(0, rows_.ends[row_++] - begin_);
    line_ += count_lines(row.text);
  }
  begin_ += row.text.size();
  if (row.text.ends_with('\n')) row.text.remove_suffix(1);
  row.carriage_return = row.text.ends_with('\r');
  if (row.carriage_return) row.text.remove_suffix(1);
  return row;
}

std::optional<table_block> table_reader::header() {
  return read(true);
}

std::optional<table_block> table_reader::next() {
  return read(false);
}

std::optional<table_block> table_reader::read(bool only_first) {
  while (fill_block()) {
    table_block rows{line(), {}, {}, 0};
    // Without a quote there is nothing to be careful about.
    if (!only_first && rest().size() <= most_bytes_of_row && rest().find('"') == npos) {
      const std::size_t lines = whole_lines(rest(), most_rows);
      if (lines != 0) {
        rows.text = take(lines);
        return rows;
      }
    }
    // A byte order mark is no part of the first cell, which a quote may open.
    const std::size_t mark =
        only_first ? rest().size() - without_byte_order_mark(rest()).size() : 0;
    if (mark == rest().size() && ended()) return std::nullopt;
    csv_records records{rest().substr(mark)};
    const std::size_t most = only_first ? 1 : most_rows;
    for (std::size_t at = mark; at < rest().size() && rows.ends.size() < most;) {
      const std::size_t end = records.end_of(at - mark);
      at = row_end(end == npos ? npos : end + mark, at);
      if (at == npos) break;
      rows.ends.push_back(at);
    }
    if (!rows.ends.empty()) {
      rows.text = take(rows.ends.back());
      return rows;
    }
    if (rest().size() <= most_bytes_of_row) {
      fill();
      continue;
    }
    bool blank = false;
    rows.skipped = skip_line(blank);
    return rows;
  }
  return std::nullopt;
}

// npos: more of it must come, or it is a line that is too long.
std::size_t table_reader::row_end(std::size_t end, std::size_t begin) const noexcept {
  const std::size_t left = rest().size() - begin;
  const bool whole = end != npos && (rest()[end - 1] == '\n' || ended());
  if (whole && end - begin <= most_bytes_of_row) return end;
  if (!whole && left <= most_bytes_of_row && !ended()) return npos;
  // No end of the record in sight: what a quote has opened is closed at the end of its line.
  const std::size_t line = rest().find('\n', begin);
  if (line < begin + most_bytes_of_row) return line + 1;
  return left > most_bytes_of_row ? npos : rest().size();
}

// ---- out ----

table_writer::table_writer(const std::string& name) : name_{name}, file_{stdout} {
  if (name_.empty()) {
    name_ = "standard output";
    return;
  }
  struct stat old {};
  const bool exists = stat(name_.c_str(), &old) == 0;
  for (std::FILE* const standard : {stdout, stderr}) {
    if (exists && is_same(old, fileno(standard))) {
      file_ = standard;
      return;
    }
  }
  const bool special = exists && !S_ISREG(old.st_mode);
  const int descriptor = special
                             ? open(name_.c_str(), O_WRONLY | O_CLOEXEC)
                             : create_beside(name_, exists ? S_IRUSR | S_IWUSR : 0666, temporary_);
  file_ = descriptor < 0 ? nullptr : fdopen(descriptor, "wb");
  if (file_ == nullptr) {
    temporary_.clear();
    fail();
  }
  if (exists && !special) give_to_readers_of(old, descriptor);
}

table_writer::~table_writer() {
  if (file_ != nullptr && !is_standard()) std::fclose(file_);
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
  if (is_standard()) return;
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
