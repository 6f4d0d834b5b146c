// Answering tickets: their states as JSON lines.
#include "srok/io/ticket_text.hpp"

#include <algorithm>

#include "io/ticket_answers.hpp"

namespace srok {
namespace {

constexpr std::size_t room_of_keys = 512;  // with braces, commas and the words of an answer
constexpr std::size_t moments = 9;
constexpr std::size_t amounts = 2;

}  // namespace

void ticket_answer_writer::write(const ticket& ticket, const judged_ticket& judged) {
  if (judged.fault) return write_fault(ticket, *judged.fault);
  const regulation& governing = *book_.in_force(ticket.events.front().at);
  const ticket_state& s = judged.state;
  const auto name = [&](priority p) { return governing.terms_of(p).name; };
  const std::string_view urgency = name(s.urgency);
  const std::string_view requested = ticket.requested ? name(*ticket.requested) : "";
  std::size_t room = room_of_keys + moments * json_lines::room_of_instant +
                     amounts * json_lines::room_of_number + json_lines::room_of(ticket.id) +
                     json_lines::room_of(urgency) + json_lines::room_of(requested);
  for (const std::string_view violation : s.violations) room += json_lines::room_of(violation) + 1;
  lines_.claim(room);

  const schedule& hours = governing.schedule();
  const auto moment = [&](std::string_view key, instant at) {
    lines_.raw(key);
    at == no_instant ? lines_.raw("null") : lines_.moment(at, hours);
  };
  const auto amount = [&](std::string_view key, const std::optional<business_duration>& value) {
    lines_.raw(key);
    value ? lines_.number(value->seconds()) : lines_.raw("null");
  };
  // Of a ticket that is not submitted yet nothing is known but its id and its priority.
  const auto word = [&](std::string_view key, std::string_view text, bool known) {
    lines_.raw(key);
    known ? lines_.text(text) : lines_.raw("null");
  };
  lines_.raw(R"({"id":)");
  lines_.text(ticket.id);
  word(R"(,"state":)", ticket_status_name(s.state), s.submitted);
  lines_.raw(R"(,"priority":)");
  lines_.text(urgency);
  word(R"(,"requested_priority":)", requested, s.submitted && ticket.requested);
  moment(R"(,"accepted":)", s.accepted);
  moment(R"(,"admitted":)", s.admitted);
  moment(R"(,"due":)", s.due);
  moment(R"(,"due_if_resumed_now":)", s.due_if_resumed_now);
  moment(R"(,"met_at":)", s.met_at);
  lines_.raw(R"(,"breached":)");
  lines_.raw(!s.submitted ? "null" : s.breached ? "true" : "false");
  moment(R"(,"breached_at":)", s.breached_at);
  amount(R"(,"elapsed_seconds":)", s.elapsed);
  amount(R"(,"remaining_seconds":)", s.remaining);
  moment(R"(,"may_change_priority_at":)", s.may_change_priority_at);
  moment(R"(,"auto_close_at":)", s.auto_close_at);
  moment(R"(,"auto_closed_at":)", s.auto_closed_at);
  moment(R"(,"next_change_at":)", s.next_change_at);
  word(R"(,"calendar":)", s.projected ? "projected" : "official", s.submitted);
  lines_.raw(R"(,"violations":)");
  write_violations(s);
  lines_.raw("}\n");
}

void ticket_answer_writer::write(std::span<const ticket> tickets,
                                 std::span<const judged_ticket> judged) {
  constexpr std::size_t sample = 64;      // tells how long the answers are
  constexpr std::size_t longest = 1'024;  // unless its own ids are of a MiB: that tells nothing
  for (std::size_t i = 0; i < judged.size(); ++i) {
    if (i == sample) {
      const std::size_t each = std::min(lines_.size() / sample * 17 / 16, longest);
      lines_.expect(each * (judged.size() - sample));
    }
    write(tickets[i], judged[i]);
  }
}

void ticket_answer_writer::write_violations(const ticket_state& s) {
  if (!s.submitted) return lines_.raw("null");
  std::string_view before = "[";
  for (const std::string_view violation : s.violations) {
    lines_.raw(before);
    lines_.text(violation);
    before = ",";
  }
  lines_.raw(s.violations.empty() ? "[]" : "]");
}

void ticket_answer_writer::write_fault(const ticket& ticket, const ticket_fault& fault) {
  failed_ = true;
  const std::string_view why = status_word(fault.why);
  lines_.claim(room_of_keys + json_lines::room_of(ticket.id) + json_lines::room_of(why) +
               json_lines::room_of(fault.sentence));
  lines_.raw(R"({"id":)");
  ticket.id.data() == nullptr ? lines_.raw("null") : lines_.text(ticket.id);
  lines_.raw(R"(,"error":{"status":)");
  lines_.text(why);
  lines_.raw(R"(,"message":)");
  lines_.text(fault.sentence);
  lines_.raw("}}\n");
}

std::string to_json(const ticket& ticket, const judged_ticket& judged,
                    const regulation_book& book) {
  ticket_answer_writer writer{book};
  writer.write(ticket, judged);
  std::string line = writer.take();
  line.pop_back();
  return line;
}

ticket_answers answer_tickets(const regulation_book& book, std::string_view jsonl, instant now) {
  const ticket_lines lines{book, jsonl};
  const auto judged = lines.judge(now);
  ticket_answer_writer writer{book};
  writer.write(lines.tickets(), judged);
  return {writer.take(), writer.some_failed()};
}

}  // namespace srok
