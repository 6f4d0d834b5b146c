// The man page: the help of each command, in the macros of man(7).
#include "cli/manual.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <string_view>

#include "srok/version.hpp"

namespace srok::cli {

std::vector<described_command> commands_of(const CLI::App& app) {
  std::vector<described_command> all{{&app, app.get_name()}};
  for (std::size_t at = 0; at < all.size(); ++at) {
    const described_command parent = all[at];
    auto after = all.begin() + static_cast<std::ptrdiff_t>(at) + 1;
    for (const CLI::App* command : parent.app->get_subcommands({})) {
      after = all.insert(after, {command, parent.path + " " + command->get_name()}) + 1;
    }
  }
  return all;
}

std::vector<const CLI::Option*> options_of(const CLI::App& app) {
  return app.get_options([](const CLI::Option* option) { return !option->get_positional(); });
}

std::vector<const CLI::Option*> positionals_of(const CLI::App& app) {
  return app.get_options([](const CLI::Option* option) { return option->get_positional(); });
}

std::vector<std::string> spellings(const CLI::Option& option) {
  std::vector<std::string> all;
  for (const std::string& name : option.get_snames()) all.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) all.push_back("--" + name);
  return all;
}

bool takes_value(const CLI::Option& option) {
  return option.get_items_expected_max() != 0;
}

std::string value_name(const CLI::Option& option) {
  const std::string name = option.get_type_name();
  return name.substr(0, name.find(':'));
}

namespace {

// Text of a line: a hyphen is one that can be searched and copied, a control character never
// begins.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '\\') {
      out += "\\e";
    } else if (letter == '-') {
      out += "\\-";
    } else {
      out += letter;
    }
  }
  if (!out.empty() && (out.front() == '.' || out.front() == '\'')) out.insert(0, "\\&");
  return out;
}

// "srok due [OPTIONS]", the names of values in italics.
std::string synopsis(const described_command& command) {
  std::string out = fmt::format("\\fB{}\\fR", escaped(command.path));
  for (const CLI::Option* option : options_of(*command.app)) {
    if (!option->get_required()) continue;
    out += fmt::format(" \\fB{}\\fR \\fI{}\\fR", escaped(spellings(*option).back()),
                       escaped(value_name(*option)));
  }
  out += " [\\fIOPTIONS\\fR]";
  for (const CLI::Option* positional : positionals_of(*command.app)) {
    const std::string name = fmt::format("\\fI{}\\fR", escaped(positional->get_name(true)));
    out += positional->get_required() ? " " + name : " [" + name + "]";
  }
  if (!command.app->get_subcommands({}).empty()) out += " [\\fICOMMAND\\fR]";
  return out + "\n";
}

std::string option_entry(const CLI::Option& option) {
  std::string names;
  for (const std::string& name : spellings(option)) {
    names += fmt::format("{}\\fB{}\\fR", names.empty() ? "" : ", ", escaped(name));
  }
  if (option.get_positional()) names = fmt::format("\\fI{}\\fR", escaped(option.get_name(true)));
  if (takes_value(option)) names += fmt::format(" \\fI{}\\fR", escaped(value_name(option)));
  return fmt::format(".TP\n{}{}\n{}\n", names, option.get_required() ? " (required)" : "",
                     escaped(option.get_description()));
}

std::string entries(const CLI::App& app) {
  std::string out;
  for (const CLI::Option* positional : positionals_of(app)) out += option_entry(*positional);
  for (const CLI::Option* option : options_of(app)) out += option_entry(*option);
  return out;
}

// The last part of a help: sentences, and indented lines that stay as they are.
std::string footer(std::string_view text) {
  std::string out;
  bool as_is = false, paragraph = false;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const bool indented = line.substr(0, 2) == "  ";
    if (as_is && !indented) out += ".fi\n.RE\n";
    if (indented && !as_is) out += ".RS\n.nf\n";
    as_is = indented;
    if (line.empty()) {
      paragraph = false;
    } else if (indented) {
      out += escaped(line.substr(2)) + "\n";
    } else {
      if (!paragraph) out += ".PP\n";
      paragraph = true;
      out += escaped(line) + "\n";
    }
  }
  return as_is ? out + ".fi\n.RE\n" : out;
}

}  // namespace

std::string manual_page(const CLI::App& app) {
  std::string page =
      fmt::format(".\\\" Made from the command itself.\n.TH SROK 1 \"\" \"srok {}.{}.{}\"\n",
                  SROK_VERSION_MAJOR, SROK_VERSION_MINOR, SROK_VERSION_PATCH);
  page += ".SH NAME\nsrok \\- working time, deadlines and support regulations\n";
  page += ".SH SYNOPSIS\n\\fBsrok\\fR [\\fIOPTIONS\\fR] \\fICOMMAND\\fR ...\n";
  page += ".SH DESCRIPTION\n" + escaped(app.get_description()) + "\n" + footer(app.get_footer());
  page += ".SH OPTIONS\n" + entries(app) + ".SH COMMANDS\n";
  for (const described_command& command : commands_of(app)) {
    if (command.app == &app) continue;
    page += fmt::format(".SS {}\n{}.PP\n{}\n", escaped(command.path), synopsis(command),
                        escaped(command.app->get_description()));
    page += entries(*command.app) + footer(command.app->get_footer());
  }
  return page;
}

}  // namespace srok::cli
