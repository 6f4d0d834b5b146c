// What deferrals do to one deadline, and to one that a change of priority has made anew.
#include "sla/stops.hpp"

#include <doctest/doctest.h>

#include <array>
#include <span>

#include "sla/desk.hpp"

using namespace srok;
using namespace srok::test;

namespace {

// Monday to Friday of a week without holidays; the desk is open from 07:00 to 16:00.
instant moment(const std::string& day_and_time) {
  return at("2026-03-" + day_and_time);
}

struct deferral {
  std::string begin;
  std::string end;  // empty: it is still on
};

moved_deadline told(const base_deadline& base, const std::vector<deferral>& deferrals,
                    const std::string& now = "20T12:00") {
  stops list;
  for (const deferral& d : deferrals) {
    list.begin(moment(d.begin));
    if (!d.end.empty()) list.end(moment(d.end));
  }
  return moved(regulation::builtin("technotronics").schedule(), base, list, moment(now));
}

std::string wall(const moved_deadline& d) {
  return to_text(d.at, regulation::builtin("technotronics").schedule()).substr(8, 8);
}

base_deadline tuesday_noon() {
  return {moment("17T12:00"), moment("16T09:00"), std::nullopt};
}

// A deadline long past that a change of priority at `at` lets begin anew.
base_deadline changed(const std::string& at, bool during_stop) {
  return {moment("16T09:00"), moment("16T08:00"), change{moment(at), during_stop}};
}

}  // namespace

TEST_CASE("a deferral moves a deadline by its working time, not by the night in it") {
  const moved_deadline d = told(tuesday_noon(), {{"16T15:00", "17T08:00"}});
  CHECK(wall(d) == "17T14:00");
  CHECK(d.taken.seconds() == 2 * 3600);
  CHECK(!d.moving);
}

TEST_CASE(
    "two deferrals move a deadline by both, also where the second begins behind the first "
    "deadline") {
  CHECK(wall(told(tuesday_noon(), {{"17T09:00", "17T11:00"}, {"17T13:00", "17T14:00"}})) ==
        "17T15:00");
}

TEST_CASE("of a deferral only what lies behind the moment a deadline counts from moves it") {
  CHECK(wall(told(tuesday_noon(), {{"16T07:00", "16T08:00"}})) == "17T12:00");
  CHECK(wall(told(tuesday_noon(), {{"16T07:00", "16T09:00"}})) == "17T12:00");
  CHECK(wall(told(tuesday_noon(), {{"16T07:00", "16T10:00"}})) == "17T13:00");
}

TEST_CASE("a deferral that begins at the deadline, or later, comes too late to move it") {
  CHECK(wall(told(tuesday_noon(), {{"17T12:00", "17T14:00"}})) == "17T12:00");
  CHECK(wall(told(tuesday_noon(), {{"17T13:00", "17T14:00"}})) == "17T12:00");
}

TEST_CASE(
    "a deadline at an opening that a deferral moves stays at the closing where that ends, not "
    "before its end") {
  const base_deadline opening{moment("18T07:00"), moment("16T09:00"), std::nullopt};
  CHECK(wall(told(opening, {{"17T18:00", "18T16:00"}})) == "18T16:00");
  CHECK(wall(told(opening, {{"17T18:00", "18T20:00"}})) == "19T07:00");
}

TEST_CASE(
    "a deferral that is on moves a deadline on and on, from the very moment that it counts from") {
  const moved_deadline d = told(tuesday_noon(), {{"16T15:00", ""}}, "17T08:00");
  CHECK(wall(d) == "17T14:00");
  CHECK(d.moving);
  CHECK(told(tuesday_noon(), {{"16T08:00", ""}}, "16T09:00").moving);
  CHECK(!told(tuesday_noon(), {{"17T12:00", ""}}, "17T13:00").moving);
}

TEST_CASE("a stop that begins where the last one ended is the same stop") {
  stops list;
  list.begin(moment("16T10:00"));
  list.end(moment("16T11:00"));
  list.begin(moment("16T11:00"));
  CHECK(list.on());
  list.begin(moment("16T12:00"));
  REQUIRE(list.list().size() == 1);
  CHECK(list.list()[0].begin == moment("16T10:00"));
  list.end(moment("16T13:00"));
  list.end(moment("16T14:00"));
  CHECK(list.list()[0].end == moment("16T13:00"));
  list.begin(moment("16T15:00"));
  CHECK(list.list().size() == 2);
}

TEST_CASE(
    "a change of priority makes nobody late: what is due before it is due at the next opening from "
    "it") {
  CHECK(wall(told(changed("17T10:00", false), {})) == "17T10:00");
  CHECK(wall(told(changed("17T17:00", false), {})) == "18T07:00");
  const base_deadline later{moment("19T12:00"), moment("16T08:00"),
                            change{moment("17T10:00"), false}};
  CHECK(wall(told(later, {})) == "19T12:00");
}

TEST_CASE("a deferral behind a change of priority moves what the change has made due") {
  CHECK(wall(told(changed("17T10:00", false), {{"17T11:00", "17T12:00"}})) == "17T10:00");
  CHECK(wall(told(changed("17T17:00", false), {{"17T20:00", "18T09:00"}})) == "18T09:00");
  CHECK(wall(told(changed("17T17:00", false), {{"17T17:00", "18T09:00"}})) == "18T09:00");
}

TEST_CASE("a deferral before a change of priority has nothing to do with it") {
  CHECK(wall(told(changed("17T10:00", false), {{"16T10:00", "16T12:00"}})) == "17T10:00");
  CHECK(wall(told(changed("17T17:00", false), {{"16T10:00", "17T15:00"}})) == "18T07:00");
}

TEST_CASE(
    "a change of priority during a deferral, its ends included, makes nothing due before the "
    "deferral ends") {
  for (const std::string at : {"17T10:00", "17T11:00", "17T12:00"}) {
    CAPTURE(at);
    CHECK(wall(told(changed(at, true), {{"17T10:00", "17T12:00"}})) == "17T12:00");
  }
}

TEST_CASE("a ticket that is resumed, changed and deferred again in one second was never resumed") {
  const base_deadline base = changed("17T11:00", false);
  const std::vector<deferral> ended{{"17T10:00", "17T11:00"}, {"17T11:00", "17T12:00"}};
  CHECK(wall(told(base, ended)) == "17T12:00");
  const std::vector<deferral> on{{"17T10:00", "17T11:00"}, {"17T11:00", ""}};
  CHECK(wall(told(base, on, "17T13:00")) == "17T13:00");
  CHECK(told(base, on, "17T13:00").moving);
  CHECK(told(base, on, "17T11:00").moving);
}

TEST_CASE("a deferral that is on carries what a change of priority during it has made due") {
  const moved_deadline d = told(changed("17T11:00", true), {{"17T10:00", ""}}, "17T12:00");
  CHECK(wall(d) == "17T12:00");
  CHECK(d.moving);
}

TEST_CASE(
    "a change of priority while a deferral lets the timers run makes due at once what is late by "
    "it, whatever stops them in that second") {
  const regulation rules = regulation_with(
      "[regulation.priorities]\nlow = 8\nmedium = 5\nhigh = 3\nemergency = 2\n"
      "[regulation.deferral]\nneeds_development = \"runs\"\n");
  std::array<event, 4> events;
  events[0].at = moment("16T08:00");
  events[1] = {.at = moment("17T09:00"), .kind = event_kind::deferred, .reason = 2};
  events[2].at = events[3].at = moment("20T10:00");
  events[2].kind = event_kind::priority_changed;
  events[2].urgency = emergency;
  events[2].by_user = true;
  events[3].kind = event_kind::deferred;
  REQUIRE(rules.deferrals()[events[1].reason].reason == "needs_development");
  const ticket t{"1", "anna", channel::portal, low, events};
  const ticket_state told = judge(rules, std::span{&t, 1}, moment("20T12:00")).front().state;
  CHECK(told.breached);
  CHECK(told.breached_at == moment("20T10:00"));
}

TEST_CASE("a change of priority in one silence of the user has nothing to do with the next") {
  const regulation rules = regulation_with("[regulation.priorities]\nlow = 8\nat_once = 0\n");
  std::array<event, 5> events;
  events[0].at = moment("16T08:00");
  events[1] = {.at = moment("16T20:00"), .kind = event_kind::replied};
  events[2] = {.at = moment("16T21:00"), .kind = event_kind::priority_changed};
  events[2].urgency = priority{1};
  events[2].by_user = true;
  events[3] = {.at = moment("16T21:30"), .kind = event_kind::user_replied};
  events[4] = {.at = moment("16T22:00"), .kind = event_kind::replied};
  events[1].reply = events[4].reply = reply_kind::recommendation;
  const auto closes = [&](std::size_t count) {
    const ticket t{"1", "anna", channel::portal, low, std::span{events}.first(count)};
    const ticket_state told = judge(rules, std::span{&t, 1}, events[count - 1].at).front().state;
    return told.auto_close_at;
  };
  CHECK(closes(3) == moment("17T07:00"));  // not before the desk opens after the change
  CHECK(closes(5) == moment("16T22:00"));
}
