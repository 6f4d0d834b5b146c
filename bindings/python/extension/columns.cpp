#include "columns.hpp"

#include <cstdlib>
#include <cstring>
#include <new>
#include <span>
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

// Unwritten memory: the batch writes every row. From 4 MB on in huge pages, as NumPy does: the
// faults of small ones cost half as much again as four million deadlines.
template <class T>
memory<T> room_for(std::size_t count) {
  constexpr std::size_t huge = std::size_t{1} << 21;
  if (count > PTRDIFF_MAX / sizeof(T) - huge) throw std::bad_alloc{};
  std::size_t bytes = std::max<std::size_t>(count * sizeof(T), 1);
  const bool many = bytes >= 2 * huge;
  if (many) bytes = (bytes + huge - 1) / huge * huge;
  void* const raw = many ? std::aligned_alloc(huge, bytes) : std::malloc(bytes);
  if (raw == nullptr) throw std::bad_alloc{};
#ifdef __linux__
  if (many) static_cast<void>(madvise(raw, bytes, MADV_HUGEPAGE));
#endif
  return memory<T>{static_cast<T*>(raw)};
}

}  // namespace

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
  return wide_copy(row, count);
}

std::int64_t* input::wide_copy(std::size_t row, std::size_t count) {
  wide_scratch_.resize(block_rows);
  for (std::size_t i = 0; i < (constant_ ? block_rows : count); ++i) wide_scratch_[i] = at(row + i);
  return wide_scratch_.data();
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

// ---- the Arrow PyCapsule protocol ----

PyTypeObject* foreign_type = nullptr;
PyTypeObject* column_type = nullptr;

namespace {

constexpr const char* schema_name = "arrow_schema";
constexpr const char* array_name = "arrow_array";
constexpr const char* stream_name = "arrow_array_stream";

// Takes what a capsule holds; the capsule's own destructor then finds it released.
template <class Struct>
bool take(PyObject* capsule, const char* name, Struct& into) {
  auto* const held = static_cast<Struct*>(PyCapsule_GetPointer(capsule, name));
  if (held == nullptr) return false;
  if (held->release == nullptr) {
    PyErr_SetString(PyExc_ValueError, "this Arrow capsule has been used before");
    return false;
  }
  into = *held;
  held->release = nullptr;
  return true;
}

bool take_array(foreign* self, PyObject* object) {
  const owned pair{PyObject_CallMethod(object, "__arrow_c_array__", nullptr)};
  PyObject* schema = nullptr;
  PyObject* array = nullptr;
  if (!pair || !PyArg_ParseTuple(pair.get(), "OO", &schema, &array)) return false;
  self->chunks->push_back({});
  return take(schema, schema_name, self->schema) && take(array, array_name, self->chunks->back());
}

bool take_stream(foreign* self, PyObject* object) {
  const owned capsule{PyObject_CallMethod(object, "__arrow_c_stream__", nullptr)};
  ArrowArrayStream stream{};
  if (!capsule || !take(capsule.get(), stream_name, stream)) return false;
  int fault = stream.get_schema(&stream, &self->schema);
  while (fault == 0) {
    ArrowArray chunk{};
    fault = stream.get_next(&stream, &chunk);
    if (fault != 0 || chunk.release == nullptr) break;
    self->chunks->push_back(chunk);
  }
  if (fault != 0) {
    const char* const reason = stream.get_last_error(&stream);
    PyErr_Format(PyExc_OSError, "the Arrow stream failed: %s", reason == nullptr ? "" : reason);
  }
  stream.release(&stream);
  return fault == 0;
}

void release_foreign(PyObject* object) {
  auto* const self = reinterpret_cast<foreign*>(object);
  for (ArrowArray& chunk : self->chunks == nullptr ? std::span<ArrowArray>{} : *self->chunks) {
    if (chunk.release != nullptr) chunk.release(&chunk);
  }
  if (self->schema.release != nullptr) self->schema.release(&self->schema);
  delete self->chunks;
  PyTypeObject* const type = Py_TYPE(object);
  PyObject_Free(object);
  Py_DECREF(type);
}

PyObject* imported(PyObject* object) {
  const auto allocate = reinterpret_cast<allocfunc>(PyType_GetSlot(foreign_type, Py_tp_alloc));
  auto* const self = reinterpret_cast<foreign*>(allocate(foreign_type, 0));
  if (self == nullptr) return nullptr;
  owned result{reinterpret_cast<PyObject*>(self)};
  self->chunks = new std::vector<ArrowArray>;
  const bool whole = PyObject_HasAttrString(object, "__arrow_c_array__") != 0;
  const bool good = whole ? take_array(self, object) : take_stream(self, object);
  return good ? result.release() : nullptr;
}

PyObject* import_foreign(PyObject*, PyObject* object) {
  return guarded([&] { return imported(object); });
}

PyObject* foreign_format(PyObject* self, void*) {
  const ArrowSchema& schema = reinterpret_cast<foreign*>(self)->schema;
  return PyUnicode_FromString(schema.dictionary == nullptr ? schema.format : "dictionary");
}

Py_ssize_t foreign_length(PyObject* self) {
  return static_cast<Py_ssize_t>(reinterpret_cast<foreign*>(self)->length());
}

// ---- and out ----

struct exported {
  std::shared_ptr<answer_buffers> rows;
  const void* buffers[2];
};

void release_array(ArrowArray* array) {
  delete static_cast<exported*>(array->private_data);
  array->release = nullptr;
}

void release_schema(ArrowSchema* schema) {
  delete static_cast<std::string*>(schema->private_data);
  schema->release = nullptr;
}

template <class Struct>
PyObject* capsule_of(std::unique_ptr<Struct> held, const char* name) {
  const auto destroy = [](PyObject* capsule) {
    auto* const kept =
        static_cast<Struct*>(PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule)));
    if (kept->release != nullptr) kept->release(kept);
    delete kept;
  };
  PyObject* const capsule = PyCapsule_New(held.get(), name, destroy);
  if (capsule == nullptr) {
    held->release(held.get());
  } else {
    static_cast<void>(held.release());
  }
  return capsule;
}

PyObject* schema_capsule(const answer_buffers& rows) {
  auto format = std::make_unique<std::string>(rows.format);
  auto schema = std::make_unique<ArrowSchema>();
  constexpr std::int64_t nullable = 2;
  *schema = {format->c_str(), "", nullptr, nullable, 0, nullptr, nullptr, release_schema, nullptr};
  schema->private_data = format.release();
  return capsule_of(std::move(schema), schema_name);
}

PyObject* array_capsule(const std::shared_ptr<answer_buffers>& rows) {
  const void* const values =
      rows->wide ? static_cast<const void*>(rows->wide.get()) : rows->bits.get();
  const void* const validity = rows->validity.get();
  auto kept = std::make_unique<exported>(exported{rows, {validity, values}});
  auto array = std::make_unique<ArrowArray>();
  *array = {static_cast<std::int64_t>(rows->rows),
            rows->nulls,
            0,
            2,
            0,
            kept->buffers,
            nullptr,
            nullptr,
            release_array,
            nullptr};
  array->private_data = kept.release();
  return capsule_of(std::move(array), array_name);
}

const std::shared_ptr<answer_buffers>& rows_of(PyObject* column) {
  return *reinterpret_cast<column_object*>(column)->buffers;
}

PyObject* column_schema(PyObject* self, PyObject*) {
  return guarded([&] { return schema_capsule(*rows_of(self)); });
}

// The protocol lets a requested schema go unheeded.
PyObject* column_array(PyObject* self, PyObject* const*, Py_ssize_t, PyObject*) {
  const owned schema{column_schema(self, nullptr)};
  const owned array{schema ? guarded([&] { return array_capsule(rows_of(self)); }) : nullptr};
  return array ? PyTuple_Pack(2, schema.get(), array.get()) : nullptr;
}

PyObject* column_format(PyObject* self, void*) {
  return PyUnicode_FromString(rows_of(self)->format.c_str());
}

PyObject* column_nulls(PyObject* self, void*) {
  return PyLong_FromLongLong(rows_of(self)->nulls);
}

Py_ssize_t column_length(PyObject* self) {
  return static_cast<Py_ssize_t>(rows_of(self)->rows);
}

void release_column(PyObject* object) {
  delete reinterpret_cast<column_object*>(object)->buffers;
  PyTypeObject* const type = Py_TYPE(object);
  PyObject_Free(object);
  Py_DECREF(type);
}

// new_column(format, rows): room for answers, to be handed to a batch as its output.
PyObject* new_column(PyObject*, PyObject* given) {
  const char* format = nullptr;
  Py_ssize_t rows = 0;
  if (!PyArg_ParseTuple(given, "sn", &format, &rows)) return nullptr;
  return guarded([&]() -> PyObject* {
    auto buffers = std::make_shared<answer_buffers>();
    buffers->format = format;
    buffers->rows = static_cast<std::size_t>(rows);
    if (buffers->format == "b") {
      buffers->narrow = room_for<std::int32_t>(buffers->rows);
      buffers->bits = room_for<std::uint8_t>((buffers->rows + 7) / 8);
      std::memset(buffers->bits.get(), 0, (buffers->rows + 7) / 8);
    } else {
      buffers->wide = room_for<std::int64_t>(buffers->rows);
    }
    auto kept = std::make_unique<std::shared_ptr<answer_buffers>>(std::move(buffers));
    const auto allocate = reinterpret_cast<allocfunc>(PyType_GetSlot(column_type, Py_tp_alloc));
    auto* const self = reinterpret_cast<column_object*>(allocate(column_type, 0));
    if (self != nullptr) self->buffers = kept.release();
    return reinterpret_cast<PyObject*>(self);
  });
}

PyMethodDef functions[] = {
    {"foreign", import_foreign, METH_O, nullptr},
    {"new_column", new_column, METH_VARARGS, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

PyTypeObject* made_type(PyObject* module, PyType_Spec& spec) {
  auto* const type =
      reinterpret_cast<PyTypeObject*>(PyType_FromModuleAndSpec(module, &spec, nullptr));
  return type != nullptr && PyModule_AddType(module, type) == 0 ? type : nullptr;
}

}  // namespace

bool add_column_types(PyObject* module) {
  static PyGetSetDef foreign_attributes[] = {
      {"format", foreign_format, nullptr, nullptr, nullptr},
      {nullptr, nullptr, nullptr, nullptr, nullptr},
  };
  static PyType_Slot foreign_slots[] = {
      {Py_tp_dealloc, reinterpret_cast<void*>(release_foreign)},
      {Py_tp_getset, foreign_attributes},
      {Py_sq_length, reinterpret_cast<void*>(foreign_length)},
      {0, nullptr},
  };
  constexpr unsigned flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION;
  static PyType_Spec foreign_spec = {"srok._srok.Foreign", sizeof(foreign), 0, flags,
                                     foreign_slots};

  static PyMethodDef column_methods[] = {
      {"__arrow_c_array__", as_method(column_array), METH_FASTCALL | METH_KEYWORDS,
       "The rows as Arrow takes them."},
      {"__arrow_c_schema__", column_schema, METH_NOARGS, "Their type as Arrow takes it."},
      {nullptr, nullptr, 0, nullptr},
  };
  static PyGetSetDef column_attributes[] = {
      {"format", column_format, nullptr, "Arrow's name of the type.", nullptr},
      {"null_count", column_nulls, nullptr, "How many rows have no answer.", nullptr},
      {nullptr, nullptr, nullptr, nullptr, nullptr},
  };
  static PyType_Slot column_slots[] = {
      {Py_tp_dealloc, reinterpret_cast<void*>(release_column)},
      {Py_tp_methods, column_methods},
      {Py_tp_getset, column_attributes},
      {Py_sq_length, reinterpret_cast<void*>(column_length)},
      {Py_tp_doc,
       const_cast<char*>("The answers to a batch of Arrow rows, for any library that takes "
                         "Arrow's PyCapsules.")},
      {0, nullptr},
  };
  static PyType_Spec column_spec = {"srok._srok.Column", sizeof(column_object), 0, flags,
                                    column_slots};

  foreign_type = made_type(module, foreign_spec);
  column_type = foreign_type == nullptr ? nullptr : made_type(module, column_spec);
  return column_type != nullptr && PyModule_AddFunctions(module, functions) == 0;
}

}  // namespace srok_python
