// The engine against the slow, obvious reference: random desks, questions where answers change.
//
// RC_PARAMS="max_success=20000" runs for minutes instead of seconds; a failure prints the seed.
#include <doctest/doctest.h>

#include <sstream>

#include "engine/random_schedule.hpp"
#include "srok/error.hpp"

using namespace srok;
using namespace srok::testing;
using reference::maybe;

namespace {

maybe plain(answer<instant> a) {
  return a ? maybe{to_unix(*a)} : maybe{};
}
maybe plain(answer<business_duration> a) {
  return a ? maybe{a->seconds()} : maybe{};
}
maybe plain(answer<civil_date> a) {
  return a ? maybe{to_day_number(*a)} : maybe{};
}
maybe plain(answer<std::int64_t> a) {
  return a ? maybe{*a} : maybe{};
}
maybe plain(answer<std::int32_t> a) {
  return a ? maybe{*a} : maybe{};
}
maybe plain(answer<bool> a) {
  return a ? maybe{*a} : maybe{};
}
maybe plain(std::optional<bool> a) {
  return a ? maybe{*a} : maybe{};
}
maybe plain(maybe a) {
  return a;
}

std::string shown(maybe a) {
  return a ? std::to_string(*a) : "beyond the horizon";
}

template <class Engine, class Reference, class... Arguments>
void same(const char* question, const Engine& engine, const Reference& expected,
          const Arguments&... arguments) {
  if (!engine && engine.why != status::beyond_horizon) {
    RC_FAIL(std::string{question} + " says " + std::string{status_name(engine.why)});
  }
  if (plain(engine) == plain(expected)) return;
  std::ostringstream report;
  report << question << '(';
  ((report << arguments << ' '), ...);
  report << "): the engine says " << shown(plain(engine)) << ", the reference "
         << shown(plain(expected));
  RC_FAIL(report.str());
}

// The desk, compiled both ways; empty when neither ever opens.
struct both {
  schedule engine;
  reference::slow_schedule obvious;
  std::vector<std::int64_t> edges;

  std::int64_t pick_instant() const { return testing::pick_instant(edges, obvious); }

  // From nothing to more than there is, often exactly what lies between two edges.
  std::int64_t pick_budget(std::int64_t at) const {
    if (one_in(8)) return 0;
    if (one_in(2)) {
      const std::int64_t other = pick_instant();
      return std::abs(obvious.working_before(other) - obvious.working_before(at));
    }
    return pick<std::int64_t>(1, one_in(2) ? 100'000 : 30'000'000);
  }
};

std::optional<both> compile_both(const desk& d) {
  RC_LOG() << d;
  const reference::slow_schedule obvious = d.obvious();
  if (obvious.open().empty()) {
    RC_ASSERT_THROWS_AS(d.compiled(), error);
    return {};
  }
  both result{d.compiled(), obvious, edges_of(d, obvious)};
  RC_ASSERT(to_unix(result.engine.horizon().begin()) == obvious.begin());
  RC_ASSERT(to_unix(result.engine.horizon().end()) == obvious.end());
  RC_ASSERT(to_day_number(result.engine.first_date()) == obvious.first_day());
  RC_ASSERT(to_day_number(result.engine.last_date()) == obvious.end_day() - 1);
  return result;
}

constexpr std::array landings{landing::nearest, landing::farthest};
constexpr std::array rules{day_rule::elapsed, day_rule::whole};
constexpr int questions = 40;  // of each kind a desk

}  // namespace

TEST_CASE("amounts of working time are what walking the intervals gives") {
  CHECK(rc::check([] {
    const auto b = compile_both(pick_desk());
    if (!b) return;
    for (int i = 0; i < questions; ++i) {
      const std::int64_t at = b->pick_instant();
      const std::int64_t other = b->pick_instant();
      const std::int64_t budget = b->pick_budget(at);
      same("elapsed", b->engine.elapsed(from_unix(at), from_unix(other)),
           b->obvious.elapsed(at, other), at, other);
      const business_duration amount{std::chrono::seconds{budget}};
      for (const landing l : landings) {
        same("deadline", b->engine.deadline(from_unix(at), amount, l),
             b->obvious.deadline(at, budget, l), at, budget, int(l));
        same("latest_start", b->engine.latest_start(from_unix(at), amount, l),
             b->obvious.latest_start(at, budget, l), at, budget, int(l));
      }
    }
  }));
}

TEST_CASE("openings and closings are what walking the intervals gives") {
  CHECK(rc::check([] {
    const auto b = compile_both(pick_desk());
    if (!b) return;
    for (int i = 0; i < 2 * questions; ++i) {
      const std::int64_t at = b->pick_instant();
      const instant t = from_unix(at);
      same("is_open", b->engine.is_open(t), b->obvious.is_open(at), at);
      same("next_open", b->engine.next_open(t), b->obvious.next_open(at), at);
      same("next_close", b->engine.next_close(t), b->obvious.next_close(at), at);
      same("previous_open", b->engine.previous_open(t), b->obvious.previous_open(at), at);
      same("previous_close", b->engine.previous_close(t), b->obvious.previous_close(at), at);
    }
  }));
}

TEST_CASE("working days are what walking the dates gives") {
  CHECK(rc::check([] {
    const auto b = compile_both(pick_desk());
    if (!b) return;
    for (int i = 0; i < questions; ++i) {
      const std::int64_t at = b->pick_instant();
      const std::int32_t days = one_in(3) ? pick(0, 400) : pick(0, 6);
      for (const day_rule rule : rules) {
        same("deadline_days", b->engine.deadline(from_unix(at), working_days{days}, rule),
             b->obvious.deadline_days(at, days, rule), at, days, int(rule));
      }
      const std::int32_t first = b->obvious.first_day();
      const std::int32_t last = b->obvious.end_day();
      const std::int32_t day = one_in(4) ? pick(first - 2, first + 3) : pick(first - 2, last + 3);
      const std::int32_t other = one_in(4) ? pick(last - 3, last + 3) : pick(first - 2, last + 3);
      same("add_days", b->engine.add_days(from_day_number(day), days),
           b->obvious.add_days(day, days), day, days);
      same("add_days", b->engine.add_days(from_day_number(other), -days),
           b->obvious.add_days(other, -days), other, -days);
      same("days_between", b->engine.days_between(from_day_number(day), from_day_number(other)),
           b->obvious.days_between(day, other), day, other);
      same("days_between", b->engine.days_between(from_day_number(other), from_day_number(day)),
           b->obvious.days_between(other, day), other, day);
    }
  }));
}

namespace {

template <std::int64_t F>
void compare_fine(const both& b) {
  const engine::line<F> line{b.engine.tables()};
  const reference::slow_schedule fine = b.obvious.in_units(F);
  const auto pick_fine = [&] {
    return b.pick_instant() * F + (one_in(3) ? 0 : pick<std::int64_t>(-F + 1, F));
  };
  for (int i = 0; i < questions / 2; ++i) {
    const std::int64_t at = pick_fine();
    const std::int64_t other = pick_fine();
    const std::int64_t budget = one_in(2)
                                    ? std::abs(fine.working_before(other) - fine.working_before(at))
                                    : b.pick_budget(at / F) * F + pick<std::int64_t>(0, F);
    same("elapsed", line.elapsed(at, other), fine.elapsed(at, other), at, other);
    for (const landing l : landings) {
      same("deadline", line.deadline(at, budget, l), fine.deadline(at, budget, l), at, budget,
           int(l));
      same("latest_start", line.latest_start(at, budget, l), fine.latest_start(at, budget, l), at,
           budget, int(l));
    }
    const std::int32_t days = pick(0, 6);
    for (const day_rule rule : rules) {
      same("deadline_days", line.deadline_days(at, days, rule), fine.deadline_days(at, days, rule),
           at, days, int(rule));
    }
    if (fine.inside(at) && at != fine.end()) {
      RC_ASSERT(line.open_at(at) == *fine.is_open(at));
    }
  }
}

}  // namespace

TEST_CASE("milliseconds and nanoseconds are never rounded") {
  CHECK(rc::check([] {
    const auto b = compile_both(pick_desk());
    if (!b) return;
    compare_fine<1000>(*b);
    compare_fine<1'000'000'000>(*b);
  }));
}

TEST_CASE("what a deadline promises is what elapsed then measures") {
  CHECK(rc::check([] {
    const auto b = compile_both(pick_desk());
    if (!b) return;
    for (int i = 0; i < questions; ++i) {
      const instant start = from_unix(b->pick_instant());
      const business_duration budget{std::chrono::seconds{b->pick_budget(to_unix(start))}};
      for (const landing l : landings) {
        const auto due = b->engine.deadline(start, budget, l);
        if (due) RC_ASSERT(*b->engine.elapsed(start, *due) == budget);
        const auto from = b->engine.latest_start(start, budget, l);
        if (from) RC_ASSERT(*b->engine.elapsed(*from, start) == budget);
      }
      const instant later = start + std::chrono::seconds{pick(0, 1'000'000)};
      const auto worked = b->engine.elapsed(start, later);
      if (!worked) continue;
      RC_ASSERT(worked->seconds() >= 0);
      RC_ASSERT(worked->seconds() <= (later - start).count());
    }
  }));
}
