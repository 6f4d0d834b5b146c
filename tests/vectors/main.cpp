// Writes vectors.tsv and its hash, answers it through srok.h, or writes its schedules as dumps.
#include <array>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "sha256.hpp"
#include "srok/io/regulation_text.hpp"
#include "vectors.hpp"

namespace srok::vectors {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view header =
    "# Questions and their answers, the same in every language; README.md says how to read them.\n"
    "# Made by `vectors write`; change questions.cpp, not this file.\n"
    "# id\tquestion\tsubject\tunit\tchoice\targuments\tstatus\tresult\n";

std::vector<question> questions_of(const std::vector<row>& rows) {
  std::vector<question> questions;
  for (const row& r : rows) questions.push_back(r.asked);
  return questions;
}

std::string line_of(std::int64_t id, const answer& a) {
  return std::to_string(id) + '\t' + a.status + '\t' + a.result + '\n';
}

void write_file(const fs::path& file, std::string_view text) {
  std::ofstream out{file, std::ios::binary};
  out << text;
  if (!out.flush()) throw std::runtime_error("cannot write " + file.string());
}

int write(const fs::path& folder, const fs::path& into) {
  const subjects known{folder};
  const std::vector<question> questions = choose_questions(known);
  const std::vector<answer> answers = ask(known, questions);
  std::string text{header};
  std::string lines;
  for (std::size_t i = 0; i < questions.size(); ++i) {
    const auto id = static_cast<std::int64_t>(i) + 1;
    text += written({id, questions[i], answers[i]}) + '\n';
    lines += line_of(id, answers[i]);
  }
  fs::create_directories(into);
  write_file(into / "vectors.tsv", text);
  write_file(into / "sha256", sha256::of(lines) + '\n');
  std::printf("%zu rows\n", questions.size());
  return 0;
}

int run(const fs::path& folder) {
  const std::vector<row> rows = read_rows(folder / "vectors.tsv");
  const std::vector<answer> answers = ask(subjects{folder}, questions_of(rows));
  std::string lines;
  std::size_t failed = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const row& r = rows[i];
    lines += line_of(r.id, answers[i]);
    if (answers[i].status != r.expected.status || answers[i].result != r.expected.result) {
      ++failed;
      std::printf("%s\n  is %s\t%s\n", written(r).c_str(), answers[i].status.c_str(),
                  answers[i].result.c_str());
    }
  }
  const std::string hash = sha256::of(lines);
  std::printf("sha256 %s\n%zu passed, %zu failed\n", hash.c_str(), rows.size() - failed, failed);
  std::ifstream in{folder / "sha256"};
  std::string expected;
  in >> expected;
  if (hash != expected) std::printf("not the hash of %s\n", (folder / "sha256").c_str());
  return failed == 0 && hash == expected ? 0 : 1;
}

void dump(const srok_schedule& schedule, const fs::path& file) {
  std::size_t length = 0;
  srok_schedule_dump(&schedule, nullptr, 0, &length);
  std::string bytes(length, '\0');
  if (srok_schedule_dump(&schedule, bytes.data(), bytes.size(), &length) != SROK_OK) {
    throw std::runtime_error("cannot dump " + file.string());
  }
  write_file(file, bytes);
}

// What a face that reads no TOML needs of a regulation beside its schedule.
std::string terms_of(const fs::path& file) {
  std::ifstream in{file, std::ios::binary};
  const std::string toml{std::istreambuf_iterator<char>{in}, {}};
  const regulation rules = parse_regulation(toml, file.string());
  const settings& s = rules.settings();
  std::string text;
  text += s.day_rule == day_rule::elapsed ? "day_rule\telapsed\n" : "day_rule\twhole\n";
  text += s.landing == landing::nearest ? "landing\tnearest\n" : "landing\tfarthest\n";
  for (const priority_terms& p : rules.priorities()) {
    text +=
        "priority\t" + std::string{p.name} + '\t' + std::to_string(p.answer_within.count()) + '\n';
  }
  return text;
}

int dumps(const fs::path& folder, const fs::path& into) {
  const subjects known{folder};
  fs::create_directories(into / "schedules");
  for (const std::string& name : known.schedule_names()) {
    dump(known.schedule(name), into / "schedules" / (name + ".srok"));
  }
  fs::create_directories(into / "regulations");
  for (const std::string& name : known.regulation_names()) {
    const srok_schedule* hours = nullptr;
    srok_regulation_schedule(&known.regulation(name), &hours);
    dump(*hours, into / "regulations" / (name + ".srok"));
    write_file(into / "regulations" / (name + ".tsv"),
               terms_of(folder / "regulations" / (name + ".toml")));
  }
  return 0;
}

}  // namespace
}  // namespace srok::vectors

int main(int count, char** words) {
  const std::vector<std::string> word(words, words + count);
  try {
    if (count == 4 && word[1] == "write") return srok::vectors::write(word[2], word[3]);
    if (count == 4 && word[1] == "dumps") return srok::vectors::dumps(word[2], word[3]);
    if (count == 3 && word[1] == "run") return srok::vectors::run(word[2]);
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "vectors: %s\n", fault.what());
    return 1;
  }
  std::fprintf(stderr,
               "Usage: vectors write tests/vectors INTO   vectors.tsv and sha256 anew\n"
               "       vectors run tests/vectors          answers vectors.tsv through srok.h\n"
               "       vectors dumps tests/vectors INTO   the schedules as dumps, NAME.srok\n");
  return 2;
}
