// A desk's tickets together, as they stand at a moment.
//
// Slots couple the tickets of one user (clause 4.3), so a state is asked of all of them at once.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "srok/sla/regulation_book.hpp"
#include "srok/sla/ticket.hpp"

namespace srok {

// Why a ticket has no state: bad_events, beyond_horizon, ...; the sentence names the event.
struct ticket_fault {
  status why = status::ok;
  std::string sentence;
};

struct judged_ticket {
  ticket_state state;
  std::optional<ticket_fault> fault;
};

// Called before each ticket and before each thing that happens to those of a user with many, some
// microseconds apart; half a second for one of 10 000 events. What it throws, judge() throws: so a
// server cancels.
struct checkpoint {
  void (*call)(void* with) = nullptr;  // nullptr: nothing is called
  void* with = nullptr;

  void operator()() const {
    if (call != nullptr) call(with);
  }
};

// The state of each ticket at `now`, in the order given. A ticket with a fault holds no slot.
// Events later than `now` are checked for their order and not applied.
// requires: priorities and reasons are places in the lists of the edition in force at the first
// event.
std::vector<judged_ticket> judge(const regulation_book& book, std::span<const ticket> tickets,
                                 instant now, const checkpoint& between = {});

}  // namespace srok
