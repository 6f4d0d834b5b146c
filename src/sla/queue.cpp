#include "srok/sla/queue.hpp"

#include <algorithm>
#include <utility>

#include "sla/crowds.hpp"
#include "sla/numbering.hpp"
#include "sla/user_desk.hpp"
#include "srok/error.hpp"

namespace srok {

// ---- editions ----

namespace {

civil_date key_of(const exception_date& e) {
  return e.date;
}

std::pair<instant, instant> key_of(const closure& c) {
  return {c.from, c.to};
}

bool same(const exception_date& a, const exception_date& b) {
  return a.date == b.date && a.hours == b.hours;
}

bool same(const closure& a, const closure& b) {
  return key_of(a) == key_of(b);
}

// What one list has and another lacks, of what still matters.
template <class Item, class Matters>
const Item* missing(std::span<const Item> from, std::span<const Item> had, Matters matters) {
  const auto before = [](const Item& a, const Item& b) { return key_of(a) < key_of(b); };
  std::vector<Item> known{from.begin(), from.end()};
  std::sort(known.begin(), known.end(), before);
  const auto found = std::find_if(had.begin(), had.end(), [&](const Item& item) {
    const auto at = std::lower_bound(known.begin(), known.end(), item, before);
    return matters(item) && (at == known.end() || !same(*at, item));
  });
  return found == had.end() ? nullptr : &*found;
}

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

void require_all(const regulation& has, const regulation& lacks, instant effective) {
  const schedule& hours = has.schedule();
  const civil_date first = date_at(hours, effective);
  const auto* date = missing(lacks.terms().dates, has.terms().dates,
                             [&](const exception_date& e) { return e.date >= first; });
  if (date != nullptr) refuse_apart(has, lacks, "an exception on", date->date);
  const auto* closed = missing(lacks.terms().closures, has.terms().closures,
                               [&](const closure& c) { return c.to > effective; });
  if (closed != nullptr) refuse_apart(has, lacks, "a closure from", date_at(hours, closed->from));
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
    const instant begin = effective(editions_[i]);
    require_all(editions_[i], editions_[i - 1], begin);
    require_all(editions_[i - 1], editions_[i], begin);
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
