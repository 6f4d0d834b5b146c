// What would be different under other rules, and what it is told to come from.
#include "srok/sla/what_if.hpp"

#include <doctest/doctest.h>

#include "sla/desk.hpp"
#include "srok/error.hpp"

namespace {

using namespace srok;
using namespace srok::test;

constexpr std::string_view terms = "[regulation.priorities]\nlow = 8\nhigh = 3\n";
constexpr priority second_of_two{1};

struct comparison {
  std::vector<judged_ticket> here, there;
  std::vector<ticket_move> moved;
};

comparison compare(const desk& of, const regulation_book& a, const regulation_book& b,
                   std::string_view now) {
  comparison all{of.judged(a, now), of.judged(b, now), {}};
  all.moved = moves({a, of.tickets(), all.here}, {b, of.tickets(), all.there});
  return all;
}

// Due on Thursday, three working days after Monday 09:00.
desk one_high() {
  desk of;
  of.add("1", "a", second_of_two, {{"2026-02-02T09:00", event_kind::submitted}});
  return of;
}

TEST_CASE("the same rules move nothing") {
  const regulation_book a{regulation_with(terms)};
  const regulation_book b{regulation_with(terms)};
  CHECK(compare(one_high(), a, b, "2026-02-03T12:00").moved.empty());
}

TEST_CASE("a day off put into the week moves a due by a day and is named with its hours") {
  const regulation_book a{regulation_with(terms)};
  const regulation_book b{regulation_with(terms, "\"2026-02-04\" = []\n")};
  const comparison all = compare(one_high(), a, b, "2026-02-03T12:00");
  REQUIRE(all.moved.size() == 1);
  CHECK(all.here[0].state.due == at("2026-02-05T09:00"));
  CHECK(all.there[0].state.due == at("2026-02-06T09:00"));
  const ticket_move& move = all.moved[0];
  REQUIRE(move.hours.size() == 1);
  CHECK(to_text(move.hours[0].date) == "2026-02-04");
  CHECK(move.hours[0].here.worked == business_duration{std::chrono::hours{9}});
  CHECK(move.hours[0].there.worked == business_duration{});
  CHECK(move.hours[0].there.why == reason::exception);
  CHECK_FALSE(move.answer_days);
  CHECK(move.settings.empty());
}

TEST_CASE("a day off after the due moves nothing") {
  const regulation_book a{regulation_with(terms)};
  const regulation_book b{regulation_with(terms, "\"2026-02-06\" = []\n")};
  CHECK(compare(one_high(), a, b, "2026-02-03T12:00").moved.empty());
}

TEST_CASE("hours that begin and end an hour later are other hours, though a day is as long") {
  const regulation_book a{regulation_with(terms)};
  const regulation_book b{regulation_with(terms, "\"2026-02-05\" = [\"10:00-19:00\"]\n")};
  const comparison all = compare(one_high(), a, b, "2026-02-03T12:00");
  REQUIRE(all.moved.size() == 1);
  CHECK(all.there[0].state.due == at("2026-02-05T12:00"));
  CHECK(all.moved[0].hours.size() == 1);
}

TEST_CASE("fewer working days for a priority move its tickets alone") {
  desk of = one_high();
  of.add("2", "b", low, {{"2026-02-02T09:00", event_kind::submitted}});
  const regulation_book a{regulation_with(terms)};
  const regulation_book b{regulation_with("[regulation.priorities]\nlow = 8\nhigh = 2\n")};
  const comparison all = compare(of, a, b, "2026-02-03T12:00");
  REQUIRE(all.moved.size() == 1);
  CHECK(all.moved[0].ticket == 0);
  CHECK(all.moved[0].answer_days);
  CHECK(all.moved[0].hours.empty());
}

TEST_CASE("a due that would have been missed is a move even when the ticket is closed since") {
  desk of;
  of.add("1", "a", second_of_two,
         {{"2026-02-02T09:00", event_kind::submitted},
          {"2026-02-05T08:00", event_kind::resolved},
          {"2026-02-05T08:00", event_kind::closed}});
  const regulation_book a{regulation_with(terms)};
  const regulation_book b{regulation_with("[regulation.priorities]\nlow = 8\nhigh = 2\n")};
  const comparison all = compare(of, a, b, "2026-02-20T12:00");
  REQUIRE(all.moved.size() == 1);
  CHECK_FALSE(all.here[0].state.breached);
  CHECK(all.there[0].state.breached);
}

TEST_CASE("without auto-closing a silent user's ticket keeps waiting, and the setting is named") {
  desk of;
  of.add("1", "a", second_of_two,
         {{"2026-02-02T09:00", event_kind::submitted}, {"2026-02-02T10:00", event_kind::replied}});
  const regulation_book a{regulation_with(terms)};
  const regulation_book b{regulation_with("auto_close = \"off\"\n" + std::string{terms})};
  const comparison all = compare(of, a, b, "2026-02-20T12:00");
  REQUIRE(all.moved.size() == 1);
  CHECK(all.here[0].state.state == ticket_status::auto_closed);
  CHECK(all.there[0].state.state == ticket_status::waiting_for_user);
  CHECK(all.moved[0].settings == std::vector<std::string_view>{"auto_close"});
}

TEST_CASE("what became a fault, or is none any more, is told with what it may come from") {
  desk of;
  of.add("1", "a", second_of_two,
         {{"2026-02-02T09:00", event_kind::submitted},
          {"2026-02-02T10:00", event_kind::replied},
          {"2026-02-11T10:00", event_kind::deferred}});
  const regulation_book a{regulation_with(terms)};
  const regulation_book b{regulation_with("auto_close = \"off\"\n" + std::string{terms})};
  const regulation_book c{
      regulation_with(terms,
                      "\"2026-02-05\" = []\n\"2026-02-06\" = []\n\"2026-02-09\" = "
                      "[]\n\"2026-02-10\" = []\n\"2026-02-11\" = []\n")};
  for (const bool back : {false, true}) {
    const comparison setting = compare(of, back ? b : a, back ? a : b, "2026-02-20T12:00");
    REQUIRE(setting.moved.size() == 1);
    CHECK(setting.here[0].fault.has_value() != back);
    CHECK(setting.moved[0].settings == std::vector<std::string_view>{"auto_close"});
    const comparison hours = compare(of, back ? c : a, back ? a : c, "2026-02-20T12:00");
    REQUIRE(hours.moved.size() == 1);
    CHECK(hours.here[0].fault.has_value() != back);
    CHECK(hours.moved[0].hours.size() == 5);
  }
}

TEST_CASE("a higher limit of active tickets admits the fourth at once, and that is told") {
  desk of;
  for (const std::string_view id : {"1", "2", "3", "4"}) {
    of.add(id, "a", low, {{"2026-02-02T09:00", event_kind::submitted}});
  }
  const regulation_book a{regulation_with(terms)};
  const regulation_book b{regulation_with("active_limit = 4\n" + std::string{terms})};
  const comparison all = compare(of, a, b, "2026-02-03T12:00");
  REQUIRE(all.moved.size() == 1);
  CHECK(all.moved[0].ticket == 3);
  CHECK(all.moved[0].admission);
}

TEST_CASE("a ticket before the first edition has no answer there, and that is a move") {
  const regulation_book a{regulation_with(terms)};
  const regulation_book b{regulation_with("effective = 2026-02-03\n" + std::string{terms})};
  const comparison all = compare(one_high(), a, b, "2026-02-03T12:00");
  REQUIRE(all.moved.size() == 1);
  CHECK(all.there[0].fault.has_value());
}

TEST_CASE("an exception or a closure that one edition has and the other lacks is refused") {
  const auto edition = [](const std::string& name, const std::string& effective,
                          const std::string& dates) {
    return regulation_with(
        "edition = \"" + name + "\"\neffective = " + effective + "\n" + std::string{terms}, dates);
  };
  const auto said = [&](const std::string& older, const std::string& newer) {
    try {
      const regulation_book book{
          {edition("2", "2026-02-03T12:00:00+03:00", newer), edition("1", "2026-01-01", older)}};
      return std::string{};
    } catch (const error& e) {
      CHECK(e.code() == status::bad_argument);
      return std::string{e.what()};
    }
  };
  const std::string off = "\"2026-02-04\" = []\n";
  const std::string common =
      "; exceptions and closures are common to all editions: write them into each";
  CHECK(said("", off) ==
        "the edition \"2\" has an exception on 2026-02-04, which the edition \"1\" "
        "lacks or has otherwise" +
            common);
  CHECK(said(off, "") ==
        "the edition \"1\" has an exception on 2026-02-04, which the edition \"2\" "
        "lacks or has otherwise" +
            common);
  CHECK(said(off, "\"2026-02-04\" = [\"07:00-12:00\"]\n") != "");
  CHECK(said(off, off).empty());
  CHECK(said("\"2026-02-03\" = []\n", "") != "");
  CHECK(said("\"2026-02-02\" = []\n", "").empty());  // gone by when the later one begins
  const auto closed = [](const std::string& to) {
    return "[[schedule.closures]]\nfrom = 2026-02-03T09:00:00+03:00\nto = 2026-02-03T" + to +
           "+03:00\n";
  };
  CHECK(said("", closed("12:00:01")) ==
        "the edition \"2\" has a closure from 2026-02-03, which the edition \"1\" lacks or has "
        "otherwise" +
            common);
  CHECK(said(closed("12:00:00"), "").empty());
  CHECK(said(closed("13:00:00"), closed("14:00:00")) != "");
  CHECK(said(closed("13:00:00"), closed("13:00:00")).empty());
  CHECK(said(closed("13:00:00"), closed("12:30:00") +
                                     "[[schedule.closures]]\nfrom = "
                                     "2026-02-03T12:30:00+03:00\nto = 2026-02-03T13:00:00+03:00\n")
            .empty());
  // The same hours in other words.
  CHECK(said("\"2026-02-04\" = [\"12:00-14:00\", \"08:00-10:00\", \"10:00-12:00\"]\n",
             "\"2026-02-04\" = [\"08:00-14:00\"]\n")
            .empty());
  const std::string two = "\"2026-02-06\" = []\n";
  CHECK(said(off + two, two + off).empty());  // dates may stand in any order
  CHECK(said(two + off, off) != "");
  // A night of the day before goes on behind the begin of the later edition.
  CHECK(said("\"2026-02-02\" = [\"20:00-06:00\"]\n", "") != "");
  CHECK(said("\"2026-02-01\" = [\"20:00-06:00\"]\n", "").empty());
}

TEST_CASE("what lies behind the end of one edition's calendar is the other's own") {
  const auto edition = [](const std::string& head, const std::string& forecast,
                          const std::string& dates) {
    return parse_regulation(
        "[regulation]\ntitle = \"A desk\"\n" + head + std::string{terms} +
        "[schedule]\nzone = \"Europe/Moscow\"\ncalendar = \"ru\"\nforecast = \"" + forecast +
        "\"\n[schedule.hours]\nmon = [\"07:00-16:00\"]\n[schedule.dates]\n" + dates);
  };
  const regulation short_one = edition("", "refuse", "");
  const regulation long_one =
      edition("effective = 2026-01-01\n", "statutory", "\"2030-05-06\" = [\"08:00-12:00\"]\n");
  CHECK(regulation_book{{short_one, long_one}}.editions().size() == 2);
  desk of;
  of.add("1", "a", second_of_two, {{"2030-02-04T09:00:00+03:00", event_kind::submitted}});
  const comparison all = compare(of, long_one, short_one, "2030-02-04T12:00:00+03:00");
  REQUIRE(all.moved.size() == 1);
  CHECK(all.moved[0].horizon);
}

TEST_CASE("a book without an edition is none") {
  std::string said;
  try {
    (void)regulation_book{std::vector<regulation>{}};
  } catch (const error& failure) {
    CHECK(failure.code() == status::bad_argument);
    said = failure.what();
  }
  CHECK(said == "a book needs at least one edition; give it the regulation");
}

TEST_CASE("the edition in force at submission governs a ticket also after the next one") {
  const regulation first = regulation_with("edition = \"1\"\n" + std::string{terms});
  const regulation second = regulation_with(
      "edition = \"2\"\neffective = 2026-02-03\n[regulation.priorities]\nlow = 8\nhigh = 1\n");
  const regulation_book a{first};
  const regulation_book b{std::vector<regulation>{second, first}};
  desk of = one_high();
  of.add("2", "b", second_of_two, {{"2026-02-03T09:00", event_kind::submitted}});
  const comparison all = compare(of, a, b, "2026-02-03T12:00");
  REQUIRE(all.moved.size() == 1);
  CHECK(all.moved[0].ticket == 1);
  CHECK(all.moved[0].edition);
  CHECK(all.there[1].state.due == at("2026-02-04T09:00"));
}

TEST_CASE("a priority raised now shortens the due from the start and leaves later events alone") {
  desk of;
  of.add("1", "a", low,
         {{"2026-02-02T09:00", event_kind::submitted}, {"2026-02-20T09:00", event_kind::closed}});
  const regulation_book a{regulation_with(terms)};
  const std::vector<event> events =
      with_priority(of.tickets()[0], second_of_two, at("2026-02-03T12:00"));
  REQUIRE(events.size() == 3);
  CHECK(events[1].kind == event_kind::priority_changed);
  CHECK(events[2].kind == event_kind::closed);
  ticket raised = of.tickets()[0];
  raised.events = events;
  const std::vector<ticket> tickets{raised};
  const auto here = of.judged(a, "2026-02-03T12:00");
  const auto there = judge(a, tickets, at("2026-02-03T12:00"));
  const auto moved = moves({a, of.tickets(), here}, {a, tickets, there});
  REQUIRE(moved.size() == 1);
  CHECK(moved[0].priority);
  CHECK(there[0].state.due == at("2026-02-05T09:00"));
}

}  // namespace
