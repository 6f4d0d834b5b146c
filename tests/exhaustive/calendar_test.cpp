// Every minute of every day of the Russian calendar, official and projected: open when the day's
// kind and the wall say so, and each open minute counted once.
#include <doctest/doctest.h>

#include <vector>

#include "engine/random_schedule.hpp"

using namespace srok;
using namespace srok::testing;

namespace {

constexpr std::int64_t day = 86'400;
constexpr std::int32_t minute = 60;
constexpr std::int32_t hour = 3600;

// Walks the horizon minute by minute; `open` is asked of a day type and a minute of the wall's day.
template <class Open>
void walk(const schedule& s, const calendar& c, const zone& z, Open open) {
  const std::int64_t begin = to_unix(s.horizon().begin());
  const std::int64_t end = to_unix(s.horizon().end());
  std::size_t wrong = 0, change = 0;
  std::int64_t worked = 0, first_wrong = 0;
  std::int32_t date = 0;
  day_type type;
  for (std::int64_t at = begin; at < end; at += minute) {
    while (change + 1 < z.changes().size() && z.changes()[change + 1].at <= at) ++change;
    const std::int64_t local = at + z.changes()[change].offset;
    if (const auto today = static_cast<std::int32_t>(local / day); today != date) {
      date = today;
      type = c.day(from_day_number(date)).value();
    }
    const bool is_open = open(type, static_cast<std::int32_t>(local % day) / minute);
    const instant now = from_unix(at);
    const bool same =
        s.is_open(now) == is_open &&
        s.elapsed(s.horizon().begin(), now) == business_duration{std::chrono::seconds{worked}} &&
        (!is_open || to_unix(s.deadline(s.horizon().begin(),
                                        business_duration{std::chrono::seconds{worked + minute}})
                                 .value()) == at + minute);
    if (!same && wrong++ == 0) first_wrong = at;
    worked += is_open ? minute : 0;
  }
  CHECK_MESSAGE(wrong == 0, wrong << " minutes, the first at " << first_wrong);
  CHECK(s.elapsed(s.horizon().begin(), s.horizon().end()) ==
        business_duration{std::chrono::seconds{worked}});
}

}  // namespace

TEST_CASE("the built-in schedule is open from 7 to 16 on each working day, and on no other") {
  walk(schedule::builtin("technotronics"), builtin_calendar("ru"), zone::named("Europe/Moscow"),
       [](day_type type, std::int32_t at) { return type.works() && at >= 7 * 60 && at < 16 * 60; });
}

TEST_CASE("a desk with a break, short days and own weekend hours is as its rules say, to 2099") {
  working_hours hours;
  for (std::size_t weekday = 0; weekday < 5; ++weekday) {
    hours.week[weekday] = {{9 * hour, 13 * hour}, {13 * hour + 45 * minute, 18 * hour}};
  }
  hours.worked_weekend = {{10 * hour, 15 * hour}};
  hours.short_day_cut = hour;
  hours.decree_days = decree_days::off;
  hours.forecast = forecast::statutory;
  const calendar& ru = builtin_calendar("ru");
  const schedule s = compile(hours, zone::named("Europe/Moscow"), &ru);
  CHECK(s.horizon().end() ==
        from_unix(first_of_year(2100).time_since_epoch().count() * day - 3 * hour));
  walk(s, project(ru, 2099), zone::named("Europe/Moscow"), [](day_type type, std::int32_t at) {
    if (type.kind() != day_kind::working && type.kind() != day_kind::short_day) return false;
    const std::int32_t cut = type.kind() == day_kind::short_day ? 60 : 0;
    if (type.worked_weekend()) return at >= 600 && at < 900 - cut;
    return (at >= 540 && at < 780) || (at >= 825 && at < 1080 - cut);
  });
}

TEST_CASE("a term of days from every minute of every working day is so many dates further on") {
  const schedule& s = schedule::builtin("technotronics");
  const calendar& ru = builtin_calendar("ru");
  const zone moscow = zone::named("Europe/Moscow");
  std::vector<std::int64_t> openings;
  for (civil_date date = s.first_date(); date <= s.last_date(); date += std::chrono::days{1}) {
    if (!ru.day(date).value().works()) continue;
    openings.push_back(to_unix(moscow.to_instant(wall_time{date} + std::chrono::hours{7})));
  }
  constexpr std::int64_t length = 9 * hour;
  std::size_t wrong = 0;
  for (std::size_t d = 0; d + 8 < openings.size(); ++d) {
    for (std::int64_t past = 0; past < length; past += minute) {
      const instant start = from_unix(openings[d] + past);
      for (const std::size_t n : {2U, 3U, 5U, 8U}) {
        const working_days days{static_cast<std::int32_t>(n)};
        const std::int64_t elapsed =
            past == 0 ? openings[d + n - 1] + length : openings[d + n] + past;
        const bool same =
            s.deadline(start, days, day_rule::elapsed) == from_unix(elapsed) &&
            s.deadline(start, days, day_rule::whole) == from_unix(openings[d + n] + length);
        wrong += same ? 0 : 1;
      }
    }
  }
  CHECK(wrong == 0);
}
