#include "columns.hpp"

#include <cstdlib>
#include <cstring>
#include <string_view>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace srok_python {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

// ---- widths ----

// The bytes of an integer, negative when it is unsigned; 0: these are no integers.
integer_width width_of_buffer(const Py_buffer& view) {
  std::string_view format = view.format == nullptr ? "B" : view.format;
  if (!format.empty() && (format[0] == '@' || format[0] == '=' || format[0] == '<')) {
    format.remove_prefix(1);
  }
  if (format.size() != 1) return 0;
  const auto bytes = static_cast<integer_width>(view.itemsize);
  if (std::string_view{"bhilq"}.find(format[0]) != std::string_view::npos) return bytes;
  if (std::string_view{"BHILQ?"}.find(format[0]) != std::string_view::npos) return -bytes;
  return 0;
}

integer_width width_of_arrow(std::string_view format) {
  if (format.starts_with("ts") || format.starts_with("tD")) return 8;
  if (format.size() != 1) return 0;
  switch (format[0]) {
    case 'c':
      return 1;
    case 'C':
      return -1;
    case 's':
      return 2;
    case 'S':
      return -2;
    case 'i':
      return 4;
    case 'I':
      return -4;
    case 'l':
      return 8;
    case 'L':
      return -8;
    default:
      return 0;
  }
}

template <class T>
std::int64_t loaded(const std::byte* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  if constexpr (std::is_same_v<T, std::uint64_t>) {
    return value > static_cast<std::uint64_t>(most) ? most : static_cast<std::int64_t>(value);
  } else {
    return value;
  }
}

std::int64_t load(const std::byte* from, integer_width w) {
  switch (w) {
    case 1:
      return loaded<std::int8_t>(from);
    case -1:
      return loaded<std::uint8_t>(from);
    case 2:
      return loaded<std::int16_t>(from);
    case -2:
      return loaded<std::uint16_t>(from);
    case 4:
      return loaded<std::int32_t>(from);
    case -4:
      return loaded<std::uint32_t>(from);
    case -8:
      return loaded<std::uint64_t>(from);
    default:
      return loaded<std::int64_t>(from);
  }
}

// On the finer line. What does not fit lies outside every horizon, and so do the ends of int64.
std::int64_t scaled(std::int64_t value, std::int64_t factor) {
  if (value == SROK_NONE || factor == 1) return value;
  if (value > most / factor) return most;
  if (value < -most / factor) return -most;
  return value * factor;
}

// What does not fit into 32 bits is no priority and too many days, and so are the ends of int32.
std::int32_t narrowed(std::int64_t value) {
  return static_cast<std::int32_t>(std::clamp<std::int64_t>(value, INT32_MIN, INT32_MAX));
}

}  // namespace

// From 4 MB on in huge pages, as NumPy does: the faults of small ones cost half as much again as
// four million deadlines.
void* unwritten_memory(std::size_t bytes) {
  constexpr std::size_t huge = std::size_t{1} << 21;
  if (bytes > PTRDIFF_MAX - huge) throw std::bad_alloc{};
  bytes = std::max<std::size_t>(bytes, 1);
  const bool many = bytes >= 2 * huge;
  if (many) bytes = (bytes + huge - 1) / huge * huge;
  void* const memory = many ? std::aligned_alloc(huge, bytes) : std::malloc(bytes);
  if (memory == nullptr) throw std::bad_alloc{};
#ifdef __linux__
  if (many) static_cast<void>(madvise(memory, bytes, MADV_HUGEPAGE));
#endif
  return memory;
}

void free_memory::operator()(void* memory) const noexcept {
  std::free(memory);
}

// ---- input ----

bool input::open(PyObject* object) {
  if (PyTuple_Check(object)) {
    PyObject* inner = nullptr;
    long long factor = 1;
    if (!PyArg_ParseTuple(object, "OL", &inner, &factor)) return false;
    if (factor < 1) {
      raise(SROK_BAD_ARGUMENT, "a unit is finer by a factor of 1 or more");
      return false;
    }
    factor_ = factor;
    object = inner;
  }
  if (PyLong_Check(object)) {
    constant_ = true;
    return read(object, value_);
  }
  if (PyObject_TypeCheck(object, foreign_type)) {
    const auto* const given = reinterpret_cast<foreign*>(object);
    width_ = given->schema.dictionary == nullptr ? width_of_arrow(given->schema.format) : 0;
    for (const ArrowArray& chunk : *given->chunks) {
      if (width_ == 0 || chunk.n_buffers != 2) break;
      const auto offset = static_cast<std::size_t>(chunk.offset);
      const auto bytes = static_cast<std::ptrdiff_t>(std::abs(width_));
      const auto* const data = static_cast<const std::byte*>(chunk.buffers[1]);
      const auto* const validity = static_cast<const std::uint8_t*>(chunk.buffers[0]);
      const auto rows = static_cast<std::size_t>(chunk.length);
      if (rows == 0) continue;
      parts_.push_back({data + static_cast<std::ptrdiff_t>(offset) * bytes, bytes, rows,
                        chunk.null_count == 0 ? nullptr : validity, offset});
      rows_ += rows;
    }
  } else {
    if (!buffer_.hold(object, PyBUF_STRIDES | PyBUF_FORMAT)) return false;
    const Py_buffer& view = buffer_.view();
    width_ = view.ndim == 1 ? width_of_buffer(view) : 0;
    rows_ = view.ndim == 1 ? static_cast<std::size_t>(view.shape[0]) : 0;
    if (width_ != 0 && rows_ > 0) {
      parts_.push_back({static_cast<const std::byte*>(view.buf), view.strides[0], rows_});
    }
  }
  if (width_ == 0) PyErr_SetString(PyExc_TypeError, "a column of integers was expected");
  return width_ != 0;
}

void input::find(std::size_t row) {
  while (row - begins_ >= parts_[current_].rows) begins_ += parts_[current_++].rows;
}

bool input::direct(integer_width wanted) const {
  const part& p = parts_[current_];
  return width_ == wanted && factor_ == 1 && p.validity == nullptr && p.stride == wanted &&
         reinterpret_cast<std::uintptr_t>(p.data) % static_cast<std::uintptr_t>(wanted) == 0;
}

std::size_t input::run(std::size_t row, integer_width wanted) {
  if (constant_ || rows_ == 0) return block_rows;
  find(row);
  const std::size_t left = begins_ + parts_[current_].rows - row;
  return direct(wanted) ? left : std::min(left, block_rows);
}

std::int64_t input::at(std::size_t row) const {
  if (constant_) return scaled(value_, factor_);
  const part& p = parts_[current_];
  const std::size_t in_part = row - begins_;
  if (!p.there(in_part)) return SROK_NONE;
  return scaled(load(p.data + static_cast<std::ptrdiff_t>(in_part) * p.stride, width_), factor_);
}

const std::int64_t* input::wide(std::size_t row, std::size_t count) {
  if (constant_ && !wide_scratch_.empty()) return wide_scratch_.data();
  if (!constant_ && count > 0 && direct(8)) {
    return reinterpret_cast<const std::int64_t*>(parts_[current_].data) + (row - begins_);
  }
  fill(wide_scratch_, row, count);
  return wide_scratch_.data();
}

std::int64_t* input::wide_copy(std::size_t row, std::size_t count) {
  fill(changed_, row, count);
  return changed_.data();
}

void input::fill(std::vector<std::int64_t>& scratch, std::size_t row, std::size_t count) const {
  scratch.resize(block_rows);
  for (std::size_t i = 0; i < (constant_ ? block_rows : count); ++i) scratch[i] = at(row + i);
}

const std::int32_t* input::narrow(std::size_t row, std::size_t count) {
  nulls_.clear();
  if (constant_ && !narrow_scratch_.empty()) return narrow_scratch_.data();
  if (!constant_ && count > 0 && direct(4)) {
    return reinterpret_cast<const std::int32_t*>(parts_[current_].data) + (row - begins_);
  }
  narrow_scratch_.resize(block_rows);
  for (std::size_t i = 0; i < (constant_ ? block_rows : count); ++i) {
    const std::int64_t value = at(row + i);
    narrow_scratch_[i] = narrowed(value);
    if (!constant_ && value == SROK_NONE) {
      nulls_.resize(count);
      nulls_[i] = true;
    }
  }
  return narrow_scratch_.data();
}

// ---- output ----

bool output::open(PyObject* object, std::size_t width) {
  if (PyObject_TypeCheck(object, column_type)) {
    own_ = *reinterpret_cast<column_object*>(object)->buffers;
    rows_ = own_->rows;
    data_ = width == 8 ? static_cast<void*>(own_->wide.get()) : own_->narrow.get();
    return true;
  }
  if (!buffer_.hold(object, PyBUF_CONTIG | PyBUF_FORMAT)) return false;
  const Py_buffer& view = buffer_.view();
  if (width_of_buffer(view) != static_cast<integer_width>(width)) {
    PyErr_Format(PyExc_TypeError, "answers go into integers of %zu bytes", width);
    return false;
  }
  rows_ = static_cast<std::size_t>(view.len) / width;
  data_ = view.buf;
  return true;
}

namespace {

// Whether one of 64 answers has the upper half of SROK_NONE. Every answer is looked at, so it
// counts: the plain loop, which GCC 12 does not turn into vectors, costs 0.3 ns a row, and this a
// third.
bool may_hold_none(const std::int64_t* answers) {
#if defined(__GNUC__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  using quad = std::int32_t __attribute__((vector_size(16)));
  constexpr std::int32_t upper = INT32_MIN;
  quad found{};
  for (std::size_t i = 0; i < 64; i += 4) {
    quad first;
    quad second;
    std::memcpy(&first, answers + i, sizeof first);
    std::memcpy(&second, answers + i + 2, sizeof second);
    found |= __builtin_shufflevector(first, second, 1, 3, 5, 7) == upper;
  }
  return (found[0] | found[1] | found[2] | found[3]) != 0;
#else
  return std::find(answers, answers + 64, SROK_NONE) != answers + 64;
#endif
}

}  // namespace

void answer_buffers::seal(std::size_t begin, std::size_t count) {
  const std::size_t end = begin + count;
  std::int64_t missing = 0;
  if (wide) {
    const std::int64_t* const rows_here = wide.get();
    std::size_t row = begin;
    for (; row + 64 <= end; row += 64) {
      if (!may_hold_none(rows_here + row)) continue;
      for (std::size_t i = 0; i < 64; ++i) missing += rows_here[row + i] == SROK_NONE ? 1 : 0;
    }
    for (; row < end; ++row) missing += rows_here[row] == SROK_NONE ? 1 : 0;
  } else {
    for (std::size_t row = begin; row < end; ++row) {
      missing += narrow[row] == INT32_MIN ? 1 : 0;
      if (narrow[row] == 1) bits[row / 8] |= static_cast<std::uint8_t>(1U << (row % 8));
    }
  }
  if (missing == 0) return;
  const std::size_t bytes = (rows + 7) / 8;
  if (!validity) {
    validity = room_for<std::uint8_t>(bytes);
    std::memset(validity.get(), 0xFF, bytes);
  }
  for (std::size_t row = begin; row < end; ++row) {
    if (wide ? wide[row] == SROK_NONE : narrow[row] == INT32_MIN) {
      validity[row / 8] &= static_cast<std::uint8_t>(~(1U << (row % 8)));
    }
  }
  nulls += missing;
}

}  // namespace srok_python
