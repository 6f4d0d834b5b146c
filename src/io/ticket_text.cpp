// Answering tickets: their states as JSON lines.
#include "srok/io/ticket_text.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "srok/io/instant_text.hpp"

namespace srok {
namespace {

class line_writer {
 public:
  explicit line_writer(const schedule* schedule) : schedule_{schedule} {}

  void open() { json_.StartObject(); }
  void key(std::string_view name) { string(name); }
  void member(std::string_view name, std::string_view text) {
    key(name);
    string(text);
  }
  void member(std::string_view name, bool value) {
    key(name);
    json_.Bool(value);
  }
  void member(std::string_view name, instant at) {
    key(name);
    at == no_instant ? void(json_.Null()) : string(to_text(at, *schedule_));
  }
  void member(std::string_view name, const std::optional<business_duration>& amount) {
    key(name);
    amount ? void(json_.Int64(amount->seconds())) : void(json_.Null());
  }
  void member(std::string_view name, const std::vector<std::string_view>& texts) {
    key(name);
    json_.StartArray();
    for (const std::string_view text : texts) string(text);
    json_.EndArray();
  }
  void null(std::string_view name) {
    key(name);
    json_.Null();
  }
  std::string close() {
    json_.EndObject();
    return {buffer_.GetString(), buffer_.GetSize()};
  }
  void close_inner() { json_.EndObject(); }

 private:
  void string(std::string_view text) {
    json_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }

  const schedule* schedule_;
  rapidjson::StringBuffer buffer_;
  rapidjson::Writer<rapidjson::StringBuffer> json_{buffer_};
};

std::string fault_line(const ticket& t, const ticket_fault& fault) {
  line_writer json{nullptr};
  json.open();
  t.id.data() == nullptr ? json.null("id") : json.member("id", t.id);
  json.key("error");
  json.open();
  json.member("status", status_word(fault.why));
  json.member("message", std::string_view{fault.sentence});
  json.close_inner();
  return json.close();
}

}  // namespace

std::string to_json(const ticket& ticket, const judged_ticket& judged,
                    const regulation_book& book) {
  if (judged.fault) return fault_line(ticket, *judged.fault);
  const regulation& governing = *book.in_force(ticket.events.front().at);
  const ticket_state& s = judged.state;
  const auto name = [&](priority p) {
    return governing.priorities()[static_cast<std::size_t>(p.place())].name;
  };
  line_writer json{&governing.schedule()};
  // Of a ticket that is not submitted yet nothing is known but its id and its priority.
  const auto told = [&](std::string_view key, const auto& value, bool known = true) {
    s.submitted&& known ? json.member(key, value) : json.null(key);
  };
  json.open();
  json.member("id", ticket.id);
  told("state", ticket_status_name(s.state));
  json.member("priority", name(s.urgency));
  told("requested_priority", name(ticket.requested.value_or(s.urgency)),
       ticket.requested.has_value());
  json.member("accepted", s.accepted);
  json.member("admitted", s.admitted);
  json.member("due", s.due);
  json.member("due_if_resumed_now", s.due_if_resumed_now);
  json.member("met_at", s.met_at);
  told("breached", s.breached);
  json.member("breached_at", s.breached_at);
  json.member("elapsed_seconds", s.elapsed);
  json.member("remaining_seconds", s.remaining);
  json.member("may_change_priority_at", s.may_change_priority_at);
  json.member("auto_close_at", s.auto_close_at);
  json.member("auto_closed_at", s.auto_closed_at);
  json.member("next_change_at", s.next_change_at);
  told("calendar", std::string_view{s.projected ? "projected" : "official"});
  told("violations", s.violations);
  return json.close();
}

std::vector<judged_ticket> ticket_lines::judge(instant now) const {
  auto judged = srok::judge(book_, tickets_, now);
  for (std::size_t i = 0; i < judged.size(); ++i) {
    if (const ticket_fault* known = fault(i)) judged[i].fault = *known;
  }
  return judged;
}

const ticket_fault* ticket_lines::fault(std::size_t ticket) const noexcept {
  return faults_[ticket].why == status::ok ? nullptr : &faults_[ticket];
}

ticket_answers answer_tickets(const regulation_book& book, std::string_view jsonl, instant now) {
  const ticket_lines lines{book, jsonl};
  const auto judged = lines.judge(now);
  ticket_answers answers;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    answers.jsonl += to_json(lines.tickets()[i], judged[i], book);
    answers.jsonl += '\n';
    answers.some_failed = answers.some_failed || judged[i].fault.has_value();
  }
  return answers;
}

}  // namespace srok
