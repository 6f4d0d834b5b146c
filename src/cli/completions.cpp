// The completions: which words may come next, for bash, zsh and fish.
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <array>
#include <stdexcept>
#include <string_view>

#include "cli/manual.hpp"

namespace srok::cli {
namespace {

// What options that take a NAME know; CLI11 knows only the sentence of their help.
struct known_words {
  std::string_view path, option, words;
};
constexpr std::array<known_words, 5> words_of_names{{
    {"srok due", "--priority", "low medium high emergency"},
    {"srok deadline", "--rule", "elapsed whole"},
    {"srok deadline", "--landing", "nearest farthest"},
    {"srok calendar import", "--format",
     "xmlcalendar xmlcalendar-xml xmlcalendar-json xmlcalendar-csv isdayoff icalendar"},
    {"srok calendar export", "--format",
     "xmlcalendar-xml xmlcalendar-json xmlcalendar-csv isdayoff icalendar"},
}};

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// The words of CLI11's own list, "LANGUAGE:{en,ru}", or of the table above; "" for any other value.
std::string words_of(const described_command& command, const CLI::Option& option) {
  const std::string type = option.get_type_name();
  if (const std::size_t list = type.find('{'); list != std::string::npos) {
    return replaced(type.substr(list + 1, type.find('}') - list - 1), ",", " ");
  }
  if (value_name(option) != "NAME") return {};
  const std::string name = spellings(option).back();
  for (const known_words& known : words_of_names) {
    if (known.path != command.path || known.option != name) continue;
    for (std::string_view rest = known.words; !rest.empty();) {
      const std::string_view word = rest.substr(0, rest.find(' '));
      if (option.get_description().find(word) == std::string::npos) {
        throw std::logic_error{
            fmt::format("{} {} does not know \"{}\" in its help; see completions.cpp", command.path,
                        name, word)};
      }
      rest.remove_prefix(std::min(word.size() + 1, rest.size()));
    }
    return std::string{known.words};
  }
  throw std::logic_error{
      fmt::format("{} {} takes a NAME; list its words in completions.cpp", command.path, name)};
}

bool is_shared(const CLI::Option& option) {
  return takes_value(option);
}  // of the app's own options

bool takes_files(const CLI::Option& option) {
  return value_name(option) == "FILE";
}

bool takes_files(const CLI::App& app) {
  for (const CLI::Option* positional : positionals_of(app)) {
    if (takes_files(*positional)) return true;
  }
  return false;
}

std::string names_of_commands(const CLI::App& app) {
  std::string names;
  for (const CLI::App* command : app.get_subcommands({})) {
    names += (names.empty() ? "" : " ") + command->get_name();
  }
  return names;
}

// Every way to write an option of the command; after a command also those that all commands share.
std::string names_of_options(const CLI::App& app, const described_command& command) {
  std::string names;
  const auto add = [&names](const CLI::Option& option) {
    for (const std::string& name : spellings(option)) names += (names.empty() ? "" : " ") + name;
  };
  for (const CLI::Option* option : options_of(*command.app)) add(*option);
  if (command.app == &app) return names;
  for (const CLI::Option* option : options_of(app)) {
    if (is_shared(*option)) add(*option);
  }
  return names;
}

// ---- bash ----

// The arms of a case by "<path> <option before the word>".
std::string bash_values(const CLI::App& app) {
  std::string arms;
  for (const described_command& command : commands_of(app)) {
    for (const CLI::Option* option : options_of(*command.app)) {
      if (!takes_value(*option)) continue;
      const std::string any = command.app == &app ? "*\" " : "\"" + command.path + " ";
      const std::string words = words_of(command, *option);
      const std::string act = takes_files(*option) ? "_srok_files"
                              : words.empty()      ? "COMPREPLY=()"
                                                   : "_srok_words \"" + words + "\"";
      for (const std::string& name : spellings(*option)) {
        arms += fmt::format("    {}{}\") {}; return ;;\n", any, name, act);
      }
    }
  }
  return arms;
}

// ---- zsh ----

std::string zsh_text(const std::string& text) {
  std::string out = replaced(text, "\\", "\\\\");
  for (const std::string_view letter : {"[", "]", ":"}) {
    out = replaced(out, letter, "\\" + std::string{letter});
  }
  return replaced(out, "'", "'\\''");
}

std::string zsh_function(const std::string& path) {
  return "_" + replaced(replaced(path, " ", "_"), "-", "_");
}

// ":FILE:_files", ":FROM: :TO: "
std::string zsh_values(const described_command& command, const CLI::Option& option) {
  if (!takes_value(option)) return {};
  const std::string words = words_of(command, option);
  const std::string act = takes_files(option) ? "_files" : words.empty() ? " " : "(" + words + ")";
  std::string out;
  const std::string names = value_name(option);
  for (std::string_view rest = names; !rest.empty();) {
    const std::string_view name = rest.substr(0, rest.find(' '));
    out += fmt::format(":{}:{}", name, act);
    rest.remove_prefix(std::min(name.size() + 1, rest.size()));
  }
  return out;
}

std::string zsh_option(const described_command& command, const CLI::Option& option) {
  const std::vector<std::string> names = spellings(option);
  const bool again = option.get_expected_max() > 1;
  std::string out;
  for (const std::string& name : names) {
    std::string others;
    for (const std::string& other : names) others += (others.empty() ? "" : " ") + other;
    out += fmt::format(" \\\n    '{}{}{}[{}]{}'", again ? "*" : "(" + others + ")", name,
                       takes_value(option) ? "=" : "", zsh_text(option.get_description()),
                       zsh_values(command, option));
  }
  return out;
}

std::string zsh_positionals(const CLI::App& app) {
  std::string out;
  int place = 0;
  for (const CLI::Option* positional : positionals_of(app)) {
    const bool several = positional->get_expected_max() > 1;
    out += fmt::format(" \\\n    '{}:{}:{}'", several ? "*" : std::to_string(++place),
                       value_name(*positional), takes_files(*positional) ? "_files" : " ");
  }
  return out;
}

// ---- fish ----

std::string fish_text(const std::string& text) {
  return "'" + replaced(replaced(text, "\\", "\\\\"), "'", "\\'") + "'";
}

std::string fish_option(const CLI::App& app, const described_command& command,
                        const CLI::Option& option) {
  std::string out = "complete -c srok";
  if (command.app != &app || !is_shared(option)) {
    out += fmt::format(" -n \"__srok_at '{}'\"", command.path);
  }
  for (const std::string& name : option.get_snames()) out += " -s " + name;
  for (const std::string& name : option.get_lnames()) out += " -l " + name;
  if (takes_value(option)) {
    const std::string words = words_of(command, option);
    out += takes_files(option) ? " -r -F" : words.empty() ? " -x" : " -x -a " + fish_text(words);
  }
  return out + " -d " + fish_text(option.get_description()) + "\n";
}

}  // namespace

std::string bash_completion(const CLI::App& app) {
  std::string commands, options, words, files;
  for (const described_command& command : commands_of(app)) {
    options += fmt::format("    \"{}\") options=\"{}\" ;;\n", command.path,
                           names_of_options(app, command));
    if (command.app != &app)
      commands += fmt::format("{}\"{}\"", commands.empty() ? "" : " | ", command.path);
    if (const std::string names = names_of_commands(*command.app); !names.empty()) {
      words += fmt::format("    \"{}\") _srok_words \"{}\" ;;\n", command.path, names);
    }
    if (takes_files(*command.app))
      files += fmt::format("{}\"{}\"", files.empty() ? "" : " | ", command.path);
  }
  return "# Completion of srok for bash. Made from the command itself.\n\n"
         "_srok_words() { mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$word\"); }\n\n"
         "_srok_files() {\n"
         "  mapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
         "  compopt -o filenames 2>/dev/null  # an error outside of a completion\n"
         "}\n\n"
         "_srok() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} path=srok at "
         "options\n"
         "  # --option=word comes as three words.\n"
         "  if [[ $word == = ]]; then\n    word=\n"
         "  elif [[ $before == = ]]; then\n    before=${COMP_WORDS[COMP_CWORD - 2]}\n  fi\n"
         "  for ((at = 1; at < COMP_CWORD; ++at)); do\n"
         "    case \"$path ${COMP_WORDS[at]}\" in\n      " +
         commands +
         ") path+=\" ${COMP_WORDS[at]}\" ;;\n    esac\n  done\n  case \"$path $before\" in\n" +
         bash_values(app) + "  esac\n  case $path in\n" + options +
         "  esac\n  if [[ $word == -* ]]; then\n    _srok_words \"$options\"\n    return\n  fi\n"
         "  COMPREPLY=()\n  case $path in\n" +
         words + "    " + files + ") _srok_files ;;\n  esac\n}\n\ncomplete -F _srok srok\n";
}

std::string zsh_completion(const CLI::App& app) {
  std::string out = "#compdef srok\n# Completion of srok for zsh. Made from the command itself.\n";
  for (const described_command& command : commands_of(app)) {
    std::string specs;
    for (const CLI::Option* option : options_of(*command.app))
      specs += zsh_option(command, *option);
    if (command.app != &app) {
      for (const CLI::Option* option : options_of(app)) {
        if (is_shared(*option)) specs += zsh_option({&app, app.get_name()}, *option);
      }
    }
    const auto below = command.app->get_subcommands({});
    out += fmt::format("\n{}() {{\n", zsh_function(command.path));
    if (below.empty()) {
      out += "  _arguments -S" + specs + zsh_positionals(*command.app) + "\n}\n";
      continue;
    }
    out +=
        "  local curcontext=$curcontext state line\n  typeset -A opt_args\n  local -a commands=(";
    std::string arms;
    for (const CLI::App* child : below) {
      out += fmt::format("\n    '{}:{}'", child->get_name(), zsh_text(child->get_description()));
      arms += fmt::format("        {}) {} ;;\n", child->get_name(),
                          zsh_function(command.path + " " + child->get_name()));
    }
    out += "\n  )\n  _arguments -C -S";
    out += specs;
    out +=
        " \\\n    '1: :->command' \\\n    '*:: :->rest' && return\n  case $state in\n"
        "    command) _describe -t commands command commands ;;\n    rest)\n      case "
        "$words[1] in\n";
    out += arms;
    out += "      esac\n      ;;\n  esac\n}\n";
  }
  return out + "\n_srok \"$@\"\n";
}

std::string fish_completion(const CLI::App& app) {
  std::string commands, lines;
  for (const described_command& command : commands_of(app)) {
    if (command.app != &app) commands += fmt::format(" '{}'", command.path);
    for (const CLI::App* child : command.app->get_subcommands({})) {
      lines += fmt::format("complete -c srok -n \"__srok_at '{}'\" -a {} -d {}\n", command.path,
                           child->get_name(), fish_text(child->get_description()));
    }
    for (const CLI::Option* option : options_of(*command.app)) {
      lines += fish_option(app, command, *option);
    }
    if (takes_files(*command.app)) {
      lines += fmt::format("complete -c srok -n \"__srok_at '{}'\" -F\n", command.path);
    }
  }
  return "# Completion of srok for fish. Made from the command itself.\n\n"
         "function __srok_at --description 'Whether these are the commands written so far'\n"
         "    set -l path srok\n    set -l tokens (commandline -opc)\n"
         "    for token in $tokens[2..-1]\n        switch \"$path $token\"\n            case" +
         commands +
         "\n                set path \"$path $token\"\n        end\n    end\n"
         "    test \"$path\" = \"$argv[1]\"\nend\n\ncomplete -c srok -f\n" +
         lines;
}

}  // namespace srok::cli
