// The slow, obvious reading of the meaning of working time, to hold the engine against.
//
// A sorted list of open intervals for the whole horizon and, beside it, the same time date by date.
// Every question is answered by walking these lists; nothing is shared with src/engine but the
// vocabulary (working hours, day types, offset changes).
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

#include "srok/calendar/working_hours.hpp"
#include "srok/engine/line.hpp"
#include "srok/time/civil.hpp"
#include "srok/time/zone.hpp"

namespace srok::reference {

// [begin, end) in Unix seconds, or in wall seconds since 1970-01-01T00:00 of the wall.
struct stretch {
  std::int64_t begin = 0;
  std::int64_t end = 0;
};
using stretches = std::vector<stretch>;

// Empty: beyond the horizon.
using maybe = std::optional<std::int64_t>;

// Sorted, overlapping and touching ones joined, empty ones dropped.
inline stretches merged(stretches list) {
  std::sort(list.begin(), list.end(),
            [](const stretch& a, const stretch& b) { return a.begin < b.begin; });
  stretches result;
  for (const stretch& s : list) {
    if (s.begin >= s.end) continue;
    if (!result.empty() && s.begin <= result.back().end) {
      result.back().end = std::max(result.back().end, s.end);
    } else {
      result.push_back(s);
    }
  }
  return result;
}

inline stretches without(const stretches& from, const stretch& hole) {
  stretches result;
  for (const stretch& s : from) {
    result.push_back({s.begin, std::min(s.end, hole.begin)});
    result.push_back({std::max(s.begin, hole.end), s.end});
  }
  return merged(result);
}

// The instants that show this wall time, tried one offset after another: the first of them, or the
// change that skipped it.
inline std::int64_t instant_of(std::int64_t wall, const std::vector<offset_change>& changes) {
  maybe skipped;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const std::int64_t at = wall - changes[i].offset;
    const bool last = i + 1 == changes.size();
    if (at >= changes[i].at && (last || at < changes[i + 1].at)) return at;
    if (!last && !skipped && wall >= changes[i + 1].at + changes[i].offset &&
        wall < changes[i + 1].at + changes[i + 1].offset) {
      skipped = changes[i + 1].at;
    }
  }
  return skipped.value();
}

class slow_schedule {
 public:
  // The years first_year ... end_year - 1; `type` is asked for their dates only.
  slow_schedule(const working_hours& hours, const std::vector<offset_change>& changes,
                const std::function<day_type(civil_date)>& type, int first_year, int end_year) {
    const std::int32_t first = to_day_number(first_of_year(first_year));
    end_day_ = to_day_number(first_of_year(end_year));
    first_day_ = first + (has_night_shift(hours) ? 1 : 0);
    begin_ = instant_of(std::int64_t{first_day_} * 86'400, changes);
    end_ = instant_of(std::int64_t{end_day_} * 86'400, changes);
    stretches closed;
    for (const closure& c : hours.closures) closed.push_back({to_unix(c.from), to_unix(c.to)});
    closed = merged(closed);

    stretches before, yesterday;  // a shift ends within two days of its date
    for (std::int32_t day = first; day < end_day_; ++day) {
      const civil_date date = from_day_number(day);
      stretches own;
      for (const stretch& s : wall_hours(hours, date, type(date))) {
        const std::int64_t midnight = std::int64_t{day} * 86'400;
        own.push_back(
            {instant_of(midnight + s.begin, changes), instant_of(midnight + s.end, changes)});
      }
      own = merged(own);
      const stretches whole = own;
      for (const stretch& s : before) own = without(own, s);
      for (const stretch& s : yesterday) own = without(own, s);
      for (const stretch& s : closed) {
        if (!own.empty() && s.begin < own.back().end && s.end > own.front().begin) {
          own = without(own, s);
        }
      }
      add(day, own);
      before = std::exchange(yesterday, whole);
    }
    open_ = merged(open_);
  }

  // The same schedule counted in finer units, `factor` a second: instants, amounts, answers.
  slow_schedule in_units(std::int64_t factor) const {
    slow_schedule fine = *this;
    const auto scale = [&](stretches& list) {
      for (stretch& s : list) s = {s.begin * factor, s.end * factor};
    };
    fine.begin_ *= factor;
    fine.end_ *= factor;
    scale(fine.open_);
    for (date_with_work& d : fine.dates_) scale(d.open);
    return fine;
  }

  std::int64_t begin() const { return begin_; }
  std::int64_t end() const { return end_; }
  std::int32_t first_day() const { return first_day_; }
  std::int32_t end_day() const { return end_day_; }
  const stretches& open() const { return open_; }

  bool inside(std::int64_t at) const { return begin_ <= at && at <= end_; }

  // ---- amounts ----

  std::int64_t working_before(std::int64_t at) const {
    std::int64_t sum = 0;
    for (const stretch& s : open_) {
      if (s.begin >= at) break;
      sum += std::min(s.end, at) - s.begin;
    }
    return sum;
  }

  maybe elapsed(std::int64_t from, std::int64_t to) const {
    if (!inside(from) || !inside(to)) return {};
    return working_before(to) - working_before(from);
  }

  maybe deadline(std::int64_t start, std::int64_t budget, landing at) const {
    if (!inside(start)) return {};
    if (budget == 0 && at == landing::nearest) return start;
    return spend(open_, start, budget, at);
  }

  maybe latest_start(std::int64_t deadline, std::int64_t budget, landing at) const {
    if (!inside(deadline)) return {};
    if (budget == 0 && at == landing::nearest) return deadline;
    for (auto s = open_.rbegin(); s != open_.rend(); ++s) {
      if (s->begin >= deadline) continue;
      const std::int64_t until = std::min(s->end, deadline);
      const std::int64_t there = until - s->begin;
      if (budget < there || (budget == there && at == landing::nearest)) return until - budget;
      budget -= there;
    }
    return {};
  }

  // The timer stands still during the pauses: what is left of the open time is spent.
  maybe deadline_with_pauses(std::int64_t start, std::int64_t budget, landing at,
                             const stretches& pauses) const {
    if (!inside(start)) return {};
    if (budget == 0) return start;
    stretches counted = open_;
    for (const stretch& pause : merged(pauses)) counted = without(counted, pause);
    return spend(counted, start, budget, at);
  }

  // ---- openings and closings; the ends of the horizon are neither ----

  std::optional<bool> is_open(std::int64_t at) const {
    if (!inside(at) || at == end_) return {};
    return std::any_of(open_.begin(), open_.end(),
                       [&](const stretch& s) { return s.begin <= at && at < s.end; });
  }

  maybe next_open(std::int64_t at) const {
    if (!inside(at)) return {};
    for (const stretch& s : open_) {
      if (at < s.end) return std::max(at, s.begin);
    }
    return {};
  }

  maybe next_close(std::int64_t at) const {
    if (!inside(at)) return {};
    for (const stretch& s : open_) {
      if (s.end > at && s.end != end_) return s.end;
    }
    return {};
  }

  maybe previous_open(std::int64_t at) const {
    if (!inside(at)) return {};
    maybe latest;
    for (const stretch& s : open_) {
      if (s.begin <= at && s.begin != begin_) latest = s.begin;
    }
    return latest;
  }

  maybe previous_close(std::int64_t at) const {
    if (!inside(at)) return {};
    maybe latest;
    for (const stretch& s : open_) {
      if (s.end <= at && s.end != end_) latest = s.end;
    }
    return latest;
  }

  // ---- days ----

  maybe deadline_days(std::int64_t start, std::int64_t days, day_rule rule) const {
    if (!inside(start)) return {};
    if (days == 0) return start;
    const maybe accepted = next_open(start);
    if (!accepted) return {};
    for (std::size_t d = 0; d < dates_.size(); ++d) {
      std::int64_t past = 0;
      for (const stretch& s : dates_[d].open) {
        if (s.begin <= *accepted && *accepted < s.end) {
          past += *accepted - s.begin;
          const auto n = static_cast<std::uint64_t>(days);
          if (rule == day_rule::whole) return close_of(d + n);
          return past == 0 ? close_of(d + n - 1) : moment_of(d + n, past);
        }
        past += s.end - s.begin;
      }
    }
    return {};  // the end of a shift that began before the first date
  }

  maybe add_days(std::int64_t day, std::int64_t days) const {
    if (day < first_day_ || day >= end_day_) return {};
    if (days == 0) return day;
    std::int64_t step = days > 0 ? 1 : -1;
    for (std::int64_t at = day + step; at >= first_day_ && at < end_day_; at += step) {
      if (works(at)) days -= step;
      if (days == 0) return at;
    }
    return {};
  }

  maybe days_between(std::int64_t first, std::int64_t end) const {
    if (std::min(first, end) < first_day_ || std::max(first, end) > end_day_) return {};
    std::int64_t count = 0;
    for (std::int64_t at = std::min(first, end); at < std::max(first, end); ++at) {
      if (works(at)) ++count;
    }
    return first <= end ? count : -count;
  }

 private:
  struct date_with_work {
    std::int32_t day = 0;
    stretches open;
    bool goes_on = false;  // beyond the horizon
  };

  static bool has_night_shift(const working_hours& hours) {
    const auto passes = [](const day_hours& list) {
      return std::any_of(list.begin(), list.end(), [](wall_interval i) { return i.end > 86'400; });
    };
    return std::any_of(hours.week.begin(), hours.week.end(), passes) ||
           (hours.worked_weekend && passes(*hours.worked_weekend));
  }

  // In seconds after the date's midnight, the short day's cut taken off.
  static stretches wall_hours(const working_hours& hours, civil_date date, day_type type) {
    const auto as_stretches = [](const day_hours& list) {
      stretches result;
      for (const wall_interval i : list) result.push_back({i.begin, i.end});
      return merged(result);
    };
    for (const exception_date& e : hours.dates) {
      if (e.date == date) return as_stretches(e.hours);
    }
    if (type.kind() == day_kind::holiday || type.kind() == day_kind::day_off) return {};
    if (type.kind() == day_kind::decree_off && hours.decree_days == decree_days::off) return {};
    const day_hours& own = hours.week[static_cast<std::size_t>(weekday_of(date))];
    stretches open = as_stretches(own);
    if (type.worked_weekend()) {
      if (hours.worked_weekend) {
        open = as_stretches(*hours.worked_weekend);
      } else if (own.empty()) {
        open = as_stretches(hours.week[0]);
      }
    }
    const bool is_short = type.kind() == day_kind::short_day || type.base_short();
    for (std::int64_t cut = is_short ? hours.short_day_cut : 0; cut > 0 && !open.empty();) {
      const std::int64_t taken = std::min(cut, open.back().end - open.back().begin);
      open.back().end -= taken;
      cut -= taken;
      if (open.back().begin == open.back().end) open.pop_back();
    }
    return open;
  }

  void add(std::int32_t day, const stretches& own) {
    date_with_work entry{day, {}, false};
    for (const stretch& s : own) {
      entry.goes_on = entry.goes_on || s.end > end_;
      entry.open.push_back({std::max(s.begin, begin_), std::min(s.end, end_)});
    }
    entry.open = merged(entry.open);
    open_.insert(open_.end(), entry.open.begin(), entry.open.end());
    if (day >= first_day_ && !entry.open.empty()) {
      dates_.push_back(entry);
      working_days_.push_back(day);
    }
  }

  static maybe spend(const stretches& time, std::int64_t start, std::int64_t budget, landing at) {
    for (const stretch& s : time) {
      if (s.end <= start) continue;
      const std::int64_t from = std::max(s.begin, start);
      const std::int64_t there = s.end - from;
      if (budget < there || (budget == there && at == landing::nearest)) return from + budget;
      budget -= there;
    }
    return {};
  }

  bool works(std::int64_t day) const {
    return std::binary_search(working_days_.begin(), working_days_.end(), day);
  }

  maybe close_of(std::uint64_t index) const {
    if (index >= dates_.size() || dates_[index].goes_on) return {};
    return dates_[index].open.back().end;
  }

  maybe moment_of(std::uint64_t index, std::int64_t past) const {
    if (index >= dates_.size()) return {};
    for (const stretch& s : dates_[index].open) {
      if (past <= s.end - s.begin) return s.begin + past;
      past -= s.end - s.begin;
    }
    return close_of(index);
  }

  std::int64_t begin_ = 0;
  std::int64_t end_ = 0;
  std::int32_t first_day_ = 0;
  std::int32_t end_day_ = 0;
  stretches open_;
  std::vector<date_with_work> dates_;  // those with working time
  std::vector<std::int64_t> working_days_;
};

}  // namespace srok::reference
