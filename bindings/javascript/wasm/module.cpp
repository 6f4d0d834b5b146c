// What JavaScript calls: the questions of srok.h with instants as numbers of milliseconds, and
// what srok.h has no columns for, explanations and the calendar's facts.
//
// Numbers are doubles, as JavaScript's own: making the BigInts of a call costs two or three times
// what the question does. Every double that comes in is a whole number. A failed question returns
// NaN (INT32_MIN for dates), and its reason is asked for apart: last_status(). Amounts and instants
// are exact below 2^53 ms, in the year 287396; what lies above is as far outside every horizon.
//
// In one file, because it is a list: a function for each name that JavaScript knows, one after
// another, and one `last` for all of them.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "c_api/boundary.hpp"
#include "srok/engine/explanation.hpp"
#include "srok/engine/image.hpp"

#define SROK_EXPORT(name) extern "C" [[clang::export_name(#name)]]

using namespace srok::c;
using srok::to_unix;

namespace {

constexpr std::int64_t second = 1000;
using line = srok::engine::line<second>;
constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

srok_status last = SROK_OK;

// ---- units ----

// 2^62 ms and more is one number: no horizon reaches there, and it is not SROK_NONE.
std::int64_t whole(double milliseconds) noexcept {
  constexpr double most = 0x1p62;
  return static_cast<std::int64_t>(std::clamp(milliseconds, -most, most));
}

std::int64_t second_of(std::int64_t milliseconds) noexcept {
  return srok::floor_divide(milliseconds, second);
}

double milliseconds(std::int64_t seconds) noexcept {
  return static_cast<double>(seconds * second);
}

// The second in which an instant lies. Openings, closings and changes of the clocks are whole
// seconds, so what srok.h says of the second holds for the instant; but what lies within the
// second that begins with the end of the horizon lies outside, as srok.h says of the next.
std::int64_t second_asked(const srok_schedule* schedule, double at) noexcept {
  const std::int64_t inside = second_of(whole(at));
  const bool begins_it = inside * second == whole(at);
  return !begins_it && inside == to_unix(schedule->horizon().end()) ? inside + 1 : inside;
}

// ---- answers ----

double answered(srok::answer<std::int64_t> found) noexcept {
  last = code(found.why);
  return found ? static_cast<double>(*found) : nothing;
}

double answered(srok_status why, std::int64_t value) noexcept {
  last = why;
  return why == SROK_OK ? static_cast<double>(value) : nothing;
}

double answered_seconds(srok_status why, std::int64_t seconds) noexcept {
  last = why;
  return why == SROK_OK ? milliseconds(seconds) : nothing;
}

// A question of srok.h about an instant, whose answer is one.
double moment(const srok_schedule* schedule, double at,
              srok_status (*question)(const srok_schedule*, std::int64_t, std::int64_t*)) noexcept {
  std::int64_t found = SROK_NONE;
  const srok_status why = question(schedule, second_asked(schedule, at), &found);
  return answered_seconds(why, found);
}

// What `build` makes, which breaks the call off when it fails.
template <class Handle>
Handle* built(srok_status (*build)(const char*, Handle**, char*, std::size_t), const char* name) {
  Handle* made = nullptr;
  build(name, &made, nullptr, 0);
  return made;
}

// A regulation made of terms that JavaScript gave.
struct own_terms {
  srok::regulation_terms terms;
  std::vector<srok::priority_terms> priorities;
};

}  // namespace

// ---- the module ----

SROK_EXPORT(last_status) std::int32_t last_status() {
  return last;
}
SROK_EXPORT(status_name) const char* status_name_of(std::int32_t status) {
  return srok_status_name(status);
}
SROK_EXPORT(status_text) const char* status_text_of(std::int32_t status) {
  return srok_status_text(status);
}
SROK_EXPORT(version_text) const char* version_text_of_module() {
  return srok_version_text();
}
SROK_EXPORT(data_version) const char* data_version_of_module() {
  return srok_data_version();
}

// ---- schedules ----

SROK_EXPORT(schedule_builtin) srok_schedule* schedule_builtin(const char* name) {
  return built(srok_schedule_builtin, name);
}
SROK_EXPORT(schedule_load) srok_schedule* schedule_load(const void* bytes, std::size_t length) {
  srok_schedule* loaded = nullptr;
  srok_schedule_load(bytes, length, &loaded, nullptr, 0);
  return loaded;
}
SROK_EXPORT(schedule_free) void schedule_free(srok_schedule* schedule) {
  srok_schedule_free(schedule);
}
SROK_EXPORT(image) const void* image(const srok_schedule* schedule) {
  return dump(*schedule).data();
}
SROK_EXPORT(image_bytes) std::size_t image_bytes(const srok_schedule* schedule) {
  return dump(*schedule).size();
}
SROK_EXPORT(zone_name) const char* zone_name(const srok_schedule* schedule) {
  return schedule->zone_name().data();  // in a text of the image, which ends in NUL
}
SROK_EXPORT(zone_hash) std::uint64_t zone_hash(const srok_schedule* schedule) {
  return schedule->zone_hash();
}
SROK_EXPORT(calendar_name) const char* calendar_name(const srok_schedule* schedule) {
  return schedule->calendar_name().data();  // likewise
}
SROK_EXPORT(horizon_begin) double horizon_begin(const srok_schedule* schedule) {
  return milliseconds(to_unix(schedule->horizon().begin()));
}
SROK_EXPORT(horizon_end) double horizon_end(const srok_schedule* schedule) {
  return milliseconds(to_unix(schedule->horizon().end()));
}
SROK_EXPORT(official_until) double official_until(const srok_schedule* schedule) {
  return milliseconds(to_unix(schedule->official_until()));
}

// ---- questions of amount, on the line of milliseconds ----

SROK_EXPORT(elapsed) double elapsed(const srok_schedule* schedule, double begin, double end) {
  return answered(line{schedule->tables()}.elapsed(whole(begin), whole(end)));
}
SROK_EXPORT(deadline)
double deadline(const srok_schedule* schedule, double start, double budget, std::int32_t landing) {
  return answered(
      line{schedule->tables()}.deadline(whole(start), whole(budget), srok::landing{landing}));
}
SROK_EXPORT(latest_start)
double latest_start(const srok_schedule* schedule, double deadline, double budget,
                    std::int32_t landing) {
  return answered(line{schedule->tables()}.latest_start(whole(deadline), whole(budget),
                                                        srok::landing{landing}));
}
SROK_EXPORT(deadline_days)
double deadline_days(const srok_schedule* schedule, double start, std::int32_t days,
                     std::int32_t rule) {
  return answered(line{schedule->tables()}.deadline_days(whole(start), days, srok::day_rule{rule}));
}

// Whole seconds alone; pauses are pairs of a begin and an end, NaN for one that never ends.
SROK_EXPORT(deadline_with_pauses)
double deadline_with_pauses(const srok_schedule* schedule, double start, double budget,
                            std::int32_t landing, std::size_t count, const double* pauses) {
  std::vector<std::int64_t> begins(count);
  std::vector<std::int64_t> ends(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double end = pauses[2 * i + 1];
    begins[i] = second_of(whole(pauses[2 * i]));
    ends[i] = std::isnan(end) ? SROK_NONE : second_of(whole(end));
  }
  std::int64_t found = SROK_NONE;
  const srok_status why =
      srok_deadline_with_pauses(schedule, second_of(whole(start)), second_of(whole(budget)),
                                landing, count, begins.data(), ends.data(), &found);
  return answered_seconds(why, found);
}

// ---- openings and closings ----

SROK_EXPORT(is_open) std::int32_t is_open(const srok_schedule* schedule, double at) {
  std::int32_t open = 0;
  last = srok_is_open(schedule, second_asked(schedule, at), &open);
  return last == SROK_OK ? open : INT32_MIN;
}
SROK_EXPORT(next_open) double next_open(const srok_schedule* schedule, double at) {
  const bool open = is_open(schedule, at) == 1;
  return open ? at : moment(schedule, at, srok_next_open);
}
SROK_EXPORT(next_close) double next_close(const srok_schedule* schedule, double at) {
  return moment(schedule, at, srok_next_close);
}
SROK_EXPORT(previous_open) double previous_open(const srok_schedule* schedule, double at) {
  return moment(schedule, at, srok_previous_open);
}
SROK_EXPORT(previous_close) double previous_close(const srok_schedule* schedule, double at) {
  return moment(schedule, at, srok_previous_close);
}

// ---- dates and wall times ----

SROK_EXPORT(add_days)
std::int32_t add_days(const srok_schedule* schedule, std::int32_t day, std::int32_t days) {
  std::int32_t found = INT32_MIN;
  last = srok_add_days(schedule, day, days, &found);
  return found;
}
SROK_EXPORT(days_between)
std::int32_t days_between(const srok_schedule* schedule, std::int32_t first, std::int32_t end) {
  std::int32_t found = INT32_MIN;
  last = srok_days_between(schedule, first, end, &found);
  return found;
}
SROK_EXPORT(offset_at) double offset_at(const srok_schedule* schedule, double at) {
  std::int32_t seconds = 0;
  const srok_status why = srok_offset_at(schedule, second_asked(schedule, at), &seconds);
  return answered_seconds(why, seconds);
}
SROK_EXPORT(instant_from_local)
double instant_from_local(const srok_schedule* schedule, double local) {
  const std::int64_t wall = second_of(whole(local));
  const std::int64_t rest = whole(local) - wall * second;
  std::int64_t at = SROK_NONE;
  std::int32_t offset = 0;
  srok_status why = srok_instant_from_local(schedule, wall, &at);
  if (why != SROK_OK || rest == 0) return answered_seconds(why, at);
  why = srok_offset_at(schedule, at, &offset);
  // A wall time that a change of the clocks skips is the instant of that change, without its rest.
  const double found = milliseconds(at) + (at + offset == wall ? static_cast<double>(rest) : 0);
  why = why == SROK_OK && found > horizon_end(schedule) ? SROK_BEYOND_HORIZON : why;
  return answered(why, whole(found));
}

// ---- regulations ----

SROK_EXPORT(regulation_builtin) srok_regulation* regulation_builtin(const char* name) {
  return built(srok_regulation_builtin, name);
}
SROK_EXPORT(regulation_of)
srok_regulation* regulation_of(const srok_schedule* schedule, std::int32_t rule,
                               std::int32_t landing, std::size_t priorities,
                               const std::int32_t* days) {
  const auto own = std::make_shared<own_terms>();
  for (const std::int32_t n : std::span{days, priorities}) {
    own->priorities.push_back({"", srok::working_days{n}});
  }
  own->terms.effective = srok::no_instant;
  own->terms.priorities = own->priorities;
  own->terms.settings.day_rule = srok::day_rule{rule};
  own->terms.settings.landing = srok::landing{landing};
  const srok::regulation made{own->terms, *schedule, own};
  return new srok_regulation{made, kept_by::caller};
}
SROK_EXPORT(regulation_free) void regulation_free(srok_regulation* regulation) {
  srok_regulation_free(regulation);
}
SROK_EXPORT(regulation_schedule)
const srok_schedule* regulation_schedule(const srok_regulation* regulation) {
  return &regulation->hours;
}
SROK_EXPORT(regulation_title) const char* regulation_title(const srok_regulation* regulation) {
  return regulation->terms().title.data();  // a literal
}
SROK_EXPORT(regulation_day_rule)
std::int32_t regulation_day_rule(const srok_regulation* regulation) {
  return static_cast<std::int32_t>(regulation->settings().day_rule);
}
SROK_EXPORT(regulation_landing)
std::int32_t regulation_landing(const srok_regulation* regulation) {
  return static_cast<std::int32_t>(regulation->settings().landing);
}
SROK_EXPORT(priorities) std::size_t priorities(const srok_regulation* regulation) {
  return regulation->priorities().size();
}
SROK_EXPORT(priority_name)
const char* priority_name(const srok_regulation* regulation, std::size_t place) {
  return regulation->priorities()[place].name.data();  // a literal
}
SROK_EXPORT(priority_days)
std::int32_t priority_days(const srok_regulation* regulation, std::size_t place) {
  return regulation->priorities()[place].answer_within.count();
}

SROK_EXPORT(due)
double due(const srok_regulation* regulation, std::int32_t priority, double submitted) {
  const std::int64_t at = whole(submitted);
  std::int64_t out = SROK_NONE;
  srok_status why = SROK_OK;
  srok_regulation_due_batch(regulation, 1, SROK_MILLISECONDS, &priority, &at, &out, &why);
  return answered(why, out);
}

// ---- explanations ----

namespace {

struct explained {
  double from;
  double to;
  std::int32_t counted;
  std::int32_t reason;
  std::int32_t date;
  std::int32_t moved_from;  // its own date: none
  std::int32_t moved_to;
  const char* name;  // these three are empty or end in NUL
  const char* name_ru;
  const char* source;
};
static_assert(sizeof(explained) == 48);

struct explained_list {
  const explained* parts = nullptr;
  std::size_t count = 0;
  std::int32_t projected = 0;
};

// Kept until the next explanation: JavaScript copies it at once.
std::vector<explained> explained_parts;
explained_list explanation;

const char* text_of(std::string_view text) noexcept {
  return text.empty() ? "" : text.data();
}

}  // namespace

// requires: begin <= end. `landing` is how the end was asked for. nullptr: last_status() says why.
//
// Boundaries are whole seconds, so the parts of begin..end are those of the whole seconds around
// it, the first and the last of them cut.
SROK_EXPORT(explain)
const explained_list* explain(const srok_schedule* schedule, double begin, double end,
                              std::int32_t landing) {
  const std::int64_t from = second_of(whole(begin));
  const std::int64_t to = second_of(whole(end) + second - 1);
  std::int64_t amount = 0;
  last = srok_elapsed(schedule, from, to, &amount);
  if (last != SROK_OK) return nullptr;
  const srok::explanation why = srok::explain(*schedule, srok::from_unix(from), srok::from_unix(to),
                                              {}, srok::landing{landing});
  // Not into the list that is kept: when memory ends, what was allocated in this call is freed.
  std::vector<explained> parts;
  for (const srok::explained_part& part : why.parts) {
    parts.push_back({std::max(begin, milliseconds(to_unix(part.span.begin()))),
                     std::min(end, milliseconds(to_unix(part.span.end()))), part.counted ? 1 : 0,
                     static_cast<std::int32_t>(part.why), srok::to_day_number(part.date),
                     part.moved_from, part.moved_to, text_of(part.name), text_of(part.name_ru),
                     text_of(part.source)});
  }
  explained_parts = std::move(parts);
  explanation = {explained_parts.data(), explained_parts.size(), why.projected ? 1 : 0};
  return &explanation;
}
// A literal. Reasons are counted from 0.
SROK_EXPORT(reason_name) const char* name_of_reason(std::int32_t reason) {
  return srok::reason_name(static_cast<srok::reason>(reason)).data();
}

// ---- calendars ----

namespace {

struct year_facts {
  std::int32_t official;
  std::int32_t working_days;
  std::int32_t days_off;
  std::int32_t hours_40;
  std::int32_t short_days;
  const char* source;
  const char* note;
};

struct day_facts {
  std::int32_t moved_from;  // INT32_MIN: none
  std::int32_t moved_to;
  const char* name;
  const char* name_ru;
  const char* source;
};

year_facts year_told;
day_facts day_told;

}  // namespace

SROK_EXPORT(calendar_builtin) srok_calendar* calendar_builtin(const char* name) {
  return built(srok_calendar_builtin, name);
}
SROK_EXPORT(first_year) std::int32_t first_year(const srok_calendar* calendar) {
  return calendar->first_year();
}
SROK_EXPORT(last_year) std::int32_t last_year(const srok_calendar* calendar) {
  return calendar->last_year();
}
SROK_EXPORT(day) std::int32_t day(const srok_calendar* calendar, std::int32_t date) {
  std::int32_t kind = INT32_MIN;
  last = srok_calendar_day(calendar, date, &kind);
  return kind;
}
// nullptr: a date of the plain week.
SROK_EXPORT(facts_of_day)
const day_facts* facts_of_day(const srok_calendar* calendar, std::int32_t date) {
  const srok::calendar_fact* const fact = calendar->fact(srok::from_day_number(date));
  if (fact == nullptr) return nullptr;
  day_told = {fact->moved_from, fact->moved_to, text_of(fact->name), text_of(fact->name_ru),
              text_of(fact->source)};
  return &day_told;
}
// nullptr: not a year of the calendar.
SROK_EXPORT(facts_of_year)
const year_facts* facts_of_year(const srok_calendar* calendar, std::int32_t year) {
  const srok::calendar_year* const told = calendar->year(year);
  if (told == nullptr) return nullptr;
  year_told = {told->official ? 1 : 0, told->working_days,    told->days_off,     told->hours_40,
               told->short_days,       text_of(told->source), text_of(told->note)};
  return &year_told;
}

// ---- columns ----

// Where the rows of a batch pass through: JavaScript writes a chunk of them, asks srok.h's batch
// functions, reads the answers. So a batch of any length takes no memory.
namespace {

constexpr std::size_t rows_a_chunk = 4096;

struct {
  std::int64_t first[rows_a_chunk];
  std::int64_t second[rows_a_chunk];
  std::int64_t out[rows_a_chunk];
  std::int32_t narrow[rows_a_chunk];
  std::int32_t narrow_out[rows_a_chunk];
  srok_status status[rows_a_chunk];
} columns;

}  // namespace

SROK_EXPORT(columns) const void* columns_of_module() {
  return &columns;
}
SROK_EXPORT(chunk) std::size_t chunk() {
  return rows_a_chunk;
}
