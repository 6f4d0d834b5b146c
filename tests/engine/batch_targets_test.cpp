// Every way in which this machine can run a batch answers alike, bit for bit: row by row is the
// measure.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <random>
#include <string_view>

#include "engine/random_schedule.hpp"
#include "srok/engine/batch.hpp"

using namespace srok;
using namespace srok::testing;
using engine::amounts;
using engine::batch_functions;
using engine::day_terms;

namespace {

constexpr std::array units{unit::seconds, unit::milliseconds, unit::microseconds,
                           unit::nanoseconds};
constexpr std::array landings{landing::nearest, landing::farthest};
constexpr std::array rules{day_rule::elapsed, day_rule::whole};

std::int64_t parts_of(unit u) {
  return u == unit::seconds        ? 1
         : u == unit::milliseconds ? 1'000
         : u == unit::microseconds ? 1'000'000
                                   : 1'000'000'000;
}

// Instants, amounts, numbers of days and places of every kind, the impossible among them.
class rows {
 public:
  rows(const schedule& asked, unit u, std::size_t count, std::uint64_t seed)
      : t_{asked.tables()}, parts_{parts_of(u)}, random_{seed} {
    for (std::size_t row = 0; row < count; ++row) {
      start.push_back(moment());
      end.push_back(moment());
      budget.push_back(amount());
      days.push_back(number_of_days());
      place.push_back(one_of(20) ? static_cast<std::int32_t>(random_())
                                 : below<std::int32_t>(one_of(4) ? 20 : 4));
    }
  }

  std::vector<std::int64_t> start, end, budget;
  std::vector<std::int32_t> days, place;

 private:
  bool one_of(std::uint64_t n) { return random_() % n == 0; }

  template <class T>
  T below(std::uint64_t n) {
    return static_cast<T>(random_() % n);
  }

  std::int64_t extreme() {
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    const std::array all{least,
                         least + 1,
                         most,
                         most - 1,
                         std::int64_t{0},
                         std::int64_t{-1},
                         std::int64_t{1} << 32,
                         -(std::int64_t{1} << 32)};
    return one_of(2) ? all[below<std::size_t>(all.size())] : static_cast<std::int64_t>(random_());
  }

  std::int64_t rest() {
    return one_of(2) ? 0 : below<std::int64_t>(static_cast<std::uint64_t>(parts_));
  }

  std::int64_t moment() {
    if (one_of(24)) return extreme();
    if (one_of(24)) return t_.horizon_begin * parts_ + below<std::int64_t>(3) - 1;
    if (one_of(24)) return t_.horizon_end * parts_ + below<std::int64_t>(3) - 1;
    const auto span = static_cast<std::uint64_t>(t_.horizon_end - t_.horizon_begin);
    // Half of them where an interval or a cell begins or ends.
    if (one_of(2)) {
      const std::uint32_t run = t_.run_ends[below<std::size_t>(t_.run_ends.size())];
      const std::int64_t close = engine::line<1>{t_}.first_moment(run);
      return (close + below<std::int64_t>(3) - 1) * parts_ + rest();
    }
    return (t_.horizon_begin + below<std::int64_t>(span)) * parts_ + rest();
  }

  std::int64_t amount() {
    if (one_of(24)) return extreme();
    if (one_of(12)) return 0;
    if (one_of(12)) return std::int64_t{t_.total} * parts_ + below<std::int64_t>(3) - 1;
    if (one_of(2)) return below<std::int64_t>(80 * 3600) * parts_ + rest();
    if (one_of(2)) return below<std::int64_t>(9) * 3600 * parts_;
    return below<std::int64_t>(t_.total) * parts_ + rest();
  }

  std::int32_t number_of_days() {
    if (one_of(24)) return static_cast<std::int32_t>(random_());
    if (one_of(8)) return below<std::int32_t>(t_.day_starts.size() + 2);
    return below<std::int32_t>(12);
  }

  const engine::tables& t_;
  std::int64_t parts_;
  std::mt19937_64 random_;
};

// What a batch wrote and returned.
template <class Out>
struct outcome {
  status returned;
  std::vector<Out> out;
  std::vector<std::int32_t> why;
  friend bool operator==(const outcome&, const outcome&) = default;
};

// With a column of statuses; and without it, which must not change the answers.
template <class Out, class Run>
outcome<Out> run(std::size_t count, const Run& batch) {
  outcome<Out> with{status::internal, std::vector<Out>(count, 7),
                    std::vector<std::int32_t>(count, 7)};
  with.returned = batch(std::span<Out>{with.out}, std::span<std::int32_t>{with.why});
  std::vector<Out> without(count, 9);
  CHECK(batch(std::span<Out>{without}, std::span<std::int32_t>{}) == with.returned);
  CHECK(without == with.out);
  return with;
}

// Every question of a batch by one target.
std::vector<outcome<std::int64_t>> answers_by(const batch_functions& by, const schedule& asked,
                                              unit u, const rows& r) {
  const engine::tables& t = asked.tables();
  const std::size_t count = r.start.size();
  std::vector<outcome<std::int64_t>> all;
  const auto add = [&](const auto& batch) { all.push_back(run<std::int64_t>(count, batch)); };
  add([&](auto out, auto why) { return by.elapsed(t, u, r.start, r.end, out, why); });
  for (const landing at : landings) {
    const amounts column{r.budget.data()};
    add([&](auto out, auto why) { return by.deadline(t, u, r.start, column, at, out, why); });
    add([&](auto out, auto why) { return by.latest_start(t, u, r.start, column, at, out, why); });
    for (const std::int64_t one :
         {std::int64_t{0}, 4 * 3600 * parts_of(u), std::int64_t{-1}, none_of<std::int64_t>}) {
      const amounts same{nullptr, one};
      add([&](auto out, auto why) { return by.deadline(t, u, r.start, same, at, out, why); });
      add([&](auto out, auto why) { return by.latest_start(t, u, r.start, same, at, out, why); });
    }
  }
  const std::vector<std::int32_t> terms{8, 5, 3, 2};
  const std::vector<std::int32_t> odd_terms{8, 0, -3, std::numeric_limits<std::int32_t>::max()};
  const std::vector<std::int32_t> no_terms;
  const std::vector<std::int32_t> many_terms{1,  2,  3,  4,  5,  6,  7,  8, 9,
                                             10, 11, 12, 13, 14, 15, 16, 17};
  for (const day_rule rule : rules) {
    add([&](auto out, auto why) {
      return by.deadline_days(t, u, r.start, r.days, rule, out, why);
    });
    for (const landing at : landings) {
      for (const auto* days : {&terms, &odd_terms, &no_terms, &many_terms}) {
        const day_terms chosen{*days, rule, at};
        add([&](auto out, auto why) {
          return by.term_ends(t, u, r.start, r.place, chosen, out, why);
        });
      }
    }
  }
  return all;
}

void compare_all(const schedule& asked, std::size_t count, std::uint64_t seed) {
  const auto targets = engine::batch_targets();
  for (const unit u : units) {
    const rows r{asked, u, count, seed};
    const auto expected = answers_by(engine::row_by_row, asked, u, r);
    const auto open = [&](const batch_functions& by) {
      return run<std::int32_t>(count, [&](auto out, auto why) {
        return by.is_open(asked.tables(), u, r.start, out, why);
      });
    };
    const auto expected_open = open(engine::row_by_row);
    for (const batch_functions* target : targets.first(targets.size() - 1)) {
      CAPTURE(target->name);
      CAPTURE(count);
      CAPTURE(seed);
      CAPTURE(static_cast<int>(u));
      const auto found = answers_by(*target, asked, u, r);
      for (std::size_t question = 0; question < expected.size(); ++question) {
        CAPTURE(question);
        CHECK(found[question].returned == expected[question].returned);
        for (std::size_t row = 0; row < count; ++row) {
          if (found[question].out[row] == expected[question].out[row] &&
              found[question].why[row] == expected[question].why[row]) {
            continue;
          }
          FAIL_CHECK("row " << row << ": " << found[question].out[row] << " because "
                            << found[question].why[row] << ", row by row "
                            << expected[question].out[row] << " because "
                            << expected[question].why[row] << "; start " << r.start[row] << " end "
                            << r.end[row] << " budget " << r.budget[row] << " days " << r.days[row]
                            << " place " << r.place[row]);
          break;
        }
      }
      CHECK(open(*target) == expected_open);
    }
  }
}

}  // namespace

TEST_CASE("a target is offered only where the machine can run it, and row by row always") {
  const auto targets = engine::batch_targets();
  REQUIRE(!targets.empty());
  CHECK(targets.back() == &engine::row_by_row);
  MESSAGE("targets here:");
  for (const batch_functions* target : targets) MESSAGE(std::string{target->name});
}

#if defined(__x86_64__) && defined(__GNUC__)
TEST_CASE("a machine with AVX2 is answered by vectors, and one with AVX-512 by longer ones") {
  const auto offered = [](std::string_view name) {
    const auto targets = engine::batch_targets();
    return std::any_of(targets.begin(), targets.end(),
                       [&](const batch_functions* target) { return target->name == name; });
  };
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                    __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
  const bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
                      __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
  CHECK(offered("AVX2") == avx2);
  CHECK(offered("AVX3") == (avx2 && avx512));
}
#endif

TEST_CASE("every target answers the desk's batches as row by row does, to the ends of int64") {
  const schedule& desk = schedule::builtin("technotronics");
  compare_all(desk, 4099, 1);
  // Every number of rows left over after whole vectors.
  for (std::size_t count = 0; count < 70; ++count) compare_all(desk, count, count + 2);
}

TEST_CASE("every target answers for random desks as row by row does") {
  CHECK(rc::check([] {
    const desk d = pick_desk();
    const auto compiled = [&]() -> std::optional<schedule> {
      try {
        return d.compiled();
      } catch (const std::exception&) {
        return std::nullopt;
      }
    }();
    RC_PRE(compiled.has_value());
    compare_all(*compiled, 300, pick<std::uint64_t>(0, std::numeric_limits<std::uint64_t>::max()));
  }));
}

TEST_CASE("working days of a second or two are counted as any others, by every target") {
  for (const std::int32_t seconds : {1, 2, 3}) {
    CAPTURE(seconds);
    working_hours hours;
    for (std::size_t weekday = 0; weekday < 5; ++weekday) {
      hours.week[weekday] = {{7 * 3600, 7 * 3600 + seconds}};
    }
    compare_all(compile(hours, cached_zone("UTC"), nullptr), 500, 3);
  }
}

namespace {

// Night shifts on these dates of 2026 alone; the horizon begins with 2 January.
schedule nights_of(const std::vector<civil_date>& dates) {
  working_hours hours;
  hours.week.fill({{22 * 3600, 30 * 3600}});
  made_calendar made{2026, 1};
  for (int day = 0; day < 365; ++day) {
    const civil_date date = civil(2026, 1, 1) + std::chrono::days{day};
    if (std::find(dates.begin(), dates.end(), date) == dates.end()) {
      made.set(date, day_kind::holiday);
    }
  }
  const calendar c = std::move(made).finish();
  return compile(hours, cached_zone("UTC"), &c);
}

}  // namespace

TEST_CASE("no working day, a cut one, and one beside it are counted alike by every target") {
  const civil_date before = civil(2026, 1, 1), within = civil(2026, 6, 1);
  const civil_date last = civil(2026, 12, 31);
  REQUIRE(nights_of({before}).tables().day_starts.size() == 1);
  REQUIRE(nights_of({last}).tables().last_date_is_cut);
  const std::vector<std::vector<civil_date>> all{
      {before}, {within}, {last}, {before, last}, {within, last}, {before, within, last}};
  for (const std::vector<civil_date>& dates : all) {
    compare_all(nights_of(dates), 300, 17);
  }
}

// 130 years of days of 18 hours and 12 minutes: from 2^31 seconds on, dividing by the length of a
// day as vectors do would be wrong at every third.
TEST_CASE("days of one length by which vectors divide wrongly are counted row by row") {
  constexpr std::int32_t length = 65'520;
  working_hours hours;
  hours.week.fill({{0, length}});
  const schedule s = compile(hours, cached_zone("UTC"), nullptr);
  const engine::tables& t = s.tables();
  REQUIRE(t.uniform_day == length);
  REQUIRE(!engine::cell_axis::of(length).exact_to(t.total));
  std::vector<std::int64_t> start;
  for (std::size_t day = t.day_starts.size() - 4000; day < t.day_starts.size() - 20; ++day) {
    start.push_back(engine::line<1>{t}.last_moment(t.day_starts[day] - 1));
  }
  const std::vector<std::int32_t> days(start.size(), 3);
  std::vector<std::int64_t> right(start.size()), out(start.size());
  (void)engine::row_by_row.deadline_days(t, unit::seconds, start, days, day_rule::whole, right, {});
  for (const batch_functions* target : engine::batch_targets()) {
    CAPTURE(target->name);
    (void)target->deadline_days(t, unit::seconds, start, days, day_rule::whole, out, {});
    CHECK(out == right);
  }
}

TEST_CASE("an output may be its own input, for every target") {
  const schedule& desk = schedule::builtin("technotronics");
  for (const batch_functions* target : engine::batch_targets()) {
    CAPTURE(target->name);
    for (const unit u : units) {
      const rows r{desk, u, 777, 5};
      std::vector<std::int64_t> expected(r.start.size());
      (void)target->deadline(desk.tables(), u, r.start, {r.budget.data()}, landing::nearest,
                             expected, {});
      auto start = r.start;
      (void)target->deadline(desk.tables(), u, start, {r.budget.data()}, landing::nearest, start,
                             {});
      CHECK(start == expected);
      auto budget = r.budget;
      (void)target->deadline(desk.tables(), u, r.start, {budget.data()}, landing::nearest, budget,
                             {});
      CHECK(budget == expected);
    }
  }
}

TEST_CASE("a batch that no cache holds answers as row by row does, wherever its output begins") {
  const schedule& desk = schedule::builtin("technotronics");
  const engine::tables& t = desk.tables();
  constexpr std::size_t count = (std::size_t{1} << 18) + 37;
  const std::vector<std::int32_t> terms{8, 5, 3, 2};
  const auto targets = engine::batch_targets();
  for (const unit u : {unit::seconds, unit::nanoseconds}) {
    const rows r{desk, u, count, 11};
    const auto all_by = [&](const batch_functions& by, std::size_t offset) {
      std::vector<std::vector<std::int64_t>> all(4, std::vector<std::int64_t>(count + offset));
      const auto out = [&](std::size_t n) { return std::span{all[n]}.subspan(offset); };
      std::vector<std::int32_t> why(count);
      (void)by.elapsed(t, u, r.start, r.end, out(0), why);
      (void)by.deadline(t, u, r.start, {r.budget.data()}, landing::nearest, out(1), {});
      (void)by.term_ends(t, u, r.start, r.place, {terms}, out(2), {});
      (void)by.deadline_days(t, u, r.start, r.days, day_rule::whole, out(3), {});
      for (auto& column : all)
        column.erase(column.begin(), column.begin() + std::ptrdiff_t(offset));
      all.emplace_back(why.begin(), why.end());
      std::vector<std::int32_t> open(count);
      (void)by.is_open(t, u, r.start, open, {});
      all.emplace_back(open.begin(), open.end());
      return all;
    };
    const auto expected = all_by(engine::row_by_row, 0);
    for (const batch_functions* target : targets) {
      for (const std::size_t offset : {0U, 1U, 7U}) CHECK(all_by(*target, offset) == expected);
    }
  }
}

TEST_CASE("a batch keeps to the landing and the rule it is given, and refuses others") {
  working_hours hours;
  hours.week.fill({{9 * 3600, 12 * 3600}});
  const schedule s = compile(hours, testing::cached_zone("UTC"), nullptr);
  const instant start = instant{civil(2026, 5, 4).time_since_epoch()} + std::chrono::hours{9};
  const std::array<std::int64_t, 1> at{to_unix(start)};
  const std::array<std::int64_t, 1> budget{3 * 3600};
  const std::array<std::int32_t, 1> days{1};
  std::array<std::int64_t, 1> out{};
  for (const landing l : {landing::nearest, landing::farthest}) {
    CHECK(latest_start_batch(s, unit::seconds, at, budget, l, out, {}) == status::ok);
    const answer<instant> latest =
        s.latest_start(start, business_duration{std::chrono::hours{3}}, l);
    CHECK(out.front() == to_unix(latest.value()));
  }
  const auto no_rule = static_cast<day_rule>(2);
  CHECK(deadline_days_batch(s, unit::seconds, at, days, no_rule, out, {}) == status::bad_argument);
  CHECK(deadline_days_batch(s, unit::seconds, {}, {}, no_rule, {}, {}) == status::bad_argument);
}
