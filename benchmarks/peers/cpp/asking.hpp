// How a peer in C++ is asked: the questions file is read, each set of rows is timed by the peer's
// own clock, and times and answers are written down. The forms of both files are in
// ../../README.md.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

namespace srok::benchmarks {

using question_row = std::vector<std::int64_t>;

struct question_set {
  std::string name;  // desk/question/distance
  std::vector<question_row> rows;

  // The n-th of the three words of its name.
  std::string word(int n) const {
    std::istringstream words{name};
    std::string result;
    for (int i = 0; i <= n; ++i) std::getline(words, result, '/');
    return result;
  }
  std::string desk() const { return word(0); }
  std::string question() const { return word(1); }

  std::vector<std::int64_t> column(std::size_t place) const {
    std::vector<std::int64_t> result;
    for (const question_row& row : rows) result.push_back(row.at(place));
    return result;
  }
};

class asking {
 public:
  // ARGUMENTS: QUESTIONS_FOLDER ANSWERS_FILE SECONDS_A_SET
  asking(int count, char** arguments) {
    if (count != 4) fail("usage: PEER QUESTIONS_FOLDER ANSWERS_FILE SECONDS_A_SET");
    folder_ = arguments[1];
    out_.open(arguments[2]);
    seconds_ = std::atof(arguments[3]);
    std::ifstream in{folder_ + "/questions"};
    std::string line;
    while (std::getline(in, line)) {
      std::istringstream fields{line};
      if (line.rfind("set ", 0) == 0) {
        std::string word;
        sets_.emplace_back();
        fields >> word >> sets_.back().name;
        continue;
      }
      question_row row;
      for (std::int64_t value = 0; fields >> value;) row.push_back(value);
      sets_.back().rows.push_back(row);
    }
    if (sets_.empty() || !out_) fail("no questions in " + folder_ + ", or nowhere to answer");
  }

  const std::vector<question_set>& sets() const { return sets_; }

  // The dates on which a desk is closed, "2026-01-01".
  std::vector<std::string> closed_dates(const std::string& desk) const {
    std::ifstream in{folder_ + "/" + desk + ".closed"};
    std::vector<std::string> result;
    for (std::string line; std::getline(in, line);) result.push_back(line);
    return result;
  }

  void version(const std::string& text) { out_ << "version " << text << "\n"; }

  // ask(count): answers the first `count` rows into `answers`. clock: what the answers are told in,
  // "utc", "wall" or "none".
  template <class Answer, class Ask>
  void measure(const question_set& set, const char* clock, std::vector<Answer>& answers, Ask ask) {
    answers.assign(set.rows.size(), Answer{});
    // A quarter of the time to warm up, over ever more rows; then the best of the rounds.
    std::size_t rows = 1;
    double last = timed(rows, ask);
    for (double spent = last; rows < set.rows.size() && spent < seconds_ / 4; spent += last) {
      rows = std::min(set.rows.size(), rows * 4);
      last = timed(rows, ask);
    }
    const double each = std::max(last / static_cast<double>(rows), 1e-12);
    rows = static_cast<std::size_t>(
        std::clamp(seconds_ / 5 / each, 4.0, static_cast<double>(set.rows.size())));
    const double best = best_round(rows, ask);
    out_ << "set " << set.name << " " << clock << " " << rows << " "
         << best * 1e9 / static_cast<double>(rows) << "\n";
    for (std::size_t row = 0; row < rows; ++row) out_ << answers[row] << "\n";
  }

  // make(): the desk that most sets ask, from its dates in memory.
  template <class Make>
  void measure_making(Make make) {
    const double best = best_round(1, [&](std::size_t) { make(); });
    out_ << "set common/make/desk none 0 " << best * 1e9 << "\n";
  }

 private:
  [[noreturn]] static void fail(const std::string& why) {
    std::cerr << why << "\n";
    std::exit(2);
  }

  template <class Ask>
  static double timed(std::size_t count, Ask& ask) {
    const auto begin = std::chrono::steady_clock::now();
    ask(count);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  }

  template <class Ask>
  double best_round(std::size_t count, Ask ask) const {
    double best = timed(count, ask);
    for (double spent = best; spent < seconds_;) {
      const double round = timed(count, ask);
      best = std::min(best, round);
      spent += round;
    }
    return best;
  }

  std::string folder_;
  std::vector<question_set> sets_;
  std::ofstream out_;
  double seconds_ = 1;
};

}  // namespace srok::benchmarks
