// srok due: when a ticket is accepted and until when it must be answered.
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "cli/session.hpp"
#include "srok/io/explanation_text.hpp"
#include "srok/io/instant_text.hpp"

namespace srok::cli {
namespace {

struct due_options {
  std::string priority, submitted;
  language words = language::english;
  bool json = false, explain = false;
};

std::string day_count(working_days days) {
  return std::to_string(days.count()) + (days.count() == 1 ? " working day" : " working days");
}

exit_code run(const due_options& options, const session& session, output& out) {
  const regulation_book book = session.book();
  const instant submitted = read_instant(options.submitted, book);
  const regulation& rules = edition_in_force(book, submitted);
  const schedule& hours = rules.schedule();
  const priority urgency = read_priority(options.priority, rules);
  const promise promised = answer_of(rules.due(urgency, submitted), hours);
  const landing by = rules.settings().landing;
  const std::string_view standing = standing_of(promised.due, hours, by);
  const auto why = [&] { return explain(hours, submitted, promised.due, {}, by); };
  if (options.json) {
    json_object json;
    json.add("priority", options.priority)
        .add("submitted", to_text(submitted, hours))
        .add("accepted", to_text(promised.accepted, hours))
        .add("due", to_text(promised.due, hours))
        .add("calendar", standing);
    if (options.explain) {
      json.add_json("explanation", to_json(why()));
    }
    out.line(json.text());
    return done;
  }
  const working_days days = rules.terms_of(urgency).answer_within;
  out.line("priority   " + options.priority + ", " + day_count(days));
  out.line("accepted   " + to_text(promised.accepted, hours) + "  " +
           std::string{weekday_at(promised.accepted, hours)});
  out.line("due        " + to_text(promised.due, hours) + "  " +
           std::string{weekday_at(promised.due, hours)});
  if (standing == "projected") out.line("calendar   " + std::string{projected_words});
  if (options.explain) {
    out.write("\n");
    out.write(to_text(why(), options.words));
  }
  return done;
}

}  // namespace

void add_due(CLI::App& app, session& session) {
  const auto options = std::make_shared<due_options>();
  CLI::App* command = app.add_subcommand(
      "due", "When a ticket is accepted and until when it must be answered, by the regulation");
  command
      ->add_option(
          "--priority", options->priority,
          "A priority of the regulation; of the built-in one low, medium, high or emergency")
      ->required()
      ->type_name("NAME");
  command->add_option("--submitted", options->submitted, "When the ticket was sent")
      ->required()
      ->type_name("TIME");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->add_flag("--explain", options->explain,
                    "Say which hours count and which do not, and why");
  add_language(*command, options->words, "Of the explanation");
  command->footer("Example:\n  srok due --priority high --submitted 2026-04-29T15:20 --explain");
  command->callback([options, &session] {
    session.run = [options, &session](output& out) { return run(*options, session, out); };
  });
}

}  // namespace srok::cli
