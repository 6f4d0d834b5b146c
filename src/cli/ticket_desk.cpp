#include "cli/ticket_desk.hpp"

#include <fmt/core.h>

#include <CLI/CLI.hpp>

#include "cli/text_table.hpp"
#include "srok/io/instant_text.hpp"

namespace srok::cli {

void add_ticket_options(CLI::App& command, ticket_options& options) {
  command.add_option("file", options.file, "Tickets, a JSON object a line; - is standard input")
      ->required()
      ->type_name("FILE");
  command.add_option("--now", options.now, "The moment at which they are asked for")
      ->required()
      ->type_name("TIME");
}

std::string read_tickets(const ticket_options& options) {
  return read_file(options.file, std::size_t{1} << 30);
}

ticket_desk::ticket_desk(regulation_book book, std::string_view jsonl, std::string_view now)
    : ticket_desk{book, jsonl, read_instant(now, book)} {}

ticket_desk::ticket_desk(regulation_book book, std::string_view jsonl, instant now)
    : book_{std::move(book)},
      now_{now},
      lines_{book_, jsonl},
      tickets_{lines_.tickets().begin(), lines_.tickets().end()},
      judged_{lines_.judge(now)} {}

void ticket_desk::replace_events(std::size_t place, std::vector<event> events) {
  replaced_ = std::move(events);
  tickets_[place].events = replaced_;
  judged_ = judge(book_, tickets_, now_);
  for (std::size_t i = 0; i < judged_.size(); ++i) {
    if (const ticket_fault* known = lines_.fault(i)) judged_[i].fault = *known;
  }
}

exit_code ticket_desk::report_faults(const ticket_options& options) const {
  const std::string name = options.file == "-" ? "standard input" : options.file;
  std::size_t failed = 0;
  for (std::size_t i = 0; i < judged_.size(); ++i) {
    if (!judged_[i].fault) continue;
    ++failed;
    std::string_view sentence = judged_[i].fault->sentence;
    if (lines_.fault(i) != nullptr) sentence.remove_prefix(sentence.find(": ") + 2);  // "line 3: "
    const std::string id{tickets_[i].id};
    fmt::print(stderr, "srok: {}:{}: {}{}\n", name, lines_.line(i),
               id.empty() ? "" : "ticket \"" + printable(id) + "\": ", printable(sentence));
  }
  if (failed == 0) return done;
  fmt::print(stderr, "srok: {} of {} tickets failed\n", failed, judged_.size());
  return differences_found;
}

const regulation& ticket_desk::governing(std::size_t place) const noexcept {
  return *book_.in_force(tickets_[place].events.front().at);
}

std::string ticket_desk::priority_name(std::size_t place) const {
  const auto urgency = static_cast<std::size_t>(judged_[place].state.urgency.place());
  return std::string{governing(place).priorities()[urgency].name};
}

std::string ticket_desk::wall_text(instant at, std::size_t place) const {
  if (at == no_instant) return "-";
  const schedule& hours = governing(place).schedule();
  constexpr std::size_t date = 10, time = 11, to_minutes = 5, to_seconds = 8;
  const std::string text = to_text(at, hours);
  const bool whole_minute = text.compare(time + to_minutes, 3, ":00") == 0;
  return std::string{weekday_at(at, hours)} + " " + text.substr(0, date) + " " +
         text.substr(time, whole_minute ? to_minutes : to_seconds);
}

}  // namespace srok::cli
