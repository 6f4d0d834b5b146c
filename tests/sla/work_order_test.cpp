#include <doctest/doctest.h>

#include "sla/desk.hpp"
#include "srok/error.hpp"
#include "srok/sla/work_order.hpp"

using namespace srok;
using namespace srok::test;

namespace {

constexpr std::string_view four =
    "[regulation.priorities]\nlow = 8\nmedium = 5\nhigh = 3\nemergency = 2\n";

std::vector<std::string> ids(const desk& d, const regulation& by, std::string_view now) {
  const regulation_book book{by};
  const auto judged = d.judged(book, now);
  std::vector<std::string> found;
  for (const queue_place& p : work_order(book, d.tickets(), judged)) {
    found.emplace_back(d.tickets()[p.ticket].id);
  }
  return found;
}

desk three_tickets() {
  desk d;
  d.add("low", "a", priority{0}, {{"2026-03-02T09:00", event_kind::submitted}});
  d.add("high", "b", priority{2}, {{"2026-03-10T09:00", event_kind::submitted}});
  d.add("emergency", "c", priority{3}, {{"2026-03-13T09:00", event_kind::submitted}});
  return d;
}

using order = std::vector<std::string>;

}  // namespace

TEST_CASE("an emergency is worked on before what is due earlier") {
  CHECK(ids(three_tickets(), regulation_with(four), "2026-03-13T10:00") ==
        order{"emergency", "low", "high"});
}

TEST_CASE("a regulation may let tickets be worked on in the order of their arrival") {
  const std::string terms = "order = [\"submitted\"]\n" + std::string{four};
  CHECK(ids(three_tickets(), regulation_with(terms), "2026-03-13T10:00") ==
        order{"low", "high", "emergency"});
}

TEST_CASE("a regulation may put no priority out of turn") {
  const std::string terms = "out_of_turn = []\n" + std::string{four};
  CHECK(ids(three_tickets(), regulation_with(terms), "2026-03-13T10:00") ==
        order{"low", "high", "emergency"});
}

TEST_CASE("tickets that are alike are ordered by id, and queued ones come last") {
  desk d;
  for (const std::string_view id : {"D", "B", "A", "C"}) {
    d.add(id, "one user", priority{0}, {{"2026-03-02T09:00", event_kind::submitted}});
  }
  CHECK(ids(d, regulation_with(four), "2026-03-02T10:00") == order{"A", "B", "D", "C"});
}

TEST_CASE("a place in the order says what sets a ticket behind the one before") {
  const desk d = three_tickets();
  const regulation_book book{regulation_with(four)};
  const auto places = work_order(book, d.tickets(), d.judged(book, "2026-03-13T10:00"));
  REQUIRE(places.size() == 3);
  CHECK(places[0].reason == "first");
  CHECK(places[1].reason == "3.2: not a priority out of turn");
  CHECK(places[2].reason == "4.9: due on a later date");
}

TEST_CASE("a key of the order that is unknown or there twice is refused with its place") {
  for (const std::string_view list : {"[\"age\"]", "[\"due\", \"due\"]"}) {
    CAPTURE(list);
    try {
      regulation_with("order = " + std::string{list} + "\n" + std::string{four});
      FAIL("it was accepted");
    } catch (const error& e) {
      CHECK(e.code() == status::bad_text);
      CHECK(e.where().line == 3);
    }
  }
}
