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

// Of 9 January, which stands in for the 3rd.
void check_moved(const std::string& description) {
  const calendar moved =
      read(calendar_format::icalendar, feed({"20260103" + off + "\nDESCRIPTION:Новогодние каникулы",
                                             "20260109" + off + "\nDESCRIPTION:" + description}));
  CHECK(moved.day(civil(2026, 1, 9))->kind() == day_kind::day_off);
  CHECK(from_day_number(moved.fact(civil(2026, 1, 9))->moved_from) == civil(2026, 1, 3));
}

// A calendar of its own: 2026 of Russia with other names, days or acts in its text.
calendar with(std::string_view old, std::string_view by) {
  const std::string plain = write_calendar(read(icalendar, export_calendar(ru(), 2026, icalendar)));
  return parse_calendar(replaced(plain, old, by), "text");
}

TEST_CASE("names and fixed words of iCalendar may be written small or large") {
  std::string text = feed({"20260112/20260115" + off});
  for (const char* word :
       {"BEGIN", "END", "VCALENDAR", "VEVENT", "DTSTART", "VALUE", "DATE", "DTEND", "SUMMARY"}) {
    std::string small = word;
    for (char& c : small) c = static_cast<char>(c | 0x20);
    for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at)) {
      text.replace(at, small.size(), small);
    }
  }
  INFO(text);
  CHECK(complaint(icalendar, text) == "");
  CHECK(read(icalendar, text).day(civil(2026, 1, 14))->kind() == day_kind::day_off);
  CHECK(read(icalendar, text).day(civil(2026, 1, 15))->kind() == day_kind::working);

  CHECK(complaint(icalendar, feed({"20260101" + off + "\nRRule:FREQ=YEARLY"}))
            .find("text:5:1: the event repeats by RRULE") == 0);
  CHECK(complaint(icalendar, feed({"20260101" + off + "\nduration:P8D"}))
            .find("text:5:1: DURATION is not read") == 0);
  CHECK(complaint(icalendar, feed({"20260101" + off + "\nSTATUS:cancelled"}))
            .find("text:5:1: the event is cancelled") == 0);
  CHECK(complaint(icalendar, feed({"20260101" + off + "\nbegin:vevent"}))
            .find("text:2:1: BEGIN:VEVENT has no END:VEVENT") == 0);
  CHECK(complaint(icalendar, "begin:vcalendar\nbegin:vevent\ndtstart:1\n")
            .find("text:3:1: DTSTART is not a whole day") == 0);
}

TEST_CASE("a line break in a text of iCalendar is none of its letters") {
  const auto day = [](const std::string& description) {
    return read(icalendar,
                feed({"20260103" + off, "20260115" + off + "\nDESCRIPTION:" + description}));
  };
  CHECK(day("Новый\\nпраздник\\N").fact(civil(2026, 1, 15))->name_ru == "Новый праздник");
  CHECK(day("A\\\\n\\,\\;b").fact(civil(2026, 1, 15))->name_ru == "A\\n,;b");
  CHECK(day("\\n").day(civil(2026, 1, 15))->kind() == day_kind::day_off);
  check_moved("Перенесен с 03.01.2026\\n");
}

TEST_CASE("a day off is moved with the letter ё as it is with е") {
  check_moved("Перенесён с 03.01.2026");
}

TEST_CASE("a line of iCalendar may be folded within a letter, and faults keep their line") {
  std::string text = feed({"20260112" + off + "\nDESCRIPTION:Праздник"});
  const std::size_t first = text.find("Выходной") + 3;
  text.insert(first, "\r\n ");
  text.insert(text.find("Праздник") + 1, "\n\t");
  CHECK(complaint(icalendar, text) == "");
  CHECK(read(icalendar, text).fact(civil(2026, 1, 12))->name_ru == "Праздник");

  const std::string folded = replaced(text, "END:VEVENT", "COMMENT:a\n b\xff\nEND:VEVENT");
  CHECK(complaint(icalendar, folded) ==
        "text:9:3: bytes that are not UTF-8; save the file as UTF-8");
  // A letter that is not finished is none, whatever the line after it begins with.
  const std::string cut = replaced(text, "END:VEVENT", "COMMENT:\xd0\n\xb0\nEND:VEVENT");
  CHECK(complaint(icalendar, cut) == "text:8:9: bytes that are not UTF-8; save the file as UTF-8");
  const std::string nothing = replaced(text, "END:VEVENT", std::string{"COMMENT:a\r\n \0b", 14});
  CHECK(complaint(icalendar, nothing).find("text:9:2: ") == 0);
  CHECK(complaint(icalendar, replaced(text, "END:VEVENT", "RRULE\n :FREQ=DAILY\nEND:VEVENT"))
            .find("text:8:1: the event repeats by RRULE") == 0);
}

TEST_CASE("an event outside the years of calendars is told so, not that it is no whole day") {
  for (const char* date : {"18991231", "22010101"}) {
    CHECK(complaint(icalendar, feed({date + off})) ==
          "text:3:1: DTSTART is of the year " + std::string{date}.substr(0, 4) +
              "; a calendar holds the years 1900 to 2200");
  }
  CHECK(complaint(icalendar, feed({"2026011x" + off})) ==
        "text:3:1: DTSTART is not a whole day, YYYYMMDD");
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

TEST_CASE(
    "a day off by a law is one again, where the calendar at hand knows the law on that date") {
  // Wednesday 1 July 2020, and a Saturday that was to be worked.
  const std::string law = "Закон РФ о поправке к Конституции РФ от 14.03.2020 № 1-ФКЗ";
  const calendar days = parse_calendar(
      replaced(write_calendar(read(xmlcalendar_xml, export_calendar(ru(), 2020, xmlcalendar_xml))),
               "Указ Президента РФ от 01.06.2020 № 354 (и " + law + ")", law),
      "text");
  for (const calendar_format format : {xmlcalendar_xml, icalendar, isdayoff}) {
    INFO(name_of(format));
    const auto back =
        import_calendar(export_calendar(days, 2020, format), format, "text", days, 2020);
    CHECK(differences(days, back.days).empty());
    CHECK(back.days.fact(civil(2020, 7, 1))->source == law);
  }
  // Without such a calendar it is a holiday of that name.
  const calendar strange =
      read(xmlcalendar_xml, export_calendar(days, 2020, xmlcalendar_xml), ru());
  CHECK(strange.day(civil(2020, 7, 1))->kind() == day_kind::holiday);
  CHECK(strange.fact(civil(2020, 7, 1))->name_ru == law);
}

TEST_CASE("a decree is the word, in any case of its grammar, and not the begin of another") {
  const auto kind = [](const std::string& name) {
    const calendar days = read(icalendar, feed({"20260115" + off + "\nDESCRIPTION:" + name}));
    const calendar same = read(
        xmlcalendar_xml, "<calendar year=\"2026\"><holidays><holiday id=\"1\" title=\"" + name +
                             "\"/></holidays><days><day d=\"01.15\" t=\"1\" h=\"1\"/></days>"
                             "</calendar>");
    CHECK(differences(days, same).empty());
    return days.day(civil(2026, 1, 15))->kind();
  };
  for (const char* act : {"Указ", "Нерабочий день (Указ № 1)", "По Указу Президента", "«Указ»",
                          "Объявлен Указом Президента", "Указы от 01.02.2026 и 02.02.2026"}) {
    INFO(act);
    CHECK(kind(act) == day_kind::decree_off);
  }
  for (const char* feast : {"День Указателя", "Указание", "ПодУказ", "Указка, день школы"}) {
    INFO(feast);
    CHECK(kind(feast) == day_kind::holiday);
  }
}

TEST_CASE("a holiday named after a decree stays one, where the calendar at hand knows it by name") {
  const calendar days = with("Праздник Весны и Труда", "День Указа о вольности");
  for (const calendar_format format : {xmlcalendar_xml, icalendar}) {
    INFO(name_of(format));
    const calendar back = read(format, export_calendar(days, 2026, format), days);
    CHECK(differences(days, back).empty());
    CHECK(back.fact(civil(2026, 5, 1))->name == "Spring and Labour Day");
  }
}

TEST_CASE("a decree over a Saturday that was to be worked leaves it one") {
  const calendar days = parse_calendar(
      "[calendar]\nname = \"x\"\ntitle = \"x\"\nversion = \"x\"\n[holidays]\n[[years]]\n"
      "year = 2026\nstatus = \"imported\"\nnote = \"x\"\nholidays = []\nshort = []\n"
      "moved = [{ from = \"Sat 06-13\", to = \"Thu 06-11\" }]\nworked_weekends = [\"06-13\"]\n"
      "decree_off = [{ days = [\"06-13\"], act = \"Указ № 1\" }]\n"
      "months = [22, 20, 22, 22, 21, 22, 23, 21, 22, 22, 21, 23]\n"
      "totals = { working_days = 261, days_off = 104, hours_40 = 2088 }\n"
      "totals_decree_off = { working_days = 260, days_off = 105, hours_40 = 2080 }\n");
  REQUIRE(days.day(civil(2026, 6, 13)) == day_type{day_kind::decree_off, true});
  for (const calendar_format format : {xmlcalendar_xml, icalendar, isdayoff}) {
    INFO(name_of(format));
    const auto back =
        import_calendar(export_calendar(days, 2026, format), format, "text", days, 2026);
    CHECK(back.remarks.empty());
    REQUIRE(differences(days, back.days).empty());
    CHECK(back.days.fact(civil(2026, 6, 13))->source == "Указ № 1");
  }
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
  CHECK(complaint(xmlcalendar_json, months + ",\"transitions\":null,\"statistic\":null}") == "");
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
  CHECK(
      complaint(
          xmlcalendar_xml,
          "<calendar year=\"2026\"><holidays><holiday/><holiday/></holidays><days/></calendar>") ==
      "");
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

TEST_CASE("what XML says twice or where it is not read is refused, so that no day is lost") {
  const auto within = [](const std::string& inner) {
    return complaint(xmlcalendar_xml, "<calendar year=\"2026\">\n" + inner + "</calendar>");
  };
  const std::string day = "<day d=\"05.12\" t=\"1\"/>";
  CHECK(within("<days>" + day + "</days>") == "");
  CHECK(within("<holidays/><!-- none --><days>" + day + "<!-- one --></days>") == "");
  CHECK(within("<holidays/>") == "text:1:2: there is no <days> in <calendar>");
  CHECK(within("<days><day d=\"05.12\" t=\"1\">" + day + "</day></days>") ==
        "text:2:29: <day> in <day>, which is not read");
  CHECK(within("<days><day d=\"05.12\" t=\"1\">x</day></days>") ==
        "text:2:28: text in <day>, which is not read");
  CHECK(within("<days/><days>" + day + "</days>") == "text:2:9: <days> is there twice");
  CHECK(within("<days/><daze>" + day + "</daze>") ==
        "text:2:9: <daze> in <calendar>, which is not read");
  CHECK(within("<days><Day d=\"05.12\" t=\"1\"/></days>") ==
        "text:2:8: <Day> in <days>, which is not read");
  CHECK(within("<days>05.12</days>") == "text:2:7: text in <days>, which is not read");
  CHECK(within("<holidays><day/></holidays><days/>") ==
        "text:2:12: <day> in <holidays>, which is not read");
  CHECK(within("<days><day d=\"05.12\" t=\"1\" d=\"05.13\"/></days>") ==
        "text:2:8: the attribute d is there twice");
  CHECK(complaint(xmlcalendar_xml, "<calendar year=\"2026\" year=\"2027\"><days/></calendar>") ==
        "text:1:2: the attribute year is there twice");
}

TEST_CASE("a holiday of an English name alone is one again, with that name") {
  const calendar days = with("en = \"Spring and Labour Day\", ru = \"Праздник Весны и Труда\"",
                             "en = \"Labour Day\"");
  REQUIRE(days.fact(civil(2026, 5, 1))->name_ru.empty());
  const std::string out = export_calendar(days, 2026, icalendar);
  CHECK(out.find("DESCRIPTION;LANGUAGE=en:Labour Day\r\n") != std::string::npos);
  for (const calendar& at_hand : {days, ru()}) {
    const calendar back = read(icalendar, out, at_hand);
    CHECK(back.day(civil(2026, 5, 1))->kind() == day_kind::holiday);
    CHECK(back.fact(civil(2026, 5, 1))->name == "Labour Day");
    CHECK(back.fact(civil(2026, 5, 1))->name_ru == "");
  }
  const calendar back = read(xmlcalendar_xml, export_calendar(days, 2026, xmlcalendar_xml), days);
  CHECK(back.fact(civil(2026, 5, 1))->name == "Labour Day");
  CHECK(back.fact(civil(2026, 5, 1))->name_ru == "");

  const std::string other =
      feed({"20260115" + off + "\nDESCRIPTION;x=\"a;b\";language=EN-gb:Feast"});
  CHECK(read(icalendar, other).fact(civil(2026, 1, 15))->name == "Feast");
}

TEST_CASE(
    "tabs and line breaks of a name go out as blanks, and the calendar at hand knows it still") {
  const calendar days = with("Праздник Весны и Труда", "Праздник\\tВесны\\r\\nи Труда\\n");
  for (const calendar_format format : {xmlcalendar_xml, icalendar}) {
    INFO(name_of(format));
    const std::string out = export_calendar(days, 2026, format);
    CHECK(out.find("Праздник Весны и Труда") != std::string::npos);
    CHECK(out.find("\uFFFD") == std::string::npos);
    CHECK(read(format, out, days).fact(civil(2026, 5, 1))->name_ru ==
          "Праздник\tВесны\r\nи Труда\n");
    CHECK(read(format, out, ru()).fact(civil(2026, 5, 1))->name_ru == "Праздник Весны и Труда");
  }
  const std::string tabbed =
      "<calendar year=\"2026\"><holidays><holiday id=\"1\" title=\"A&#9;feast&#10;\"/></holidays>"
      "<days><day d=\"01.15\" t=\"1\" h=\"1\"/></days></calendar>";
  CHECK(read(xmlcalendar_xml, tabbed).fact(civil(2026, 1, 15))->name_ru == "A feast");
}

TEST_CASE("iCalendar is stamped with the version of the data if that is a date") {
  const auto stamp = [](const std::string& version) {
    const calendar days = with("version = \"imported\"", "version = \"" + version + "\"");
    const std::string out = export_calendar(days, 2026, icalendar);
    return out.substr(out.find("DTSTAMP:") + 8, 16);
  };
  CHECK(stamp("2026-11-22") == "20261122T000000Z");
  CHECK(stamp("2026-13-45") == "20260101T000000Z");
  CHECK(stamp("2026-02-29") == "20260101T000000Z");
  CHECK(stamp("0000-01-01") == "20260101T000000Z");
  CHECK(stamp("1.2") == "20260101T000000Z");
}

}  // namespace
