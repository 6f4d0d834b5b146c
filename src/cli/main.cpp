// srok, the command: reads the command line, runs one command, says what went wrong.
#include <fcntl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <exception>
#include <new>

#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "srok/error.hpp"
#include "wording.hpp"

namespace srok::cli {
namespace {

// The words of a wrong use, with the way out where CLI11 does not give one.
std::string sentence_of(const CLI::ParseError& error, const CLI::App& app) {
  if (app.get_subcommands().empty() && error.get_name() == "RequiredError") {
    const std::string names =
        joined(app.get_subcommands({}), [](const CLI::App* known) { return known->get_name(); });
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
  tell("srok: " + sentence);
  return code;
}

// One of the three that is closed would be the next file to be opened: `srok batch - --output FILE`
// wrote what it had to say of bad rows among the rows. Opened so, using it is still an error.
void occupy_standard_descriptors() {
  for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
    if (fcntl(descriptor, F_GETFD) != -1 || errno != EBADF) continue;
    if (open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0) return;
  }
}

int run(int count, char** arguments) {
  session session;
  output out;
  CLI::App app;
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

int run_or_complain(int count, char** arguments) {
  try {
    return run(count, arguments);
  } catch (const failure& failed) {
    return complain(failed.what(), failed.code());
  } catch (const srok::error& failed) {
    return complain(failed.what(), wrong_use);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failed) {
    return complain(failed.what(), wrong_use);
  }
}

}  // namespace
}  // namespace srok::cli

int main(int count, char** arguments) {
  using namespace srok::cli;
  occupy_standard_descriptors();
  try {
    return run_or_complain(count, arguments);
  } catch (const std::bad_alloc&) {  // there may be none for a sentence either
    std::fputs("srok: there is not enough memory\n", stderr);
    return wrong_use;
  }
}
