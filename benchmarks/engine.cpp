// One question at a time, over random instants of twenty years: inlined from C++ and through the C
// API, beside the bare look-up that it is made of (floor) and the textbook's bisection (rival).
//
// Names are question/who, or question/who/parameter where one thing is varied to see that nothing
// depends on it: the distance (8h to 10y) and the number of days closed (0 to 2000).
#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "bisected.hpp"
#include "desks.hpp"
#include "srok.h"
#include "srok/engine/cells.hpp"

namespace srok::benchmarks {
namespace {

constexpr std::size_t rows = 4096;  // with its answers well inside the second-level cache

using column = std::vector<std::int64_t>;

// The value is needed, and nothing else may be assumed: unlike DoNotOptimize this does not force
// the tables to be loaded again for every row.
inline void keep(std::int64_t value) noexcept {
  asm volatile("" : : "r"(value));
}

// ---- the floor ----

// W and its inverse with nothing around them: a load and a few operations without a branch. Neither
// the horizon nor crowded cells are looked at.
class bare {
 public:
  explicit bare(const schedule& of) noexcept
      : forward_{of.tables().forward}, inverse_{of.tables().inverse}, origin_{of.tables().origin} {}

  std::int64_t worked(std::int64_t at) const noexcept {
    const auto second = static_cast<std::uint32_t>(at - origin_);
    const std::uint32_t cell = forward_.axis.index(second);
    const std::uint64_t word = forward_.words[cell];
    const auto inside = static_cast<std::int32_t>(second - cell * forward_.axis.length);
    const auto opens = static_cast<std::int32_t>(word >> 16 & 0xffff) * 60;
    const auto lasts = static_cast<std::int32_t>(word & 0x7fff) * 60;
    return std::int64_t{engine::base_of(word)} + std::clamp(inside - opens, 0, lasts);
  }

  // The first moment before which `amount` has been worked, or with `first` 0 the last one.
  std::int64_t moment(std::int64_t amount, std::uint32_t first) const noexcept {
    const auto seconds = static_cast<std::uint32_t>(amount);
    const std::uint32_t cell = inverse_.axis.index(seconds - first);
    const std::uint64_t word = inverse_.words[cell];
    const std::uint32_t inside = seconds - cell * inverse_.axis.length;
    const auto jumps_at = static_cast<std::uint32_t>(word >> 16 & 0xffff) + first;
    const auto jumped = static_cast<std::uint32_t>(word & 0x7fff) * 60;
    return origin_ + engine::base_of(word) + inside + (inside >= jumps_at ? jumped : 0);
  }

 private:
  engine::cell_table forward_;
  engine::cell_table inverse_;
  std::int64_t origin_;
};

// ---- questions and who answers them ----

struct questions {
  column begin, end, budget;
  std::vector<std::int32_t> days;
};

const questions& asked() {
  static const questions result = [] {
    questions q{random_instants(rows, 11), random_instants(rows, 12), column(rows), {}};
    random_numbers random{13};
    for (std::int64_t& budget : q.budget) budget = random.between(60, 80 * 3600);
    for (std::size_t row = 0; row < rows; ++row) {
      q.days.push_back(static_cast<std::int32_t>(random.between(1, 9)));
    }
    return q;
  }();
  return result;
}

template <class Ask>
void measure(const std::string& name, Ask ask) {
  benchmark::RegisterBenchmark(name.c_str(), [ask](benchmark::State& state) {
    for (auto _ : state) {
      for (std::size_t row = 0; row < rows; ++row) keep(ask(row));
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
  });
}

// A rival or a floor that answers something else is no rival.
template <class Ask, class Other>
void same_answers(const std::string& name, Ask ask, Other other) {
  for (std::size_t row = 0; row < rows; ++row) {
    if (ask(row) == other(row)) continue;
    std::cerr << "engine: " << name << " answers " << other(row) << " in row " << row << ", not "
              << ask(row) << "\n";
    std::exit(1);
  }
}

// Ours and the three beside it.
template <class Srok, class C, class Floor, class Rival>
void measure_question(const std::string& name, Srok srok, C c, Floor floor, Rival rival) {
  same_answers(name + "/srok_c", srok, c);
  same_answers(name + "/rival", srok, rival);
  measure(name + "/srok", srok);
  measure(name + "/srok_c", c);
  measure(name + "/floor", floor);
  measure(name + "/rival", rival);
}

const srok_schedule* moscow_in_c() {
  srok_schedule* result = nullptr;  // borrowed: there is nothing to free
  if (srok_schedule_builtin("technotronics", &result, nullptr, 0) != SROK_OK) {
    std::cerr << "engine: the built-in schedule is not there\n";
    std::exit(1);
  }
  return result;
}

// An instant or an amount as its number; a failed answer keeps its zero and would be found out by
// same_answers.
std::int64_t number(const answer<instant>& found) noexcept {
  return to_unix(*found);
}
std::int64_t number(const answer<business_duration>& found) noexcept {
  return found->seconds();
}
business_duration amount(std::int64_t seconds) noexcept {
  return business_duration{std::chrono::seconds{seconds}};
}

// ---- what is measured ----

void measure_moscow() {
  static const schedule& desk = moscow();
  static const bisected rival{desk};
  static const bare floor{desk};
  static const srok_schedule* const c = moscow_in_c();
  static const questions& q = asked();

  const auto floor_moment = [](std::size_t row) {
    return floor.moment(floor.worked(q.begin[row]) + q.budget[row], 1);
  };
  same_answers(
      "elapsed/floor",
      [](std::size_t row) {
        return number(desk.elapsed(from_unix(q.begin[row]), from_unix(q.end[row])));
      },
      [](std::size_t row) { return floor.worked(q.end[row]) - floor.worked(q.begin[row]); });
  same_answers(
      "deadline/floor",
      [](std::size_t row) {
        return number(desk.deadline(from_unix(q.begin[row]), amount(q.budget[row])));
      },
      floor_moment);

  measure_question(
      "elapsed",
      [](std::size_t row) {
        return number(desk.elapsed(from_unix(q.begin[row]), from_unix(q.end[row])));
      },
      [](std::size_t row) {
        std::int64_t out = 0;
        srok_elapsed(c, q.begin[row], q.end[row], &out);
        return out;
      },
      [](std::size_t row) { return floor.worked(q.end[row]) - floor.worked(q.begin[row]); },
      [](std::size_t row) { return rival.elapsed(q.begin[row], q.end[row]); });
  measure_question(
      "deadline",
      [](std::size_t row) {
        return number(desk.deadline(from_unix(q.begin[row]), amount(q.budget[row])));
      },
      [](std::size_t row) {
        std::int64_t out = 0;
        srok_deadline(c, q.begin[row], q.budget[row], SROK_NEAREST, &out);
        return out;
      },
      floor_moment, [](std::size_t row) { return rival.deadline(q.begin[row], q.budget[row]); });
  measure_question(
      "deadline_farthest",
      [](std::size_t row) {
        return number(
            desk.deadline(from_unix(q.begin[row]), amount(q.budget[row]), landing::farthest));
      },
      [](std::size_t row) {
        std::int64_t out = 0;
        srok_deadline(c, q.begin[row], q.budget[row], SROK_FARTHEST, &out);
        return out;
      },
      [](std::size_t row) { return floor.moment(floor.worked(q.begin[row]) + q.budget[row], 0); },
      [](std::size_t row) { return rival.deadline_farthest(q.begin[row], q.budget[row]); });
  measure_question(
      "latest_start",
      [](std::size_t row) {
        return number(desk.latest_start(from_unix(q.begin[row]), amount(q.budget[row])));
      },
      [](std::size_t row) {
        std::int64_t out = 0;
        srok_latest_start(c, q.begin[row], q.budget[row], SROK_NEAREST, &out);
        return out;
      },
      [](std::size_t row) { return floor.moment(floor.worked(q.begin[row]) - q.budget[row], 0); },
      [](std::size_t row) { return rival.latest_start(q.begin[row], q.budget[row]); });
  // Here the floor is that of a deadline: there is no answer without a W and an inverse of it.
  measure_question(
      "deadline_days",
      [](std::size_t row) {
        return number(
            desk.deadline(from_unix(q.begin[row]), working_days{q.days[row]}, day_rule::elapsed));
      },
      [](std::size_t row) {
        std::int64_t out = 0;
        srok_deadline_days(c, q.begin[row], q.days[row], SROK_DAYS_ELAPSED, &out);
        return out;
      },
      floor_moment, [](std::size_t row) { return rival.deadline_days(q.begin[row], q.days[row]); });
  measure_question(
      "next_open", [](std::size_t row) { return number(desk.next_open(from_unix(q.begin[row]))); },
      [](std::size_t row) {
        std::int64_t out = 0;
        srok_next_open(c, q.begin[row], &out);
        return out;
      },
      [](std::size_t row) { return floor.moment(floor.worked(q.begin[row]), 0); },
      [](std::size_t row) { return rival.next_open(q.begin[row]); });
  measure_question(
      "is_open",
      [](std::size_t row) { return std::int64_t{*desk.is_open(from_unix(q.begin[row]))}; },
      [](std::size_t row) {
        std::int32_t out = 0;
        srok_is_open(c, q.begin[row], &out);
        return std::int64_t{out};
      },
      [](std::size_t row) { return floor.worked(q.begin[row]); },
      [](std::size_t row) { return std::int64_t{rival.is_open(q.begin[row])}; });
}

// The heavy desk has no floor of its own: its crowded cells take more than a bare look-up.
void measure_heavy() {
  static const schedule& desk = heavy();
  static const bisected rival{desk};
  static const questions& q = asked();
  const auto elapsed = [](std::size_t row) {
    return number(desk.elapsed(from_unix(q.begin[row]), from_unix(q.end[row])));
  };
  const auto deadline = [](std::size_t row) {
    return number(desk.deadline(from_unix(q.begin[row]), amount(q.budget[row])));
  };
  const auto rival_elapsed = [](std::size_t row) {
    return rival.elapsed(q.begin[row], q.end[row]);
  };
  const auto rival_deadline = [](std::size_t row) {
    return rival.deadline(q.begin[row], q.budget[row]);
  };
  same_answers("elapsed/rival/heavy", elapsed, rival_elapsed);
  same_answers("deadline/rival/heavy", deadline, rival_deadline);
  measure("elapsed/srok/heavy", elapsed);
  measure("deadline/srok/heavy", deadline);
  measure("elapsed/rival/heavy", rival_elapsed);
  measure("deadline/rival/heavy", rival_deadline);
}

// Instants of the first half of the measured years, so that ten years ahead are inside the horizon.
const column& early() {
  static const column result = [] {
    column instants = random_instants(rows, 14);
    for (std::int64_t& at : instants) {
      at = year_begin(first_measured_year) + (at - year_begin(first_measured_year)) / 2;
    }
    return instants;
  }();
  return result;
}

void measure_distances() {
  static const schedule& desk = moscow();
  static const bare floor{desk};
  struct distance {
    const char* name;
    std::int64_t budget;
  };
  // Ten years of the Moscow desk are about 2470 working days of 9 h a decade, 22 000 h.
  for (const distance d :
       {distance{"8h", 8 * 3600}, distance{"80h", 80 * 3600}, distance{"800h", 800 * 3600},
        distance{"2000h", 2000 * 3600}, distance{"10y", 22'000 * 3600}}) {
    static const column& begin = early();
    const std::int64_t budget = d.budget;
    const auto end = std::make_shared<column>(rows);
    for (std::size_t row = 0; row < rows; ++row) {
      (*end)[row] = number(desk.deadline(from_unix(begin[row]), amount(budget)));
    }
    const std::string name = d.name;
    measure("deadline/srok/" + name, [budget](std::size_t row) {
      return number(desk.deadline(from_unix(begin[row]), amount(budget)));
    });
    measure("elapsed/srok/" + name, [end](std::size_t row) {
      return number(desk.elapsed(from_unix(begin[row]), from_unix((*end)[row])));
    });
    measure("deadline/floor/" + name, [budget](std::size_t row) {
      return floor.moment(floor.worked(begin[row]) + budget, 1);
    });
  }
}

void measure_closed_days() {
  for (const std::size_t closed : {0U, 20U, 200U, 2000U}) {
    static const questions& q = asked();
    const auto desk = std::make_shared<const schedule>(closed_on(random_weekdays(closed)));
    const std::string name = std::to_string(closed) + "_closed";
    measure("deadline/srok/" + name, [desk](std::size_t row) {
      return number(desk->deadline(from_unix(q.begin[row]), amount(q.budget[row])));
    });
    measure("elapsed/srok/" + name, [desk](std::size_t row) {
      return number(desk->elapsed(from_unix(q.begin[row]), from_unix(q.end[row])));
    });
  }
}

}  // namespace
}  // namespace srok::benchmarks

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
  srok::benchmarks::measure_moscow();
  srok::benchmarks::measure_heavy();
  srok::benchmarks::measure_distances();
  srok::benchmarks::measure_closed_days();
  benchmark::RunSpecifiedBenchmarks();
}
