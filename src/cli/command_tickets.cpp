// srok tickets: how each ticket of a file stands, as JSON lines.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "cli/table_stream.hpp"
#include "cli/ticket_desk.hpp"
#include "io/ticket_answers.hpp"

namespace srok::cli {
namespace {

struct tickets_options : ticket_options {
  std::string output_file;
};

exit_code run(const tickets_options& options, const session& session) {
  const ticket_desk desk{session.book(), options, options.now};
  table_writer writer{options.output_file};
  constexpr std::size_t tickets_a_share = 2048;
  const auto next_share = [&, next = std::size_t{0}]() mutable -> std::optional<std::size_t> {
    const std::size_t begin = next;
    next += tickets_a_share;
    return begin < desk.tickets().size() ? std::optional{begin} : std::nullopt;
  };
  const auto answers = [&](std::size_t begin) {
    ticket_answer_writer lines{desk.book()};
    const std::size_t count = std::min(tickets_a_share, desk.tickets().size() - begin);
    lines.write(desk.tickets().subspan(begin, count), desk.judged().subspan(begin, count));
    return lines.take();
  };
  in_order(options.threads, next_share, answers,
           [&](const std::string& lines) { writer.write(lines); });
  writer.commit();
  return desk.report_faults();
}

}  // namespace

void add_tickets(CLI::App& app, session& session) {
  const auto options = std::make_shared<tickets_options>();
  CLI::App* command = app.add_subcommand(
      "tickets", "How each ticket of a file stands at a moment: a line of JSON for each");
  add_ticket_options(*command, *options);
  command
      ->add_option("--output", options->output_file,
                   "Write here instead of standard output; the file appears when it is complete")
      ->type_name("FILE");
  command->footer(
      "A ticket that fails is answered with its error, is reported on stderr, and makes the exit "
      "status 1.\nNo line is longer than 1 MiB, and no ticket has more than 10000 events: those "
      "are tickets\nthat fail.\n"
      "\nExample:\n  srok tickets tickets.jsonl --now 2026-05-06T12:00");
  command->callback([options, &session] {
    session.run = [options, &session](output&) { return run(*options, session); };
  });
}

}  // namespace srok::cli
