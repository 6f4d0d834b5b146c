// The limits of docs/limits.md: of each the last that is accepted and the first that is refused.
#include <doctest/doctest.h>

#include <cstring>
#include <functional>
#include <string>
#include <vector>

#include "calendar/one_year.hpp"
#include "engine/image_layout.hpp"
#include "io/csv.hpp"
#include "io/limits.hpp"
#include "io/ticket_line.hpp"
#include "limits/crowded_hours.hpp"
#include "srok.h"
#include "srok/engine/compile.hpp"
#include "srok/engine/explanation.hpp"
#include "srok/io/calendar_formats.hpp"
#include "srok/io/calendar_text.hpp"
#include "srok/io/instant_text.hpp"
#include "srok/io/regulation_text.hpp"
#include "srok/io/schedule_text.hpp"
#include "srok/io/ticket_text.hpp"
#include "srok/sla/due_batch.hpp"
#include "srok/srok.hpp"

using namespace srok;

namespace {

const std::string head = "[schedule]\nzone = \"UTC\"\n";
const std::string week = "[schedule.hours]\nmon = [\"07:00-16:00\"]\n";

// What is said against it; empty: it is accepted.
std::string against(const std::function<void()>& make) {
  try {
    make();
  } catch (const error& e) {
    return e.what();
  }
  return {};
}

std::string against_schedule(const std::string& toml) {
  return against([&] { (void)parse_schedule(toml, "desk.toml"); });
}

std::string against_calendar(const std::string& toml) {
  return against([&] { (void)parse_calendar(toml, "x.toml"); });
}

std::string against_regulation(const std::string& tables, const std::string& settings = {}) {
  return against([&] {
    (void)parse_regulation("[regulation]\ntitle = \"T\"\n" + settings + tables + head + week,
                           "desk.toml");
  });
}

std::string against_import(const std::string& text, calendar_format format) {
  return against([&] { (void)import_calendar(text, format, "feed", builtin_calendar("ru")); });
}

bool says(const std::string& said, const std::string& sentence) {
  INFO(said);
  CHECK(said.find(sentence) != std::string::npos);
  return said.find(sentence) != std::string::npos;
}

// item(0) + separator + item(1) ...
std::string list(std::size_t count, const std::function<std::string(std::size_t)>& item,
                 const std::string& separator = ", ") {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : separator) + item(i);
  return text;
}

std::string padded_to(std::string text, std::size_t bytes) {
  return text + "#" + std::string(bytes - text.size() - 1, '.');
}

// ---- texts of calendars ----

const std::string calendar_head = "[calendar]\nname = \"x\"\ntitle = \"x\"\nversion = \"x\"\n";

// An imported year of plain weeks, and what else its block says.
std::string plain_year(int year, const std::string& also = {}, const std::string& note = "n") {
  std::string months;
  int days = 0;
  const int all = to_day_number(first_of_year(year + 1)) - to_day_number(first_of_year(year));
  for (unsigned month = 1; month <= 12; ++month) {
    int worked = 0;
    const civil_date end = month == 12 ? first_of_year(year + 1) : civil(year, month + 1, 1);
    for (civil_date date = civil(year, month, 1); date < end; date += std::chrono::days{1}) {
      if (weekday_of(date) < 5) ++worked;
    }
    months += (month == 1 ? "" : ",") + std::to_string(worked);
    days += worked;
  }
  return "[[years]]\nyear = " + std::to_string(year) + "\nstatus = \"imported\"\nnote = \"" + note +
         "\"\nholidays = []\nshort = []\nworked_weekends = []\nmonths = [" + months + "]\n" + also +
         "[years.totals]\nworking_days = " + std::to_string(days) +
         "\ndays_off = " + std::to_string(all - days) + "\nhours_40 = " + std::to_string(8 * days) +
         "\n";
}

std::string calendar_of(const std::string& holidays, const std::string& years) {
  return calendar_head + "[holidays]\n" + holidays + years;
}

// ---- tickets ----

std::string ticket_of(std::size_t events) {
  std::string line =
      R"({"id":"1","user":"u","channel":"email","events":[{"at":"2026-04-29T15:20+03:00","event":"submitted"})";
  for (std::size_t i = 1; i < events; ++i) {
    line += R"(,{"at":"2026-04-29T15:20+03:00","event":"replied","kind":"note"})";
  }
  return line + "]}";
}

std::string answer_to(const std::string& line) {
  const regulation_book book{regulation::builtin("technotronics")};
  return answer_tickets(book, line, from_unix(1'778'000'000)).jsonl;
}

}  // namespace

// ---- TOML ----

TEST_CASE("bytes of a TOML text") {
  CHECK(against_schedule(padded_to(head + week, most_bytes_of_text)).empty());
  const std::string longer = padded_to(head + week, most_bytes_of_text + 1);
  says(against_schedule(longer), "desk.toml: the text is longer than 4 MiB");
  srok_schedule* made = nullptr;
  CHECK(srok_schedule_parse(longer.data(), longer.size(), &made, nullptr, 0) == SROK_BAD_TEXT);
  CHECK(made == nullptr);
}

TEST_CASE("keys and items of a TOML text") {
  const std::string many = head + week;          // four signs: two equals, a bracket, a dot
  const auto with = [&](std::size_t closures) {  // each: from, to, two brackets, a dot
    return many + list(
                      closures,
                      [](std::size_t) {
                        return "[[schedule.closures]]\nfrom = 2000-01-01T00:00:00Z\n"
                               "to = 2000-01-01T01:00:00Z\n";
                      },
                      "");
  };
  const std::size_t most = (most_toml_values - 6) / 5;
  CHECK(against_schedule(with(most)).empty());
  says(against_schedule(with(most + 1)), "more than 200000 keys and items");
}

TEST_CASE("nesting and parts of keys in a TOML text") {
  const auto nested = [](std::size_t depth) {
    return "x = " + std::string(depth, '[') + std::string(depth, ']') + "\n";
  };
  says(against_schedule(nested(16) + head + week), "unknown key \"x\"");
  says(against_schedule(nested(17) + head + week), "values nested more than 16 deep");
  says(against_schedule("a.b.c.d.e.f.g.h = 1\n" + head + week), "unknown key \"a\"");
  says(against_schedule("a.b.c.d.e.f.g.h.i = 1\n" + head + week), "a key of more than 8 parts");
}

TEST_CASE("length of a key and of a string in a TOML text") {
  const auto keyed = [](std::size_t length) {
    return "[regulation.priorities]\n" + std::string(length, 'k') + " = 3\n";
  };
  CHECK(against_regulation(keyed(longest_key)).empty());
  says(against_regulation(keyed(longest_key + 1)), "a key of 257 bytes; write it in 256 at most");
  const auto titled = [](std::size_t length) {
    return "edition = \"" + std::string(length, 'e') + "\"\n";
  };
  const std::string low = "[regulation.priorities]\nlow = 8\n";
  CHECK(against_regulation(low, titled(longest_string)).empty());
  says(against_regulation(low, titled(longest_string + 1)),
       "desk.toml:3:11: a string of 4097 bytes; write it in 4096 at most");
}

// ---- schedules ----

namespace {

std::string intervals(std::size_t count) {
  return "mon = [" +
         list(count,
              [](std::size_t i) {
                const auto two = [](std::size_t n) {
                  return std::string(n < 10 ? "0" : "") + std::to_string(n);
                };
                const std::string minute = two(i / 6) + ":" + two(i % 6 * 10);
                return "\"" + (i < 144 ? minute : "23:55") + "-" +
                       (i < 144 ? minute.substr(0, 4) + "5" : "23:59") + "\"";
              }) +
         "]\n";
}

}  // namespace

TEST_CASE("intervals of a date") {
  const std::string hours = head + "[schedule.hours]\n";
  CHECK(against_schedule(hours + intervals(most_intervals)).empty());
  says(against_schedule(hours + intervals(most_intervals + 1)),
       "more than 144 intervals on one date; join those that are near each other");
  says(against_schedule(head + "[schedule.hours]\nworked_" +
                        ("weekend" + intervals(most_intervals + 1).substr(3))),
       "more than 144 intervals on one date");
  says(against_schedule(head + week + "[schedule.dates]\n\"2026-01-01\"" +
                        intervals(most_intervals + 1).substr(3)),
       "more than 144 intervals on one date");

  working_hours made;
  made.week[0].assign(most_intervals, {3600, 7200});
  CHECK(against([&] { (void)compile(made, zone::named("UTC"), nullptr); }).empty());
  made.week[0].push_back({3600, 7200});
  says(against([&] { (void)compile(made, zone::named("UTC"), nullptr); }),
       "145 intervals of hours on one date; at most 144 are compiled");
}

TEST_CASE("every date of a horizon may be an exception, and none twice") {
  std::string dates;
  for (civil_date date = civil(1970, 1, 1); date < civil(2100, 1, 1);
       date += std::chrono::days{1}) {
    dates += "\"" + to_text(date) + "\" = []\n";
  }
  CHECK(against_schedule(head + week + "[schedule.dates]\n\"2026-11-25\" = []\n").empty());
  says(against_schedule(head + week + "[schedule.dates]\n" + dates), "never open");
  says(against_schedule(head + week + "[schedule.dates]\n\"2100-01-01\" = []\n"),
       "this date lies outside the horizon of the schedule, the years 1970 to 2099");
  says(against_schedule(head + week + "[schedule.dates]\n" + dates + "\"1970-01-01\" = []\n"),
       "not TOML");
}

TEST_CASE("parts of an explanation") {
  const schedule s = compile(test::crowded_hours(), zone::named("UTC"), nullptr);
  const instant start = from_unix(0);
  const std::chrono::seconds part{300};  // open and closed in turn
  const instant last = start + most_explained_parts * part;
  CHECK(explain(s, start, last).parts.size() == most_explained_parts);
  says(against([&] { (void)explain(s, start, last + part); }),
       "an explanation of more than 1000000 parts; ask for a shorter stretch of time");
}

TEST_CASE("length of a name in a compiled schedule and in a dump") {
  const auto desk = [](const std::vector<std::string>& names) {
    calendar_builder builder = test::one_year(2026);
    std::int32_t day = to_day_number(civil(2026, 3, 2));
    for (const std::string& name : names) {
      calendar_fact& fact = builder.mark(day++, day_kind::holiday, "law");
      fact.name = builder.keep(name);
    }
    const calendar days = std::move(builder).finish();
    working_hours hours;
    hours.week[4] = {{3600, 7200}};
    return compile(hours, zone::named("UTC"), &days);
  };
  const std::string longest(engine::longest_text, 'a');
  const schedule honest = desk({longest});
  const auto bytes = dump(honest);
  CHECK(against([&] { (void)load(bytes); }).empty());
  says(against([&] { (void)desk({std::string(engine::longest_text + 1, 'n')}); }),
       "a name of 8193 bytes in the calendar or of the zone; at most 8192 are compiled");

  // The longest name made one with the text behind it, behind a checksum that is right.
  std::vector<std::uint64_t> forged(bytes.size() / 8);
  std::memcpy(forged.data(), bytes.data(), bytes.size());
  auto* const letters = reinterpret_cast<char*>(forged.data());
  const std::string_view all{letters, bytes.size()};
  const std::size_t end = all.find(longest) + longest.size();
  REQUIRE(letters[end] == '\0');
  letters[end] = 'c';
  reinterpret_cast<engine::header*>(forged.data())->checksum = engine::checksum(forged);
  says(against([&] { (void)load(std::as_bytes(std::span{forged})); }), "a name is too long");
}

// ---- calendars ----

TEST_CASE("years of a calendar") {
  CHECK(against_calendar(calendar_of("", plain_year(1900))).empty());
  CHECK(against_calendar(calendar_of("", plain_year(2200))).empty());
  says(against_calendar(calendar_of("", plain_year(1899))),
       "\"year\" is 1899; it must lie between 1900 and 2200");
  says(against_calendar(calendar_of("", plain_year(2201))), "between 1900 and 2200");
  std::string all;
  for (int year = 1900; year <= 2200; ++year) all += plain_year(year);
  CHECK(against_calendar(calendar_of("", all)).empty());
  says(against_calendar(calendar_of("", all + plain_year(2200))),
       "more than 301 [[years]] blocks, so one of them is there twice");
  const calendar& ru = builtin_calendar("ru");
  CHECK(project(ru, latest_calendar_year).last_year() == latest_calendar_year);
  says(against([&] { (void)project(ru, latest_calendar_year + 1); }),
       "a calendar holds years up to 2200, not 2201");
}

TEST_CASE("holidays, days of a list and acts of a calendar") {
  const auto holidays = [](std::size_t count) {
    return list(
        count,
        [](std::size_t i) {
          return "h" + std::to_string(i) + " = {en = \"h\", days = [\"01-01\"]}\n";
        },
        "");
  };
  CHECK(against_calendar(calendar_of(holidays(366), plain_year(2026))).empty());
  says(against_calendar(calendar_of(holidays(367), plain_year(2026))), "more than 366 holidays");

  const std::string all = "h = {en = \"h\", days = [\"01-01..12-31\"";
  CHECK(against_calendar(calendar_of(all + "]}\n", plain_year(2026))).empty());
  says(against_calendar(calendar_of(all + ", \"01-01\"]}\n", plain_year(2026))),
       "x.toml:6:40: more than 366 days, so one of them is there twice");
  const std::string off = "\"01-01..12-31\", \"01-01..12-31\"";
  for (const char* key : {"days_off", "lost"}) {
    says(against_calendar(calendar_of("", plain_year(2026, key + (" = [" + off + "]\n")))),
         "more than 366 days");
  }
  const std::string decree =
      "[[years.decree_off]]\nact = \"act of 01.01.2026\"\ndays = [\"01-01..12-31\"]\n";
  says(against_calendar(calendar_of("", plain_year(2026) + decree + decree)),
       "more than 366 days, so one of them is there twice");

  const auto with = [&](const std::string& empty, const std::string& full) {
    std::string year = plain_year(2024);
    return calendar_of(all + "]}\n", year.replace(year.find(empty), empty.size(), full));
  };
  says(against_calendar(with("holidays = []", "holidays = [\"h\", \"h\"]")), "more than 366 days");
  says(against_calendar(with("short = []", "short = [" + off + "]")), "more than 366 days");

  const auto acts = [](std::size_t bytes) {
    const std::string act = "act of 01.01.2026 ";
    return "acts = [\"" + act + "\", \"" + act + std::string(bytes - 2 * act.size() - 2, '.') +
           "\"]\n";
  };
  CHECK(against_calendar(calendar_of("", plain_year(2026, acts(longest_string)))).empty());
  says(against_calendar(calendar_of("", plain_year(2026, acts(longest_string + 1)))),
       "the acts of the year have more than 4096 bytes together");
}

// ---- publishers' calendars ----

TEST_CASE("bytes of a publisher's calendar") {
  const calendar& ru = builtin_calendar("ru");
  for (const calendar_format format :
       {calendar_format::xmlcalendar_xml, calendar_format::xmlcalendar_json,
        calendar_format::icalendar}) {
    std::string text = export_calendar(ru, 2026, format);
    text.resize(most_bytes_of_text, '\n');
    CHECK(against_import(text, format).empty());
    says(against_import(text + "\n", format), "feed: the text is longer than 4 MiB");
  }
}

TEST_CASE("years of a publisher's calendar") {
  const calendar& ru = builtin_calendar("ru");
  const std::string year = export_calendar(ru, 2026, calendar_format::xmlcalendar_json);
  const auto times = [&](std::size_t count) {
    return "[" + list(count, [&](std::size_t) { return year; }) + "]";
  };
  const auto json = calendar_format::xmlcalendar_json;
  says(against_import(times(301), json), "feed: the year 2026 is there twice");
  says(against_import(times(302), json), "more than 301 years; a calendar holds each of 1900");

  const std::string csv = export_calendar(ru, 2026, calendar_format::xmlcalendar_csv);
  const std::string row = csv.substr(csv.find('\n') + 1);
  std::string rows = csv;
  for (int i = 1; i < 301; ++i) rows += row;
  says(against_import(rows, calendar_format::xmlcalendar_csv),
       "feed:3:1: the year 2026 is there twice");
  says(against_import(rows + row, calendar_format::xmlcalendar_csv), "more than 301 years");

  const auto event = [](const std::string& begin, const std::string& end) {
    return "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:" + begin + "\nDTEND:" + end +
           "\nSUMMARY:Выходной день\nEND:VEVENT\nEND:VCALENDAR\n";
  };
  CHECK(against_import(event("22001231", "22001232"), calendar_format::icalendar) != "");
  CHECK(against_import(event("22001230", "22001231"), calendar_format::icalendar).empty());
  says(against_import(event("22001231", "22010101"), calendar_format::icalendar),
       "DTEND is of the year 2201; a calendar holds the years 1900 to 2200");
  const std::string digits(366, '0');
  CHECK(against([&] {
          (void)import_calendar(digits.substr(1), calendar_format::isdayoff, "feed", ru, 2199);
        }).empty());
  says(against([&] {
         (void)import_calendar(digits.substr(1), calendar_format::isdayoff, "feed", ru, 2201);
       }),
       "the year 2201 is not one of 1900 to 2200");
}

TEST_CASE("a publisher's name of a day") {
  const auto xml = [](std::size_t bytes) {
    return "<calendar year=\"2026\"><holidays><holiday id=\"1\" title=\"" +
           std::string(bytes, 'h') +
           "\"/></holidays><days><day d=\"01.01\" t=\"1\" h=\"1\"/></days></calendar>";
  };
  CHECK(against_import(xml(longest_string), calendar_format::xmlcalendar_xml).empty());
  says(against_import(xml(longest_string + 1), calendar_format::xmlcalendar_xml),
       "a name of a day of 4097 bytes; at most 4096 are kept");
  const auto ical = [](std::size_t bytes) {
    return "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:Выходной день\nDESCRIPTION:" +
           std::string(bytes, 'h') + "\nEND:VEVENT\nEND:VCALENDAR\n";
  };
  CHECK(against_import(ical(longest_string), calendar_format::icalendar).empty());
  says(against_import(ical(longest_string + 1), calendar_format::icalendar),
       "a name of a day of 4097 bytes");
}

TEST_CASE("nesting of a publisher's calendar is no matter of the stack") {
  constexpr std::size_t deep = std::size_t{1} << 20;
  says(against_import(std::string(deep, '['), calendar_format::xmlcalendar_json), "feed:1:");
  std::string tags;
  for (std::size_t i = 0; i < deep; ++i) tags += "<a>";
  says(against_import(tags, calendar_format::xmlcalendar_xml), "feed:1:");
  says(answer_to(std::string(deep - 1, '[')), "bad_text");
}

TEST_CASE("cells of a table that is read whole") {
  const auto row = [](std::size_t cells) { return std::string(cells - 1, ','); };
  CHECK(read_csv(row(most_cells), "t").front().cells.size() == most_cells);
  says(against([&] { (void)read_csv(row(most_cells + 1), "t"); }),
       "t:1:1: a row of 1001 cells; at most 1000 are read");
}

// ---- regulations ----

TEST_CASE("priorities, reasons, warnings and words of a regulation") {
  const std::string low = "[regulation.priorities]\nlow = 8\n";
  const auto keys = [](std::size_t count, const std::string& value) {
    return list(
               count, [&](std::size_t i) { return "k" + std::to_string(i) + " = " + value; },
               "\n") +
           "\n";
  };
  CHECK(against_regulation("[regulation.priorities]\n" + keys(32, "1")).empty());
  says(against_regulation("[regulation.priorities]\n" + keys(33, "1")),
       "a regulation has at most 32 priorities");
  const regulation& known = regulation::builtin("technotronics");
  for (const std::size_t count : {regulation::most_priorities, regulation::most_priorities + 1}) {
    const std::vector<priority_terms> many(count, {"", working_days{1}});
    regulation_terms terms = known.terms();
    terms.priorities = many;
    const std::int32_t place = 0;
    const std::int64_t submitted = 1'777'465'200;
    std::int64_t due = 0;
    CHECK(due_batch(regulation{terms, known.schedule()}, unit::seconds, {&place, 1},
                    {&submitted, 1}, {&due, 1}) ==
          (count == regulation::most_priorities ? status::ok : status::bad_argument));
  }
  CHECK(against_regulation("[regulation.priorities]\nlow = 10000\n").empty());
  says(against_regulation("[regulation.priorities]\nlow = 10001\n"), "between 0 and 10000");

  const std::size_t own = regulation::most_deferrals - 7;  // seven are there without being named
  CHECK(against_regulation(low + "[regulation.deferral]\n" + keys(own, "\"stops\"")).empty());
  says(against_regulation(low + "[regulation.deferral]\n" + keys(own + 1, "\"stops\"")),
       "a regulation has at most 256 reasons to defer");

  const auto warnings = [](std::size_t count) {
    return "warnings = [" + list(count, [](std::size_t i) { return std::to_string(i % 100 + 1); }) +
           "]\n";
  };
  CHECK(against_regulation(low, warnings(100)).empty());
  says(against_regulation(low, warnings(101)), "a regulation has at most 100 warnings");

  const auto words = [](std::size_t count) {
    return "[regulation.scope]\nnot_supported = [" +
           list(count, [](std::size_t i) { return "\"w" + std::to_string(i) + "\""; }) + "]\n";
  };
  CHECK(against_regulation(low + words(1000)).empty());
  says(against_regulation(low + words(1001)), "\"not_supported\" holds at most 1000 entries");

  CHECK(against_regulation(low, "active_limit = 1000000\n").empty());
  says(against_regulation(low, "active_limit = 1000001\n"), "between 1 and 1000000");
}

TEST_CASE("editions of a book") {
  const auto edition = [](int day) {
    return parse_regulation("[regulation]\ntitle = \"T\"\neffective = " +
                            to_text(civil(1980, 1, 1) + std::chrono::days{day}) +
                            "\n[regulation.priorities]\nlow = 8\n" + head + week);
  };
  std::vector<regulation> editions;
  for (int day = 0; day < 1000; ++day) editions.push_back(edition(day));
  const regulation_book book{std::move(editions)};
  CHECK(book.editions().size() == 1000);
  CHECK(book.in_force(from_unix(1'778'000'000)) == &book.editions().back());
}

// ---- tickets ----

TEST_CASE("bytes of a ticket's line") {
  std::string line = ticket_of(1);
  line.resize(longest_ticket_line, ' ');
  says(answer_to(line), "\"state\"");
  says(answer_to(line + " "), "the line has 1048577 bytes; at most 1 MiB is read");
  const std::string id(longest_ticket_line - 200, 'i');
  const std::string start = R"({"id":")" + id;
  CHECK(answer_to(start + ticket_of(1).substr(8)).starts_with(start));
}

TEST_CASE("events of a ticket") {
  says(answer_to(ticket_of(most_events)), "\"state\"");
  says(answer_to(ticket_of(most_events + 1)),
       "it has 10001 events; at most 10000 are judged, so leave out what moves no timer");

  // The same as columns.
  srok_regulation* rules = nullptr;
  REQUIRE(srok_regulation_builtin("technotronics", &rules, nullptr, 0) == SROK_OK);
  srok_book* book = nullptr;
  REQUIRE(srok_book_bind(&rules, 1, &book, nullptr, 0) == SROK_OK);
  const std::size_t all = 2 * most_events + 1;
  const std::vector<std::int64_t> offsets{0, most_events, static_cast<std::int64_t>(all)};
  const std::vector<std::int64_t> users{1, 2};
  const std::vector<std::int32_t> channels(2, SROK_EMAIL);
  const std::vector<std::int32_t> priorities(2, -1);
  const std::vector<std::int64_t> at(all, 1'777'465'200);
  std::vector<std::int32_t> kinds(all, SROK_EVENT_REPLIED);
  kinds[0] = kinds[most_events] = SROK_EVENT_SUBMITTED;
  const std::vector<std::int64_t> values(all, 3);  // notes
  std::vector<srok_status> why(2);
  CHECK(srok_tickets_batch(book, 1'778'000'000, 2, offsets.data(), users.data(), channels.data(),
                           priorities.data(), at.data(), kinds.data(), values.data(), nullptr,
                           nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
                           nullptr, why.data()) == SROK_SOME_ROWS_FAILED);
  CHECK(why == std::vector<srok_status>{SROK_OK, SROK_BAD_EVENTS});
  srok_book_free(book);
}

TEST_CASE("days of a target") {
  const auto target = [](const std::string& days) {
    std::string line = ticket_of(1);
    line.resize(line.size() - 2);
    return answer_to(line + R"(,{"at":"2027-04-29T15:20+03:00","event":"target_set","days":)" +
                     days + "}]}");
  };
  says(target("100000"), "\"state\"");
  says(target("100001"), "event 2: \\\"days\\\" must be a count of working days");
}

TEST_CASE("faulty tickets of one user that have held a slot") {
  // Each works a year later towards a target that no calendar reaches; until then others wait.
  const auto tickets = [](std::size_t count, const std::string& days) {
    return list(
        count,
        [&](std::size_t i) {
          return R"({"id":")" + std::to_string(i) +
                 R"(","user":"u","channel":"email","priority":"low","events":[{"at":"2025-03-03T08:00:00+03:00","event":"submitted"},{"at":"2026-03-03T08:00:00+03:00","event":"target_set","days":)" +
                 days + "}]}";
        },
        "\n");
  };
  const std::string few = answer_to(tickets(500, "100000"));
  CHECK(few.find("it is not judged") == std::string::npos);
  says(few, "event 2 (target_set): ");
  const std::string many = answer_to(tickets(4000, "100000"));
  says(many, "event 2 (target_set): ");
  says(many,
       "it is not judged: too many tickets of its user fail after they have held a slot; mend "
       "those first, for example: event 2 (target_set): ");
  CHECK(answer_to(tickets(4000, "10")).find("error") == std::string::npos);

  // Each of them costs more when it has a ticket with thousands of deferrals played again.
  const auto clock = [](std::size_t second) {
    const auto two = [](std::size_t value) {
      return (value < 10 ? "0" : "") + std::to_string(value);
    };
    return "2025-03-03T" + two(8 + second / 3600) + ":" + two(second / 60 % 60) + ":" +
           two(second % 60) + "+03:00";
  };
  const std::string deferred = list(
      4999,
      [&](std::size_t i) {
        return R"({"at":")" + clock(2 * i) +
               R"(","event":"deferred","reason":"out_of_scope"},{"at":")" + clock(2 * i + 1) +
               R"(","event":"resumed"})";
      },
      ",");
  const std::string heavy =
      R"({"id":"heavy","user":"u","channel":"email","events":[{"at":"2025-03-03T08:00:00+03:00","event":"submitted"},)" +
      deferred + "]}\n";
  says(answer_to(heavy + tickets(8, "100000")), "it is not judged");
}
