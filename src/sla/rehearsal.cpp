#include "sla/rehearsal.hpp"

#include <algorithm>

#include "sla/ticket_faults.hpp"

namespace srok {

rehearsed rehearsal::judge(const ticket& ticket, judged_ticket& answer) {
  answer.fault = misordered(ticket);
  if (answer.fault) {
    answer.state = {};
    return {};
  }
  const instant submitted = ticket.events.front().at;
  const regulation* const governing = book_.in_force(submitted);
  if (governing == nullptr) {
    answer.state = {};
    answer.fault = before_first_edition(ticket);
    return {};
  }
  if (submitted > now_) {
    answer.state = {};
    answer.state.urgency = ticket.requested.value_or(governing->settings().default_priority);
    return {governing, {}};
  }
  at_hand_ = 0;
  slot_ = {submitted, submitted};
  try {
    fold_.start(*governing, ticket);
    fold_.admit(submitted);
    play(ticket);
    tell(*governing, ticket, answer);
    if (fold_.holds_slot()) slot_.to = slot_use::for_ever;
  } catch (const error& wrong) {
    answer.state = {};
    answer.fault = fault_at(ticket, at_hand_, wrong);
    // What is beyond the horizon here need not be so for a ticket that waits.
    slot_.to = is_impossible(answer) ? ticket.events[at_hand_].at : slot_use::for_ever;
  }
  return {governing, slot_};
}

void rehearsal::tell(const regulation& governing, const ticket& ticket, judged_ticket& answer) {
  try {
    fold_.tell(now_, no_instant, answer.state);
  } catch (const error& wrong) {
    answer.state = {};
    answer.fault = fault_when_told(ticket, at_hand_, governing.schedule(), now_, wrong);
    slot_.to = slot_use::for_ever;
  }
}

void rehearsal::play(const ticket& ticket) {
  const auto closes_before = [&](instant moment) {
    const instant closes = fold_.closes_at(moment);
    return closes != no_instant && closes < now_ ? closes : slot_use::for_ever;
  };
  instant closes = slot_use::for_ever;
  const auto close = [&] {
    fold_.close_by_itself(closes);
    slot_.to = closes;
    closes = slot_use::for_ever;
  };
  for (std::size_t next = 1; next < ticket.events.size() && ticket.events[next].at <= now_;
       ++next) {
    const event& e = ticket.events[next];
    if (closes < e.at) close();
    const bool held = fold_.holds_slot();
    at_hand_ = next;
    fold_.apply(e);
    closes = closes_before(e.at);
    if (fold_.queued()) fold_.admit(e.at);
    if (held || fold_.holds_slot()) slot_.to = e.at;
  }
  if (closes != slot_use::for_ever) close();
}

}  // namespace srok
