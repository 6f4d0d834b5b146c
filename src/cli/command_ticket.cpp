// srok ticket: the story of one ticket, as text, JSON or a picture.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "cli/table_stream.hpp"
#include "cli/ticket_desk.hpp"
#include "srok/io/timeline_text.hpp"

namespace srok::cli {
namespace {

struct one_ticket_options : ticket_options {
  std::string id, svg_file;
  language words = language::english;
  bool json = false;
};

exit_code run(const one_ticket_options& options, const session& session, output& out) {
  const ticket_desk desk{session.book(), options, options.now};
  const std::span<const ticket> tickets = desk.tickets();
  const auto named = std::find_if(tickets.begin(), tickets.end(),
                                  [&](const ticket& t) { return t.id == options.id; });
  const std::string file = options.file == "-" ? "standard input" : options.file;
  if (named == tickets.end()) {
    refuse(file + ": there is no ticket \"" + options.id +
           "\"; srok tickets lists those there are");
  }
  const auto place = static_cast<std::size_t>(named - tickets.begin());
  if (const auto& fault = desk.judged()[place].fault) {
    throw failure{differences_found, file + ": ticket \"" + options.id + "\": " + fault->sentence};
  }
  const timeline told = timeline_of(desk.book(), tickets, place, desk.now());
  if (!options.svg_file.empty()) write_whole(options.svg_file, to_svg(told, options.words));
  if (options.json) {
    out.line(to_json(told));
  } else if (options.svg_file.empty()) {
    out.write(to_text(told, options.words));
  }
  return done;
}

}  // namespace

void add_ticket(CLI::App& app, session& session) {
  const auto options = std::make_shared<one_ticket_options>();
  CLI::App* command = app.add_subcommand(
      "ticket", "The story of one ticket: its promises, pauses and the clauses behind them");
  add_ticket_options(*command, *options);
  command->add_option("--id", options->id, "The ticket")->required()->type_name("ID");
  add_language(*command, options->words, "Of the text and the picture");
  command->add_option("--svg", options->svg_file, "Draw the ticket into this file instead")
      ->type_name("FILE");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->footer(
      "Examples:\n  srok ticket tickets.jsonl --id T-1 --now 2026-05-06T12:00\n"
      "  srok ticket tickets.jsonl --id T-1 --now 2026-05-06T12:00 --svg T-1.svg");
  command->callback([options, &session] {
    session.run = [options, &session](output& out) { return run(*options, session, out); };
  });
}

}  // namespace srok::cli
