// Columns by the Arrow PyCapsule protocol: what others hand in, and the answers that we hand out.
#include <cstring>
#include <new>
#include <span>

#include "columns.hpp"

namespace srok_python {

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
  if (!pair) return false;
  if (!PyTuple_Check(pair.get())) {
    PyErr_SetString(PyExc_TypeError, "__arrow_c_array__ gives a pair of capsules");
    return false;
  }
  if (!PyArg_ParseTuple(pair.get(), "OO", &schema, &array)) return false;
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
