// The story of a ticket, entry by entry, and that it never says anything but what judge() says.
#include "srok/sla/timeline.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "sla/replay.hpp"
#include "sla/story.hpp"
#include "srok/error.hpp"
#include "srok/io/instant_text.hpp"
#include "srok/io/regulation_text.hpp"
#include "srok/io/ticket_text.hpp"
#include "srok/io/timeline_text.hpp"

namespace {

using srok::entry_kind;
using srok::timeline;
using srok::test::line_of;
using srok::test::told_event;
using srok::test::warned_at;

const srok::regulation_book& rules() {
  static const srok::regulation_book book{srok::regulation::builtin("technotronics")};
  return book;
}

std::string read(const std::string& name) {
  std::ifstream file{SROK_SOURCE_DIR "/" + name};
  REQUIRE(file);
  return {std::istreambuf_iterator<char>{file}, {}};
}

srok::instant moscow(const std::string& wall) {
  return srok::parse_instant(wall + ":00+03:00").value();
}

timeline told(const std::string& jsonl, const std::string& now, std::size_t which = 0,
              const srok::regulation_book& book = rules()) {
  const srok::ticket_lines lines{book, jsonl};
  return timeline_of(book, lines.tickets(), which, moscow("2026-" + now));
}

// "04-29 15:20 admitted 4.3", with " -> 05-05 15:20" for the promise it made or moved.
std::vector<std::string> story(const timeline& t) {
  const auto wall = [&](srok::instant at) {
    std::string text = to_text(at, t.governing.schedule()).substr(5, 11);
    text[5] = ' ';
    return text;
  };
  std::vector<std::string> lines;
  for (const srok::timeline_entry& e : t.entries) {
    std::string text = wall(e.at) + " " + std::string{entry_name(e.kind)} + " " + e.clause;
    if (e.promise_before != srok::no_instant) text += " " + wall(e.promise_before);
    if (e.promise != srok::no_instant) text += " -> " + wall(e.promise);
    if (e.amount) text += " (" + to_text(*e.amount) + ")";
    lines.push_back(text);
  }
  return lines;
}

using lines = std::vector<std::string>;

std::size_t count(const timeline& t, entry_kind kind) {
  return static_cast<std::size_t>(std::count_if(t.entries.begin(), t.entries.end(),
                                                [&](const auto& e) { return e.kind == kind; }));
}

}  // namespace

TEST_CASE("A deferral is told with its working time and the due before and after it") {
  const timeline t =
      told(line_of("T", {{"04-29T15:20", "submitted", ""},
                         {"04-30T10:00", "deferred", R"("reason":"needs_development")"},
                         {"05-05T09:00", "resumed", ""},
                         {"05-06T10:00", "replied", R"("kind":"instruction")"}}),
           "05-06T12:00");
  CHECK(story(t) == lines{"04-29 15:20 submitted 3.3", "04-29 15:20 accepted 3.1, 4.8",
                          "04-29 15:20 admitted 4.3",
                          "04-29 15:20 promised 4.9 -> 05-05 15:20 (27h)",
                          "04-30 10:00 deferred 3.9, 4.12",
                          "05-05 09:00 resumed 3.9, 4.12 05-05 15:20 -> 05-07 14:20 (17h)",
                          "05-06 10:00 reacted 3.8 -> 05-07 14:20 (13h40m)",
                          "05-06 10:00 silence 4.10 -> 05-12 10:00 (27h)"});
  REQUIRE(t.stretches.size() == 4);
  CHECK(t.stretches[1].state == srok::ticket_status::deferred);
  CHECK(to_text(t.stretches[1].working) == "17h");
}

TEST_CASE("A deferral whose reason lets the timers run again tells how far it had moved the due") {
  std::string text = read("data/regulations/technotronics.toml");
  const std::string stops = "abusive = \"stops\"";
  REQUIRE(text.find(stops) != std::string::npos);
  text.replace(text.find(stops), stops.size(), "abusive = \"runs\"");
  const srok::regulation_book book{srok::parse_regulation(text, "runs")};
  const timeline t =
      told(line_of("T", {{"02-02T07:00", "submitted", ""},
                         {"02-03T07:00", "deferred", R"("reason":"needs_development")"},
                         {"02-04T07:00", "deferred", R"("reason":"abusive")"},
                         {"02-05T10:00", "resumed", ""}}),
           "02-05T12:00", 0, book);
  const lines all = story(t);
  CHECK(lines{all.end() - 4, all.end()} ==
        lines{"02-02 07:00 promised 4.9 -> 02-04 16:00 (27h)", "02-03 07:00 deferred 3.9, 4.12",
              "02-04 07:00 deferred 3.9, 4.12 02-04 16:00 -> 02-05 16:00",
              "02-05 10:00 resumed 3.9, 4.12 -> 02-05 16:00 (21h)"});
  CHECK(to_text(t, srok::language::english)
            .find("its timers run on; the due moves from Wed 2026-02-04 16:00 to Thu 2026-02-05 "
                  "16:00") != std::string::npos);
}

TEST_CASE("A deferral that is still on has moved the due so far") {
  const std::string ticket =
      line_of("T", {{"05-04T12:00", "submitted", ""},
                    {"05-05T10:00", "deferred", R"("reason":"needs_development")"}});
  const timeline t = told(ticket, "05-08T12:00");
  CHECK(count(t, entry_kind::resumed) == 0);
  REQUIRE(t.promises.size() == 1);
  CHECK(t.promises[0].ended == srok::no_instant);
  CHECK(t.promises[0].until == t.state.due_if_resumed_now);
}

TEST_CASE("A change of priority tells the due before and after it, and that it was no right") {
  const timeline t =
      told(line_of("T", {{"04-29T15:20", "submitted", ""},
                         {"04-30T10:00", "priority_changed", R"("priority":"medium")"},
                         {"04-30T11:00", "priority_changed", R"("priority":"high","by":"user")"}}),
           "04-30T12:00");
  const lines all = story(t);
  REQUIRE(all.size() == 7);
  CHECK(all[4] == "04-30 10:00 priority_changed 3.5 05-05 15:20 -> 05-07 15:20");
  CHECK(all[5] == "04-30 10:00 violated 3.5");
  CHECK(all[6] == "04-30 11:00 priority_changed 3.3 05-07 15:20 -> 05-05 15:20");
}

TEST_CASE("A silent user gives the right to change the priority and loses the ticket to 4.10") {
  const std::string ticket = line_of("T", {{"03-02T08:00", "submitted", ""},
                                           {"03-02T09:00", "replied", R"("kind":"question")"},
                                           {"03-17T09:00", "user_replied", ""}});
  const timeline t = told(ticket, "03-17T12:00");
  CHECK(story(t) ==
        lines{"03-02 08:00 submitted 3.3", "03-02 08:00 accepted 3.1, 4.8",
              "03-02 08:00 admitted 4.3", "03-02 08:00 promised 4.9 -> 03-05 08:00 (27h)",
              "03-02 09:00 reacted 3.8 -> 03-05 08:00 (1h)",
              "03-02 09:00 silence 4.10 -> 03-05 09:00 (27h)",
              "03-02 09:00 right_awaited 3.5 -> 03-02 13:00 (4h)", "03-02 13:00 right_given 3.5",
              "03-05 09:00 auto_closed 4.10", "03-17 09:00 user_replied 4.10",
              "03-17 09:00 reopened ", "03-17 09:00 admitted 4.3",
              "03-17 09:00 promised 4.9 -> 03-20 09:00 (27h)"});
  REQUIRE(t.promises.size() == 3);
  CHECK(t.promises[1].silence);
  CHECK(t.promises[1].kept);
}

TEST_CASE("Every missed promise is told at its due, also the second one") {
  const timeline t = told(line_of("T", {{"03-02T08:00", "submitted", ""},
                                        {"03-06T08:00", "replied", R"("kind":"question")"},
                                        {"03-10T08:00", "user_replied", ""}}),
                          "03-20T08:00");
  std::vector<srok::instant> missed;
  for (const srok::timeline_entry& e : t.entries) {
    if (e.kind == entry_kind::breached) missed.push_back(e.at);
  }
  CHECK(missed == std::vector{moscow("2026-03-05T08:00"), moscow("2026-03-13T08:00")});
  CHECK(t.state.breached_at == missed.front());
  CHECK(t.promises.back().late);
}

TEST_CASE("A target is a promise of its own, by clause 4.11") {
  const timeline t = told(line_of("T", {{"03-02T08:00", "submitted", ""},
                                        {"03-02T09:00", "replied", R"("kind":"question")"},
                                        {"03-03T10:00", "target_set", R"("date":"2026-03-20")"}}),
                          "03-03T12:00");
  const lines all = story(t);
  REQUIRE(all.size() >= 2);
  CHECK(all[all.size() - 2] == "03-03 10:00 target_set 4.11 -> 03-20 16:00");
  CHECK(all.back().starts_with("03-03 10:00 promised 4.11 -> 03-20 16:00"));
}

TEST_CASE("A promise that was missed stays late when a target moves it and the target is kept") {
  const std::vector<told_event> missed = {{"03-02T08:00", "submitted", ""},
                                          {"03-06T10:00", "target_set", R"("date":"2026-03-20")"}};
  CHECK(told(line_of("T", missed), "03-06T12:00").promises[0].late);
  auto kept = missed;
  kept.push_back({"03-12T10:00", "replied", R"("kind":"question")"});
  const timeline t = told(line_of("T", kept), "03-12T12:00");
  CHECK(t.state.breached_at == moscow("2026-03-05T08:00"));
  CHECK(t.promises[0].kept);
  CHECK(t.promises[0].late);
}

TEST_CASE("A target of days counts from its event, as a term does") {
  const timeline t = told(line_of("T", {{"03-02T08:00", "submitted", ""},
                                        {"03-02T10:00", "target_set", R"("days":2)"}}),
                          "03-02T12:00");
  CHECK(t.state.due == moscow("2026-03-04T10:00"));
}

TEST_CASE("A fourth ticket is queued, and its promise begins with the slot that another frees") {
  std::string jsonl;
  for (const char* id : {"A", "B"}) jsonl += line_of(id, {{"03-02T08:00", "submitted", ""}});
  jsonl += line_of("C", {{"03-02T08:00", "submitted", ""}, {"03-02T16:30", "resolved", ""}});
  jsonl += line_of("D", {{"03-02T09:00", "submitted", ""}});
  CHECK(story(told(jsonl, "03-04T12:00", 3)) ==
        lines{"03-02 09:00 submitted 3.3", "03-02 09:00 accepted 3.1, 4.8",
              "03-02 09:00 queued 4.3", "03-02 16:30 admitted 4.3",
              "03-02 16:30 promised 4.9 -> 03-05 16:00 (27h)"});
  CHECK(count(told(jsonl, "03-04T12:00", 0), entry_kind::queued) == 0);
}

TEST_CASE("A queued ticket that is answered is promised its answer and keeps the promise at once") {
  std::string jsonl;
  for (const char* id : {"A", "B", "C"}) jsonl += line_of(id, {{"03-02T08:00", "submitted", ""}});
  jsonl += line_of(
      "D", {{"03-02T09:00", "submitted", ""}, {"03-02T10:00", "replied", R"("kind":"question")"}});
  CHECK(story(told(jsonl, "03-02T11:00", 3)) ==
        lines{"03-02 09:00 submitted 3.3", "03-02 09:00 accepted 3.1, 4.8",
              "03-02 09:00 queued 4.3", "03-02 10:00 violated 4.3", "03-02 10:00 admitted 4.3",
              "03-02 10:00 promised 4.9 -> 03-05 10:00 (27h)",
              "03-02 10:00 reacted 3.8 -> 03-05 10:00 (0s)",
              "03-02 10:00 silence 4.10 -> 03-05 10:00 (27h)",
              "03-02 10:00 right_awaited 3.5 -> 03-02 14:00 (4h)"});
}

TEST_CASE("A ticket that waits for a slot again gives no right to change its priority") {
  const std::string question = R"("kind":"question")";
  std::string jsonl = line_of(
      "D", {{"03-02T08:00", "submitted", ""},
            {"03-02T09:00", "replied", question},
            {"03-02T10:00", "resolved", ""},
            {"03-10T10:00", "reopened", ""},
            {"03-10T11:00", "priority_changed", R"("priority":"emergency","by":"specialist")"}});
  for (const char* id : {"A", "B", "C"}) jsonl += line_of(id, {{"03-03T08:00", "submitted", ""}});
  const timeline t = told(jsonl, "03-10T12:00");
  CHECK(t.state.state == srok::ticket_status::queued);
  const lines all = story(t);
  CHECK(lines{all.end() - 4, all.end()} == lines{"03-10 10:00 reopened ", "03-10 10:00 queued 4.3",
                                                 "03-10 11:00 violated 3.5",
                                                 "03-10 11:00 priority_changed 3.5"});
}

TEST_CASE("A ticket whose deferral ends as it would close by itself closes then") {
  std::string text = read("data/regulations/technotronics.toml");
  const std::string stops = "needs_development = \"stops\"";
  text.replace(text.find(stops), stops.size(), "needs_development = \"runs\"");
  const srok::regulation_book book{srok::parse_regulation(text, "runs")};
  const auto end_resumed = [&](const std::string& when) {
    const std::string line =
        line_of("T", {{"03-02T08:00", "submitted", ""},
                      {"03-02T16:00", "replied", R"("kind":"question")"},
                      {"03-03T10:00", "deferred", R"("reason":"needs_development")"},
                      {when, "resumed", ""}});
    const lines all = story(told(line, "03-06T17:00", 0, book));
    return lines{all.end() - 2, all.end()};
  };
  CHECK(end_resumed("03-05T15:59") ==
        lines{"03-05 15:59 resumed 3.9, 4.12 (23h59m)", "03-05 16:00 auto_closed 4.10"});
  CHECK(end_resumed("03-05T16:00") ==
        lines{"03-05 16:00 resumed 3.9, 4.12 (24h)", "03-05 16:00 auto_closed 4.10"});
  CHECK(end_resumed("03-05T16:01") ==
        lines{"03-05 16:01 silence 4.10 03-05 16:00 -> 03-06 07:00 (0s)",
              "03-06 07:00 auto_closed 4.10"});
}

TEST_CASE("Warnings stand at shares of the budget, those ahead too") {
  const srok::regulation_book book = warned_at("50, 80");
  const timeline t = told(line_of("T", {{"03-02T07:00", "submitted", ""}}), "03-04T06:00", 0, book);
  std::vector<std::string> warned;
  for (const std::string& entry : story(t)) {
    if (entry.find("warned") != std::string::npos) warned.push_back(entry);
  }
  CHECK(warned == lines{"03-03 11:30 warned  (13h30m)", "03-04 10:36 warned  (21h36m)"});
  const std::string line = line_of("T", {{"03-02T07:00", "submitted", ""}});
  const auto next_change = [&](const std::string& now) {
    return told(line, now, 0, book).state.next_change_at;
  };
  CHECK(next_change("03-03T11:29") == moscow("2026-03-03T11:30"));
  CHECK(next_change("03-03T11:30") == moscow("2026-03-04T10:36"));
  CHECK(next_change("03-04T10:36") == moscow("2026-03-04T16:00") + std::chrono::seconds{1});
}

TEST_CASE("Before its submission a ticket has no story, and a broken one says which event") {
  CHECK(told(line_of("T", {{"03-02T08:00", "submitted", ""}}), "03-01T08:00").entries.empty());
  const std::string broken =
      line_of("T", {{"03-02T08:00", "submitted", ""}, {"03-03T08:00", "resumed", ""}});
  try {
    told(broken, "03-05T08:00");
    FAIL("no error");
  } catch (const srok::error& e) {
    CHECK(e.code() == srok::status::bad_events);
    CHECK(std::string{e.what()}.find("event 2 (resumed)") != std::string::npos);
  }
}

namespace {

// What the entries, stretches and promises say is what the state says.
void check_agreement(const timeline& t, const srok::ticket_state& state) {
  CHECK(t.state.state == state.state);
  CHECK(t.state.due == state.due);
  CHECK(t.state.next_change_at == state.next_change_at);
  if (!state.submitted) return;

  std::vector<std::string_view> violations;
  srok::instant breached = srok::no_instant;
  for (const srok::timeline_entry& e : t.entries) {
    if (e.kind == entry_kind::violated) violations.push_back(e.violation);
    if (e.kind == entry_kind::breached && breached == srok::no_instant) breached = e.at;
  }
  CHECK(violations == state.violations);
  CHECK(breached == state.breached_at);

  srok::instant until = t.entries.front().at;
  for (const srok::timeline_stretch& s : t.stretches) {
    CHECK(s.begin == until);
    until = s.end;
  }
  CHECK(until == t.now);

  const auto last = [&](bool silence) {
    return std::find_if(t.promises.rbegin(), t.promises.rend(),
                        [&](const auto& p) { return p.silence == silence; });
  };
  const auto runs_until = [&](bool silence, srok::instant promised) {
    const auto found = last(silence);
    return found != t.promises.rend() && found->ended == srok::no_instant &&
           found->until == promised;
  };
  if (state.due != srok::no_instant) CHECK(runs_until(false, state.due));
  if (state.auto_close_at != srok::no_instant) CHECK(runs_until(true, state.auto_close_at));
  if (state.state == srok::ticket_status::auto_closed) {
    REQUIRE(last(true) != t.promises.rend());
    CHECK(last(true)->ended == state.auto_closed_at);
    CHECK(last(true)->kept);
  }
}

}  // namespace

TEST_CASE("A replay holds each violation once, however many steps follow it") {
  std::vector<srok::event> events(1);
  events[0].at = moscow("2026-03-02T20:00");
  for (int i = 0; i < 500; ++i) {
    srok::event e;
    e.at = events.back().at + std::chrono::seconds{1};
    e.kind = i % 2 == 0 ? srok::event_kind::replied : srok::event_kind::user_replied;
    e.reply = srok::reply_kind::instruction;
    events.push_back(e);
  }
  const srok::ticket t{"T", "u", srok::channel::portal, srok::priority{0}, events};
  const srok::replay seen = replay_of(rules(), {&t, 1}, 0, moscow("2026-03-03T06:00"));
  REQUIRE_FALSE(seen.fault);
  CHECK(seen.last.state.violations.size() == 250);
  std::size_t held = 0;
  for (const srok::ticket_step& step : seen.steps) {
    held += step.before.state.violations.size() + step.after.state.violations.size();
  }
  CHECK(held == 250);
  const auto told = timeline_of(rules(), {&t, 1}, 0, moscow("2026-03-03T06:00"));
  CHECK(std::count_if(told.entries.begin(), told.entries.end(),
                      [](const auto& e) { return e.kind == srok::entry_kind::violated; }) == 250);
}

TEST_CASE("890 real tickets: every story agrees with how the ticket is judged, by any settings") {
  const std::string jsonl = read("examples/tickets.jsonl");
  const std::string text = read("data/regulations/technotronics.toml");
  const struct {
    std::string setting, instead;
  } variants[] = {
      {"", ""},
      {"active_limit = 3", "active_limit = 1"},
      {R"(queued_timer = "waits")", R"(queued_timer = "runs")"},
      {R"(landing = "nearest")", R"(landing = "farthest")"},
      {R"(after_user_reply = "restart")", R"(after_user_reply = "resume")"},
      {R"(on_priority_change = "from_start")", R"(on_priority_change = "keep_fraction")"},
      {R"(silence_after = "reaction")", R"(silence_after = "question")"},
      {R"(needs_development = "stops")", R"(needs_development = "runs")"},
      {R"(question = "asks")", R"(question = "nothing")"},
      {R"(recommendation = "reacts")", R"(recommendation = "asks")"},
      {R"(note = "nothing")", R"(note = "reacts")"},
  };
  for (const auto& variant : variants) {
    std::string changed = text;
    const std::size_t place = changed.find(variant.setting);
    REQUIRE(place != std::string::npos);
    changed.replace(place, variant.setting.size(), variant.instead);
    const srok::regulation_book book{srok::parse_regulation(changed, "changed")};
    const srok::ticket_lines all{book, jsonl};
    for (const char* wall : {"2016-03-02T12:00", "2016-03-11T16:00"}) {
      const srok::instant now = moscow(wall);
      const auto judged = all.judge(now);
      for (std::size_t i = 0; i < judged.size(); ++i) {
        INFO(all.tickets()[i].id, " ", wall, " ", variant.instead);
        REQUIRE_FALSE(judged[i].fault);
        check_agreement(timeline_of(book, all.tickets(), i, now), judged[i].state);
      }
    }
  }
}
