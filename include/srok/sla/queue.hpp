// A desk's tickets together: which edition governs each, who holds a slot, in which order work is
// done.
//
// Slots couple the tickets of one user (clause 4.3), so a state is asked of all of them at once.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "srok/sla/ticket.hpp"

namespace srok {

// The editions of a regulation (clauses 2.4, 8.3, 8.4): the one in force at a ticket's submission
// governs it for ever. Exceptions and closures are common to all of them, and move open tickets.
class regulation_book {
 public:
  // One edition, in force always or from its `effective` on.
  regulation_book(regulation only);  // NOLINT(google-explicit-constructor)

  // Throws bad_argument when there is none, when two editions are effective at one instant, and
  // when of an edition and the one before it one has an exception or a closure that the other
  // lacks, from the day on which the later one is effective: tickets of both are open then.
  explicit regulation_book(std::vector<regulation> editions);

  // nullptr: submitted before the first edition.
  const regulation* in_force(instant submitted) const noexcept;
  std::span<const regulation> editions() const noexcept { return editions_; }

 private:
  std::vector<regulation> editions_;  // by `effective`
};

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

// A place in the work order, and the reason for it: what sets it behind the one before.
struct queue_place {
  std::size_t ticket = 0;  // its place in the list of tickets
  std::string reason;
};

// The order of work, of the active tickets, by the keys of the latest edition (`order` in its
// settings). Queued ones follow, in order of admission.
std::vector<queue_place> work_order(const regulation_book& book, std::span<const ticket> tickets,
                                    std::span<const judged_ticket> judged);

}  // namespace srok
