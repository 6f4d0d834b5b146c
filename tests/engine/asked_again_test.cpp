// Which rows of a batch the vectors answer, and which are left to the scalar question: to ask one
// too many again gives the same answer, many times as slowly.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/random_schedule.hpp"
#include "srok/engine/batch.hpp"

using namespace srok;
using namespace srok::testing;
using engine::amounts;
using engine::batch_functions;
using engine::tables;

namespace {

constexpr std::int32_t hour = 3600;
constexpr std::size_t count = 160;  // a tile of the vectors, and blocks of the next

std::int64_t parts_of(unit u) {
  std::int64_t parts = 1;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(u); ++i) parts *= 10;
  return parts;
}

schedule desk_of(const day_hours& hours, const day_hours& on_friday) {
  working_hours all;
  for (std::size_t weekday = 0; weekday < 5; ++weekday) {
    all.week[weekday] = weekday == 4 ? on_friday : hours;
  }
  const calendar c = made_calendar{2026, 1}.finish();
  return compile(all, cached_zone("UTC"), &c);
}

const day_hours nine_hours{{7 * hour, 16 * hour}};

// The same hours every day; shorter ones on Fridays; and a break, for which cells of half a day
// begin before the horizon does.
const schedule& alike() {
  static const schedule s = desk_of(nine_hours, nine_hours);
  return s;
}
const schedule& short_fridays() {
  static const schedule s = desk_of(nine_hours, {{7 * hour, 15 * hour}});
  return s;
}
const schedule& with_break() {
  static const day_hours hours{{9 * hour, 13 * hour}, {14 * hour, 18 * hour}};
  static const schedule s = desk_of(hours, hours);
  return s;
}

// What a batch says of one question in all its rows: "vectors", when they answered and rightly;
// "again", when the scalar question did; else what is wrong.
//
// The scalar question looks first whether an instant lies inside the horizon, for which the vectors
// need no begin of the horizon: where that begins behind its end, all that is asked again fails.
template <class Out, class Batch>
std::string answered_by(const batch_functions& by, const tables& t, const Batch& batch) {
  std::vector<Out> right(count), out(count);
  std::vector<std::int32_t> why(count);
  (void)batch(engine::row_by_row, t, std::span{right}, std::span{why});
  const std::vector<std::int32_t> right_why = why;
  if (batch(by, t, std::span{out}, std::span{why}); out != right || why != right_why) {
    return "wrong";
  }
  tables nowhere = t;
  nowhere.horizon_begin = t.horizon_end + 1;
  (void)batch(by, nowhere, std::span{out}, std::span{why});
  const auto failed = std::count_if(why.begin(), why.end(), [](auto w) { return w != 0; });
  if (failed == 0) return out == right ? "vectors" : "both";
  return failed == std::ptrdiff_t{count} ? "again" : "both";
}

// The questions of a schedule in one unit, by one target; instants in seconds after the begin of
// the horizon, amounts in seconds, each with a rest in parts of a second.
struct asked {
  const batch_functions& by;
  const tables& t;
  unit in;

  struct number {
    std::int64_t seconds;
    std::int64_t rest = 0;
  };

  std::vector<std::int64_t> instants(number at) const {
    return std::vector(count, (t.horizon_begin + at.seconds) * parts_of(in) + at.rest);
  }
  std::vector<std::int64_t> amounts_of(number a) const {
    return std::vector(count, a.seconds * parts_of(in) + a.rest);
  }
  std::int64_t end() const { return t.horizon_end - t.horizon_begin; }
  std::int64_t total() const { return t.total; }

  std::string elapsed(number begin, number end) const {
    const auto from = instants(begin), to = instants(end);
    return answered_by<std::int64_t>(by, t, [&](const auto& b, const auto& on, auto out, auto why) {
      return b.elapsed(on, in, from, to, out, why);
    });
  }
  // A column of amounts and one amount for all rows are answered alike.
  template <class Ask>
  std::string of_amount(number at, number budget, const Ask& ask) const {
    const auto start = instants(at), budgets = amounts_of(budget);
    const auto by_column =
        answered_by<std::int64_t>(by, t, [&](const auto& b, const auto& on, auto out, auto why) {
          return ask(b, on, start, amounts{budgets.data()}, out, why);
        });
    const auto by_one =
        answered_by<std::int64_t>(by, t, [&](const auto& b, const auto& on, auto out, auto why) {
          return ask(b, on, start, amounts{nullptr, budgets.front()}, out, why);
        });
    return by_column == by_one ? by_column : by_column + " and " + by_one;
  }
  std::string deadline(number at, number budget, landing l) const {
    return of_amount(at, budget, [&](auto& b, auto& on, auto& start, auto a, auto out, auto why) {
      return b.deadline(on, in, start, a, l, out, why);
    });
  }
  std::string latest_start(number at, number budget, landing l) const {
    return of_amount(at, budget, [&](auto& b, auto& on, auto& start, auto a, auto out, auto why) {
      return b.latest_start(on, in, start, a, l, out, why);
    });
  }
  std::string deadline_days(number at, std::int32_t days, day_rule rule) const {
    const auto start = instants(at);
    const std::vector<std::int32_t> terms(count, days);
    return answered_by<std::int64_t>(by, t, [&](const auto& b, const auto& on, auto out, auto why) {
      return b.deadline_days(on, in, start, terms, rule, out, why);
    });
  }
  std::string term_end(number at, std::int32_t place, const std::vector<std::int32_t>& days,
                       day_rule rule, landing l) const {
    const auto start = instants(at);
    const std::vector<std::int32_t> places(count, place);
    return answered_by<std::int64_t>(by, t, [&](const auto& b, const auto& on, auto out, auto why) {
      return b.term_ends(on, in, start, places, {days, rule, l}, out, why);
    });
  }
  std::string is_open(number at) const {
    const auto moments = instants(at);
    return answered_by<std::int32_t>(by, t, [&](const auto& b, const auto& on, auto out, auto why) {
      return b.is_open(on, in, moments, out, why);
    });
  }
};

// each(asked) in every unit by every target that has vectors.
template <class Each>
void for_all(const schedule& s, const Each& each) {
  const auto targets = engine::batch_targets();
  for (const batch_functions* target : targets.first(targets.size() - 1)) {
    for (const unit u :
         {unit::seconds, unit::milliseconds, unit::microseconds, unit::nanoseconds}) {
      CAPTURE(target->name);
      CAPTURE(static_cast<int>(u));
      each(asked{*target, s.tables(), u});
    }
  }
}

constexpr auto nearest = landing::nearest;
constexpr auto farthest = landing::farthest;
constexpr std::int64_t monday_noon = (4 * 24 + 12) * 3600;  // 2026-01-05

}  // namespace

TEST_CASE("vectors answer what lies inside the horizon, to its last moment") {
  for (const schedule* s : {&alike(), &short_fridays()}) {
    for_all(*s, [](const asked& a) {
      CHECK(a.elapsed({0}, {a.end()}) == "vectors");
      CHECK(a.elapsed({a.end()}, {0}) == "vectors");
      CHECK(a.elapsed({monday_noon}, {a.end() / 2}) == "vectors");
      CHECK(a.elapsed({0, -1}, {monday_noon}) == "again");
      CHECK(a.elapsed({monday_noon}, {0, -1}) == "again");
      CHECK(a.elapsed({0}, {a.end(), 1}) == "again");
      CHECK(a.elapsed({a.end(), 1}, {0}) == "again");
      CHECK(a.is_open({0}) == "vectors");
      CHECK(a.is_open({monday_noon}) == "vectors");
      CHECK(a.is_open({a.end(), -1}) == "vectors");
      CHECK(a.is_open({a.end()}) == "again");
      CHECK(a.is_open({a.end(), 1}) == "again");
      CHECK(a.is_open({0, -1}) == "again");
    });
  }
}

TEST_CASE("vectors answer every budget that finds room") {
  for (const schedule* s : {&alike(), &short_fridays()}) {
    for_all(*s, [](const asked& a) {
      for (const landing l : {nearest, farthest}) {
        CHECK(a.deadline({0}, {0}, l) == "vectors");
        CHECK(a.deadline({monday_noon}, {0}, l) == "vectors");
        CHECK(a.deadline({monday_noon}, {0, 1}, l) == "vectors");
        CHECK(a.deadline({monday_noon}, {40 * hour}, l) == "vectors");
        CHECK(a.deadline({0}, {a.total(), -1}, l) == "vectors");
        CHECK(a.deadline({0}, {a.total(), 1}, l) == "again");
        CHECK(a.deadline({0}, {std::int64_t{1} << 32}, l) == "again");
        CHECK(a.deadline({0}, {0, -1}, l) == "again");
        CHECK(a.deadline({0, -1}, {1}, l) == "again");
        CHECK(a.latest_start({a.end()}, {0}, l) == "vectors");
        CHECK(a.latest_start({monday_noon}, {0}, l) == "vectors");
        CHECK(a.latest_start({monday_noon}, {0, 1}, l) == "vectors");
        CHECK(a.latest_start({a.end()}, {40 * hour}, l) == "vectors");
        CHECK(a.latest_start({a.end()}, {a.total(), -1}, l) == "vectors");
        CHECK(a.latest_start({a.end()}, {a.total(), 1}, l) == "again");
        CHECK(a.latest_start({a.end()}, {std::int64_t{1} << 32}, l) == "again");
        CHECK(a.latest_start({a.end()}, {0, -1}, l) == "again");
        CHECK(a.latest_start({a.end(), 1}, {1}, l) == "again");
      }
      CHECK(a.deadline({0}, {a.total()}, nearest) == "vectors");
      CHECK(a.deadline({0}, {a.total()}, farthest) == "again");
      CHECK(a.deadline({a.end()}, {0}, nearest) == "vectors");
      CHECK(a.deadline({a.end()}, {0}, farthest) == "again");
      CHECK(a.deadline({a.end()}, {0, 1}, nearest) == "again");
      CHECK(a.latest_start({a.end()}, {a.total()}, nearest) == "vectors");
      CHECK(a.latest_start({a.end()}, {a.total()}, farthest) == "again");
      CHECK(a.latest_start({0}, {0}, nearest) == "vectors");
      CHECK(a.latest_start({0}, {0}, farthest) == "again");
      CHECK(a.latest_start({0}, {0, 1}, nearest) == "again");
    });
  }
}

// 261 working days, the first of them 1 January.
TEST_CASE("vectors count the working days that there are") {
  constexpr std::int32_t all = 261;
  REQUIRE(alike().tables().day_starts.size() == all + 1);
  REQUIRE(short_fridays().tables().day_starts.size() == all + 1);
  REQUIRE(alike().tables().uniform_day != 0);
  REQUIRE(short_fridays().tables().uniform_day == 0);
  for_all(alike(), [&](const asked& a) {
    CHECK(a.deadline_days({0}, 0, day_rule::elapsed) == "vectors");
    CHECK(a.deadline_days({0}, 1, day_rule::elapsed) == "vectors");
    CHECK(a.deadline_days({0}, all, day_rule::elapsed) == "vectors");
    CHECK(a.deadline_days({0}, all + 1, day_rule::elapsed) == "again");
    CHECK(a.deadline_days({0}, std::numeric_limits<std::int32_t>::max(), day_rule::elapsed) ==
          "again");
  });
  for_all(short_fridays(), [&](const asked& a) {
    CHECK(a.deadline_days({0}, 0, day_rule::elapsed) == "again");
    CHECK(a.deadline_days({0}, 1, day_rule::elapsed) == "vectors");
    CHECK(a.deadline_days({0}, all - 1, day_rule::elapsed) == "vectors");
  });
  for (const schedule* s : {&alike(), &short_fridays()}) {
    for_all(*s, [&](const asked& a) {
      CHECK(a.deadline_days({0}, 0, day_rule::whole) == "again");
      CHECK(a.deadline_days({0}, 1, day_rule::whole) == "vectors");
      CHECK(a.deadline_days({0}, all - 1, day_rule::whole) == "vectors");
      CHECK(a.deadline_days({0}, all, day_rule::whole) == "again");
      CHECK(a.deadline_days({0}, std::numeric_limits<std::int32_t>::max(), day_rule::whole) ==
            "again");
      CHECK(a.deadline_days({a.end()}, 1, day_rule::whole) == "again");
      for (const day_rule rule : {day_rule::elapsed, day_rule::whole}) {
        CHECK(a.deadline_days({0}, -1, rule) == "again");
        CHECK(a.deadline_days({0, -1}, 1, rule) == "again");
        CHECK(a.deadline_days({a.end(), 1}, 1, rule) == "again");
        // From a moment within a day; from its opening; from its close.
        for (const std::int64_t at : {0, -5 * hour, 4 * hour}) {
          CHECK(a.deadline_days({monday_noon + at}, 8, rule) == "vectors");
          CHECK(a.deadline_days({monday_noon + at, 1}, 8, rule) == "vectors");
        }
      }
    });
  }
}

// Night shifts: 364 dates, of which the last is cut by the end of the horizon.
TEST_CASE("vectors count to the day before one that is cut") {
  working_hours hours;
  hours.week.fill({{22 * hour, 30 * hour}});
  const calendar c = made_calendar{2026, 1}.finish();
  const schedule nights = compile(hours, cached_zone("UTC"), &c);
  REQUIRE(nights.tables().last_date_is_cut);
  REQUIRE(nights.tables().day_starts.size() == 365);
  const std::int64_t first_opening = 22 * hour;
  for_all(nights, [&](const asked& a) {
    for (const day_rule rule : {day_rule::elapsed, day_rule::whole}) {
      CHECK(a.deadline_days({first_opening}, 362, rule) == "vectors");
      CHECK(a.deadline_days({first_opening}, 363, rule) == "again");
    }
    // The end of the shift of the date before the first belongs to no date.
    CHECK(a.deadline_days({hour}, 1, day_rule::whole) == "again");
  });
}

TEST_CASE("vectors answer terms that are there") {
  constexpr std::int32_t all = 261;
  const std::vector<std::int32_t> terms{8, 0, -3, all - 2};  // as many as the shortest register has
  for (const schedule* s : {&alike(), &short_fridays()}) {
    for_all(*s, [&](const asked& a) {
      for (const day_rule rule : {day_rule::elapsed, day_rule::whole}) {
        for (const landing l : {nearest, farthest}) {
          CHECK(a.term_end({monday_noon}, 0, terms, rule, l) == "vectors");
          CHECK(a.term_end({0}, 3, terms, rule, l) == "vectors");
          for (const std::int32_t place : {1, 2, 4, 5, -1}) {
            CHECK(a.term_end({0}, place, terms, rule, l) == "again");
          }
          CHECK(a.term_end({a.end()}, 0, terms, rule, l) == "again");
        }
      }
      // The opening after the last day is not there, nor any day after that.
      CHECK(a.term_end({0}, 0, {all - 1}, day_rule::whole, nearest) == "vectors");
      CHECK(a.term_end({0}, 0, {all - 1}, day_rule::whole, farthest) == "again");
      CHECK(a.term_end({0}, 0, {all + 1}, day_rule::elapsed, nearest) == "again");
      // As many terms as a register has places, and more: those are asked row by row.
      const std::string target = a.by.name;
      const std::size_t most = target == "AVX3" ? 16 : target == "AVX2" ? 8 : 4;
      for (const std::size_t terms_there : {std::size_t{1}, most, most + 1}) {
        CAPTURE(terms_there);
        CHECK(a.term_end({0}, 0, std::vector<std::int32_t>(terms_there, 8), day_rule::whole,
                         nearest) == (terms_there <= most ? "vectors" : "again"));
      }
    });
  }
}

TEST_CASE("only the cell that begins before the horizon is asked again, and crowded ones") {
  const auto& t = with_break().tables();
  const std::int64_t lead = t.horizon_begin - t.origin;
  REQUIRE(lead == 11 * hour);
  REQUIRE(t.forward.axis.length == 12 * hour);
  for_all(with_break(), [&](const asked& a) {
    CHECK(a.is_open({0}) == "again");
    CHECK(a.is_open({hour, -1}) == "again");
    CHECK(a.is_open({hour}) == "vectors");
    CHECK(a.elapsed({hour}, {a.end()}) == "vectors");
    CHECK(a.deadline({monday_noon}, {80 * hour}, nearest) == "vectors");
  });
  const schedule seconds = desk_of({{7 * hour + 1, 16 * hour}}, {{7 * hour + 1, 16 * hour}});
  for_all(seconds, [&](const asked& a) {
    CHECK(a.is_open({monday_noon}) == "again");
    CHECK(a.is_open({monday_noon - 48 * hour}) == "vectors");
  });
}

TEST_CASE("a row that is asked again takes one other with it and no more") {
  const schedule& s = short_fridays();
  const tables& t = s.tables();
  tables nowhere = t;
  nowhere.horizon_begin = t.horizon_end + 1;
  const auto targets = engine::batch_targets();
  for (const batch_functions* target : targets.first(targets.size() - 1)) {
    CAPTURE(target->name);
    const auto all_but_two = [&](const auto& batch) {
      bool all = true;
      for (std::size_t row = 0; row < count; ++row) {
        std::vector<std::int64_t> start(count, t.horizon_begin + monday_noon), out(count);
        std::vector<std::int32_t> why(count);
        start[row] = t.horizon_end + 1;
        (void)batch(start, out, why);
        all = all && why[row] != 0 &&
              std::count_if(why.begin(), why.end(), [](auto w) { return w != 0; }) == 2;
      }
      return all;
    };
    const std::vector<std::int64_t> end(count, t.horizon_begin + monday_noon + 50 * hour);
    const std::vector<std::int32_t> days(count, 3), places(count, 0), terms{2};
    constexpr auto u = unit::seconds;
    CHECK(all_but_two([&](auto& start, auto& out, auto& why) {
      return target->elapsed(nowhere, u, start, end, out, why);
    }));
    CHECK(all_but_two([&](auto& start, auto& out, auto& why) {
      return target->elapsed(nowhere, u, end, start, out, why);
    }));
    CHECK(all_but_two([&](auto& start, auto& out, auto& why) {
      return target->deadline(nowhere, u, start, {nullptr, 9 * hour}, nearest, out, why);
    }));
    CHECK(all_but_two([&](auto& start, auto& out, auto& why) {
      return target->latest_start(nowhere, u, start, {nullptr, 9 * hour}, nearest, out, why);
    }));
    CHECK(all_but_two([&](auto& start, auto& out, auto& why) {
      return target->deadline_days(nowhere, u, start, days, day_rule::elapsed, out, why);
    }));
    CHECK(all_but_two([&](auto& start, auto& out, auto& why) {
      return target->term_ends(nowhere, u, start, places, {terms}, out, why);
    }));
    CHECK(all_but_two([&](auto& start, auto& out, auto& why) {
      std::vector<std::int32_t> open(out.size());
      return target->is_open(nowhere, u, start, open, why);
    }));
  }
}
