// The order of work: active tickets by the regulation's keys, then the queued ones.
#include <algorithm>

#include "sla/local_date.hpp"
#include "srok/sla/judge.hpp"
#include "srok/sla/work_order.hpp"

namespace srok {
namespace {

struct ordered_ticket {
  std::size_t place = 0;
  bool in_turn = true;
  civil_date due_date;
  channel via = channel::portal;
  instant due;
  instant submitted;
  std::string_view id;
};

int compare(const ordered_ticket& a, const ordered_ticket& b, order_key key) {
  const auto sign = [](const auto& x, const auto& y) { return x < y ? -1 : y < x ? 1 : 0; };
  switch (key) {
    case order_key::out_of_turn:
      return sign(a.in_turn, b.in_turn);
    case order_key::due_date:
      return sign(a.due_date, b.due_date);
    case order_key::channel:
      return sign(a.via, b.via);
    case order_key::due:
      return sign(a.due, b.due);
    case order_key::submitted:
      return sign(a.submitted, b.submitted);
    case order_key::id:
      break;
  }
  return sign(a.id, b.id);
}

const char* behind(order_key key) {
  switch (key) {
    case order_key::out_of_turn:
      return "3.2: not a priority out of turn";
    case order_key::due_date:
      return "4.9: due on a later date";
    case order_key::channel:
      return "3.4: email after portal";
    case order_key::due:
      return "4.9: due later on the same date";
    case order_key::submitted:
      return "3.2: submitted later";
    case order_key::id:
      break;
  }
  return "by id";
}

// The key that sets two tickets apart; the last one when none does.
order_key deciding(const ordered_ticket& a, const ordered_ticket& b, const work_order_keys& keys) {
  const auto differs = [&](order_key key) { return compare(a, b, key) != 0; };
  const auto found = std::find_if(keys.begin(), keys.end(), differs);
  return found == keys.end() ? keys.back() : *found;
}

ordered_ticket ordered(const regulation& regulation, const ticket& t, const judged_ticket& j,
                       std::size_t place) {
  const instant due = j.state.due;
  const bool urgent = (regulation.settings().out_of_turn >> j.state.urgency.place() & 1) != 0;
  return {place, !urgent, local_date(regulation.schedule(), due), t.via, due, t.events.front().at,
          t.id};
}

}  // namespace

std::vector<queue_place> work_order(const regulation_book& book, std::span<const ticket> tickets,
                                    std::span<const judged_ticket> judged) {
  std::vector<ordered_ticket> active;
  std::vector<ordered_ticket> queued;
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    const ticket_state& state = judged[i].state;
    if (judged[i].fault || !state.submitted) continue;
    const regulation& governing = *book.in_force(tickets[i].events.front().at);
    if (state.state == ticket_status::active) {
      active.push_back(ordered(governing, tickets[i], judged[i], i));
    } else if (state.state == ticket_status::queued) {
      queued.push_back(ordered(governing, tickets[i], judged[i], i));
    }
  }
  const work_order_keys& keys = book.editions().back().settings().order;
  std::sort(active.begin(), active.end(),
            [&](const auto& a, const auto& b) { return compare(a, b, deciding(a, b, keys)) < 0; });
  std::stable_sort(queued.begin(), queued.end(),
                   [](const auto& a, const auto& b) { return a.submitted < b.submitted; });

  std::vector<queue_place> order;
  for (std::size_t i = 0; i < active.size(); ++i) {
    order.push_back(
        {active[i].place, i == 0 ? "first" : behind(deciding(active[i - 1], active[i], keys))});
  }
  for (const ordered_ticket& q : queued) {
    order.push_back({q.place, "4.3: waits for one of its user's tickets to close"});
  }
  return order;
}

}  // namespace srok
