// Users who have more tickets than slots, also thousands of them, and tickets with faults among
// them.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>
#include <span>

#include "sla/desk.hpp"
#include "srok/sla/timeline.hpp"

using namespace srok;
using namespace srok::test;

namespace {

constexpr std::string_view terms =
    "[regulation.priorities]\nlow = 8\nmedium = 5\nhigh = 3\nemergency = 2\n";

const regulation& rules() {
  static const regulation made = regulation_with(terms);
  return made;
}

// A user's tickets of two events, the second of which resolves the ticket or, `impossible`, resumes
// what was never deferred.
struct lot {
  struct life {
    instant submitted, ends;
    bool impossible = false;
  };

  explicit lot(std::vector<life> told) : lives{std::move(told)} {
    for (const life& l : lives) {
      event first;
      first.at = l.submitted;
      event last;
      last.at = l.ends;
      last.kind = l.impossible ? event_kind::resumed : event_kind::resolved;
      stories.push_back({first, last});
    }
    for (const auto& story : stories) tickets.push_back({"id", "u", channel::portal, low, story});
  }

  std::vector<life> lives;
  std::vector<std::vector<event>> stories;
  std::vector<ticket> tickets;
};

// A ticket every hour or so, each alive for some hours: seven at once, or thereabouts.
lot random_lot(std::size_t count, unsigned impossible_in_ten) {
  std::mt19937 random{count};
  std::vector<lot::life> lives;
  instant moment = at("2026-02-02T07:00");
  for (std::size_t i = 0; i < count; ++i) {
    moment += std::chrono::seconds{random() % 7200};
    lives.push_back({moment, moment + std::chrono::seconds{random() % 50'000},
                     random() % 10 < impossible_in_ten});
  }
  std::shuffle(lives.begin(), lives.end(), random);
  return lot{std::move(lives)};
}

// Admission as clause 4.3 has it, minute book and all: at each instant first the ends, then the
// arrivals; a slot goes to the first of the queue. no_instant: resolved out of the queue.
std::vector<instant> admissions(const lot& l, std::size_t limit) {
  struct moment {
    instant at;
    int what;  // 0 ends, 1 arrives, 2 ends at the instant of its arrival
    instant submitted;
    std::size_t which;
  };
  std::vector<moment> moments;
  for (std::size_t i = 0; i < l.lives.size(); ++i) {
    const auto& [submitted, ends, impossible] = l.lives[i];
    if (impossible) continue;
    moments.push_back({submitted, 1, submitted, i});
    moments.push_back({ends, ends == submitted ? 2 : 0, submitted, i});
  }
  std::sort(moments.begin(), moments.end(), [](const moment& a, const moment& b) {
    return std::tuple{a.at, a.what, a.submitted, a.which} <
           std::tuple{b.at, b.what, b.submitted, b.which};
  });
  std::vector<instant> admitted(l.lives.size(), no_instant);
  std::vector<std::size_t> queue;
  std::size_t holders = 0;
  for (const moment& m : moments) {
    if (m.what == 1) {
      queue.push_back(m.which);
    } else if (admitted[m.which] != no_instant) {
      --holders;
    } else {
      queue.erase(std::find(queue.begin(), queue.end(), m.which));
    }
    while (holders < limit && !queue.empty()) {
      admitted[queue.front()] = m.at;
      queue.erase(queue.begin());
      ++holders;
    }
  }
  return admitted;
}

constexpr std::string_view resumed =
    "event 2 (resumed): resumed is impossible in a ticket that is ";

}  // namespace

TEST_CASE("Thousands of tickets of one user get their slots in the order of their submission") {
  const lot l = random_lot(4000, 0);
  const auto judged = judge(rules(), l.tickets, at("2027-06-01T12:00"));
  const auto expected = admissions(l, 3);
  std::size_t waited = 0;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    REQUIRE_FALSE(judged[i].fault);
    REQUIRE(judged[i].state.admitted == expected[i]);
    waited += expected[i] != l.lives[i].submitted;
  }
  CHECK(waited > 2000);
}

TEST_CASE("Four tickets of a user at the last instant that there is fail as one does") {
  const instant last = instant::max();
  for (const std::size_t count : {1U, 4U}) {
    const lot l{std::vector<lot::life>(count, {last, last})};
    for (const judged_ticket& judged : judge(rules(), l.tickets, last)) {
      REQUIRE(judged.fault);
      CHECK(judged.fault->why == status::beyond_horizon);
    }
  }
}

TEST_CASE("Impossible tickets hold no slot, however many a user has of them") {
  const lot l = random_lot(1000, 2);
  const auto judged = judge(rules(), l.tickets, at("2027-06-01T12:00"));
  const auto expected = admissions(l, 3);
  std::size_t impossible = 0;
  for (std::size_t i = 0; i < judged.size(); ++i) {
    REQUIRE(judged[i].fault.has_value() == l.lives[i].impossible);
    if (!judged[i].fault) {
      REQUIRE(judged[i].state.admitted == expected[i]);
      continue;
    }
    ++impossible;
    CHECK(judged[i].fault->why == status::bad_events);
    CHECK(judged[i].fault->sentence.starts_with(resumed));
  }
  CHECK(impossible > 150);
}

TEST_CASE("The sentence of an impossible ticket says how it stood beside those that are sound") {
  const instant monday = at("2026-02-02T08:00");
  const auto hours = [](int count) { return std::chrono::hours{count}; };
  const auto sentence_of_last = [&](std::size_t sound, std::size_t impossible) {
    std::vector<lot::life> lives(sound, {monday, monday + hours(9)});
    lives.resize(sound + impossible, {monday + hours(1), monday + hours(2), true});
    const lot l{std::move(lives)};
    return judge(rules(), l.tickets, monday + hours(20)).back().fault->sentence;
  };
  CHECK(sentence_of_last(2, 1) == std::string{resumed} + "active");
  CHECK(sentence_of_last(3, 1) == std::string{resumed} + "queued");
  CHECK(sentence_of_last(2, 5) == std::string{resumed} + "active");
  CHECK(sentence_of_last(3, 5) == std::string{resumed} + "queued");
  CHECK(sentence_of_last(0, 4) == std::string{resumed} + "active");
}

// The horizon ends with 2099. The second ticket is admitted late, and its deferral then moves its
// due beyond; the third must get the slot that the second would have taken from it.
TEST_CASE("A ticket whose due turns out to lie beyond the horizon has held no slot") {
  const regulation one_slot = regulation_with("active_limit = 1\n" + std::string{terms});
  desk d;
  d.add("first", "u", emergency,
        {{"2099-12-01T08:00+03:00", event_kind::submitted},
         {"2099-12-21T08:00+03:00", event_kind::resolved}});
  d.add("second", "u", emergency,
        {{"2099-12-01T09:00+03:00", event_kind::submitted},
         {"2099-12-22T08:00+03:00", event_kind::replied},
         {"2099-12-23T08:00+03:00", event_kind::user_replied},
         {"2099-12-24T08:00+03:00", event_kind::deferred},
         {"2099-12-31T15:00+03:00", event_kind::resumed}});
  d.add("third", "u", emergency, {{"2099-12-01T10:00+03:00", event_kind::submitted}});
  const auto judged = d.judged(one_slot, "2099-12-31T15:30+03:00");
  REQUIRE(judged[1].fault);
  CHECK(judged[1].fault->why == status::beyond_horizon);
  CHECK_FALSE(judged[0].fault);
  REQUIRE_FALSE(judged[2].fault);
  CHECK(judged[2].state.admitted == at("2099-12-21T08:00+03:00"));
  CHECK(judged[2].state.breached_at == at("2099-12-23T08:00+03:00"));
  // The first is played again for it, and its only promise is still its first.
  const timeline t = timeline_of(one_slot, d.tickets(), 0, at("2099-12-31T15:30+03:00"));
  REQUIRE(t.promises.size() == 1);
  CHECK(t.promises[0].cycle == 1);
}

// The third and the fourth ticket have a limit of 3 by their edition, but stand behind one with a
// limit of 1. When the first closes by itself there is room for all three at once, and for no more.
TEST_CASE("A ticket of an edition with a higher limit waits for the slots of those ahead of it") {
  const auto edition = [](std::string_view limit, std::string_view effective) {
    return regulation_with("active_limit = " + std::string{limit} +
                           "\neffective = " + std::string{effective} + "\n" + std::string{terms});
  };
  const regulation_book book{{edition("1", "2026-01-01"), edition("3", "2026-02-03")}};
  const auto judged_of_answered = [&](bool answered) {
    desk d;
    if (answered) {
      d.add("first", "u", emergency,
            {{"2026-02-02T07:00", event_kind::submitted},
             {"2026-02-02T08:00", event_kind::replied, reply_kind::question}});
    } else {
      d.add("first", "u", emergency, {{"2026-02-02T07:00", event_kind::submitted}});
    }
    d.add("second", "u", emergency, {{"2026-02-02T09:00", event_kind::submitted}});
    d.add("third", "u", emergency, {{"2026-02-03T09:00", event_kind::submitted}});
    d.add("fourth", "u", emergency, {{"2026-02-03T10:00", event_kind::submitted}});
    d.add("fifth", "u", emergency, {{"2026-02-03T11:00", event_kind::submitted}});
    return d.judged(book, "2026-02-03T12:00");
  };

  const auto none_closes = judged_of_answered(false);
  for (std::size_t i = 1; i < 5; ++i) {
    CHECK(none_closes[i].state.state == ticket_status::queued);
    CHECK(none_closes[i].state.next_change_at == no_instant);
  }
  const auto one_closes = judged_of_answered(true);
  CHECK(one_closes[0].state.auto_close_at == at("2026-02-04T08:00"));
  CHECK(one_closes[1].state.next_change_at == at("2026-02-04T08:00:01"));
  CHECK(one_closes[2].state.next_change_at == at("2026-02-04T08:00:01"));
  CHECK(one_closes[3].state.next_change_at == at("2026-02-04T08:00:01"));
  CHECK(one_closes[4].state.next_change_at == no_instant);
}

TEST_CASE("What is told of a waiting ticket is its own, whoever's tickets were judged before it") {
  // Of the first user the fourth ticket was accepted as the first one closed; of the second it
  // waits.
  desk d;
  d.add("A-1", "anna", low,
        {{"2026-02-02T08:00", event_kind::submitted}, {"2026-02-02T09:00", event_kind::resolved}})
      .add("A-2", "anna", low, {{"2026-02-02T08:10", event_kind::submitted}})
      .add("A-3", "anna", low, {{"2026-02-02T08:20", event_kind::submitted}})
      .add("A-4", "anna", low, {{"2026-02-02T09:30", event_kind::submitted}})
      .add("A-5", "anna", low, {{"2026-02-02T09:40", event_kind::submitted}});
  for (const std::string_view id : {"B-1", "B-2", "B-3", "B-4"}) {
    d.add(id, "boris", low, {{"2026-02-03T10:00", event_kind::submitted}});
  }
  const auto judged = d.judged(rules(), "2026-02-03T11:00");
  CHECK(judged[3].state.accepted == at("2026-02-02T09:30"));
  CHECK(judged[8].state.state == ticket_status::queued);
  CHECK(judged[8].state.accepted == at("2026-02-03T10:00"));
}

TEST_CASE("What was left of a promise is what a ticket gets that has to wait for its slot again") {
  const regulation resuming = regulation_with(
      "after_user_reply = \"resume\"\n[regulation.priorities]\nlow = 8\nmedium = 5\nhigh = 3\n"
      "emergency = 2\n");
  // It is answered after an hour of its eighteen, closes by itself, and is written to again when
  // others hold the slots, of which one is freed on Friday.
  desk d;
  d.add("1", "anna", emergency,
        {{"2026-03-16T08:00", event_kind::submitted},
         {"2026-03-16T09:00", event_kind::replied, reply_kind::recommendation},
         {"2026-03-19T08:00", event_kind::user_replied}})
      .add(
          "2", "anna", low,
          {{"2026-03-18T10:00", event_kind::submitted}, {"2026-03-20T07:00", event_kind::resolved}})
      .add("3", "anna", low, {{"2026-03-18T10:00", event_kind::submitted}})
      .add("4", "anna", low, {{"2026-03-18T10:00", event_kind::submitted}});
  CHECK(d.judged(resuming, "2026-03-19T09:00")[0].state.state == ticket_status::queued);
  const ticket_state told = d.judged(resuming, "2026-03-20T08:00")[0].state;
  CHECK(told.admitted == at("2026-03-20T07:00"));
  CHECK(told.due == at("2026-03-23T15:00"));
}

TEST_CASE("A slot that is freed in the second of an answer is there for the ticket answered") {
  // Ticket 1 came back when 2, 3 and 4 held the slots, and is answered in the second in which 2 is
  // resolved once more, or closes by itself.
  const auto told = [](std::initializer_list<happened> second, std::string_view freed) {
    desk d;
    d.add("1", "anna", emergency,
          {{"2026-03-16T08:00", event_kind::submitted},
           {"2026-03-16T08:05", event_kind::closed},
           {"2026-03-16T12:00", event_kind::reopened},
           {freed, event_kind::replied, reply_kind::recommendation}})
        .add("2", "anna", emergency, second)
        .add("3", "anna", low, {{"2026-03-16T10:00", event_kind::submitted}})
        .add("4", "anna", low, {{"2026-03-16T10:00", event_kind::submitted}});
    return d.judged(rules(), "2026-03-18T12:00")[0].state;
  };
  const ticket_state resolved = told({{"2026-03-16T08:10", event_kind::submitted},
                                      {"2026-03-16T08:20", event_kind::resolved},
                                      {"2026-03-16T08:30", event_kind::reopened},
                                      {"2026-03-16T13:00", event_kind::resolved}},
                                     "2026-03-16T13:00");
  CHECK(resolved.admitted == at("2026-03-16T13:00"));
  CHECK(resolved.violations.empty());
  const ticket_state closed =
      told({{"2026-03-16T08:10", event_kind::submitted},
            {"2026-03-16T09:00", event_kind::replied, reply_kind::recommendation}},
           "2026-03-18T09:00");
  CHECK(closed.admitted == at("2026-03-18T09:00"));
  CHECK(closed.violations.empty());
}

TEST_CASE("A ticket that comes back asks after one that is taken out of the queue in that second") {
  const std::string priorities = "[regulation.priorities]\nlow = 8\n";
  const regulation_book book{
      {regulation_with("active_limit = 5\n" + priorities),
       regulation_with("edition = \"2\"\nactive_limit = 3\neffective = 2026-03-17\n" +
                       priorities)}};
  desk d;
  d.add("back", "anna", low,
        {{"2026-03-16T08:00", event_kind::submitted},
         {"2026-03-16T08:05", event_kind::closed},
         {"2026-03-17T12:00", event_kind::reopened}});
  for (const std::string_view id : {"1", "2", "3", "4"}) {
    d.add(id, "anna", low, {{"2026-03-16T10:00", event_kind::submitted}});
  }
  d.add("waits", "anna", low,
        {{"2026-03-17T10:00", event_kind::submitted},
         {"2026-03-17T12:00", event_kind::replied, reply_kind::question}});
  const auto judged = d.judged(book, "2026-03-17T13:00");
  CHECK(judged[5].state.state == ticket_status::waiting_for_user);
  CHECK(judged[0].state.state == ticket_status::queued);
}

TEST_CASE("The first slot to be freed is that of the ticket that closes first") {
  desk d;
  const auto answered = [&](std::string_view id, std::string_view when) {
    d.add(id, "anna", emergency,
          {{"2026-03-16T08:00", event_kind::submitted},
           {when, event_kind::replied, reply_kind::recommendation}});
  };
  answered("1", "2026-03-16T12:00");
  answered("2", "2026-03-16T09:00");
  answered("3", "2026-03-16T11:00");
  for (const std::string_view id : {"4", "5"}) {
    d.add(id, "anna", low, {{"2026-03-16T13:00", event_kind::submitted}});
  }
  const auto judged = d.judged(rules(), "2026-03-16T14:00");
  CHECK(judged[3].state.next_change_at == at("2026-03-18T09:00:01"));
  CHECK(judged[4].state.next_change_at == at("2026-03-18T11:00:01"));
}

TEST_CASE("An impossible ticket is admitted in its turn, before what stands behind it") {
  const regulation one = regulation_with("active_limit = 1\n[regulation.priorities]\nlow = 8\n");
  const auto fault_of = [&](std::string_view second, std::string_view third) {
    desk d;
    d.add("1", "anna", low,
          {{"2026-03-16T08:00", event_kind::submitted}, {"2026-03-16T10:00", event_kind::resolved}})
        .add("2", "anna", low,
             {{second, event_kind::submitted}, {"2026-03-16T11:00", event_kind::resumed}})
        .add("3", "anna", low, {{third, event_kind::submitted}});
    return d.judged(one, "2026-03-16T12:00")[1].fault->sentence;
  };
  CHECK(fault_of("2026-03-16T08:10", "2026-03-16T08:20") == std::string{resumed} + "active");
  CHECK(fault_of("2026-03-16T08:20", "2026-03-16T08:10") == std::string{resumed} + "queued");
}

TEST_CASE("A ticket that cannot be judged further gives its slot to the next") {
  const regulation one = regulation_with("active_limit = 1\n[regulation.priorities]\nlow = 8\n");
  std::array<event, 2> lost;
  lost[0].at = at("2026-03-16T08:00");
  lost[1] = {.at = at("2026-03-16T10:00"), .kind = event_kind::target_set};
  lost[1].target_value = 1'000'000;
  event submitted;
  submitted.at = at("2026-03-16T11:00");
  const std::array tickets{ticket{"1", "anna", channel::portal, low, lost},
                           ticket{"2", "anna", channel::portal, low, std::span{&submitted, 1}}};
  const auto judged = judge(one, tickets, at("2026-03-16T12:00"));
  REQUIRE(judged[0].fault);
  CHECK(judged[0].fault->why == status::beyond_horizon);
  CHECK(judged[1].state.admitted == submitted.at);
}

// The working time that a promise took is counted only when it is asked for, but must be countable.
TEST_CASE("A promise may end in the horizon's last instant; ended later, its event is at fault") {
  const regulation rules = regulation_with(terms);
  for (const event_kind ends : {event_kind::resolved, event_kind::closed}) {
    const auto judged_of = [&](std::string_view when) {
      desk d;
      d.add("1", "anna", low, {{"2099-12-01T08:00+03:00", event_kind::submitted}, {when, ends}});
      return d.judged(rules, "2100-01-02T00:00+03:00").front();
    };
    CHECK_FALSE(judged_of("2100-01-01T00:00+03:00").fault);
    const auto late = judged_of("2100-01-01T00:00:01+03:00");
    REQUIRE(late.fault);
    CHECK(late.fault->why == status::beyond_horizon);
    CHECK(late.fault->sentence.starts_with("event 2 (" + std::string{event_name(ends)} + ")"));
  }
}

TEST_CASE("What fails between two events is told of the first of them, not of the one to come") {
  const regulation rules = regulation_with(terms);
  for (const int others : {0, 2, 3}) {  // with three the last one waits, and is worked on waiting
    desk d;
    for (int i = 0; i < others; ++i) {
      d.add("other " + std::to_string(i), "anna", low,
            {{"2099-12-01T08:00+03:00", event_kind::submitted}});
    }
    d.add("late", "anna", low,
          {{"2100-02-01T08:00+03:00", event_kind::submitted},
           {"2100-02-02T08:00+03:00", event_kind::replied, reply_kind::question}});
    const auto late = d.judged(rules, "2100-03-01T00:00+03:00").back();
    REQUIRE(late.fault);
    CHECK(late.fault->why == status::beyond_horizon);
    const std::string_view at_fault = others == 3 ? "event 2 (replied): " : "event 1 (submitted): ";
    CHECK_MESSAGE(late.fault->sentence.starts_with(at_fault), late.fault->sentence);
  }
}

TEST_CASE("Judging can be stopped before any ticket and before anything that happens in a crowd") {
  desk d;
  for (int i = 0; i < 5; ++i) {
    d.add(
        "crowded", "anna", low,
        {{"2026-02-02T08:00", event_kind::submitted}, {"2026-02-02T09:00", event_kind::resolved}});
  }
  const instant now = at("2026-02-02T12:00");
  int asked = 0;
  judge(rules(), d.tickets(), now, {[](void* count) { ++*static_cast<int*>(count); }, &asked});
  CHECK(asked == 5 + 10);  // tickets, then events

  struct stopped {};
  for (int last = 1; last <= asked; ++last) {
    int left = last;
    const checkpoint stop{[](void* count) {
                            if (--*static_cast<int*>(count) == 0) throw stopped{};
                          },
                          &left};
    CHECK_THROWS_AS(judge(rules(), d.tickets(), now, stop), stopped);
    CHECK(left == 0);
  }
}

TEST_CASE("A now that the schedule does not know is not blamed on an event") {
  const regulation rules = regulation_with(terms);
  for (const int tickets : {1, 2, 5}) {  // of five two wait
    desk d;
    for (int i = 0; i < tickets; ++i) {
      d.add("open", "anna", low, {{"2026-02-02T08:00", event_kind::submitted}});
    }
    d.add(
        "done", "anna", low,
        {{"2026-01-02T08:00", event_kind::submitted}, {"2026-01-05T09:00", event_kind::resolved}});
    const auto judged = d.judged(rules, "2100-06-01T12:00+03:00");
    for (int i = 0; i < std::min(tickets, 3); ++i) {
      const auto& fault = judged[static_cast<std::size_t>(i)].fault;
      REQUIRE(fault);
      CHECK(fault->why == status::beyond_horizon);
      CHECK_MESSAGE(fault->sentence.starts_with("now: The answer lies outside"), fault->sentence);
    }
    CHECK_FALSE(judged.back().fault);
  }
}
