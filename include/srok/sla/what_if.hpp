// Two judgements of the same tickets beside each other: which answers differ, and what they differ
// by.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "srok/engine/explanation.hpp"
#include "srok/sla/judge.hpp"

namespace srok {

// Tickets and how they stand under a regulation. The parts are the caller's.
struct judged_desk {
  const regulation_book& book;
  std::span<const ticket> tickets;
  std::span<const judged_ticket> judged;
};

// What is known of a date under one schedule.
struct date_hours {
  business_duration worked;
  reason why = reason::working;
  std::string name, source;  // "Victory Day", the act; empty: nothing is known
};

// A date whose hours differ.
struct hours_change {
  civil_date date;
  date_hours here, there;
};

// A ticket whose state, due, auto_close_at, breach or fault differs, and all that may be behind it.
struct ticket_move {
  std::size_t ticket = 0;                  // its place in both lists
  bool edition = false;                    // another edition governs it
  bool priority = false;                   // its priority in effect is another, by name
  bool answer_days = false;                // its priority has another number of working days
  bool admission = false;                  // it got its slot at another instant (clause 4.3)
  bool horizon = false;                    // a fault, and its schedule ends at another instant
  std::vector<std::string_view> settings;  // those that differ: "landing"
  std::vector<hours_change> hours;         // from its submission to the last instant of the answers
};

// The moves from `here` to `there`, in the order of the tickets. requires: the same tickets at the
// same places; their events may differ.
std::vector<ticket_move> moves(const judged_desk& here, const judged_desk& there);

// The events of a ticket with its priority changed by a specialist at `now`, before what comes
// later.
std::vector<event> with_priority(const ticket& ticket, priority urgency, instant now);

}  // namespace srok
