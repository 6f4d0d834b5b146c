// CPython's stable interface of 3.11, and what all of the extension uses of it.
//
// One object file serves every Python from 3.11 on. Python objects are held by `owned`; functions
// that fail have set Python's error and return nullptr or false.
#pragma once

#define Py_LIMITED_API 0x030B0000
#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <new>
#include <thread>

#include "srok.h"

namespace srok_python {

struct decref {
  void operator()(PyObject* object) const noexcept { Py_DECREF(object); }
};
using owned = std::unique_ptr<PyObject, decref>;

// Raises the exception class of a status: srok._errors.error_of(status, sentence).
inline PyObject* raise(srok_status status, const char* sentence) {
  const owned errors{PyImport_ImportModule("srok._errors")};
  if (!errors) return nullptr;
  const owned error{
      PyObject_CallMethod(errors.get(), "error_of", "is", static_cast<int>(status), sentence)};
  if (error) PyErr_SetObject(reinterpret_cast<PyObject*>(Py_TYPE(error.get())), error.get());
  return nullptr;
}

inline PyObject* raise(srok_status status) {
  return raise(status, srok_status_text(status));
}

// Python's lock is released while this lives.
//
// To a thread that wants it back while the interpreter ends, Python before 3.14 answers by
// pthread_exit, which in glibc unwinds the stack: past this destructor, which would end the
// program, and past others that need the lock. It waits for the end of the program instead, as it
// does from 3.14 on.
class unlocked {
 public:
  unlocked() : state_{PyEval_SaveThread()} {}
  ~unlocked() {
    try {
      PyEval_RestoreThread(state_);
    } catch (...) {
      for (;;) std::this_thread::sleep_for(std::chrono::hours{1});
    }
  }
  unlocked(const unlocked&) = delete;
  unlocked& operator=(const unlocked&) = delete;

 private:
  PyThreadState* state_;
};

// What the body returns; memory that is not there is Python's MemoryError.
template <class Body>
PyObject* guarded(Body body) {
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return PyErr_NoMemory();
  }
}

// ---- integers ----

// Beyond every horizon, and no value that means something else.
inline constexpr std::int64_t farthest = std::int64_t{1} << 62;

inline bool read(PyObject* object, std::int64_t& value) {
  int beyond = 0;
  value = PyLong_AsLongLongAndOverflow(object, &beyond);
  if (beyond != 0) value = beyond * farthest;
  return value != -1 || PyErr_Occurred() == nullptr;
}

inline bool read(PyObject* object, std::int32_t& value) {
  std::int64_t wide = 0;
  if (!read(object, wide)) return false;
  value = static_cast<std::int32_t>(std::clamp<std::int64_t>(wide, -INT32_MAX, INT32_MAX));
  return true;
}

inline bool read(PyObject* object, const char*& text, std::size_t& length) {
  Py_ssize_t size = 0;
  if (PyBytes_Check(object)) {
    char* bytes = nullptr;
    if (PyBytes_AsStringAndSize(object, &bytes, &size) != 0) return false;
    text = bytes;
  } else if (PyUnicode_Check(object)) {
    text = PyUnicode_AsUTF8AndSize(object, &size);
    if (text == nullptr) return false;
  } else {
    PyErr_Format(PyExc_TypeError, "a str or bytes was expected, not %R", object);
    return false;
  }
  length = static_cast<std::size_t>(size);
  return true;
}

// ---- handles: a Python object of one type for each ----

template <class Handle>
struct handle_object {
  PyObject_HEAD Handle* handle;
  PyObject* keeper;  // what a borrowed handle belongs to, or nullptr
};

template <class Handle>
inline PyTypeObject* type_of = nullptr;

// nullptr, and a TypeError, when the object is of another type.
template <class Handle>
Handle* handle_of(PyObject* object) {
  if (!PyObject_TypeCheck(object, type_of<Handle>)) {
    PyErr_Format(PyExc_TypeError, "a handle of another type was expected");
    return nullptr;
  }
  return reinterpret_cast<handle_object<Handle>*>(object)->handle;
}

template <class Handle>
PyObject* new_handle(Handle* handle, PyObject* keeper = nullptr) {
  const auto allocate = reinterpret_cast<allocfunc>(PyType_GetSlot(type_of<Handle>, Py_tp_alloc));
  auto* const object = reinterpret_cast<handle_object<Handle>*>(allocate(type_of<Handle>, 0));
  if (object == nullptr) return nullptr;
  object->handle = handle;
  object->keeper = Py_XNewRef(keeper);
  return reinterpret_cast<PyObject*>(object);
}

using arguments = PyObject* const*;

inline bool expect(const char* what, Py_ssize_t given, std::size_t wanted) {
  if (static_cast<std::size_t>(given) == wanted) return true;
  PyErr_Format(PyExc_TypeError, "%s: %zu arguments expected, %zd given", what, wanted, given);
  return false;
}

template <class Function>
PyCFunction as_method(Function function) {
  return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

}  // namespace srok_python
