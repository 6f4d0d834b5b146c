// The questions over columns at the C boundary: rows, units, columns that are the same.
#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <random>

#include "c_api/c_api.hpp"

using namespace c_api;

namespace {

using column = std::vector<std::int64_t>;
using statuses = std::vector<srok_status>;

constexpr std::int32_t no_number = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t latest = std::numeric_limits<std::int64_t>::max();

struct unit_of_time {
  std::int32_t code;
  std::int64_t parts;
};
constexpr unit_of_time units[] = {{SROK_SECONDS, 1},
                                  {SROK_MILLISECONDS, 1'000},
                                  {SROK_MICROSECONDS, 1'000'000},
                                  {SROK_NANOSECONDS, 1'000'000'000}};

// Instants of 1998 to 2029, a fifth of them on or beside the hour, and what no schedule answers.
column random_instants(std::size_t count, unsigned seed) {
  std::mt19937_64 random{seed};
  column out(count);
  for (std::int64_t& at : out) {
    at = std::uniform_int_distribution<std::int64_t>{moscow(1998, 6, 1, 0, 0),
                                                     moscow(2029, 1, 1, 0, 0)}(random);
    switch (random() % 40) {
      case 0:
        at = SROK_NONE;
        break;
      case 1:
        at = random() % 2 ? latest : SROK_NONE + 1;
        break;
      default:
        if (random() % 5 == 0) at = at / hour * hour + static_cast<std::int64_t>(random() % 3) - 1;
    }
  }
  return out;
}

column random_budgets(std::size_t count, unsigned seed) {
  std::mt19937_64 random{seed};
  column out(count);
  for (std::int64_t& budget : out) {
    budget = static_cast<std::int64_t>(random() % 4'000'000);
    if (random() % 4 == 0) budget = budget / (9 * hour) * (9 * hour);
    if (random() % 50 == 0) budget = -1;
    if (random() % 50 == 0) budget = SROK_NONE;
    if (random() % 50 == 0) budget = latest;
  }
  return out;
}

// The row of a batch that asks once: missing inputs first, then the scalar question.
template <class Out, class Scalar>
srok_status row(bool missing, Out* out, Scalar scalar) {
  *out = std::numeric_limits<Out>::min();
  return missing ? SROK_OK : scalar(out);
}

srok_status whole(const statuses& rows) {
  return std::any_of(rows.begin(), rows.end(), [](srok_status s) { return s != SROK_OK; })
             ? SROK_SOME_ROWS_FAILED
             : SROK_OK;
}

constexpr std::size_t rows = 3000;

// An instant of the seconds line in a finer unit; what is outside every horizon stays outside.
std::int64_t scaled(std::int64_t at, std::int64_t parts) {
  return at <= SROK_NONE + 1 || at == latest ? at : at * parts;
}

}  // namespace

TEST_CASE("a batch in seconds answers row by row what the scalar questions answer") {
  const column start = random_instants(rows, 1);
  const column other = random_instants(rows, 2);
  const column budget = random_budgets(rows, 3);
  const srok_schedule* s = technotronics();
  column out(rows);
  statuses status(rows);
  column expected(rows);
  statuses why(rows);
  const auto same = [&](srok_status batch) {
    CHECK(batch == whole(why));
    CHECK(out == expected);
    CHECK(status == why);
  };
  for (std::size_t r = 0; r < rows; ++r) {
    why[r] = row(start[r] == SROK_NONE || other[r] == SROK_NONE, &expected[r],
                 [&](auto* o) { return srok_elapsed(s, start[r], other[r], o); });
  }
  same(srok_elapsed_batch(s, rows, SROK_SECONDS, start.data(), other.data(), out.data(),
                          status.data()));
  for (const std::int32_t landing : {SROK_NEAREST, SROK_FARTHEST}) {
    for (std::size_t r = 0; r < rows; ++r) {
      why[r] = row(start[r] == SROK_NONE || budget[r] == SROK_NONE, &expected[r],
                   [&](auto* o) { return srok_deadline(s, start[r], budget[r], landing, o); });
    }
    same(srok_deadline_batch(s, rows, SROK_SECONDS, start.data(), budget.data(), landing,
                             out.data(), status.data()));
    for (std::size_t r = 0; r < rows; ++r) {
      why[r] = row(start[r] == SROK_NONE || budget[r] == SROK_NONE, &expected[r],
                   [&](auto* o) { return srok_latest_start(s, start[r], budget[r], landing, o); });
    }
    same(srok_latest_start_batch(s, rows, SROK_SECONDS, start.data(), budget.data(), landing,
                                 out.data(), status.data()));
  }
  std::vector<std::int32_t> days(rows);
  for (std::size_t r = 0; r < rows; ++r) days[r] = static_cast<std::int32_t>(r % 40) - 2;
  days[17] = no_number;  // no 64-bit column: a negative number, not a missing one
  for (const std::int32_t rule : {SROK_DAYS_ELAPSED, SROK_DAYS_WHOLE}) {
    for (std::size_t r = 0; r < rows; ++r) {
      why[r] = row(start[r] == SROK_NONE, &expected[r],
                   [&](auto* o) { return srok_deadline_days(s, start[r], days[r], rule, o); });
    }
    same(srok_deadline_days_batch(s, rows, SROK_SECONDS, start.data(), days.data(), rule,
                                  out.data(), status.data()));
  }
  std::vector<std::int32_t> priority(rows);
  for (std::size_t r = 0; r < rows; ++r) priority[r] = static_cast<std::int32_t>(r % 6) - 1;
  for (std::size_t r = 0; r < rows; ++r) {
    std::int64_t accepted = 0;
    why[r] = row(start[r] == SROK_NONE, &expected[r], [&](auto* o) {
      return srok_regulation_due(promises(), priority[r], start[r], &accepted, o);
    });
  }
  same(srok_regulation_due_batch(promises(), rows, SROK_SECONDS, priority.data(), start.data(),
                                 out.data(), status.data()));
}

TEST_CASE("is_open over a column has 32-bit answers, INT32_MIN where there is none") {
  const column at = random_instants(rows, 4);
  for (const unit_of_time unit : units) {
    column fine(rows);
    for (std::size_t r = 0; r < rows; ++r) fine[r] = scaled(at[r], unit.parts);
    std::vector<std::int32_t> open(rows);
    statuses status(rows);
    CHECK(srok_is_open_batch(technotronics(), rows, unit.code, fine.data(), open.data(),
                             status.data()) == SROK_SOME_ROWS_FAILED);
    for (std::size_t r = 0; r < rows; ++r) {
      std::int32_t expected = 0;
      const srok_status why = row(at[r] == SROK_NONE, &expected,
                                  [&](auto* o) { return srok_is_open(technotronics(), at[r], o); });
      CHECK(open[r] == expected);
      CHECK(status[r] == why);
    }
  }
  std::int64_t begin = 0;
  std::int64_t end = 0;
  srok_schedule_horizon(technotronics(), &begin, &end);
  const std::int64_t ends[] = {end * 1000 - 1, end * 1000};
  std::int32_t open[2];
  statuses status(2);
  CHECK(srok_is_open_batch(technotronics(), 2, SROK_MILLISECONDS, ends, open, status.data()) ==
        SROK_SOME_ROWS_FAILED);
  CHECK(status == statuses{SROK_OK, SROK_BEYOND_HORIZON});
}

TEST_CASE("whole seconds have the same answers in every unit") {
  const column start = random_instants(rows, 5);
  const column other = random_instants(rows, 6);
  column budget = random_budgets(rows, 7);
  const srok_schedule* s = technotronics();
  for (const unit_of_time unit : units) {
    const auto fine = [&](column of) {
      for (std::int64_t& value : of) value = scaled(value, unit.parts);
      return of;
    };
    column out(rows);
    column expected(rows);
    statuses status(rows);
    statuses why(rows);
    const auto same = [&] {
      CHECK(out == fine(expected));
      CHECK(status == why);
    };
    srok_elapsed_batch(s, rows, 0, start.data(), other.data(), expected.data(), why.data());
    srok_elapsed_batch(s, rows, unit.code, fine(start).data(), fine(other).data(), out.data(),
                       status.data());
    same();
    for (const std::int32_t landing : {SROK_NEAREST, SROK_FARTHEST}) {
      srok_deadline_batch(s, rows, 0, start.data(), budget.data(), landing, expected.data(),
                          why.data());
      srok_deadline_batch(s, rows, unit.code, fine(start).data(), fine(budget).data(), landing,
                          out.data(), status.data());
      same();
      srok_latest_start_batch(s, rows, 0, start.data(), budget.data(), landing, expected.data(),
                              why.data());
      srok_latest_start_batch(s, rows, unit.code, fine(start).data(), fine(budget).data(), landing,
                              out.data(), status.data());
      same();
    }
  }
}

TEST_CASE("in a finer unit a deadline is still where the budget is spent, to the last part") {
  const srok_schedule* s = technotronics();
  std::mt19937_64 random{8};
  for (const unit_of_time unit : units) {
    for (int i = 0; i < 2000; ++i) {
      const auto any = [&](std::int64_t below) {
        return std::uniform_int_distribution<std::int64_t>{0, below - 1}(random);
      };
      std::int64_t start = moscow(2026, 1, 1, 0, 0) * unit.parts + any(100 * 86'400 * unit.parts);
      if (i % 3 == 0) start = start / (hour * unit.parts) * hour * unit.parts + any(3) - 1;
      std::int64_t budget = 1 + any(200 * hour * unit.parts);
      if (i % 5 == 0) budget = budget / (9 * hour * unit.parts) * 9 * hour * unit.parts + 1;
      const auto elapsed = [&](std::int64_t from, std::int64_t to) {
        std::int64_t out = 0;
        CHECK(srok_elapsed_batch(s, 1, unit.code, &from, &to, &out, nullptr) == SROK_OK);
        return out;
      };
      std::int64_t first = 0;
      std::int64_t last = 0;
      srok_deadline_batch(s, 1, unit.code, &start, &budget, SROK_NEAREST, &first, nullptr);
      srok_deadline_batch(s, 1, unit.code, &start, &budget, SROK_FARTHEST, &last, nullptr);
      CHECK(elapsed(start, first) == budget);
      CHECK(elapsed(start, first - 1) == budget - 1);
      CHECK(elapsed(start, last) == budget);
      CHECK(elapsed(start, last + 1) == budget + 1);
      srok_latest_start_batch(s, 1, unit.code, &start, &budget, SROK_NEAREST, &last, nullptr);
      srok_latest_start_batch(s, 1, unit.code, &start, &budget, SROK_FARTHEST, &first, nullptr);
      CHECK(elapsed(last, start) == budget);
      CHECK(elapsed(last + 1, start) == budget - 1);
      CHECK(elapsed(first, start) == budget);
      CHECK(elapsed(first - 1, start) == budget + 1);
    }
  }
}

TEST_CASE("half a second before closing, a second's budget ends half a second after opening") {
  for (const unit_of_time unit : units) {
    if (unit.parts == 1) continue;
    const std::int64_t half = unit.parts / 2;
    const std::int64_t start = moscow(2026, 4, 29, 16, 0) * unit.parts - half;
    std::int64_t out = 0;
    CHECK(srok_deadline_batch_same(technotronics(), 1, unit.code, &start, unit.parts, SROK_NEAREST,
                                   &out, nullptr) == SROK_OK);
    CHECK(out == moscow(2026, 4, 30, 7, 0) * unit.parts + half);
    const std::int32_t days = 2;
    CHECK(srok_deadline_days_batch(technotronics(), 1, unit.code, &start, &days, SROK_DAYS_ELAPSED,
                                   &out, nullptr) == SROK_OK);
    CHECK(out == moscow(2026, 5, 4, 16, 0) * unit.parts - half);
    CHECK(srok_deadline_days_batch(technotronics(), 1, unit.code, &start, &days, SROK_DAYS_WHOLE,
                                   &out, nullptr) == SROK_OK);
    CHECK(out == moscow(2026, 5, 4, 16, 0) * unit.parts);
    const std::int64_t opening = moscow(2026, 4, 29, 7, 0) * unit.parts;
    const std::int64_t moments[] = {opening - half, opening, opening + half};
    const std::int64_t dues[] = {moscow(2026, 5, 4, 16, 0) * unit.parts,
                                 moscow(2026, 5, 4, 16, 0) * unit.parts,
                                 moscow(2026, 5, 5, 7, 0) * unit.parts + half};
    const std::int32_t priorities[] = {SROK_HIGH, SROK_HIGH, SROK_HIGH};
    std::int64_t due[3];
    CHECK(srok_regulation_due_batch(promises(), 3, unit.code, priorities, moments, due, nullptr) ==
          SROK_OK);
    CHECK(std::equal(due, due + 3, dues));
  }
}

TEST_CASE("a row that lacks an input is none and fine, whatever else is wrong with it") {
  const std::int64_t start[] = {SROK_NONE, 0, SROK_NONE, moscow(2026, 4, 29, 9, 0)};
  const std::int64_t budget[] = {-1, SROK_NONE, SROK_NONE, hour};
  column out(4, 7);
  statuses status(4, 7);
  CHECK(srok_deadline_batch(technotronics(), 4, 0, start, budget, 0, out.data(), status.data()) ==
        SROK_OK);
  CHECK(out == column{SROK_NONE, SROK_NONE, SROK_NONE, start[3] + hour});
  CHECK(status == statuses(4, SROK_OK));
  const std::int32_t days[] = {-1, 2, 2, 0};
  const std::int64_t days_start[] = {SROK_NONE, SROK_NONE, 0, start[3]};
  CHECK(srok_deadline_days_batch(technotronics(), 4, 0, days_start, days, 0, out.data(),
                                 status.data()) == SROK_SOME_ROWS_FAILED);
  CHECK(status == statuses{SROK_OK, SROK_OK, SROK_BEYOND_HORIZON, SROK_OK});
  const std::int32_t priority[] = {9, 0, -1, 0};
  CHECK(srok_regulation_due_batch(promises(), 4, 0, priority, days_start, out.data(),
                                  status.data()) == SROK_SOME_ROWS_FAILED);
  CHECK(status == statuses{SROK_OK, SROK_OK, SROK_BAD_ARGUMENT, SROK_OK});
}

TEST_CASE("a row that fails does not stop the others, with or without a status column") {
  const column start = {moscow(2026, 4, 29, 9, 0), 0, moscow(2026, 4, 29, 9, 0),
                        moscow(2026, 4, 29, 9, 0)};
  const column budget = {hour, hour, -1, 2 * hour};
  const column expected = {start[0] + hour, SROK_NONE, SROK_NONE, start[0] + 2 * hour};
  column out(4);
  statuses status(4);
  CHECK(srok_deadline_batch(technotronics(), 4, 0, start.data(), budget.data(), 0, out.data(),
                            status.data()) == SROK_SOME_ROWS_FAILED);
  CHECK(out == expected);
  CHECK(status == statuses{SROK_OK, SROK_BEYOND_HORIZON, SROK_BAD_ARGUMENT, SROK_OK});
  CHECK(srok_deadline_batch(technotronics(), 4, 0, start.data(), budget.data(), 0, out.data(),
                            nullptr) == SROK_SOME_ROWS_FAILED);
  CHECK(out == expected);
}

TEST_CASE("one budget for all rows is a column that holds it in every row") {
  const column start = random_instants(rows, 9);
  for (const std::int64_t budget :
       {std::int64_t{0}, 4 * hour, std::int64_t{-1}, SROK_NONE, latest}) {
    const column same(rows, budget);
    column here(rows);
    column there(rows);
    statuses why_here(rows);
    statuses why_there(rows);
    for (const std::int32_t landing : {SROK_NEAREST, SROK_FARTHEST}) {
      CHECK(srok_deadline_batch_same(technotronics(), rows, 0, start.data(), budget, landing,
                                     here.data(), why_here.data()) ==
            srok_deadline_batch(technotronics(), rows, 0, start.data(), same.data(), landing,
                                there.data(), why_there.data()));
      CHECK(here == there);
      CHECK(why_here == why_there);
    }
  }
}

TEST_CASE("an output column may be an input column") {
  const column start = random_instants(rows, 10);
  const column other = random_instants(rows, 11);
  const column budget = random_budgets(rows, 12);
  const srok_schedule* s = technotronics();
  const auto in_place = [&](const column& first, const column& second, auto call) {
    column apart(rows);
    call(first.data(), second.data(), apart.data());
    column over_first = first;
    call(over_first.data(), second.data(), over_first.data());
    CHECK(over_first == apart);
    column over_second = second;
    call(first.data(), over_second.data(), over_second.data());
    CHECK(over_second == apart);
  };
  in_place(start, other, [&](auto* a, auto* b, auto* out) {
    srok_elapsed_batch(s, rows, 0, a, b, out, nullptr);
  });
  in_place(start, budget, [&](auto* a, auto* b, auto* out) {
    srok_deadline_batch(s, rows, SROK_MILLISECONDS, a, b, SROK_FARTHEST, out, nullptr);
  });
  in_place(start, budget, [&](auto* a, auto* b, auto* out) {
    srok_latest_start_batch(s, rows, 0, a, b, SROK_NEAREST, out, nullptr);
  });
  const std::vector<std::uint32_t> index(rows, 0);
  in_place(start, budget, [&](auto* a, auto* b, auto* out) {
    srok_deadline_batch_many(&s, 1, index.data(), rows, 0, a, b, SROK_NEAREST, out, nullptr);
  });
  in_place(start, other, [&](auto* a, auto* b, auto* out) {
    srok_elapsed_batch_many(&s, 1, index.data(), rows, 0, a, b, out, nullptr);
  });
  const std::vector<std::int32_t> two(rows, 2);
  in_place(start, start, [&](auto* a, auto*, auto* out) {
    srok_deadline_days_batch(s, rows, 0, a, two.data(), SROK_DAYS_WHOLE, out, nullptr);
  });
  in_place(start, start, [&](auto* a, auto*, auto* out) {
    srok_regulation_due_batch(promises(), rows, 0, two.data(), a, out, nullptr);
  });
}

TEST_CASE("each row may ask a schedule of its own") {
  const schedule plain = parse(plain_week);
  const srok_schedule* list[] = {technotronics(), nullptr, plain.get()};
  const column start = random_instants(rows, 13);
  const column other = random_instants(rows, 14);
  const column budget = random_budgets(rows, 15);
  std::vector<std::uint32_t> index(rows);
  for (std::size_t r = 0; r < rows; ++r) index[r] = static_cast<std::uint32_t>(r % 4);
  index[0] = UINT32_MAX;
  for (const unit_of_time unit : units) {
    column deadline(rows);
    column elapsed(rows);
    statuses deadline_why(rows);
    statuses elapsed_why(rows);
    CHECK(srok_deadline_batch_many(list, 3, index.data(), rows, unit.code, start.data(),
                                   budget.data(), SROK_FARTHEST, deadline.data(),
                                   deadline_why.data()) == SROK_SOME_ROWS_FAILED);
    CHECK(srok_elapsed_batch_many(list, 3, index.data(), rows, unit.code, start.data(),
                                  other.data(), elapsed.data(),
                                  elapsed_why.data()) == SROK_SOME_ROWS_FAILED);
    for (std::size_t r = 0; r < rows; ++r) {
      const srok_schedule* asked = index[r] < 3 ? list[index[r]] : nullptr;
      std::int64_t out = SROK_NONE;
      srok_status why = SROK_BAD_ARGUMENT;
      if (start[r] == SROK_NONE || budget[r] == SROK_NONE) {
        why = SROK_OK;
      } else if (asked != nullptr) {
        srok_deadline_batch(asked, 1, unit.code, &start[r], &budget[r], SROK_FARTHEST, &out, &why);
      }
      CHECK(deadline[r] == out);
      CHECK(deadline_why[r] == why);
      out = SROK_NONE;
      why = SROK_BAD_ARGUMENT;
      if (start[r] == SROK_NONE || other[r] == SROK_NONE) {
        why = SROK_OK;
      } else if (asked != nullptr) {
        srok_elapsed_batch(asked, 1, unit.code, &start[r], &other[r], &out, &why);
      }
      CHECK(elapsed[r] == out);
      CHECK(elapsed_why[r] == why);
    }
  }
}

TEST_CASE("no rows with NULL columns are fine") {
  const srok_schedule* s = technotronics();
  CHECK(srok_elapsed_batch(s, 0, 0, nullptr, nullptr, nullptr, nullptr) == SROK_OK);
  CHECK(srok_deadline_batch(s, 0, 0, nullptr, nullptr, 0, nullptr, nullptr) == SROK_OK);
  CHECK(srok_deadline_batch_same(s, 0, 0, nullptr, 5, 0, nullptr, nullptr) == SROK_OK);
  CHECK(srok_latest_start_batch(s, 0, 0, nullptr, nullptr, 0, nullptr, nullptr) == SROK_OK);
  CHECK(srok_deadline_days_batch(s, 0, 0, nullptr, nullptr, 0, nullptr, nullptr) == SROK_OK);
  CHECK(srok_is_open_batch(s, 0, 0, nullptr, nullptr, nullptr) == SROK_OK);
  CHECK(srok_deadline_batch_many(nullptr, 0, nullptr, 0, 0, nullptr, nullptr, 0, nullptr,
                                 nullptr) == SROK_OK);
  CHECK(srok_elapsed_batch_many(nullptr, 0, nullptr, 0, 0, nullptr, nullptr, nullptr, nullptr) ==
        SROK_OK);
  CHECK(srok_regulation_due_batch(promises(), 0, 0, nullptr, nullptr, nullptr, nullptr) == SROK_OK);
}

TEST_CASE("a call with a wrong argument writes nothing, also when it has no rows") {
  const srok_schedule* s = technotronics();
  const std::int64_t a[] = {moscow(2026, 4, 29, 9, 0)};
  const std::int32_t n[] = {1};
  const std::uint32_t i[] = {0};
  std::int64_t out[] = {7};
  std::int32_t open[] = {7};
  srok_status status[] = {7};
  for (const std::size_t count : {std::size_t{0}, std::size_t{1}}) {
    std::vector<srok_status> seen;
    for (const std::int32_t unit : {1, 2, -1, 12, no_number}) {
      seen.insert(seen.end(),
                  {srok_elapsed_batch(s, count, unit, a, a, out, status),
                   srok_deadline_batch(s, count, unit, a, a, 0, out, status),
                   srok_deadline_batch_same(s, count, unit, a, 1, 0, out, status),
                   srok_latest_start_batch(s, count, unit, a, a, 0, out, status),
                   srok_deadline_days_batch(s, count, unit, a, n, 0, out, status),
                   srok_is_open_batch(s, count, unit, a, open, status),
                   srok_deadline_batch_many(&s, 1, i, count, unit, a, a, 0, out, status),
                   srok_elapsed_batch_many(&s, 1, i, count, unit, a, a, out, status),
                   srok_regulation_due_batch(promises(), count, unit, n, a, out, status)});
    }
    for (const std::int32_t wrong : {2, -1}) {
      seen.insert(seen.end(),
                  {srok_deadline_batch(s, count, 0, a, a, wrong, out, status),
                   srok_deadline_batch_same(s, count, 0, a, 1, wrong, out, status),
                   srok_latest_start_batch(s, count, 0, a, a, wrong, out, status),
                   srok_deadline_days_batch(s, count, 0, a, n, wrong, out, status),
                   srok_deadline_batch_many(&s, 1, i, count, 0, a, a, wrong, out, status)});
    }
    seen.insert(seen.end(),
                {srok_elapsed_batch(nullptr, count, 0, a, a, out, status),
                 srok_deadline_batch(nullptr, count, 0, a, a, 0, out, status),
                 srok_deadline_batch_same(nullptr, count, 0, a, 1, 0, out, status),
                 srok_latest_start_batch(nullptr, count, 0, a, a, 0, out, status),
                 srok_deadline_days_batch(nullptr, count, 0, a, n, 0, out, status),
                 srok_is_open_batch(nullptr, count, 0, a, open, status),
                 srok_deadline_batch_many(nullptr, 1, i, count, 0, a, a, 0, out, status),
                 srok_elapsed_batch_many(nullptr, 1, i, count, 0, a, a, out, status),
                 srok_regulation_due_batch(nullptr, count, 0, n, a, out, status)});
    CHECK(seen == statuses(seen.size(), SROK_BAD_ARGUMENT));
  }
  const statuses without_a_column = {
      srok_elapsed_batch(s, 1, 0, nullptr, a, out, status),
      srok_elapsed_batch(s, 1, 0, a, nullptr, out, status),
      srok_elapsed_batch(s, 1, 0, a, a, nullptr, status),
      srok_deadline_batch(s, 1, 0, nullptr, a, 0, out, status),
      srok_deadline_batch(s, 1, 0, a, nullptr, 0, out, status),
      srok_deadline_batch(s, 1, 0, a, a, 0, nullptr, status),
      srok_deadline_batch_same(s, 1, 0, nullptr, 1, 0, out, status),
      srok_deadline_batch_same(s, 1, 0, a, 1, 0, nullptr, status),
      srok_latest_start_batch(s, 1, 0, nullptr, a, 0, out, status),
      srok_latest_start_batch(s, 1, 0, a, nullptr, 0, out, status),
      srok_latest_start_batch(s, 1, 0, a, a, 0, nullptr, status),
      srok_deadline_days_batch(s, 1, 0, nullptr, n, 0, out, status),
      srok_deadline_days_batch(s, 1, 0, a, nullptr, 0, out, status),
      srok_deadline_days_batch(s, 1, 0, a, n, 0, nullptr, status),
      srok_is_open_batch(s, 1, 0, nullptr, open, status),
      srok_is_open_batch(s, 1, 0, a, nullptr, status),
      srok_deadline_batch_many(&s, 1, nullptr, 1, 0, a, a, 0, out, status),
      srok_deadline_batch_many(&s, 1, i, 1, 0, nullptr, a, 0, out, status),
      srok_deadline_batch_many(&s, 1, i, 1, 0, a, nullptr, 0, out, status),
      srok_deadline_batch_many(&s, 1, i, 1, 0, a, a, 0, nullptr, status),
      srok_elapsed_batch_many(&s, 1, nullptr, 1, 0, a, a, out, status),
      srok_elapsed_batch_many(&s, 1, i, 1, 0, nullptr, a, out, status),
      srok_elapsed_batch_many(&s, 1, i, 1, 0, a, nullptr, out, status),
      srok_elapsed_batch_many(&s, 1, i, 1, 0, a, a, nullptr, status),
      srok_regulation_due_batch(promises(), 1, 0, nullptr, a, out, status),
      srok_regulation_due_batch(promises(), 1, 0, n, nullptr, out, status),
      srok_regulation_due_batch(promises(), 1, 0, n, a, nullptr, status)};
  CHECK(without_a_column == statuses(without_a_column.size(), SROK_BAD_ARGUMENT));
  CHECK(out[0] == 7);
  CHECK(open[0] == 7);
  CHECK(status[0] == 7);
}

TEST_CASE("a priority of no days is due when its ticket is accepted, in columns too") {
  const std::string toml =
      "[regulation]\ntitle = \"t\"\n[regulation.priorities]\nlow = 1\nnow = 0\n" +
      std::string{plain_week};
  srok_regulation* handle = nullptr;
  REQUIRE(srok_regulation_parse(toml.data(), toml.size(), &handle, nullptr, 0) == SROK_OK);
  const regulation read{handle};
  const std::int64_t sunday = date(2026, 11, 22) * 24 * hour, monday = sunday + 31 * hour;
  column at{sunday, sunday, monday + 60, SROK_NONE, sunday, 0};
  const std::vector<std::int32_t> priority{1, 0, 1, 1, 2, 1};
  const column due{monday, monday + 9 * hour, monday + 60, SROK_NONE, SROK_NONE, 7 * hour};
  for (std::size_t row : {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{5}}) {
    std::int64_t accepted = 0, found = 0;
    CHECK(srok_regulation_due(handle, priority[row], at[row], &accepted, &found) == SROK_OK);
    CHECK(found == due[row]);
    CHECK(accepted <= found);
  }
  statuses why(at.size());
  CHECK(srok_regulation_due_batch(handle, at.size(), 4, priority.data(), at.data(), at.data(),
                                  why.data()) == SROK_BAD_ARGUMENT);
  CHECK(at[0] == sunday);
  CHECK(srok_regulation_due_batch(handle, at.size(), SROK_SECONDS, priority.data(), at.data(),
                                  at.data(), why.data()) == SROK_SOME_ROWS_FAILED);
  CHECK(at == due);
  CHECK(why == statuses{0, 0, 0, 0, SROK_BAD_ARGUMENT, 0});
}
