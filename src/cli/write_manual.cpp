// srok_manual: writes the man page or a shell's completion, as the command line describes itself.
//
//   srok_manual man|bash|zsh|fish <output>
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <string_view>

#include "cli/commands.hpp"
#include "cli/manual.hpp"
#include "cli/session.hpp"
#include "cli/table_stream.hpp"

namespace srok::cli {
namespace {

std::string text_of(std::string_view kind, const CLI::App& app) {
  if (kind == "man") return manual_page(app);
  if (kind == "bash") return bash_completion(app);
  if (kind == "zsh") return zsh_completion(app);
  if (kind == "fish") return fish_completion(app);
  refuse("there is no kind \"" + std::string{kind} + "\"; there are man, bash, zsh and fish");
}

}  // namespace
}  // namespace srok::cli

int main(int count, char** arguments) {
  using namespace srok::cli;
  if (count != 3) {
    std::fputs("Usage: srok_manual man|bash|zsh|fish <output>\n", stderr);
    return wrong_use;
  }
  try {
    session session;
    CLI::App app;
    add_commands(app, session);
    write_whole(arguments[2], text_of(arguments[1], app));
  } catch (const std::exception& failed) {
    fmt::print(stderr, "srok_manual: {}\n", failed.what());
    return wrong_use;
  }
  return done;
}
