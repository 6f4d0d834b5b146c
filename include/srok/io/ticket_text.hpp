// Tickets as JSON lines, in and out: one object a line, a bad one answered with its error while the
// run goes on.
//
//   {"id":"T-1","user":"u42","channel":"portal","priority":"high","events":[
//     {"at":"2026-04-29T15:20:00+03:00","event":"submitted"},
//     {"at":"2026-05-05T10:00:00+03:00","event":"replied","kind":"question"}]}  (on one line)
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "srok/sla/judge.hpp"

namespace srok {

// The tickets of a text and what is wrong with its bad lines. Blank lines are no tickets; one of
// more than 1 MiB is a bad line.
class ticket_lines {
 public:
  // Names of priorities and reasons are those of the edition in force at a ticket's first event.
  // The book must outlive the lines; the text need not.
  ticket_lines(const regulation_book& book, std::string_view jsonl);
  ~ticket_lines();
  ticket_lines(const ticket_lines&) = delete;
  ticket_lines& operator=(const ticket_lines&) = delete;

  // One for each line that is not blank; of a bad line the events are empty and the id as far as
  // known.
  std::span<const ticket> tickets() const noexcept;
  const ticket_fault* fault(std::size_t ticket) const noexcept;
  std::size_t line(std::size_t ticket) const noexcept;  // counts from 1

  // judge() with the faults of the lines added.
  std::vector<judged_ticket> judge(instant now, const checkpoint& between = {}) const;

 private:
  const regulation_book& book_;
  std::unique_ptr<class ticket_page> page_;
};

// One line of answer for a ticket, without the line's end: the keys of the README's "Tickets", null
// where there is nothing to tell; or {"id":…,"error":{"status":…,"message":…}}.
std::string to_json(const ticket& ticket, const judged_ticket& judged, const regulation_book& book);

struct ticket_answers {
  std::string jsonl;  // a line for each ticket, in the order of the lines
  bool some_failed = false;
};

ticket_answers answer_tickets(const regulation_book& book, std::string_view jsonl, instant now);

}  // namespace srok
