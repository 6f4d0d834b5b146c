#include "srok/sla/judge.hpp"

#include <algorithm>

#include "sla/crowds.hpp"
#include "sla/numbering.hpp"
#include "sla/user_desk.hpp"

namespace srok {

std::vector<judged_ticket> judge(const regulation_book& book, std::span<const ticket> tickets,
                                 instant now, const checkpoint& between) {
  std::vector<judged_ticket> judged(tickets.size());
  rehearsal alone{book, now};
  crowds together{book};
  together.reserve(tickets.size());
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    between();
    together.add(alone.judge(tickets[i], judged[i]).slot);
  }
  numbering<std::string_view> users;
  const std::vector<std::uint32_t> user = users.numbers(tickets, &ticket::user);
  together.find(user, users.size());
  user_desk desk{now, nullptr, between};
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
