// The tickets of a file as they stand at one instant: the ground of the commands on tickets.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/session.hpp"
#include "srok/io/ticket_text.hpp"
#include "srok/sla/what_if.hpp"

namespace srok::cli {

struct ticket_options {
  std::string file, now;
};

// FILE and --now TIME.
void add_ticket_options(CLI::App& command, ticket_options&);

// JSON lines of up to 1 GiB; "-": standard input.
std::string read_tickets(const ticket_options&);

class ticket_desk {
 public:
  ticket_desk(regulation_book book, std::string_view jsonl, std::string_view now);
  ticket_desk(regulation_book book, std::string_view jsonl, instant now);
  ticket_desk(const ticket_desk&) = delete;
  ticket_desk& operator=(const ticket_desk&) = delete;

  // Judges again with other events for one ticket.
  void replace_events(std::size_t place, std::vector<event> events);

  // Tells each ticket that has no answer on standard error, with its line.
  exit_code report_faults(const ticket_options&) const;

  const regulation_book& book() const noexcept { return book_; }
  instant now() const noexcept { return now_; }
  std::span<const ticket> tickets() const noexcept { return tickets_; }
  std::span<const judged_ticket> judged() const noexcept { return judged_; }
  judged_desk judged_tickets() const noexcept { return {book_, tickets_, judged_}; }

  // requires: the ticket has no fault.
  const regulation& governing(std::size_t place) const noexcept;
  std::string priority_name(std::size_t place) const;
  // "Wed 2026-04-29 15:20" on the wall of the ticket's schedule, with seconds where there are any;
  // "-": no_instant.
  std::string wall_text(instant at, std::size_t place) const;

 private:
  regulation_book book_;
  instant now_;
  ticket_lines lines_;
  std::vector<ticket> tickets_;
  std::vector<event> replaced_;
  std::vector<judged_ticket> judged_;
};

}  // namespace srok::cli
