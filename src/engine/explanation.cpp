#include "srok/engine/explanation.hpp"

#include <algorithm>
#include <limits>

#include "engine/stretch.hpp"
#include "srok/error.hpp"
#include "wording.hpp"

namespace srok {
namespace {

using engine::day_note;
using engine::lost_time;
using engine::stretch;

struct known_date {
  std::int32_t index = 0;  // after the first date of the schedule
  const day_note* note = nullptr;
};

// None when it ends before it begins.
struct shifts_of_date {
  std::int32_t index = std::numeric_limits<std::int32_t>::min();
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  std::int64_t last = std::numeric_limits<std::int64_t>::min();
};

class walk {
 public:
  walk(explanation& why, std::span<const interval> pauses)
      : why_{why}, t_{why.schedule.tables()}, line_{t_}, pauses_{merged(pauses)} {}

  void run() {
    std::int64_t at = to_unix(why_.start);
    const std::int64_t end = to_unix(why_.deadline);
    while (at < end) {
      const std::int64_t next = line_.open_at(at) ? open_part(at, end) : closed_part(at, end);
      if (next <= at) throw_status(status::bad_text);  // only forged bytes contradict themselves
      at = next;
    }
  }

 private:
  static std::vector<stretch> merged(std::span<const interval> pauses) {
    std::vector<stretch> all;
    for (const interval& p : pauses) all.push_back({to_unix(p.begin()), to_unix(p.end())});
    engine::merge(all);
    return all;
  }

  // ---- dates ----

  std::int64_t wall(std::int64_t at) const {
    return at + srok::offset_at(t_.offsets, from_unix(at));
  }

  std::int32_t date_at(std::int64_t at) const {
    return static_cast<std::int32_t>(floor_divide(wall(at), seconds_a_day)) - t_.first_day;
  }

  std::int64_t midnight(std::int32_t index) const {
    const civil_date date = from_day_number(t_.first_day + index);
    return to_unix(to_instant(t_.offsets, wall_time{date.time_since_epoch()}));
  }

  // The first moment after `at` at which the wall shows another date. Not always the next midnight:
  // St. John's used to set its clocks back at 00:01, into the date before.
  std::int64_t date_ends(std::int64_t at) const {
    const std::int32_t date = date_at(at);
    const std::int64_t midnight_wall = std::int64_t{t_.first_day + date + 1} * seconds_a_day;
    auto change = std::upper_bound(t_.offsets.begin(), t_.offsets.end(), at,
                                   [](std::int64_t t, const offset_change& c) { return t < c.at; });
    for (;; ++change) {
      const std::int64_t passes = midnight_wall - std::prev(change)->offset;
      if (change == t_.offsets.end() || passes <= change->at) return passes;
      if (date_at(change->at) != date) return change->at;
    }
  }

  known_date known(std::int32_t index) const {
    const auto note =
        std::lower_bound(t_.notes.begin(), t_.notes.end(), index + 1,
                         [](const day_note& n, std::int32_t day) { return n.day < day; });
    return {index, note != t_.notes.end() && note->day == index + 1 ? &*note : nullptr};
  }

  bool works(std::int32_t index) const {
    const auto day = static_cast<std::uint32_t>(index);
    return index >= 0 && day < t_.day_count && (t_.day_bits[day / 64] >> day % 64 & 1) != 0;
  }

  // ---- open time ----

  std::int64_t open_part(std::int64_t at, std::int64_t end) {
    const std::int64_t worked = line_.worked(at);
    const std::int64_t day = engine::day_of_work(t_, static_cast<std::uint32_t>(worked));
    const auto next = static_cast<std::size_t>(day + 1);
    end = std::min(end, line_.first_moment(t_.day_starts[next]));
    const auto run = std::upper_bound(t_.run_ends.begin(), t_.run_ends.end(), worked);
    end = std::min(end, line_.first_moment(*run));

    const known_date date = known(day < 0 ? -1
                                          : static_cast<std::int32_t>(engine::day_with_rank(
                                                t_, static_cast<std::uint32_t>(day))));
    const reason why = date.note ? static_cast<reason>(date.note->why) : reason::working;
    while (next_pause_ < pauses_.size() && pauses_[next_pause_].end <= at) ++next_pause_;
    for (std::size_t p = next_pause_; p < pauses_.size() && pauses_[p].begin < end; ++p) {
      const std::int64_t begin = std::max(at, pauses_[p].begin);
      const std::int64_t until = std::min(end, pauses_[p].end);
      if (begin == until) continue;  // a pause of no time
      add(at, begin, true, why, date);
      add(begin, until, false, reason::paused, date);
      at = until;
    }
    add(at, end, true, why, date);
    return end;
  }

  // ---- closed time ----

  std::int64_t closed_part(std::int64_t at, std::int64_t end) {
    const auto next = why_.schedule.next_open(from_unix(at));
    if (next) end = std::min(end, to_unix(*next));
    const auto [why, date] = why_closed(at, end);
    add(at, end, false, why, date);
    return end;
  }

  struct closed_reason {
    reason why;
    known_date date;
  };

  // The reason at a closed moment; brings `end` forward to where another begins.
  closed_reason why_closed(std::int64_t at, std::int64_t& end) {
    const auto of_shift = [&](const lost_time& l) {
      return known(static_cast<std::int32_t>(l.day) - 1);
    };
    if (const lost_time* l = closed_at(at, end)) return {reason::closure, of_shift(*l)};
    if (const lost_time* l = cut_at(at, end)) return {reason::short_day, of_shift(*l)};
    end = std::min(end, date_ends(at));
    const known_date date = known(date_at(at));
    const shifts_of_date& hours = hours_of(date.index);
    if (hours.first < hours.last) {
      return {at < hours.first || at >= hours.last ? reason::night : reason::break_, date};
    }
    if (!date.note) return {reason::weekend, date};
    const auto why = static_cast<reason>(date.note->why);
    const bool plain = why == reason::working || why == reason::short_day;
    return {plain ? reason::weekend : why, date};
  }

  using lost_list = std::span<const lost_time>;

  // The first that begins after `at`; brings `end` forward to it.
  lost_list::iterator next_lost(lost_list lost, std::int64_t at, std::int64_t& end) const {
    const auto next =
        std::upper_bound(lost.begin(), lost.end(), at - t_.horizon_begin,
                         [](std::int64_t t, const lost_time& l) { return t < l.begin; });
    if (next != lost.end()) end = std::min(end, t_.horizon_begin + next->begin);
    return next;
  }

  const lost_time* closed_at(std::int64_t at, std::int64_t& end) const {
    const auto next = next_lost(t_.closed, at, end);
    if (next == t_.closed.begin()) return nullptr;
    const lost_time& last = *std::prev(next);
    if (t_.horizon_begin + last.end <= at) return nullptr;
    end = std::min(end, t_.horizon_begin + last.end);
    return &last;
  }

  // What two short days lose alike, a shift and the date that it ends in, is of the earlier.
  const lost_time* cut_at(std::int64_t at, std::int64_t& end) const {
    constexpr std::int64_t longest_reach = 2 * seconds_a_day;
    const lost_time* earliest = nullptr;
    for (auto l = next_lost(t_.cut, at, end); l != t_.cut.begin();) {
      --l;
      if (t_.horizon_begin + l->begin + longest_reach <= at) break;
      if (t_.horizon_begin + l->end > at) earliest = &*l;
    }
    if (earliest != nullptr) end = std::min(end, t_.horizon_begin + earliest->end);
    return earliest;
  }

  // From the first opening of a date to its last closing, with what closures and a short day took.
  // Remembered for the date asked for last: it may have many closed parts and many closures.
  const shifts_of_date& hours_of(std::int32_t index) {
    if (hours_.index == index) return hours_;
    hours_ = {.index = index};
    std::int64_t& first = hours_.first;
    std::int64_t& last = hours_.last;
    if (works(index)) {
      const std::size_t rank = engine::days_before(t_, static_cast<std::uint32_t>(index));
      first = line_.last_moment(t_.day_starts[rank]);
      last = line_.first_moment(t_.day_starts[rank + 1]);
    }
    const std::int64_t begin = midnight(index) - t_.horizon_begin;
    const std::int64_t end = midnight(index + 2) - t_.horizon_begin;  // of a shift, at the latest
    for (const auto lost : {t_.closed, t_.cut}) {
      auto l = std::lower_bound(lost.begin(), lost.end(), begin,
                                [](const lost_time& a, std::int64_t t) { return a.begin < t; });
      for (; l != lost.end() && l->begin < end; ++l) {
        if (static_cast<std::int32_t>(l->day) != index + 1) continue;
        first = std::min(first, t_.horizon_begin + l->begin);
        last = std::max(last, t_.horizon_begin + l->end);
      }
    }
    return hours_;
  }

  void add(std::int64_t begin, std::int64_t end, bool counted, reason why, known_date date) {
    if (begin >= end) return;
    explained_part part;
    part.span = {from_unix(begin), from_unix(end)};
    part.counted = counted;
    part.why = why;
    part.date = from_day_number(t_.first_day + date.index);
    part.moved_from = part.moved_to = to_day_number(part.date);
    if (date.note && tells(why)) {
      const engine::name_pair& name = t_.names[date.note->name];
      part.name = t_.text_at(name.english);
      part.name_ru = t_.text_at(name.russian);
      part.source = t_.text_at(t_.sources[date.note->source]);
      part.moved_from += date.note->moved_from;
      part.moved_to += date.note->moved_to;
    } else if (why == reason::closure) {
      part.source = "[[schedule.closures]]";
    }
    if (why_.parts.size() == most_explained_parts) {
      refuse(std::to_string(most_explained_parts) + " parts");
    }
    bytes_ += part.name.size() + part.name_ru.size() + part.source.size();
    if (bytes_ > most_explained_bytes)
      refuse(mebibytes(most_explained_bytes) + " of names and sources");
    why_.parts.push_back(part);
  }

  [[noreturn]] static void refuse(const std::string& much) {
    throw error(status::bad_argument,
                "an explanation of more than " + much + "; ask for a shorter stretch of time");
  }

  // Nights and breaks are the plain hours; the name of their date says nothing about them.
  static bool tells(reason why) {
    return why != reason::night && why != reason::break_ && why != reason::closure &&
           why != reason::paused;
  }

  explanation& why_;
  const engine::tables& t_;
  engine::line<1> line_;
  std::vector<stretch> pauses_;
  std::size_t next_pause_ = 0;
  shifts_of_date hours_;
  std::size_t bytes_ = 0;  // of names and sources
};

}  // namespace

std::string_view reason_name(reason why) noexcept {
  switch (why) {
    case reason::working:
      return "working";
    case reason::short_day:
      return "short";
    case reason::exception:
      return "exception";
    case reason::night:
      return "night";
    case reason::break_:
      return "break";
    case reason::weekend:
      return "weekend";
    case reason::holiday:
      return "holiday";
    case reason::moved_day:
      return "moved_day";
    case reason::decree_off:
      return "decree_off";
    case reason::closure:
      return "closure";
    case reason::paused:
      return "paused";
  }
  return "unknown";
}

explanation explain(const schedule& schedule, instant start, instant deadline,
                    std::span<const interval> pauses, landing by) {
  if (!schedule.elapsed(start, deadline)) throw_status(status::beyond_horizon);
  if (deadline < start) {
    throw error(status::bad_argument,
                "an explanation needs a deadline that is not before its start");
  }
  explanation why{schedule, start, deadline, {}, schedule.is_projected(deadline, by), {}};
  walk{why, pauses}.run();
  for (const explained_part& part : why.parts) {
    if (part.counted) why.budget = why.budget + business_duration{part.span.length()};
  }
  return why;
}

}  // namespace srok
