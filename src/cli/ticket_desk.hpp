// The tickets of a file as they stand at one instant: the ground of the commands on tickets.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/parallel.hpp"
#include "cli/session.hpp"
#include "cli/table_stream.hpp"
#include "io/ticket_page.hpp"
#include "sla/crowds.hpp"
#include "srok/sla/what_if.hpp"

namespace CLI {
class Option;
}

namespace srok::cli {

struct ticket_options : thread_options {
  std::string file, now;
};

// FILE, --now TIME and --threads N. Given back is that of --now: CLI11 finds an option by a
// function that allocates and is noexcept.
CLI::Option& add_ticket_options(CLI::App& command, ticket_options&);

// The lines of a file, to be asked about twice; "-": standard input.
std::vector<line_block> read_lines(const ticket_options&);

class ticket_desk {
 public:
  // Reads the file block by block; what is kept of it are the tickets.
  ticket_desk(regulation_book book, const ticket_options& options, std::string_view now);
  ticket_desk(regulation_book book, const ticket_options& options,
              std::span<const line_block> lines, instant now);
  ticket_desk(const ticket_desk&) = delete;
  ticket_desk& operator=(const ticket_desk&) = delete;

  // Judges again with other events for one ticket.
  void replace_events(std::size_t place, std::vector<event> events);

  // Tells each ticket that has no answer on standard error, with its line.
  exit_code report_faults() const;
  // And how many rest on a projected calendar.
  void report_projected() const;

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
  // Some lines' tickets, each judged for itself.
  struct part {
    ticket_page page;
    std::vector<judged_ticket> judged;
    std::vector<slot_use> slots;
    std::uint64_t bytes = 0;
  };

  template <class Next>
  void read(std::uint64_t bytes, Next next);  // bytes: 0, not known
  part judge_alone(const line_block& lines) const;
  void judge_together(const crowds& together);
  const ticket_page& page_of(std::size_t& place) const;

  const ticket_options& options_;
  regulation_book book_;
  instant now_;
  std::vector<ticket_page> pages_;
  std::vector<std::size_t> page_ends_;  // in tickets_
  std::vector<ticket> tickets_;
  std::vector<event> replaced_;
  std::vector<judged_ticket> judged_;
};

}  // namespace srok::cli
