#include "sla/ticket_faults.hpp"

#include <string>

namespace srok {
namespace {

std::string event_label(const ticket& t, std::size_t index) {
  return "event " + std::to_string(index + 1) + " (" +
         std::string{event_name(t.events[index].kind)} + ")";
}

ticket_fault bad_events(std::string sentence) {
  return {status::bad_events, std::move(sentence)};
}

}  // namespace

std::optional<ticket_fault> misordered(const ticket& ticket) {
  const auto events = ticket.events;
  if (events.empty()) return bad_events("it has no events; the first must be `submitted`");
  if (events.size() > most_events) {
    return bad_events("it has " + std::to_string(events.size()) + " events; at most " +
                      std::to_string(most_events) +
                      " are judged, so leave out what moves no timer, such as notes");
  }
  if (events.front().kind != event_kind::submitted) {
    return bad_events(event_label(ticket, 0) + " comes first; that must be `submitted`");
  }
  for (std::size_t i = 1; i < events.size(); ++i) {
    if (events[i].kind == event_kind::submitted) {
      return bad_events(event_label(ticket, i) + ": a ticket is submitted once");
    }
    if (events[i].at < events[i - 1].at) {
      return bad_events(event_label(ticket, i) + " is earlier than " + event_label(ticket, i - 1));
    }
  }
  return std::nullopt;
}

ticket_fault fault_at(const ticket& ticket, std::size_t event, const error& wrong) {
  return {wrong.code(), event_label(ticket, event) + ": " + wrong.what()};
}

ticket_fault fault_when_told(const ticket& ticket, std::size_t last, const schedule& hours,
                             instant now, const error& wrong) {
  const interval known = hours.horizon();
  if (known.begin() <= now && now <= known.end()) return fault_at(ticket, last, wrong);
  return {wrong.code(), std::string{"now: "} + wrong.what()};
}

ticket_fault before_first_edition(const ticket& ticket) {
  return bad_events(event_label(ticket, 0) + " is before the first edition of the regulation");
}

}  // namespace srok
