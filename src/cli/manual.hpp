// What the command line says of itself, for man and for the completions of shells.
#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace srok::cli {

// srok.1: the help of every command as one page.
std::string manual_page(const CLI::App& app);

// Scripts that offer commands, options, files, and the words an option knows.
// Throw std::logic_error: an option that takes a NAME has no words, or has one its help lacks.
std::string bash_completion(const CLI::App& app);
std::string zsh_completion(const CLI::App& app);
std::string fish_completion(const CLI::App& app);

// ---- what they share ----

// A command, or the app itself, with the names that lead to it: "srok", "srok calendar import".
struct described_command {
  const CLI::App* app;
  std::string path;
};

// The app first, each command followed by its own.
std::vector<described_command> commands_of(const CLI::App& app);

std::vector<const CLI::Option*> options_of(const CLI::App& app);
std::vector<const CLI::Option*> positionals_of(const CLI::App& app);

// "--help", "-h"
std::vector<std::string> spellings(const CLI::Option& option);

bool takes_value(const CLI::Option& option);

// "FILE", "NAME", "FROM TO"; without the list of words that CLI11 adds to it.
std::string value_name(const CLI::Option& option);

}  // namespace srok::cli
