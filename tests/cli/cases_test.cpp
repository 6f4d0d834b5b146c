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
        "d.toml:2:1: the case \"n\" has expect = \"soon\"; write \"2026-04-29T15:20\" (local time "
        "of the "
        "schedule) or \"2026-04-29T15:20:00+03:00\"");
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

TEST_CASE("a case is asked however its table is written") {
  const std::string right = "name = \"n\"\nquestion = \"is_open\"\nat = \"2026-02-02T06:00\"\n";
  const std::string second = "\n[[case]]\n" + right + "expect = true\n";
  const auto count = [](const std::string& text) {
    return read_cases(text, "c.toml").cases.size();
  };
  CHECK(count("[[case]]\n" + right + "expect = false\n" + second) == 2);
  CHECK(count("\xEF\xBB\xBF[[case]]\n" + right + "expect = false\n" + second) == 2);
  CHECK(count("[[ case ]]\n" + right + "expect = false\n" + second) == 2);
  CHECK(count("  [[case]]\n" + right + "expect = false\n" + second) == 2);
  CHECK(count("schedule = \"technotronics\"\n  [[case]]\n" + right + "expect = false\n") == 1);
  CHECK(count("case = [{ name = \"n\", question = \"is_open\", at = \"2026-02-02T06:00\", "
              "expect = false }]\n") == 1);
  // Tables of its own may also follow.
  const case_file after =
      read_cases("[[case]]\n" + right + "expect = true\n[schedule]\nzone = \"Europe/Moscow\"\n" +
                     "[schedule.hours]\nmon = [\"06:00-08:00\"]\n",
                 "c.toml");
  const case_answers answers{after, session{}};
  CHECK(answers.given(after.cases[0]).text == "true");
}

TEST_CASE("what a case file says beside its cases is not passed over") {
  CHECK(complaint_about("i.toml", "shedule = \"technotronics\"\n" + one_case +
                                      "expect = \"2026-02-02T07:00\"\n") ==
        "i.toml:1:1: unknown key \"shedule\" in the text; did you mean \"schedule\"? (keys known "
        "here: regulation, schedule, case)");
  CHECK(complaint_about("j.toml", "nonsense = 5\n" + one_case + "expect = \"2026-02-02T07:00\"\n")
            .starts_with("j.toml:1:1: unknown key \"nonsense\""));
  CHECK(complaint_about("k.csv",
                        "name,question,at,at,expect\n"
                        "n,is_open,2026-02-02T06:00,2026-02-02T08:00,true\n") ==
        "k.csv:1:1: the column \"at\" is there twice");
  // Columns without a name or a cell are what spreadsheets leave behind.
  CHECK(read_cases("name,question,at,expect,,\nn,is_open,2026-02-02T06:00,false,,\n", "l.csv")
            .cases.size() == 1);
}

TEST_CASE("what is wrong with a case is told with its place and a way out that works") {
  const auto complaint = [](const std::string& question, const std::string& more) {
    const std::string told = complaint_about(
        "way.toml", "[[case]]\nname = \"n\"\nquestion = \"" + question + "\"\n" + more);
    return told.empty() ? told : told.substr(told.find(": ") + 2);
  };
  const std::string start = "start = \"2026-02-02T07:00\"\n";
  CHECK(complaint("deadline", start + "budget = \"4x\"\nexpect = \"2026-02-02T11:00\"\n") ==
        "the case \"n\" has budget = \"4x\"; write an amount of working time, \"4h\", \"90m\" or "
        "\"4h30m\"");
  CHECK(complaint("deadline", start + "budget = \"2d\"\nexpect = \"2026-02-02T11:00\"\n")
            .ends_with("; working days are asked by \"deadline_days\""));
  CHECK(
      complaint("deadline", start + "budget = \"-4h\"\nexpect_error = \"bad_argument\"\n").empty());
  CHECK(complaint("elapsed",
                  "from = \"2026-02-02T07:00\"\nto = \"2026-02-02T08:00\"\nexpect = 3600\n")
            .starts_with("the case \"n\" has expect = \"3600\"; write an amount"));
  CHECK(complaint("due",
                  "submitted = \"2026-02-02T07:00\"\npriority = \"soon\"\n"
                  "expect = \"2026-02-02T11:00\"\n") ==
        "the case \"n\" has priority = \"soon\"; write one of low, medium, high, emergency");
  CHECK(complaint("next_open", "at = 2026-02-02T06:00:00+03:00\nexpect = \"2026-02-02T07:00\"\n") ==
        "\"at\" must stand in quotes, such as \"2026-02-02T10:00\"");
  CHECK(complaint("add_days", "date = 2026-02-02\ndays = 1\nexpect = 2026-02-03\n").empty());
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
