// Python functions out of those of srok.h: the arguments are read as the C parameters ask for.
#pragma once

#include <array>
#include <tuple>
#include <type_traits>
#include <utility>

#include "python.hpp"

namespace srok_python {

// One C parameter: read from the next Python argument, or a place for an answer.
template <class Parameter>
struct parameter {
  using value_type = std::remove_const_t<std::remove_pointer_t<Parameter>>;
  static constexpr bool is_handle = std::is_class_v<value_type>;
  static constexpr bool is_output = std::is_pointer_v<Parameter> &&
                                    std::is_integral_v<value_type> &&
                                    !std::is_const_v<std::remove_pointer_t<Parameter>>;
  static constexpr bool is_count = std::is_same_v<Parameter, std::size_t>;

  std::conditional_t<is_handle, const value_type*, value_type> value{};

  Parameter pass() {
    if constexpr (is_count) {
      return 1;
    } else if constexpr (!is_handle && std::is_pointer_v<Parameter>) {
      return &value;
    } else {
      return value;
    }
  }

  // true: read, or nothing to read
  bool take(arguments& next) {
    if constexpr (is_output || is_count) {
      return true;
    } else if constexpr (is_handle) {
      value = handle_of<value_type>(*next++);
      return value != nullptr;
    } else {
      return read(*next++, value);
    }
  }

  static constexpr std::size_t taken = is_output || is_count ? 0 : 1;
};

template <class Parameter>
bool give(parameter<Parameter>& p, std::array<std::int64_t, 3>& out, std::size_t& count) {
  if constexpr (parameter<Parameter>::is_output) out[count++] = p.value;
  return true;
}

inline PyObject* numbers(const std::array<std::int64_t, 3>& out, std::size_t count) {
  if (count == 1) return PyLong_FromLongLong(out[0]);
  return Py_BuildValue("LL", static_cast<long long>(out[0]), static_cast<long long>(out[1]));
}

template <class... P>
PyObject* asked(srok_status (*function)(P...), arguments next, Py_ssize_t given, bool is_row) {
  if (!expect("a question", given, (parameter<P>::taken + ...))) return nullptr;
  std::tuple<parameter<P>...> all;
  const bool good = std::apply([&](auto&... p) { return (p.take(next) && ...); }, all);
  if (!good) return nullptr;
  srok_status status = std::apply([&](auto&... p) { return function(p.pass()...); }, all);
  std::array<std::int64_t, 3> out{};
  std::size_t count = 0;
  std::apply([&](auto&... p) { (give(p, out, count) && ...); }, all);
  if (is_row) {
    --count;  // the last of a batch is the status of the row
    if (status == SROK_SOME_ROWS_FAILED) status = static_cast<srok_status>(out[count]);
  }
  return status == SROK_OK ? numbers(out, count) : raise(status);
}

// question<srok_elapsed>: (schedule, begin, end) -> seconds.
template <auto Function>
PyObject* question(PyObject*, arguments given, Py_ssize_t count) {
  return asked(Function, given, count, false);
}

// row<srok_elapsed_batch>: (schedule, unit, begin, end) -> amount in the unit; a batch of one row.
template <auto Function>
PyObject* row(PyObject*, arguments given, Py_ssize_t count) {
  return asked(Function, given, count, true);
}

}  // namespace srok_python
