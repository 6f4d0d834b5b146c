// What the parts of the SQLite extension share: SQLite's functions through its table, a
// connection's compiled schedules, the arguments of a call, and the cells it answers.
#pragma once

#include <sqlite3ext.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "keyed_cache.hpp"
#include "questions.hpp"
#include "srok/error.hpp"

// SQLite hands its functions to an extension in a table; sqlite3ext.h turns each call into one
// through this pointer, which extension.cpp defines.
extern const sqlite3_api_routines* sqlite3_api;

namespace srok::sqlite {

// NULL, an integer or a text.
using cell = std::variant<std::monostate, std::int64_t, std::string>;
using row = std::vector<cell>;

// What was compiled for one connection, which SQLite lets only one thread use at a time.
struct connection {
  sql::keyed_cache<schedule> schedules;
  sql::keyed_cache<regulation> regulations;
};

// The arguments of one call, read from the left; what cannot be read throws srok::error.
//
// A question takes `own` arguments after its subject, which may be left out together with all that
// may follow: srok_elapsed(begins, ends), (schedule, begins, ends), (schedule, begins, ends, unit).
class arguments {
 public:
  // `context`: of a scalar function, where SQLite keeps what was made of a constant argument.
  arguments(connection& kept, std::span<sqlite3_value* const> values,
            sqlite3_context* context = nullptr) noexcept
      : kept_{kept}, values_{values}, context_{context} {}

  bool any_null() const noexcept;

  // ---- the subject, asked for first ----

  const schedule& schedule_before(std::size_t own);
  const regulation& regulation_before(std::size_t own);

  // ---- the rest, in order; the unit first, for it says how to read what stands before it ----

  void unit_at(std::size_t own);  // as the last of `own` + 1 arguments after the subject
  unit counted_in() const noexcept { return unit_; }

  std::int64_t instant();
  std::int64_t wall();  // local seconds
  std::int64_t budget();
  std::int32_t date();
  std::int32_t days();        // not negative
  std::int32_t integer_32();  // of days, either way
  std::int32_t priority(const regulation& rules);
  std::string_view text(const char* what);
  landing landing_or_nearest();
  day_rule rule();

  // ---- answers, of the kind in which the question was put ----

  cell as_instant(std::int64_t at, const schedule& hours) const;
  cell as_date(std::int32_t day) const;
  bool tells_text() const noexcept { return tells_text_; }

  // An instant in the text of another argument, such as one of JSON.
  std::int64_t instant_of(std::string_view text) const;

 private:
  bool left() const noexcept { return place_ < values_.size(); }
  sqlite3_value* next() noexcept { return values_[place_++]; }
  std::string_view text_of(sqlite3_value* value) const noexcept;
  std::int64_t integer_of(sqlite3_value* value, const char* what) const;
  [[noreturn]] void refuse(sqlite3_value* value, const char* wanted) const;
  template <class Subject>
  const Subject& subject(std::size_t own, sql::keyed_cache<Subject>& cache);

  connection& kept_;
  std::span<sqlite3_value* const> values_;
  sqlite3_context* context_;
  std::size_t place_ = 0;
  unit unit_ = unit::seconds;
  bool tells_text_ = false;
};

// ---- what the extension offers ----

struct scalar_function {
  const char* name;
  int least, most;  // arguments
  cell (*ask)(arguments&);
};
std::span<const scalar_function> scalar_functions() noexcept;

struct table_function {
  const char* name;
  const char* columns;  // as in CREATE TABLE
  std::size_t width;    // their number
  int least, most;      // arguments
  std::vector<row> (*ask)(arguments&);
};
std::span<const table_function> table_functions() noexcept;

// Registers a table-valued function; and, of a scalar function, the srok_try_ form that answers one
// row (answer, status, reason) and never fails.
int register_rows(sqlite3* database, const std::shared_ptr<connection>& kept,
                  const table_function& function);
int register_try(sqlite3* database, const std::shared_ptr<connection>& kept,
                 const scalar_function& function);

// The code and the sentence, for SQLite to free: its errors have no code of ours. nullptr: there is
// no memory for them; nothing may be thrown where they are told.
char* told(const error& failure) noexcept;

void answer_cell(sqlite3_context* context, const cell& value);

}  // namespace srok::sqlite
