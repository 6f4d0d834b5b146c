// The module srok._srok: srok.h for Python, in integers; the package around it speaks Python.
//
// Instants are Unix seconds, or counts of the unit in rows and batches; a failed question raises
// the exception class of its status.
#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "batches.hpp"
#include "columns.hpp"
#include "python.hpp"
#include "questions.hpp"

namespace srok_python {
namespace {

// ---- handles ----

template <class Handle, void (*Free)(Handle*)>
void release_handle(PyObject* object) {
  auto* const self = reinterpret_cast<handle_object<Handle>*>(object);
  Free(self->handle);
  Py_XDECREF(self->keeper);
  PyTypeObject* const type = Py_TYPE(object);
  PyObject_Free(object);
  Py_DECREF(type);
}

template <class Handle, void (*Free)(Handle*)>
bool add_handle_type(PyObject* module, const char* name) {
  PyType_Slot slots[] = {
      {Py_tp_dealloc, reinterpret_cast<void*>(release_handle<Handle, Free>)},
      {0, nullptr},
  };
  PyType_Spec spec = {name, sizeof(handle_object<Handle>), 0,
                      Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION, slots};
  PyObject* const type = PyType_FromModuleAndSpec(module, &spec, nullptr);
  type_of<Handle> = reinterpret_cast<PyTypeObject*>(type);
  return type != nullptr && PyModule_AddType(module, type_of<Handle>) == 0;
}

// The handle that `make(&handle, error, capacity)` makes.
template <class Handle, class Make>
PyObject* made(Make make) {
  Handle* handle = nullptr;
  std::array<char, 1000> error{};
  const srok_status status = make(&handle, error.data(), error.size());
  return status == SROK_OK ? new_handle(handle) : raise(status, error.data());
}

template <class Handle, auto Builtin>
PyObject* builtin(PyObject*, PyObject* name) {
  const char* text = nullptr;
  std::size_t length = 0;
  if (!read(name, text, length)) return nullptr;
  if (std::strlen(text) != length) {
    return raise(SROK_BAD_ARGUMENT, "a name has no null character in it");
  }
  return made<Handle>([&](auto... out) { return Builtin(text, out...); });
}

template <class Handle, auto Parse>
PyObject* parse(PyObject*, PyObject* given) {
  const char* text = nullptr;
  std::size_t length = 0;
  if (!read(given, text, length)) return nullptr;
  return made<Handle>([&](auto... out) { return Parse(text, length, out...); });
}

template <class Handle, auto Parse>
PyObject* parse_with(PyObject*, arguments given, Py_ssize_t count) {
  const char* text = nullptr;
  std::size_t length = 0;
  if (!expect("parse", count, 2) || !read(given[0], text, length)) return nullptr;
  const srok_calendar* const calendar = handle_of<srok_calendar>(given[1]);
  if (calendar == nullptr) return nullptr;
  return made<Handle>([&](auto... out) { return Parse(text, length, calendar, out...); });
}

PyObject* regulation_schedule(PyObject*, PyObject* object) {
  const auto* const regulation = handle_of<srok_regulation>(object);
  if (regulation == nullptr) return nullptr;
  const srok_schedule* schedule = nullptr;
  srok_regulation_schedule(regulation, &schedule);
  // Borrowed: freeing it does nothing.
  return new_handle(const_cast<srok_schedule*>(schedule), object);
}

PyObject* bind_book(PyObject*, arguments given, Py_ssize_t count) {
  return guarded([&]() -> PyObject* {
    std::vector<const srok_regulation*> editions;
    for (Py_ssize_t i = 0; i < count; ++i) {
      editions.push_back(handle_of<srok_regulation>(given[i]));
      if (editions.back() == nullptr) return nullptr;
    }
    return made<srok_book>(
        [&](auto... out) { return srok_book_bind(editions.data(), editions.size(), out...); });
  });
}

// ---- texts and bytes: measured, then asked once more ----

template <class Ask>
PyObject* text_of(Ask ask, bool bytes = false) {
  return guarded([&] {
    std::string text;
    std::size_t length = 0;
    srok_status status = ask(static_cast<char*>(nullptr), std::size_t{0}, &length);
    if (status == SROK_BUFFER_TOO_SMALL) {
      text.resize(length);
      status = ask(text.data(), text.size(), &length);
    }
    if (status != SROK_OK) return raise(status);
    const auto size = static_cast<Py_ssize_t>(length);
    return bytes ? PyBytes_FromStringAndSize(text.data(), size)
                 : PyUnicode_FromStringAndSize(text.data(), size);
  });
}

PyObject* dump(PyObject*, PyObject* object) {
  const auto* const schedule = handle_of<srok_schedule>(object);
  if (schedule == nullptr) return nullptr;
  return text_of(
      [&](char* out, std::size_t capacity, std::size_t* length) {
        return srok_schedule_dump(schedule, out, capacity, length);
      },
      true);
}

PyObject* zone(PyObject*, PyObject* object) {
  const auto* const schedule = handle_of<srok_schedule>(object);
  if (schedule == nullptr) return nullptr;
  return text_of([&](auto... out) { return srok_schedule_zone(schedule, out...); });
}

PyObject* zone_hash(PyObject*, PyObject* object) {
  const auto* const schedule = handle_of<srok_schedule>(object);
  if (schedule == nullptr) return nullptr;
  std::uint64_t hash = 0;
  const srok_status status = srok_schedule_zone_hash(schedule, &hash);
  return status == SROK_OK ? PyLong_FromUnsignedLongLong(hash) : raise(status);
}

PyObject* explain_json(PyObject*, arguments given, Py_ssize_t count) {
  std::int64_t start = 0;
  std::int64_t budget = 0;
  std::int32_t landing = 0;
  if (!expect("explain_json", count, 4)) return nullptr;
  const auto* const schedule = handle_of<srok_schedule>(given[0]);
  if (schedule == nullptr || !read(given[1], start) || !read(given[2], budget) ||
      !read(given[3], landing)) {
    return nullptr;
  }
  return text_of(
      [&](auto... out) { return srok_explain_json(schedule, start, budget, landing, out...); });
}

PyObject* priority_name(PyObject*, arguments given, Py_ssize_t count) {
  std::int32_t priority = 0;
  if (!expect("priority_name", count, 2)) return nullptr;
  const auto* const regulation = handle_of<srok_regulation>(given[0]);
  if (regulation == nullptr || !read(given[1], priority)) return nullptr;
  return text_of(
      [&](auto... out) { return srok_regulation_priority_name(regulation, priority, out...); });
}

template <class Handle, auto Tickets>
PyObject* tickets_json(PyObject*, arguments given, Py_ssize_t count) {
  std::int64_t now = 0;
  const char* lines = nullptr;
  std::size_t length = 0;
  if (!expect("tickets_json", count, 3)) return nullptr;
  const auto* const rules = handle_of<Handle>(given[0]);
  if (rules == nullptr || !read(given[1], now) || !read(given[2], lines, length)) return nullptr;
  return guarded([&] {
    std::string answers;
    srok_status status = SROK_OK;
    std::size_t needed = 0;
    {
      const unlocked others_run;
      answers.resize(length * 4 + 1000);  // mostly enough: asked once
      status = Tickets(rules, now, lines, length, answers.data(), answers.size(), &needed);
      if (status == SROK_BUFFER_TOO_SMALL) {
        answers.resize(needed);
        status = Tickets(rules, now, lines, length, answers.data(), answers.size(), &needed);
      }
    }
    if (status != SROK_OK && status != SROK_SOME_ROWS_FAILED) return raise(status);
    return PyUnicode_FromStringAndSize(answers.data(), static_cast<Py_ssize_t>(needed));
  });
}

// ---- pauses ----

// deadline_with_pauses(schedule, start, budget, landing, [begin, end, begin, end ...])
PyObject* deadline_with_pauses(PyObject*, arguments given, Py_ssize_t count) {
  std::int64_t start = 0;
  std::int64_t budget = 0;
  std::int32_t landing = 0;
  if (!expect("deadline_with_pauses", count, 5)) return nullptr;
  const auto* const schedule = handle_of<srok_schedule>(given[0]);
  if (schedule == nullptr || !read(given[1], start) || !read(given[2], budget) ||
      !read(given[3], landing)) {
    return nullptr;
  }
  return guarded([&]() -> PyObject* {
    std::vector<std::int64_t> ends[2];
    const Py_ssize_t numbers = PyList_Size(given[4]);
    for (Py_ssize_t i = 0; i < numbers; ++i) {
      ends[i % 2].push_back(0);
      if (!read(PyList_GetItem(given[4], i), ends[i % 2].back())) return nullptr;
    }
    if (numbers < 0) return nullptr;
    std::int64_t deadline = 0;
    const srok_status status =
        srok_deadline_with_pauses(schedule, start, budget, landing, ends[1].size(), ends[0].data(),
                                  ends[1].data(), &deadline);
    return status == SROK_OK ? PyLong_FromLongLong(deadline) : raise(status);
  });
}

PyObject* priority_named(PyObject*, arguments given, Py_ssize_t count) {
  const char* name = nullptr;
  std::size_t length = 0;
  std::int32_t place = 0;
  if (!expect("priority_named", count, 2)) return nullptr;
  const auto* const regulation = handle_of<srok_regulation>(given[0]);
  if (regulation == nullptr || !read(given[1], name, length)) return nullptr;
  const srok_status status = srok_regulation_priority_named(regulation, name, length, &place);
  return status == SROK_OK ? PyLong_FromLong(place) : raise(status);
}

PyObject* status_name(PyObject*, PyObject* number) {
  std::int32_t status = 0;
  return read(number, status) ? PyUnicode_FromString(srok_status_name(status)) : nullptr;
}

PyObject* status_text(PyObject*, PyObject* number) {
  std::int32_t status = 0;
  return read(number, status) ? PyUnicode_FromString(srok_status_text(status)) : nullptr;
}

// ---- the module ----

template <auto Function>
constexpr PyMethodDef question_named(const char* name) {
  return {name, as_method(question<Function>), METH_FASTCALL, nullptr};
}
template <auto Function>
constexpr PyMethodDef row_named(const char* name) {
  return {name, as_method(row<Function>), METH_FASTCALL, nullptr};
}
template <auto Function>
constexpr PyMethodDef batch_named(const char* name) {
  return {name, as_method(batch<Function>), METH_FASTCALL, nullptr};
}

template <class Function>
PyMethodDef method(const char* name, Function function, int how) {
  return {name, as_method(function), how, nullptr};
}

PyMethodDef functions[] = {
    method("status_name", status_name, METH_O),
    method("status_text", status_text, METH_O),

    method("calendar_builtin", builtin<srok_calendar, srok_calendar_builtin>, METH_O),
    method("calendar_parse", parse<srok_calendar, srok_calendar_parse>, METH_O),
    question_named<srok_calendar_years>("calendar_years"),
    question_named<srok_calendar_day>("calendar_day"),

    method("schedule_builtin", builtin<srok_schedule, srok_schedule_builtin>, METH_O),
    method("schedule_parse", parse<srok_schedule, srok_schedule_parse>, METH_O),
    method("schedule_parse_with", parse_with<srok_schedule, srok_schedule_parse_with>,
           METH_FASTCALL),
    method("schedule_load", parse<srok_schedule, srok_schedule_load>, METH_O),
    method("schedule_dump", dump, METH_O),
    question_named<srok_schedule_horizon>("horizon"),
    question_named<srok_schedule_official_until>("official_until"),
    method("zone", zone, METH_O),
    method("zone_hash", zone_hash, METH_O),
    question_named<srok_offset_at>("offset_at"),
    question_named<srok_instant_from_local>("instant_from_local"),

    question_named<srok_elapsed>("elapsed"),
    question_named<srok_deadline>("deadline"),
    question_named<srok_latest_start>("latest_start"),
    question_named<srok_deadline_days>("deadline_days"),
    method("deadline_with_pauses", deadline_with_pauses, METH_FASTCALL),
    method("explain_json", explain_json, METH_FASTCALL),
    question_named<srok_is_open>("is_open"),
    question_named<srok_next_open>("next_open"),
    question_named<srok_next_close>("next_close"),
    question_named<srok_previous_open>("previous_open"),
    question_named<srok_previous_close>("previous_close"),
    question_named<srok_add_days>("add_days"),
    question_named<srok_days_between>("days_between"),

    row_named<srok_elapsed_batch>("elapsed_row"),
    row_named<srok_deadline_batch>("deadline_row"),
    row_named<srok_latest_start_batch>("latest_start_row"),
    row_named<srok_deadline_days_batch>("deadline_days_row"),
    row_named<srok_is_open_batch>("is_open_row"),
    row_named<srok_regulation_due_batch>("due_row"),

    batch_named<srok_elapsed_batch>("elapsed_batch"),
    batch_named<srok_deadline_batch>("deadline_batch"),
    batch_named<srok_latest_start_batch>("latest_start_batch"),
    batch_named<srok_deadline_days_batch>("deadline_days_batch"),
    batch_named<srok_is_open_batch>("is_open_batch"),
    batch_named<srok_regulation_due_batch>("due_batch"),

    method("regulation_builtin", builtin<srok_regulation, srok_regulation_builtin>, METH_O),
    method("regulation_parse", parse<srok_regulation, srok_regulation_parse>, METH_O),
    method("regulation_parse_with", parse_with<srok_regulation, srok_regulation_parse_with>,
           METH_FASTCALL),
    method("regulation_schedule", regulation_schedule, METH_O),
    method("priority_name", priority_name, METH_FASTCALL),
    method("priority_named", priority_named, METH_FASTCALL),
    question_named<srok_regulation_due>("due"),
    method("tickets_json", tickets_json<srok_regulation, srok_tickets_json>, METH_FASTCALL),

    method("book_bind", bind_book, METH_FASTCALL),
    method("book_tickets_json", tickets_json<srok_book, srok_book_tickets_json>, METH_FASTCALL),
    {nullptr, nullptr, 0, nullptr},
};

PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "_srok", nullptr, -1, functions, nullptr, nullptr, nullptr, nullptr};

bool add_constants(PyObject* module) {
  return PyModule_AddStringConstant(module, "version", srok_version_text()) == 0 &&
         PyModule_AddStringConstant(module, "data_version", srok_data_version()) == 0;
}

}  // namespace
}  // namespace srok_python

PyMODINIT_FUNC PyInit__srok() {
  using namespace srok_python;
  owned module{PyModule_Create(&definition)};
  const bool good =
      module && add_constants(module.get()) && add_column_types(module.get()) &&
      add_handle_type<srok_calendar, srok_calendar_free>(module.get(), "srok._srok.Calendar") &&
      add_handle_type<srok_schedule, srok_schedule_free>(module.get(), "srok._srok.Schedule") &&
      add_handle_type<srok_regulation, srok_regulation_free>(module.get(),
                                                             "srok._srok.Regulation") &&
      add_handle_type<srok_book, srok_book_free>(module.get(), "srok._srok.Book");
  return good ? module.release() : nullptr;
}
