// The editions of a regulation, and which of them governs a ticket.
#pragma once

#include <span>
#include <vector>

#include "srok/sla/regulation.hpp"

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

}  // namespace srok
