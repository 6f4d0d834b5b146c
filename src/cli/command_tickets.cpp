// srok tickets: how each ticket of a file stands, as JSON lines.
#include <CLI/CLI.hpp>

#include "cli/session.hpp"
#include "cli/table_stream.hpp"
#include "cli/ticket_desk.hpp"

namespace srok::cli {
namespace {

struct tickets_options : ticket_options {
  std::string output_file;
};

exit_code run(const tickets_options& options, const session& session) {
  const ticket_desk desk{session.book(), read_tickets(options), options.now};
  table_writer writer{options.output_file};
  for (std::size_t i = 0; i < desk.tickets().size(); ++i) {
    writer.write(to_json(desk.tickets()[i], desk.judged()[i], desk.book()) + "\n");
  }
  writer.commit();
  return desk.report_faults(options);
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
      "status 1.\n"
      "\nExample:\n  srok tickets tickets.jsonl --now 2026-05-06T12:00");
  command->callback([options, &session] {
    session.run = [options, &session](output&) { return run(*options, session); };
  });
}

}  // namespace srok::cli
