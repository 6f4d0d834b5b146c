// What happens to a ticket: a kind, an instant, and what that kind has to say.
#pragma once

#include <cstdint>
#include <string_view>

#include "srok/sla/regulation.hpp"
#include "srok/time/instant.hpp"

namespace srok {

enum class event_kind : std::uint8_t {
  submitted,
  replied,
  user_replied,
  priority_changed,
  deferred,
  resumed,
  target_set,
  resolved,
  closed,
  reopened,
};

// Clause 4.11: the time that development needs, as working days from the event, as a date (its
// close, or that of the next working day), or as an instant.
enum class target_kind : std::uint8_t { days, date, moment };

struct event {
  instant at;
  event_kind kind = event_kind::submitted;
  reply_kind reply = reply_kind::note;  // replied
  priority urgency{0};                  // submitted, priority_changed
  bool by_user = false;                 // priority_changed: the user's own wish
  std::uint16_t reason = 0;             // deferred: its place in the regulation's deferrals
  target_kind target = target_kind::days;
  std::int64_t target_value = 0;  // target_set: days, a day number, or Unix seconds

  friend bool operator==(const event&, const event&) = default;
};

// As in JSON: "user_replied", "question".
std::string_view event_name(event_kind) noexcept;
std::string_view reply_name(reply_kind) noexcept;

}  // namespace srok
