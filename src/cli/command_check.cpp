// srok check: deadline regression tests for CI. TAP 13 on standard output, JUnit XML on request.
#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "cli/case_answers.hpp"
#include "cli/cases.hpp"
#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "cli/table_stream.hpp"
#include "io/shown_text.hpp"
#include "io/xml.hpp"

namespace srok::cli {
namespace {

struct check_options {
  std::vector<std::string> files;
  std::string junit_file;
};

struct verdict {
  std::string file, name, difference;  // difference: empty when there is none
  std::uint32_t line;
};

std::string in_words(const case_answer& answer) {
  return answer.error ? "the error " + answer.text : answer.text;
}

std::vector<verdict> judge(const std::string& name, const session& session) {
  const case_file file = read_cases(name);
  const case_answers answers{file, session};
  std::vector<verdict> verdicts;
  for (const regression_case& asked : file.cases) {
    const case_answer expected = answers.expected(asked);
    const case_answer given = answers.given(asked);
    std::string difference;
    if (given != expected) {
      difference = "expected " + in_words(expected) + ", got " + in_words(given);
    }
    verdicts.push_back({name, asked.name, std::move(difference), asked.line});
  }
  return verdicts;
}

// What a case file says is printable, so that nothing in it looks like a line of TAP. A # begins a
// directive there.
std::string tap_text(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '#' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

// Between single quotes, as YAML has them.
std::string yaml_text(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '\'') out += '\'';
    out += c;
  }
  return out;
}

std::string tap(const std::vector<verdict>& verdicts) {
  std::string out = fmt::format("TAP version 13\n1..{}\n", verdicts.size());
  for (std::size_t i = 0; i < verdicts.size(); ++i) {
    const verdict& each = verdicts[i];
    const bool good = each.difference.empty();
    out += fmt::format("{} {} - {}\n", good ? "ok" : "not ok", i + 1, tap_text(each.name));
    if (!good) {
      out += fmt::format("  ---\n  message: '{}'\n  at: '{}:{}'\n  ...\n",
                         yaml_text(each.difference), yaml_text(each.file), each.line);
    }
  }
  return out;
}

std::string junit(const std::vector<verdict>& verdicts, std::size_t failures) {
  std::string out = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"srok check\" tests=\"{}\" "
      "failures=\"{}\">\n",
      verdicts.size(), failures);
  for (const verdict& each : verdicts) {
    out += fmt::format("  <testcase classname=\"{}\" name=\"{}\"", xml_text(each.file),
                       xml_text(each.name));
    out += each.difference.empty()
               ? "/>\n"
               : fmt::format("><failure message=\"{}\">{}:{}</failure></testcase>\n",
                             xml_text(each.difference), xml_text(each.file), each.line);
  }
  return out + "</testsuite>\n";
}

exit_code run(const check_options& options, const session& session, output& out) {
  std::vector<verdict> verdicts;
  for (const std::string& file : options.files) {
    for (verdict& each : judge(file, session)) verdicts.push_back(std::move(each));
  }
  const auto failures = static_cast<std::size_t>(
      std::count_if(verdicts.begin(), verdicts.end(),
                    [](const verdict& each) { return !each.difference.empty(); }));
  out.write(tap(verdicts));
  if (!options.junit_file.empty()) write_whole(options.junit_file, junit(verdicts, failures));
  return failures > 0 ? differences_found : done;
}

}  // namespace

void add_check(CLI::App& app, session& session) {
  const auto options = std::make_shared<check_options>();
  CLI::App* command =
      app.add_subcommand("check", "Deadline regression tests: cases in TOML or CSV, TAP out");
  command->add_option("files", options->files, "Case files")->required()->type_name("FILE");
  command->add_option("--junit", options->junit_file, "Write a JUnit report here as well")
      ->type_name("FILE");
  command->footer(
      "Exit status: 0 all as expected, 1 a difference, 2 a broken case file.\n\n"
      "A case file:\n"
      "  regulation = \"technotronics\"\n"
      "  [[case]]\n"
      "  name = \"Sent after closing, a ticket is accepted the next morning\"\n"
      "  question = \"due\"\n"
      "  priority = \"emergency\"\n"
      "  submitted = \"2026-02-02T16:00\"\n"
      "  expect = \"2026-02-04T16:00\"\n\n"
      "Example:\n  srok check cases/*.toml --junit report.xml");
  command->callback([options, &session] {
    session.run = [options, &session](output& out) { return run(*options, session, out); };
  });
}

}  // namespace srok::cli
