// Regression cases: how they are read, and that the C++ library answers all of tests/cases.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "cli/case_answers.hpp"
#include "cli/cases.hpp"
#include "srok/error.hpp"

namespace {

using namespace srok::cli;

class temporary_file {
 public:
  temporary_file(const std::string& name, const std::string& text)
      : path_{(std::filesystem::temp_directory_path() / ("srok_cases_" + name)).string()} {
    std::ofstream{path_, std::ios::binary} << text;
  }
  ~temporary_file() { std::filesystem::remove(path_); }
  temporary_file(const temporary_file&) = delete;
  temporary_file& operator=(const temporary_file&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string complaint_about(const std::string& name, const std::string& text) {
  const temporary_file file{name, text};
  try {
    const case_file cases = read_cases(file.path());
    const case_answers answers{cases, session{}};
    for (const regression_case& asked : cases.cases) {
      (void)answers.expected(asked);
      (void)answers.given(asked);
    }
  } catch (const srok::error& failed) {
    const std::string sentence = failed.what();
    return sentence.substr(sentence.find("srok_cases_") + 11);
  }
  return {};
}

const std::string one_case =
    "[[case]]\nname = \"n\"\nquestion = \"next_open\"\nat = \"2026-02-02T06:00\"\n";

TEST_CASE("the C++ library answers every regression case as expected") {
  int asked_count = 0;
  for (const auto& entry : std::filesystem::directory_iterator{SROK_SOURCE_DIR "/tests/cases"}) {
    const case_file file = read_cases(entry.path().string());
    const case_answers answers{file, session{}};
    for (const regression_case& asked : file.cases) {
      INFO(file.source << ":" << asked.line << ": " << asked.name);
      const case_answer expected = answers.expected(asked);
      const case_answer given = answers.given(asked);
      CHECK(given.text == expected.text);
      CHECK(given.error == expected.error);
      ++asked_count;
    }
  }
  CHECK(asked_count >= 150);
}

TEST_CASE("a wrong expectation is a difference") {
  const temporary_file file{"wrong.toml", one_case + "expect = \"2026-02-02T08:00\"\n"};
  const case_file cases = read_cases(file.path());
  const case_answers answers{cases, session{}};
  CHECK(answers.expected(cases.cases[0]).text == "2026-02-02T08:00:00+03:00");
  CHECK(answers.given(cases.cases[0]).text == "2026-02-02T07:00:00+03:00");
}

TEST_CASE("a broken case file is named with its line") {
  CHECK(complaint_about("a.toml", one_case) ==
        "a.toml:1:1: a case needs \"expect\" or \"expect_error\", one of them");
  CHECK(complaint_about("b.toml",
                        "[[case]]\nname = \"n\"\nquestion = \"next_opn\"\nexpect = \"x\"\n") ==
        "b.toml:1:1: there is no question \"next_opn\"; did you mean \"next_open\"?");
  CHECK(complaint_about("c.toml",
                        "[[case]]\nname = \"n\"\nquestion = \"next_open\"\nexpect = \"x\"\n") ==
        "c.toml:1:1: the question \"next_open\" needs \"at\"");
  CHECK(complaint_about("d.toml", "\n" + one_case + "expect = \"soon\"\n") ==
        "d.toml:2:1: the case \"n\" has expect = \"soon\", which is none");
  CHECK(complaint_about("e.toml", one_case + "until = \"x\"\nexpect = \"2026-02-02T07:00\"\n")
            .find("e.toml:5:1: ") == 0);
  CHECK(complaint_about("f.csv", "name,question,at,expect\nn,next_open,2026-02-02T06:00\n") ==
        "f.csv:2:1: 3 cells, the header has 4");
  CHECK(complaint_about("g.csv",
                        "name,question,at,expect,expect_error\n"
                        "n,next_open,2026-02-02T06:00,2026-02-02T07:00,beyond_horizon\n") ==
        "g.csv:2:1: a case needs \"expect\" or \"expect_error\", one of them");
  CHECK(complaint_about("h.csv",
                        "name,question,at,expect\n"
                        "\"a\nlong\nname\",next_open,2026-02-02T06:00,2026-02-02T07:00\n"
                        "n,next_opn,2026-02-02T06:00,2026-02-02T07:00\n")
            .find("h.csv:5:1: ") == 0);
}

TEST_CASE("cases may be rows of a table") {
  const temporary_file file{
      "table.csv",
      "name,question,start,budget,pauses,expect\n"
      "\"paused, twice\",deadline_with_pauses,2026-02-02T09:00,4h,"
      "2026-02-02T10:00/2026-02-02T11:00;2026-02-02T12:00/2026-02-02T13:00,2026-02-02T15:00\n"
      "plain,deadline,2026-02-02T09:00,4h,,2026-02-02T13:00\n"};
  const case_file cases = read_cases(file.path());
  const case_answers answers{cases, session{}};
  REQUIRE(cases.cases.size() == 2);
  for (const regression_case& asked : cases.cases) {
    CHECK(answers.given(asked) == answers.expected(asked));
  }
}

}  // namespace
