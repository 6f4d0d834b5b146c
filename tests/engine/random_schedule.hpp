// Random desks for the properties: working hours of every shape, in zones that go wrong in every
// way, with and without a calendar; and questions asked where answers change.
#pragma once

#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "reference/slow_schedule.hpp"
#include "srok/engine/compile.hpp"

namespace srok::testing {

// Uniform in [from, to), at every size: rc::gen::inRange would begin with small numbers only.
template <class T>
T pick(T from, T to) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<T>(from, to));
}

template <class Container>
const auto& pick_from(const Container& list) {
  return *std::next(std::begin(list), pick<std::ptrdiff_t>(0, std::ssize(list)));
}

inline bool one_in(int n) {
  return pick(0, n) == 0;
}

struct zone_and_year {
  const char* name;
  int year;  // something happens in it, or in the one before or after
};

inline constexpr std::array zones_and_years{
    zone_and_year{"UTC", 2000},
    zone_and_year{"Europe/Moscow", 1991},  // two offsets changed in one year
    zone_and_year{"Europe/Moscow", 2011},  // 2010, 2011: summer time for ever
    zone_and_year{"Europe/Moscow", 2014},  // winter time for ever
    zone_and_year{"Europe/Berlin", 2026},
    zone_and_year{"America/New_York", 2037},     // the last year of explicit changes
    zone_and_year{"America/Sao_Paulo", 2018},    // summer begins at midnight
    zone_and_year{"Australia/Lord_Howe", 2024},  // half an hour of summer time
    zone_and_year{"Africa/Casablanca", 2026},    // four changes a year
    zone_and_year{"Pacific/Apia", 2011},         // no 30 December
    zone_and_year{"Europe/Volgograd", 2018},
    zone_and_year{"Europe/Volgograd", 2020},
    zone_and_year{"Asia/Kathmandu", 1986},
    zone_and_year{"Asia/Kolkata", 2026},
    zone_and_year{"America/St_Johns", 2006},  // changes at 00:01
    zone_and_year{"America/St_Johns", 1988},  // by two hours
    zone_and_year{"Africa/Monrovia", 1971},   // 44 minutes and 30 seconds, until 1972
};

inline const zone& cached_zone(const std::string& name) {
  static std::map<std::string, zone> zones;
  const auto known = zones.find(name);
  return known != zones.end() ? known->second
                              : zones.emplace(name, zone::named(name)).first->second;
}

// A calendar that owns its tables.
class made_calendar {
 public:
  made_calendar(int first_year, int years) : years_(static_cast<std::size_t>(years)) {
    for (int i = 0; i < years; ++i) {
      years_[static_cast<std::size_t>(i)].year = first_year + i;
      years_[static_cast<std::size_t>(i)].official = true;
    }
    first_day_ = first_of_year(first_year);
    const civil_date end = first_of_year(first_year + years);
    for (civil_date date = first_day_; date < end; date += std::chrono::days{1}) {
      days_.push_back(
          day_type{weekday_of(date) < 5 ? day_kind::working : day_kind::weekend}.code());
    }
    tables_.name = "made";
    tables_.first_year = first_year;
  }

  void set(civil_date date, day_type type, std::string_view name = "made") {
    days_.at(static_cast<std::size_t>((date - first_day_).count())) = type.code();
    facts_[to_day_number(date)] = {
        .day = to_day_number(date), .name = name, .name_ru = "сделано", .source = "a test"};
  }

  calendar finish() && {
    auto owner = std::make_shared<made_calendar>(std::move(*this));
    owner->tables_.days = owner->days_;
    owner->tables_.years = owner->years_;
    for (const auto& [day, fact] : owner->facts_) owner->sorted_facts_.push_back(fact);
    owner->tables_.facts = owner->sorted_facts_;
    return calendar{owner->tables_, owner};
  }

 private:
  civil_date first_day_{};
  std::vector<std::uint8_t> days_;
  std::vector<calendar_year> years_;
  std::map<std::int32_t, calendar_fact> facts_;
  std::vector<calendar_fact> sorted_facts_;
  calendar_tables tables_;
};

struct desk {
  working_hours hours;
  const srok::zone* zone = nullptr;
  std::optional<srok::calendar> calendar;
  int first_year = 1970;
  int end_year = 2100;

  schedule compiled() const { return compile(hours, *zone, calendar ? &*calendar : nullptr); }

  reference::slow_schedule obvious() const {
    const auto type = [this](civil_date date) {
      if (calendar) return *calendar->day(date);
      return day_type{weekday_of(date) < 5 ? day_kind::working : day_kind::weekend};
    };
    return {hours, {zone->changes().begin(), zone->changes().end()}, type, first_year, end_year};
  }
};

// Begins and ends fall on a grid: most desks keep half hours, some minutes, a few seconds.
inline day_hours pick_hours(std::int32_t grid, bool at_night) {
  constexpr std::int32_t day = 86'400;
  day_hours hours;
  if (one_in(12)) return {{0, day}};
  for (int n = pick(1, 4); n > 0; --n) {
    std::int32_t begin = pick(0, day / grid) * grid;
    if (!hours.empty() && one_in(4) && hours.back().end < day) begin = hours.back().end;
    std::int32_t end = begin + pick(1, (one_in(3) ? day : day / 4) / grid + 1) * grid;
    if (one_in(6)) end = day;
    if (!at_night) end = std::min(end, day);
    hours.push_back({begin, end});
  }
  return hours;
}

inline srok::calendar pick_calendar(int first_year, int years) {
  static const std::array types{
      day_type{day_kind::working},
      day_type{day_kind::short_day},
      day_type{day_kind::weekend},
      day_type{day_kind::day_off},
      day_type{day_kind::holiday},
      day_type{day_kind::decree_off},
      day_type{day_kind::working, true},
      day_type{day_kind::short_day, true},
      day_type{day_kind::decree_off, false, true},
  };
  made_calendar made{first_year, years};
  const civil_date first = first_of_year(first_year);
  for (int n = pick(0, 60); n > 0; --n) {
    made.set(first + std::chrono::days{pick(0, 365)}, pick_from(types));
  }
  // Both ends of the year, where the horizon ends, and the dates around a change of the clock.
  const civil_date last = first_of_year(first_year + years) - std::chrono::days{1};
  if (one_in(2)) made.set(first, pick_from(types));
  if (one_in(2)) made.set(last, pick_from(types));
  return std::move(made).finish();
}

inline std::vector<std::int64_t> changes_within(const srok::zone& zone, std::int64_t begin,
                                                std::int64_t end) {
  std::vector<std::int64_t> result;
  for (const offset_change& change : zone.changes()) {
    if (begin <= change.at && change.at <= end) result.push_back(change.at);
  }
  return result;
}

inline void pick_exceptions(desk& d, std::int32_t grid) {
  const civil_date first = first_of_year(d.first_year);
  const auto dates = static_cast<int>((first_of_year(d.end_year) - first).count());
  const std::int64_t begin = std::int64_t{to_day_number(first) + 2} * 86'400;
  const std::int64_t end = std::int64_t{to_day_number(first) + dates - 1} * 86'400;
  const std::vector<std::int64_t> changes = changes_within(*d.zone, begin, end);
  std::map<civil_date, day_hours> exceptions;
  for (int n = one_in(2) ? pick(1, 30) : 0; n > 0; --n) {
    civil_date date = first + std::chrono::days{pick(0, dates)};
    if (!changes.empty() && one_in(2)) {
      date = from_day_number(static_cast<std::int32_t>(pick_from(changes) / 86'400) + pick(-1, 2));
    } else if (one_in(8)) {
      date = one_in(2) ? first : first + std::chrono::days{dates - 1};
    }
    exceptions[date] = one_in(4) ? day_hours{} : pick_hours(grid, true);
  }
  for (const auto& [date, hours] : exceptions) d.hours.dates.push_back({date, hours, {}});
  for (int n = one_in(2) ? pick(1, 10) : 0; n > 0; --n) {
    const std::int64_t from =
        !changes.empty() && one_in(3) ? pick_from(changes) : pick(begin, end) / grid * grid;
    d.hours.closures.push_back(
        {from_unix(from), from_unix(from + pick<std::int64_t>(1, 400) * grid), {}});
  }
  if (one_in(8)) {
    d.hours.closures.push_back({from_unix(end), from_unix(end + pick(1, 100) * 3600), {}});
  }
}

inline desk pick_desk() {
  desk d;
  const zone_and_year& where = pick_from(zones_and_years);
  d.zone = &cached_zone(where.name);
  const std::int32_t grid = pick_from(std::array{1800, 1800, 900, 60, 1});
  const bool at_night = one_in(3);
  const bool same_every_day = one_in(2);
  const day_hours usual = pick_hours(grid, at_night);
  for (std::size_t weekday = 0; weekday < 7; ++weekday) {
    if (one_in(weekday < 5 ? 10 : 2)) continue;
    d.hours.week[weekday] = same_every_day ? usual : pick_hours(grid, at_night);
  }
  if (one_in(2)) d.hours.worked_weekend = pick_hours(grid, at_night);
  if (one_in(2)) d.hours.short_day_cut = pick(0, 40) * std::max(grid, 60);
  if (one_in(2)) d.hours.decree_days = decree_days::off;
  if (!one_in(40)) {  // 130 years are slow to walk
    d.first_year = std::max(1970, where.year + pick(-1, 1));
    const int years = pick(1, 4);
    d.calendar = pick_calendar(d.first_year, years);
    d.end_year = d.first_year + years;
  }
  d.end_year = std::min(d.end_year, d.zone->end_year());
  pick_exceptions(d, grid);
  return d;
}

// Where answers change: boundaries of open time, changes of the clock, the ends of the horizon.
inline std::vector<std::int64_t> edges_of(const desk& d, const reference::slow_schedule& obvious) {
  std::vector<std::int64_t> edges = changes_within(*d.zone, obvious.begin(), obvious.end());
  const std::size_t changes = edges.size();
  for (std::size_t i = 0; i < changes; ++i) {  // the neighbours of each change
    for (const reference::stretch& s : obvious.open()) {
      if (std::abs(s.begin - edges[i]) < 2 * 86'400) edges.push_back(s.begin);
      if (std::abs(s.end - edges[i]) < 2 * 86'400) edges.push_back(s.end);
    }
  }
  edges.insert(edges.end(), {obvious.begin(), obvious.begin(), obvious.end(), obvious.end(),
                             obvious.open().front().begin, obvious.open().front().end,
                             obvious.open().back().begin, obvious.open().back().end});
  for (const closure& c : d.hours.closures) {
    edges.push_back(to_unix(c.from));
    edges.push_back(to_unix(c.to));
  }
  return edges;
}

inline std::int64_t pick_instant(const std::vector<std::int64_t>& edges,
                                 const reference::slow_schedule& obvious) {
  if (one_in(4)) return pick(obvious.begin() - 1000, obvious.end() + 1000);
  std::int64_t at = pick_from(edges);
  if (one_in(3)) {
    const reference::stretch& s = pick_from(obvious.open());
    at = one_in(2) ? s.begin : s.end;
  }
  return at + pick_from(std::array<std::int64_t, 11>{0, 0, 0, -1, 1, -60, 59, 3600, -3600, 86'400,
                                                     -43'200});
}

// A readable desk for the report of a failed property.
inline std::ostream& operator<<(std::ostream& out, const day_hours& hours) {
  for (const wall_interval i : hours) out << '[' << i.begin << ',' << i.end << ')';
  return out;
}

inline std::ostream& operator<<(std::ostream& out, const desk& d) {
  out << d.zone->name() << ' ' << d.first_year << ".." << d.end_year
      << (d.calendar ? " with calendar" : "") << '\n';
  for (const day_hours& hours : d.hours.week) out << "  " << hours << '\n';
  if (d.hours.worked_weekend) out << "  worked weekend " << *d.hours.worked_weekend << '\n';
  out << "  cut " << d.hours.short_day_cut << '\n';
  for (const exception_date& e : d.hours.dates) {
    out << "  " << to_day_number(e.date) << ": " << e.hours << '\n';
  }
  for (const closure& c : d.hours.closures) {
    out << "  closed " << to_unix(c.from) << ".." << to_unix(c.to) << '\n';
  }
  if (!d.calendar) return out;
  for (civil_date date = first_of_year(d.first_year); date < first_of_year(d.end_year);
       date += std::chrono::days{1}) {
    const day_type plain{weekday_of(date) < 5 ? day_kind::working : day_kind::weekend};
    const day_type type = *d.calendar->day(date);
    if (type != plain) out << "  day " << to_day_number(date) << ' ' << +type.code() << '\n';
  }
  return out;
}

}  // namespace srok::testing
