// Every minute around every change of the clocks, 1970-2037, of zones that go wrong in every way:
// what the wall shows, and desks that open and close at that minute.
#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "engine/random_schedule.hpp"

using namespace srok;
using namespace srok::testing;

namespace {

constexpr std::int64_t day = 86'400;

// The fewest changes each must have: a database that knows fewer would prove less.
struct zone_with_changes {
  const char* name;
  std::size_t changes;
};

constexpr std::array zones{
    zone_with_changes{"Europe/Moscow", 62},         // two offsets in 1991; for ever since 2014
    zone_with_changes{"Europe/Volgograd", 60},      // 2018 and 2020: there and back
    zone_with_changes{"Africa/Casablanca", 130},    // four changes a year
    zone_with_changes{"Australia/Lord_Howe", 110},  // half an hour of summer time
    zone_with_changes{"America/Sao_Paulo", 60},     // summer began at midnight
    zone_with_changes{"Pacific/Apia", 20},          // no 30 December 2011
    zone_with_changes{"Pacific/Kwajalein", 1},      // no 21 August 1993
    zone_with_changes{"America/St_Johns", 130},     // at 00:01, and once by two hours
    zone_with_changes{"Africa/Monrovia", 1},        // 44 minutes and 30 seconds
    zone_with_changes{"Antarctica/Troll", 60},      // two hours of summer time
    zone_with_changes{"Europe/Dublin", 130},        // a winter time that is the exception
    zone_with_changes{"Asia/Tehran", 60},           // half hours, and at midnight
    zone_with_changes{"America/Havana", 130},       // back from 01:00 to midnight
};

std::vector<offset_change> changes_of(const zone& z) {
  return {z.changes().begin(), z.changes().end()};
}

// The dates whose hours a change can touch, by the clock before it and by the clock after it.
std::vector<std::int32_t> dates_around(const std::vector<offset_change>& changes,
                                       std::int32_t end_day) {
  std::map<std::int32_t, bool> dates;
  for (std::size_t i = 1; i < changes.size(); ++i) {
    for (const std::int64_t offset : {changes[i - 1].offset, changes[i].offset}) {
      const auto date = static_cast<std::int32_t>((changes[i].at + offset) / day);
      for (std::int32_t near = date - 1; near <= date + 1; ++near) {
        if (near > 0 && near < end_day - 1) dates[near] = true;
      }
    }
  }
  std::vector<std::int32_t> sorted;
  for (const auto& [date, is_near] : dates) sorted.push_back(date);
  return sorted;
}

// What the dates are open: each from its own midnight, less what the dates before it have.
struct open_dates {
  reference::stretches open;  // merged
  std::vector<std::int32_t> worked;
};

open_dates open_by_hand(const std::vector<std::int32_t>& dates, wall_interval hours,
                        const std::vector<offset_change>& changes) {
  open_dates all;
  reference::stretches before, yesterday;
  for (const std::int32_t date : dates) {
    const std::int64_t midnight = date * day;
    const reference::stretches whole =
        reference::merged({{reference::instant_of(midnight + hours.begin, changes),
                            reference::instant_of(midnight + hours.end, changes)}});
    reference::stretches own = whole;
    for (const reference::stretch& s : before) own = reference::without(own, s);
    for (const reference::stretch& s : yesterday) own = reference::without(own, s);
    if (!own.empty()) all.worked.push_back(date);
    all.open.insert(all.open.end(), own.begin(), own.end());
    before = std::exchange(yesterday, whole);
  }
  all.open = reference::merged(all.open);
  return all;
}

// Of the questions that were asked, those answered otherwise.
std::size_t wrong_answers(const schedule& s, const open_dates& expected,
                          const std::vector<std::int32_t>& dates) {
  std::size_t wrong = 0;
  const auto is = [&](const auto& found, const auto& right) { wrong += found == right ? 0 : 1; };
  const instant origin = s.horizon().begin();
  std::int64_t worked = 0;
  for (std::size_t i = 0; i < expected.open.size(); ++i) {
    const instant begin = from_unix(expected.open[i].begin);
    const instant end = from_unix(expected.open[i].end);
    const business_duration length{end - begin};
    const business_duration so_far{std::chrono::seconds{worked}};
    const auto second = std::chrono::seconds{1};
    is(s.is_open(begin - second), false);
    is(s.is_open(begin), true);
    is(s.is_open(end - second), true);
    is(s.is_open(end), false);
    is(s.elapsed(origin, begin), so_far);
    is(s.elapsed(origin, end), so_far + length);
    is(s.next_open(begin - second), begin);
    is(s.next_close(begin), end);
    is(s.previous_open(end), begin);
    is(s.deadline(begin, length), end);
    is(s.deadline(origin, so_far, landing::farthest), begin);
    is(s.latest_start(end, length), begin);
    if (i > 0) is(s.previous_close(begin), from_unix(expected.open[i - 1].end));
    worked += length.seconds();
  }
  std::size_t before = 0;
  for (const std::int32_t date : dates) {
    const bool works = before < expected.worked.size() && expected.worked[before] == date;
    is(s.days_between(from_day_number(date), from_day_number(date + 1)), works ? 1 : 0);
    before += works ? 1 : 0;
  }
  return wrong;
}

}  // namespace

TEST_CASE("at every minute around every change the wall means what trying every offset gives") {
  for (const zone_with_changes& named : zones) {
    CAPTURE(std::string{named.name});
    const zone& z = cached_zone(named.name);
    const std::vector<offset_change> changes = changes_of(z);
    CHECK(changes.size() > named.changes);
    std::size_t wrong = 0;
    for (std::size_t i = 1; i < changes.size(); ++i) {
      for (std::int64_t away = -day; away <= day; away += 60) {
        // The wall by the clock before the change; a day away both sides of any change are passed.
        const std::int64_t local = changes[i].at + changes[i - 1].offset + away;
        const std::int64_t at = reference::instant_of(local, changes);
        wrong += to_unix(z.to_instant(wall_time{std::chrono::seconds{local}})) == at ? 0 : 1;
        // The offset is the only one of all that the list holds for this moment.
        const std::int64_t moment = changes[i].at + away;
        std::int64_t offset = 0;
        for (const offset_change& change : changes) {
          if (change.at <= moment) offset = change.offset;
        }
        wrong += z.offset_at(from_unix(moment)) == offset ? 0 : 1;
      }
    }
    CHECK(wrong == 0);
  }
}

TEST_CASE("a desk that opens or closes at any minute of the dates of any change is as by hand") {
  for (const zone_with_changes& named : zones) {
    CAPTURE(std::string{named.name});
    const zone& z = cached_zone(named.name);
    const std::vector<offset_change> changes = changes_of(z);
    const std::vector<std::int32_t> dates =
        dates_around(changes, to_day_number(first_of_year(z.end_year())));
    std::size_t wrong = 0;
    std::int32_t first_wrong = -1;
    for (std::int32_t opens = 0; opens < day; opens += 60) {
      // An odd hour and a half: every minute closes as well, and midnight is passed.
      const wall_interval open{opens, opens + 91 * 60};
      working_hours hours;
      for (const std::int32_t date : dates) {
        hours.dates.push_back({from_day_number(date), {open}, {}});
      }
      const schedule s = compile(hours, z, nullptr);
      const std::size_t here = wrong_answers(s, open_by_hand(dates, open, changes), dates);
      if (here != 0 && wrong == 0) first_wrong = opens;
      wrong += here;
    }
    CHECK_MESSAGE(wrong == 0, "the first when it opens at second " << first_wrong);
  }
}
