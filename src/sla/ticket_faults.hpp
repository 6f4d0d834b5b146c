// Why a ticket has no state, in a sentence that names the event.
#pragma once

#include <cstddef>
#include <optional>

#include "srok/error.hpp"
#include "srok/sla/judge.hpp"

namespace srok {

// Of events that are out of order, whatever they do. nullopt: they are in order.
std::optional<ticket_fault> misordered(const ticket& ticket);

// Of what went wrong at the event with that index, or after it and before the next one.
ticket_fault fault_at(const ticket& ticket, std::size_t event, const error& wrong);

// Of what went wrong when it was told how the ticket stands at `now`, after that event. A moment
// that the schedule does not know is not the event's fault.
ticket_fault fault_when_told(const ticket& ticket, std::size_t last, const schedule& hours,
                             instant now, const error& wrong);

ticket_fault before_first_edition(const ticket& ticket);

}  // namespace srok
