// Timers that stand still: the deadline with pauses, and what an explanation makes of it.
#include <doctest/doctest.h>

#include "engine/random_schedule.hpp"
#include "srok/engine/explanation.hpp"
#include "srok/error.hpp"

using namespace srok;
using namespace srok::testing;
using namespace std::chrono_literals;

namespace {

constexpr std::int32_t hour = 3600;

struct paused_case {
  schedule engine;
  reference::slow_schedule obvious;
  std::vector<std::int64_t> edges;
  std::vector<interval> pauses;
  reference::stretches same_pauses;
};

std::optional<paused_case> pick_paused() {
  const desk d = pick_desk();
  RC_LOG() << d;
  const reference::slow_schedule obvious = d.obvious();
  if (obvious.open().empty()) return {};
  paused_case c{d.compiled(), obvious, edges_of(d, obvious), {}, {}};
  for (int n = one_in(10) ? pick(60, 80) : pick(0, 8); n > 0; --n) {
    const std::int64_t a = pick_instant(c.edges, obvious);
    const std::int64_t b = one_in(2) ? a + pick(0, 300'000) : pick_instant(c.edges, obvious);
    c.pauses.push_back({from_unix(std::min(a, b)), from_unix(std::max(a, b))});
    c.same_pauses.push_back({std::min(a, b), std::max(a, b)});
    RC_LOG() << "pause " << std::min(a, b) << ".." << std::max(a, b) << '\n';
  }
  return c;
}

}  // namespace

TEST_CASE("a deadline with pauses is what spending the unpaused time gives") {
  CHECK(rc::check([] {
    const auto c = pick_paused();
    if (!c) return;
    for (int i = 0; i < 20; ++i) {
      const std::int64_t start = pick_instant(c->edges, c->obvious);
      const std::int64_t worked = c->obvious.working_before(pick_instant(c->edges, c->obvious)) -
                                  c->obvious.working_before(start);
      const std::int64_t seconds = one_in(2) ? pick(0, 400'000) : std::abs(worked);
      for (const landing l : {landing::nearest, landing::farthest}) {
        const auto engine = c->engine.deadline_with_pauses(
            from_unix(start), business_duration{std::chrono::seconds{seconds}}, l, c->pauses);
        const reference::maybe expected =
            c->obvious.deadline_with_pauses(start, seconds, l, c->same_pauses);
        RC_LOG() << "start " << start << " budget " << seconds << " landing " << int(l) << '\n';
        RC_ASSERT(bool(engine) == expected.has_value());
        if (expected) RC_ASSERT(to_unix(*engine) == *expected);
      }
    }
  }));
}

TEST_CASE("the parts of an explanation touch, count what is open, and sum to the budget") {
  CHECK(rc::check([] {
    const auto c = pick_paused();
    if (!c) return;
    const std::int64_t start = pick_instant(c->edges, c->obvious);
    const std::int64_t seconds = pick(0, 300'000);
    const auto deadline = c->engine.deadline_with_pauses(
        from_unix(start), business_duration{std::chrono::seconds{seconds}}, landing::nearest,
        c->pauses);
    if (!deadline) return;
    RC_LOG() << "start " << start << " budget " << seconds << '\n';
    const explanation why = explain(c->engine, from_unix(start), *deadline, c->pauses);
    RC_ASSERT(why.budget.seconds() == seconds);
    instant reached = from_unix(start);
    for (const explained_part& part : why.parts) {
      RC_LOG() << to_unix(part.span.begin()) << ".." << to_unix(part.span.end()) << ' '
               << std::string{reason_name(part.why)} << " of day " << to_day_number(part.date)
               << '\n';
      RC_ASSERT(part.span.begin() == reached);
      RC_ASSERT(!part.span.empty());
      reached = part.span.end();
      const std::int64_t open = c->obvious.working_before(to_unix(part.span.end())) -
                                c->obvious.working_before(to_unix(part.span.begin()));
      const bool in_working_time = part.counted || part.why == reason::paused;
      RC_ASSERT(open == (in_working_time ? part.span.length().count() : 0));
    }
    RC_ASSERT(reached == *deadline);
  }));
}

namespace {

constexpr instant utc(unsigned month, unsigned day, std::chrono::seconds of_day = 0s) {
  return instant{civil(2026, month, day).time_since_epoch()} + of_day;
}

const schedule& nine_to_six() {
  static const schedule s = [] {
    working_hours hours;
    for (std::size_t weekday = 0; weekday < 5; ++weekday) {
      hours.week[weekday] = {{9 * hour, 13 * hour}, {14 * hour, 18 * hour}};
    }
    hours.short_day_cut = hour;
    hours.dates = {{civil(2026, 6, 20), {{10 * hour, 12 * hour}}, {}}};
    hours.closures = {{utc(6, 3, 10h), utc(6, 3, 11h), {}}};
    made_calendar made{2026, 1};
    made.set(civil(2026, 6, 11), day_kind::short_day);
    made.set(civil(2026, 6, 12), day_kind::holiday);
    made.set(civil(2026, 6, 15), day_kind::day_off);
    made.set(civil(2026, 6, 16), day_kind::decree_off);
    hours.decree_days = decree_days::off;
    const calendar c = std::move(made).finish();
    return compile(hours, cached_zone("UTC"), &c);
  }();
  return s;
}

answer<instant> paused(instant start, std::chrono::seconds budget, landing at,
                       const std::vector<interval>& pauses) {
  return nine_to_six().deadline_with_pauses(start, business_duration{budget}, at, pauses);
}

std::string reasons(instant start, instant deadline, const std::vector<interval>& pauses = {}) {
  std::string names;
  for (const explained_part& part : explain(nine_to_six(), start, deadline, pauses).parts) {
    names += (names.empty() ? "" : " ") + std::string{reason_name(part.why)};
    if (part.counted) names += "+";
  }
  return names;
}

}  // namespace

TEST_CASE("a pause puts the deadline off by the working time in it, not by its length") {
  const std::vector<interval> over_lunch{{utc(6, 1, 12h), utc(6, 1, 15h)}};
  CHECK(paused(utc(6, 1, 9h), 4h, landing::nearest, over_lunch).value() == utc(6, 1, 16h));
  const std::vector<interval> overlapping{{utc(6, 1, 14h), utc(6, 1, 15h)},
                                          {utc(6, 1, 12h), utc(6, 1, 14h + 30min)}};
  CHECK(paused(utc(6, 1, 9h), 4h, landing::nearest, overlapping).value() == utc(6, 1, 16h));
  const std::vector<interval> at_night{{utc(6, 1, 19h), utc(6, 2, 8h)}};
  CHECK(paused(utc(6, 1, 17h), 2h, landing::nearest, at_night).value() == utc(6, 2, 10h));
}

TEST_CASE(
    "a budget spent as a pause begins is due then, or when the pause is over and it is open") {
  const std::vector<interval> pause{{utc(6, 1, 12h), utc(6, 1, 13h + 30min)}};
  CHECK(paused(utc(6, 1, 9h), 3h, landing::nearest, pause).value() == utc(6, 1, 12h));
  CHECK(paused(utc(6, 1, 9h), 3h, landing::farthest, pause).value() == utc(6, 1, 14h));
}

TEST_CASE("a pause that never ends puts off for ever what is not spent before it") {
  const std::vector<interval> endless{
      {utc(6, 1, 12h), from_unix(std::numeric_limits<std::int64_t>::max())}};
  CHECK(paused(utc(6, 1, 9h), 3h, landing::nearest, endless).value() == utc(6, 1, 12h));
  CHECK(paused(utc(6, 1, 9h), 3h + 1s, landing::nearest, endless).why == status::beyond_horizon);
  CHECK(paused(utc(6, 1, 9h), 3h, landing::farthest, endless).why == status::beyond_horizon);
}

TEST_CASE("a budget of nothing is due at the start, also in a pause") {
  const std::vector<interval> pause{{utc(6, 1, 8h), utc(6, 1, 13h)}};
  CHECK(paused(utc(6, 1, 9h), 0s, landing::nearest, pause).value() == utc(6, 1, 9h));
  CHECK(paused(utc(6, 1, 9h), -1s, landing::nearest, pause).why == status::bad_argument);
  CHECK(paused(utc(6, 1, 9h), 1s, landing{7}, pause).why == status::bad_argument);
  CHECK(paused(no_instant, 0s, landing::nearest, pause).why == status::beyond_horizon);
}

TEST_CASE("each part of an explanation has its reason") {
  CHECK(reasons(utc(6, 1, 12h), utc(6, 1, 15h)) == "working+ break working+");
  CHECK(reasons(utc(6, 1, 17h), utc(6, 2, 10h)) == "working+ night night working+");
  CHECK(reasons(utc(6, 5, 17h), utc(6, 8, 10h)) == "working+ night weekend weekend night working+");
  CHECK(reasons(utc(6, 3, 9h), utc(6, 3, 12h)) == "working+ closure working+");
  CHECK(reasons(utc(6, 11, 16h), utc(6, 17, 10h)) ==
        "short+ short night holiday weekend weekend moved_day decree_off night working+");
  CHECK(reasons(utc(6, 20, 9h), utc(6, 20, 13h)) == "night exception+ night");
  CHECK(reasons(utc(6, 1, 9h), utc(6, 1, 12h), {{utc(6, 1, 10h), utc(6, 1, 11h)}}) ==
        "working+ paused working+");
  CHECK(reasons(utc(6, 1, 9h), utc(6, 1, 9h)).empty());
}

TEST_CASE("pauses that overlap, in any order, are one pause of an explanation") {
  const std::vector<interval> pauses{{utc(6, 1, 10h), utc(6, 1, 12h)},
                                     {utc(6, 1, 9h + 30min), utc(6, 1, 11h)}};
  CHECK(reasons(utc(6, 1, 9h), utc(6, 1, 13h), pauses) == "working+ paused working+");
}

TEST_CASE("a reason that is none has a name all the same") {
  CHECK(reason_name(reason{99}) == "unknown");
}

TEST_CASE("nothing is explained backwards or beyond the horizon") {
  CHECK_THROWS_AS(reasons(utc(6, 2), utc(6, 1)), error);
  CHECK_THROWS_AS(reasons(utc(6, 2), no_instant), error);
}
