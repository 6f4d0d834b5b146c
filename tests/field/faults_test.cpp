// The faults that users of other help desks and time libraries report, each shown not to happen
// here.
//
// A case's name begins with the entries of the two surveys behind it, H of help desks and L of
// libraries, and the product in which it happened; README.md beside lists those that do not concern
// srok. coverage_test.py finds gaps.
#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "srok.h"
#include "srok/calendar/calendar.hpp"
#include "srok/engine/explanation.hpp"
#include "srok/engine/schedule.hpp"
#include "srok/error.hpp"
#include "srok/io/calendar_formats.hpp"
#include "srok/io/instant_text.hpp"
#include "srok/io/schedule_text.hpp"

using namespace srok;

namespace {

// 07:00-16:00 from Monday to Friday unless other hours are given.
constexpr std::string_view office_hours = R"(
mon = ["07:00-16:00"]
tue = ["07:00-16:00"]
wed = ["07:00-16:00"]
thu = ["07:00-16:00"]
fri = ["07:00-16:00"]
)";

schedule made(std::string_view zone, std::string_view hours, std::string_view head = {},
              std::string_view tail = {}) {
  std::string toml = "[schedule]\nzone = \"";
  toml.append(zone)
      .append("\"\n")
      .append(head)
      .append("\n[schedule.hours]\n")
      .append(hours)
      .append("\n")
      .append(tail);
  return parse_schedule(toml);
}

const schedule& office() {
  static const schedule s = made("Europe/Moscow", office_hours, "calendar = \"ru\"");
  return s;
}

std::optional<status> refusal(std::string_view zone, std::string_view hours,
                              std::string_view head = {}, std::string_view tail = {}) {
  try {
    made(zone, hours, head, tail);
  } catch (const error& e) {
    return e.code();
  }
  return std::nullopt;
}

instant at(const schedule& s, std::string_view text) {
  const answer<instant> found = parse_instant(text, s);
  REQUIRE(found);
  return *found;
}

// The wall clock without its offset, or the name of the error.
std::string shown(const schedule& s, const answer<instant>& a) {
  return a ? to_text(*a, s).substr(0, 19)
           : std::string{srok_status_name(static_cast<srok_status>(a.why))};
}

business_duration amount(std::string_view text) {
  const auto parsed = parse_duration(text);
  REQUIRE(parsed);
  return *parsed;
}

std::string due(const schedule& s, std::string_view start, std::string_view budget,
                landing side = landing::nearest) {
  return shown(s, s.deadline(at(s, start), amount(budget), side));
}

std::string start_of(const schedule& s, std::string_view end, std::string_view budget,
                     landing side = landing::nearest) {
  return shown(s, s.latest_start(at(s, end), amount(budget), side));
}

std::string due_days(const schedule& s, std::string_view start, int days,
                     day_rule rule = day_rule::elapsed) {
  return shown(s, s.deadline(at(s, start), working_days{days}, rule));
}

std::string worked(const schedule& s, std::string_view from, std::string_view to) {
  const auto sum = s.elapsed(at(s, from), at(s, to));
  return sum ? to_text(*sum) : std::string{srok_status_name(static_cast<srok_status>(sum.why))};
}

std::string paused(std::string_view start, std::string_view budget,
                   std::vector<std::pair<std::string_view, std::string_view>> pauses) {
  std::vector<interval> list;
  for (const auto& [from, to] : pauses) list.emplace_back(at(office(), from), at(office(), to));
  return shown(office(), office().deadline_with_pauses(at(office(), start), amount(budget),
                                                       landing::nearest, list));
}

bool open(const schedule& s, std::string_view when) {
  const auto is = s.is_open(at(s, when));
  REQUIRE(is);
  return *is;
}

civil_date date(std::string_view text) {
  const auto parsed = parse_date(text);
  REQUIRE(parsed);
  return *parsed;
}

// One ticket of the built-in regulation, as srok_tickets_json answers. An event is written
// "16T10:00 replied:question", a day of March 2026 (the 16th is a Monday) and what happened.
std::string told(std::string_view now, const std::vector<std::string>& events,
                 std::string_view priority = "high", const srok_regulation* by = nullptr) {
  srok_regulation* builtin = nullptr;
  REQUIRE(srok_regulation_builtin("technotronics", &builtin, nullptr, 0) == SROK_OK);
  std::string line = "{\"id\":\"T\",\"user\":\"u\",\"channel\":\"portal\",\"priority\":\"";
  line.append(priority).append("\",\"events\":[");
  for (const std::string& e : events) {
    const std::size_t space = e.find(' ');
    const std::size_t colon = e.find(':', space);
    const std::string kind = e.substr(space + 1, colon == e.npos ? e.npos : colon - space - 1);
    if (line.back() == '}') line += ',';
    line += "{\"at\":\"2026-03-" + e.substr(0, space) + "+03:00\",\"event\":\"" + kind + "\"";
    if (colon != e.npos) {
      const std::string word = kind == "replied"      ? "kind"
                               : kind == "deferred"   ? "reason"
                               : kind == "target_set" ? "date"
                                                      : "priority";
      line += ",\"" + word + "\":\"" + e.substr(colon + 1) + "\"";
    }
    line += '}';
  }
  line += "]}\n";
  std::string text(4096, '\0');
  std::size_t length = 0;
  const srok_status said =
      srok_tickets_json(by ? by : builtin, to_unix(at(office(), "2026-03-" + std::string{now})),
                        line.data(), line.size(), text.data(), text.size(), &length);
  REQUIRE(said != SROK_BUFFER_TOO_SMALL);
  return text.substr(0, length);
}

// The value of a name in an answer, without quotes, the seconds and the offset of an instant.
std::string of(const std::string& json, const std::string& name) {
  const std::size_t found = json.find("\"" + name + "\":");
  REQUIRE_MESSAGE(found != json.npos, json);
  std::size_t begin = found + name.size() + 3;
  const bool quoted = json[begin] == '"';
  if (quoted) ++begin;
  std::string value = json.substr(begin, json.find_first_of(quoted ? "\"" : ",}", begin) - begin);
  if (value.size() == 25 && value[10] == 'T') value = value.substr(8, 8);
  return value;
}

}  // namespace

// ---- arithmetic and boundaries ----

TEST_CASE("H1 L10 L57 osTicket, Business::Hours, RT: no search window ends a count early") {
  const schedule tuesdays = made("Europe/Moscow", "tue = [\"08:00-17:00\"]");
  CHECK(due(tuesdays, "2026-02-04T10:00", "1h") == "2026-02-10T09:00:00");
  CHECK(due(office(), "2025-12-30T15:00", "135h") == "2026-01-30T15:00:00");
  CHECK(due_days(office(), "2025-01-09T07:00", 247) == "2025-12-30T16:00:00");
}

TEST_CASE(
    "H2 H24 L57 osTicket, Chatwoot, Frappe: lunch is hours of the day, and no deadline precedes "
    "its start") {
  const schedule lunch = made("Europe/Moscow", "mon = [\"08:00-12:00\", \"13:00-17:00\"]");
  CHECK(due(lunch, "2026-02-02T11:30", "1h") == "2026-02-02T13:30:00");
  CHECK(due(lunch, "2026-02-02T15:00", "1h") == "2026-02-02T16:00:00");
}

TEST_CASE("H3 osTicket: the second interval of a day counts as the first does") {
  const schedule split =
      made("Europe/Moscow", "mon = [\"08:00-10:00\", \"13:00-17:00\"]\ntue = [\"08:00-17:00\"]");
  CHECK(due(split, "2026-02-02T14:00", "1h") == "2026-02-02T15:00:00");
}

TEST_CASE("H4 L4 L31 L32 Zammad, spatie: a day that is open all round has no hole at midnight") {
  const std::string all =
      "mon=[\"00:00-24:00\"]\ntue=[\"00:00-24:00\"]\nwed=[\"00:00-24:00\"]\nthu=[\"00:00-24:00\"]\n"
      "fri=[\"00:00-24:00\"]\nsat=[\"00:00-24:00\"]\nsun=[\"00:00-24:00\"]";
  const schedule always = made("UTC", all);
  CHECK(open(always, "2026-02-02T23:59:59"));
  CHECK(open(always, "2026-02-03T00:00:00"));
  CHECK(worked(always, "2026-02-01T00:00", "2026-03-01T00:00") == "672h");
  CHECK(due(always, "2026-02-02T23:59:59", "2s") == "2026-02-03T00:00:01");
}

TEST_CASE(
    "H5 L19 Chatwoot, Biz, dayjs-business-time: the closing instant is closed for every question") {
  CHECK_FALSE(open(office(), "2026-02-02T16:00:00"));
  CHECK(open(office(), "2026-02-02T15:59:59"));
  CHECK(worked(office(), "2026-02-02T15:59:59", "2026-02-02T16:00:01") == "1s");
  CHECK(shown(office(), office().next_open(at(office(), "2026-02-02T16:00"))) ==
        "2026-02-03T07:00:00");
}

TEST_CASE("H6 L36 dbt_zendesk, php-business-time: seconds are counted, nothing is rounded") {
  CHECK(worked(office(), "2026-02-02T15:00:31", "2026-02-03T07:00:30") == "59m59s");
  CHECK(due(office(), "2026-02-02T15:59:30", "1m") == "2026-02-03T07:00:30");
}

TEST_CASE(
    "H7 H34 L55 L56 GLPI, Frappe, ERPNext: after a pause a deadline is in working time still") {
  CHECK(paused("2026-02-06T14:00", "4h", {{"2026-02-06T15:00", "2026-02-09T08:00"}}) ==
        "2026-02-09T11:00:00");
  CHECK(paused("2026-02-06T14:00", "4h", {{"2026-02-06T16:00", "2026-02-09T07:00"}}) ==
        "2026-02-09T09:00:00");
}

TEST_CASE(
    "H8 H9 L3 GLPI, businesstimedelta: going back is the inverse of going forth, also over split "
    "days") {
  const schedule split =
      made("Europe/Moscow", "mon = [\"08:00-12:00\", \"13:00-17:00\"]\nthu = [\"08:00-11:00\"]");
  for (const std::string_view start :
       {"2026-02-02T08:30", "2026-02-02T11:59", "2026-02-05T08:00"}) {
    for (const std::string_view budget : {"1s", "1h", "7h", "80h", "240h"}) {
      const auto end = split.deadline(at(split, start), amount(budget));
      REQUIRE(end);
      const auto back = split.latest_start(*end, amount(budget));
      REQUIRE(back);
      CHECK(*back == at(split, start));
    }
  }
}

TEST_CASE(
    "H10 H11 H12 L24 L25 business_time, working_hours, DateTimeExtensions: days count from the "
    "first open moment") {
  CHECK(due_days(office(), "2026-02-07T12:00", 1) == "2026-02-09T16:00:00");
  CHECK(due_days(office(), "2026-02-06T18:00", 1) == "2026-02-09T16:00:00");
  CHECK(due_days(office(), "2026-02-06T15:50", 1) == "2026-02-09T15:50:00");
  CHECK(due_days(office(), "2026-02-07T12:00", 1, day_rule::whole) == "2026-02-10T16:00:00");
}

TEST_CASE(
    "H13 L18 L28 L30 Biz, rickar/cal, business_time, workalendar: every question has the same "
    "hours of a day") {
  const schedule s = made("Europe/Moscow", office_hours, {},
                          "[schedule.dates]\n\"2026-02-07\" = [\"10:00-12:00\"]\n"
                          "\"2026-02-10\" = []");
  CHECK(open(s, "2026-02-07T11:00"));
  CHECK(worked(s, "2026-02-07T00:00", "2026-02-08T00:00") == "2h");
  CHECK(due(s, "2026-02-06T15:00", "2h") == "2026-02-07T11:00:00");
  CHECK(*s.add_days(date("2026-02-06"), 1) == date("2026-02-07"));
  CHECK(*s.days_between(date("2026-02-07"), date("2026-02-12")) == 3);
  CHECK_FALSE(open(s, "2026-02-10T11:00"));
}

TEST_CASE("H14 Business::Hours: no second is counted twice, and no failure looks like an instant") {
  CHECK(worked(office(), "2026-02-02T07:00", "2026-02-02T15:00") == "8h");
  CHECK(due(office(), "2026-12-30T15:00", "9000h") == "SROK_BEYOND_HORIZON");
}

// ---- calendars and holidays ----

TEST_CASE(
    "H15 H17 L29 L48 L54 GLPI, Biz, business: a Saturday that is worked instead counts "
    "everywhere") {
  CHECK(open(office(), "2025-11-01T10:00"));
  CHECK(*office().add_days(date("2025-10-31"), 1) == date("2025-11-01"));
  CHECK(*office().days_between(date("2025-10-31"), date("2025-11-05")) == 2);
  CHECK(refusal("UTC", office_hours, {},
                "[schedule.dates]\n\"2026-02-07\" = []\n\"2026-02-07\" = [\"10:00-12:00\"]") ==
        status::bad_text);
}

TEST_CASE("H16 H22 L53 Biz, GLPI: a short day is short of itself") {
  const schedule cut =
      made("Europe/Moscow", office_hours, "calendar = \"ru\"\nshort_day_cut = \"1h\"");
  CHECK(worked(cut, "2026-04-30T00:00", "2026-05-01T00:00") == "8h");
  CHECK(worked(cut, "2026-04-29T00:00", "2026-04-30T00:00") == "9h");
}

TEST_CASE(
    "H18 H64 L52 L58 iposho, Zammad: an explanation names each day off and sums to "
    "the budget") {
  const auto end = office().deadline(at(office(), "2025-12-30T15:00"), amount("10h"));
  REQUIRE(end);
  const explanation why = explain(office(), at(office(), "2025-12-30T15:00"), *end);
  std::chrono::seconds sum{0};
  bool moved = false;
  for (const explained_part& part : why.parts) {
    if (part.counted) sum += part.span.length();
    moved = moved || (part.moved_from != part.moved_to && !part.source.empty());
  }
  CHECK(sum == std::chrono::hours{10});
  CHECK(moved);
}

TEST_CASE(
    "H19 H20 H21 Zammad: DTEND is exclusive, a date is no instant, and an observance is no day "
    "off") {
  const auto read = [](const std::string& events) {
    return import_calendar("BEGIN:VCALENDAR\r\n" + events + "END:VCALENDAR\r\n",
                           calendar_format::icalendar, "feed", builtin_calendar("ru"));
  };
  const std::string off =
      "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20260109\r\n"
      "SUMMARY:Выходной день\r\nEND:VEVENT\r\n";
  const imported_calendar got = read(off);
  CHECK(got.days.day(date("2026-01-01"))->works() == false);
  CHECK(got.days.day(date("2026-01-08"))->works() == false);
  CHECK(got.days.day(date("2026-01-09"))->works());
  CHECK_THROWS_AS(
      read(off +
           "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261111\r\nSUMMARY:St. Martin\r\nEND:VEVENT\r\n"),
      error);
}

TEST_CASE(
    "H25 L9 L33 Chatwoot, business_time, moment-business-time, businesstimedelta, mpxj: a shift "
    "crosses midnight") {
  const schedule night = made(
      "Europe/Moscow", "mon = [\"22:00-06:00\"]\ntue = [\"22:00-06:00\"]\nwed = [\"18:00-00:00\"]");
  CHECK(due(night, "2026-02-03T02:00", "1h") == "2026-02-03T03:00:00");
  CHECK(start_of(night, "2026-02-03T02:00", "3h") == "2026-02-02T23:00:00");
  CHECK(shown(night, night.next_close(at(night, "2026-02-02T23:00"))) == "2026-02-03T06:00:00");
  CHECK(worked(night, "2026-02-04T12:00", "2026-02-05T12:00") == "6h");
}

TEST_CASE(
    "H26 H30 L1 L2 L6 L7 Zammad, Biz, iTop, moment-business-time: hours that never open are "
    "refused when built") {
  CHECK(refusal("UTC", "") == status::never_open);
  CHECK(refusal("UTC", "mon = []") == status::never_open);
  CHECK(refusal("UTC", "mon = [\"25:00-26:00\"]").has_value());
  CHECK(refusal("UTC", "mon = [\"nonsense\"]") == status::bad_text);
}

TEST_CASE(
    "H28 H29 L49 L50 L51 exchange_calendars, BusinessDays.jl, businesstimedelta: past the known "
    "years is an error") {
  const instant end = office().horizon().end();
  CHECK(office().deadline(end, amount("1s")).why == status::beyond_horizon);
  CHECK(office().elapsed(end, end + std::chrono::seconds{1}).why == status::beyond_horizon);
  CHECK(office().is_open(end).why == status::beyond_horizon);
  CHECK(office().official_until() == end);
  const schedule guessed =
      made("Europe/Moscow", office_hours, "calendar = \"ru\"\nforecast = \"statutory\"");
  CHECK(guessed.official_until() == end);
  CHECK(guessed.horizon().end() > end);
  CHECK(parse_date(data_version()).has_value());
}

// ---- clocks and zones ----

TEST_CASE("L5 Biz: where midnight does not exist a day begins when the clocks have moved") {
  const schedule s = made("America/Sao_Paulo", "sun = [\"00:00-24:00\"]");
  CHECK(worked(s, "2018-11-03T12:00", "2018-11-05T12:00") == "23h");
  CHECK(to_text(*s.next_open(at(s, "2018-11-03T12:00")), s) == "2018-11-04T01:00:00-02:00");
}

TEST_CASE(
    "L8 L11 L13 opening_hours.js, Biz, moment-business-time: a repeated hour is two hours, and "
    "time goes on in it") {
  const schedule s = made("Europe/Moscow", "sun = [\"00:00-05:00\"]");
  CHECK(worked(s, "2014-10-26T00:00", "2014-10-26T05:00") ==
        "6h");  // 02:00 to 01:00, without a flag of summer time
  const instant first = *parse_instant("2014-10-26T01:30:00+04:00");
  CHECK(*s.deadline(first, amount("1h")) == first + std::chrono::hours{1});
  CHECK(*s.deadline(first, amount("2h")) == first + std::chrono::hours{2});
}

TEST_CASE(
    "L12 L14 L17 working_hours, business_time, dbt_zendesk: hours follow the wall through a change "
    "of the clocks") {
  const schedule s = made("America/New_York", "sun = [\"09:00-17:00\"]");
  for (const std::string day : {"2024-03-10", "2024-11-03", "2024-07-07", "2024-01-07"}) {
    CHECK(shown(s, s.next_open(at(s, day + "T00:00"))) == day + "T09:00:00");
    CHECK(worked(s, day + "T00:00", day + "T23:00") == "8h");
  }
}

TEST_CASE(
    "H77 L15 L16 Zammad, Frappe, Rocket.Chat, luxon-business-days: an instant is the same from "
    "whatever zone") {
  REQUIRE(setenv("TZ", "America/New_York", 1) == 0);  // the process has a zone, and nobody asks it
  const schedule tokyo = made("Asia/Tokyo", office_hours);
  const instant utc = *parse_instant("2026-02-01T22:00:00Z");
  CHECK(utc == *parse_instant("2026-02-02T01:00:00+03:00"));
  CHECK(*tokyo.is_open(utc));
  CHECK_FALSE(*office().is_open(utc));
  CHECK(to_text(*tokyo.deadline(utc, amount("1h")), tokyo) == "2026-02-02T08:00:00+09:00");
}

// ---- closing time, zero, sign ----

TEST_CASE("L20 working_hours: the end of a day and its last second are told apart") {
  CHECK(start_of(office(), "2026-02-03T07:00", "0s", landing::farthest) == "2026-02-02T16:00:00");
  CHECK(shown(office(), office().previous_close(at(office(), "2026-02-03T06:00"))) ==
        "2026-02-02T16:00:00");
  CHECK(open(office(), "2026-02-02T15:59:59"));
}

TEST_CASE("L21 pandas, Biz: no budget moves nothing") {
  CHECK(due(office(), "2026-02-07T12:00", "0s") == "2026-02-07T12:00:00");
  CHECK(due(office(), "2026-02-07T12:00", "0s", landing::farthest) == "2026-02-09T07:00:00");
}

TEST_CASE(
    "L22 Biz, dayjs-business-time: a budget below nothing is refused, and back is a question of "
    "its own") {
  CHECK(office()
            .deadline(at(office(), "2026-02-03T07:30"), business_duration{std::chrono::hours{-1}})
            .why == status::bad_argument);
  CHECK(start_of(office(), "2026-02-03T07:30", "1h") == "2026-02-02T15:30:00");
}

TEST_CASE("L23 NumPy: days between two dates are those between the two in reverse, below nothing") {
  for (const char* const end :
       {"2026-02-06", "2026-02-07", "2026-02-08", "2026-02-09", "2026-03-10"}) {
    CHECK(*office().days_between(date("2026-02-02"), date(end)) ==
          -*office().days_between(date(end), date("2026-02-02")));
  }
  CHECK(*office().days_between(date("2026-02-06"), date("2026-02-09")) == 1);
}

// ---- wrong by construction ----

TEST_CASE(
    "H25 L26 L27 pandas: amounts over nights and weekends end inside or on the edge of working "
    "time") {
  const schedule s = made("Europe/Moscow", "thu = [\"17:00-05:00\"]\nfri = [\"17:00-05:00\"]");
  for (int minutes = 1; minutes < 4000; minutes += 37) {
    const business_duration budget{std::chrono::minutes{minutes}};
    for (const answer<instant>& a : {s.deadline(at(s, "2026-02-06T03:00"), budget),
                                     s.latest_start(at(s, "2026-02-06T03:00"), budget)}) {
      REQUIRE(a);
      const bool inside = *s.is_open(*a) || *s.previous_close(*a) == *a;
      CHECK_MESSAGE(inside, minutes);
    }
  }
}

TEST_CASE("L34 TimePeriodLibrary: the week goes on over a new year") {
  const schedule s = made("UTC", "mon = [\"09:00-17:00\"]");
  CHECK(due(s, "2024-12-30T16:00", "2h") == "2025-01-06T10:00:00");
  CHECK(due(s, "2020-12-28T16:00", "2h") == "2021-01-04T10:00:00");
}

TEST_CASE("L35 NumPy: each landing and each rule of days has an answer of its own") {
  CHECK(due(office(), "2026-02-06T07:00", "9h", landing::nearest) == "2026-02-06T16:00:00");
  CHECK(due(office(), "2026-02-06T07:00", "9h", landing::farthest) == "2026-02-09T07:00:00");
  CHECK(due_days(office(), "2026-02-04T15:20", 2, day_rule::elapsed) == "2026-02-06T15:20:00");
  CHECK(due_days(office(), "2026-02-04T15:20", 2, day_rule::whole) == "2026-02-06T16:00:00");
}

TEST_CASE("L38 dayjs-business-time, Biz: overlapping hours are never counted twice") {
  const schedule overlapping = made("UTC", "mon = [\"09:00-13:00\", \"12:00-17:00\"]");
  CHECK(worked(overlapping, "2026-02-02T00:00", "2026-02-03T00:00") == "8h");
  const schedule into_the_next = made("UTC", "mon = [\"18:00-10:00\"]\ntue = [\"08:00-12:00\"]");
  CHECK(worked(into_the_next, "2026-02-02T00:00", "2026-02-04T00:00") == "18h");
}

// ---- state and threads ----

TEST_CASE(
    "L42 L43 L44 L45 L46 L47 working_hours, rickar/cal, QLNet: schedules share no state, and "
    "threads may ask at once") {
  const schedule early = made("UTC", "mon = [\"01:00-02:00\"]");
  const schedule late = made("UTC", "mon = [\"21:00-22:00\"]");
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      const instant begin = *parse_instant("2026-02-02T00:00Z");
      for (int week = 200; week > -200; --week) {  // in no order of time
        const instant monday = begin + std::chrono::hours{week * 168};
        if (*early.next_open(monday) != monday + std::chrono::hours{1}) ++wrong;
        if (*late.next_open(monday) != monday + std::chrono::hours{21}) ++wrong;
      }
    });
  }
  for (std::thread& t : threads) t.join();
  CHECK(wrong == 0);
}

// ---- pauses, reopening, changes ----

TEST_CASE("H33 H36 L55 GLPI, Frappe: of a pause only its working time counts") {
  CHECK(paused("2026-02-06T15:00", "2h", {{"2026-02-06T15:30", "2026-02-09T07:30"}}) ==
        "2026-02-09T09:00:00");
  const std::string t =
      told("27T12:00",
           {"19T15:00 submitted", "20T15:00 deferred:needs_development", "23T08:00 resumed"});
  CHECK(of(t, "due") ==
        "25T08:00");  // three days from Thursday 15:00, and the two hours of the pause
}

TEST_CASE("H32 H44 GLPI, Breeze: a change of priority after a pause forgets neither") {
  const std::string t =
      told("17T12:00", {"16T10:00 submitted", "16T11:00 deferred:needs_development",
                        "16T13:00 resumed", "17T10:00 priority_changed:emergency"});
  CHECK(of(t, "due") == "18T12:00");
  CHECK(of(t, "priority") == "emergency");
}

TEST_CASE(
    "H35 Frappe: what happens at one moment has an order, and a deferred ticket gathers no time") {
  const std::string t =
      told("31T12:00", {"16T10:00 submitted", "16T11:00 deferred:needs_development",
                        "30T11:00 resumed", "30T11:00 resolved"});
  CHECK(of(t, "elapsed_seconds") == "3600");
  CHECK(of(t, "breached") == "false");
}

TEST_CASE("H37 osTicket: a deferred ticket stands still") {
  const std::string t =
      told("30T12:00", {"16T10:00 submitted", "16T11:00 deferred:needs_development"});
  CHECK(of(t, "state") == "deferred");
  CHECK(of(t, "elapsed_seconds") == "3600");
  CHECK(of(t, "breached") == "false");
}

TEST_CASE(
    "H39 H40 H41 GLPI, Znuny, osTicket: a reopened ticket is judged anew, whatever it was before") {
  const std::string t =
      told("25T10:00", {"16T10:00 submitted", "16T12:00 resolved", "25T09:00 reopened"});
  CHECK(of(t, "state") == "active");
  CHECK(of(t, "breached") == "false");
}

TEST_CASE("H38 GLPI: a term agreed as a date is the close of that date") {
  const std::string t = told("17T10:00", {"16T10:00 submitted", "16T11:00 target_set:2026-03-25"});
  CHECK(of(t, "due") == "25T16:00");
}

TEST_CASE("H42 H45 osTicket, GLPI: the same priority again changes nothing") {
  const std::vector<std::string> once{"16T10:00 submitted"};
  std::vector<std::string> again = once;
  again.emplace_back("16T11:00 priority_changed:high");
  CHECK(of(told("17T10:00", once), "due") == of(told("17T10:00", again), "due"));
  CHECK(of(told("17T10:00", again), "breached") == "false");
}

TEST_CASE(
    "H47 H48 H63 H69 H70 Chatwoot, alga-psa, Zammad: what is done with breaches nothing "
    "afterwards") {
  const std::string t = told("31T12:00", {"16T10:00 submitted", "16T12:00 resolved"});
  CHECK(of(t, "state") == "resolved");
  CHECK(of(t, "breached") == "false");
  CHECK(of(t, "due") == "null");
  CHECK(of(t, "elapsed_seconds") == "7200");
  const std::string closed = told("31T12:00", {"16T10:00 submitted", "16T12:00 closed"});
  CHECK(of(closed, "state") == "closed");
  CHECK(of(closed, "breached") == "false");
  CHECK(of(closed, "next_change_at") == "null");
}

TEST_CASE("H50 Zammad: after the desk's answer nothing is due of it until the user replies") {
  std::vector<std::string> events{"16T10:00 submitted", "16T12:00 replied:question"};
  CHECK(of(told("18T10:00", events), "state") == "waiting_for_user");
  CHECK(of(told("18T10:00", events), "due") == "null");
  events.emplace_back("17T10:00 user_replied");
  CHECK(of(told("18T10:00", events), "due") == "20T10:00");
}

TEST_CASE("H51 Zammad: a note answers nothing") {
  CHECK(of(told("16T14:00", {"16T10:00 submitted", "16T12:00 replied:note"}), "state") == "active");
  CHECK(of(told("16T14:00", {"16T10:00 submitted", "16T12:00 replied:question"}), "met_at") ==
        "16T12:00");
}

TEST_CASE("H53 Frappe: a ticket of the night waits for the morning and is timed from it") {
  const std::string t = told("16T08:00", {"15T03:00 submitted"});
  CHECK(of(t, "accepted") == "16T07:00");
  CHECK(of(t, "elapsed_seconds") == "3600");
}

// ---- recalculation, reports, notices ----

TEST_CASE("H60 H67 Frappe, GLPI: an answer tells when it will change, and not before") {
  const std::vector<std::string> events{"16T10:00 submitted"};
  CHECK(of(told("17T10:00", events), "next_change_at") == "19T10:00");
  CHECK(of(told("19T09:59", events), "breached") == "false");
  CHECK(of(told("19T10:01", events), "breached") == "true");
}

TEST_CASE(
    "H61 H62 H65 Frappe, DefectDojo, ServiceNow: what is left or late is working time, and stays") {
  const std::string t = told("31T12:00", {"16T10:00 submitted", "20T11:00 resolved"});
  CHECK(of(t, "breached") == "true");
  CHECK(of(t, "breached_at") == "19T10:00");
  CHECK(of(t, "elapsed_seconds") == std::to_string((4 * 9 + 1) * 3600));
}

TEST_CASE(
    "H66 H72 Zammad, GLPI: a silent user's ticket closes in working time, never on a day off") {
  const std::string t = told("20T12:00", {"18T10:00 submitted", "19T11:00 replied:question"});
  CHECK(of(t, "auto_close_at") == "24T11:00");
}

TEST_CASE(
    "H73 H74 Chatwoot, kloey: silence counts only while it is the user's turn, and anew after a "
    "reply") {
  CHECK(of(told("17T12:00", {"16T10:00 submitted"}), "auto_close_at") == "null");
  CHECK(of(told("17T12:00",
                {"16T10:00 submitted", "16T11:00 replied:question", "17T10:00 user_replied"}),
           "auto_close_at") == "null");
  CHECK(of(told("17T12:00", {"16T10:00 submitted", "16T11:00 replied:question",
                             "17T10:00 user_replied", "17T11:00 replied:question"}),
           "auto_close_at") == "20T11:00");
}

TEST_CASE("H76 Frappe: a ticket raised out of hours has a due date at once") {
  CHECK(of(told("14T12:00", {"14T11:00 submitted"}), "due") == "18T16:00");
}

TEST_CASE(
    "H71 osTicket: a user's fourth ticket is queued, not refused, and admitted when one is done "
    "with") {
  const auto place = [](const char* id, const char* end) {
    return std::string{"{\"id\":\""} + id +
           "\",\"user\":\"u\",\"channel\":\"portal\",\"priority\":\"high\",\"events\":[{\"at\":"
           "\"2026-03-16T10:0" +
           id + ":00+03:00\",\"event\":\"submitted\"}" + end + "]}\n";
  };
  srok_regulation* builtin = nullptr;
  REQUIRE(srok_regulation_builtin("technotronics", &builtin, nullptr, 0) == SROK_OK);
  const auto fourth = [&](const char* end_of_first) {
    const std::string lines =
        place("1", end_of_first) + place("2", "") + place("3", "") + place("4", "");
    std::string text(8192, '\0');
    std::size_t length = 0;
    REQUIRE(srok_tickets_json(builtin, to_unix(at(office(), "2026-03-17T10:00")), lines.data(),
                              lines.size(), text.data(), text.size(), &length) == SROK_OK);
    return text.substr(text.find("{\"id\":\"4\""));
  };
  CHECK(of(fourth(""), "state") == "queued");
  const std::string admitted =
      fourth(",{\"at\":\"2026-03-17T08:00:00+03:00\",\"event\":\"resolved\"}");
  CHECK(of(admitted, "state") == "active");
  CHECK(of(admitted, "admitted") == "17T08:00");
  CHECK(of(admitted, "due") == "20T08:00");
}

TEST_CASE(
    "H54 H57 H58 Zammad, Jira, ServiceNow: a new edition judges no ticket of the old one, and "
    "leaves none stale") {
  const auto edition = [](const std::string& from, const char* days) {
    const std::string toml =
        "[regulation]\ntitle = \"T\"\n" + from + "[regulation.priorities]\nlow = " + days +
        "\n[schedule]\nzone = \"Europe/Moscow\"\ncalendar = \"ru\"\n[schedule.hours]" +
        std::string{office_hours};
    srok_regulation* made_of = nullptr;
    std::array<char, 400> why{};
    const srok_status said =
        srok_regulation_parse(toml.data(), toml.size(), &made_of, why.data(), why.size());
    REQUIRE_MESSAGE(said == SROK_OK, std::string{why.data()});
    return made_of;
  };
  srok_regulation* const old = edition("edition = \"1\"\n", "5");
  srok_regulation* const stricter = edition("edition = \"2\"\neffective = 2026-03-18\n", "1");
  const std::array<const srok_regulation*, 2> editions{old, stricter};
  srok_book* book = nullptr;
  REQUIRE(srok_book_bind(editions.data(), editions.size(), &book, nullptr, 0) == SROK_OK);
  const auto due_of = [&](const std::string& submitted) {
    const std::string line =
        "{\"id\":\"T\",\"user\":\"u\",\"channel\":\"portal\",\"priority\":\"low\",\"events\":[{"
        "\"at\":"
        "\"2026-03-" +
        submitted + ":00+03:00\",\"event\":\"submitted\"}]}\n";
    std::string text(4096, '\0');
    std::size_t length = 0;
    REQUIRE(srok_book_tickets_json(book, to_unix(at(office(), "2026-03-19T08:00")), line.data(),
                                   line.size(), text.data(), text.size(), &length) == SROK_OK);
    return of(text, "due");
  };
  CHECK(due_of("17T10:00") == "24T10:00");
  CHECK(due_of("18T10:00") == "19T10:00");
  srok_book_free(book);
  srok_regulation_free(old);
  srok_regulation_free(stricter);
}

TEST_CASE(
    "H59 L40 L59 dbt_zendesk, business-day: columns through the C boundary answer as the library "
    "does") {
  srok_schedule* builtin = nullptr;
  REQUIRE(srok_schedule_builtin("technotronics", &builtin, nullptr, 0) == SROK_OK);
  const std::vector<std::string_view> starts{"2025-12-30T15:00", "2026-02-07T12:00",
                                             "2025-11-01T08:00"};
  std::vector<std::int64_t> start, budget, end(starts.size());
  for (const std::string_view s : starts) {
    start.push_back(to_unix(at(office(), s)));
    budget.push_back(36'000);
  }
  REQUIRE(srok_deadline_batch(builtin, starts.size(), SROK_SECONDS, start.data(), budget.data(),
                              SROK_NEAREST, end.data(), nullptr) == SROK_OK);
  for (std::size_t i = 0; i < starts.size(); ++i) {
    CHECK(to_unix(*office().deadline(from_unix(start[i]), amount("10h"))) == end[i]);
  }
}
