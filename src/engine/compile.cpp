// Walking the dates of a horizon once: hours of each on the wall, then on the UTC line.
#include "srok/engine/compile.hpp"

#include <algorithm>
#include <optional>

#include "engine/image_layout.hpp"
#include "engine/notes.hpp"
#include "engine/parts.hpp"
#include "engine/stretch.hpp"
#include "srok/error.hpp"

namespace srok {
namespace {

using engine::lost_time;
using engine::parts;
using engine::run;
using engine::stretch;

// ---- the dates that are asked about ----

struct date_range {
  civil_date first;  // of the horizon
  civil_date end;
  civil_date hours_from;  // the date whose evening shift is the first to be known
};

bool passes_midnight(const day_hours& hours) {
  return std::any_of(hours.begin(), hours.end(),
                     [](wall_interval i) { return i.end > seconds_a_day; });
}

bool has_night_shift(const working_hours& hours) {
  return std::any_of(hours.week.begin(), hours.week.end(), passes_midnight) ||
         (hours.worked_weekend && passes_midnight(*hours.worked_weekend));
}

date_range dates_of(const working_hours& hours, const zone& zone, const calendar* calendar) {
  constexpr int first_year = 1970;
  const int from = calendar ? std::max(calendar->first_year(), first_year) : first_year;
  const int until = calendar ? calendar->last_year() + 1 : zone.end_year();
  const civil_date first = first_of_year(from);
  const civil_date end = first_of_year(std::min(until, zone.end_year()));
  if (first >= end) {
    throw error(status::unknown_year, "the calendar \"" + std::string{calendar->name()} +
                                          "\" has no year from " + std::to_string(first_year) +
                                          " to " + std::to_string(zone.end_year() - 1) +
                                          ", the years a schedule can cover");
  }
  return {first + std::chrono::days{has_night_shift(hours) ? 1 : 0}, end, first};
}

void require_within(const working_hours& hours, const date_range& range, const parts& p) {
  const auto years = [&] {
    const auto last = range.end - std::chrono::days{1};
    return std::to_string(year_of(range.hours_from)) + " to " + std::to_string(year_of(last));
  };
  for (const exception_date& e : hours.dates) {
    if (e.date < range.hours_from || e.date >= range.end) {
      throw error(status::unknown_year, {}, e.at,
                  "this date lies outside the horizon of the schedule, the years " + years());
    }
  }
  for (const closure& c : hours.closures) {
    if (to_unix(c.to) <= p.horizon_begin || to_unix(c.from) >= p.horizon_end) {
      throw error(
          status::unknown_year, {}, c.at,
          "this closure lies wholly outside the horizon of the schedule, the years " + years());
    }
  }
}

void require_sound(const day_hours& hours) {
  if (hours.size() > most_intervals) {
    throw error(status::bad_argument,
                std::to_string(hours.size()) + " intervals of hours on one date; at most " +
                    std::to_string(most_intervals) + " are compiled, so join those that are near");
  }
  for (const wall_interval i : hours) {
    if (i.begin < 0 || i.begin >= seconds_a_day || i.end <= i.begin ||
        i.end > i.begin + seconds_a_day) {
      throw error(status::bad_argument,
                  "working hours need 0 <= begin < 86400 and begin < end <= begin + 86400 seconds");
    }
  }
}

void require_sound(const working_hours& hours) {
  for (const day_hours& h : hours.week) require_sound(h);
  if (hours.worked_weekend) require_sound(*hours.worked_weekend);
  for (const exception_date& e : hours.dates) require_sound(e.hours);
  if (hours.short_day_cut < 0) {
    throw error(status::bad_argument, "short_day_cut must not be negative");
  }
  const auto later = [](const exception_date& a, const exception_date& b) {
    return a.date >= b.date;
  };
  if (std::adjacent_find(hours.dates.begin(), hours.dates.end(), later) != hours.dates.end()) {
    throw error(status::bad_argument, "exception dates must ascend, each once");
  }
  for (const closure& c : hours.closures) {
    if (c.from >= c.to) {
      throw error(status::bad_argument, {}, c.at, "a closure must begin before it ends");
    }
  }
}

// A caller's own zone is checked like one in a dump.
void require_sound(const zone& zone) {
  const std::span<const offset_change> changes = zone.changes();
  const auto fail = [&](std::size_t change, const std::string& sentence) {
    throw error(status::bad_argument, "the zone \"" + zone.name() + "\", change " +
                                          std::to_string(change) + " of its list: " + sentence);
  };
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const auto [at, offset] = changes[i];
    if (offset <= -engine::first_impossible_offset || offset >= engine::first_impossible_offset) {
      fail(i + 1, "an offset of " + std::to_string(offset) + " seconds; it is less than a day");
    }
    if (i == 0) continue;
    if (at <= -engine::farthest_change || at >= engine::farthest_change) {
      fail(i + 1, "it is at " + std::to_string(at) + ", too far from 1970; leave it out");
    }
    if (i > 1 && at - changes[i - 1].at < engine::least_between_changes) {
      fail(i + 1, "it is " + std::to_string(at - changes[i - 1].at) +
                      " seconds after the change before it; changes ascend by an hour at least, so "
                      "leave one of them out");
    }
  }
}

// ---- from the wall to the UTC line ----

// to_instant for wall times that hardly ever go back: it remembers the offset of the last midnight,
// and until when no change of the clocks is near.
class wall_clock {
 public:
  explicit wall_clock(std::span<const offset_change> changes) : changes_{changes} {}

  // `local` is a date's midnight; the dates ascend.
  void begin_date(std::int64_t local) {
    if (local < plain_until_) return;
    while (ends_by(part_, local)) ++part_;
    constexpr std::int64_t reach =
        2 * seconds_a_day;  // a shift ends within two days of its date's midnight
    const offset_change& now = changes_[part_];
    // A midnight that the clocks skipped lies, by the new offset, before the change itself.
    if (local - now.offset >= now.at) {
      plain_until_ = part_ + 1 == changes_.size() ? std::numeric_limits<std::int64_t>::max()
                                                  : changes_[part_ + 1].at + now.offset - reach;
    }
    is_plain_ = local < plain_until_;
  }

  // requires: local is not before the midnight of the date begun, nor two days after it.
  std::int64_t at(std::int64_t local) const {
    if (is_plain_) return local - changes_[part_].offset;
    std::size_t part = part_;
    while (ends_by(part, local)) ++part;
    return std::max(changes_[part].at, local - changes_[part].offset);
  }

 private:
  bool ends_by(std::size_t part, std::int64_t local) const {
    return part + 1 < changes_.size() && changes_[part + 1].at + changes_[part].offset <= local;
  }

  std::span<const offset_change> changes_;
  std::size_t part_ = 0;
  std::int64_t plain_until_ = std::numeric_limits<std::int64_t>::min();
  bool is_plain_ = false;
};

// The hours of a date with overlaps merged, and what a short day takes off their end.
struct wall_hours {
  std::vector<wall_interval> open;
  std::vector<wall_interval> cut;
};

// The same hours, each list of them merged.
working_hours merged(working_hours hours) {
  for (day_hours& h : hours.week) engine::merge(h);
  if (hours.worked_weekend) engine::merge(*hours.worked_weekend);
  for (exception_date& e : hours.dates) engine::merge(e.hours);
  return hours;
}

void take_cut(wall_hours& hours, const hours_of_date& of_date) {
  std::int32_t cut = of_date.cut;
  hours.open.assign(of_date.hours.begin(), of_date.hours.end());
  hours.cut.clear();
  while (cut > 0 && !hours.open.empty()) {
    wall_interval& last = hours.open.back();
    const std::int32_t taken = std::min(cut, last.end - last.begin);
    hours.cut.insert(hours.cut.begin(), {last.end - taken, last.end});
    last.end -= taken;
    cut -= taken;
    if (last.end == last.begin) hours.open.pop_back();
  }
}

// ---- the walk over the dates ----

std::vector<stretch> merged_closures(const working_hours& hours) {
  std::vector<stretch> closures;
  closures.reserve(hours.closures.size());
  for (const closure& c : hours.closures) closures.push_back({to_unix(c.from), to_unix(c.to)});
  engine::merge(closures);
  return closures;
}

// Collects the runs and the working dates of a schedule, date by date.
class run_collector {
 public:
  run_collector(parts& p, std::vector<stretch> closures) : p_{p}, closures_{std::move(closures)} {
    p_.day_bits.resize(p_.day_count / 64 + 1);
    p_.day_starts.reserve(p_.day_count + 1);
    runs_.reserve(p_.day_count);
  }

  void begin_date(std::int32_t day_number) {
    date_ = day_number - p_.first_day;
    marked_ = false;
  }

  // Open time of the date, on the UTC line; what an earlier date has is not given twice.
  void open(stretch s) {
    if (s.begin >= given_until_ && s.begin >= p_.horizon_begin && s.end <= p_.horizon_end &&
        s.end <= next_loss_ && s.begin < s.end) {
      given_until_ = s.end;
      add_run(relative(s));
      return;
    }
    s.begin = std::max({s.begin, given_until_, p_.horizon_begin});
    given_until_ = std::max(given_until_, s.end);
    while (next_closure_ < closures_.size() && closures_[next_closure_].end <= s.begin)
      ++next_closure_;
    next_loss_ = next_closure_ < closures_.size() ? closures_[next_closure_].begin
                                                  : std::numeric_limits<std::int64_t>::max();
    for (std::size_t c = next_closure_; c < closures_.size() && closures_[c].begin < s.end; ++c) {
      const stretch lost{std::max(s.begin, closures_[c].begin), std::min(s.end, closures_[c].end)};
      add(s.begin, lost.begin);
      keep(p_.closed, lost);
      s.begin = std::max(s.begin, lost.end);
    }
    add(s.begin, s.end);
  }

  // Time the date would be open but for the short day.
  void cut(stretch s) {
    s.begin = std::max({s.begin, given_until_, p_.horizon_begin});
    keep(p_.cut, s);
  }

  void finish() {
    std::uint32_t rank = 0;
    for (const std::uint64_t bits : p_.day_bits) {
      p_.day_ranks.push_back(rank);
      rank += static_cast<std::uint32_t>(std::popcount(bits));
    }
    p_.day_starts.push_back(worked_);
  }

  const std::vector<run>& runs() const { return runs_; }

 private:
  run relative(stretch s) const {
    return {static_cast<std::uint32_t>(s.begin - p_.horizon_begin),
            static_cast<std::uint32_t>(s.end - p_.horizon_begin)};
  }

  void keep(std::vector<lost_time>& list, stretch lost) const {
    lost.end = std::min(lost.end, p_.horizon_end);
    if (lost.begin >= lost.end) return;
    const run where = relative(lost);
    list.push_back({where.begin, where.end, static_cast<std::uint32_t>(date_ + 1)});
  }

  void add(std::int64_t begin, std::int64_t end) {
    const std::int64_t known_end = std::min(end, p_.horizon_end);
    if (begin < known_end) add_run(relative({begin, known_end}));
    // A date without working time in the horizon is no working date, and its close not asked for.
    if (begin < end && known_end < end && marked_) p_.last_date_is_cut = true;
  }

  void add_run(run piece) {
    mark_date();
    worked_ += piece.end - piece.begin;
    if (!runs_.empty() && runs_.back().end == piece.begin) {
      runs_.back().end = piece.end;
    } else {
      runs_.push_back({piece.begin, piece.end});
    }
  }

  // A date before the horizon can have the end of its evening shift in it, but is no working date
  // of it.
  void mark_date() {
    if (marked_) return;
    marked_ = true;
    if (date_ < 0) return;
    const auto index = static_cast<std::uint32_t>(date_);
    p_.day_bits[index / 64] |= std::uint64_t{1} << index % 64;
    p_.day_starts.push_back(worked_);
  }

  parts& p_;
  std::vector<stretch> closures_;
  std::vector<run> runs_;
  std::size_t next_closure_ = 0;
  std::int64_t given_until_ = std::numeric_limits<std::int64_t>::min();
  std::int64_t next_loss_ = std::numeric_limits<std::int64_t>::min();  // of the closures
  std::int32_t date_ = 0;
  bool marked_ = false;
  std::uint32_t worked_ = 0;
};

void walk_dates(parts& p, const date_range& range, const working_hours& given, const zone& zone,
                const calendar* calendar, run_collector& line) {
  const working_hours hours = merged(given);
  wall_clock clock{zone.changes()};
  engine::note_writer notes{p, calendar};
  hours_by_date by_date{hours, to_day_number(range.hours_from)};
  const std::uint8_t* types = calendar ? calendar->types_from(range.hours_from) : nullptr;
  wall_hours wall;
  const std::int32_t end = to_day_number(range.end);
  for (std::int32_t day_number = to_day_number(range.hours_from); day_number < end; ++day_number) {
    const day_type type =
        types ? day_type{*types++}
              : day_type{by_date.weekday() < 5 ? day_kind::working : day_kind::weekend};
    const hours_of_date of_date = by_date.next(type);
    notes.write(day_number, of_date.rule, type);
    if (of_date.hours.empty()) continue;
    line.begin_date(day_number);
    const std::int64_t local = std::int64_t{day_number} * seconds_a_day;
    clock.begin_date(local);
    const auto on_line = [&](wall_interval i) {
      return stretch{clock.at(local + i.begin), clock.at(local + i.end)};
    };
    if (of_date.cut == 0) {
      for (const wall_interval i : of_date.hours) line.open(on_line(i));
      continue;
    }
    take_cut(wall, of_date);
    for (const wall_interval i : wall.open) line.open(on_line(i));
    for (const wall_interval i : wall.cut) line.cut(on_line(i));
  }
}

schedule compile_known(const working_hours& hours, const zone& zone, const calendar* calendar) {
  const date_range range = dates_of(hours, zone, calendar);
  const auto midnight = [&](civil_date date) {
    return to_unix(zone.to_instant(wall_time{date.time_since_epoch()}));
  };
  parts p;
  p.horizon_begin = midnight(range.first);
  p.horizon_end = midnight(range.end);
  p.official_until =
      calendar ? std::clamp(midnight(calendar->official_until()), p.horizon_begin, p.horizon_end)
               : p.horizon_end;
  p.first_day = to_day_number(range.first);
  p.day_count = static_cast<std::uint32_t>((range.end - range.first).count());
  p.offsets.assign(zone.changes().begin(), zone.changes().end());
  p.zone_name = p.text.place_of(zone.name());
  p.calendar_name = p.text.place_of(calendar ? calendar->name() : std::string_view{});
  require_within(hours, range, p);

  run_collector line{p, merged_closures(hours)};
  walk_dates(p, range, hours, zone, calendar, line);
  line.finish();
  if (line.runs().empty()) {
    throw error(
        status::never_open,
        "this schedule is never open: no date from " + std::to_string(year_of(range.first)) +
            " to " + std::to_string(year_of(range.end - std::chrono::days{1})) +
            " has any working time; give hours to at least one weekday in [schedule.hours]");
  }
  engine::cut_into_cells(p, line.runs());
  return engine::assemble(std::move(p));
}

}  // namespace

schedule compile(const working_hours& hours, const zone& zone, const calendar* calendar) {
  require_sound(hours);
  require_sound(zone);
  if (calendar && hours.forecast == forecast::statutory) {
    const srok::calendar projected = project(*calendar, 2099);
    return compile_known(hours, zone, &projected);
  }
  return compile_known(hours, zone, calendar);
}

}  // namespace srok
