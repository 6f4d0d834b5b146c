// A ticket from any line, through a JSON document: slow, and exact about what is wrong.
#include <algorithm>
#include <array>
#include <string>

#include "io/bytes.hpp"
#include "io/json_text.hpp"
#include "io/ticket_line.hpp"
#include "sla/words.hpp"
#include "srok/error.hpp"
#include "srok/io/instant_text.hpp"
#include "wording.hpp"

namespace srok {
namespace {

using Value = json_value;

[[noreturn]] void fail(status why, const std::string& sentence) {
  throw error(why, sentence);
}

std::string_view text_of(const Value& v) {
  return {v.GetString(), v.GetStringLength()};
}

// The members of an object, each asked for by name; what is left over is an unknown key.
class members {
 public:
  // `fault` is the status of what is wrong with them.
  members(const Value& object, std::string where, status fault)
      : object_{object}, where_{std::move(where)}, fault_{fault} {}

  const Value* optional(std::string_view key) {
    const auto found =
        object_.FindMember(Value{key.data(), static_cast<rapidjson::SizeType>(key.size())});
    if (found == object_.MemberEnd()) return nullptr;
    ++asked_;
    known_.push_back(key);
    return &found->value;
  }

  const Value& required(std::string_view key) {
    const Value* value = optional(key);
    if (value == nullptr) fail(fault_, where_ + "the key " + quoted(key) + " is missing");
    return *value;
  }

  std::string_view string(std::string_view key) { return as_string(key, required(key)); }

  std::optional<std::string_view> optional_string(std::string_view key) {
    const Value* value = optional(key);
    if (value == nullptr) return std::nullopt;
    return as_string(key, *value);
  }

  void finish() const {
    if (asked_ == object_.MemberCount()) return;
    for (const auto& member : object_.GetObject()) {
      const std::string_view name = text_of(member.name);
      if (std::count(known_.begin(), known_.end(), name) != 0) {
        known_once(name);
        continue;
      }
      fail(fault_, where_ + "the key " + quoted(name) + " is unknown here");
    }
  }

  const std::string& where() const { return where_; }
  status fault() const { return fault_; }

 private:
  std::string_view as_string(std::string_view key, const Value& value) const {
    if (!value.IsString() || value.GetStringLength() == 0) {
      fail(fault_, where_ + quoted(key) + " must be a text that is not empty");
    }
    return text_of(value);
  }

  void known_once(std::string_view name) const {
    const auto named = [&](const auto& member) { return text_of(member.name) == name; };
    if (std::count_if(object_.MemberBegin(), object_.MemberEnd(), named) > 1) {
      fail(status::bad_text, where_ + "the key " + quoted(name) + " is there twice");
    }
  }

  const Value& object_;
  std::string where_;
  status fault_;
  std::vector<std::string_view> known_;
  std::size_t asked_ = 0;
};

template <class Kind, std::size_t N>
Kind kind_of(const members& in, std::string_view what, std::string_view word,
             const std::array<std::string_view, N>& names) {
  if (const auto kind = kind_named<Kind>(names, word)) return *kind;
  fail(status::bad_events,
       in.where() + quoted(word) + " is no " + std::string{what} + "; there are " + joined(names));
}

instant instant_of(const members& in, std::string_view text) {
  const auto at = parse_instant(text);
  if (!at) {
    fail(status::bad_events, in.where() + quoted(text) +
                                 " is no instant in whole seconds with an offset; write it as "
                                 "2026-04-29T15:20:00+03:00");
  }
  return *at;
}

class line_reader {
 public:
  line_reader(const regulation_book& book, line_ticket& into)
      : book_{book}, into_{into}, ticket_{into.told} {}

  void read(std::string_view line) {
    ticket_ = {};
    json_document json;
    if (const text_fault fault = read_json(line, json)) {
      fail(status::bad_text,
           "column " + std::to_string(place_of(line, std::min(fault.at, line.size())).column) +
               ": " + std::string{fault.what});
    }
    if (!json.IsObject()) fail(status::bad_text, "a ticket must be a JSON object");
    members m{json, {}, status::bad_text};
    ticket_.id = into_.texts[0] = m.string("id");
    ticket_.user = into_.texts[1] = m.string("user");
    read_channel(m.string("channel"));
    const auto requested = priority_word(m);
    const Value* events = m.optional("events");
    m.finish();
    if (events == nullptr || !events->IsArray() || events->Empty()) {
      fail(status::bad_events, "\"events\" must be a list that begins with `submitted`");
    }
    governing_ = &edition_of((*events)[0]);
    if (requested) ticket_.requested = priority_of(m, *requested);
    read_events(*events);
  }

 private:
  // Clause 3.3: on the portal the user chooses it; an email may lack one.
  std::optional<std::string_view> priority_word(members& m) const {
    const Value* value = m.optional("priority");
    const bool given = value != nullptr && !value->IsNull();
    if (!given && ticket_.via == channel::portal) {
      fail(status::bad_text, "a ticket from the portal must name its \"priority\" (3.3)");
    }
    if (!given) return std::nullopt;
    if (!value->IsString()) fail(status::bad_text, "\"priority\" must be a string");
    return text_of(*value);
  }

  void read_channel(std::string_view word) {
    if (word == "portal") {
      ticket_.via = channel::portal;
    } else if (word == "email") {
      ticket_.via = channel::email;
    } else {
      fail(status::unsupported_channel,
           quoted(word) + " is no channel of support; there are portal and email (4.1, 4.7)");
    }
  }

  const regulation& edition_of(const Value& first) const {
    instant submitted = no_instant;
    if (first.IsObject()) {
      const auto at = first.FindMember("at");
      if (at != first.MemberEnd() && at->value.IsString()) {
        submitted = parse_instant(text_of(at->value)).value_or(no_instant);
      }
    }
    return srok::edition_of(book_, submitted);
  }

  priority priority_of(const members& in, std::string_view word) const {
    if (const auto found = governing_->priority_named(word)) return *found;
    fail(in.fault(),
         in.where() + quoted(word) + " is no priority; there are " +
             joined(governing_->priorities(), [](const priority_terms& p) { return p.name; }));
  }

  std::uint16_t reason_of(const members& in, std::string_view word) const {
    if (const auto found = governing_->reason_named(word)) return *found;
    fail(status::bad_events,
         in.where() + quoted(word) + " is no reason to defer; there are " +
             joined(governing_->deferrals(), [](const deferral_terms& d) { return d.reason; }));
  }

  void read_events(const Value& list) {
    into_.events.clear();
    for (rapidjson::SizeType i = 0; i < list.Size(); ++i) {
      const std::string where = "event " + std::to_string(i + 1) + ": ";
      if (!list[i].IsObject()) fail(status::bad_events, where + "an event must be a JSON object");
      into_.events.push_back(read_event(members{list[i], where, status::bad_events}));
    }
    ticket_.events = into_.events;
  }

  event read_event(members m) const {
    event e;
    e.at = instant_of(m, m.string("at"));
    e.kind = kind_of<event_kind>(m, "event", m.string("event"), event_names);
    switch (e.kind) {
      case event_kind::replied:
        e.reply = kind_of<reply_kind>(m, "kind of reply", m.string("kind"), reply_names);
        break;
      case event_kind::priority_changed:
        e.urgency = priority_of(m, m.string("priority"));
        e.by_user = by_user(m, m.optional_string("by").value_or("specialist"));
        break;
      case event_kind::deferred:
        e.reason = reason_of(m, m.string("reason"));
        break;
      case event_kind::target_set:
        read_target(m, e);
        break;
      case event_kind::closed:
        m.optional_string("reason");
        break;
      case event_kind::submitted:
      case event_kind::user_replied:
      case event_kind::resumed:
      case event_kind::resolved:
      case event_kind::reopened:
        break;
    }
    m.finish();
    return e;
  }

  static bool by_user(const members& m, std::string_view word) {
    if (word != "user" && word != "specialist") {
      fail(status::bad_events, m.where() + quoted(word) + " is nobody; there are specialist, user");
    }
    return word == "user";
  }

  static void read_target(members& m, event& e) {
    const Value* days = m.optional("days");
    const auto date = m.optional_string("date");
    const auto moment = m.optional_string("instant");
    if ((days != nullptr) + date.has_value() + moment.has_value() != 1) {
      fail(status::bad_events, m.where() + "a target is exactly one of days, date, instant");
    }
    if (days != nullptr) {
      if (!days->IsInt64() || days->GetInt64() < 0 || days->GetInt64() > most_target_days) {
        fail(status::bad_events, m.where() + "\"days\" must be a count of working days");
      }
      e.target_value = days->GetInt64();
    } else if (date) {
      const auto parsed = parse_date(*date);
      if (!parsed) fail(status::bad_events, m.where() + quoted(*date) + " is no date");
      e.target = target_kind::date;
      e.target_value = to_day_number(*parsed);
    } else {
      e.target = target_kind::moment;
      e.target_value = to_unix(instant_of(m, *moment));
    }
  }

  const regulation_book& book_;
  line_ticket& into_;
  ticket& ticket_;
  const regulation* governing_ = nullptr;
};

}  // namespace

void read_line(std::string_view line, const regulation_book& book, line_ticket& into) {
  line_reader{book, into}.read(line);
}

}  // namespace srok
