// srok_generate, a tool of the build: reads the texts of data/ with srok's own parsers and prints
// them as C++ tables.
//
//   srok_generate calendar IN.toml OUT.inc
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "srok/error.hpp"
#include "srok/io/calendar_text.hpp"
#include "write_calendar_tables.hpp"

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

std::string generate(std::string_view kind, const std::string& input) {
  const std::string text = read_file(input);
  const std::string name = std::filesystem::path{input}.filename().string();
  if (kind == "calendar") {
    return srok::write_calendar_tables(srok::parse_calendar(text, input), name);
  }
  throw srok::error(srok::status::bad_argument, "srok_generate: unknown kind \"" +
                                                    std::string{kind} + "\"; there is: calendar");
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::fputs("usage: srok_generate calendar IN.toml OUT.inc\n", stderr);
    return 2;
  }
  try {
    write_file(arguments[3], generate(arguments[1], arguments[2]));
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
}
