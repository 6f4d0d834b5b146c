// A schedule: calendar, working hours and zone, compiled into tables that answer any question of
// working time in constant time, whatever the distance.
//
// With W(t) the working seconds before t, everything is said with W and its inverse (cells.hpp).
// Intervals are half-open: at the closing instant it is closed. Every query is noexcept, allocates
// nothing (but deadline_with_pauses with more than 64 pauses out of order), and may be called from
// many threads at once. The horizon includes both its ends as instants, but they are neither
// openings nor closings: a question whose answer depends on what lies beyond is beyond_horizon.
#pragma once

#include <algorithm>
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "srok/engine/line.hpp"
#include "srok/status.hpp"
#include "srok/time/civil.hpp"
#include "srok/time/duration.hpp"
#include "srok/time/instant.hpp"
#include "srok/time/interval.hpp"

namespace srok {

class schedule {
 public:
  // A schedule that comes with srok: "technotronics". Costs no allocation. Throws bad_argument,
  // naming those there are.
  static const schedule& builtin(std::string_view name);

  // The tables must outlive the schedule; `owner` keeps them alive (nullptr: they are static).
  explicit schedule(const engine::tables& tables,
                    std::shared_ptr<const void> owner = nullptr) noexcept
      : t_{tables}, owner_{std::move(owner)} {}

  // ---- what it covers ----

  interval horizon() const noexcept {
    return {from_unix(t_.horizon_begin), from_unix(t_.horizon_end)};
  }
  // From here on answers rest on a projected calendar; the end of the horizon when none do.
  instant official_until() const noexcept { return from_unix(t_.official_until); }
  // Whether an answer rests on it. At official_until itself a closing does not, and an opening
  // does: that it is one the projection alone says.
  bool is_projected(instant answer, landing at = landing::nearest) const noexcept {
    const instant official = official_until();
    const bool opening_there =
        at == landing::farthest && answer == official && official < from_unix(t_.horizon_end);
    return answer > official || opening_there;
  }
  std::string_view zone_name() const noexcept { return t_.text_at(t_.zone_name); }
  // clock_hash() of the zone within the horizon: by it two machines with the same schedule see
  // whether their tz databases agree.
  std::uint64_t zone_hash() const noexcept {
    return clock_hash(t_.offsets, horizon().begin(), horizon().end());
  }
  std::string_view calendar_name() const noexcept { return t_.text_at(t_.calendar_name); }
  // The dates of the horizon, both inclusive.
  civil_date first_date() const noexcept { return from_day_number(t_.first_day); }
  civil_date last_date() const noexcept {
    return from_day_number(t_.first_day + static_cast<std::int32_t>(t_.day_count) - 1);
  }
  const engine::tables& tables() const noexcept { return t_; }

  // ---- amounts of working time ----

  // W(end) - W(begin); negative when end < begin.
  answer<business_duration> elapsed(instant begin, instant end) const noexcept {
    const auto seconds = line().elapsed(to_unix(begin), to_unix(end));
    if (!seconds) return seconds.why;
    return business_duration{std::chrono::seconds{*seconds}};
  }

  // The instant u >= start with elapsed(start, u) == budget; when there are several, the first
  // (landing::nearest) or the last. A budget of 0 is `start` itself (nearest), or the next open
  // instant. bad_argument: a negative budget.
  answer<instant> deadline(instant start, business_duration budget,
                           landing at = landing::nearest) const noexcept {
    return as_instant(line().deadline(to_unix(start), budget.seconds(), at));
  }

  // The mirror: the u <= deadline with elapsed(u, deadline) == budget, the last of them (nearest:
  // an opening; budget 0: `deadline` itself) or the first (farthest: a closing; budget 0:
  // `deadline` when the moment before it is open, else the previous closing).
  answer<instant> latest_start(instant deadline, business_duration budget,
                               landing at = landing::nearest) const noexcept {
    return as_instant(line().latest_start(to_unix(deadline), budget.seconds(), at));
  }

  // The deadline of a timer that stands still during the pauses: their union counts once, any
  // order, parts outside the horizon are ignored. Budget 0 is `start`. out_of_memory: only with
  // more than 64 pauses that are not sorted by their begins.
  answer<instant> deadline_with_pauses(instant start, business_duration budget, landing at,
                                       std::span<const interval> pauses) const noexcept;

  // ---- days ----

  // 0 days is `start`. Otherwise let s = next_open(start), on working day d.
  //
  //   elapsed  u is the working time of d past at s. When it is 0: the close of the n-th working
  //            day, d the first. Else the moment of the n-th working day after d at which u of its
  //            own is past, or its close when it is shorter.
  //   whole    the close of the n-th working day after d (Civil Code of Russia, art. 191, 194).
  //
  //   Wed 15:20 + 2 days  // elapsed: Fri 15:20; whole: Fri 16:00
  //
  // bad_argument: negative days.
  answer<instant> deadline(instant start, working_days days, day_rule rule) const noexcept {
    return as_instant(line().deadline_days(to_unix(start), days.count(), rule));
  }

  // The n-th working date after the date (n < 0: before it); the date itself for 0, also on a day
  // off.
  answer<civil_date> add_days(civil_date date, std::int32_t days) const noexcept {
    const std::int64_t index = index_of(date);
    if (index < 0 || index >= t_.day_count) return status::beyond_horizon;
    if (days == 0) return date;
    const auto at = static_cast<std::uint32_t>(index);
    const std::int64_t rank = days > 0 ? engine::days_before(t_, at + 1) + std::int64_t{days} - 1
                                       : engine::days_before(t_, at) + std::int64_t{days};
    if (rank < 0 || rank >= static_cast<std::int64_t>(t_.day_starts.size()) - 1) {
      return status::beyond_horizon;
    }
    return from_day_number(t_.first_day + static_cast<std::int32_t>(engine::day_with_rank(
                                              t_, static_cast<std::uint32_t>(rank))));
  }

  // Working dates in [first, end); negative when end < first.
  answer<std::int32_t> days_between(civil_date first, civil_date end) const noexcept {
    const std::int64_t from = index_of(first);
    const std::int64_t to = index_of(end);
    if (from < 0 || to < 0) return status::beyond_horizon;
    return static_cast<std::int32_t>(engine::days_before(t_, static_cast<std::uint32_t>(to))) -
           static_cast<std::int32_t>(engine::days_before(t_, static_cast<std::uint32_t>(from)));
  }

  // The close of a date, or of the next working date when it is a day off.
  answer<instant> close_of(civil_date date) const noexcept {
    const std::int64_t index = index_of(date);
    if (index < 0 || index >= t_.day_count) return status::beyond_horizon;
    return as_instant(line().close_of(engine::days_before(t_, static_cast<std::uint32_t>(index))));
  }

  // ---- openings and closings ----

  answer<bool> is_open(instant at) const noexcept {
    if (!inside(at) || to_unix(at) == t_.horizon_end) return status::beyond_horizon;
    return line().open_at(to_unix(at));
  }

  // The earliest open instant >= at: `at` itself when it is open.
  answer<instant> next_open(instant at) const noexcept {
    if (!inside(at)) return status::beyond_horizon;
    return as_instant(line().opening(line().worked(to_unix(at))));
  }

  // The earliest closing > at.
  answer<instant> next_close(instant at) const noexcept {
    if (!inside(at)) return status::beyond_horizon;
    const auto run = run_after(line().worked(to_unix(at)));
    if (run == t_.run_ends.end()) return status::beyond_horizon;
    const std::int64_t close = line().first_moment(*run);
    if (close == t_.horizon_end) return status::beyond_horizon;
    return from_unix(close);
  }

  // The latest opening <= at.
  answer<instant> previous_open(instant at) const noexcept {
    if (!inside(at)) return status::beyond_horizon;
    const std::int64_t before = line().worked(to_unix(at));
    const bool open = line().open_at(to_unix(at));
    if (before == 0 && !open) return status::beyond_horizon;
    // Closed: the run that ended last, the one that is open a second of work earlier.
    const std::int64_t open_at = line().last_moment(run_begin(open ? before : before - 1));
    if (open_at == t_.horizon_begin) return status::beyond_horizon;
    return from_unix(open_at);
  }

  // The latest closing <= at.
  answer<instant> previous_close(instant at) const noexcept {
    if (!inside(at)) return status::beyond_horizon;
    std::int64_t before = line().worked(to_unix(at));
    if (line().open_at(to_unix(at))) {
      before = run_begin(before);
    } else if (before == t_.total && line().first_moment(before) == t_.horizon_end) {
      before = run_begin(before - 1);  // open up to the end of the horizon, which is no closing
    }
    if (before == 0) return status::beyond_horizon;
    return from_unix(line().first_moment(before));
  }

  // ---- the wall clock of its zone ----

  // Seconds to add to UTC.
  answer<std::int64_t> offset_at(instant at) const noexcept {
    if (!inside(at)) return status::beyond_horizon;
    return srok::offset_at(t_.offsets, at);
  }

  // What the wall shows at an instant.
  answer<wall_time> wall_at(instant at) const noexcept {
    const auto offset = offset_at(at);
    if (!offset) return offset.why;
    return wall_time{at.time_since_epoch() + std::chrono::seconds{*offset}};
  }

  // The way back: the first instant at which it shows this time or later (to_instant in zone.hpp).
  answer<instant> at_wall(wall_time wall) const noexcept {
    const std::int64_t local = wall.time_since_epoch().count();  // no offset is a day long
    if (local < t_.horizon_begin - seconds_a_day || local > t_.horizon_end + seconds_a_day) {
      return status::beyond_horizon;
    }
    const instant at = to_instant(t_.offsets, wall);
    return inside(at) ? answer<instant>{at} : status::beyond_horizon;
  }

 private:
  engine::line<1> line() const noexcept { return engine::line<1>{t_}; }
  bool inside(instant at) const noexcept { return line().inside(to_unix(at)); }

  // Which date of the horizon it is, from 0 on; t_.day_count: the one after the last; -1: none.
  std::int64_t index_of(civil_date date) const noexcept {
    const civil_date first = first_date();
    return first <= date && date <= last_date() + std::chrono::days{1} ? (date - first).count()
                                                                       : -1;
  }

  static answer<instant> as_instant(answer<std::int64_t> seconds) noexcept {
    return seconds ? answer<instant>{from_unix(*seconds)} : seconds.why;
  }

  // The first run that ends after `amount` has been worked, as the W at its end.
  std::span<const std::uint32_t>::iterator run_after(std::int64_t amount) const noexcept {
    return std::upper_bound(t_.run_ends.begin(), t_.run_ends.end(), amount);
  }

  // W at the begin of that run.
  std::int64_t run_begin(std::int64_t amount) const noexcept {
    const auto run = run_after(amount);
    return run == t_.run_ends.begin() ? 0 : std::int64_t{*std::prev(run)};
  }

  engine::tables t_;
  std::shared_ptr<const void> owner_;
};

}  // namespace srok
