// What a report counts.
#include "srok/sla/report.hpp"

#include <doctest/doctest.h>

#include <tuple>

#include "sla/desk.hpp"

namespace {

using namespace srok;
using namespace srok::test;

const regulation_book& book() {
  static const regulation_book built_in{regulation::builtin("technotronics")};
  return built_in;
}

sla_report report_at(const desk& of, std::string_view now) {
  return report_of(book(), of.tickets(), of.judged(book(), now));
}

const tally& counts_of(const std::vector<report_row>& rows, std::string_view name) {
  for (const report_row& row : rows) {
    if (row.name == name) return row.counts;
  }
  FAIL("no row " << name);
  return rows.front().counts;
}

// Emergency tickets sent on Monday morning are due on Wednesday morning.
const std::string_view monday = "2026-02-02T09:00", due = "2026-02-04T09:00";

TEST_CASE("an answer at the due instant is in time, one a minute later is late") {
  desk of;
  of.add("1", "a", emergency, {{monday, event_kind::submitted}, {due, event_kind::replied}});
  of.add("2", "b", emergency,
         {{monday, event_kind::submitted}, {"2026-02-04T09:01", event_kind::replied}});
  const sla_report report = report_at(of, "2026-02-04T12:00");
  CHECK(report.all.in_time == 1);
  CHECK(report.all.late == 1);
  CHECK(report.all.open == 0);
  CHECK(report.all.share_in_time() == 0.5);
}

TEST_CASE("a ticket without an answer is open up to its due and late after it") {
  desk of;
  of.add("1", "a", emergency, {{monday, event_kind::submitted}});
  CHECK(report_at(of, due).all.open == 1);
  CHECK_FALSE(report_at(of, due).all.share_in_time().has_value());
  CHECK(report_at(of, "2026-02-04T09:01").all.late == 1);
}

TEST_CASE("where a change of priority counts from is a setting") {
  // Of eight days one is spent; of none there is no share left, so the ticket is due at once.
  const std::tuple<std::string_view, int, std::string_view> expected[] = {
      {"from_start", 8, "2026-02-09T09:00"},
      {"from_change", 8, "2026-02-10T09:00"},
      {"keep_fraction", 8, "2026-02-09T12:22:30"},
      {"keep_fraction", 0, "2026-02-03T09:00"}};
  for (const auto& [setting, days, due_then] : expected) {
    const regulation_book book{regulation_with(
        "on_priority_change = \"" + std::string{setting} +
        "\"\n[regulation.priorities]\nlow = " + std::to_string(days) + "\nmedium = 5\n")};
    event submitted, changed;
    submitted.at = at(monday);
    changed.at = at("2026-02-03T09:00");
    changed.kind = event_kind::priority_changed;
    changed.urgency = medium;
    changed.by_user = true;
    const std::vector<event> events{submitted, changed};
    const std::vector<ticket> tickets{{"1", "a", channel::portal, low, events}};
    const auto judged = judge(book, tickets, at("2026-02-03T10:00"));
    REQUIRE_FALSE(judged.front().fault);
    CHECK(judged.front().state.due == at(due_then));
  }
}

TEST_CASE("a ticket that is submitted twice is at fault") {
  desk of;
  of.add("1", "a", emergency, {{monday, event_kind::submitted}, {due, event_kind::submitted}});
  const auto judged = of.judged(book(), due);
  REQUIRE(judged.front().fault);
  CHECK(judged.front().fault->why == status::bad_events);
  CHECK(judged.front().fault->sentence.find("submitted once") != std::string::npos);
}

TEST_CASE("a ticket resolved while it was queued was answered in time") {
  desk of;
  for (const std::string_view id : {"1", "2", "3"}) {
    of.add(id, "a", emergency, {{monday, event_kind::submitted}});
  }
  of.add("4", "a", emergency,
         {{"2026-02-02T09:30", event_kind::submitted}, {"2026-02-02T10:00", event_kind::resolved}});
  const sla_report report = report_at(of, "2026-02-02T11:00");
  CHECK(report.all.in_time == 1);
  CHECK(report.all.open == 3);
}

TEST_CASE("an answer or an end beyond the horizon is a fault of its ticket, and in no count") {
  for (const event_kind kind : {event_kind::replied, event_kind::resolved, event_kind::closed}) {
    desk of;
    of.add("1", "a", emergency,
           {{monday, event_kind::submitted}, {"2099-01-01T09:00+03:00", kind}});
    const std::vector<judged_ticket> judged = of.judged(book(), "2099-02-01T09:00+03:00");
    REQUIRE(judged.front().fault);
    CHECK(judged.front().fault->why == status::beyond_horizon);
    CHECK_FALSE(outcome_of(judged.front()));
  }
}

TEST_CASE("a late first answer stays late however fast the later ones are") {
  desk of;
  of.add("1", "a", emergency,
         {{monday, event_kind::submitted},
          {"2026-02-04T10:00", event_kind::replied, reply_kind::question},
          {"2026-02-04T11:00", event_kind::user_replied},
          {"2026-02-04T11:05", event_kind::resolved}});
  CHECK(report_at(of, "2026-02-04T12:00").all.late == 1);
  CHECK(report_at(of, "2026-02-04T12:00").all.in_time == 0);
}

TEST_CASE("a ticket whose user has answered is open again until the desk answers") {
  desk of;
  of.add("1", "a", emergency,
         {{monday, event_kind::submitted},
          {"2026-02-02T10:00", event_kind::replied, reply_kind::question},
          {"2026-02-02T11:00", event_kind::user_replied}});
  CHECK(report_at(of, "2026-02-02T10:30").all.in_time == 1);
  CHECK(report_at(of, "2026-02-02T12:00").all.open == 1);
}

TEST_CASE("a ticket closed before its due without an answer is neither in time nor late") {
  desk of;
  of.add("1", "a", emergency,
         {{monday, event_kind::submitted}, {"2026-02-02T10:00", event_kind::closed}});
  const sla_report report = report_at(of, "2026-03-02T12:00");
  CHECK(report.all.unanswered == 1);
  CHECK(report.all.late == 0);
  CHECK_FALSE(report.all.share_in_time().has_value());
}

TEST_CASE("a ticket that closed by itself had its answer in time") {
  desk of;
  of.add("1", "a", emergency,
         {{monday, event_kind::submitted}, {"2026-02-02T10:00", event_kind::replied}});
  CHECK(of.judged(book(), "2026-03-02T12:00")[0].state.state == ticket_status::auto_closed);
  CHECK(report_at(of, "2026-03-02T12:00").all.in_time == 1);
}

TEST_CASE("a queued ticket is open") {
  desk of;
  for (const std::string_view id : {"1", "2", "3", "4"}) {
    of.add(id, "a", low, {{monday, event_kind::submitted}});
  }
  CHECK(of.judged(book(), "2026-02-02T12:00")[3].state.state == ticket_status::queued);
  CHECK(report_at(of, "2026-02-02T12:00").all.open == 4);
}

TEST_CASE("the counts of a row add up to its tickets, and the rows to all") {
  desk of;
  of.add("1", "a", low, {{monday, event_kind::submitted}});
  of.add("2", "b", high, {{monday, event_kind::submitted}, {monday, event_kind::resolved}});
  of.add("3", "c", high, {{"2026-03-02T09:00", event_kind::submitted}});
  const sla_report report = report_at(of, "2026-03-20T12:00");
  CHECK(report.all.tickets == 3);
  for (const auto* rows : {&report.by_priority, &report.by_month}) {
    std::size_t tickets = 0;
    for (const auto& [name, counts] : *rows) {
      tickets += counts.tickets;
      CHECK(counts.tickets == counts.in_time + counts.late + counts.open + counts.unanswered);
    }
    CHECK(tickets == 3);
  }
  CHECK(counts_of(report.by_priority, "high").tickets == 2);
  CHECK(report.by_priority.front().name == "emergency");
  CHECK(report.by_priority.front().counts.tickets == 0);
}

TEST_CASE("a ticket sent at 23:30 UTC on 31 January was sent in February in Moscow") {
  desk of;
  of.add("1", "a", low, {{"2026-01-31T23:30:00Z", event_kind::submitted}});
  const sla_report report = report_at(of, "2026-02-02T12:00");
  CHECK(report.by_month.size() == 1);
  CHECK(report.by_month[0].name == "2026-02");
}

TEST_CASE("a ticket with an impossible story, or one of the future, is not counted") {
  desk of;
  of.add("1", "a", low, {{monday, event_kind::submitted}, {monday, event_kind::resumed}});
  of.add("2", "b", low, {{"2026-05-04T09:00", event_kind::submitted}});
  CHECK(report_at(of, "2026-02-02T12:00").all.tickets == 0);
}

}  // namespace
