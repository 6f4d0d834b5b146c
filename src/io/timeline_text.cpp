#include "srok/io/timeline_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "io/json_memory.hpp"
#include "io/moment_text.hpp"
#include "io/shown_text.hpp"
#include "io/timeline_words.hpp"
#include "srok/io/instant_text.hpp"

namespace srok {
namespace {

// ---- text ----

struct line {
  std::string label, text, rest;
};

std::string columns(const std::vector<line>& lines, std::string_view indent, bool right) {
  std::size_t labels = 0;
  std::size_t texts = 0;
  for (const line& l : lines) {
    labels = std::max(labels, width_of(l.label));
    texts = std::max(texts, width_of(l.text));
  }
  std::string out;
  for (const line& l : lines) {
    out += indent;
    out += padded(l.label, labels) + "  ";
    out += l.rest.empty() ? l.text : padded(l.text, texts, right) + "  " + l.rest;
    out += '\n';
  }
  return out;
}

// How it stands now.
std::string standing(const timeline& told, language language) {
  const ticket_state& s = told.state;
  const auto moment = [&](instant at) {
    return moment_text(told.governing.schedule(), at, language);
  };
  std::vector<line> lines;
  const auto say = [&](std::string_view english, std::string_view russian, std::string_view text) {
    lines.push_back({std::string{phrase(language, english, russian)}, printable(text), {}});
  };
  const auto say_moment = [&](std::string_view english, std::string_view russian, instant at) {
    if (at != no_instant) say(english, russian, moment(at));
  };
  say("Ticket", "Заявка", told.id);
  say("User", "Пользователь", told.user);
  say("Now", "Сейчас",
      fmt::format("{} ({})", moment(told.now), told.governing.schedule().zone_name()));
  if (!s.submitted) {
    say("State", "Состояние", phrase(language, "not submitted yet", "ещё не подана"));
    return columns(lines, "", false);
  }
  say("State", "Состояние", state_text(s.state, language));
  say("Priority", "Приоритет", priority_text(told, s.urgency, language));
  say_moment("Due", "Срок", s.due);
  say_moment("Due if resumed now", "Срок, если возобновить", s.due_if_resumed_now);
  if (s.remaining) say("Remaining", "Осталось", amount_text(*s.remaining, language));
  say_moment("Closes by itself after", "Закроется сама после", s.auto_close_at);
  say_moment("Breached", "Срок нарушен", s.breached_at);
  say_moment("Next change", "Следующая перемена", s.next_change_at);
  return columns(lines, "", false);
}

std::string entry_lines(const timeline& told, language language, bool ahead) {
  std::vector<line> lines;
  for (const timeline_entry& e : told.entries) {
    if ((e.at > told.now) != ahead) continue;
    std::string sentence = sentence_of(told, e, language);
    if (!e.clause.empty()) sentence += fmt::format(" [{}]", e.clause);
    lines.push_back({moment_text(told.governing.schedule(), e.at, language),
                     e.amount ? amount_text(*e.amount, language) : "", printable(sentence)});
  }
  return columns(lines, "  ", true);
}

// ---- JSON ----

class json_writer {
 public:
  explicit json_writer(const schedule& schedule) : schedule_{schedule} {}

  json_output_writer& raw() noexcept { return json_; }
  void key(std::string_view name) { string(name); }
  void member(std::string_view name, std::string_view text) {
    key(name);
    string(text);
  }
  void member(std::string_view name, std::int64_t count) {
    key(name);
    json_.Int64(count);
  }
  void flag(std::string_view name, bool value) {
    key(name);
    json_.Bool(value);
  }
  void moment(std::string_view name, instant at) {
    key(name);
    at == no_instant ? void(json_.Null()) : string(to_text(at, schedule_));
  }
  void moment_if_any(std::string_view name, instant at) {
    if (at != no_instant) moment(name, at);
  }
  template <class Items, class Write>
  void list(std::string_view name, const Items& items, Write write) {
    key(name);
    json_.StartArray();
    for (const auto& item : items) {
      json_.StartObject();
      write(item);
      json_.EndObject();
    }
    json_.EndArray();
  }
  std::string text() const { return {buffer_.GetString(), buffer_.GetSize()}; }

 private:
  void string(std::string_view text) {
    json_.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
  }

  const schedule& schedule_;
  json_output buffer_;
  json_output_writer json_{buffer_};
};

void write_entry(json_writer& json, const timeline& told, const timeline_entry& e) {
  const auto name = [&](priority urgency) { return told.governing.terms_of(urgency).name; };
  json.moment("at", e.at);
  json.member("kind", entry_name(e.kind));
  json.member("clause", e.clause);
  if (e.cycle != 0) json.member("cycle", static_cast<std::int64_t>(e.cycle));
  json.moment_if_any("promise", e.promise);
  json.moment_if_any("promise_before", e.promise_before);
  json.moment_if_any("begins", e.begins);
  if (e.amount) json.member("working_seconds", e.amount->seconds());
  switch (e.kind) {
    case entry_kind::submitted:
      json.member("priority", name(e.urgency_after));
      break;
    case entry_kind::priority_changed:
      json.member("priority_before", name(e.urgency_before));
      json.member("priority", name(e.urgency_after));
      json.member("by", std::string_view{e.by_user ? "user" : "specialist"});
      break;
    case entry_kind::reacted:
    case entry_kind::replied:
      json.member("reply", reply_name(e.reply));
      break;
    case entry_kind::deferred:
      json.member("reason", told.governing.deferrals()[e.reason].reason);
      break;
    case entry_kind::warned:
      json.member("percent", std::int64_t{e.percent});
      break;
    case entry_kind::violated:
      json.member("violation", std::string_view{e.violation});
      break;
    default:
      break;
  }
  const bool meets = e.kind == entry_kind::reacted || e.kind == entry_kind::resolved;
  if (meets && e.promise != no_instant) json.flag("late", e.late);
  json.flag("ahead", e.at > told.now);
  json.member("text", sentence_of(told, e, language::english));
}

}  // namespace

std::string to_text(const timeline& told, language language) {
  std::string text = standing(told, language) + "\n" + entry_lines(told, language, false);
  const std::string ahead = entry_lines(told, language, true);
  if (!ahead.empty()) {
    text += fmt::format("\n{}\n{}", phrase(language, "Ahead", "Впереди"), ahead);
  }
  if (told.state.projected) {
    text += fmt::format("\n{}\n", projected_text(language));
  }
  return text;
}

std::string to_json(const timeline& told) {
  const ticket_state& s = told.state;
  json_writer json{told.governing.schedule()};
  json.raw().StartObject();
  json.member("id", std::string_view{told.id});
  json.member("user", std::string_view{told.user});
  json.member("channel", std::string_view{told.via == channel::portal ? "portal" : "email"});
  json.moment("now", told.now);
  json.key("state");
  s.submitted ? void(json.raw().String(std::string{ticket_status_name(s.state)}.c_str()))
              : void(json.raw().Null());
  json.member("priority", told.governing.terms_of(s.urgency).name);
  json.moment("due", s.due);
  json.moment("due_if_resumed_now", s.due_if_resumed_now);
  json.moment("auto_close_at", s.auto_close_at);
  json.moment("breached_at", s.breached_at);
  json.moment("next_change_at", s.next_change_at);
  json.member("calendar", std::string_view{s.projected ? "projected" : "official"});
  json.list("entries", told.entries, [&](const timeline_entry& e) { write_entry(json, told, e); });
  json.list("stretches", told.stretches, [&](const timeline_stretch& stretch) {
    json.moment("from", stretch.begin);
    json.moment("to", stretch.end);
    json.member("state", ticket_status_name(stretch.state));
    json.member("working_seconds", stretch.working.seconds());
  });
  json.list("promises", told.promises, [&](const timeline_promise& promise) {
    json.member("cycle", static_cast<std::int64_t>(promise.cycle));
    json.member("kind", std::string_view{promise.silence ? "silence" : "answer"});
    json.moment("from", promise.begin);
    json.moment("until", promise.until);
    json.moment("ended", promise.ended);
    json.flag("kept", promise.kept);
    json.flag("late", promise.late);
  });
  json.raw().EndObject();
  return json.text();
}

}  // namespace srok
