// Batches by vectors: the same two look-ups and few integer operations, for as many rows at once as
// a register has 32-bit lanes. Compiled once for each target by Highway, which picks nothing
// itself: it is batch.cpp that asks the machine.
//
// A block is as many rows as there are 32-bit lanes. Its first half lies in the even lanes and its
// second half in the odd ones, so that two registers of 64-bit lanes become one of 32-bit lanes,
// and back, by a shift and a blend, and a product of 32-bit lanes is already where it belongs.
//
// The rows of a tile go through the axis first and through the table second: what the axis found is
// by then in the cache, not on its way there, and single loads of it do not wait for a whole
// vector's store. The look-ups themselves are single loads put together in a register. Measured on
// a Zen 5 (4 Ki rows, ns a row of two look-ups): the gather instruction 0.62, single loads 0.40.
//
// Every look-up stays inside its table whatever the row holds: a value outside the axis is moved to
// its end and the row is marked. Marked rows, and rows of crowded cells, are answered by the scalar
// question. A mark is a 64-bit lane and stands for the two rows that share it; to mark one too many
// costs only time.
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

HWY_BEFORE_NAMESPACE();
namespace srok::engine {
namespace HWY_NAMESPACE {
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_NEON

namespace hn = hwy::HWY_NAMESPACE;

using lanes_32 = hn::ScalableTag<std::uint32_t>;
using lanes_64 = hn::ScalableTag<std::uint64_t>;
using signed_32 = hn::RebindToSigned<lanes_32>;
using signed_64 = hn::RebindToSigned<lanes_64>;
using real_64 = hn::RebindToFloat<lanes_64>;
using narrow_32 = hn::Half<lanes_32>;
using vector_32 = hn::Vec<lanes_32>;
using vector_64 = hn::Vec<lanes_64>;

constexpr lanes_32 d32;
constexpr lanes_64 d64;

constexpr std::size_t half = hn::MaxLanes(lanes_64{});  // rows in a register of 64-bit lanes
constexpr std::size_t block = 2 * half;
constexpr std::size_t tile = 128;  // rows; a multiple of every block
static_assert(tile % block == 0);

using row_of_tile = std::uint32_t[tile];

// ---- blocks of rows ----

// The rows of a block as 64-bit lanes: the first half and the second.
struct both {
  vector_64 first;
  vector_64 second;
};

HWY_INLINE HWY_ATTR vector_32 as_32(vector_64 v) {
  return hn::BitCast(d32, v);
}
HWY_INLINE HWY_ATTR vector_64 as_64(vector_32 v) {
  return hn::BitCast(d64, v);
}
HWY_INLINE HWY_ATTR auto as_signed(vector_32 v) {
  return hn::BitCast(signed_32{}, v);
}

HWY_INLINE HWY_ATTR vector_32 low_halves(both v) {
  return hn::OddEven(as_32(hn::ShiftLeft<32>(v.second)), as_32(v.first));
}

HWY_INLINE HWY_ATTR vector_32 high_halves(both v) {
  return hn::OddEven(as_32(v.second), as_32(hn::ShiftRight<32>(v.first)));
}

HWY_INLINE HWY_ATTR both widen(vector_32 v) {
  return {hn::And(as_64(v), hn::Set(d64, 0xffff'ffff)), hn::ShiftRight<32>(as_64(v))};
}

HWY_INLINE HWY_ATTR both product(vector_32 v, vector_32 factor) {
  return {hn::MulEven(v, factor), hn::MulEven(as_32(hn::ShiftRight<32>(as_64(v))), factor)};
}

HWY_INLINE HWY_ATTR both operator+(both a, both b) {
  return {hn::Add(a.first, b.first), hn::Add(a.second, b.second)};
}

HWY_INLINE HWY_ATTR both operator-(both a, both b) {
  return {hn::Sub(a.first, b.first), hn::Sub(a.second, b.second)};
}

HWY_INLINE HWY_ATTR both smaller(both a, both b) {
  return {hn::Min(a.first, b.first), hn::Min(a.second, b.second)};
}

HWY_INLINE HWY_ATTR both broadcast(std::int64_t value) {
  const vector_64 v = hn::Set(d64, static_cast<std::uint64_t>(value));
  return {v, v};
}

HWY_INLINE HWY_ATTR both load(const std::int64_t* rows) {
  const auto* words = reinterpret_cast<const std::uint64_t*>(rows);
  return {hn::LoadU(d64, words), hn::LoadU(d64, words + half)};
}

HWY_INLINE HWY_ATTR both load(const std::int32_t* rows) {
  const hn::RebindToSigned<narrow_32> narrow;
  const auto wide = [&](const std::int32_t* from) HWY_ATTR {
    return hn::BitCast(d64, hn::PromoteTo(signed_64{}, hn::LoadU(narrow, from)));
  };
  return {wide(rows), wide(rows + half)};
}

HWY_INLINE HWY_ATTR void store(both v, std::int64_t* rows) {
  auto* words = reinterpret_cast<std::uint64_t*>(rows);
  hn::StoreU(v.first, d64, words);
  hn::StoreU(v.second, d64, words + half);
}

// Past the caches. requires: rows is aligned to a vector.
HWY_INLINE HWY_ATTR void stream(both v, std::int64_t* rows) {
  auto* words = reinterpret_cast<std::uint64_t*>(rows);
  hn::Stream(v.first, d64, words);
  hn::Stream(v.second, d64, words + half);
}

HWY_INLINE HWY_ATTR void store(both v, std::int32_t* rows) {
  auto* words = reinterpret_cast<std::uint32_t*>(rows);
  const narrow_32 narrow;
  hn::StoreU(hn::TruncateTo(narrow, v.first), narrow, words);
  hn::StoreU(hn::TruncateTo(narrow, v.second), narrow, words + half);
}

// ---- marks ----

using vector_mark = vector_64;  // not 0 in a lane: at least one of its rows is to be asked again

HWY_INLINE HWY_ATTR vector_mark differs(both a, both b, vector_mark mark) {
  return hn::Or(mark, hn::Or(hn::Xor(a.first, b.first), hn::Xor(a.second, b.second)));
}

HWY_INLINE HWY_ATTR vector_mark differs(vector_32 a, vector_32 b, vector_mark mark) {
  return hn::Or(mark, as_64(hn::Xor(a, b)));
}

HWY_INLINE HWY_ATTR vector_mark equals(both a, both b, vector_mark mark) {
  const auto equal = hn::Or(hn::Eq(a.first, b.first), hn::Eq(a.second, b.second));
  return hn::Or(mark, hn::VecFromMask(d64, equal));
}

// `yes` where the amount is 0.
HWY_INLINE HWY_ATTR both where_zero(both amount, both yes, both no) {
  const vector_64 zero = hn::Zero(d64);
  return {hn::IfThenElse(hn::Eq(amount.first, zero), yes.first, no.first),
          hn::IfThenElse(hn::Eq(amount.second, zero), yes.second, no.second)};
}

// ---- look-ups ----

// The words that a block's 32-bit lanes number.
//
// `stride` is the distance of two numbers in bytes: a word may begin at any of them.
template <std::size_t stride>
HWY_INLINE HWY_ATTR both look_up(const void* table, const std::uint32_t* number) {
  const auto at = [table](std::uint64_t n) { return static_cast<const char*>(table) + n * stride; };
#if HWY_TARGET == HWY_AVX3 || HWY_TARGET == HWY_AVX2
  // Two neighbouring numbers by one load: of the even lane, a first row, and of the odd one.
  const auto with = [&](__m128d& first, __m128d& second, std::size_t k) HWY_ATTR {
    std::uint64_t pair;
    std::memcpy(&pair, number + 2 * k, sizeof pair);
    const auto low = [](const char* word) HWY_ATTR {
      return _mm_castsi128_pd(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(word)));
    };
    first = low(at(static_cast<std::uint32_t>(pair)));
    second = low(at(pair >> 32));
    std::memcpy(&pair, number + 2 * k + 2, sizeof pair);
    const auto high = [](__m128d v, const char* word) HWY_ATTR {
      return _mm_loadh_pd(v, reinterpret_cast<const double*>(word));
    };
    first = high(first, at(static_cast<std::uint32_t>(pair)));
    second = high(second, at(pair >> 32));
  };
  const auto four = [](__m128d a, __m128d b)
                        HWY_ATTR { return _mm256_insertf128_pd(_mm256_castpd128_pd256(a), b, 1); };
  __m128d first[half / 2];
  __m128d second[half / 2];
  with(first[0], second[0], 0);
  with(first[1], second[1], 2);
#if HWY_TARGET == HWY_AVX3
  with(first[2], second[2], 4);
  with(first[3], second[3], 6);
#endif
#if HWY_TARGET == HWY_AVX3
  const auto eight = [&](const __m128d* v) HWY_ATTR {
    return vector_64{_mm512_castpd_si512(
        _mm512_insertf64x4(_mm512_castpd256_pd512(four(v[0], v[1])), four(v[2], v[3]), 1))};
  };
  return {eight(first), eight(second)};
#else
  return {vector_64{_mm256_castpd_si256(four(first[0], first[1]))},
          vector_64{_mm256_castpd_si256(four(second[0], second[1]))}};
#endif
#else
  HWY_ALIGN std::uint64_t first[half];
  HWY_ALIGN std::uint64_t second[half];
  for (std::size_t k = 0; k < half; ++k) {
    std::memcpy(first + k, at(number[2 * k]), sizeof *first);
    std::memcpy(second + k, at(number[2 * k + 1]), sizeof *second);
  }
  return {hn::Load(d64, first), hn::Load(d64, second)};
#endif
}

// 60 times the lower (or the upper) 15 bits of each lane.
template <int upper>
HWY_INLINE HWY_ATTR vector_32 minutes_as_seconds(vector_32 v) {
#if HWY_TARGET == HWY_AVX3
  return vector_32{_mm512_madd_epi16(v.raw, _mm512_set1_epi32(60 << 16 * upper))};
#elif HWY_TARGET == HWY_AVX2
  return vector_32{_mm256_madd_epi16(v.raw, _mm256_set1_epi32(60 << 16 * upper))};
#else
  const vector_32 minutes = hn::And(hn::ShiftRight<16 * upper>(v), hn::Set(d32, 0x7fff));
  return hn::Mul(minutes, hn::Set(d32, 60));
#endif
}

// Division by the length of a cell.
class vector_axis {
 public:
  HWY_INLINE HWY_ATTR explicit vector_axis(const cell_axis& axis)
      : multiplier_{hn::Set(d32, static_cast<std::uint32_t>(axis.multiplier))},
        length_{hn::Set(d32, axis.length)},
        shift_{static_cast<int>(axis.shift)} {}

  // requires: it is exact to all that is asked, and its shift is 32 at least.
  HWY_INLINE HWY_ATTR vector_32 index(vector_32 at) const {
    const both scaled = product(at, multiplier_);
    // The odd lanes' quotient is wanted in the high half: 32 less to shift.
    return hn::OddEven(as_32(hn::ShiftRightSame(scaled.second, shift_ - 32)),
                       as_32(hn::ShiftRightSame(scaled.first, shift_)));
  }

  HWY_INLINE HWY_ATTR vector_32 begin_of(vector_32 index) const { return hn::Mul(index, length_); }

 private:
  vector_32 multiplier_;
  vector_32 length_;
  int shift_;
};

// One of the two axes with its table.
class vector_table {
 public:
  HWY_INLINE HWY_ATTR explicit vector_table(const cell_table& table)
      : words_{table.words}, axis_{table.axis} {}

  // The cell that a moment (an amount) lies in, and how far.
  HWY_INLINE HWY_ATTR void place(vector_32 at, std::uint32_t* cell, std::uint32_t* inside) const {
    const vector_32 index = axis_.index(at);
    hn::Store(index, d32, cell);
    hn::Store(hn::Sub(at, axis_.begin_of(index)), d32, inside);
  }

  HWY_INLINE HWY_ATTR both words_of(const std::uint32_t* cell) const {
    return look_up<sizeof *words_>(words_, cell);
  }

 private:
  const std::uint64_t* words_;
  vector_axis axis_;
};

// A block's words, taken apart.
struct cell_words {
  vector_32 base;
  vector_32 rest;  // the lower halves

  HWY_INLINE HWY_ATTR explicit cell_words(both words)
      : base{high_halves(words)}, rest{low_halves(words)} {}

  HWY_INLINE HWY_ATTR vector_mark crowded(vector_mark mark) const {
    return hn::Or(mark,
                  as_64(hn::And(rest, hn::Set(d32, static_cast<std::uint32_t>(crowded_bit)))));
  }
};

// ---- the line ----

// W at the moments of a block, as whole seconds and what is past of an open second.
struct vector_work {
  vector_32 seconds;
  vector_32 rest;
  vector_32 open;  // all bits: the second is worked
};

template <std::int64_t F>
class vector_line {
 public:
  HWY_INLINE HWY_ATTR explicit vector_line(const tables& t)
      : forward_{t.forward},
        inverse_{t.inverse},
        minus_origin_{hn::Set(d64, static_cast<std::uint64_t>(-t.origin * F))},
        span_{hn::Set(d64, static_cast<std::uint64_t>((t.horizon_end - t.origin) * F))},
        origin_{hn::Set(d64, static_cast<std::uint64_t>(t.origin * F))},
        origin_and_one_{hn::Set(d64, static_cast<std::uint64_t>(t.origin * F + 1))},
        total_{hn::Set(d64, std::uint64_t{t.total} * F)},
        total_32_{hn::Set(d32, t.total)},
        last_{hn::Set(d32, t.total - 1)} {}

  // Rows of a tile on their way through the tables.
  struct stage {
    HWY_ALIGN row_of_tile cell;
    HWY_ALIGN row_of_tile inside;
    HWY_ALIGN row_of_tile rest;  // parts of a second; of no use when F is 1
  };

  // Places a block of moments. One outside the axis is marked; one on it but before the horizon
  // lies in a crowded cell.
  HWY_INLINE HWY_ATTR vector_mark place(both at, stage& s, std::size_t row,
                                        vector_mark mark) const {
    const both after{hn::Add(at.first, minus_origin_), hn::Add(at.second, minus_origin_)};
    const both known = smaller(after, {span_, span_});
    vector_32 second;
    if constexpr (F == 1) {
      second = low_halves(known);
    } else {
      const divided d = divide(known);
      second = low_halves(d.quotient);
      hn::Store(low_halves(d.remainder), d32, s.rest + row);
    }
    forward_.place(second, s.cell + row, s.inside + row);
    return differs(after, known, mark);
  }

  // Places a block of whole working seconds on the axis of the inverse table.
  HWY_INLINE HWY_ATTR void place_worked(vector_32 seconds, stage& s, std::size_t row) const {
    inverse_.place(hn::Min(seconds, last_), s.cell + row, s.inside + row);
  }

  HWY_INLINE HWY_ATTR vector_work work(const stage& s, std::size_t row, vector_mark& mark) const {
    const cell_words word{forward_.words_of(s.cell + row)};
    mark = word.crowded(mark);
    const auto opens = as_signed(minutes_as_seconds<1>(word.rest));
    const auto lasts = as_signed(minutes_as_seconds<0>(word.rest));
    const auto open_for = hn::Sub(as_signed(hn::Load(d32, s.inside + row)), opens);
    const auto worked = hn::Min(hn::Max(open_for, hn::Zero(signed_32{})), lasts);
    vector_work found{hn::Add(word.base, hn::BitCast(d32, worked)), hn::Zero(d32), hn::Zero(d32)};
    // Open: the interval has begun, and not all of it is past.
    const auto open = hn::And(hn::Eq(worked, open_for), hn::Gt(lasts, open_for));
    found.open = hn::BitCast(d32, hn::VecFromMask(signed_32{}, open));
    if constexpr (F != 1) found.rest = hn::And(found.open, hn::Load(d32, s.rest + row));
    return found;
  }

  // W in the unit of the line.
  HWY_INLINE HWY_ATTR both amount(const vector_work& w) const {
    if constexpr (F == 1) {
      return widen(w.seconds);
    } else {
      return product(w.seconds, parts()) + widen(w.rest);
    }
  }

  // Places the moment at which `budget` more than W (or less) has been worked, the first or the
  // last. One part after the last moment with a part less is the first moment. Marked: budgets that
  // find no room, negative ones among them, and the first moment of 0 and the last of the total,
  // which do not exist; but not the first of 0 when a budget of 0 is not asked for it.
  template <bool more, bool first, bool edge_exists>
  HWY_INLINE HWY_ATTR vector_mark place_moment(const vector_work& w, both budget, stage& s,
                                               std::size_t row, vector_mark mark) const {
    if constexpr (F == 1) {
      const vector_32 room = more ? hn::Sub(total_32_, w.seconds) : w.seconds;
      const vector_32 asked = low_halves(budget);
      const vector_32 within = hn::Min(asked, room);
      const vector_64 high =
          hn::And(hn::Or(budget.first, budget.second), hn::Set(d64, 0xffff'ffff'0000'0000));
      mark = differs(asked, within, hn::Or(mark, high));
      vector_32 amount = more ? hn::Add(w.seconds, within) : hn::Sub(w.seconds, within);
      if constexpr (!edge_exists) {
        const auto edge = hn::Eq(amount, first ? hn::Zero(d32) : total_32_);
        mark = hn::Or(mark, as_64(hn::VecFromMask(d32, edge)));
      }
      if constexpr (first) amount = hn::Sub(amount, hn::Set(d32, 1));
      place_worked(amount, s, row);
      return mark;
    } else {
      const both before = amount(w);
      const both room = more ? total() - before : before;
      const both within = smaller(budget, room);
      mark = differs(budget, within, mark);
      const both asked = more ? before + within : before - within;
      if constexpr (!edge_exists) mark = equals(asked, first ? broadcast(0) : total(), mark);
      place_amount<first>(asked, s, row);
      return mark;
    }
  }

  // The same of an amount. requires: 0 <= amount <= total.
  template <bool first>
  HWY_INLINE HWY_ATTR void place_amount(both amount, stage& s, std::size_t row) const {
    if constexpr (F == 1) {
      const vector_32 seconds = low_halves(amount);
      place_worked(first ? hn::Sub(seconds, hn::Set(d32, 1)) : seconds, s, row);
    } else {
      if constexpr (first) {
        // Of 0 there is no first moment; no number below 0 is divided.
        const auto less_one = [](vector_64 v) HWY_ATTR {
          return hn::Sub(hn::Max(v, hn::Set(d64, 1)), hn::Set(d64, 1));
        };
        amount = {less_one(amount.first), less_one(amount.second)};
      }
      const divided d = divide(amount);
      hn::Store(low_halves(d.remainder), d32, s.rest + row);
      place_worked(low_halves(d.quotient), s, row);
    }
  }

  template <bool first>
  HWY_INLINE HWY_ATTR both moment(const stage& s, std::size_t row, vector_mark& mark) const {
    const cell_words word{inverse_.words_of(s.cell + row)};
    mark = word.crowded(mark);
    const auto inside = hn::Load(d32, s.inside + row);
    const auto before_jump = hn::Gt(as_signed(hn::ShiftRight<16>(word.rest)), as_signed(inside));
    const vector_32 jumped = hn::BitCast(
        d32, hn::IfThenZeroElse(before_jump, as_signed(minutes_as_seconds<0>(word.rest))));
    const vector_32 second = hn::Add(hn::Add(word.base, inside), jumped);
    const vector_64 begin = first ? origin_and_one_ : origin_;
    if constexpr (F == 1) {
      return widen(second) + both{begin, begin};
    } else {
      return product(second, parts()) + both{begin, begin} + widen(hn::Load(d32, s.rest + row));
    }
  }

  HWY_INLINE HWY_ATTR both total() const { return {total_, total_}; }

 private:
  struct divided {
    both quotient;
    both remainder;
  };

  HWY_INLINE HWY_ATTR static vector_32 parts() {
    return hn::Set(d32, static_cast<std::uint32_t>(F));
  }

  // Whole seconds of numbers below 2^62 by a product with 1/F: what a double has after 2^52 is the
  // integer nearest to the quotient, so the floor or one more. Of nanoseconds the lowest 10 bits
  // are left out of the estimate: it is then less by 2^10 / 10^9 at most.
  HWY_INLINE HWY_ATTR static vector_64 nearest_quotient(vector_64 v) {
    constexpr int dropped = F == 1'000'000'000 ? 10 : 0;
    const vector_64 exponent = hn::Set(d64, 0x4330'0000'0000'0000);  // 2^52
    const auto two_52 = hn::BitCast(real_64{}, exponent);
    const auto number =
        hn::Sub(hn::BitCast(real_64{}, hn::Or(hn::ShiftRight<dropped>(v), exponent)), two_52);
    const auto inverse = hn::Set(real_64{}, static_cast<double>(1 << dropped) / F);
    return hn::Xor(hn::BitCast(d64, hn::Add(hn::Mul(number, inverse), two_52)), exponent);
  }

  HWY_INLINE HWY_ATTR static vector_64 rest_of(vector_64 v, vector_64 quotient) {
    return hn::Sub(v, hn::MulEven(as_32(quotient), parts()));
  }

  HWY_INLINE HWY_ATTR static divided divide(both v) {
    both quotient{nearest_quotient(v.first), nearest_quotient(v.second)};
    both rest{rest_of(v.first, quotient.first), rest_of(v.second, quotient.second)};
    const signed_64 d;
    const auto mend = [&](vector_64& q, vector_64& r) HWY_ATTR {
      const vector_64 one_less =
          hn::BitCast(d64, hn::VecFromMask(d, hn::Lt(hn::BitCast(d, r), hn::Zero(d))));
      q = hn::Add(q, one_less);
      r = hn::Add(r, hn::And(one_less, hn::Set(d64, static_cast<std::uint64_t>(F))));
    };
    mend(quotient.first, rest.first);
    mend(quotient.second, rest.second);
    return {quotient, rest};
  }

  vector_table forward_;
  vector_table inverse_;
  vector_64 minus_origin_;
  vector_64 span_;
  vector_64 origin_;
  vector_64 origin_and_one_;
  vector_64 total_;
  vector_32 total_32_;
  vector_32 last_;
};

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
          if (writer.is_large()) {
            fetch_ahead(instants, begin + row);
            budgets.fetch(begin + row);
          }
          hn::Store(line.place(load(instants + begin + row), given, row, hn::Zero(d64)), d64,
                    marks + row / 2);
        }
        for (std::size_t row = 0; row < end - begin; row += block) {
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

  void fetch(std::size_t row) const {
    if (column.rows != nullptr) fetch_ahead(column.rows, row);
  }

  HWY_INLINE HWY_ATTR both operator()(std::size_t row) const {
    return column.rows != nullptr ? load(column.rows + row) : broadcast(column.same);
  }
};

// ---- working days of one length ----

// Days as an amount of working time, at most one day more than there are.
template <std::int64_t F>
class days_as_amounts {
 public:
  HWY_INLINE HWY_ATTR explicit days_as_amounts(const tables& t)
      : most_{broadcast(static_cast<std::int64_t>(t.day_starts.size()))},
        length_{hn::Set(d32, t.uniform_day)} {}

  HWY_INLINE HWY_ATTR both operator()(both days) const {
    const both known = smaller(days, most_);
    both amount{hn::MulEven(as_32(known.first), length_),
                hn::MulEven(as_32(known.second), length_)};
    if constexpr (F != 1) {
      const vector_32 parts = hn::Set(d32, static_cast<std::uint32_t>(F));
      amount = {hn::MulEven(as_32(amount.first), parts), hn::MulEven(as_32(amount.second), parts)};
    }
    return amount;
  }

 private:
  both most_;
  vector_32 length_;
};

// The days of a place, in a register; a place outside the list, and a term of 0 days, is -1.
class days_of_places {
 public:
  HWY_INLINE HWY_ATTR explicit days_of_places(std::span<const std::int32_t> days)
      : last_{hn::Set(d32, static_cast<std::uint32_t>(days.size()) - 1)} {
    HWY_ALIGN std::int32_t table[block] = {};
    for (std::size_t place = 0; place < days.size(); ++place) {
      table[place] = days[place] == 0 ? -1 : days[place];
    }
    table_ = hn::BitCast(d32, hn::Load(signed_32{}, table));
  }

  static bool hold(std::span<const std::int32_t> days) {
    return !days.empty() && days.size() <= block;
  }

  HWY_INLINE HWY_ATTR both operator()(const std::int32_t* places) const {
    const vector_32 place = low_halves(load(places));
    const vector_32 known = hn::Min(place, last_);
    const vector_32 days = hn::TableLookupLanes(table_, hn::IndicesFromVec(d32, known));
    return widen(hn::IfThenElse(hn::Eq(place, known), days, hn::Set(d32, 0xffff'ffff)));
  }

 private:
  vector_32 last_;
  vector_32 table_;
};

// ---- columns of days ----

struct given_days {
  const std::int32_t* days;

  void fetch(std::size_t row) const { fetch_ahead(days, row); }
  HWY_INLINE HWY_ATTR both operator()(std::size_t row) const { return load(days + row); }
};

struct days_of_terms {
  days_of_places days;
  const std::int32_t* place;

  void fetch(std::size_t row) const { fetch_ahead(place, row); }
  HWY_INLINE HWY_ATTR both operator()(std::size_t row) const { return days(place + row); }
};

// Either, as budgets.
template <std::int64_t F, class Days>
struct budgets_of_days {
  days_as_amounts<F> amount_of;
  Days days;

  void fetch(std::size_t row) const { days.fetch(row); }
  HWY_INLINE HWY_ATTR both operator()(std::size_t row) const { return amount_of(days(row)); }
};

// ---- working days of any lengths ----

// The amounts at which numbers of working days end, as whole seconds and a rest. Days of one length
// are found by division. Of others the cell of an amount knows the day of its begin and, in the
// same word, that of the next cell's; a cell in which two days begin is for the scalar question.
class vector_days {
 public:
  // Days on their way: numbers of cells, then of days; and what is known of them meanwhile.
  struct stage {
    HWY_ALIGN row_of_tile number;
    HWY_ALIGN row_of_tile past;   // whole seconds of the day
    HWY_ALIGN row_of_tile rest;   // parts of a second
    HWY_ALIGN row_of_tile count;  // days to go
  };

  HWY_INLINE HWY_ATTR vector_days(const tables& t, day_rule rule)
      : starts_{t.day_starts.data()},
        cells_{t.day_cells.data()},
        axis_{t.uniform_day != 0 ? cell_axis::of(t.uniform_day) : t.inverse.axis},
        length_{hn::Set(d32, t.uniform_day)},
        last_second_{hn::Set(d32, t.total - 1)},
        most_{hn::Set(d32, static_cast<std::uint32_t>(t.day_starts.size()) - 1)},
        last_{hn::Set(d32, static_cast<std::uint32_t>(t.day_starts.size()) - 2 -
                               (t.last_date_is_cut ? 1 : 0))},
        uniform_{t.uniform_day != 0},
        whole_{rule == day_rule::whole} {}

  static bool can_count(const tables& t) {
    const std::size_t days = t.day_starts.size() - 1;
    if (days < (t.last_date_is_cut ? 2 : 1)) return false;
    if (t.uniform_day == 0) return true;
    const cell_axis axis = cell_axis::of(t.uniform_day);
    return axis.shift >= 32 && axis.exact_to(t.total);
  }

  HWY_INLINE HWY_ATTR vector_mark begin(const vector_work& accepted, vector_32 count, stage& s,
                                        std::size_t row, vector_mark mark) const {
    // 0 and negative numbers of days are marked too.
    const vector_32 one = hn::Set(d32, 1);
    const vector_32 known = hn::Min(hn::Sub(count, one), hn::Sub(most_, one));
    hn::Store(hn::Add(known, one), d32, s.count + row);
    hn::Store(accepted.rest, d32, s.rest + row);
    const vector_32 seconds = hn::Min(accepted.seconds, last_second_);
    mark = differs(seconds, accepted.seconds, mark);
    const vector_32 index = axis_.index(seconds);
    hn::Store(index, d32, s.number + row);
    hn::Store(uniform_ ? hn::Sub(seconds, axis_.begin_of(index)) : seconds, d32, s.past + row);
    return differs(hn::Sub(count, one), known, mark);
  }

  bool is_uniform() const { return uniform_; }

  // From a cell to the day of its begin, and to the next when it has begun.
  HWY_INLINE HWY_ATTR vector_mark find_first_day(stage& s, std::size_t row,
                                                 vector_mark mark) const {
    const vector_32 two = low_halves(look_up<sizeof *cells_>(cells_, s.number + row));
    const vector_32 day = hn::And(two, hn::Set(d32, 0xffff));
    const vector_32 next = hn::ShiftRight<16>(two);
    hn::Store(day, d32, s.number + row);
    const vector_32 begun = hn::Sub(next, day);  // in this cell, or with the next one
    return differs(begun, hn::Min(begun, hn::Set(d32, 1)), mark);
  }

  HWY_INLINE HWY_ATTR vector_mark find_day(stage& s, std::size_t row, vector_mark mark) const {
    const both words = look_up<sizeof *starts_>(starts_, s.number + row);
    const vector_32 start = low_halves(words);
    const vector_32 next = high_halves(words);
    const vector_32 seconds = hn::Load(d32, s.past + row);
    const auto is_next = hn::Eq(hn::Max(seconds, next), seconds);
    const vector_32 day = hn::Load(d32, s.number + row);
    hn::Store(hn::IfThenElse(is_next, hn::Add(day, hn::Set(d32, 1)), day), d32, s.number + row);
    hn::Store(hn::Sub(seconds, hn::IfThenElse(is_next, next, start)), d32, s.past + row);
    return differs(seconds, hn::Max(seconds, start), mark);  // before the first day
  }

  HWY_INLINE HWY_ATTR vector_mark go(stage& s, std::size_t row, vector_mark mark) const {
    const vector_32 target = hn::Add(hn::Load(d32, s.number + row), hn::Load(d32, s.count + row));
    const vector_32 known = hn::Min(target, last_);
    hn::Store(known, d32, s.number + row);
    return differs(target, known, mark);
  }

  HWY_INLINE HWY_ATTR vector_work end(const stage& s, std::size_t row) const {
    vector_32 start;
    vector_32 close;
    if (uniform_) {
      start = axis_.begin_of(hn::Load(d32, s.number + row));
      close = hn::Add(start, length_);
    } else {
      const both words = look_up<sizeof *starts_>(starts_, s.number + row);
      start = low_halves(words);
      close = high_halves(words);
    }
    if (whole_) return {close, hn::Zero(d32), hn::Zero(d32)};
    const vector_32 moment = hn::Add(start, hn::Load(d32, s.past + row));
    const vector_32 seconds = hn::Min(moment, close);
    const auto is_short = hn::Eq(seconds, close);
    return {seconds, hn::IfThenZeroElse(is_short, hn::Load(d32, s.rest + row)), hn::Zero(d32)};
  }

 private:
  const std::uint32_t* starts_;
  const std::uint16_t* cells_;
  vector_axis axis_;  // of days of one length, else of the inverse cells
  vector_32 length_;
  vector_32 last_second_;
  vector_32 most_;
  vector_32 last_;
  bool uniform_;
  bool whole_;
};

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

#endif
}  // namespace HWY_NAMESPACE
}  // namespace srok::engine
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace srok::engine {
namespace {

// What Highway's targets are compiled for; it looks at the same features.
#if HWY_ARCH_X86
bool has_avx2() noexcept {
  return __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0 &&
         __builtin_cpu_supports("bmi") != 0 && __builtin_cpu_supports("bmi2") != 0;
}
bool has_avx512() noexcept {
  return has_avx2() && __builtin_cpu_supports("avx512f") != 0 &&
         __builtin_cpu_supports("avx512vl") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
         __builtin_cpu_supports("avx512bw") != 0;
}
#endif

}  // namespace

std::span<const vector_target> vector_targets() noexcept {
#if HWY_ARCH_X86
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
