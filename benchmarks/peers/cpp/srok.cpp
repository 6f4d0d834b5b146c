// The questions that all peers are asked, srok's answers to them, and srok asked like any peer.
//
//   srok write FOLDER                             the questions, the closed dates and the answers
//   srok column|inline|c FOLDER ANSWERS SECONDS   asked over a column, one at a time from C++, or
//                                                 one at a time through the C API
#include "srok.h"

#include <fmt/format.h>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "../../desks.hpp"
#include "asking.hpp"
#include "srok/engine/batch.hpp"
#include "srok/engine/image.hpp"
#include "srok/time/civil.hpp"

namespace srok::benchmarks {
namespace {

constexpr std::size_t rows = 4096;
constexpr std::int64_t day_seconds = 86'400;

// ---- the desks ----

struct desk {
  std::set<civil_date> closed;
  schedule open;
};

const desk& desk_named(const std::string& name) {
  static std::map<std::string, desk> made;
  const auto known = made.find(name);
  if (known != made.end()) return known->second;
  std::set<civil_date> closed;
  if (name == "common") closed = days_off();
  if (name.rfind("closed", 0) == 0) closed = random_weekdays(std::stoul(name.substr(6)));
  return made.emplace(name, desk{closed, closed_on(closed)}).first->second;
}

// ---- the questions ----

// Whole minutes, because one peer knows nothing finer; never a full hour, so that nothing ends at
// the very closing, where the peers have rules of their own (../../../tests/peers keeps those).
std::int64_t off_the_hour(std::int64_t at) {
  const std::int64_t minute = at / 60;
  return (minute % 60 == 0 ? minute + 1 : minute) * 60;
}

// In the measured years, or in their first half, from where ten years lead nowhere else.
std::int64_t random_instant(random_numbers& random, bool early) {
  const int end =
      early ? (first_measured_year + last_measured_year + 1) / 2 : last_measured_year + 1;
  return off_the_hour(random.between(year_begin(first_measured_year), year_begin(end)));
}

struct distance {
  const char* name;
  std::int64_t length;  // seconds of budget, seconds between two instants, days
  bool early = false;
};

class writer {
 public:
  explicit writer(const std::filesystem::path& folder)
      : folder_{folder}, questions_{folder / "questions"}, answers_{folder / "srok.answers"} {}

  void instants(const std::string& name) {
    const desk& asked = named(name);
    begin(name, "is_open", "at");
    for (std::size_t row = 0; row < rows; ++row) {
      const std::int64_t at = random_instant(random_, false);
      ask(at, wall(asked, at));
      tell(*asked.open.is_open(from_unix(at)) ? 1 : 0);
    }
  }

  void deadlines(const std::string& name, distance d) {
    const desk& asked = named(name);
    begin(name, "deadline", d.name);
    for (std::size_t row = 0; row < rows; ++row) {
      const std::int64_t start = random_instant(random_, d.early);
      ask(start, wall(asked, start), d.length);
      const business_duration budget{std::chrono::seconds{d.length}};
      const std::int64_t end = to_unix(asked.open.deadline(from_unix(start), budget).value());
      tell(end, wall(asked, end));
    }
  }

  void elapsed(const std::string& name, distance d) {
    const desk& asked = named(name);
    begin(name, "elapsed", d.name);
    for (std::size_t row = 0; row < rows; ++row) {
      const std::int64_t from = random_instant(random_, d.early);
      const std::int64_t to =
          off_the_hour(from + d.length + random_.between(-day_seconds / 4, day_seconds / 4));
      ask(from, wall(asked, from), to, wall(asked, to));
      tell(asked.open.elapsed(from_unix(from), from_unix(to)).value().seconds());
    }
  }

  void add_days(const std::string& name, distance d) {
    const desk& asked = named(name);
    begin(name, "add_days", d.name);
    for (std::size_t row = 0; row < rows; ++row) {
      const auto date = random_date(asked, d.early);
      const auto days = static_cast<std::int32_t>(d.length);
      ask(date, days);
      tell(to_day_number(asked.open.add_days(from_day_number(date), days).value()));
    }
  }

  void days_between(const std::string& name, distance d) {
    const desk& asked = named(name);
    begin(name, "days_between", d.name);
    for (std::size_t row = 0; row < rows; ++row) {
      const auto first = random_date(asked, d.early);
      const auto end = first + static_cast<std::int32_t>(d.length / day_seconds) +
                       static_cast<std::int32_t>(random_.between(0, 7));
      ask(first, end);
      tell(asked.open.days_between(from_day_number(first), from_day_number(end)).value());
    }
  }

 private:
  // The desk, once its closed dates have been written for the peers.
  const desk& named(const std::string& name) {
    const desk& asked = desk_named(name);
    if (written_.insert(name).second) {
      std::ofstream file{folder_ / (name + ".closed")};
      for (const civil_date date : asked.closed) {
        const auto ymd = fields(date);
        file << fmt::format("{:04}-{:02}-{:02}\n", static_cast<int>(ymd.year()),
                            static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day()));
      }
    }
    return asked;
  }

  static std::int64_t wall(const desk& of, std::int64_t at) {
    return at + *of.open.offset_at(from_unix(at));
  }
  std::int32_t random_date(const desk& of, bool early) {
    return static_cast<std::int32_t>(wall(of, random_instant(random_, early)) / day_seconds);
  }

  void begin(const std::string& desk, const char* question, const char* distance) {
    const std::string line = fmt::format("set {}/{}/{}\n", desk, question, distance);
    questions_ << line;
    answers_ << line;
  }
  template <class... Values>
  void ask(Values... values) {
    write(questions_, values...);
  }
  template <class... Values>
  void tell(Values... values) {
    write(answers_, values...);
  }
  template <class... Values>
  static void write(std::ofstream& to, Values... values) {
    const char* space = "";
    ((to << space << values, space = " "), ...);
    to << "\n";
  }

  std::filesystem::path folder_;
  std::ofstream questions_;
  std::ofstream answers_;
  std::set<std::string> written_;
  random_numbers random_{31};
};

void write_questions(const std::filesystem::path& folder) {
  constexpr std::int64_t hour = 3600;
  constexpr std::int64_t year = 365 * day_seconds;
  writer to{folder};
  for (const distance d : {distance{"8h", 8 * hour}, distance{"80h", 80 * hour},
                           distance{"2000h", 2000 * hour}, distance{"10y", 22'000 * hour, true}}) {
    to.deadlines("common", d);
  }
  for (const distance d : {distance{"1d", day_seconds}, distance{"2w", 14 * day_seconds},
                           distance{"1y", year}, distance{"10y", 10 * year, true}}) {
    to.elapsed("common", d);
    to.days_between("common", d);
  }
  for (const distance d :
       {distance{"1", 1}, distance{"10", 10}, distance{"250", 250}, distance{"2500", 2500, true}}) {
    to.add_days("common", d);
  }
  to.instants("common");
  // "weekdays" is closed on no date but Saturdays and Sundays: all that date-fns can be told.
  for (const char* const desk : {"weekdays", "closed20", "closed200", "closed2000"}) {
    to.deadlines(desk, {"80h", 80 * hour});
    to.elapsed(desk, {"1y", year});
    to.days_between(desk, {"1y", year});
    to.add_days(desk, {"250", 250});
  }
}

// ---- srok as a peer ----

using column = std::vector<std::int64_t>;

// Dates and counts of days.
std::vector<std::int32_t> narrow(const column& wide) {
  std::vector<std::int32_t> result;
  for (const std::int64_t value : wide) result.push_back(static_cast<std::int32_t>(value));
  return result;
}

std::int64_t number(const answer<instant>& found) noexcept {
  return to_unix(*found);
}

void answer_columns(asking& peer) {
  for (const question_set& set : peer.sets()) {
    const schedule& desk = desk_named(set.desk()).open;
    const std::string question = set.question();
    const column first = set.column(0);
    if (question == "deadline") {
      const column budget = set.column(2);
      column out;
      peer.measure(set, "utc", out, [&](std::size_t count) {
        deadline_batch(desk, unit::seconds, std::span{first}.first(count),
                       std::span{budget}.first(count), landing::nearest,
                       std::span{out}.first(count));
      });
    } else if (question == "elapsed") {
      const column end = set.column(2);
      column out;
      peer.measure(set, "none", out, [&](std::size_t count) {
        elapsed_batch(desk, unit::seconds, std::span{first}.first(count),
                      std::span{end}.first(count), std::span{out}.first(count));
      });
    } else if (question == "is_open") {
      std::vector<std::int32_t> out;
      peer.measure(set, "none", out, [&](std::size_t count) {
        is_open_batch(desk, unit::seconds, std::span{first}.first(count),
                      std::span{out}.first(count));
      });
    }
  }
}

// answer(row) one after another.
template <class Answer>
void answer_rows(asking& peer, const question_set& set, const char* clock, Answer answer) {
  column out;
  peer.measure(set, clock, out, [&](std::size_t count) {
    for (std::size_t row = 0; row < count; ++row) out[row] = answer(row);
  });
}

void answer_inline(asking& peer) {
  for (const question_set& set : peer.sets()) {
    const schedule& desk = desk_named(set.desk()).open;
    const std::string question = set.question();
    const column first = set.column(0);
    if (question == "deadline") {
      const column budget = set.column(2);
      answer_rows(peer, set, "utc", [&](std::size_t row) {
        return number(desk.deadline(from_unix(first[row]),
                                    business_duration{std::chrono::seconds{budget[row]}}));
      });
    } else if (question == "elapsed") {
      const column end = set.column(2);
      answer_rows(peer, set, "none", [&](std::size_t row) {
        return desk.elapsed(from_unix(first[row]), from_unix(end[row]))->seconds();
      });
    } else if (question == "is_open") {
      answer_rows(peer, set, "none", [&](std::size_t row) {
        return std::int64_t{*desk.is_open(from_unix(first[row]))};
      });
    } else if (question == "add_days") {
      const std::vector<std::int32_t> date = narrow(first);
      const std::vector<std::int32_t> days = narrow(set.column(1));
      answer_rows(peer, set, "none", [&](std::size_t row) {
        return std::int64_t{to_day_number(*desk.add_days(from_day_number(date[row]), days[row]))};
      });
    } else {
      const std::vector<std::int32_t> from = narrow(first);
      const std::vector<std::int32_t> end = narrow(set.column(1));
      answer_rows(peer, set, "none", [&](std::size_t row) {
        return std::int64_t{
            *desk.days_between(from_day_number(from[row]), from_day_number(end[row]))};
      });
    }
  }
  const std::set<civil_date>& closed = desk_named("common").closed;
  peer.measure_making([&] { closed_on(closed); });
}

// The same schedule behind a handle of the C API.
const srok_schedule* in_c(const std::string& desk) {
  static std::map<std::string, srok_schedule*> made;  // as long as the program lives
  srok_schedule*& handle = made[desk];
  if (handle == nullptr) {
    const auto image = dump(desk_named(desk).open);
    char why[200];
    if (srok_schedule_load(image.data(), image.size(), &handle, why, sizeof why) != SROK_OK) {
      std::cerr << why << "\n";
      std::exit(1);
    }
  }
  return handle;
}

void answer_in_c(asking& peer) {
  for (const question_set& set : peer.sets()) {
    const srok_schedule* const desk = in_c(set.desk());
    const std::string question = set.question();
    const column first = set.column(0);
    if (question == "deadline") {
      const column budget = set.column(2);
      answer_rows(peer, set, "utc", [&](std::size_t row) {
        std::int64_t out = 0;
        srok_deadline(desk, first[row], budget[row], SROK_NEAREST, &out);
        return out;
      });
    } else if (question == "elapsed") {
      const column end = set.column(2);
      answer_rows(peer, set, "none", [&](std::size_t row) {
        std::int64_t out = 0;
        srok_elapsed(desk, first[row], end[row], &out);
        return out;
      });
    } else if (question == "is_open") {
      answer_rows(peer, set, "none", [&](std::size_t row) {
        std::int32_t out = 0;
        srok_is_open(desk, first[row], &out);
        return std::int64_t{out};
      });
    } else {
      const std::vector<std::int32_t> date = narrow(first);
      const std::vector<std::int32_t> other = narrow(set.column(1));
      const auto asked = question == "add_days" ? srok_add_days : srok_days_between;
      answer_rows(peer, set, "none", [&](std::size_t row) {
        std::int32_t out = 0;
        asked(desk, date[row], other[row], &out);
        return std::int64_t{out};
      });
    }
  }
}

}  // namespace
}  // namespace srok::benchmarks

int main(int count, char** arguments) {
  using namespace srok::benchmarks;
  const std::string how = count > 1 ? arguments[1] : "";
  if (how == "write" && count == 3) {
    write_questions(arguments[2]);
    return 0;
  }
  const std::map<std::string, void (*)(asking&)> ways{
      {"column", answer_columns}, {"inline", answer_inline}, {"c", answer_in_c}};
  const auto way = ways.find(how);
  if (way == ways.end()) {
    std::cerr << "usage: srok write FOLDER | column|inline|c FOLDER ANSWERS SECONDS\n";
    return 2;
  }
  asking peer{count - 1, arguments + 1};
  peer.version(srok_version_text());
  way->second(peer);
}
