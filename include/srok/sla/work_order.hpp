// In which order a desk's tickets are worked on, and why.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "srok/sla/judge.hpp"

namespace srok {

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
