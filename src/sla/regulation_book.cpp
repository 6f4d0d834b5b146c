// The editions of a regulation: which is in force, and that they have in common what tickets of two
// of them meet.
#include <algorithm>
#include <utility>

#include "engine/stretch.hpp"
#include "sla/local_date.hpp"
#include "srok/error.hpp"
#include "srok/sla/regulation_book.hpp"

namespace srok {
namespace {

[[noreturn]] void refuse_apart(const regulation& has, const regulation& lacks, const char* what,
                               civil_date date) {
  throw error(status::bad_argument,
              "the edition \"" + std::string{has.terms().edition} + "\" has " + what + " " +
                  to_text(date) + ", which the edition \"" + std::string{lacks.terms().edition} +
                  "\" lacks or has otherwise; exceptions and closures are common to all editions: "
                  "write them into each");
}

// What tickets of two editions meet alike: the hours of exceptions and the time closed within
// [begin, end), by their date and by their begin.
struct common_time {
  std::vector<std::pair<civil_date, day_hours>> dates;
  std::vector<engine::stretch> closed;
};

common_time common_time_of(const regulation& edition, const schedule& wall, instant begin,
                           instant end) {
  const civil_date first = local_date(wall, begin);
  const civil_date last = local_date(wall, end);
  common_time met;
  for (const exception_date& e : edition.terms().dates) {
    day_hours hours = e.hours;
    engine::merge(hours);
    const bool goes_on = !hours.empty() && hours.back().end > seconds_a_day;  // behind its midnight
    if (e.date + std::chrono::days{goes_on ? 1 : 0} >= first && e.date < last) {
      met.dates.emplace_back(e.date, std::move(hours));
    }
  }
  std::sort(met.dates.begin(), met.dates.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const closure& c : edition.terms().closures) {
    const engine::stretch part{to_unix(std::max(c.from, begin)), to_unix(std::min(c.to, end))};
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
                 local_date(has.schedule(), from_unix(closed->begin)));
  }
}

}  // namespace

regulation_book::regulation_book(regulation only) {
  editions_.push_back(std::move(only));
}

regulation_book::regulation_book(std::vector<regulation> editions)
    : editions_{std::move(editions)} {
  if (editions_.empty()) {
    throw error(status::bad_argument, "a book needs at least one edition; give it the regulation");
  }
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

}  // namespace srok
