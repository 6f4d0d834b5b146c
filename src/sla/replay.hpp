// One ticket watched while its user's tickets are judged: how it stood before and after each thing
// that happened to it.
#pragma once

#include <optional>
#include <vector>

#include "sla/ticket_fold.hpp"
#include "srok/sla/judge.hpp"

namespace srok {

struct ticket_moment {
  instant at = no_instant;
  ticket_state state;
  ticket_fold::promise_view promise;
};

struct ticket_step {
  const event* cause = nullptr;  // nullptr: it got a slot, or closed by itself
  ticket_moment before;          // of the first step: not submitted
  ticket_moment after;           // violations: those of this step alone
};

struct replay {
  std::vector<ticket_step> steps;
  ticket_moment last;  // at now
  std::optional<ticket_fault> fault;
};

// What judge() does to that ticket.
replay replay_of(const regulation_book& book, std::span<const ticket> tickets, std::size_t which,
                 instant now);

}  // namespace srok
