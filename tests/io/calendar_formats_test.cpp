// Other publishers' calendars: what is read, what is refused, and that nothing is lost on the way
// out and back. The extracts follow xmlcalendar.ru, data.gov.ru, isdayoff.ru and
// hywax/production-calendar as they publish the years 2021, 2024 and 2026.
#include "srok/io/calendar_formats.hpp"

#include <doctest/doctest.h>

#include <string>

#include "io/csv.hpp"
#include "srok/error.hpp"
#include "srok/io/calendar_text.hpp"

namespace {

using namespace srok;

const calendar& ru() {
  return builtin_calendar("ru");
}

std::string complaint(calendar_format format, std::string_view text,
                      std::optional<int> year = std::nullopt) {
  try {
    (void)import_calendar(text, format, "text", ru(), year);
  } catch (const error& failed) {
    return failed.what();
  }
  return {};
}

constexpr calendar_format all[] = {
    calendar_format::xmlcalendar_xml, calendar_format::xmlcalendar_json,
    calendar_format::xmlcalendar_csv, calendar_format::isdayoff, calendar_format::icalendar};

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
  CHECK(complaint(xmlcalendar_csv, "a,b\n") == "text:1:1: a row has 18 cells, this one 2");
  CHECK(complaint(isdayoff, "101", 2026).find("error code 101") != std::string::npos);
  CHECK(complaint(isdayoff, "0101", 2026) ==
        "text: the year 2026 has 365 days, the text has 4 digits");
  CHECK(complaint(isdayoff, std::string(365, '4'), 2027).find("is off by decree") !=
        std::string::npos);
  CHECK(complaint(icalendar, "hello").find("text:1:1: ") == 0);
  CHECK(complaint(icalendar, "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\n")
            .find("text:2:1: the event has no END:VEVENT") == 0);
  CHECK(complaint(icalendar,
                  "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101\nSUMMARY:Party\n"
                  "END:VEVENT\n")
            .find("the SUMMARY \"Party\" is none of") != std::string::npos);
}

TEST_CASE("cells of a table may hold commas, quotes and line breaks") {
  CHECK(split_csv("a,\"b,\"\"c\"\"\nd\",\r\n") == std::vector<std::string>{"a", "b,\"c\"\nd", ""});
  CHECK(split_csv("5\" pipe,b") == std::vector<std::string>{"5\" pipe", "b"});
  CHECK_FALSE(split_csv("\"a"));
  CHECK_FALSE(split_csv("\"a\"b"));
  CHECK(csv_record_length("\"a\nb\",c\nd") == 8);
  CHECK(csv_record_length("\"a\nb") == std::string_view::npos);
  CHECK(split_csv(csv_cell("a,\"b\"\n")) == std::vector<std::string>{"a,\"b\"\n"});
}

}  // namespace
