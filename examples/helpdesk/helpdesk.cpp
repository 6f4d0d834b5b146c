// A small helpdesk on SQLite: it stores what happened, and srok says what follows from it.
//
// The one table only grows: no state, no due date and no place in the queue is ever stored. So
// nobody has to close silent tickets at night, admit the fourth ticket when the first ends, or move
// dates after an outage: each answer is worked out from the events and from now.
#include <sqlite3.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <deque>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "srok/io/instant_text.hpp"
#include "srok/io/regulation_text.hpp"
#include "srok/sla/judge.hpp"
#include "srok/sla/work_order.hpp"

namespace {

constexpr const char* usage =
    "usage: helpdesk DB VERB [TICKET] [--OPTION VALUE]...\n"
    "  open --user U --channel portal|email [--priority P] [--topic T], and a --PARTICULAR for\n"
    "       each that the regulation asks for\n"
    "  reply TICKET --kind question|recommendation|instruction|note --text TEXT\n"
    "  user-reply TICKET --text TEXT     defer TICKET --reason R [--text TEXT]\n"
    "  resume | resolve | close | reopen TICKET [--text TEXT]\n"
    "  queue                             show TICKET\n"
    "Each takes --now TIME (the clock's, when left out) and --regulation FILE (the built-in "
    "one).\n";

// Wrong use: answered with the usage.
struct misuse : std::runtime_error {
  using std::runtime_error::runtime_error;
};

[[noreturn]] void refuse(const std::string& sentence) {
  throw std::runtime_error{sentence};
}

// ---- SQLite, as much of it as is needed ----

class database {
 public:
  explicit database(const std::string& file) {
    sqlite3* opened = nullptr;
    const int result = sqlite3_open(file.c_str(), &opened);
    connection_.reset(opened);
    check(result);
    sqlite3_busy_timeout(opened, 5000);
    run("CREATE TABLE IF NOT EXISTS events ("
        "  number INTEGER PRIMARY KEY,"  // the order in which they arrived
        "  ticket TEXT NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL,"
        "  detail TEXT NOT NULL,"  // submitted: priority; replied: its kind; deferred: the reason
        "  user TEXT NOT NULL, channel TEXT NOT NULL,"  // submitted
        "  text TEXT NOT NULL) STRICT;"
        "CREATE UNIQUE INDEX IF NOT EXISTS submitted_once ON events (ticket)"
        "  WHERE kind = 'submitted';"
        "CREATE TRIGGER IF NOT EXISTS never_changed BEFORE UPDATE ON events"
        "  BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;"
        "CREATE TRIGGER IF NOT EXISTS never_deleted BEFORE DELETE ON events"
        "  BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END");
  }

  void run(const char* sql) {
    check(sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr));
  }

  // Calls each(column) for each row; column(i) is its i-th column as text.
  template <class Each>
  void query(const char* sql, const std::vector<std::string>& values, Each each) {
    sqlite3_stmt* prepared = nullptr;
    check(sqlite3_prepare_v2(connection_.get(), sql, -1, &prepared, nullptr));
    const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> statement{prepared,
                                                                          sqlite3_finalize};
    for (std::size_t i = 0; i < values.size(); ++i) {
      check(sqlite3_bind_text(prepared, static_cast<int>(i) + 1, values[i].c_str(), -1,
                              SQLITE_TRANSIENT));
    }
    const auto column = [&](int i) {
      return std::string{reinterpret_cast<const char*>(sqlite3_column_text(prepared, i))};
    };
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(prepared)) == SQLITE_ROW) each(column);
    if (result != SQLITE_DONE) check(result);
  }

 private:
  void check(int result) const {
    if (result != SQLITE_OK) refuse(sqlite3_errmsg(connection_.get()));
  }

  std::unique_ptr<sqlite3, int (*)(sqlite3*)> connection_{nullptr, sqlite3_close};
};

// ---- rows as srok's events ----

struct row {
  std::string ticket, at, kind, detail, user, channel, text;
};

template <class Word, class Name>
Word named(const std::string& word, Word last, Name name_of, const char* what) {
  for (int i = 0; i <= static_cast<int>(last); ++i) {
    if (name_of(static_cast<Word>(i)) == word) return static_cast<Word>(i);
  }
  refuse("\"" + word + "\" is no " + what);
}

std::string channel_name(srok::channel via) {
  return via == srok::channel::portal ? "portal" : "email";
}

srok::priority priority_named(const std::string& name, const srok::regulation& regulation) {
  const auto found = regulation.priority_named(name);
  if (!found) refuse("\"" + name + "\" is no priority of the regulation");
  return *found;
}

srok::event event_of(const row& r, const srok::regulation& regulation) {
  srok::event e{.at = srok::from_unix(std::stoll(r.at))};
  e.kind = named(r.kind, srok::event_kind::reopened, srok::event_name, "event");
  if (e.kind == srok::event_kind::replied) {
    e.reply = named(r.detail, srok::reply_kind::note, srok::reply_name, "kind of reply");
  } else if (e.kind == srok::event_kind::deferred) {
    const auto terms = regulation.deferrals();
    const auto found = std::find_if(terms.begin(), terms.end(),
                                    [&](const auto& known) { return known.reason == r.detail; });
    if (found == terms.end()) refuse("\"" + r.detail + "\" is no reason for a deferral");
    e.reason = static_cast<std::uint16_t>(found - terms.begin());
  }
  return e;
}

// ---- the desk: all stories, and how they stand now ----

class desk {
 public:
  desk(const srok::regulation& regulation, srok::instant now)
      : regulation_{regulation}, book_{regulation}, now_{now} {}

  void add(row r) {
    const srok::event e = event_of(r, regulation_);
    if (e.kind == srok::event_kind::submitted) {
      auto& t = tickets_.emplace_back();
      t.id = places_.emplace(r.ticket, places_.size()).first->first;
      t.user = users_.emplace_back(r.user);
      t.via = named(r.channel, srok::channel::email, channel_name,
                    "channel of clauses 4.1 and 4.7; there are \"portal\" and \"email\"");
      if (!r.detail.empty()) t.requested = priority_named(r.detail, regulation_);
      events_.emplace_back();
    }
    const std::size_t place = find(r.ticket);
    events_[place].push_back(e);
    tickets_[place].events = events_[place];
    rows_.push_back(std::move(r));
  }

  void judge() {
    judged_ = srok::judge(book_, tickets_, now_);
    for (std::size_t i = 0; i < judged_.size(); ++i) {
      if (judged_[i].fault) refuse(std::string{tickets_[i].id} + ": " + judged_[i].fault->sentence);
    }
  }

  std::size_t count() const { return tickets_.size(); }

  void print_line(std::size_t place) const {
    const srok::ticket_state& s = judged_[place].state;
    std::string line = std::string{tickets_[place].id} + "  " + priority(s.urgency) + "  " +
                       std::string{ticket_status_name(s.state)};
    const auto add = [&](const char* words, srok::instant at) {
      if (at != srok::no_instant) line += words + to_text(at, regulation_.schedule());
    };
    add("  due ", s.due);
    add("  closes by itself after ", s.auto_close_at);
    add("  closed by itself at ", s.auto_closed_at);
    if (s.remaining) line += "  left " + to_text(*s.remaining);
    std::printf("%s%s\n", line.c_str(), s.breached ? "  LATE" : "");
  }

  void print_queue() const {
    for (const auto& [place, reason] : srok::work_order(book_, tickets_, judged_)) {
      print_line(place);
      std::printf("      %s\n", reason.c_str());
    }
  }

  void print_story(const std::string& id) const {
    const std::size_t place = find(id);
    print_line(place);
    std::printf("      %s, by %s\n", std::string{tickets_[place].user}.c_str(),
                channel_name(tickets_[place].via).c_str());
    for (const row& r : rows_) {
      if (r.ticket != id) continue;
      const auto at = to_text(srok::from_unix(std::stoll(r.at)), regulation_.schedule());
      std::printf("%s  %s%s%s\n", at.c_str(), r.kind.c_str(), r.detail.empty() ? "" : ": ",
                  r.detail.c_str());
      if (!r.text.empty()) std::printf("      %s\n", r.text.c_str());
    }
    for (const std::string_view v : judged_[place].state.violations) {
      std::printf("against %.*s\n", static_cast<int>(v.size()), v.data());
    }
  }

  std::size_t find(const std::string& id) const {
    const auto found = places_.find(id);
    if (found == places_.end()) refuse("there is no ticket \"" + id + "\"");
    return found->second;
  }

 private:
  std::string priority(srok::priority p) const {
    return std::string{regulation_.priorities()[static_cast<std::size_t>(p.place())].name};
  }

  const srok::regulation& regulation_;
  srok::regulation_book book_;
  srok::instant now_;
  std::vector<srok::ticket> tickets_;
  std::vector<srok::judged_ticket> judged_;  // as of the last judge()
  std::deque<std::vector<srok::event>> events_;
  std::map<std::string, std::size_t> places_;  // of tickets, by id
  std::deque<std::string> users_;
  std::vector<row> rows_;
};

// ---- the verbs ----

// What was written behind the verb; each option is taken once, and none may be left over.
struct arguments {
  std::map<std::string, std::string> options;

  std::string take(const std::string& name) {
    const auto node = options.extract(name);
    return node ? node.mapped() : std::string{};
  }
  std::string require(const std::string& name) {
    const auto value = take(name);
    return value.empty() ? throw misuse{"--" + name + " is missing"} : value;
  }
  void finish() const {
    if (!options.empty()) throw misuse{"--" + options.begin()->first + " says nothing here"};
  }
};

// Clause 4.4: what a ticket must contain; 5.1, 5.2: what support does not do.
std::string particulars(arguments& asked, const srok::regulation_terms& terms) {
  const std::string topic = asked.take("topic");
  const auto& excluded = terms.not_supported;
  if (std::find(excluded.begin(), excluded.end(), topic) != excluded.end()) {
    refuse("5.1, 5.2: support does not do \"" + topic + "\"; the ticket is not taken");
  }
  std::string text, missing;
  for (const std::string_view name : terms.must_contain) {
    const std::string value = asked.take(std::string{name});
    if (value.empty()) missing += (missing.empty() ? "" : ", ") + std::string{name};
    text += (text.empty() ? "" : "; ") + std::string{name} + ": " + value;
  }
  if (!missing.empty()) refuse("4.4: the ticket does not say: " + missing);
  return text;
}

row row_of(const std::string& verb, arguments& asked, const srok::regulation_terms& terms) {
  static const std::map<std::string, const char*> kinds{
      {"open", "submitted"}, {"reply", "replied"},   {"user-reply", "user_replied"},
      {"defer", "deferred"}, {"resume", "resumed"},  {"resolve", "resolved"},
      {"close", "closed"},   {"reopen", "reopened"},
  };
  const auto kind = kinds.find(verb);
  if (kind == kinds.end()) throw misuse{"\"" + verb + "\" is no verb"};
  row r;
  r.kind = kind->second;
  if (verb == "open") {
    r.user = asked.require("user");
    r.channel = asked.require("channel");
    // Clause 3.3: the portal asks for the priority; an email may lack one.
    r.detail = r.channel == "email" ? asked.take("priority") : asked.require("priority");
    r.text = particulars(asked, terms);
    return r;
  }
  if (verb == "reply") r.detail = asked.require("kind");
  if (verb == "defer") r.detail = asked.require("reason");
  r.text = verb == "reply" || verb == "user-reply" ? asked.require("text") : asked.take("text");
  return r;
}

srok::instant moment(const std::string& time, const srok::schedule& schedule) {
  if (time.empty())
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto at = parse_instant(time, schedule);
  if (!at) throw misuse{"--now \"" + time + "\" is no moment such as 2026-04-29T15:20"};
  return *at;
}

void serve(database& events, const std::string& verb, std::string id, arguments asked,
           const srok::regulation& regulation) {
  const srok::instant now = moment(asked.take("now"), regulation.schedule());
  // Nobody else writes between the look and the entry; what is refused is rolled back at the end.
  events.run("BEGIN IMMEDIATE");
  desk all{regulation, now};
  events.query(
      "SELECT ticket, at, kind, detail, user, channel, text FROM events ORDER BY number", {},
      [&](auto column) {
        all.add({column(0), column(1), column(2), column(3), column(4), column(5), column(6)});
      });
  if (verb == "queue" || verb == "show") {
    asked.finish();
    all.judge();
    verb == "queue" ? all.print_queue() : all.print_story(id);
    return;
  }
  row r = row_of(verb, asked, regulation.terms());
  asked.finish();
  if (verb == "open") id = "T-" + std::to_string(all.count() + 1);  // clause 4.5: unique
  r.ticket = id;
  r.at = std::to_string(srok::to_unix(now));
  all.add(r);
  all.judge();  // an event that is impossible now is refused here
  events.query(
      "INSERT INTO events (ticket, at, kind, detail, user, channel, text)"
      " VALUES (?, CAST(? AS INTEGER), ?, ?, ?, ?, ?)",
      {r.ticket, r.at, r.kind, r.detail, r.user, r.channel, r.text}, [](auto) {});
  events.run("COMMIT");
  all.print_line(all.find(id));
}

srok::regulation regulation_from(const std::string& name) {
  if (name.empty()) return srok::regulation::builtin("technotronics");
  std::ifstream file{name};
  if (!file) refuse(name + ": cannot be read");
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  return srok::parse_regulation(text, name);
}

void run(std::vector<std::string> words) {
  if (words.size() < 2) throw misuse{"which database, and what to do?"};
  const std::string verb = words[1];
  const bool of_ticket = verb != "open" && verb != "queue";
  if (of_ticket && words.size() < 3) throw misuse{"which ticket?"};
  arguments asked;
  for (std::size_t i = of_ticket ? 3 : 2; i < words.size(); i += 2) {
    if (words[i].rfind("--", 0) != 0) throw misuse{"\"" + words[i] + "\" is no option"};
    if (i + 1 == words.size()) throw misuse{words[i] + " has no value"};
    if (!asked.options.emplace(words[i].substr(2), words[i + 1]).second) {
      throw misuse{words[i] + " is given twice"};
    }
  }
  const srok::regulation regulation = regulation_from(asked.take("regulation"));
  database events{words[0]};
  serve(events, verb, of_ticket ? words[2] : "", std::move(asked), regulation);
}

}  // namespace

int main(int count, char** words) {
  try {
    run({words + 1, words + count});
  } catch (const misuse& m) {
    std::fprintf(stderr, "helpdesk: %s\n%s", m.what(), usage);
    return 2;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "helpdesk: %s\n", e.what());
    return 1;
  }
}
