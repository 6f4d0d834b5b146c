// srok queue: what is worked on next, and why in this order; or what is due between two moments.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/commands.hpp"
#include "cli/json.hpp"
#include "cli/session.hpp"
#include "cli/text_table.hpp"
#include "cli/ticket_desk.hpp"
#include "srok/io/instant_text.hpp"
#include "srok/sla/work_order.hpp"

namespace srok::cli {
namespace {

struct queue_options : ticket_options {
  std::vector<std::string> due_between;
  bool json = false;
};

void add_members(json_object& json, const ticket_desk& desk, std::size_t place) {
  const ticket_state& state = desk.judged()[place].state;
  json.add("id", desk.tickets()[place].id)
      .add("user", desk.tickets()[place].user)
      .add("priority", desk.priority_name(place))
      .add("state", ticket_status_name(state.state));
  state.due == no_instant ? json.add_null("due")
                          : json.add("due", to_text(state.due, desk.governing(place).schedule()));
  state.remaining ? json.add("remaining_seconds", state.remaining->seconds())
                  : json.add_null("remaining_seconds");
  json.add("calendar", state.projected ? "projected" : "official");
}

void show_order(const ticket_desk& desk, bool as_json, output& out) {
  text_table table{{"place", "id", "user", "priority", "due", "state", "why here"}, 1};
  std::int64_t number = 0;
  std::uint64_t projected = 0;
  for (const queue_place& next : work_order(desk.book(), desk.tickets(), desk.judged())) {
    ++number;
    if (as_json) {
      json_object json;
      json.add("place", number);
      add_members(json, desk, next.ticket);
      out.line(json.add("reason", next.reason).text());
      continue;
    }
    const ticket& t = desk.tickets()[next.ticket];
    const ticket_state& state = desk.judged()[next.ticket].state;
    if (state.projected) ++projected;
    table.add({std::to_string(number), std::string{t.id}, std::string{t.user},
               desk.priority_name(next.ticket), desk.wall_text(state.due, next.ticket),
               std::string{ticket_status_name(state.state)}, next.reason});
  }
  if (as_json) return;
  out.write(table.rows() == 0 ? "no ticket is active or queued\n" : table.text());
  tell_projected(projected, "ticket", "tickets");
}

void show_due(const ticket_desk& desk, interval asked, bool as_json, output& out) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < desk.judged().size(); ++i) {
    const judged_ticket& judged = desk.judged()[i];
    const bool active =
        !judged.fault && judged.state.submitted && judged.state.state == ticket_status::active;
    if (active && asked.contains(judged.state.due)) places.push_back(i);
  }
  std::stable_sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
    return desk.judged()[a].state.due < desk.judged()[b].state.due;
  });
  text_table table{{"due", "id", "user", "priority", "working time left"}};
  std::uint64_t projected = 0;
  for (const std::size_t place : places) {
    if (as_json) {
      json_object json;
      add_members(json, desk, place);
      out.line(json.text());
      continue;
    }
    const ticket& t = desk.tickets()[place];
    const ticket_state& state = desk.judged()[place].state;
    if (state.projected) ++projected;
    table.add({desk.wall_text(state.due, place), std::string{t.id}, std::string{t.user},
               desk.priority_name(place), to_text(state.remaining.value_or(business_duration{}))});
  }
  if (as_json) return;
  out.write(table.rows() == 0 ? "no active ticket is due between these moments\n" : table.text());
  tell_projected(projected, "ticket", "tickets");
}

exit_code run(const queue_options& options, const session& session, output& out) {
  const ticket_desk desk{session.book(), options, options.now};
  if (options.due_between.empty()) {
    show_order(desk, options.json, out);
  } else {
    const instant from = read_instant(options.due_between[0], desk.book());
    const instant to = read_instant(options.due_between[1], desk.book());
    if (to < from) refuse("--due-between ends before it begins; give the earlier moment first");
    show_due(desk, {from, to}, options.json, out);
  }
  return desk.report_faults();
}

}  // namespace

void add_queue(CLI::App& app, session& session) {
  const auto options = std::make_shared<queue_options>();
  CLI::App* command = app.add_subcommand(
      "queue",
      "The order of work at a moment, with the reason of each place; queued tickets after");
  add_ticket_options(*command, *options);
  command
      ->add_option("--due-between", options->due_between,
                   "Instead: the active tickets due from the first moment on and before the second")
      ->expected(2)
      ->type_name("FROM TO");
  command->add_flag("--json", options->json, "Print a line of JSON for each ticket");
  command->footer(
      "Examples:\n  srok queue tickets.jsonl --now 2026-05-06T12:00\n"
      "  srok queue tickets.jsonl --now 2026-05-06T12:00 --due-between 2026-05-06T12:00 "
      "2026-05-08T00:00");
  command->callback([options, &session] {
    session.run = [options, &session](output& out) { return run(*options, session, out); };
  });
}

}  // namespace srok::cli
