#include "sla/words.hpp"

namespace srok {

std::string_view event_name(event_kind kind) noexcept {
  return name_in(event_names, kind);
}

std::string_view reply_name(reply_kind kind) noexcept {
  return name_in(reply_names, kind);
}

std::string_view ticket_status_name(ticket_status status) noexcept {
  return name_in(ticket_status_names, status);
}

}  // namespace srok
