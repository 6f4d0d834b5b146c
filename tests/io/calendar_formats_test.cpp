// Other publishers' calendars: what is read, what is refused, and that nothing is lost on the way
// out and back. The extracts follow xmlcalendar.ru, data.gov.ru, isdayoff.ru and
// hywax/production-calendar as they publish the years 2021, 2024 and 2026.
#include "srok/io/calendar_formats.hpp"

#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

#include "io/csv.hpp"
#include "io/publisher_texts.hpp"
#include "srok/error.hpp"
#include "srok/io/calendar_text.hpp"
#include "srok/io/instant_text.hpp"

namespace {

using namespace srok;
using namespace srok::testing;

TEST_CASE("each year goes out and comes back in every format") {
  for (const calendar_format format : all) {
    for (int year = ru().first_year(); year <= ru().last_year(); ++year) {
      INFO(std::string{name_of(format)} << " " << year);
      const auto back =
          import_calendar(export_calendar(ru(), year, format), format, "text", ru(), year);
      CHECK(back.remarks.empty());
      // JSON and CSV cannot say that a day is off by decree: it is a working day by law.
      const bool silent =
          format == calendar_format::xmlcalendar_json || format == calendar_format::xmlcalendar_csv;
      for (const calendar_difference& difference : differences(ru(), back.days)) {
        REQUIRE(silent);
        REQUIRE(difference.here->kind() == day_kind::decree_off);
        CHECK(difference.there.works());
        CHECK(difference.there.shortened() == difference.here->base_short());
      }
    }
  }
}

TEST_CASE("an imported year is a calendar text that reads back") {
  for (const calendar_format format : all) {
    for (int year = ru().first_year(); year <= ru().last_year(); ++year) {
      INFO(std::string{name_of(format)} << " " << year);
      const auto imported =
          import_calendar(export_calendar(ru(), year, format), format, "text", ru(), year);
      const calendar again = parse_calendar(write_calendar(imported.days), "again");
      CHECK(differences(imported.days, again).empty());
    }
  }
}

// What was imported says the same when it is written and read.
bool reads_back(const calendar& imported) {
  const std::string written = write_calendar(imported);
  const calendar again = parse_calendar(written, "again");
  const auto facts = imported.tables().facts;
  return differences(imported, again).empty() && write_calendar(again) == written &&
         std::all_of(facts.begin(), facts.end(), [&](const calendar_fact& fact) {
           const calendar_fact* const same = again.fact(from_day_number(fact.day));
           return same != nullptr && same->name_ru == fact.name_ru && !same->source.empty();
         });
}

TEST_CASE("whatever days a publisher's year has, the text it becomes reads back") {
  const std::string named = off + "\nDESCRIPTION:";
  const std::vector<std::vector<std::string>> years = {
      {"20260101" + off, "20260601" + off},        // 31 December is no short day
      {"20260101" + off, "20261231" + shortened},  // 1 January 2026 alone is one
      {"20260610" + shortened, "20261231" + shortened},
      {"20260613" + worked, "20260611" + off + "\nDESCRIPTION:Перенесен с 13.06.2026",
       "20260612" + named + "День России", "20261231" + shortened},
      {"20260613" + shortened, "20260614" + named + "A holiday", "20261231" + shortened},
      {"20260228/20260302" + named + "A feast around no 29 February"},
      {"20260504" + named + "Указ без даты"},
      {"20260504" + named + "Указ от 01.02.1999; и другой", "20260506/20260508" + named + "Указ"},
      {"20260504" + named + "\x01 \\\"'#\x7f"},
  };
  for (const std::vector<std::string>& days : years) {
    INFO(days.front());
    CHECK(reads_back(import_calendar(feed(days), calendar_format::icalendar, "text", ru()).days));
  }
}

TEST_CASE("so does that of a year with days of any kind, described in any way") {
  const std::vector<std::string> kinds = {off, off, off, shortened, worked};
  const std::vector<std::string> described = {"",
                                              "",
                                              "Праздник",
                                              "New Year",
                                              "new_year",
                                              "Указ от 25.03.2020 №206",
                                              "Указ Президента",
                                              "Указ от 01.01.2031; второй",
                                              "Перенесен с 03.01.2027",
                                              "\"\\'#&<\x01"};
  CHECK(rc::check([&] {
    std::vector<std::string> days;
    const civil_date end = civil(2028, 1, 1);
    for (civil_date day = civil(2027, 1, 1); day < end;) {
      const civil_date next = std::min(day + std::chrono::days{*rc::gen::inRange(1, 4)}, end);
      std::string event = to_text(day) + "/" + to_text(next) + *rc::gen::elementOf(kinds) +
                          "\nDESCRIPTION:" + *rc::gen::elementOf(described);
      event.erase(std::remove(event.begin(), event.begin() + 21, '-'), event.begin() + 21);
      days.push_back(event);
      day = next + std::chrono::days{*rc::gen::inRange(0, 90)};
    }
    RC_LOG() << feed(days);
    RC_ASSERT(reads_back(
        import_calendar(feed(days), calendar_format::icalendar, "text", ru(), 2027).days));
  }));
}

TEST_CASE("a calendar of more names than a text may hold is not written") {
  std::vector<std::string> days;
  for (int i = 0; i < 367; ++i) {
    const civil_date date = civil(2026, 1, 1) + std::chrono::days{i};
    std::string digits = to_text(date);
    std::erase(digits, '-');
    days.push_back(digits + off + "\nDESCRIPTION:feast " + std::to_string(i));
  }
  const calendar& nothing = parse_calendar(
      "[calendar]\nname = \"x\"\ntitle = \"x\"\nversion = \"x\"\n[holidays]\n[[years]]\nyear = "
      "1990\n"
      "status = \"imported\"\nnote = \"x\"\nholidays = []\nshort = []\nworked_weekends = []\n"
      "months = [23, 20, 22, 21, 23, 21, 22, 23, 20, 23, 22, 21]\n"
      "totals = { working_days = 261, days_off = 104, hours_40 = 2088 }\n");
  const auto fault = [&] {
    try {
      const auto imported =
          import_calendar(feed(days), calendar_format::icalendar, "text", nothing);
      const std::string written = write_calendar(imported.days);
      CHECK(differences(imported.days, parse_calendar(written)).empty());
    } catch (const error& failed) {
      CHECK(failed.code() == status::bad_argument);
      return std::string{failed.what()};
    }
    return std::string{};
  };
  CHECK(fault().find("more than 366 holidays that differ in name or days") == 0);
  days.pop_back();
  CHECK(fault() == "");
}

TEST_CASE("an export is as the publisher writes it") {
  CHECK(export_calendar(ru(), 2026, calendar_format::xmlcalendar_json)
            .find("{\"month\":1,\"days\":\"1,2,3,4,5,6,7,8,9+,10,11,17,18,24,25,31\"}") !=
        std::string::npos);
  CHECK(export_calendar(ru(), 2026, calendar_format::xmlcalendar_csv)
            .find("27,31+\",247,118,1972,1774.4,1181.6\n") != std::string::npos);
  CHECK(export_calendar(ru(), 2026, calendar_format::xmlcalendar_xml)
            .find("<day d=\"01.09\" t=\"1\" f=\"01.03\"/>") != std::string::npos);
  CHECK(export_calendar(ru(), 2026, calendar_format::isdayoff).substr(0, 31) ==
        "1111111111100000110000011000001");
  CHECK(export_calendar(ru(), 2024, calendar_format::icalendar)
            .find("DTSTART;VALUE=DATE:20240429\r\nDTEND;VALUE=DATE:20240430\r\nSUMMARY:Выходной "
                  "день\r\nDESCRIPTION:Перенесен с 27.04.2024\r\n") != std::string::npos);
}

TEST_CASE("a year that the calendar at hand does not hold gets its holidays from the law") {
  const std::string digits = [] {  // 2090 by the law alone, as isdayoff would answer
    const calendar later = project(ru(), 2090);
    return export_calendar(later, 2090, calendar_format::isdayoff);
  }();
  const auto imported = import_calendar(digits, calendar_format::isdayoff, "text", ru(), 2090);
  CHECK(imported.days.day(civil(2090, 2, 23))->kind() == day_kind::holiday);
  CHECK(imported.days.fact(civil(2090, 2, 23))->name_ru == "День защитника Отечества");
  CHECK(imported.days.day(civil(2090, 11, 6))->kind() == day_kind::day_off);
  CHECK_FALSE(differences(ru(), imported.days).front().here);
}

TEST_CASE("a holiday's span in iCalendar ends the day before DTEND, and lines may be folded") {
  const auto imported = import_calendar(
      "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260101\r\n"
      "DTEND;VALUE=DATE:20260109\r\nSUMMARY:Выходной\r\n  день\r\nDESCRIPTION:Новогодние "
      "каникулы\r\nBEGIN:VALARM\r\nDESCRIPTION:not the day's\r\nEND:VALARM\r\n"
      "END:VEVENT\r\nEND:VCALENDAR\r\n",
      calendar_format::icalendar, "text", ru());
  CHECK(imported.days.day(civil(2026, 1, 8))->kind() == day_kind::holiday);
  CHECK(imported.days.fact(civil(2026, 1, 8))->name_ru == "Новогодние каникулы");
  CHECK(imported.days.day(civil(2026, 1, 9))->kind() == day_kind::working);
}

TEST_CASE("a worked Saturday that stands in for an eve is short by law, as the eve would be") {
  // Of 2012: Saturday 28 April for Monday 30 April; 22 February is an eve itself.
  const auto format = calendar_format::xmlcalendar_xml;
  const calendar back =
      import_calendar(export_calendar(ru(), 2012, format), format, "text", ru()).days;
  const std::string_view law = back.fact(civil(2012, 2, 22))->source;
  CHECK(law.starts_with("as published"));
  CHECK(back.fact(civil(2012, 4, 28))->source == law);
}

TEST_CASE("days off by decree keep their decree") {
  const auto imported = import_calendar(
      "<calendar year=\"2021\"><holidays><holiday id=\"9\" title=\"Нерабочие дни (Указ Президента "
      "от 23.04.2021 №242)\"/></holidays><days><day d=\"05.04\" t=\"1\" "
      "h=\"9\"/></days></calendar>",
      calendar_format::xmlcalendar_xml, "text", ru());
  CHECK(imported.days.day(civil(2021, 5, 4))->kind() == day_kind::decree_off);
  CHECK(imported.days.fact(civil(2021, 5, 4))->source ==
        "Нерабочие дни (Указ Президента от 23.04.2021 №242)");
}

TEST_CASE("a publisher's wrong totals are remarked upon") {
  std::string text = export_calendar(ru(), 2006, calendar_format::xmlcalendar_csv);
  text.replace(text.find(",1980,"), 6, ",1981,");  // as the data.gov.ru edition of 2021 has it
  const auto imported = import_calendar(text, calendar_format::xmlcalendar_csv, "text", ru());
  REQUIRE(imported.remarks.size() == 1);
  CHECK(imported.remarks[0] ==
        "year 2006: the days give 1980 hours of a 40-hour week, the publisher's totals say 1981");
}

TEST_CASE("a day off said to come from a working day is left of unknown origin") {
  const auto imported = import_calendar(
      "<calendar year=\"2026\"><days><day d=\"05.12\" t=\"1\" f=\"05.13\"/></days></calendar>",
      calendar_format::xmlcalendar_xml, "text", ru());
  CHECK(imported.remarks.size() == 1);
  CHECK(imported.days.day(civil(2026, 5, 12))->kind() == day_kind::day_off);
  CHECK(imported.days.fact(civil(2026, 5, 12))->moved_from == no_day);
}

TEST_CASE("what is not the format is refused with its place") {
  using enum calendar_format;
  CHECK(complaint(xmlcalendar_xml,
                  "<calendar year=\"2026\">\n<days>\n<day d=\"02.30\" t=\"1\"/>"
                  "</days></calendar>") == "text:3:2: there is no day 30 of month 02 in 2026");
  CHECK(complaint(xmlcalendar_xml, "<calendar year=\"2026\"><days><day").find("text:1:") == 0);
  CHECK(complaint(xmlcalendar_xml, "<x/>").find("there is no <calendar>") != std::string::npos);
  CHECK(complaint(xmlcalendar_json, "{\"year\":2026,").find("text:1:14: ") == 0);
  CHECK(complaint(xmlcalendar_json, "{\"year\":2026,\"months\":[]}") ==
        "text: year 2026: \"months\" must be 1 to 12 in order");
  const std::string half = "{\"year\":2026,\n\"holidays\":[{\"id\":1,\"title\":\"\\udc00\"}]}";
  CHECK(complaint(xmlcalendar_json, half) == "text:2:30: The surrogate pair in string is invalid.");
  CHECK(complaint(xmlcalendar_csv, "a,b\n") == "text:1:1: a row has 18 cells, this one 2");
  CHECK(complaint(isdayoff, "101", 2026).find("error code 101") != std::string::npos);
  CHECK(complaint(isdayoff, "0101", 2026) ==
        "text: the year 2026 has 365 days, the text has 4 digits");
  CHECK(complaint(isdayoff, std::string(365, '4'), 2027).find("is off by decree") !=
        std::string::npos);
  CHECK(complaint(icalendar, "hello").find("text:1:1: ") == 0);
  const std::string begun = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\n";
  const std::string day_off = "SUMMARY:Выходной день\n";
  CHECK(complaint(icalendar, begun).find("text:2:1: BEGIN:VEVENT has no END:VEVENT") == 0);
  CHECK(complaint(icalendar, begun + day_off + "BEGIN:VEVENT\nDTSTART:20260102\n" + day_off +
                                 "END:VEVENT\nEND:VCALENDAR\n")
            .find("text:2:1: BEGIN:VEVENT has no END:VEVENT") == 0);
  CHECK(complaint(icalendar, begun + day_off + "END:VALARM\nDTEND:20260109\nEND:VEVENT\n")
            .find("text:5:1: END:VALARM where END:VEVENT must come") == 0);
  CHECK(complaint(icalendar, begun + day_off + "BEGIN:VALARM\nDTEND:20260109\nEND:VEVENT\n")
            .find("text:7:1: END:VEVENT where END:VALARM must come") == 0);
  CHECK(complaint(icalendar,
                  "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:Party\n"
                  "END:VEVENT\n")
            .find("the SUMMARY \"Party\" is none of") != std::string::npos);
}

TEST_CASE("an event that says more days than are read is refused, and a text that ends early") {
  using enum calendar_format;
  CHECK(complaint(icalendar, feed({"20260101" + off + "\nRRULE:FREQ=YEARLY"}))
            .find("text:5:1: the event repeats by RRULE") == 0);
  CHECK(complaint(icalendar, feed({"20260101" + off + "\nRDATE;VALUE=DATE:20260102"}))
            .find("text:5:1: the event repeats by RDATE") == 0);
  CHECK(complaint(icalendar, feed({"20260101" + off + "\nDURATION:P8D"}))
            .find("text:5:1: DURATION is not read") == 0);
  CHECK(complaint(icalendar, feed({"20260101" + off + "\nSTATUS:CANCELLED"}))
            .find("text:5:1: the event is cancelled") == 0);
  CHECK(complaint(icalendar, feed({"20260101" + off + "\nSUMMARY:Рабочий день"}))
            .find("text:5:1: the event has SUMMARY twice") == 0);
  CHECK(complaint(icalendar, feed({"20260101" + off + "\ndtstart:20260102"}))
            .find("text:5:1: the event has DTSTART twice") == 0);
  CHECK(complaint(icalendar, feed({"20260101" + off + "\nDTEND 20260109"}))
            .find("text:5:1: the line has no colon") == 0);
  CHECK(complaint(icalendar, feed({"20260101" + off + "\nCATEGORIES:a\nCATEGORIES:b"})) == "");
  CHECK(complaint(icalendar, feed({"20260101" + off + "\nBEGIN:VEVENT"}))
            .find("text:2:1: BEGIN:VEVENT has no END:VEVENT") == 0);
  const std::string whole = feed({"20260101" + off});
  CHECK(complaint(icalendar, whole) == "");
  CHECK(complaint(icalendar, whole.substr(0, whole.find("END:VCALENDAR"))) ==
        "text:1:1: BEGIN:VCALENDAR has no END:VCALENDAR; the text is cut off");
  CHECK(complaint(icalendar, whole.substr(0, whole.size() - 5)) ==
        "text:6:1: END:VCALE where END:VCALENDAR must come");
  CHECK(complaint(icalendar, whole + "DTSTART:20260102\n").find("text:7:1: an iCalendar text") ==
        0);
  std::string taken_back = whole;
  taken_back.insert(taken_back.find("BEGIN:VEVENT"), "method:Cancel\n");
  CHECK(complaint(icalendar, taken_back).find("text:2:1: METHOD:CANCEL takes the events back") ==
        0);
  CHECK(complaint(icalendar, whole + "\r\n" + feed({"20270101" + off})) == "");
}

TEST_CASE("a day that no event says is refused, be it a to-do's or nobody's") {
  using enum calendar_format;
  const auto before_the_event = [](std::string_view lines) {
    std::string text = feed({"20260101" + off});
    text.insert(text.find("BEGIN:VEVENT"), lines);
    return complaint(icalendar, text);
  };
  CHECK(before_the_event("BEGIN:VTODO\nDTSTART:20260102\nEND:VTODO\n") ==
        "text:2:1: VTODO is not read; make an event (VEVENT) of it, or leave it out");
  CHECK(before_the_event("begin:vjournal\nend:vjournal\n").find("text:2:1: VJOURNAL") == 0);
  CHECK(before_the_event("VERSION:2.0\nDTSTART;VALUE=DATE:20260102\n") ==
        "text:3:1: DTSTART outside of an event; it belongs to a VEVENT");
  const std::string zone = "BEGIN:VTIMEZONE\nBEGIN:STANDARD\nDTSTART:20260102\nEND:STANDARD\n";
  CHECK(before_the_event(zone + "END:VTIMEZONE\n") == "");
  CHECK(before_the_event("BEGIN:X-MOON\nDTSTART:20260102\nEND:X-MOON\n") == "");
  CHECK(before_the_event(zone) ==
        "text:2:1: BEGIN:VTIMEZONE has no END:VTIMEZONE; the text is cut off");
}

TEST_CASE("a publisher's text is UTF-8, and may say so at its begin") {
  using enum calendar_format;
  CHECK(complaint(icalendar, feed({"20260101" + off + "\nDESCRIPTION:\xcd\xee\xe2"})) ==
        "text:5:13: bytes that are not UTF-8; save the file as UTF-8");
  for (const calendar_format format : all) {
    INFO(name_of(format));
    CHECK(complaint(format, "\xEF\xBB\xBF" + export_calendar(ru(), 2026, format), 2026) == "");
  }
}

TEST_CASE(
    "a name of two lines, or one that a terminal would obey, stays within its line of iCalendar") {
  std::string text = write_calendar(ru());
  const std::string name = "ru = \"Новогодние каникулы\"";
  REQUIRE(text.find(name) != std::string::npos);
  text.replace(text.find(name), name.size(), R"(ru = "A\r\nEND:VEVENT\u001B[2J")");
  const calendar days = parse_calendar(text, "text");
  const std::string out = export_calendar(days, 2026, calendar_format::icalendar);
  CHECK(out.find("DESCRIPTION:A END:VEVENT\uFFFD[2J\r\n") != std::string::npos);
  const auto name_beside = [&](const calendar& at_hand) {
    return std::string{import_calendar(out, calendar_format::icalendar, "text", at_hand)
                           .days.fact(civil(2026, 1, 2))
                           ->name_ru};
  };
  CHECK(name_beside(ru()) == "A END:VEVENT\uFFFD[2J");
  CHECK(name_beside(days) == "A\r\nEND:VEVENT\u001B[2J");
}

TEST_CASE(
    "a name that XML's numbers make no text is refused, and a file may be named as it likes") {
  for (const char* number : {"xD800", "x110000", "xFFFFFFFF"}) {
    const std::string text =
        "<calendar year=\"2026\"><holidays><holiday id=\"1\" title=\"a&#" + std::string{number} +
        ";b\"/></holidays><days><day d=\"05.01\" t=\"1\" h=\"1\"/></days></calendar>";
    CHECK(complaint(calendar_format::xmlcalendar_xml, text)
              .find("a name of a day that is not UTF-8") != std::string::npos);
  }
  const auto imported =
      import_calendar(std::string(365, '0'), calendar_format::isdayoff, "k\xe4.txt", ru(), 2026);
  CHECK(parse_calendar(write_calendar(imported.days)).tables().title.find("k\uFFFD.txt") !=
        std::string::npos);
}

TEST_CASE("between quotes of a parameter a colon ends nothing") {
  const auto imported = import_calendar(
      feed({"20260504" + off + "\nDESCRIPTION;ALTREP=\"https://example.org\":A feast"}),
      calendar_format::icalendar, "text", ru());
  CHECK(imported.days.fact(civil(2026, 5, 4))->name_ru == "A feast");
}

TEST_CASE("cells of a table may hold commas, quotes and line breaks") {
  CHECK(split_csv("a,\"b,\"\"c\"\"\nd\",\r\n") == std::vector<std::string>{"a", "b,\"c\"\nd", ""});
  CHECK(split_csv("5\" pipe,b") == std::vector<std::string>{"5\" pipe", "b"});
  CHECK_FALSE(split_csv("\"a"));
  CHECK_FALSE(split_csv("\"a\"b"));
  CHECK(csv_records{"\"a\nb\",c\nd"}.end_of(0) == 8);
  CHECK(csv_records{"\"a\nb"}.end_of(0) == std::string_view::npos);
  CHECK(split_csv(csv_cell("a,\"b\"\n")) == std::vector<std::string>{"a,\"b\"\n"});
  CHECK(split_csv(csv_cell("a\r")) == std::vector<std::string>{"a\r"});
}

// RFC 4180, letter by letter.
std::size_t end_of_record(std::string_view text, std::size_t begin) {
  bool quoted = false;
  bool first = true;  // of a cell
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (quoted) {
      const bool doubled = text[at] == '"' && text.substr(at + 1).starts_with('"');
      if (doubled) ++at;
      quoted = doubled || text[at] != '"';
      continue;
    }
    if (text[at] == '\n') return at + 1;
    quoted = first && text[at] == '"';
    first = text[at] == ',';
  }
  return quoted ? std::string_view::npos : text.size();
}

TEST_CASE("every text of eight commas, quotes, line breaks and letters has the records it should") {
  std::string text(8, ' ');
  for (int code = 0; code < 1 << 16; ++code) {
    for (std::size_t i = 0; i < text.size(); ++i) text[i] = ",\"\na"[code >> 2 * i & 3];
    csv_records records{text};
    // A quote that is not closed spoils its own line; reading goes on behind it.
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = records.end_of(at);
      if (end != end_of_record(text, at)) FAIL_CHECK(csv_cell(text) << ": " << at);
      at = end != text.npos ? end : std::min(text.find('\n', at), text.size() - 1) + 1;
    }
  }
}

TEST_CASE("a table may begin with a byte order mark, and its rows keep their lines") {
  const auto rows = read_csv("\xEF\xBB\xBF\"a\",b\n\"1\n2\n3\",4\n\n5,6", "x.csv");
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].cells == std::vector<std::string>{"a", "b"});
  CHECK(rows[0].line == 1);
  CHECK(rows[1].line == 2);
  CHECK(rows[2].line == 6);
  CHECK_THROWS_WITH_AS((void)read_csv("a\n\"1\n2\"\n\"3\"4\n", "x.csv"),
                       doctest::Contains("x.csv:4:1: "), error);
}

}  // namespace
