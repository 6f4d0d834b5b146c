// Questions over columns, beside a bare subtraction over the same arrays (floor) and the textbook's
// bisection row by row (rival).
//
// Names are question/who/desk/unit/rows, with /status where the status column is asked for too.
// 4 Ki rows stay in the cache, 4 Mi come from memory. rows/... and threads/... are the curves.
#include "srok/engine/batch.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "bisected.hpp"
#include "desks.hpp"
#include "floors.hpp"
#include "srok/sla/due_batch.hpp"

namespace srok::benchmarks {
namespace {

constexpr std::size_t in_cache = std::size_t{4} << 10;
constexpr std::size_t from_memory = std::size_t{4} << 20;

// ---- columns ----

// Of one unit; made as long as the longest benchmark that was asked for, and kept.
struct columns {
  std::vector<std::int64_t> begin, end, budget, out;
  std::vector<std::int32_t> days, priority, status, narrow_out;
  std::vector<std::uint32_t> index;

  std::size_t rows() const noexcept { return begin.size(); }
};

std::int64_t parts_of(unit u) {
  switch (u) {
    case unit::seconds:
      return 1;
    case unit::milliseconds:
      return 1'000;
    case unit::microseconds:
      return 1'000'000;
    case unit::nanoseconds:
      return 1'000'000'000;
  }
  return 0;
}

// Finer units have instants within the second too.
void lengthen(columns& c, std::size_t rows, unit u) {
  const std::int64_t parts = parts_of(u);
  random_numbers random{21};
  const auto fill = [&](std::vector<std::int64_t>& column, std::int64_t from, std::int64_t to) {
    column.resize(rows);
    for (std::int64_t& value : column) {
      value = random.between(from, to) * parts + random.between(0, parts);
    }
  };
  const std::int64_t first = year_begin(first_measured_year);
  const std::int64_t last = year_begin(last_measured_year + 1);
  fill(c.begin, first, last);
  fill(c.end, first, last);
  fill(c.budget, 60, 80 * 3600);
  c.out.resize(rows);
  c.days.resize(rows);
  c.priority.resize(rows);
  c.index.resize(rows);
  c.status.resize(rows);
  c.narrow_out.resize(rows);
  for (std::size_t row = 0; row < rows; ++row) {
    c.days[row] = static_cast<std::int32_t>(random.between(1, 9));
    c.priority[row] = static_cast<std::int32_t>(random.between(0, 4));
    c.index[row] = static_cast<std::uint32_t>(random.between(0, 2));
  }
}

columns& columns_of(unit u, std::size_t rows) {
  static std::mutex filling;  // benchmarks of several threads come here at once
  static std::map<unit, columns> kept;
  const std::lock_guard lock{filling};
  columns& c = kept[u];
  if (c.rows() < rows) lengthen(c, rows, u);
  return c;
}

// A benchmark's rows of the columns.
struct rows_of {
  columns& c;
  std::size_t first;
  std::size_t count;
  bool with_status;

  template <class T>
  std::span<T> operator()(std::vector<T>& column) const {
    return std::span{column}.subspan(first, count);
  }
  std::span<std::int32_t> status() const {
    return with_status ? (*this)(c.status) : std::span<std::int32_t>{};
  }
};

// ---- questions ----

using ask = std::function<status(const schedule&, unit, const rows_of&)>;

struct question {
  const char* name;
  ask batch;
};

const std::vector<question>& questions() {
  static const std::array<const schedule*, 2> two_desks{&moscow(), &heavy()};
  static const schedule_list two{std::span<const schedule* const>{two_desks}};
  static const regulation& rules = regulation::builtin("technotronics");
  static const std::vector<question> all{
      {"elapsed",
       [](const schedule& s, unit u, const rows_of& r) {
         return elapsed_batch(s, u, r(r.c.begin), r(r.c.end), r(r.c.out), r.status());
       }},
      {"deadline",
       [](const schedule& s, unit u, const rows_of& r) {
         return deadline_batch(s, u, r(r.c.begin), r(r.c.budget), landing::nearest, r(r.c.out),
                               r.status());
       }},
      {"deadline_same",
       [](const schedule& s, unit u, const rows_of& r) {
         return deadline_batch(s, u, r(r.c.begin), 8 * 3600 * parts_of(u), landing::nearest,
                               r(r.c.out), r.status());
       }},
      {"latest_start",
       [](const schedule& s, unit u, const rows_of& r) {
         return latest_start_batch(s, u, r(r.c.begin), r(r.c.budget), landing::nearest, r(r.c.out),
                                   r.status());
       }},
      {"deadline_days",
       [](const schedule& s, unit u, const rows_of& r) {
         return deadline_days_batch(s, u, r(r.c.begin), r(r.c.days), day_rule::elapsed, r(r.c.out),
                                    r.status());
       }},
      {"regulation_due",
       [](const schedule&, unit u, const rows_of& r) {
         return due_batch(rules, u, r(r.c.priority), r(r.c.begin), r(r.c.out), r.status());
       }},
      {"is_open",
       [](const schedule& s, unit u, const rows_of& r) {
         return is_open_batch(s, u, r(r.c.begin), r(r.c.narrow_out), r.status());
       }},
      {"elapsed_many",
       [](const schedule&, unit u, const rows_of& r) {
         return elapsed_batch_many(two, r(r.c.index), u, r(r.c.begin), r(r.c.end), r(r.c.out),
                                   r.status());
       }},
      {"deadline_many",
       [](const schedule&, unit u, const rows_of& r) {
         return deadline_batch_many(two, r(r.c.index), u, r(r.c.begin), r(r.c.budget),
                                    landing::nearest, r(r.c.out), r.status());
       }},
  };
  return all;
}

const question& question_named(const std::string& name) {
  for (const question& q : questions()) {
    if (q.name == name) return q;
  }
  std::cerr << "batch: there is no question " << name << "\n";
  std::exit(1);
}

// The same of one way to run batches, where the machine has several.
std::vector<question> questions_of(const engine::batch_functions& target) {
  static const regulation& rules = regulation::builtin("technotronics");
  static const std::vector<std::int32_t> terms = [] {
    std::vector<std::int32_t> result;
    for (const priority_terms& priority : rules.priorities()) {
      result.push_back(priority.answer_within.count());
    }
    return result;
  }();
  return {
      {"elapsed",
       [&target](const schedule& s, unit u, const rows_of& r) {
         return target.elapsed(s.tables(), u, r(r.c.begin), r(r.c.end), r(r.c.out), r.status());
       }},
      {"deadline",
       [&target](const schedule& s, unit u, const rows_of& r) {
         return target.deadline(s.tables(), u, r(r.c.begin), {r(r.c.budget).data()},
                                landing::nearest, r(r.c.out), r.status());
       }},
      {"regulation_due",
       [&target](const schedule& s, unit u, const rows_of& r) {
         return target.term_ends(s.tables(), u, r(r.c.begin), r(r.c.priority), {terms}, r(r.c.out),
                                 r.status());
       }},
  };
}

// The floor over the same rows.
status subtraction(const schedule&, unit, const rows_of& r) {
  if (r.with_status) {
    subtract(r(r.c.begin).data(), r(r.c.end).data(), r(r.c.out).data(), r.status().data(), r.count);
  } else {
    subtract(r(r.c.begin).data(), r(r.c.end).data(), r(r.c.out).data(), r.count);
  }
  return status::ok;
}

// The rival's answers, in seconds alone.
ask bisecting(const std::string& name, const bisected& rival) {
  const auto each = [](const rows_of& r, auto answered) {
    for (std::size_t row = 0; row < r.count; ++row) {
      r(r.c.out)[row] = answered(r.first + row);
    }
    return status::ok;
  };
  if (name == "elapsed") {
    return [&rival, each](const schedule&, unit, const rows_of& r) {
      return each(r, [&](auto row) { return rival.elapsed(r.c.begin[row], r.c.end[row]); });
    };
  }
  if (name == "deadline") {
    return [&rival, each](const schedule&, unit, const rows_of& r) {
      return each(r, [&](auto row) { return rival.deadline(r.c.begin[row], r.c.budget[row]); });
    };
  }
  if (name == "latest_start") {
    return [&rival, each](const schedule&, unit, const rows_of& r) {
      return each(r, [&](auto row) { return rival.latest_start(r.c.begin[row], r.c.budget[row]); });
    };
  }
  return [&rival, each](const schedule&, unit, const rows_of& r) {  // deadline_days
    return each(r, [&](auto row) { return rival.deadline_days(r.c.begin[row], r.c.days[row]); });
  };
}

// ---- measuring ----

const char* word(unit u) {
  switch (u) {
    case unit::seconds:
      return "s";
    case unit::milliseconds:
      return "ms";
    case unit::microseconds:
      return "us";
    case unit::nanoseconds:
      return "ns";
  }
  return "?";
}

std::string short_count(std::size_t count) {
  if (count % (std::size_t{1} << 20) == 0) return std::to_string(count >> 20) + "Mi";
  return std::to_string(count >> 10) + "Ki";
}

benchmark::internal::Benchmark* measure(const std::string& name, const ask& batch,
                                        const schedule& desk, unit u, std::size_t rows,
                                        bool with_status = false, std::size_t threads = 1) {
  return benchmark::RegisterBenchmark(name.c_str(), [=, &desk](benchmark::State& state) {
    columns& c = columns_of(u, rows * threads);
    const rows_of own{c, rows * static_cast<std::size_t>(state.thread_index()), rows, with_status};
    for (auto _ : state) {
      if (batch(desk, u, own) != status::ok) state.SkipWithError("a row failed");
      benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
  });
}

// A rival that answers something else is no rival.
void same_answers(const std::string& name, const ask& ours, const ask& theirs,
                  const schedule& desk) {
  columns& c = columns_of(unit::seconds, in_cache);
  const rows_of rows{c, 0, in_cache, false};
  ours(desk, unit::seconds, rows);
  const std::vector<std::int64_t> expected(c.out.begin(), c.out.begin() + in_cache);
  theirs(desk, unit::seconds, rows);
  if (!std::equal(expected.begin(), expected.end(), c.out.begin())) {
    std::cerr << "batch: the rival of " << name << " answers differently\n";
    std::exit(1);
  }
}

void measure_all() {
  const auto name = [](const std::string& question, const char* who, const char* desk, unit u,
                       std::size_t rows) {
    return question + "/" + who + "/" + desk + "/" + word(u) + "/" + short_count(rows);
  };

  for (const std::size_t rows : {in_cache, from_memory}) {
    measure(name("subtract", "floor", "any", unit::seconds, rows), subtraction, moscow(),
            unit::seconds, rows);
    measure(name("subtract", "floor", "any", unit::seconds, rows) + "/status", subtraction,
            moscow(), unit::seconds, rows, true);
    for (const question& q : questions()) {
      const std::string moscow_name = name(q.name, "srok", "moscow", unit::seconds, rows);
      measure(moscow_name, q.batch, moscow(), unit::seconds, rows);
      measure(moscow_name + "/status", q.batch, moscow(), unit::seconds, rows, true);
    }
    for (const char* const on_heavy : {"elapsed", "deadline", "latest_start", "deadline_days"}) {
      measure(name(on_heavy, "srok", "heavy", unit::seconds, rows), question_named(on_heavy).batch,
              heavy(), unit::seconds, rows);
    }
    for (const char* const finer : {"elapsed", "deadline", "regulation_due"}) {
      for (const unit u : {unit::milliseconds, unit::microseconds, unit::nanoseconds}) {
        measure(name(finer, "srok", "moscow", u, rows), question_named(finer).batch, moscow(), u,
                rows);
      }
    }
  }

  for (const engine::batch_functions* const target : engine::batch_targets()) {
    for (const question& q : questions_of(*target)) {
      for (const std::size_t rows : {in_cache, from_memory}) {
        measure("targets/" + std::string{target->name} + "/" + q.name + "/" + short_count(rows),
                q.batch, moscow(), unit::seconds, rows);
      }
    }
  }

  static const bisected moscow_rival{moscow()};
  static const bisected heavy_rival{heavy()};
  for (const char* const rivalled : {"elapsed", "deadline", "latest_start", "deadline_days"}) {
    const ask& ours = question_named(rivalled).batch;
    same_answers(rivalled, ours, bisecting(rivalled, moscow_rival), moscow());
    same_answers(rivalled, ours, bisecting(rivalled, heavy_rival), heavy());
    measure(name(rivalled, "rival", "moscow", unit::seconds, in_cache),
            bisecting(rivalled, moscow_rival), moscow(), unit::seconds, in_cache);
    measure(name(rivalled, "rival", "heavy", unit::seconds, in_cache),
            bisecting(rivalled, heavy_rival), heavy(), unit::seconds, in_cache);
  }
}

void measure_curves() {
  for (const char* const curve : {"elapsed", "deadline"}) {
    const ask& batch = question_named(curve).batch;
    for (std::size_t rows = in_cache; rows <= std::size_t{16} << 20; rows *= 4) {
      measure("rows/" + std::string{curve} + "/" + short_count(rows), batch, moscow(),
              unit::seconds, rows);
    }
  }
  for (std::size_t rows = in_cache; rows <= std::size_t{16} << 20; rows *= 4) {
    measure("rows/floor/" + short_count(rows), subtraction, moscow(), unit::seconds, rows);
  }

  // As far as the rival keeps within a second.
  static const bisected rival{moscow()};
  for (std::size_t rows = in_cache; rows <= std::size_t{1} << 20; rows *= 4) {
    measure("rows/rival/" + short_count(rows), bisecting("deadline", rival), moscow(),
            unit::seconds, rows);
  }

  // Each thread has its own million rows of the same columns.
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::size_t> counts;
  for (std::size_t threads = 1; threads < cores; threads *= 2) counts.push_back(threads);
  counts.push_back(cores);
  for (const std::size_t threads : counts) {
    const auto on_threads = [&](const char* who, const ask& batch) {
      measure("threads/" + std::string{who} + "/" + std::to_string(threads), batch, moscow(),
              unit::seconds, from_memory / 4, false, threads)
          ->Threads(static_cast<int>(threads))
          ->UseRealTime();
    };
    on_threads("elapsed", question_named("elapsed").batch);
    on_threads("deadline", question_named("deadline").batch);
    on_threads("floor", subtraction);
  }
}

}  // namespace
}  // namespace srok::benchmarks

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (benchmark::ReportUnrecognizedArguments(count, arguments)) return 2;
  srok::benchmarks::measure_all();
  srok::benchmarks::measure_curves();
  benchmark::RunSpecifiedBenchmarks();
}
