// Publishers' calendars as they may be written, not only as they are: each says what it says, or is
// refused; nothing in it is guessed.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "io/publisher_texts.hpp"
#include "srok/error.hpp"
#include "srok/io/calendar_formats.hpp"
#include "srok/io/calendar_text.hpp"

namespace {

using namespace srok;
using namespace srok::testing;
using enum calendar_format;

calendar read(calendar_format format, std::string_view text, const calendar& at_hand = ru()) {
  return import_calendar(text, format, "text", at_hand).days;
}

std::string replaced(std::string text, std::string_view old, std::string_view by) {
  const std::size_t at = text.find(old);
  REQUIRE(at != std::string::npos);
  return text.replace(at, old.size(), by);
}

TEST_CASE("a table without a header keeps its first year, and may begin with an empty line") {
  const std::string table = export_calendar(ru(), 2026, xmlcalendar_csv);
  const std::string row = table.substr(table.find('\n') + 1);
  const std::string before = export_calendar(ru(), 2025, xmlcalendar_csv);
  const std::string row_before = before.substr(before.find('\n') + 1);
  CHECK(read(xmlcalendar_csv, row).first_year() == 2026);
  CHECK(read(xmlcalendar_csv, row_before + row).first_year() == 2025);
  CHECK(read(xmlcalendar_csv, "\n\r\n" + table).first_year() == 2026);
  CHECK(read(xmlcalendar_csv, "\xEF\xBB\xBF" + row).first_year() == 2026);
  CHECK(differences(ru(), read(xmlcalendar_csv, row)).empty());
  CHECK(complaint(xmlcalendar_csv, replaced(row, "2026", "1899")) ==
        "text:1:1: \"1899\" is not a year");
  CHECK(complaint(xmlcalendar_csv, replaced(row, "2026", "2026 год")) ==
        "text:1:1: \"2026 год\" is not a year");
  CHECK(complaint(xmlcalendar_csv, "\n" + replaced(row, ",\"1,2,3", ",\"1,1,3")) ==
        "text:2:1: year 2026: the day 1 of month 1 is there twice");
}

TEST_CASE("a year that a text has twice is told so, and where if lines say it") {
  const std::string table = export_calendar(ru(), 2026, xmlcalendar_csv);
  const std::string row = table.substr(table.find('\n') + 1);
  CHECK(complaint(xmlcalendar_csv, table + "\n" + row) == "text:4:1: the year 2026 is there twice");
  CHECK(complaint(xmlcalendar_csv, table + row, 2026) == "text:3:1: the year 2026 is there twice");
  std::string year = export_calendar(ru(), 2026, xmlcalendar_json);
  CHECK(complaint(xmlcalendar_json, "[" + year + "," + year + "]") ==
        "text: the year 2026 is there twice");
  CHECK(complaint(xmlcalendar_json,
                  "[" + year + "," + export_calendar(ru(), 2024, xmlcalendar_json) + "]") ==
        "text: after 2024 comes 2026; name the one year that is wanted");
}

TEST_CASE("what JSON leaves out, has twice or has of another kind is refused, not guessed") {
  const std::string year = export_calendar(ru(), 2026, xmlcalendar_json);
  const auto refused = [&](std::string_view old, std::string_view by) {
    return complaint(xmlcalendar_json, replaced(year, old, by));
  };
  const std::string february = ",\"days\":\"1,7,8,14,15,21,22,23,28\"";
  CHECK(refused(february, "") == "text: year 2026: \"days\" of month 2 must be a string");
  CHECK(refused(february, ",\"days\":[1,7]") ==
        "text: year 2026: \"days\" of month 2 must be a string");
  CHECK(refused(february, february + february) ==
        "text: year 2026: month 2: \"days\" is there twice");
  CHECK(refused(february, ",\"month\":2" + february) ==
        "text: year 2026: month 2: \"month\" is there twice");
  CHECK(refused("{\"year\":2026", "{\"year\":2025,\"year\":2026") ==
        "text: \"year\" is there twice");
  CHECK(complaint(xmlcalendar_json, "[" + year + "," + replaced(year, "{", "{\"year\":2027,") +
                                        "]") == "text: calendar 2: \"year\" is there twice");
  CHECK(refused("\"transitions\":[", "\"transitions\":{},\"x\":[") ==
        "text: year 2026: \"transitions\" must be a list");
  CHECK(refused("\"transitions\":[", "\"transitions\":[],\"transitions\":[") ==
        "text: \"transitions\" is there twice");
  CHECK(refused("{\"from\":", "{\"to\":\"01.03\",\"from\":") ==
        "text: year 2026: transition 1: \"to\" is there twice");
  CHECK(refused("\"statistic\":{", "\"statistic\":[],\"x\":{") ==
        "text: year 2026: \"statistic\" must be an object");
  CHECK(refused("\"workdays\":247", "\"workdays\":\"247\"") ==
        "text: year 2026: \"workdays\" of \"statistic\" must be a number of 0 to 10000");
  CHECK(refused("\"hours40\":1972", "\"hours40\":1e9").find("\"hours40\" of \"statistic\"") !=
        std::string::npos);
  CHECK(refused("\"holidays\":118", "\"holidays\":118,\"holidays\":117") ==
        "text: year 2026: \"statistic\": \"holidays\" is there twice");
}

TEST_CASE("JSON may leave out its totals and transitions, and has no others made up for it") {
  const std::string year = export_calendar(ru(), 2026, xmlcalendar_json);
  const std::string months = year.substr(0, year.find(",\"transitions\""));
  CHECK(complaint(xmlcalendar_json, months + "}") == "");
  CHECK(import_calendar(replaced(year, ",\"holidays\":118", ""), xmlcalendar_json, "text", ru())
            .remarks.empty());
  CHECK(import_calendar(replaced(year, "\"hours40\":1972", "\"hours40\":1971.9999999"),
                        xmlcalendar_json, "text", ru())
            .remarks.empty());
}

TEST_CASE("XML ends with its calendar, and has each holiday once") {
  const std::string year = export_calendar(ru(), 2026, xmlcalendar_xml);
  const std::string small = "<calendar year=\"2026\">\n<days/></calendar>";
  CHECK(complaint(xmlcalendar_xml, small + "\n<!-- of 2026 -->\n") == "");
  CHECK(complaint(xmlcalendar_xml, small + "\n" + small) ==
        "text:3:2: there is more than one <calendar>; a text has one");
  CHECK(complaint(xmlcalendar_xml, small + "\n  junk") ==
        "text:3:3: text beside <calendar>; a text has nothing else");
  CHECK(complaint(xmlcalendar_xml, small + "<![CDATA[x]]>").find("text:2:") == 0);
  CHECK(complaint(xmlcalendar_xml, "junk\n" + small).find("text:1:1: text beside") == 0);
  CHECK(complaint(xmlcalendar_xml, small + "<x/>") ==
        "text:2:20: <x> beside <calendar>; a text has nothing else");
  CHECK(complaint(xmlcalendar_xml, "").find("text") == 0);
  CHECK(complaint(xmlcalendar_xml, replaced(year, "<holiday id=\"2\"", "<holiday id=\"1\"")) ==
        "text:5:10: holiday id=\"1\" is there twice");
}

}  // namespace
