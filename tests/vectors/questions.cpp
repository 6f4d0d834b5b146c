// The questions of vectors.tsv: asked where mistakes live, the same on every machine.
//
// Nothing here is random but a fixed sequence of numbers; std::mt19937_64 is the same everywhere,
// the distributions of <random> are not.
#include <algorithm>
#include <array>
#include <limits>
#include <random>
#include <utility>

#include "vectors.hpp"

namespace srok::vectors {
namespace {

using i64 = std::int64_t;

constexpr i64 day = 86'400;
constexpr i64 most = std::numeric_limits<i64>::max();
constexpr std::array<std::pair<const char*, i64>, 4> units{
    {{"s", 1}, {"ms", 1000}, {"us", 1'000'000}, {"ns", 1'000'000'000}}};
constexpr std::array landings{"nearest", "farthest"};
constexpr std::array rules{"elapsed", "whole"};

class chance {
 public:
  explicit chance(std::uint64_t seed) : next_{seed} {}

  // In [from, to). The bias of a remainder does no harm here.
  i64 within(i64 from, i64 to) {
    return from + static_cast<i64>(next_() % static_cast<std::uint64_t>(to - from));
  }
  bool one_in(i64 n) { return within(0, n) == 0; }
  template <class List>
  auto from(const List& list) {
    return list[static_cast<std::size_t>(within(0, static_cast<i64>(std::size(list))))];
  }

 private:
  std::mt19937_64 next_;
};

// value * factor, at the ends of int64 when it does not fit.
i64 scaled(i64 value, i64 factor) {
  if (value > most / factor) return most;
  if (value < -most / factor) return -most;
  return value * factor;
}

// A schedule, and where its answers change.
class place {
 public:
  place(const srok_schedule& schedule, chance& luck) : schedule_{&schedule}, luck_{&luck} {
    srok_schedule_horizon(schedule_, &begin_, &end_);
    find_boundaries();
    find_changes();
  }

  i64 begin() const { return begin_; }
  i64 end() const { return end_; }
  bool inside(i64 at) const { return begin_ <= at && at <= end_; }

  i64 offset_at(i64 at) const {
    std::int32_t seconds = 0;
    srok_offset_at(schedule_, std::clamp(at, begin_, end_), &seconds);
    return seconds;
  }

  i64 instant() const {
    constexpr std::array<i64, 9> absurd{
        most,         SROK_NONE,       -most,           i64{1} << 62,   -(i64{1} << 62),
        i64{1} << 32, -(i64{1} << 31), 253'402'300'800, -62'135'596'800};
    const i64 where = luck_->within(0, 100);
    if (where < 40) return near(luck_->from(boundaries_));
    if (where < 52 && !changes_.empty()) return near(luck_->from(changes_));
    if (where < 58) return near(luck_->one_in(2) ? begin_ : end_);
    if (where < 60) return luck_->from(absurd);
    const i64 any = luck_->within(begin_, end_);
    if (where > 66) return any;
    return near(any - (any + offset_at(any)) % day);  // local midnight
  }

  // Often exactly, or all but, what is spent at some boundary.
  i64 budget(i64 at, bool forward) const {
    constexpr std::array<i64, 5> near{0, 0, 0, 1, -1};
    constexpr std::array<i64, 4> absurd{-1, SROK_NONE, most, i64{1} << 40};
    constexpr std::array<i64, 5> sizes{60, 36'000, 200 * 3600, 9000 * 3600, 400'000'000};
    const i64 how = luck_->within(0, 100);
    if (how < 10) return 0;
    if (how < 12) return luck_->from(absurd);
    i64 amount = 0;
    if (how < 55 && srok_elapsed(schedule_, at, luck_->from(boundaries_), &amount) == SROK_OK) {
      amount = (forward ? amount : -amount) + luck_->from(near);
      if (amount >= 0) return amount;
    }
    return luck_->within(0, luck_->from(sizes));
  }

  i64 days() const {
    constexpr std::array<i64, 7> few{0, 1, 1, 2, 3, 5, 8};
    const i64 how = luck_->within(0, 100);
    if (how < 65) return luck_->from(few);
    if (how < 72) return -luck_->from(few);
    if (how < 74) return luck_->one_in(2) ? INT32_MAX : INT32_MIN;
    return luck_->within(how < 88 ? 0 : -300, 300) * (how < 97 ? 1 : 40);
  }

  i64 date() const {
    const i64 where = luck_->within(0, 100);
    if (where < 2) return luck_->one_in(2) ? INT32_MAX : INT32_MIN;
    const i64 edge = luck_->one_in(2) ? begin_ : end_;
    const i64 at = where < 15   ? edge
                   : where < 60 ? luck_->from(boundaries_)
                                : luck_->within(begin_, end_);
    return (at + offset_at(at) + 400'000 * day) / day - 400'000 + luck_->within(-1, 2);
  }

  // Begins and ends, one after another.
  std::vector<i64> pauses(i64 start) const {
    constexpr std::array<i64, 6> counts{0, 1, 1, 2, 5, 9};
    constexpr std::array<i64, 6> lengths{0, 1, 3600, day, 6 * day, 60 * day};
    std::vector<i64> list;
    for (i64 n = luck_->from(counts); n > 0; --n) {
      i64 from = instant();
      if (from < -most / 2 || from > most / 2) from = begin_;
      if (inside(start) && !luck_->one_in(3)) from = start + luck_->within(-2 * day, 20 * day);
      i64 to = from + luck_->from(lengths);
      if (luck_->one_in(15)) to = SROK_NONE;
      if (luck_->one_in(60)) to = from - 1;
      list.insert(list.end(), {from, to});
    }
    return list;
  }

 private:
  i64 near(i64 at) const {
    constexpr std::array<i64, 10> by{0, 0, 0, 1, -1, 2, 59, 3600, -3600, -43'200};
    return at + luck_->from(by);
  }

  // Some of the openings and closings from one end to the other, and those around the middle.
  void find_boundaries() {
    constexpr i64 parts = 300;
    for (i64 part = 0; part < parts; ++part) {
      const i64 at = begin_ + (end_ - begin_) / parts * part;
      for (const auto ask : {srok_next_open, srok_next_close, srok_previous_close}) {
        i64 boundary = 0;
        if (ask(schedule_, at, &boundary) == SROK_OK) boundaries_.push_back(boundary);
      }
    }
    // Two weeks of this year one by one: breaks, exceptions and weekends next to each other.
    i64 at = 1'795'000'000;
    for (int n = 0; n < 60; ++n) {
      const auto ask = n % 2 == 0 ? srok_next_close : srok_next_open;
      if (ask(schedule_, at, &at) != SROK_OK) break;
      boundaries_.push_back(at);
    }
  }

  void find_changes() {
    constexpr i64 step = day;
    for (i64 at = begin_; at + step <= end_; at += step) {
      if (offset_at(at) == offset_at(at + step)) continue;
      i64 low = at;
      i64 high = at + step;
      while (high - low > 1) {
        const i64 middle = low + (high - low) / 2;
        (offset_at(middle) == offset_at(low) ? low : high) = middle;
      }
      changes_.push_back(high);
    }
  }

  const srok_schedule* schedule_;
  chance* luck_;
  i64 begin_ = 0;
  i64 end_ = 0;
  std::vector<i64> boundaries_;
  std::vector<i64> changes_;
};

class chooser {
 public:
  explicit chooser(const subjects& known) : known_{&known} {}

  std::vector<question> all() {
    calendar();
    schedule("technotronics");
    for (const std::string& name : known_->schedule_names()) schedule(name);
    regulation("technotronics", 4);
    regulation("night_desk", 5);
    regulation("whole_days", 2);
    return std::move(questions_);
  }

 private:
  void add(const char* name, const std::string& subject, const char* choice,
           std::vector<i64> arguments, const char* unit = "-") {
    questions_.push_back({name, subject, unit, choice, std::move(arguments)});
  }

  template <class Ask>
  static void times(int n, Ask ask) {
    for (; n > 0; --n) ask();
  }

  void calendar() {
    constexpr i64 first = 10'592;  // 1999-01-01
    constexpr i64 end = 21'184;    // 2028-01-01
    add("years", "ru", "-", {});
    for (const i64 at : {first - 1, first, end - 1, end, i64{INT32_MIN}, i64{INT32_MAX}}) {
      add("day", "ru", "-", {at});
    }
    for (i64 at = 18'262; at < 18'628; at += 2) add("day", "ru", "-", {at});  // 2020, with decrees
    times(250, [&] { add("day", "ru", "-", {luck_.within(first, end)}); });
  }

  void schedule(const std::string& name) {
    const place p{known_->schedule(name), luck_};
    add("horizon", name, "-", {});
    add("official_until", name, "-", {});
    amounts(name, p);
    days(name, p);
    openings(name, p);
    wall(name, p);
    for (const auto& [unit, factor] : units) batches(name, p, unit, factor);
  }

  void amounts(const std::string& name, const place& p) {
    times(75, [&] { add("elapsed", name, "-", {p.instant(), p.instant()}); });
    for (const char* const landing : landings) {
      times(95, [&] {
        const i64 at = p.instant();
        add("deadline", name, landing, {at, p.budget(at, true)});
      });
      times(95, [&] {
        const i64 at = p.instant();
        add("latest_start", name, landing, {at, p.budget(at, false)});
      });
      times(40, [&] {
        const i64 at = p.instant();
        question q{"deadline_with_pauses", name, "-", landing, {at, p.budget(at, true)}};
        const std::vector<i64> pauses = p.pauses(at);
        q.arguments.insert(q.arguments.end(), pauses.begin(), pauses.end());
        questions_.push_back(std::move(q));
      });
    }
  }

  void days(const std::string& name, const place& p) {
    for (const char* const rule : rules) {
      times(85, [&] { add("deadline_days", name, rule, {p.instant(), p.days()}); });
    }
    times(70, [&] { add("add_days", name, "-", {p.date(), p.days()}); });
    times(60, [&] { add("days_between", name, "-", {p.date(), p.date()}); });
  }

  void openings(const std::string& name, const place& p) {
    for (const char* const question :
         {"is_open", "next_open", "next_close", "previous_open", "previous_close"}) {
      times(55, [&] { add(question, name, "-", {p.instant()}); });
    }
  }

  void wall(const std::string& name, const place& p) {
    times(40, [&] { add("offset_at", name, "-", {p.instant()}); });
    times(55, [&] {
      const i64 at = p.instant();
      if (!p.inside(at)) return add("instant_from_local", name, "-", {at});
      const i64 other = luck_.one_in(2) ? at : at - day;
      add("instant_from_local", name, "-", {at + p.offset_at(other)});
    });
  }

  // An instant on the finer line, now and then missing, or at the ends of int64.
  i64 fine(const place& p, i64 factor) {
    if (luck_.one_in(20)) return SROK_NONE;
    return finer(p.instant(), factor);
  }

  i64 finer(i64 seconds, i64 factor) {
    const i64 whole = scaled(seconds, factor);
    if (factor == 1 || luck_.one_in(3) || whole == most || whole == -most) return whole;
    return luck_.one_in(3) ? whole + (luck_.one_in(2) ? 1 : -1) : whole + luck_.within(0, factor);
  }

  i64 fine_budget(const place& p, i64 at, i64 factor, bool forward) {
    if (luck_.one_in(25)) return SROK_NONE;
    i64 second = at / factor;
    if (second * factor > at) --second;
    const i64 amount = scaled(p.budget(second, forward), factor);
    return amount > 0 && amount != most && luck_.one_in(3) ? amount - luck_.within(0, factor)
                                                           : amount;
  }

  void batches(const std::string& name, const place& p, const char* unit, i64 factor) {
    times(22, [&] { add("elapsed", name, "-", {fine(p, factor), fine(p, factor)}, unit); });
    for (const char* const landing : landings) {
      for (const auto& asked : {std::pair{"deadline", true}, {"latest_start", false}}) {
        times(20, [&] {
          const i64 at = fine(p, factor);
          add(asked.first, name, landing, {at, fine_budget(p, at, factor, asked.second)}, unit);
        });
      }
    }
    for (const char* const rule : rules) {
      times(16, [&] { add("deadline_days", name, rule, {fine(p, factor), p.days()}, unit); });
    }
    times(16, [&] { add("is_open", name, "-", {fine(p, factor)}, unit); });
  }

  void regulation(const std::string& name, i64 priorities) {
    const srok_schedule* schedule = nullptr;
    srok_regulation_schedule(&known_->regulation(name), &schedule);
    const place p{*schedule, luck_};
    const auto priority = [&] {
      if (!luck_.one_in(25)) return luck_.within(0, priorities);
      return luck_.one_in(2) ? i64{-1} : priorities;
    };
    times(300, [&] { add("due", name, "-", {priority(), p.instant()}); });
    for (const auto& unit : units) {
      times(70, [&] { add("due", name, "-", {priority(), fine(p, unit.second)}, unit.first); });
    }
  }

  const subjects* known_;
  chance luck_{20'261'125};
  std::vector<question> questions_;
};

}  // namespace

std::vector<question> choose_questions(const subjects& known) {
  return chooser{known}.all();
}

}  // namespace srok::vectors
