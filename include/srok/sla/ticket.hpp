// A ticket: an id, what happened to it, and, as a pure function of both and of now, how it stands.
//
// Nothing is stored, so nothing can drift: the state at `now` follows from the regulation, the
// events up to `now`, and the slots of the user's other tickets (judge.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "srok/sla/event.hpp"
#include "srok/sla/regulation.hpp"

namespace srok {

// Clauses 4.1, 4.7: there are no others.
enum class channel : std::uint8_t { portal, email };

// Beyond, a ticket is bad. Each event looks at each deferral before it: so many take 0.5 s, and
// real tickets have a dozen.
inline constexpr std::size_t most_events = 10'000;

struct ticket {
  std::string_view id;    // opaque
  std::string_view user;  // the customer whose active tickets are counted (clause 4.3)
  channel via = channel::portal;
  std::optional<priority> requested;  // an email may lack one (clause 3.3)
  std::span<const event> events;      // `submitted` first, in order
};

enum class ticket_status : std::uint8_t {
  queued,
  active,
  waiting_for_user,
  deferred,
  resolved,
  closed,
  auto_closed,
};

// Nothing is promised any more.
constexpr bool is_over(ticket_status state) noexcept {
  return state == ticket_status::resolved || state == ticket_status::closed ||
         state == ticket_status::auto_closed;
}

// As in JSON: "waiting_for_user".
std::string_view ticket_status_name(ticket_status) noexcept;

// no_instant and nullopt where there is nothing to tell.
struct ticket_state {
  bool submitted = false;  // false: `now` lies before the submission, and only the priority is told
  ticket_status state = ticket_status::active;
  priority urgency{0};  // in effect
  instant accepted = no_instant;
  instant admitted = no_instant;
  // Of the current cycle: the promise that runs, when it was met.
  instant due = no_instant;
  instant due_if_resumed_now = no_instant;  // deferred, desk's turn
  instant met_at = no_instant;
  std::optional<business_duration> elapsed;
  std::optional<business_duration> remaining;  // negative when late
  // Of the ticket: once there they never change.
  bool breached = false;
  instant breached_at = no_instant;
  // Waiting for the user.
  instant may_change_priority_at = no_instant;
  instant auto_close_at = no_instant;
  instant auto_closed_at = no_instant;
  // The first instant after `now` at which something of this changes if nothing else happens.
  instant next_change_at = no_instant;
  bool projected = false;  // some promise rests on a year that no act has settled yet
  std::vector<std::string_view> violations;  // sentences that begin with their clause
};

}  // namespace srok
