#include "srok/sla/queue.hpp"

#include <algorithm>
#include <utility>

#include "engine/merge.hpp"
#include "sla/crowds.hpp"
#include "sla/numbering.hpp"
#include "sla/user_desk.hpp"
#include "srok/error.hpp"

namespace srok {

// ---- editions ----

namespace {

civil_date date_at(const schedule& schedule, instant at) {
  const auto offset = schedule.offset_at(at);
  const std::int64_t wall = to_unix(at) + (offset ? *offset : 0);
  return from_day_number(static_cast<std::int32_t>(engine::floor_divide(wall, 86'400)));
}

[[noreturn]] void refuse_apart(const regulation& has, const regulation& lacks, const char* what,
                               civil_date date) {
  const auto day = fields(date);
  const auto two = [](unsigned n) { return (n < 10 ? "-0" : "-") + std::to_string(n); };
  throw error(status::bad_argument,
              "the edition \"" + std::string{has.terms().edition} + "\" has " + what + " " +
                  std::to_string(static_cast<int>(day.year())) +
                  two(static_cast<unsigned>(day.month())) + two(static_cast<unsigned>(day.day())) +
                  ", which the edition \"" + std::string{lacks.terms().edition} +
                  "\" lacks or has otherwise; exceptions and closures are common to all editions: "
                  "write them into each");
}

struct stretch {
  std::int64_t begin = 0;
  std::int64_t end = 0;

  friend bool operator==(const stretch&, const stretch&) = default;
};

// What tickets of two editions meet alike: the hours of exceptions and the time closed within
// [begin, end), by their date and by their begin.
struct common_time {
  std::vector<std::pair<civil_date, day_hours>> dates;
  std::vector<stretch> closed;
};

common_time common_time_of(const regulation& edition, const schedule& wall, instant begin,
                           instant end) {
  const civil_date first = date_at(wall, begin);
  const civil_date last = date_at(wall, end);
  common_time met;
  for (const exception_date& e : edition.terms().dates) {
    day_hours hours = e.hours;
    engine::merge(hours);
    const bool goes_on = !hours.empty() && hours.back().end > 86'400;  // behind its midnight
    if (e.date + std::chrono::days{goes_on ? 1 : 0} >= first && e.date < last) {
      met.dates.emplace_back(e.date, std::move(hours));
    }
  }
  std::sort(met.dates.begin(), met.dates.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const closure& c : edition.terms().closures) {
    const stretch part{to_unix(std::max(c.from, begin)), to_unix(std::min(c.to, end))};
    if (part.begin < part.end) met.closed.push_back(part);
  }
  engine::merge(met.closed);
  return met;
}

// The first entry that one list has and the other lacks or has otherwise, and whether it is of a.
template <class Entry, class Before>
std::pair<const Entry*, bool> first_apart(const std::vector<Entry>& a, const std::vector<Entry>& b,
                                          Before before) {
  const auto [x, y] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (x == a.end() && y == b.end()) return {nullptr, false};
  const bool of_a = y == b.end() || (x != a.end() && !before(*y, *x));
  return {of_a ? &*x : &*y, of_a};
}

// From where the later one is effective to where one of their schedules ends.
void require_common(const regulation& older, const regulation& newer) {
  const interval a = older.schedule().horizon();
  const interval b = newer.schedule().horizon();
  const instant begin = std::max({newer.terms().effective, a.begin(), b.begin()});
  const instant end = std::min(a.end(), b.end());
  if (begin >= end) return;
  const common_time x = common_time_of(newer, newer.schedule(), begin, end);
  const common_time y = common_time_of(older, newer.schedule(), begin, end);
  const auto [date, has_date] = first_apart(
      x.dates, y.dates, [](const auto& one, const auto& other) { return one.first < other.first; });
  if (date != nullptr) {
    refuse_apart(has_date ? newer : older, has_date ? older : newer, "an exception on",
                 date->first);
  }
  const auto [closed, has_closure] =
      first_apart(x.closed, y.closed,
                  [](const auto& one, const auto& other) { return one.begin < other.begin; });
  if (closed != nullptr) {
    const regulation& has = has_closure ? newer : older;
    refuse_apart(has, has_closure ? older : newer, "a closure from",
                 date_at(has.schedule(), from_unix(closed->begin)));
  }
}

}  // namespace

regulation_book::regulation_book(regulation only) {
  editions_.push_back(std::move(only));
}

regulation_book::regulation_book(std::vector<regulation> editions)
    : editions_{std::move(editions)} {
  const auto effective = [](const regulation& r) { return r.terms().effective; };
  std::sort(editions_.begin(), editions_.end(),
            [&](const regulation& a, const regulation& b) { return effective(a) < effective(b); });
  const auto twins = std::adjacent_find(
      editions_.begin(), editions_.end(),
      [&](const regulation& a, const regulation& b) { return effective(a) == effective(b); });
  if (twins != editions_.end()) {
    throw error(status::bad_argument,
                "the editions \"" + std::string{twins->terms().edition} + "\" and \"" +
                    std::string{std::next(twins)->terms().edition} +
                    "\" are effective at the same instant; give each its own `effective`");
  }
  for (std::size_t i = 1; i < editions_.size(); ++i) {
    require_common(editions_[i - 1], editions_[i]);
  }
}

const regulation* regulation_book::in_force(instant submitted) const noexcept {
  const auto later =
      std::upper_bound(editions_.begin(), editions_.end(), submitted,
                       [](instant at, const regulation& r) { return at < r.terms().effective; });
  return later == editions_.begin() ? nullptr : &*std::prev(later);
}

// ---- judging ----

std::vector<judged_ticket> judge(const regulation_book& book, std::span<const ticket> tickets,
                                 instant now) {
  std::vector<judged_ticket> judged(tickets.size());
  rehearsal alone{book, now};
  crowds together{book};
  together.reserve(tickets.size());
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    together.add(alone.judge(tickets[i], judged[i]).slot);
  }
  numbering<std::string_view> users;
  const std::vector<std::uint32_t> user = users.numbers(tickets, &ticket::user);
  together.find(user, users.size());
  user_desk desk{now};
  std::vector<subject> subjects;
  for (std::size_t crowd = 0; crowd < together.count(); ++crowd) {
    subjects.clear();
    for (const std::size_t i : together[crowd]) {
      subjects.push_back({i, &tickets[i], book.in_force(tickets[i].events.front().at), &judged[i]});
    }
    desk.judge(subjects);
  }
  return judged;
}

replay replay_of(const regulation_book& book, std::span<const ticket> tickets, std::size_t which,
                 instant now) {
  replay seen;
  const watch watched{&tickets[which], seen};
  std::vector<judged_ticket> judged(tickets.size());
  rehearsal alone{book, now};
  std::vector<subject> subjects;
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    if (tickets[i].user != tickets[which].user) continue;
    const rehearsed r = alone.judge(tickets[i], judged[i]);
    if (!r.slot.none()) subjects.push_back({i, &tickets[i], r.governing, &judged[i]});
  }
  std::stable_sort(subjects.begin(), subjects.end(), [](const subject& a, const subject& b) {
    return a.told->events.front().at < b.told->events.front().at;
  });
  user_desk{now, &watched}.judge(subjects);
  seen.last.at = now;
  if (seen.steps.empty()) seen.last.state = std::move(judged[which].state);
  seen.fault = std::move(judged[which].fault);
  return seen;
}

}  // namespace srok
