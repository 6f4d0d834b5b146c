// What the hot questions cost in instructions: valgrind runs this program, count_instructions.py
// reads how many each counted_ function took. A clock has no part in it.
//
// Built with -O2 whatever the rest has. With --build it prints what its counts depend on.
#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include "desks.hpp"
#include "srok.h"
#include "srok/calendar/calendar.hpp"
#include "srok/engine/batch_rows.hpp"
#include "srok/engine/compile.hpp"
#include "srok/engine/image.hpp"
#include "srok/time/zone.hpp"

namespace {

using namespace srok;
using namespace srok::benchmarks;

constexpr std::size_t rows = 4096;

struct columns {
  std::vector<std::int64_t> begin = random_instants(rows, 41);
  std::vector<std::int64_t> end = random_instants(rows, 42);
  std::vector<std::int64_t> budget = std::vector<std::int64_t>(rows);
  std::vector<std::int32_t> days = std::vector<std::int32_t>(rows);
  std::vector<std::int32_t> priority = std::vector<std::int32_t>(rows);
  std::vector<std::int64_t> out = std::vector<std::int64_t>(rows);
  std::vector<std::int32_t> narrow_out = std::vector<std::int32_t>(rows);

  columns() {
    random_numbers random{43};
    for (std::size_t row = 0; row < rows; ++row) {
      budget[row] = random.between(60, 80 * 3600);
      days[row] = static_cast<std::int32_t>(random.between(1, 9));
      priority[row] = static_cast<std::int32_t>(random.between(0, 4));
    }
  }
};

columns& c() {
  static columns made;
  return made;
}

void need(bool good, const char* what) {
  if (good) return;
  std::cerr << "instructions: " << what << " failed\n";
  std::exit(1);
}

}  // namespace

// Each is called once and has its name in callgrind's file. What it asks it is given, so that
// nothing but the questions is counted.
#if defined(__clang__)
#define COUNTED extern "C" [[gnu::noinline]] void
#else
#define COUNTED extern "C" [[gnu::noinline, gnu::noclone]] void
#endif

// ---- one at a time, inlined ----

COUNTED counted_elapsed(const schedule& desk, columns& q) {
  for (std::size_t row = 0; row < rows; ++row) {
    q.out[row] = desk.elapsed(from_unix(q.begin[row]), from_unix(q.end[row]))->seconds();
  }
}
COUNTED counted_deadline(const schedule& desk, columns& q) {
  for (std::size_t row = 0; row < rows; ++row) {
    const business_duration budget{std::chrono::seconds{q.budget[row]}};
    q.out[row] = to_unix(*desk.deadline(from_unix(q.begin[row]), budget));
  }
}
COUNTED counted_latest_start(const schedule& desk, columns& q) {
  for (std::size_t row = 0; row < rows; ++row) {
    const business_duration budget{std::chrono::seconds{q.budget[row]}};
    q.out[row] = to_unix(*desk.latest_start(from_unix(q.begin[row]), budget));
  }
}
COUNTED counted_deadline_days(const schedule& desk, columns& q) {
  for (std::size_t row = 0; row < rows; ++row) {
    q.out[row] = to_unix(
        *desk.deadline(from_unix(q.begin[row]), working_days{q.days[row]}, day_rule::elapsed));
  }
}
COUNTED counted_next_open(const schedule& desk, columns& q) {
  for (std::size_t row = 0; row < rows; ++row) {
    q.out[row] = to_unix(*desk.next_open(from_unix(q.begin[row])));
  }
}
COUNTED counted_is_open(const schedule& desk, columns& q) {
  for (std::size_t row = 0; row < rows; ++row) {
    q.out[row] = *desk.is_open(from_unix(q.begin[row])) ? 1 : 0;
  }
}

// ---- one at a time, through the C API ----

COUNTED counted_c_elapsed(const srok_schedule* desk, columns& q) {
  for (std::size_t row = 0; row < rows; ++row) {
    srok_elapsed(desk, q.begin[row], q.end[row], &q.out[row]);
  }
}
COUNTED counted_c_deadline(const srok_schedule* desk, columns& q) {
  for (std::size_t row = 0; row < rows; ++row) {
    srok_deadline(desk, q.begin[row], q.budget[row], SROK_NEAREST, &q.out[row]);
  }
}
COUNTED counted_c_latest_start(const srok_schedule* desk, columns& q) {
  for (std::size_t row = 0; row < rows; ++row) {
    srok_latest_start(desk, q.begin[row], q.budget[row], SROK_NEAREST, &q.out[row]);
  }
}
COUNTED counted_c_deadline_days(const srok_schedule* desk, columns& q) {
  for (std::size_t row = 0; row < rows; ++row) {
    srok_deadline_days(desk, q.begin[row], q.days[row], SROK_DAYS_ELAPSED, &q.out[row]);
  }
}
COUNTED counted_c_next_open(const srok_schedule* desk, columns& q) {
  for (std::size_t row = 0; row < rows; ++row) {
    srok_next_open(desk, q.begin[row], &q.out[row]);
  }
}
COUNTED counted_c_is_open(const srok_schedule* desk, columns& q) {
  for (std::size_t row = 0; row < rows; ++row) {
    srok_is_open(desk, q.begin[row], &q.narrow_out[row]);
  }
}

// ---- columns, row by row: the vectors differ from machine to machine ----

COUNTED counted_column_elapsed(const schedule& desk, columns& q) {
  need(engine::row_by_row.elapsed(desk.tables(), unit::seconds, q.begin, q.end, q.out, {}) ==
           status::ok,
       "elapsed");
}
COUNTED counted_column_deadline(const schedule& desk, columns& q) {
  need(engine::row_by_row.deadline(desk.tables(), unit::seconds, q.begin, {q.budget.data()},
                                   landing::nearest, q.out, {}) == status::ok,
       "deadline");
}
COUNTED counted_column_term_ends(const schedule& desk, columns& q) {
  constexpr std::array<std::int32_t, 4> days{8, 5, 3, 2};
  need(engine::row_by_row.term_ends(desk.tables(), unit::seconds, q.begin, q.priority, {days},
                                    q.out, {}) == status::ok,
       "term_ends");
}

// ---- making a schedule ----

COUNTED counted_whole_compile(const working_hours& hours, const zone& in, const calendar& of,
                              std::int64_t& total) {
  total = compile(hours, in, &of).tables().total;
}
COUNTED counted_whole_load(std::span<const std::byte> image, std::int64_t& total) {
  total = load(image).tables().total;
}

int main(int count, char** arguments) {
  if (count == 2 && std::strcmp(arguments[1], "--build") == 0) {
    std::cout << SROK_INSTRUCTIONS_BUILD << "\n";
    return 0;
  }
  const schedule& desk = moscow();
  columns& q = c();
  counted_elapsed(desk, q);
  counted_deadline(desk, q);
  counted_latest_start(desk, q);
  counted_deadline_days(desk, q);
  counted_next_open(desk, q);
  counted_is_open(desk, q);

  srok_schedule* in_c = nullptr;
  need(srok_schedule_builtin("technotronics", &in_c, nullptr, 0) == SROK_OK,
       "the built-in schedule");
  counted_c_elapsed(in_c, q);
  counted_c_deadline(in_c, q);
  counted_c_latest_start(in_c, q);
  counted_c_deadline_days(in_c, q);
  counted_c_next_open(in_c, q);
  counted_c_is_open(in_c, q);

  counted_column_elapsed(desk, q);
  counted_column_deadline(desk, q);
  counted_column_term_ends(desk, q);

  const zone in_moscow = zone::named("Europe/Moscow");
  const calendar& ru = builtin_calendar("ru");
  const calendar thirty_years = project(ru, ru.first_year() + 29);
  std::int64_t total = 0;
  counted_whole_compile(moscow_hours(), in_moscow, thirty_years, total);
  counted_whole_load(dump(desk), total);
  need(total == desk.tables().total, "load");
}
