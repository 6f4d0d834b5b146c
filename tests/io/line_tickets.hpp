// Whether two readers of a ticket's line have read the same.
#pragma once

#include <algorithm>

#include "io/ticket_line.hpp"

namespace srok::testing {

inline bool same(const line_ticket& a, const line_ticket& b) {
  return a.told.id == b.told.id && a.told.user == b.told.user && a.told.via == b.told.via &&
         a.told.requested == b.told.requested && std::ranges::equal(a.events, b.events);
}

}  // namespace srok::testing
