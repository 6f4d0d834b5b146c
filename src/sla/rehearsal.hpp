// Tickets judged each for itself, as if a slot were free whenever one is asked for.
//
// That is the whole truth for all but the tickets of a crowd (crowds.hpp), and no ticket needs
// another one for it, so a desk's tickets can be rehearsed in any parts.
#pragma once

#include <vector>

#include "sla/ticket_fold.hpp"
#include "srok/sla/judge.hpp"

namespace srok {

// From a ticket's first asking for a slot to its last release of one, both instants included. none:
// it does not ask for one.
struct slot_use {
  static constexpr instant for_ever = instant::max();

  instant from = for_ever;
  instant to = no_instant;

  bool none() const noexcept { return to < from; }
};

struct rehearsed {
  const regulation* governing = nullptr;  // nullptr: the events are out of order, or it has none
  slot_use slot;
};

class rehearsal {
 public:
  // The book must outlive it.
  rehearsal(const regulation_book& book, instant now) : book_{book}, now_{now} {}

  // A rehearsal uses its memory and that of the answer again and allocates nothing for a ticket
  // that is in order.
  rehearsed judge(const ticket& ticket, judged_ticket& answer);

 private:
  void play(const ticket& ticket);
  void tell(const regulation& governing, const ticket& ticket, judged_ticket& answer);

  const regulation_book& book_;
  instant now_;
  ticket_fold fold_;
  std::size_t at_hand_ = 0;  // the event that what happens now comes of
  slot_use slot_;
};

// A ticket as its rehearsal leaves it.
struct subject {
  std::size_t place = 0;  // in the input
  const ticket* told = nullptr;
  const regulation* governing = nullptr;
  judged_ticket* answer = nullptr;
};

// Whether what happens to it is impossible however long it waits for a slot: a reaction, a deferral
// or a target takes a ticket out of the queue, so which events are impossible does not depend on
// the other tickets. (beyond_horizon does: a ticket that still waits has no due.)
inline bool is_impossible(const judged_ticket& rehearsed) noexcept {
  return rehearsed.fault && rehearsed.fault->why == status::bad_events;
}

}  // namespace srok
