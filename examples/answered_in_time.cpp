// Real tickets against a regulation: how many of each priority were answered in time, and the
// latest answers.
//
//   answered_in_time tickets.csv
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "srok/io/instant_text.hpp"
#include "srok/sla/regulation.hpp"

namespace {

struct ticket {
  std::string id;
  srok::priority urgency;
  srok::instant answered;
  srok::promise promised;
};

std::vector<std::string> cells(const std::string& line) {
  std::vector<std::string> result(1);
  for (const char c : line) c == ',' ? void(result.emplace_back()) : result.back().push_back(c);
  return result;
}

// Columns id, user, submitted, priority, answered.
std::vector<ticket> read_tickets(std::istream& file, const srok::regulation& regulation) {
  std::vector<ticket> tickets;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const auto cell = cells(line);
    const auto urgency = regulation.priority_named(cell.at(3)).value();
    const auto submitted = srok::parse_instant(cell.at(2)).value();
    const auto answered = srok::parse_instant(cell.at(4)).value();
    tickets.push_back({cell.at(0), urgency, answered, regulation.due(urgency, submitted).value()});
  }
  return tickets;
}

bool late(const ticket& t) {
  return t.answered > t.promised.due;
}

// Working time by which an answer was late; negative: what was left.
srok::business_duration lateness(const ticket& t, const srok::schedule& schedule) {
  return schedule.elapsed(t.promised.due, t.answered).value();
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return std::fprintf(stderr, "usage: answered_in_time tickets.csv\n"), 2;
  std::ifstream file{arguments[1]};
  if (!file) return std::fprintf(stderr, "%s: cannot be read\n", arguments[1]), 2;

  const auto& regulation = srok::regulation::builtin("technotronics");
  const auto& schedule = regulation.schedule();
  std::vector<ticket> tickets = read_tickets(file, regulation);

  std::printf("%zu tickets\n\n%-10s  %7s  %7s  %6s\n", tickets.size(), "priority", "tickets",
              "in time", "share");
  for (std::size_t p = regulation.priorities().size(); p-- > 0;) {
    const auto of_priority = [&](const ticket& t) {
      return t.urgency.place() == static_cast<int>(p);
    };
    const auto all = std::count_if(tickets.begin(), tickets.end(), of_priority);
    const auto in_time = std::count_if(tickets.begin(), tickets.end(),
                                       [&](const ticket& t) { return of_priority(t) && !late(t); });
    std::printf("%-10s  %7ld  %7ld  %5.1f%%\n",
                std::string{regulation.priorities()[p].name}.c_str(), all, in_time,
                100.0 * static_cast<double>(in_time) / static_cast<double>(all));
  }

  std::sort(tickets.begin(), tickets.end(), [&](const ticket& a, const ticket& b) {
    return lateness(a, schedule) > lateness(b, schedule);
  });
  std::printf("\nthe latest five\n");
  for (std::size_t i = 0; i < 5; ++i) {
    const ticket& t = tickets[i];
    std::printf(
        "%s  %-9s  due %s  answered %s  late by %s of working time\n", t.id.c_str(),
        std::string{regulation.priorities()[static_cast<std::size_t>(t.urgency.place())].name}
            .c_str(),
        to_text(t.promised.due, schedule).c_str(), to_text(t.answered, schedule).c_str(),
        to_text(lateness(t, schedule)).c_str());
  }
}
