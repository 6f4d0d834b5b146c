// When a ticket's state is worth asking for again, and whether it rests on a calendar of no act.
#include <doctest/doctest.h>

#include <array>
#include <span>
#include <string>
#include <vector>

#include "sla/desk.hpp"
#include "sla/story.hpp"

using namespace srok;
using namespace srok::test;

namespace {

regulation with_one_slot() {
  return regulation_with(
      "active_limit = 1\n[regulation.priorities]\nlow = 8\nmedium = 5\nhigh = 3\nemergency = 2");
}

}  // namespace

TEST_CASE("asked at the moment it names as its next change, a ticket names a later one or none") {
  const regulation& rules = regulation::builtin("technotronics");
  desk waiting;
  waiting.add("1", "anna", emergency,
              {{"2026-03-16T08:00", event_kind::submitted},
               {"2026-03-16T09:00", event_kind::replied, reply_kind::question}});
  desk unanswered;
  unanswered.add("2", "boris", high, {{"2026-03-16T08:00", event_kind::submitted}});
  for (const desk* asked : {&waiting, &unanswered}) {
    int rights = 0;
    for (instant now = at("2026-03-16T10:00"); now != no_instant;) {
      const ticket_state state = judge(rules, asked->tickets(), now).front().state;
      if (state.may_change_priority_at == now) ++rights;
      REQUIRE((state.next_change_at == no_instant || state.next_change_at > now));
      now = state.next_change_at;
    }
    CHECK(rights == (asked == &waiting ? 1 : 0));
  }
}

TEST_CASE("an answer that reaches beyond the last act's year rests on a projected calendar") {
  const regulation rules =
      parse_regulation(with(technotronics_text(), "\"refuse\"", "\"statutory\""));
  const schedule& hours = rules.schedule();
  // Two working days before that, answered an hour later: two days from the answer the ticket
  // closes by itself.
  const instant asked =
      hours.latest_start(hours.official_until(), business_duration{std::chrono::hours{18}}).value();
  event submitted, replied;
  submitted.at = asked;
  replied.at = asked + std::chrono::hours{1};
  replied.kind = event_kind::replied;
  replied.reply = reply_kind::question;
  const std::array told{submitted, replied};
  const auto state_of = [&](std::size_t events, priority urgency, instant now) {
    const ticket t{"1", "anna", channel::portal, urgency, std::span{told}.first(events)};
    return judge(rules, std::span{&t, 1}, now).front().state;
  };
  const ticket_state due = state_of(1, high, asked);
  CHECK(due.due > hours.official_until());
  CHECK(due.projected);
  CHECK_FALSE(state_of(1, emergency, asked).projected);
  const ticket_state waits = state_of(2, emergency, replied.at);
  CHECK(waits.may_change_priority_at == waits.next_change_at);
  CHECK(waits.next_change_at < hours.official_until());
  CHECK(waits.auto_close_at > hours.official_until());
  CHECK(waits.projected);

  // What ends in the first instant that no act has settled needs no day of it.
  event answered, closed;
  answered.at = closed.at = hours.official_until();
  answered.kind = event_kind::replied;
  answered.reply = reply_kind::recommendation;
  closed.kind = event_kind::closed;
  const std::array ended{submitted, answered, closed};
  const ticket over{"1", "anna", channel::portal, emergency, ended};
  const ticket_state met = judge(rules, std::span{&over, 1}, closed.at).front().state;
  CHECK(met.met_at == hours.official_until());
  CHECK_FALSE(met.projected);

  // A ticket rests on them, too, which waits for the slot of one that closes then.
  std::vector<ticket> tickets(3, {"1", "anna", channel::portal, emergency, told});
  tickets.push_back({"4", "anna", channel::portal, emergency, std::span{told}.first(1)});
  const ticket_state queued = judge(rules, tickets, replied.at).back().state;
  CHECK(queued.state == ticket_status::queued);
  CHECK(queued.next_change_at > hours.official_until());
  CHECK(queued.projected);
}

TEST_CASE("an opening that the projection alone says makes a due projected") {
  std::string text = with(technotronics_text(), "\"refuse\"", "\"statutory\"");
  text = with(text, "landing = \"nearest\"", "landing = \"farthest\"");
  const regulation rules =
      parse_regulation(text + "\n[schedule.dates]\n\"2028-01-01\" = [\"00:00-06:00\"]\n");
  const schedule& hours = rules.schedule();
  const instant closing = hours.previous_close(hours.official_until()).value();
  const auto state_of = [&](std::chrono::hours before) {
    event submitted;
    submitted.at = hours.latest_start(closing, business_duration{before}).value();
    const ticket t{"1", "anna", channel::portal, emergency, std::span{&submitted, 1}};
    return judge(rules, std::span{&t, 1}, submitted.at).front().state;
  };
  CHECK(state_of(std::chrono::hours{18}).due == hours.official_until());
  CHECK(state_of(std::chrono::hours{18}).projected);
  CHECK_FALSE(state_of(std::chrono::hours{27}).projected);

  event submitted, deferred;
  submitted.at = hours.latest_start(closing, business_duration{std::chrono::hours{20}}).value();
  deferred.kind = event_kind::deferred;
  deferred.at = hours.deadline(submitted.at, business_duration{std::chrono::hours{1}}).value();
  const std::array told{submitted, deferred};
  const ticket t{"1", "anna", channel::portal, emergency, told};
  const instant an_hour_later =
      hours.deadline(deferred.at, business_duration{std::chrono::hours{2}}).value();
  const ticket_state waits = judge(rules, std::span{&t, 1}, an_hour_later).front().state;
  CHECK(waits.due_if_resumed_now == hours.official_until());
  CHECK(waits.projected);

  event replied;
  submitted.at = hours.latest_start(closing, business_duration{std::chrono::hours{19}}).value();
  replied.at = hours.latest_start(closing, business_duration{std::chrono::hours{18}}).value();
  replied.kind = event_kind::replied;
  replied.reply = reply_kind::recommendation;
  const std::array answered{submitted, replied};
  const ticket silent{"1", "anna", channel::portal, emergency, answered};
  for (const std::chrono::seconds after : {std::chrono::seconds{0}, std::chrono::seconds{1}}) {
    const ticket_state state =
        judge(rules, std::span{&silent, 1}, hours.official_until() + after).front().state;
    CHECK((after.count() == 0 ? state.auto_close_at : state.auto_closed_at) ==
          hours.official_until());
    CHECK(state.projected);
  }
}

TEST_CASE("who gets the slot of a ticket that closes at this instant changes a second later") {
  const regulation rules = with_one_slot();
  desk anna;
  anna.add(
      "closes", "anna", emergency,
      {{"2026-03-16T08:00", event_kind::submitted}, {"2026-03-16T09:00", event_kind::replied}});
  anna.add("first", "anna", low, {{"2026-03-16T10:00", event_kind::submitted}});
  anna.add(
      "second", "anna", low,
      {{"2026-03-16T11:00", event_kind::submitted}, {"2026-03-18T09:00", event_kind::replied}});
  anna.add("third", "anna", low, {{"2026-03-16T12:00", event_kind::submitted}});
  const auto now = anna.judged(rules, "2026-03-18T09:00");
  REQUIRE(now[0].state.auto_close_at == at("2026-03-18T09:00"));
  REQUIRE(now[1].state.state == ticket_status::queued);
  const instant next = at("2026-03-18T09:00") + std::chrono::seconds{1};
  CHECK(now[1].state.next_change_at == next);
  // The second one's will go to nobody: two hold one slot.
  CHECK(now[3].state.next_change_at == no_instant);
  const auto later = judge(rules, anna.tickets(), next);
  CHECK(later[1].state.state == ticket_status::active);
  CHECK(later[1].state.admitted == at("2026-03-18T09:00"));
  CHECK(later[3].state.state == ticket_status::queued);
}

TEST_CASE("of two that wait for that slot the one goes without that asks at this instant") {
  const regulation rules = with_one_slot();
  desk anna;
  anna.add("reopened", "anna", low,
           {{"2026-03-16T07:00", event_kind::submitted},
            {"2026-03-16T07:30", event_kind::resolved},
            {"2026-03-18T09:00", event_kind::reopened}});
  anna.add(
      "closes", "anna", emergency,
      {{"2026-03-16T08:00", event_kind::submitted}, {"2026-03-16T09:00", event_kind::replied}});
  anna.add("waits", "anna", low, {{"2026-03-16T10:00", event_kind::submitted}});
  const auto now = anna.judged(rules, "2026-03-18T09:00");
  const instant next = at("2026-03-18T09:00") + std::chrono::seconds{1};
  REQUIRE(now[1].state.auto_close_at == at("2026-03-18T09:00"));
  CHECK(now[2].state.next_change_at == next);
  CHECK(now[0].state.next_change_at == no_instant);
  const auto later = judge(rules, anna.tickets(), next);
  CHECK(later[2].state.state == ticket_status::active);
  CHECK(later[0].state.state == ticket_status::queued);
}

TEST_CASE("a ticket that fails once it has that slot changes then, and leaves it to the next") {
  // Ten thousand working days lead beyond the calendar.
  const regulation rules =
      parse_regulation(with(with(technotronics_text(), "active_limit = 3", "active_limit = 1"),
                            "medium = 5", "medium = 10000"));
  desk anna;
  anna.add(
      "closes", "anna", emergency,
      {{"2026-03-16T08:00", event_kind::submitted}, {"2026-03-16T09:00", event_kind::replied}});
  anna.add("fails", "anna", low,
           {{"2026-03-16T10:00", event_kind::submitted},
            {"2026-03-18T09:00", event_kind::priority_changed}});
  anna.add("waits", "anna", low, {{"2026-03-16T11:00", event_kind::submitted}});
  anna.event_of(1, 1).urgency = medium;
  const instant closing = at("2026-03-18T09:00");
  const instant next = closing + std::chrono::seconds{1};
  const auto before = judge(rules, anna.tickets(), closing);
  REQUIRE_FALSE(before[1].fault);
  CHECK(before[1].state.next_change_at == next);
  CHECK(before[2].state.next_change_at == next);
  const auto after = judge(rules, anna.tickets(), next);
  REQUIRE(after[1].fault);
  CHECK(after[1].fault->why == status::beyond_horizon);
  CHECK(after[2].state.admitted == closing);
}
