// The names of the regulation's kinds, as its texts and JSON have them.
#include "srok/sla/event.hpp"
#include "srok/sla/ticket.hpp"

namespace srok {
namespace {

template <class Kind, std::size_t N>
std::string_view name_in(const std::string_view (&names)[N], Kind kind) noexcept {
  const auto place = static_cast<std::size_t>(kind);
  return place < N ? names[place] : std::string_view{"unknown"};
}

}  // namespace

std::string_view event_name(event_kind kind) noexcept {
  static constexpr std::string_view names[] = {
      "submitted", "replied",    "user_replied", "priority_changed", "deferred",
      "resumed",   "target_set", "resolved",     "closed",           "reopened"};
  return name_in(names, kind);
}

std::string_view reply_name(reply_kind kind) noexcept {
  static constexpr std::string_view names[] = {"question", "recommendation", "instruction", "note"};
  return name_in(names, kind);
}

std::string_view ticket_status_name(ticket_status status) noexcept {
  static constexpr std::string_view names[] = {"queued",   "active", "waiting_for_user", "deferred",
                                               "resolved", "closed", "auto_closed"};
  return name_in(names, status);
}

}  // namespace srok
