// srok what-if: which tickets would stand differently under another regulation, calendar, schedule
// or priority, and why.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "cli/text_table.hpp"
#include "cli/ticket_desk.hpp"
#include "srok/io/instant_text.hpp"

namespace srok::cli {
namespace {

struct what_if_options : ticket_options {
  std::vector<std::string> regulations_then;
  std::string calendar_then, schedule_then, raise;
};

void check(const what_if_options& options) {
  const int given = !options.regulations_then.empty() + !options.calendar_then.empty() +
                    !options.schedule_then.empty() + !options.raise.empty();
  if (given == 1) return;
  refuse(std::string{given == 0 ? "nothing would be different" : "more than one difference"} +
         "; give one of --regulation-then FILE, --calendar-then FILE, --schedule-then FILE, "
         "--raise ID=PRIORITY");
}

session session_then(const session& here, const what_if_options& options) {
  session there = here;
  if (!options.regulations_then.empty()) there.regulation_files = options.regulations_then;
  if (!options.calendar_then.empty()) there.calendar_file = options.calendar_then;
  if (!options.schedule_then.empty()) there.schedule_file = options.schedule_then;
  return there;
}

void raise(const std::string& wish, ticket_desk& desk) {
  const std::size_t sign = wish.rfind('=');  // an id may hold one, a priority's name does not
  if (sign == std::string::npos) {
    refuse("\"" + wish + "\" is not ID=PRIORITY; write T-1=high");
  }
  const std::string_view id = std::string_view{wish}.substr(0, sign);
  const auto tickets = desk.tickets();
  const auto found =
      std::find_if(tickets.begin(), tickets.end(), [&](const ticket& t) { return t.id == id; });
  const auto place = static_cast<std::size_t>(found - tickets.begin());
  if (found == tickets.end()) refuse("there is no ticket \"" + std::string{id} + "\" in the file");
  if (const auto& fault = desk.judged()[place].fault) refuse(fault->sentence);
  if (!desk.judged()[place].state.submitted) {
    refuse("the ticket \"" + std::string{id} + "\" is not submitted yet at --now");
  }
  const priority urgency = read_priority(wish.substr(sign + 1), desk.governing(place));
  desk.replace_events(place, with_priority(*found, urgency, desk.now()));
  if (const auto& fault = desk.judged()[place].fault) {
    refuse("the ticket \"" + std::string{id} + "\": " + fault->sentence);
  }
}

// ---- why ----

std::string about(const date_hours& hours) {
  std::string out = hours.worked == business_duration{} ? "" : to_text(hours.worked) + " ";
  out += hours.why == reason::moved_day ? "day off" : reason_name(hours.why);
  if (!hours.name.empty()) out += ", " + hours.name;
  return hours.source.empty() ? out : out + " [" + hours.source + "]";
}

std::string why_of(const ticket_move& move, std::size_t place, const ticket_desk& here,
                   const ticket_desk& there) {
  std::vector<std::string> causes;
  const auto days = [&](const ticket_desk& desk) {
    const priority urgency = desk.judged()[place].state.urgency;
    return std::to_string(desk.governing(place).terms_of(urgency).answer_within.count());
  };
  if (move.edition) {
    const auto terms = [&](const ticket_desk& desk) { return desk.governing(place).terms(); };
    const bool titled = terms(here).edition == terms(there).edition;
    const auto edition = [&](const ticket_desk& desk) {
      const std::string_view name = titled ? terms(desk).title : terms(desk).edition;
      return name.empty() ? "one without a name" : "\"" + std::string{name} + "\"";
    };
    causes.push_back("edition " + edition(here) + " → " + edition(there));
  }
  if (move.priority) {
    causes.push_back("priority " + here.priority_name(place) + " → " + there.priority_name(place));
  }
  if (move.answer_days)
    causes.push_back("4.9: " + days(here) + " → " + days(there) + " working days");
  for (const std::string_view name : move.settings)
    causes.push_back("setting " + std::string{name});
  constexpr std::size_t most_days = 2;
  for (std::size_t i = 0; i < std::min(most_days, move.hours.size()); ++i) {
    const hours_change& day = move.hours[i];
    causes.push_back(std::string{weekday_name(day.date)} + " " + to_text(day.date) + ": " +
                     about(day.here) + " → " + about(day.there));
  }
  if (move.hours.size() > most_days) {
    causes.push_back("other hours on " + std::to_string(move.hours.size() - most_days) +
                     " more days");
  }
  if (move.horizon) {
    const auto last = [&](const ticket_desk& desk) {
      return to_text(desk.governing(place).schedule().last_date());
    };
    causes.push_back("hours known until " + last(here) + " → " + last(there));
  }
  if (move.admission) {
    const auto admitted = [&](const ticket_desk& desk) {
      return desk.wall_text(desk.judged()[place].state.admitted, place);
    };
    causes.push_back("4.3: admitted " + admitted(here) + " → " + admitted(there));
  }
  std::string out;
  for (const std::string& cause : causes) out += (out.empty() ? "" : "; ") + cause;
  return out;
}

// ---- what ----

struct answer_row {
  std::string what, from, to;
};

std::vector<answer_row> differing(std::size_t place, const ticket_desk& here,
                                  const ticket_desk& there) {
  const judged_ticket& a = here.judged()[place];
  const judged_ticket& b = there.judged()[place];
  if (a.fault || b.fault) {
    const auto told = [](const judged_ticket& judged) {
      return judged.fault ? judged.fault->sentence
                          : std::string{ticket_status_name(judged.state.state)};
    };
    return {{"answer", told(a), told(b)}};
  }
  std::vector<answer_row> rows;
  if (a.state.state != b.state.state) {
    rows.push_back({"state", std::string{ticket_status_name(a.state.state)},
                    std::string{ticket_status_name(b.state.state)}});
  }
  const auto note = [&](const char* what, instant ticket_state::*at) {
    if (a.state.*at == b.state.*at) return;
    rows.push_back({what, here.wall_text(a.state.*at, place), there.wall_text(b.state.*at, place)});
  };
  note("due", &ticket_state::due);
  note("closes by itself", &ticket_state::auto_close_at);
  note("closed by itself", &ticket_state::auto_closed_at);
  note("missed", &ticket_state::breached_at);
  return rows;
}

exit_code run(const what_if_options& options, const session& session, output& out) {
  check(options);
  const std::vector<line_block> lines = read_lines(options);
  regulation_book book = session.book();
  const instant now = read_instant(options.now, book);
  const ticket_desk here{std::move(book), options, lines, now};
  ticket_desk there{session_then(session, options).book(), options, lines, now};
  if (!options.raise.empty()) raise(options.raise, there);
  text_table table{{"id", "answer", "from", "to", "why"}};
  std::size_t tickets = 0;
  for (const ticket_move& move : moves(here.judged_tickets(), there.judged_tickets())) {
    ++tickets;
    std::string why = why_of(move, move.ticket, here, there);
    for (answer_row& row : differing(move.ticket, here, there)) {
      table.add({std::string{here.tickets()[move.ticket].id}, std::move(row.what),
                 std::move(row.from), std::move(row.to), why});
      why.clear();
    }
  }
  out.write(tickets == 0 ? "no ticket would stand differently\n" : table.text());
  there.report_projected();
  return here.report_faults();
}

}  // namespace

void add_what_if(CLI::App& app, session& session) {
  const auto options = std::make_shared<what_if_options>();
  CLI::App* command = app.add_subcommand(
      "what-if",
      "Which tickets would stand differently under another regulation, calendar, schedule or "
      "priority, and why");
  add_ticket_options(*command, *options);
  command
      ->add_option("--regulation-then", options->regulations_then,
                   "The regulation of this TOML file; several times: its editions")
      ->allow_extra_args(false)
      ->type_name("FILE");
  command->add_option("--calendar-then", options->calendar_then, "The calendar of this TOML file")
      ->type_name("FILE");
  command->add_option("--schedule-then", options->schedule_then, "The schedule of this TOML file")
      ->type_name("FILE");
  command->add_option("--raise", options->raise, "A ticket's priority changed at --now")
      ->type_name("ID=PRIORITY");
  command->footer(
      "Examples:\n  srok what-if tickets.jsonl --now 2026-05-06T12:00 --regulation-then "
      "draft.toml\n"
      "  srok what-if tickets.jsonl --now 2026-05-06T12:00 --raise T-1=emergency");
  command->callback([options, &session] {
    session.run = [options, &session](output& out) { return run(*options, session, out); };
  });
}

}  // namespace srok::cli
