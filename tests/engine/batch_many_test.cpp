// A schedule a row: whatever the order of the schedules, each row has the answer of its own.
#include <doctest/doctest.h>

#include <limits>
#include <random>

#include "engine/random_schedule.hpp"
#include "srok/engine/batch.hpp"

using namespace srok;

namespace {

// Desks that are open at different hours, and a null pointer among them.
class desks {
 public:
  desks() {
    const calendar plain = testing::made_calendar{2020, 8}.finish();
    for (std::int32_t hour = 0; hour < 20; ++hour) {
      working_hours hours;
      for (std::size_t weekday = 0; weekday < 5; ++weekday) {
        hours.week[weekday] = {{hour * 3600, (hour + 4) * 3600 + 60 * hour}};
      }
      known_.push_back(compile(hours, testing::cached_zone("UTC"), &plain));
    }
    for (const schedule& s : known_) list_.push_back(&s);
    list_.push_back(nullptr);
  }

  // As many as 100 indices: five to a desk, so that many indices share their last bits.
  std::vector<const schedule*> list() const {
    std::vector<const schedule*> all;
    for (int i = 0; i < 5; ++i) all.insert(all.end(), list_.begin(), list_.end());
    return all;
  }

 private:
  std::vector<schedule> known_;
  std::vector<const schedule*> list_;
};

struct columns {
  std::vector<std::uint32_t> index;
  std::vector<std::int64_t> first, second;

  // Of `schedules` and an index outside their list, in runs of at most `longest`.
  columns(std::size_t rows, std::size_t schedules, std::size_t longest, std::uint64_t seed) {
    std::mt19937_64 random{seed};
    const auto below = [&](std::uint64_t n) { return random() % n; };
    while (index.size() < rows) {
      const std::uint64_t picked = below(64) == 0 ? schedules + below(3) : below(schedules);
      index.insert(index.end(), 1 + below(longest), static_cast<std::uint32_t>(picked));
    }
    index.resize(rows);
    const auto value = [&](std::int64_t begin, std::uint64_t span) {
      const std::uint64_t kind = below(20);
      return kind == 0   ? std::numeric_limits<std::int64_t>::min()
             : kind == 1 ? std::numeric_limits<std::int64_t>::max()
                         : begin + static_cast<std::int64_t>(below(span));
    };
    constexpr std::uint64_t eight_years = 252'000'000;
    for (std::size_t row = 0; row < rows; ++row) {
      first.push_back(value(1'577'836'800, eight_years));  // from 2020 on
      second.push_back(below(2) == 0 ? value(1'577'836'800, eight_years) : value(0, 400'000));
    }
  }
};

struct answers {
  std::vector<std::int64_t> out;
  std::vector<std::int32_t> why;

  explicit answers(std::size_t rows) : out(rows), why(rows) {}
  bool operator==(const answers&) const = default;
};

// ask(schedule, first, second, out, why), a row at a time.
template <class Ask>
answers one_by_one(const std::vector<const schedule*>& list, const columns& c, const Ask& ask) {
  answers all{c.index.size()};
  for (std::size_t row = 0; row < c.index.size(); ++row) {
    const schedule* asked = c.index[row] < list.size() ? list[c.index[row]] : nullptr;
    constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min();
    if (asked != nullptr) {
      ask(*asked, std::span{c.first}.subspan(row, 1), std::span{c.second}.subspan(row, 1),
          std::span{all.out}.subspan(row, 1), std::span{all.why}.subspan(row, 1));
      continue;
    }
    const bool missing = c.first[row] == none || c.second[row] == none;
    all.out[row] = none;
    all.why[row] = static_cast<std::int32_t>(missing ? status::ok : status::bad_argument);
  }
  return all;
}

bool any_failed(const answers& a) {
  return std::any_of(a.why.begin(), a.why.end(), [](std::int32_t why) { return why != 0; });
}

}  // namespace

TEST_CASE("each row is answered by the schedule it names, in whatever order they are named") {
  const desks all;
  const std::vector<const schedule*> list = all.list();
  const schedule_list schedules{std::span{list}};
  for (const std::size_t rows : {0U, 1U, 31U, 33U, 257U, 4095U, 4096U, 4097U, 9000U}) {
    for (const std::size_t named : {1U, 2U, 5U, 20U, 100U}) {
      for (const std::size_t longest : {1U, 40U, 6000U}) {
        CAPTURE(rows);
        CAPTURE(named);
        CAPTURE(longest);
        const columns c{rows, named, longest, rows * 1000 + named * 10 + longest};
        const auto as_unit = unit::seconds;
        answers found{rows};
        const answers elapsed =
            one_by_one(list, c, [&](const schedule& s, auto a, auto b, auto out, auto why) {
              elapsed_batch(s, as_unit, a, b, out, why);
            });
        CHECK(elapsed_batch_many(schedules, c.index, as_unit, c.first, c.second, found.out,
                                 found.why) ==
              (any_failed(elapsed) ? status::some_rows_failed : status::ok));
        CHECK(found == elapsed);

        const answers deadline =
            one_by_one(list, c, [&](const schedule& s, auto a, auto b, auto out, auto why) {
              deadline_batch(s, as_unit, a, b, landing::farthest, out, why);
            });
        columns in_place = c;
        CHECK(deadline_batch_many(schedules, c.index, as_unit, in_place.first, in_place.second,
                                  landing::farthest, in_place.first) ==
              (any_failed(deadline) ? status::some_rows_failed : status::ok));
        CHECK(in_place.first == deadline.out);
      }
    }
  }
}

TEST_CASE("a unit that does not exist is refused before a row is read, with or without rows") {
  const schedule_list none{std::span<const schedule* const>{}};
  const auto unknown = static_cast<unit>(4);
  CHECK(elapsed_batch_many(none, {}, unknown, {}, {}, {}) == status::bad_argument);
  CHECK(deadline_batch_many(none, {}, unknown, {}, {}, landing::nearest, {}) ==
        status::bad_argument);
}

namespace {

schedule office(int first_year, int years, std::int32_t opens) {
  working_hours hours;
  for (std::size_t weekday = 0; weekday < 5; ++weekday) {
    hours.week[weekday] = {{opens, opens + 4 * 3600}};
  }
  const calendar plain = testing::made_calendar{first_year, years}.finish();
  return compile(hours, testing::cached_zone("UTC"), &plain);
}

}  // namespace

TEST_CASE("schedules whose numbers are 256 apart are not taken for one another") {
  const schedule early = office(2020, 8, 0), noon = office(2020, 8, 43'200);
  std::vector<const schedule*> list;
  for (int i = 0; i < 600; ++i) list.push_back(i % 256 == 0 && i != 0 ? &noon : &early);
  for (const std::size_t rows : {200U, 4096U, 5000U}) {
    for (const std::uint32_t other : {256U, 512U, 1U}) {
      CAPTURE(rows);
      CAPTURE(other);
      columns c{0, 1, 1, 1};
      for (std::size_t row = 0; row < rows; ++row) {
        c.index.push_back(row % 3 == 0 ? 0 : other);
        c.first.push_back(1'577'836'800 + 7'919 * static_cast<std::int64_t>(row));
        c.second.push_back(1'800'000'000);
      }
      const answers expected =
          one_by_one(list, c, [&](const schedule& s, auto a, auto b, auto out, auto why) {
            elapsed_batch(s, unit::seconds, a, b, out, why);
          });
      answers found{rows};
      CHECK(elapsed_batch_many(schedule_list{std::span<const schedule* const>{list}}, c.index,
                               unit::seconds, c.first, c.second, found.out,
                               found.why) == status::ok);
      CHECK(found == expected);
    }
  }
}

TEST_CASE("no schedule is asked what another one alone can answer") {
  const schedule few_years = office(2020, 2, 0), many_years = office(2010, 80, 0);
  const std::vector<const schedule*> list{&few_years, &many_years};
  columns c{0, 1, 1, 1};
  for (std::size_t row = 0; row < 90; ++row) {
    c.index.push_back(row % 2);
    c.first.push_back(row % 2 == 0 ? 1'580'000'000 : 2'000'000'000);
    c.second.push_back(c.first.back() + 86'400);
  }
  answers found{90};
  CHECK(elapsed_batch_many(schedule_list{std::span<const schedule* const>{list}}, c.index,
                           unit::seconds, c.first, c.second, found.out, found.why) == status::ok);
  CHECK(elapsed_batch_many(schedule_list{std::span<const schedule* const>{list}}, c.index,
                           unit::seconds, c.first, c.second, found.out) == status::ok);
}
