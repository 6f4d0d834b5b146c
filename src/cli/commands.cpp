// The commands in their order, and the options that all of them share.
#include "cli/commands.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "cli/session.hpp"
#include "srok/version.hpp"

namespace srok::cli {
namespace {

std::string version_line() {
  return fmt::format("srok {}.{}.{}, calendar data of {}, zones: {}", SROK_VERSION_MAJOR,
                     SROK_VERSION_MINOR, SROK_VERSION_PATCH, data_version(), SROK_ZONES_SOURCE);
}

}  // namespace

void add_commands(CLI::App& app, session& session) {
  app.name("srok");
  app.description("Working time, deadlines and the support regulation that promises them.");
  app.require_subcommand(1);
  app.fallthrough();
  app.set_version_flag("--version", version_line(),
                       "Print the version, that of the data, and where zones come from");
  app.set_help_flag("--help,-h", "Print this help");
  app.add_option("--schedule", session.schedule_file, "Use the schedule of this TOML file")
      ->type_name("FILE");
  app.add_option("--regulation", session.regulation_files,
                 "Use the regulation of this TOML file; several times: its editions, each in force "
                 "from its effective date")
      ->allow_extra_args(false)
      ->type_name("FILE");
  app.add_option("--calendar", session.calendar_file,
                 "Use the production calendar of this TOML file")
      ->type_name("FILE");
  add_due(app, session);
  add_deadline(app, session);
  add_elapsed(app, session);
  add_dump(app, session);
  add_calendar(app, session);
  add_batch(app, session);
  add_check(app, session);
  add_tickets(app, session);
  add_ticket(app, session);
  add_queue(app, session);
  add_report(app, session);
  add_what_if(app, session);
  app.footer(
      "A time without an offset is the schedule's local time. The options above may follow the "
      "command.\nExit status: 0 done, 1 differences or failed rows, 2 wrong use.\n\n"
      "Example:\n  srok due --priority high --submitted 2026-04-29T15:20");
}

void add_language(CLI::App& command, language& into, const std::string& of) {
  const auto read = [&into](const std::string& name) {
    into = name == "ru" ? language::russian : language::english;
  };
  command.add_option_function<std::string>("--language", read, of + ": en, ru")
      ->check(CLI::IsMember({"en", "ru"}))
      ->type_name("LANGUAGE");
}

}  // namespace srok::cli
