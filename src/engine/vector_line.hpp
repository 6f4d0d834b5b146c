// The line of line.hpp for a block of rows at once: W at moments, and the moments of amounts.
//
// Every look-up stays inside its table whatever the row holds: a value outside the axis is moved to
// its end and the row is marked.
//
// Compiled anew for each target, after hwy/highway.h and in its namespaces; so the guard is
// Highway's, which turns with every target.
#if defined(SROK_VECTOR_LINE) == defined(HWY_TARGET_TOGGLE)
#ifdef SROK_VECTOR_LINE
#undef SROK_VECTOR_LINE
#else
#define SROK_VECTOR_LINE
#endif

#include "engine/vector_blocks.hpp"
#include "srok/engine/tables.hpp"

HWY_BEFORE_NAMESPACE();
namespace srok::engine {
namespace HWY_NAMESPACE {

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

}  // namespace HWY_NAMESPACE
}  // namespace srok::engine
HWY_AFTER_NAMESPACE();

#endif
