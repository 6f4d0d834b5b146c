// The scalar functions: a subject, its own arguments, an answer.
#include <limits>

#include "extension.hpp"
#include "io/json_text.hpp"
#include "srok/calendar/calendar.hpp"
#include "srok/version.hpp"

namespace srok::sqlite {
namespace {

using sql::known;

// ---- amounts ----

cell ask_elapsed(arguments& in) {
  const schedule& hours = in.schedule_before(2);
  in.unit_at(2);
  const std::int64_t begins = in.instant();
  const std::int64_t ends = in.instant();
  return known(sql::elapsed(hours, in.counted_in(), begins, ends), hours);
}

template <sql::number (*Ask)(const schedule&, unit, std::int64_t, std::int64_t, landing) noexcept>
cell ask_landing(arguments& in) {
  const schedule& hours = in.schedule_before(2);
  in.unit_at(3);
  const std::int64_t from = in.instant();
  const std::int64_t budget = in.budget();
  const landing at = in.landing_or_nearest();
  return in.as_instant(known(Ask(hours, in.counted_in(), from, budget, at), hours), hours);
}

cell ask_deadline_days(arguments& in) {
  const schedule& hours = in.schedule_before(3);
  in.unit_at(3);
  const std::int64_t start = in.instant();
  const std::int32_t days = in.days();
  const day_rule rule = in.rule();
  return in.as_instant(known(sql::deadline_days(hours, in.counted_in(), start, days, rule), hours),
                       hours);
}

std::int64_t bound(const arguments& in, const json_value& value, std::int64_t never) {
  if (value.IsNull()) return never;
  if (value.IsInt64()) return value.GetInt64();
  if (value.IsString()) return in.instant_of({value.GetString(), value.GetStringLength()});
  throw error(status::bad_argument, "a pause is [begin, end], each an integer, a text or null");
}

// [[begin, end], ...]: an end of null never comes, a begin of null has always been.
std::vector<interval> pauses_of(const arguments& in, std::string_view json) {
  json_document list;
  if (read_json(json, list) || !list.IsArray()) {
    throw error(status::bad_argument, "the pauses are no JSON list [[begin, end], ...]");
  }
  std::vector<interval> pauses;
  for (const json_value& pause : list.GetArray()) {
    if (!pause.IsArray() || pause.Size() != 2) {
      throw error(status::bad_argument, "a pause is a list of two, [begin, end]");
    }
    const std::int64_t begin = bound(in, pause[0], std::numeric_limits<std::int64_t>::min());
    const std::int64_t end = bound(in, pause[1], std::numeric_limits<std::int64_t>::max());
    if (end < begin) throw error(status::bad_argument, "a pause ends before it begins");
    pauses.emplace_back(from_unix(begin), from_unix(end));
  }
  return pauses;
}

cell ask_deadline_with_pauses(arguments& in) {
  const schedule& hours = in.schedule_before(3);
  const std::int64_t start = in.instant();
  const business_duration budget{std::chrono::seconds{in.budget()}};
  const std::vector<interval> pauses = pauses_of(in, in.text("list of pauses"));
  const landing at = in.landing_or_nearest();
  const instant found =
      known(hours.deadline_with_pauses(from_unix(start), budget, at, pauses), hours);
  return in.as_instant(to_unix(found), hours);
}

cell ask_due(arguments& in) {
  const regulation& rules = in.regulation_before(2);
  in.unit_at(2);
  const std::int32_t priority = in.priority(rules);
  const std::int64_t submitted = in.instant();
  const auto due = sql::due(rules, in.counted_in(), priority, submitted);
  return in.as_instant(known(due, rules.schedule()), rules.schedule());
}

cell ask_accepted(arguments& in) {
  const schedule& hours = in.regulation_before(1).schedule();
  in.unit_at(1);
  const std::int64_t submitted = in.instant();
  return in.as_instant(known(sql::next_open(hours, in.counted_in(), submitted), hours), hours);
}

// ---- openings and closings ----

cell ask_is_open(arguments& in) {
  const schedule& hours = in.schedule_before(1);
  in.unit_at(1);
  const std::int64_t at = in.instant();
  return known(sql::is_open(hours, in.counted_in(), at), hours);
}

cell ask_next_open(arguments& in) {
  const schedule& hours = in.schedule_before(1);
  in.unit_at(1);
  const std::int64_t at = in.instant();
  return in.as_instant(known(sql::next_open(hours, in.counted_in(), at), hours), hours);
}

template <sql::second_question<instant> Question>
cell ask_opening(arguments& in) {
  const schedule& hours = in.schedule_before(1);
  in.unit_at(1);
  const std::int64_t at = in.instant();
  return in.as_instant(known(sql::of_second(hours, in.counted_in(), at, Question), hours), hours);
}

// ---- dates ----

cell ask_add_days(arguments& in) {
  const schedule& hours = in.schedule_before(2);
  const civil_date date = from_day_number(in.date());
  return in.as_date(to_day_number(known(hours.add_days(date, in.integer_32()), hours)));
}

cell ask_days_between(arguments& in) {
  const schedule& hours = in.schedule_before(2);
  const civil_date first = from_day_number(in.date());
  const civil_date end = from_day_number(in.date());
  return std::int64_t{known(hours.days_between(first, end), hours)};
}

day_type day_of(arguments& in) {
  const calendar& days = builtin_calendar("ru");
  return known(days.day(from_day_number(in.date())), days);
}

cell ask_day(arguments& in) {
  return std::int64_t{day_of(in).code()};
}

cell ask_day_kind(arguments& in) {
  return std::string{sql::day_kind_name(day_of(in).kind())};
}

// ---- the wall clock of a schedule ----

cell ask_offset_at(arguments& in) {
  const schedule& hours = in.schedule_before(1);
  return known(hours.offset_at(from_unix(in.instant())), hours);
}

cell ask_instant_from_local(arguments& in) {
  const schedule& hours = in.schedule_before(1);
  const wall_time wall{std::chrono::seconds{in.wall()}};
  return in.as_instant(to_unix(known(hours.at_wall(wall), hours)), hours);
}

// ---- what is covered ----

template <instant (*Tell)(const schedule&)>
cell ask_of_schedule(arguments& in) {
  return to_unix(Tell(in.schedule_before(0)));
}

instant horizon_begin(const schedule& hours) {
  return hours.horizon().begin();
}
instant horizon_end(const schedule& hours) {
  return hours.horizon().end();
}
instant official_until(const schedule& hours) {
  return hours.official_until();
}

cell ask_first_year(arguments&) {
  return std::int64_t{builtin_calendar("ru").first_year()};
}

cell ask_last_year(arguments&) {
  return std::int64_t{builtin_calendar("ru").last_year()};
}

cell ask_data_version(arguments&) {
  return std::string{data_version()};
}

cell ask_version(arguments&) {
  return std::to_string(SROK_VERSION_MAJOR) + "." + std::to_string(SROK_VERSION_MINOR) + "." +
         std::to_string(SROK_VERSION_PATCH);
}

constexpr scalar_function functions[] = {
    {"srok_elapsed", 2, 4, ask_elapsed},
    {"srok_deadline", 2, 5, ask_landing<sql::deadline>},
    {"srok_latest_start", 2, 5, ask_landing<sql::latest_start>},
    {"srok_deadline_days", 3, 5, ask_deadline_days},
    {"srok_deadline_with_pauses", 3, 5, ask_deadline_with_pauses},
    {"srok_due", 2, 4, ask_due},
    {"srok_accepted", 1, 3, ask_accepted},
    {"srok_is_open", 1, 3, ask_is_open},
    {"srok_next_open", 1, 3, ask_next_open},
    {"srok_next_close", 1, 3, ask_opening<&schedule::next_close>},
    {"srok_previous_open", 1, 3, ask_opening<&schedule::previous_open>},
    {"srok_previous_close", 1, 3, ask_opening<&schedule::previous_close>},
    {"srok_add_days", 2, 3, ask_add_days},
    {"srok_days_between", 2, 3, ask_days_between},
    {"srok_day", 1, 1, ask_day},
    {"srok_day_kind", 1, 1, ask_day_kind},
    {"srok_offset_at", 1, 2, ask_offset_at},
    {"srok_instant_from_local", 1, 2, ask_instant_from_local},
    {"srok_horizon_begin", 0, 1, ask_of_schedule<horizon_begin>},
    {"srok_horizon_end", 0, 1, ask_of_schedule<horizon_end>},
    {"srok_official_until", 0, 1, ask_of_schedule<official_until>},
    {"srok_first_year", 0, 0, ask_first_year},
    {"srok_last_year", 0, 0, ask_last_year},
    {"srok_data_version", 0, 0, ask_data_version},
    {"srok_version", 0, 0, ask_version},
};

}  // namespace

std::span<const scalar_function> scalar_functions() noexcept {
  return functions;
}

}  // namespace srok::sqlite
