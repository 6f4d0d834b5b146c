// The batches of srok.h over Python's columns.
#pragma once

#include <tuple>
#include <type_traits>

#include "columns.hpp"

namespace srok_python {

// One C parameter of a batch.
template <class Parameter>
struct batch_parameter {
  using value_type = std::remove_const_t<std::remove_pointer_t<Parameter>>;
  static constexpr bool is_handle = std::is_class_v<value_type>;
  static constexpr bool is_count = std::is_same_v<Parameter, std::size_t>;
  static constexpr bool is_number = std::is_same_v<Parameter, std::int32_t>;
  static constexpr bool is_column = std::is_pointer_v<Parameter> && !is_handle;
  static constexpr bool is_input = is_column && std::is_const_v<std::remove_pointer_t<Parameter>>;
  static constexpr bool is_wide = std::is_same_v<value_type, std::int64_t>;
  static constexpr std::size_t taken = is_count ? 0 : 1;

  struct nothing {};
  using held = std::conditional_t<
      is_input, input,
      std::conditional_t<is_column, output,
                         std::conditional_t<is_handle, const value_type*, value_type>>>;
  held what{};
  Parameter pointer{};

  bool take(arguments& next) {
    if constexpr (is_count) {
      return true;
    } else if constexpr (is_handle) {
      what = handle_of<value_type>(*next++);
      return what != nullptr;
    } else if constexpr (is_number) {
      return read(*next++, what);
    } else if constexpr (is_input) {
      return what.open(*next++);
    } else {
      PyObject* const object = *next++;  // the column of statuses may be None
      return object == Py_None || what.open(object, sizeof(value_type));
    }
  }

  void limit(std::size_t row, std::size_t& count) {
    if constexpr (is_input) count = std::min(count, what.run(row, sizeof(value_type)));
    if constexpr (is_column && !is_input) what.limit(count);
  }

  void point(std::size_t row, std::size_t count) {
    if constexpr (is_input && is_wide) pointer = what.wide(row, count);
    if constexpr (is_input && !is_wide) pointer = what.narrow(row, count);
    if constexpr (is_column && !is_input) {
      auto* const data = what.template data<value_type>();
      pointer = data == nullptr ? nullptr : data + row;
    }
  }

  Parameter pass(std::size_t count) const {
    if constexpr (is_count) {
      return count;
    } else if constexpr (is_column) {
      return pointer;
    } else {
      return what;
    }
  }
};

// A null of a 32-bit column goes through the 64-bit column beside it.
template <class... P>
void hand_on_nulls(std::tuple<batch_parameter<P>...>& all, std::size_t row, std::size_t count) {
  const std::vector<bool>* nulls = nullptr;
  const auto look = [&](auto& p) {
    using parameter = std::remove_reference_t<decltype(p)>;
    if constexpr (parameter::is_input && !parameter::is_wide) {
      if (!p.what.nulls().empty()) nulls = &p.what.nulls();
    }
  };
  std::apply([&](auto&... p) { (look(p), ...); }, all);
  if (nulls == nullptr) return;
  const auto mark = [&](auto& p) {
    using parameter = std::remove_reference_t<decltype(p)>;
    if constexpr (parameter::is_input && parameter::is_wide) {
      std::int64_t* const copy = p.what.wide_copy(row, count);
      for (std::size_t i = 0; i < count; ++i) {
        if ((*nulls)[i]) copy[i] = SROK_NONE;
      }
      p.pointer = copy;
    }
  };
  std::apply([&](auto&... p) { (mark(p), ...); }, all);
}

template <class... P>
PyObject* answered(srok_status (*function)(P...), arguments next, Py_ssize_t given) {
  if (!expect("a batch", given, (batch_parameter<P>::taken + ...))) return nullptr;
  std::tuple<batch_parameter<P>...> all;
  if (!std::apply([&](auto&... p) { return (p.take(next) && ...); }, all)) return nullptr;

  const std::size_t rows = std::get<sizeof...(P) - 2>(all).what.rows();
  const auto fits = [&](const auto& p) {
    using parameter = std::remove_reference_t<decltype(p)>;
    if constexpr (parameter::is_input) {
      return p.what.is_constant() || p.what.rows() == rows;
    } else if constexpr (parameter::is_column) {
      return p.what.template data<void>() == nullptr || p.what.rows() == rows;
    } else {
      return true;
    }
  };
  if (!std::apply([&](const auto&... p) { return (fits(p) && ...); }, all)) {
    return raise(SROK_BAD_ARGUMENT, "the columns of a batch must have the same number of rows");
  }

  srok_status whole = SROK_OK;
  {
    const unlocked others_run;
    std::size_t row = 0;
    do {
      std::size_t count = rows - row;
      std::apply([&](auto&... p) { (p.limit(row, count), ...); }, all);
      std::apply([&](auto&... p) { (p.point(row, count), ...); }, all);
      hand_on_nulls(all, row, count);
      const srok_status block =
          std::apply([&](const auto&... p) { return function(p.pass(count)...); }, all);
      if (block != SROK_OK) whole = block;
      std::get<sizeof...(P) - 2>(all).what.seal(row, count);
      row += count;
    } while (row < rows && (whole == SROK_OK || whole == SROK_SOME_ROWS_FAILED));
  }
  if (whole != SROK_OK && whole != SROK_SOME_ROWS_FAILED) return raise(whole);
  return PyLong_FromLong(whole);
}

// batch<srok_elapsed_batch>: (schedule, unit, begin, end, out, statuses) -> SROK_OK or
// SROK_SOME_ROWS_FAILED; the last may be None.
template <auto Function>
PyObject* batch(PyObject*, arguments given, Py_ssize_t count) {
  return guarded([&] { return answered(Function, given, count); });
}

}  // namespace srok_python
