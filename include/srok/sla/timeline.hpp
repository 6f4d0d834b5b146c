// The history of one ticket up to now: what happened, what it did to the promises, and the clause
// behind it.
//
// It is told while the tickets of its user are judged (judge.hpp), so it cannot differ from what
// judge() answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "srok/sla/judge.hpp"

namespace srok {

enum class entry_kind : std::uint8_t {
  submitted,  // urgency_after
  accepted,   // the next opening from the submission
  queued,     // no slot was free
  admitted,   // got a slot
  promised,   // an answer, until `promise`, counted from `begins`; amount: the budget
  reacted,    // kept the promise or was late for it; amount: what was spent of it
  replied,    // a note, or a reply where the user's turn is not to come
  user_replied,
  silence,           // after `promise` it closes by itself; amount: until then
  right_awaited,     // from `promise` a specialist may change the priority; amount: until then
  right_given,       // and now may
  priority_changed,  // urgency_before, urgency_after, by_user
  deferred,          // reason; with a promise only where a deferral before it has moved the due
  resumed,           // amount: the working time deferred
  target_set,        // a promise of its own, until `promise`
  warned,            // percent of the budget spent; amount: that
  breached,          // one second after this instant it was late
  resolved,          // amount: what was spent of the promise
  closed,
  auto_closed,
  reopened,
  violated,  // violation
};

// As in JSON: "right_awaited".
std::string_view entry_name(entry_kind) noexcept;

// Fields that a kind does not name above are empty, but for `cycle`.
struct timeline_entry {
  instant at;  // later than the timeline's now: it is still ahead
  entry_kind kind = entry_kind::submitted;
  std::string clause;     // "3.8"; empty: the regulation says nothing of it
  std::size_t cycle = 0;  // the promise of an answer that runs or ran last, from 1; 0: none yet
  // The promise after it, and before it if that was another: the due; of `silence` and
  // `right_awaited` their own.
  instant promise = no_instant;
  instant promise_before = no_instant;
  instant begins = no_instant;
  std::optional<business_duration> amount;
  bool late = false;  // reacted, resolved: after the due
  priority urgency_before{0};
  priority urgency_after{0};
  bool by_user = false;
  reply_kind reply = reply_kind::note;  // reacted, replied
  std::uint16_t reason = 0;
  std::int32_t percent = 0;
  std::string violation;  // "4.8: answered outside working hours"
};

// A stretch of one state.
struct timeline_stretch {
  instant begin;
  instant end;
  ticket_status state = ticket_status::active;
  business_duration working;
};

// A promise as it stood at its end, or stands now: of an answer (clause 4.9), or of closing by
// itself for the user's silence (clause 4.10).
struct timeline_promise {
  bool silence = false;
  std::size_t cycle = 0;
  instant begin;
  instant until;
  instant ended = no_instant;  // no_instant: it runs
  bool kept = false;           // answered, or closed by itself
  bool late = false;           // it was not by its due, which may have been moved since
};

struct timeline {
  std::string id;
  std::string user;
  channel via = channel::portal;
  regulation governing;  // its edition, and the schedule
  instant now;
  ticket_state state;
  std::vector<timeline_entry> entries;  // by instant
  std::vector<timeline_stretch> stretches;
  std::vector<timeline_promise> promises;  // in the order they were made
};

// The timeline of tickets[which]; the others matter as far as they are of the same user (clause
// 4.3). Throws srok::error with the ticket's fault.
timeline timeline_of(const regulation_book& book, std::span<const ticket> tickets,
                     std::size_t which, instant now);

}  // namespace srok
