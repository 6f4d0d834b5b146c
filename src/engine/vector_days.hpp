// The working days of a block of rows: terms of days as amounts, and the day an amount lies in.
//
// Compiled anew for each target, after hwy/highway.h and in its namespaces; so the guard is
// Highway's, which turns with every target.
#if defined(SROK_VECTOR_DAYS) == defined(HWY_TARGET_TOGGLE)
#ifdef SROK_VECTOR_DAYS
#undef SROK_VECTOR_DAYS
#else
#define SROK_VECTOR_DAYS
#endif

#include "engine/vector_line.hpp"

HWY_BEFORE_NAMESPACE();
namespace srok::engine {
namespace HWY_NAMESPACE {

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

}  // namespace HWY_NAMESPACE
}  // namespace srok::engine
HWY_AFTER_NAMESPACE();

#endif
