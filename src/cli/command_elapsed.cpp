// srok elapsed: the working time between two moments.
#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "cli/session.hpp"
#include "srok/io/explanation_text.hpp"
#include "srok/io/instant_text.hpp"

namespace srok::cli {
namespace {

struct elapsed_options {
  std::string from, to;
  bool json = false, explain = false;
};

exit_code run(const elapsed_options& options, const session& session, output& out) {
  const schedule hours = session.schedule();
  const instant from = read_instant(options.from, hours);
  const instant to = read_instant(options.to, hours);
  const business_duration amount = answer_of(hours.elapsed(from, to), hours);
  const auto why = [&] { return explain(hours, std::min(from, to), std::max(from, to)); };
  if (!options.json) {
    out.line(to_text(amount));
    if (options.explain) {
      out.write("\n" + to_text(why(), language::english));
    } else {
      tell_projected(hours.is_projected(std::max(from, to)) ? 1 : 0, "answer", "answers");
    }
    return done;
  }
  json_object json;
  json.add("from", to_text(from, hours))
      .add("to", to_text(to, hours))
      .add("elapsed_seconds", amount.seconds())
      .add("calendar", standing_of(std::max(from, to), hours));
  if (options.explain) json.add_json("explanation", to_json(why()));
  out.line(json.text());
  return done;
}

}  // namespace

void add_elapsed(CLI::App& app, session& session) {
  const auto options = std::make_shared<elapsed_options>();
  CLI::App* command = app.add_subcommand(
      "elapsed", "The working time between two moments; negative when TO is before FROM");
  command->add_option("from", options->from, "The earlier moment")->required()->type_name("TIME");
  command->add_option("to", options->to, "The later moment")->required()->type_name("TIME");
  command->add_flag("--explain", options->explain,
                    "Say which hours count and which do not, and why");
  command->add_flag("--json", options->json, "Print one JSON object");
  command->footer("Example:\n  srok elapsed 2026-04-30T15:00 2026-05-04T08:00");
  command->callback([options, &session] {
    session.run = [options, &session](output& out) { return run(*options, session, out); };
  });
}

}  // namespace srok::cli
