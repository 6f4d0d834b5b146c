// Blocks of rows in vectors: their lanes, their marks, and the look-ups they make in a table.
//
// A block is as many rows as there are 32-bit lanes. Its first half lies in the even lanes and its
// second half in the odd ones, so that two registers of 64-bit lanes become one of 32-bit lanes,
// and back, by a shift and a blend, and a product of 32-bit lanes is already where it belongs.
//
// The look-ups are single loads put together in a register. Measured on a Zen 5 (4 Ki rows, ns a
// row of two look-ups): the gather instruction 0.62, single loads 0.40.
//
// Compiled anew for each target, after hwy/highway.h and in its namespaces; so the guard is
// Highway's, which turns with every target.
#if defined(SROK_VECTOR_BLOCKS) == defined(HWY_TARGET_TOGGLE)
#ifdef SROK_VECTOR_BLOCKS
#undef SROK_VECTOR_BLOCKS
#else
#define SROK_VECTOR_BLOCKS
#endif

#include <hwy/highway.h>
#include <cstring>

#include "srok/engine/cells.hpp"

HWY_BEFORE_NAMESPACE();
namespace srok::engine {
namespace HWY_NAMESPACE {

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

}  // namespace HWY_NAMESPACE
}  // namespace srok::engine
HWY_AFTER_NAMESPACE();

#endif
