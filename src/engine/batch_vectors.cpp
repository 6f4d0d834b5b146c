// Batches by vectors: the same two look-ups and few integer operations, for as many rows at once as
// a register has 32-bit lanes. Compiled once for each target by Highway, which picks nothing
// itself: it is batch.cpp that asks the machine. One file, for Highway compiles a file as a whole
// once for each target, and a question wants its blocks inlined; what reads as a part of its own is
// in vector_*.hpp.
//
// The rows of a tile go through the axis first and through the table second: what the axis found is
// by then in the cache, not on its way there, and single loads of it do not wait for a whole
// vector's store.
//
// Marked rows, and rows of crowded cells, are answered by the scalar question. A mark is a 64-bit
// lane and stands for the two rows that share it; to mark one too many costs only time.
#include "engine/batch_vectors.hpp"

#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "engine/batch_vectors.cpp"
// Highway's assertions of debug builds are in its library, of which nothing is linked.
#define HWY_IS_DEBUG_BUILD 0
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_AVX3_DL)
#include <hwy/cache_control.h>
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_NEON
#include "engine/vector_days.hpp"
#include "engine/vector_line.hpp"

HWY_BEFORE_NAMESPACE();
namespace srok::engine {
namespace HWY_NAMESPACE {

// ---- answering ----

// Writes a block, its marked rows answered by the question. An input may be the output, so all is
// asked before anything is written.
template <class Out, class Question>
HWY_NOINLINE HWY_ATTR bool mend_and_store(const Question& question, std::size_t row,
                                          vector_mark mark, both answers, Out* out,
                                          std::int32_t* out_status) {
  Out mended[block];
  std::uint64_t marks[half];
  std::int32_t statuses[block] = {};
  store(answers, mended);
  hn::StoreU(mark, d64, marks);
  bool failed = false;
  for (std::size_t k = 0; k < block; ++k) {
    if (marks[k % half] == 0) continue;
    mended[k] = none_of<Out>;
    if (question.missing(row + k)) continue;
    const answer<Out> found = question.answer_of(row + k);
    if (found) {
      mended[k] = *found;
    } else {
      statuses[k] = static_cast<std::int32_t>(found.why);
      failed = true;
    }
  }
  std::memcpy(out + row, mended, sizeof mended);
  if (out_status != nullptr) std::memcpy(out_status + row, statuses, sizeof statuses);
  return failed;
}

// ---- batches that no cache holds ----

// From so many rows on a column of 64 bits is 2 MB, and three are more than a core's second cache.
// Then inputs are asked for some rows ahead, as no prefetcher follows a loop that pauses, and
// outputs pass the caches by, which spares reading what is overwritten. Measured over 4 Mi rows, ns
// a row of elapsed: 1.37 with neither, 0.90 with the first, 0.72 with both; 0.56 is the bare
// subtraction.
constexpr std::size_t large = std::size_t{1} << 18;
constexpr std::size_t rows_ahead = 512;

// The block of a column that lies some rows ahead; past its end nothing happens. A tile of it at
// once is too much at once: 1.27 instead of 0.72.
//
// Always inlined, and so is what only calls it: GCC takes a function that does nothing but fetch
// for one that does nothing, and drops the call (deadline from memory: 1.65 instead of 0.90).
template <class T>
HWY_INLINE void fetch_ahead(const T* column, std::size_t row) {
  const auto at = reinterpret_cast<std::uintptr_t>(column) + (row + rows_ahead) * sizeof(T);
  for (std::size_t byte = 0; byte < block * sizeof(T); byte += 64) {
    hwy::Prefetch(reinterpret_cast<const char*>(at + byte));
  }
}

// ---- blocks of a batch ----

// Collects the blocks of one batch.
template <class Out, class Question>
class block_writer {
 public:
  HWY_INLINE HWY_ATTR block_writer(const Question& question, std::span<Out> out,
                                   std::span<std::int32_t> out_status)
      : question_{question},
        out_{out.data()},
        out_status_{out_status.empty() ? nullptr : out_status.data()},
        is_large_{out.size() >= large} {}

  HWY_INLINE HWY_ATTR void write(std::size_t row, vector_mark mark, both answers) {
    if (HWY_LIKELY(hn::AllTrue(d64, hn::Eq(mark, hn::Zero(d64))))) {
      put(answers, row);
      if (out_status_ != nullptr) {
        hn::StoreU(hn::Zero(d32), d32, reinterpret_cast<std::uint32_t*>(out_status_ + row));
      }
    } else {
      failed_ |= mend_and_store(question_, row, mark, answers, out_, out_status_);
    }
  }

  bool is_large() const { return is_large_; }

  bool failed() const { return failed_; }

 private:
  HWY_INLINE HWY_ATTR void put(both answers, std::size_t row) {
    if constexpr (sizeof(Out) == 8) {
      if (is_large_) return stream(answers, out_ + row);
    }
    store(answers, out_ + row);
  }

  const Question& question_;
  Out* out_;
  std::int32_t* out_status_;
  bool is_large_;
  bool failed_ = false;
};

// Rows until the output is aligned to a vector.
template <class Out>
std::size_t rows_to_alignment(const Out* out) {
  constexpr std::size_t bytes = half * sizeof(std::uint64_t);
  return (bytes - reinterpret_cast<std::uintptr_t>(out) % bytes) % bytes / sizeof(Out);
}

// run(writer, first row, end row) over tiles of whole blocks; the rows that are left over are asked
// one by one.
template <class Out, class Question, class Run>
HWY_INLINE HWY_ATTR status over_tiles(const Question& question, std::span<Out> out,
                                      std::span<std::int32_t> out_status, const Run& run) {
  block_writer<Out, Question> writer{question, out, out_status};
  const std::size_t first = writer.is_large() ? rows_to_alignment(out.data()) : 0;
  const status head = answer_rows(question, out.first(first), out_status);
  const std::size_t end = first + (out.size() - first) / block * block;
  for (std::size_t row = first; row < end; row += tile) {
    run(writer, row, row + tile < end ? row + tile : end);
  }
  if (writer.is_large()) hwy::FlushStream();
  const status rest = answer_rows(question, out, out_status, end);
  return writer.failed() || head != status::ok ? status::some_rows_failed : rest;
}

using marks_of_tile = std::uint64_t[tile / 2];

template <std::int64_t F>
HWY_ATTR status elapsed_rows(const elapsed_question<F>& question, const tables& t,
                             std::span<std::int64_t> out, std::span<std::int32_t> out_status) {
  const vector_line<F> known{t};
  return over_tiles(question, out, out_status,
                    [&](auto& writer, std::size_t begin, std::size_t end) HWY_ATTR {
                      // What is local to the tile stays in registers: no store can change it.
                      const vector_line<F> line = known;
                      typename vector_line<F>::stage from;
                      typename vector_line<F>::stage to;
                      HWY_ALIGN marks_of_tile marks;
                      for (std::size_t row = 0; row < end - begin; row += block) {
                        if (writer.is_large()) {
                          fetch_ahead(question.begin, begin + row);
                          fetch_ahead(question.end, begin + row);
                        }
                        vector_mark mark = hn::Zero(d64);
                        mark = line.place(load(question.begin + begin + row), from, row, mark);
                        mark = line.place(load(question.end + begin + row), to, row, mark);
                        hn::Store(mark, d64, marks + row / 2);
                      }
                      for (std::size_t row = 0; row < end - begin; row += block) {
                        vector_mark mark = hn::Load(d64, marks + row / 2);
                        const vector_work first = line.work(from, row, mark);
                        const vector_work last = line.work(to, row, mark);
                        writer.write(begin + row, mark, line.amount(last) - line.amount(first));
                      }
                    });
}

// ---- deadlines and latest starts ----

// Which moment an amount before (or after) an instant is asked for.
enum class ask : std::uint8_t {
  deadline_nearest,
  deadline_farthest,
  latest_start_nearest,
  latest_start_farthest,
  term_nearest,  // a deadline whose budget is never 0
};

constexpr bool goes_forward(ask a) {
  return a != ask::latest_start_nearest && a != ask::latest_start_farthest;
}
// The first moment of an amount, else the last.
constexpr bool wants_first(ask a) {
  return a != ask::deadline_farthest && a != ask::latest_start_nearest;
}
// A budget of 0 is the given instant.
constexpr bool zero_stays(ask a) {
  return a == ask::deadline_nearest || a == ask::latest_start_nearest;
}

// The first moment of 0 and the last of the total are never asked for.
constexpr bool edge_exists(ask a) {
  return a != ask::deadline_farthest && a != ask::latest_start_farthest;
}

// budgets(row): those of a block, in parts of a second; one that is not to be answered here is
// larger than any room, as a negative one is.
template <ask A, std::int64_t F, class Question, class Budgets>
HWY_ATTR status moment_rows(const Question& question, const std::int64_t* instants,
                            const Budgets& budgets, const tables& t, std::span<std::int64_t> out,
                            std::span<std::int32_t> out_status) {
  const vector_line<F> known{t};
  return over_tiles(
      question, out, out_status, [&](auto& writer, std::size_t begin, std::size_t end) HWY_ATTR {
        const vector_line<F> line = known;
        typename vector_line<F>::stage given;
        typename vector_line<F>::stage asked;
        HWY_ALIGN marks_of_tile marks;
        for (std::size_t row = 0; row < end - begin; row += block) {
          if (writer.is_large()) fetch_ahead(instants, begin + row);
          hn::Store(line.place(load(instants + begin + row), given, row, hn::Zero(d64)), d64,
                    marks + row / 2);
        }
        for (std::size_t row = 0; row < end - begin; row += block) {
          if (writer.is_large()) budgets.fetch(begin + row);
          vector_mark mark = hn::Load(d64, marks + row / 2);
          const vector_work work = line.work(given, row, mark);
          mark = line.template place_moment<goes_forward(A), wants_first(A), edge_exists(A)>(
              work, budgets(begin + row), asked, row, mark);
          hn::Store(mark, d64, marks + row / 2);
        }
        for (std::size_t row = 0; row < end - begin; row += block) {
          vector_mark mark = hn::Load(d64, marks + row / 2);
          both moment = line.template moment<wants_first(A)>(asked, row, mark);
          if constexpr (zero_stays(A)) {
            moment = where_zero(budgets(begin + row), load(instants + begin + row), moment);
          }
          writer.write(begin + row, mark, moment);
        }
      });
}

struct given_budgets {
  amounts column;

  HWY_INLINE void fetch(std::size_t row) const {
    if (column.rows != nullptr) fetch_ahead(column.rows, row);
  }

  HWY_INLINE HWY_ATTR both operator()(std::size_t row) const {
    return column.rows != nullptr ? load(column.rows + row) : broadcast(column.same);
  }
};

// ---- columns of days ----

struct given_days {
  const std::int32_t* days;

  HWY_INLINE void fetch(std::size_t row) const { fetch_ahead(days, row); }
  HWY_INLINE HWY_ATTR both operator()(std::size_t row) const { return load(days + row); }
};

struct days_of_terms {
  days_of_places days;
  const std::int32_t* place;

  HWY_INLINE void fetch(std::size_t row) const { fetch_ahead(place, row); }
  HWY_INLINE HWY_ATTR both operator()(std::size_t row) const { return days(place + row); }
};

// Either, as budgets.
template <std::int64_t F, class Days>
struct budgets_of_days {
  days_as_amounts<F> amount_of;
  Days days;

  HWY_INLINE void fetch(std::size_t row) const { days.fetch(row); }
  HWY_INLINE HWY_ATTR both operator()(std::size_t row) const { return amount_of(days(row)); }
};

// ---- working days ----

// `first`: the end itself, a closing where time stands still; else the next opening.
template <bool first, std::int64_t F, class Question, class Days>
HWY_ATTR status day_rows(const Question& question, const std::int64_t* start, const Days& days,
                         day_rule rule, const tables& t, std::span<std::int64_t> out,
                         std::span<std::int32_t> out_status) {
  const vector_line<F> known{t};
  const vector_days known_days{t, rule};
  return over_tiles(
      question, out, out_status, [&](auto& writer, std::size_t begin, std::size_t end) HWY_ATTR {
        const vector_line<F> line = known;
        const vector_days counter = known_days;
        typename vector_line<F>::stage given;
        typename vector_line<F>::stage asked;
        vector_days::stage counted;
        HWY_ALIGN marks_of_tile marks;
        // step(row, mark) -> mark for each block of the tile.
        const auto for_blocks = [&](const auto& step) HWY_ATTR {
          for (std::size_t row = 0; row < end - begin; row += block) {
            hn::Store(step(row, hn::Load(d64, marks + row / 2)), d64, marks + row / 2);
          }
        };
        for (std::size_t row = 0; row < end - begin; row += block) {
          if (writer.is_large()) {
            fetch_ahead(start, begin + row);
            days.fetch(begin + row);
          }
          hn::Store(line.place(load(start + begin + row), given, row, hn::Zero(d64)), d64,
                    marks + row / 2);
        }
        for_blocks([&](std::size_t row, vector_mark mark) HWY_ATTR {
          const vector_work accepted = line.work(given, row, mark);
          return counter.begin(accepted, low_halves(days(begin + row)), counted, row, mark);
        });
        if (!counter.is_uniform()) {
          for_blocks([&](std::size_t row, vector_mark mark)
                         HWY_ATTR { return counter.find_first_day(counted, row, mark); });
          for_blocks([&](std::size_t row, vector_mark mark)
                         HWY_ATTR { return counter.find_day(counted, row, mark); });
        }
        for_blocks([&](std::size_t row, vector_mark mark)
                       HWY_ATTR { return counter.go(counted, row, mark); });
        for_blocks([&](std::size_t row, vector_mark mark) HWY_ATTR {
          const both amount = line.amount(counter.end(counted, row));
          line.template place_amount<first>(amount, asked, row);
          return first ? mark : equals(amount, line.total(), mark);
        });
        for (std::size_t row = 0; row < end - begin; row += block) {
          vector_mark mark = hn::Load(d64, marks + row / 2);
          const both moment = line.template moment<first>(asked, row, mark);
          writer.write(begin + row, mark, moment);
        }
      });
}

template <std::int64_t F>
HWY_ATTR status open_rows(const is_open_question<F>& question, const tables& t,
                          std::span<std::int32_t> out, std::span<std::int32_t> out_status) {
  const vector_line<F> known{t};
  const both end_of_line = broadcast(t.horizon_end * F);
  return over_tiles(
      question, out, out_status, [&](auto& writer, std::size_t begin, std::size_t end) HWY_ATTR {
        const vector_line<F> line = known;
        typename vector_line<F>::stage given;
        HWY_ALIGN marks_of_tile marks;
        for (std::size_t row = 0; row < end - begin; row += block) {
          if (writer.is_large()) fetch_ahead(question.at, begin + row);
          const both at = load(question.at + begin + row);
          const vector_mark mark = equals(at, end_of_line, hn::Zero(d64));
          hn::Store(line.place(at, given, row, mark), d64, marks + row / 2);
        }
        for (std::size_t row = 0; row < end - begin; row += block) {
          vector_mark mark = hn::Load(d64, marks + row / 2);
          const vector_work found = line.work(given, row, mark);
          writer.write(begin + row, mark, widen(hn::And(found.open, hn::Set(d32, 1))));
        }
      });
}

// ---- the functions of this target ----

HWY_ATTR status elapsed(const tables& t, unit u, std::span<const std::int64_t> begin,
                        std::span<const std::int64_t> end, std::span<std::int64_t> out,
                        std::span<std::int32_t> out_status) noexcept {
  return on_line(t, u, [&]<std::int64_t F>(line<F> line) HWY_ATTR {
    return elapsed_rows(elapsed_question<F>{line, begin.data(), end.data()}, t, out, out_status);
  });
}

HWY_ATTR status deadline(const tables& t, unit u, std::span<const std::int64_t> start,
                         amounts budget, landing at, std::span<std::int64_t> out,
                         std::span<std::int32_t> out_status) noexcept {
  return on_line(t, u, [&]<std::int64_t F>(line<F> line) HWY_ATTR {
    const deadline_question<F> question{line, start.data(), budget, at};
    const given_budgets budgets{budget};
    return at == landing::nearest ? moment_rows<ask::deadline_nearest, F>(
                                        question, start.data(), budgets, t, out, out_status)
                                  : moment_rows<ask::deadline_farthest, F>(
                                        question, start.data(), budgets, t, out, out_status);
  });
}

HWY_ATTR status latest_start(const tables& t, unit u, std::span<const std::int64_t> deadline,
                             amounts budget, landing at, std::span<std::int64_t> out,
                             std::span<std::int32_t> out_status) noexcept {
  return on_line(t, u, [&]<std::int64_t F>(line<F> line) HWY_ATTR {
    const latest_start_question<F> question{line, deadline.data(), budget, at};
    const given_budgets budgets{budget};
    return at == landing::nearest ? moment_rows<ask::latest_start_nearest, F>(
                                        question, deadline.data(), budgets, t, out, out_status)
                                  : moment_rows<ask::latest_start_farthest, F>(
                                        question, deadline.data(), budgets, t, out, out_status);
  });
}

HWY_ATTR status deadline_days(const tables& t, unit u, std::span<const std::int64_t> start,
                              std::span<const std::int32_t> days, day_rule rule,
                              std::span<std::int64_t> out,
                              std::span<std::int32_t> out_status) noexcept {
  return on_line(t, u, [&]<std::int64_t F>(line<F> line) HWY_ATTR {
    const deadline_days_question<F> question{line, start.data(), days.data(), rule};
    const given_days column{days.data()};
    if (rule == day_rule::elapsed && t.uniform_day != 0) {
      const budgets_of_days<F, given_days> budgets{days_as_amounts<F>{t}, column};
      return moment_rows<ask::deadline_nearest, F>(question, start.data(), budgets, t, out,
                                                   out_status);
    }
    if (!vector_days::can_count(t)) return answer_rows(question, out, out_status);
    return day_rows<true, F>(question, start.data(), column, rule, t, out, out_status);
  });
}

HWY_ATTR status term_ends(const tables& t, unit u, std::span<const std::int64_t> start,
                          std::span<const std::int32_t> place, day_terms terms,
                          std::span<std::int64_t> out,
                          std::span<std::int32_t> out_status) noexcept {
  if (!days_of_places::hold(terms.days)) {
    return row_by_row.term_ends(t, u, start, place, terms, out, out_status);
  }
  return on_line(t, u, [&]<std::int64_t F>(line<F> line) HWY_ATTR {
    const term_question<F> question{line, start.data(), place.data(), terms};
    const days_of_terms days{days_of_places{terms.days}, place.data()};
    if (terms.rule == day_rule::elapsed && t.uniform_day != 0) {
      const budgets_of_days<F, days_of_terms> budgets{days_as_amounts<F>{t}, days};
      return terms.at == landing::nearest
                 ? moment_rows<ask::term_nearest, F>(question, start.data(), budgets, t, out,
                                                     out_status)
                 : moment_rows<ask::deadline_farthest, F>(question, start.data(), budgets, t, out,
                                                          out_status);
    }
    if (!vector_days::can_count(t)) return answer_rows(question, out, out_status);
    return terms.at == landing::nearest
               ? day_rows<true, F>(question, start.data(), days, terms.rule, t, out, out_status)
               : day_rows<false, F>(question, start.data(), days, terms.rule, t, out, out_status);
  });
}

HWY_ATTR status is_open(const tables& t, unit u, std::span<const std::int64_t> at,
                        std::span<std::int32_t> out, std::span<std::int32_t> out_status) noexcept {
  return on_line(t, u, [&]<std::int64_t F>(line<F> line) HWY_ATTR {
    return open_rows(is_open_question<F>{line, at.data()}, t, out, out_status);
  });
}

const batch_functions functions{hwy::TargetName(HWY_TARGET),
                                elapsed,
                                deadline,
                                latest_start,
                                deadline_days,
                                term_ends,
                                is_open};

}  // namespace HWY_NAMESPACE
}  // namespace srok::engine
HWY_AFTER_NAMESPACE();
#endif

#if HWY_ONCE
namespace srok::engine {
namespace {

// What Highway's targets are compiled for; it looks at the same features.
#if HWY_TARGETS & (HWY_AVX3 | HWY_AVX2)  // 32-bit machines have neither
bool has_avx2() noexcept {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
         __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
}
[[maybe_unused]] bool has_avx512() noexcept {
  return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
}
#endif

}  // namespace

std::span<const vector_target> vector_targets() noexcept {
#if HWY_TARGETS & (HWY_AVX3 | HWY_AVX2)
  static const vector_target targets[] = {
#if HWY_TARGETS & HWY_AVX3
    {&N_AVX3::functions, has_avx512()},
#endif
#if HWY_TARGETS & HWY_AVX2
    {&N_AVX2::functions, has_avx2()},
#endif
  };
  return targets;
#elif HWY_TARGETS & HWY_NEON
  static const vector_target targets[] = {{&N_NEON::functions, true}};
  return targets;
#else
  return {};
#endif
}

}  // namespace srok::engine
#endif
