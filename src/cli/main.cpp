// srok, the command: reads the command line, runs one command, says what went wrong.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <exception>
#include <new>

#include "session.hpp"
#include "srok/error.hpp"
#include "srok/version.hpp"

namespace srok::cli {
namespace {

std::string version_line() {
  return fmt::format("srok {}.{}.{}, calendar data of {}, zones: {}", SROK_VERSION_MAJOR,
                     SROK_VERSION_MINOR, SROK_VERSION_PATCH, data_version(), SROK_ZONES_SOURCE);
}

void add_commands(CLI::App& app, session& session) {
  app.name("srok");
  app.require_subcommand(1);
  app.fallthrough();
  app.set_version_flag("--version", version_line(), "Print version, data version and zones");
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

// The words of a wrong use, with the way out where CLI11 does not give one.
std::string sentence_of(const CLI::ParseError& error, const CLI::App& app) {
  if (app.get_subcommands().empty() && error.get_name() == "RequiredError") {
    std::string names;
    for (const CLI::App* known : app.get_subcommands({})) {
      names += (names.empty() ? "" : ", ") + known->get_name();
    }
    const std::vector<std::string> words = app.remaining();
    return (words.empty() ? "no command" : "there is no command \"" + words.front() + "\"") +
           "; there are " + names + "; see srok --help";
  }
  std::string command = "srok";
  for (const CLI::App* at = &app; !at->get_subcommands().empty();) {
    at = at->get_subcommands().front();
    command += " " + at->get_name();
  }
  std::string sentence = error.what();
  if (sentence.ends_with('\n')) sentence.pop_back();
  return sentence + "; see " + command + " --help";
}

int complain(const std::string& sentence, exit_code code) {
  fmt::print(stderr, "srok: {}\n", sentence);
  return code;
}

int run(int count, char** arguments) {
  session session;
  output out;
  CLI::App app{"Working time, deadlines and the support regulation that promises them."};
  add_commands(app, session);
  try {
    app.parse(count, arguments);
  } catch (const CLI::CallForHelp&) {
    out.write(app.help());
    out.flush();
    return done;
  } catch (const CLI::CallForVersion& version) {
    out.line(version.what());
    out.flush();
    return done;
  } catch (const CLI::ParseError& error) {
    return complain(sentence_of(error, app), wrong_use);
  }
  const exit_code code = session.run(out);
  out.flush();
  return code;
}

}  // namespace
}  // namespace srok::cli

int main(int count, char** arguments) {
  using namespace srok::cli;
  try {
    return run(count, arguments);
  } catch (const failure& failed) {
    return complain(failed.what(), failed.code());
  } catch (const srok::error& failed) {
    return complain(failed.what(), wrong_use);
  } catch (const std::bad_alloc&) {
    return complain("there is not enough memory", wrong_use);
  } catch (const std::exception& failed) {
    return complain(failed.what(), wrong_use);
  }
}
