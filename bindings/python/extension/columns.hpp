// Columns in and out of the batches: buffers, Arrow arrays, and one value for all rows.
//
// A column is handed to srok.h where it lies. Rows that cannot be (a null, a stride, 16 or 64 bits
// where 32 are wanted, a coarser unit) go through a block of scratch, which stays in the cache.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "arrow.h"
#include "python.hpp"

namespace srok_python {

inline constexpr std::size_t block_rows = 4096;

// ---- what others hand in by the Arrow PyCapsule protocol ----

struct foreign {
  PyObject_HEAD ArrowSchema schema;
  std::vector<ArrowArray>* chunks;

  std::size_t length() const {
    std::size_t sum = 0;
    for (const ArrowArray& chunk : *chunks) sum += static_cast<std::size_t>(chunk.length);
    return sum;
  }
};

// ---- what we hand out ----

struct free_memory {
  void operator()(void* memory) const noexcept;
};
template <class T>
using memory = std::unique_ptr<T[], free_memory>;

// Unwritten: a batch writes every row. Throws bad_alloc.
void* unwritten_memory(std::size_t bytes);

template <class T>
memory<T> room_for(std::size_t count) {
  if (count > PTRDIFF_MAX / sizeof(T)) throw std::bad_alloc{};
  return memory<T>{static_cast<T*>(unwritten_memory(count * sizeof(T)))};
}

// The rows of an answer, until the last of those who were given them is done.
struct answer_buffers {
  memory<std::int64_t> wide;      // timestamps and durations
  memory<std::int32_t> narrow;    // is it open: 1, 0 or INT32_MIN, before it becomes bits
  memory<std::uint8_t> bits;      // is it open, as Arrow has it
  memory<std::uint8_t> validity;  // not there: every row is
  std::string format;
  std::size_t rows = 0;
  std::int64_t nulls = 0;

  // Finds which of these rows are not there, while they are still in the cache.
  void seal(std::size_t begin, std::size_t count);
};

struct column_object {
  PyObject_HEAD std::shared_ptr<answer_buffers>* buffers;
};

extern PyTypeObject* foreign_type;
extern PyTypeObject* column_type;

bool add_column_types(PyObject* module);

// ---- a column of one batch ----

// A buffer, held while this lives.
class held_buffer {
 public:
  held_buffer() = default;
  ~held_buffer() {
    if (held_) PyBuffer_Release(&view_);
  }
  held_buffer(const held_buffer&) = delete;
  held_buffer& operator=(const held_buffer&) = delete;

  bool hold(PyObject* object, int flags) {
    held_ = PyObject_GetBuffer(object, &view_, flags) == 0;
    return held_;
  }
  const Py_buffer& view() const { return view_; }

 private:
  Py_buffer view_{};
  bool held_ = false;
};

// Where rows lie one after another; those of Arrow have a bit for each that says whether it is
// there.
struct part {
  const std::byte* data = nullptr;
  std::ptrdiff_t stride = 0;
  std::size_t rows = 0;
  const std::uint8_t* validity = nullptr;
  std::size_t first_bit = 0;

  bool there(std::size_t row) const {
    const std::size_t bit = first_bit + row;
    return validity == nullptr || ((validity[bit / 8] >> (bit % 8)) & 1) != 0;
  }
};

// Which integers a part holds: their bytes, negative when they are unsigned.
using integer_width = int;

// Reads an argument of a batch: an integer for all rows, a buffer of integers, or what Arrow gave;
// or a pair of one of these and the factor to the unit of the batch.
class input {
 public:
  bool open(PyObject* object);

  bool is_constant() const { return constant_; }
  std::size_t rows() const { return rows_; }

  // Up to how many rows from this one lie in one part, and at most a block when they need scratch.
  std::size_t run(std::size_t row, integer_width wanted);

  // `count` rows from `row` on, at most run() of them; a null is SROK_NONE.
  const std::int64_t* wide(std::size_t row, std::size_t count);
  // A copy of them that may be changed.
  std::int64_t* wide_copy(std::size_t row, std::size_t count);
  // 32 bits have no SROK_NONE: of those of a wider column nulls() tells where they are.
  const std::int32_t* narrow(std::size_t row, std::size_t count);
  // Empty: none of them is.
  const std::vector<bool>& nulls() const { return nulls_; }

 private:
  void find(std::size_t row);
  bool direct(integer_width wanted) const;
  std::int64_t at(std::size_t row) const;
  void fill(std::vector<std::int64_t>& scratch, std::size_t row, std::size_t count) const;

  held_buffer buffer_;
  std::vector<part> parts_;
  integer_width width_ = 8;
  std::size_t rows_ = 0;
  std::size_t current_ = 0;  // the part, and the row it begins with
  std::size_t begins_ = 0;
  bool constant_ = false;
  std::int64_t value_ = 0;
  std::int64_t factor_ = 1;
  std::vector<std::int64_t> wide_scratch_;  // of a constant, that all blocks read
  std::vector<std::int64_t> changed_;
  std::vector<std::int32_t> narrow_scratch_;
  std::vector<bool> nulls_;
};

// Where answers go: a buffer that can be written, or a column of ours.
class output {
 public:
  bool open(PyObject* object, std::size_t width);
  std::size_t rows() const { return rows_; }
  template <class T>
  T* data() const {
    return static_cast<T*>(data_);
  }
  void limit(std::size_t& count) const {
    if (own_) count = std::min(count, 4 * block_rows);
  }
  void seal(std::size_t row, std::size_t count) const {
    if (own_) own_->seal(row, count);
  }

 private:
  held_buffer buffer_;
  std::shared_ptr<answer_buffers> own_;
  void* data_ = nullptr;
  std::size_t rows_ = 0;
};

}  // namespace srok_python
