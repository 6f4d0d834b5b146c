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

}  // namespace
