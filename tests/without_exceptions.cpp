// The header-only core, compiled with -fno-exceptions -fno-rtti for modules that have neither.
#include "srok/calendar/calendar.hpp"
#include "srok/calendar/day_kind.hpp"
#include "srok/engine/batch_rows.hpp"
#include "srok/engine/schedule.hpp"
#include "srok/time/interval.hpp"
#include "srok/time/zone.hpp"

namespace {

// What such a module asks: every query is an inline function that needs no run-time of its own.
srok::answer<srok::instant> due(const srok::schedule& hours, srok::instant submitted) {
  const srok::answer<srok::instant> accepted = hours.next_open(submitted);
  if (!accepted) return accepted;
  return hours.deadline(*accepted, srok::working_days{3}, srok::day_rule::elapsed);
}

}  // namespace

std::int64_t due_or_none(const srok::schedule& hours, std::int64_t submitted) {
  const auto at = due(hours, srok::from_unix(submitted));
  return srok::to_unix(at ? *at : srok::no_instant);
}

std::int64_t elapsed_or_none(const srok::schedule& hours, std::int64_t begin, std::int64_t end) {
  const auto amount = hours.elapsed(srok::from_unix(begin), srok::from_unix(end));
  return amount ? amount->seconds() : srok::to_unix(srok::no_instant);
}

bool elapsed_of_rows(const srok::schedule& hours, std::span<const std::int64_t> begin,
                     std::span<const std::int64_t> end, std::span<std::int64_t> out) {
  return srok::engine::row_by_row.elapsed(hours.tables(), srok::unit::seconds, begin, end, out,
                                          {}) == srok::status::ok;
}
