// Reading the arguments of a call, and writing its answer in the same kind.
#include <algorithm>

#include "extension.hpp"
#include "srok/io/instant_text.hpp"
#include "subject.hpp"

namespace srok::sqlite {
namespace {

[[noreturn]] void fail(const std::string& sentence) {
  throw error(status::bad_argument, sentence);
}

std::string quoted(std::string_view text) {
  return "\"" + std::string{text} + "\"";
}

}  // namespace

bool arguments::any_null() const noexcept {
  for (sqlite3_value* value : values_) {
    if (sqlite3_value_type(value) == SQLITE_NULL) return true;
  }
  return false;
}

std::string_view arguments::text_of(sqlite3_value* value) const noexcept {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return {text, text == nullptr ? 0 : static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

void arguments::refuse(sqlite3_value* value, const char* wanted) const {
  const int type = sqlite3_value_type(value);
  const std::string given = type == SQLITE_BLOB   ? "a blob"
                            : type == SQLITE_TEXT ? quoted(text_of(value))
                                                  : std::string{text_of(value)};
  fail(given + " is no " + wanted);
}

std::int64_t arguments::integer_of(sqlite3_value* value, const char* what) const {
  if (sqlite3_value_type(value) != SQLITE_INTEGER) refuse(value, what);
  return sqlite3_value_int64(value);
}

// ---- the subject ----

// SQLite keeps what was made of a constant argument for the time of a statement, here a copy that
// keeps it alive; the texts of a column are looked up among the latest.
template <class Subject>
const Subject& arguments::subject(std::size_t own, sql::keyed_cache<Subject>& cache) {
  if (values_.size() <= own) return Subject::builtin(sql::default_name);
  sqlite3_value* const value = next();
  if (context_ != nullptr) {
    if (const void* made = sqlite3_get_auxdata(context_, 0)) {
      return *static_cast<const Subject*>(made);
    }
  }
  if (sqlite3_value_type(value) != SQLITE_TEXT) {
    refuse(value, "schedule or regulation, which stands first; it is a name or a TOML text");
  }
  const std::string_view text = text_of(value);
  const Subject* latest = cache.latest(text);
  if (latest == nullptr) return cache.of(text);
  if (context_ != nullptr) {  // twice in a row: a constant, or worth as much
    sqlite3_set_auxdata(context_, 0, new Subject{*latest},
                        [](void* made) { delete static_cast<Subject*>(made); });
  }
  return *latest;
}

const schedule& arguments::schedule_before(std::size_t own) {
  return subject(own, kept_.schedules);
}

const regulation& arguments::regulation_before(std::size_t own) {
  return subject(own, kept_.regulations);
}

// ---- the rest ----

void arguments::unit_at(std::size_t own) {
  if (values_.size() < own + 2) return;
  unit_ = sql::units.of(text_of(values_.back()));
  values_ = values_.first(values_.size() - 1);
}

std::int64_t arguments::instant_of(std::string_view text) const {
  if (unit_ != unit::seconds) {
    fail(quoted(text) + ": a text tells whole seconds; give integers with a unit");
  }
  const auto at = parse_instant(text);
  if (at) return to_unix(*at);
  if (parse_wall_time(text)) {
    fail(quoted(text) +
         " has no offset; write it as 2026-04-29T15:20:00+03:00, or end it with Z when it is UTC, "
         "as "
         "SQLite's datetime() is");
  }
  fail(quoted(text) +
       " is no instant; write it as 2026-04-29T15:20:00+03:00, or as Unix time, an integer");
}

std::int64_t arguments::instant() {
  sqlite3_value* const value = next();
  if (sqlite3_value_type(value) == SQLITE_TEXT) {
    tells_text_ = true;
    return instant_of(text_of(value));
  }
  return integer_of(
      value, "instant; it is an integer, Unix time, or a text such as 2026-04-29T15:20:00+03:00");
}

std::int64_t arguments::wall() {
  sqlite3_value* const value = next();
  constexpr const char* wanted =
      "wall time; it is a text such as 2026-04-29T15:20 or an integer, its seconds as if it were "
      "UTC";
  if (sqlite3_value_type(value) != SQLITE_TEXT) return integer_of(value, wanted);
  const auto wall = parse_wall_time(text_of(value));
  if (!wall) refuse(value, wanted);
  tells_text_ = true;
  return wall->time_since_epoch().count();
}

std::int64_t arguments::budget() {
  constexpr const char* wanted =
      "amount of working time; it is an integer, 0 or more, or a text such as 4h, 90m, 30s";
  sqlite3_value* const value = next();
  std::int64_t parts = 0;
  if (sqlite3_value_type(value) != SQLITE_TEXT) {
    parts = integer_of(value, wanted);
    if (parts < 0) refuse(value, wanted);
    return parts;
  }
  const auto amount = parse_duration(text_of(value));
  if (!amount) refuse(value, wanted);
  if (__builtin_mul_overflow(amount->seconds(), sql::parts_of(unit_), &parts)) {
    throw_status(status::beyond_horizon);
  }
  return parts;
}

std::int32_t arguments::date() {
  sqlite3_value* const value = next();
  constexpr const char* wanted =
      "date; it is a text such as 2026-04-29 or an integer, days since 1970-01-01";
  if (sqlite3_value_type(value) == SQLITE_TEXT) {
    const auto date = parse_date(text_of(value));
    if (!date) refuse(value, wanted);
    tells_text_ = true;
    return to_day_number(*date);
  }
  const std::int64_t day = integer_of(value, wanted);
  if (day != static_cast<std::int32_t>(day)) refuse(value, wanted);
  return static_cast<std::int32_t>(day);
}

std::int32_t arguments::integer_32() {
  sqlite3_value* const value = next();
  constexpr const char* wanted = "number of days; it is an integer of 32 bits";
  const std::int64_t days = integer_of(value, wanted);
  if (days != static_cast<std::int32_t>(days)) refuse(value, wanted);
  return static_cast<std::int32_t>(days);
}

std::int32_t arguments::days() {
  const std::int32_t days = integer_32();
  if (days < 0) fail(std::to_string(days) + ": a number of working days is not negative");
  return days;
}

std::int32_t arguments::priority(const regulation& rules) {
  sqlite3_value* const value = next();
  if (sqlite3_value_type(value) == SQLITE_TEXT) return sql::priority_place(rules, text_of(value));
  const std::int64_t place =
      integer_of(value, "priority; it is a name or its place in the regulation's list");
  return static_cast<std::int32_t>(
      std::clamp<std::int64_t>(place, -1, regulation::most_priorities));
}

std::string_view arguments::text(const char* what) {
  sqlite3_value* const value = next();
  if (sqlite3_value_type(value) != SQLITE_TEXT) refuse(value, what);
  return text_of(value);
}

landing arguments::landing_or_nearest() {
  return left() ? sql::landings.of(text("landing")) : landing::nearest;
}

day_rule arguments::rule() {
  return sql::day_rules.of(text("rule of days"));
}

// ---- answers ----

cell arguments::as_instant(std::int64_t at, const schedule& hours) const {
  if (tells_text_) return to_text(from_unix(at), hours);
  return at;
}

cell arguments::as_date(std::int32_t day) const {
  if (tells_text_) return to_text(from_day_number(day));
  return std::int64_t{day};
}

}  // namespace srok::sqlite
