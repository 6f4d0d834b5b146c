// srok_generate, a tool of the build: reads the texts of data/ with srok's own parsers and prints
// them as C++ tables.
//
//   srok_generate calendar OUT.inc CALENDAR.toml
//   srok_generate regulation OUT.inc CALENDAR.toml REGULATION.toml
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "builtin/write_calendar_tables.hpp"
#include "builtin/write_regulation_tables.hpp"
#include "srok/error.hpp"
#include "srok/io/calendar_text.hpp"
#include "srok/io/regulation_text.hpp"

namespace {

std::string read_file(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) throw srok::error(srok::status::io, path + ": cannot be read");
  return std::move(text).str();
}

void write_file(const std::string& path, const std::string& text) {
  std::ofstream file{path, std::ios::binary};
  file << text;
  if (!file.flush()) throw srok::error(srok::status::io, path + ": cannot be written");
}

std::string name_of(const std::string& path) {
  return std::filesystem::path{path}.filename().string();
}

}  // namespace

// No calendar is built in yet: they are what this tool makes.
const srok::calendar& srok::builtin_calendar(std::string_view name) {
  throw error(status::unknown_calendar, "no calendar \"" + std::string{name} + "\" while building");
}

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments, arguments + count);
  try {
    if (count == 4 && words[1] == "calendar") {
      const auto calendar = srok::parse_calendar(read_file(words[3]), words[3]);
      write_file(words[2], srok::write_calendar_tables(calendar, name_of(words[3])));
    } else if (count == 5 && words[1] == "regulation") {
      const auto calendar = srok::parse_calendar(read_file(words[3]), words[3]);
      const auto regulation = srok::parse_regulation(read_file(words[4]), words[4], &calendar);
      write_file(words[2], srok::write_regulation_tables(regulation, name_of(words[4])));
    } else {
      std::fputs(
          "usage: srok_generate calendar OUT.inc CALENDAR.toml\n"
          "       srok_generate regulation OUT.inc CALENDAR.toml REGULATION.toml\n",
          stderr);
      return 2;
    }
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
}
