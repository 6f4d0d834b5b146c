// Calendar texts: written ones read back equal, and no slip of a key passes.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/csv.hpp"
#include "calendar/one_year.hpp"
#include "srok/error.hpp"
#include "srok/io/calendar_text.hpp"

using namespace srok;
using namespace srok_test;

namespace {

const std::string& ru_text() {
  static const std::string text = read_file(SROK_SOURCE_DIR "/data/calendars/ru.toml");
  return text;
}

void check_equal(const calendar& left, const calendar& right) {
  const calendar_tables& a = left.tables();
  const calendar_tables& b = right.tables();
  CHECK(a.name == b.name);
  CHECK(a.title == b.title);
  CHECK(a.version == b.version);
  CHECK(a.law == b.law);
  CHECK(a.first_year == b.first_year);
  CHECK(std::equal(a.days.begin(), a.days.end(), b.days.begin(), b.days.end()));
  REQUIRE(a.years.size() == b.years.size());
  for (std::size_t i = 0; i < a.years.size(); ++i) {
    const calendar_year &x = a.years[i], &y = b.years[i];
    CAPTURE(x.year);
    CHECK(x.year == y.year);
    CHECK(x.official == y.official);
    CHECK(x.source == y.source);
    CHECK(x.note == y.note);
    CHECK(x.working_days == y.working_days);
    CHECK(x.days_off == y.days_off);
    CHECK(x.hours_40 == y.hours_40);
    CHECK(x.short_days == y.short_days);
  }
  REQUIRE(a.facts.size() == b.facts.size());
  for (std::size_t i = 0; i < a.facts.size(); ++i) {
    const calendar_fact &x = a.facts[i], &y = b.facts[i];
    CAPTURE(to_iso(from_day_number(x.day)));
    CHECK(x.day == y.day);
    CHECK(x.moved_from == y.moved_from);
    CHECK(x.moved_to == y.moved_to);
    CHECK(x.name == y.name);
    CHECK(x.name_ru == y.name_ru);
    CHECK(x.source == y.source);
  }
  REQUIRE(a.statutory.size() == b.statutory.size());
  for (std::size_t i = 0; i < a.statutory.size(); ++i) {
    const statutory_holiday &x = a.statutory[i], &y = b.statutory[i];
    CHECK(x.month == y.month);
    CHECK(x.day == y.day);
    CHECK(x.moves == y.moves);
    CHECK(x.name == y.name);
    CHECK(x.name_ru == y.name_ru);
  }
}

std::string refusal(const std::string& text) {
  try {
    (void)parse_calendar(text, "ru.toml");
  } catch (const error& failure) {
    CHECK(failure.code() == status::bad_text);
    CHECK(failure.where().line > 0);
    return failure.what();
  }
  return "";
}

std::size_t block_begin(int year) {
  return ru_text().find("[[years]]\nyear = " + std::to_string(year));
}

// The head of ru.toml and the block of one year.
std::string single_year(int year) {
  const std::size_t begin = block_begin(year);
  const std::size_t end = std::min(ru_text().find("\n[[years]]", begin), ru_text().size());
  return ru_text().substr(0, ru_text().find("[[years]]")) + ru_text().substr(begin, end - begin);
}

// Whether `at` is inside the citation of an act or a reason: words to the parser, not days.
bool is_prose(const std::string& text, std::size_t at) {
  const std::string_view before = std::string_view{text}.substr(0, at);
  const std::size_t prose = std::max(before.rfind("act = \"") + 1, before.rfind("because =") + 1);
  return prose > before.rfind('\n') + 1;
}

// ru.toml with one place of the block of `year` changed.
std::string with(int year, std::string_view from, std::string_view to) {
  std::string text = ru_text();
  const std::size_t at = text.find(from, block_begin(year));
  REQUIRE_MESSAGE(at != std::string::npos, from);
  return text.replace(at, from.size(), to);
}

void check_refused(int year, std::string_view from, std::string_view to, std::string_view why) {
  const std::string said = refusal(with(year, from, to));
  CAPTURE(to);
  CHECK(said.find("ru.toml:") == 0);
  CHECK_MESSAGE(said.find("year " + std::to_string(year) + ": ") != std::string::npos, said);
  CHECK_MESSAGE(said.find("year ") == said.rfind("year " + std::to_string(year) + ": "), said);
  CHECK_MESSAGE(said.find(why) != std::string::npos, said);
}

}  // namespace

TEST_CASE("the text of the Russian calendar and its built-in copy are one calendar") {
  check_equal(parse_calendar(ru_text(), "ru.toml"), builtin_calendar("ru"));
}

TEST_CASE("a calendar written as text reads back equal, projected years too") {
  const calendar& ru = builtin_calendar("ru");
  check_equal(parse_calendar(write_calendar(ru)), ru);
  const calendar projected = project(ru, 2099);
  check_equal(parse_calendar(write_calendar(projected)), projected);
}

TEST_CASE("what a title would tell a terminal is written as the number of its letter") {
  const std::string title = R"(A\u001B[31m\u009B31m\u061C\u200E\u200F\u2028\u202E\u2066\uFFFF)"
                            "\u00e9\u20ac\U0001f600";
  std::string text = single_year(2026);
  const std::size_t begin = text.find("title = \"") + 9;
  text.replace(begin, text.find('"', begin) - begin, title);
  CHECK(write_calendar(parse_calendar(text)).find('"' + title + '"') != std::string::npos);
}

TEST_CASE("a calendar whose title is not UTF-8 is not written") {
  calendar_builder builder = test::one_year(2026);
  builder.head().title = "A\xe4";
  builder.count_last_year();
  const calendar made = std::move(builder).finish();
  CHECK_THROWS_WITH_AS((void)write_calendar(made), doctest::Contains("bytes that are not UTF-8"),
                       error);
}

TEST_CASE("an imported year may hold days off of unknown origin, and keeps them when written") {
  const std::string text =
      "[calendar]\nname = \"x\"\ntitle = \"A \\\"title\\\"\"\nversion = \"1\"\n"
      "[holidays]\nmay = { days = [\"05-01\"], ru = \"Май\" }\n"
      "[[years]]\nyear = 2026\nstatus = \"imported\"\nnote = \"a list\"\nholidays = [\"may\"]\n"
      "days_off = [\"05-04..05-05\"]\nshort = [\"06-01\", { day = \"Sat 05-16\", because = "
      "\"An order\" }]\nworked_weekends = [\"05-16\"]\n"
      "totals = { working_days = 259, days_off = 106, hours_40 = 2070 }\nmonths = [22, 20, 22, 22, "
      "19, 22, 23, 21, 22, 22, 21, 23]\n";
  const calendar imported = parse_calendar(text);
  const auto refused = [&](const std::string& days_off, std::string_view why) {
    std::string other = text;
    const std::string said = refusal(other.replace(other.find("05-04..05-05"), 12, days_off));
    CHECK_MESSAGE(said.find(why) != std::string::npos, said);
  };
  refused("05-04..05-05\", \"05-05", "Tue 05-05 is named as a day off and before as a day off");
  refused("05-01", "Fri 05-01 is named as a day off and before as a holiday");
  refused("05-04..05-09", "Sat 05-09 is a weekend anyway");
  CHECK(imported.day(civil(2026, 5, 5)).value() == day_type{day_kind::day_off});
  CHECK(imported.day(civil(2026, 5, 16)).value() == day_type{day_kind::short_day, true});
  CHECK(imported.fact(civil(2026, 5, 16))->source == "An order");
  CHECK(imported.day(civil(2026, 4, 30)).value() == day_type{day_kind::working});
  check_equal(parse_calendar(write_calendar(imported)), imported);
}

TEST_CASE("each slip in a year's block is refused with file, line and year") {
  check_refused(2026, "to = \"Fri 01-09\"", "to = \"Thu 01-08\"", "before as a holiday");
  check_refused(2026, "to = \"Fri 01-09\"", "to = \"Sat 01-10\"",
                "a day off moves to Sat 01-10, which is a weekend");
  check_refused(2026, "to = \"Fri 01-09\"", "to = \"Fri 02-30\"", "there is no 02-30");
  check_refused(2026, "to = \"Fri 01-09\"", "to = \"01-09\"", "is not a day with its weekday");
  for (const std::string day : {"Fri 1-09", "Fri-01-09", "Fry 01-09", "Fri 01-091", ""}) {
    check_refused(2026, "Fri 01-09", day, "\"" + day + "\" is not a day with its weekday");
  }
  for (const std::string day : {"4-30", "04-3", "04-3x", "04.30", "04-300", "", "04-28..30"}) {
    check_refused(2026, "short = [\"04-30\"", "short = [\"" + day + "\"", "\" is not a day; write");
  }
  check_refused(2026, "from = \"Sat 01-03\"", "from = \"Mon 01-05\"", "not on a weekend");
  check_refused(2026, "from = \"Sun 03-08\"", "from = \"Mon 03-09\"",
                "a day off moves from Mon 03-09, which is not on a weekend");
  check_refused(2026, "from = \"Sat 01-03\"", "from = \"Sat 01-17\"", "neither a holiday nor");
  check_refused(2026, "from = \"Sat 01-03\"", "from = \"Sun 01-04\"", "moves twice");
  check_refused(2026, "to = \"Mon 03-09\"", "to = \"Tue 03-10\"", "moves to the next working day");
  check_refused(2026, "{ from = \"Sun 03-08\", to = \"Mon 03-09\" },", "", "\"lost\"");
  check_refused(2026, "short = [\"04-30\"", "short = [\"04-29\"", "neither the eve");
  check_refused(2026, "short = [\"04-30\"", "short = [\"04-30..04-30\"", "or is a single day");
  check_refused(2026, "short = [\"04-30\", ", "short = [", "it belongs in \"short\"");
  check_refused(2026, "short = [\"04-30\"", "short = [\"05-09\"", "not a working day");
  check_refused(2026, "short = [\"04-30\"", "short = [\"04-30\", \"04-30\"", "as short twice");
  check_refused(2026, "worked_weekends = []", "worked_weekends = [\"01-17\"]",
                "where its day off went");
  check_refused(2026, "worked_weekends = []", "worked_weekends = [\"01-19\"]", "not on a weekend");
  check_refused(2026, "worked_weekends = []", "worked_weekends = [\"01-17\", \"01-17\"]",
                "Sat 01-17 is named as a worked weekend and before as a worked weekend");
  for (const std::string day : {"01-19", "01-17", "03-08"}) {
    check_refused(2026, "worked_weekends = []", "worked_weekends = []\nlost = [\"" + day + "\"]",
                  "lost no day off: it is not a holiday on a weekend, or it was moved");
  }
  check_refused(2026, "working_days = 247", "working_days = 246", "give 247 working days");
  check_refused(2026, "days_off = 118", "days_off = 119", "give 118 days off");
  check_refused(2026, "hours_40 = 1972", "hours_40 = 1971", "give 1972 hours");
  check_refused(2026, "hours_40 = 1972", "hours_40 = \"1972\"", "must be an integer");
  check_refused(2026, "\"defender_day\", ", "", "working days in month 2");
  check_refused(2026, "months = [15", "months = [16", "give 15 working days in month 1");
  check_refused(2026, "months = [15, ", "months = [", "of 11 months");
  check_refused(2026, "months = [15", "months = [32", "between 0 and 31");
  check_refused(2026, "months = [15", "months = [-1", "between 0 and 31");
  check_refused(2026, "working_days = 247", "working_days = -1", "between 0 and 9999");
  check_refused(2026, "working_days = 247", "working_days = 10000", "between 0 and 9999");
  check_refused(2026, "Fri 01-09", "Thu 01-09", "01-09 of 2026 is a Fri, not a Thu");
  check_refused(2026, "defender_day", "defendre_day", "did you mean \"defender_day\"");
  check_refused(2026, "status = \"official\"", "status = \"oficial\"", "is not a status");
  check_refused(2026, "worked_weekends", "worked_weekend", "misspelling");
  check_refused(2025, "worked_weekends = [\"11-01\"]\n", "", "is missing");
  check_refused(2026, "moved_by_law", "moved_bylaw", "unknown key");
  check_refused(2026, "24.09.2025", "24.13.2025", "there is no date");
  check_refused(2026, "24.09.2025", "24.09.2015", "cannot settle");
  check_refused(2026, "24.09.2025", "24.09.2025; 25", "an act with \"; \" in it");
  check_refused(2026, "acts = [\"Постановление", "note = \"\" # [\"", "no source");
  check_refused(2012, "act = 2", "act = 1", "the first is meant without it");
  check_refused(2026, "short = [", "short = ", "not TOML");
  check_refused(2026, "short = [\"04-30\"", "short = [\"04-30", "not TOML");
}

TEST_CASE("an act may begin with its date") {
  CHECK(parse_calendar(with(2026, "acts = [\"", "acts = [\"24.09.2025, № 1466\"] # "))
            .year(2026)
            ->source == "24.09.2025, № 1466");
}

TEST_CASE("days off that move by law may be listed in any order") {
  // 1 and 2 January 2000 were a weekend: the first moves to Monday, so the second to Tuesday.
  const std::string first = "  { from = \"Sat 01-01\", to = \"Mon 01-03\" },\n";
  const std::string second = "  { from = \"Sun 01-02\", to = \"Tue 01-04\" },\n";
  check_equal(parse_calendar(with(2000, first + second, second + first)), builtin_calendar("ru"));
}

TEST_CASE("a slip in a year's block is told where it stands") {
  struct slip {
    std::string_view from, to, told_at;
  };
  for (const auto& [from, to, told_at] :
       {slip{"{ from = \"Sun 03-08\", to = \"Mon 03-09\" },", "", "\"womens_day\""},
        slip{"to = \"Fri 01-09\"", "to = \"Sat 01-10\"", "\"Sat 01-10\""},
        slip{"to = \"Mon 03-09\" },",
             "to = \"Mon 03-09\" },\n{ from = \"Sun 03-08\", to = \"Tue 03-10\" },",
             "\"Sun 03-08\", to = \"Tue 03-10\""},
        slip{"from = \"Sun 01-04\"", "from = \"Mon 01-05\"", "\"Mon 01-05\""},
        slip{"\"06-11\", \"11-03\"", "\"06-10\", \"11-03\"", "\"06-10\""},
        slip{"22, 20, 22]", "22, 21, 22]", "21, 22]"}}) {
    const std::string text = with(2026, from, to);
    const std::string_view before =
        std::string_view{text}.substr(0, text.find(told_at, block_begin(2026)));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t column = before.size() - before.rfind('\n');
    CHECK(refusal(text).starts_with("ru.toml:" + std::to_string(line) + ":" +
                                    std::to_string(column) + ": year 2026: "));
  }
}

TEST_CASE("a day off that another act of the year moves has that act as its source") {
  const std::string second = "Постановление Правительства РФ от 15.03.2012 № 201";
  const calendar c = parse_calendar(
      with(2012, '"' + second + "\",\n", '"' + second + "\",\n\"A third of 02.04.2012\",\n"));
  CHECK(c.fact(civil(2012, 3, 9))->source.find("20.07.2011") != std::string_view::npos);
  CHECK(c.fact(civil(2012, 5, 7))->source == second);
}

TEST_CASE("a year named twice or left out is refused") {
  const std::size_t begin = block_begin(2026);
  const std::string block = ru_text().substr(begin, block_begin(2025) - begin);
  CHECK(refusal(ru_text() + block).find("year 2026: there are two blocks") != std::string::npos);
  const std::string first = ru_text().substr(block_begin(1999));
  CHECK(refusal(ru_text() + first).find("year 1999: there are two blocks") != std::string::npos);
  const auto line = std::count(ru_text().begin(), ru_text().end(), '\n') + 1;
  CHECK(refusal(ru_text() + block).starts_with("ru.toml:" + std::to_string(line) + ":1: "));
  std::string without = ru_text();
  without.erase(begin, block.size());
  CHECK(refusal(without).find("year 2027: the year before it is missing; after 2025 comes 2026") !=
        std::string::npos);
}

TEST_CASE("projected years come last, also behind the first of all") {
  for (const int year : {1999, 2010}) {
    const std::string said = refusal(with(year, "status = \"official\"", "status = \"projected\""));
    const auto next = ru_text().begin() + static_cast<std::ptrdiff_t>(block_begin(year + 1));
    const auto line = std::count(ru_text().begin(), next, '\n') + 1;
    CHECK(said.starts_with("ru.toml:" + std::to_string(line) + ":1: year " +
                           std::to_string(year + 1) + ": it follows a projected year"));
  }
}

TEST_CASE("a calendar may have one year, and has at least one") {
  CHECK(parse_calendar(single_year(2026)).last_year() == 2026);
  CHECK(refusal("years = []\n").find("a calendar needs at least one [[years]] block") !=
        std::string::npos);
}

TEST_CASE("the second year of a calendar follows the first") {
  const std::string of_2024 = single_year(2024);
  CHECK(refusal(single_year(2026) + "\n" + of_2024.substr(of_2024.find("[[years]]")))
            .find("year 2026: the year before it is missing; after 2024 comes 2025") !=
        std::string::npos);
}

TEST_CASE("the days off by decree are held against the second published count") {
  CHECK(refusal(with(2020, "05-06..05-08", "05-06..05-07")).find("with the decree's days off") !=
        std::string::npos);
}

TEST_CASE("no single digit of a year's block can be mistyped so that another calendar is read") {
  int tried = 0;
  for (int year = 1999; year <= builtin_calendar("ru").last_year(); ++year) {
    const std::string whole = single_year(year);
    const calendar right = parse_calendar(whole);
    for (std::size_t at = whole.find("moved", whole.find("[[years]]")); at < whole.size(); ++at) {
      if (whole[at] < '0' || whole[at] > '9' || is_prose(whole, at)) continue;
      for (const int step : {1, 9}) {
        std::string text = whole;
        text[at] = static_cast<char>('0' + (whole[at] - '0' + step) % 10);
        const std::string said = refusal(text);
        ++tried;
        CAPTURE(text.substr(text.rfind('\n', at) + 1, 60));
        if (said.empty()) {  // a decree's span may end on a weekend or a holiday: the same calendar
          check_equal(parse_calendar(text), right);
          CHECK(text.find("..", text.rfind('\n', at)) < text.find('\n', at));
        } else {
          CHECK_MESSAGE(said.find("year " + std::to_string(year) + ": ") != std::string::npos,
                        said);
        }
      }
    }
  }
  CHECK(tried > 5'000);
}

TEST_CASE("no single character of a block can be dropped so that another calendar is read") {
  const std::string whole = single_year(2026);
  const calendar right = parse_calendar(whole);
  int refused = 0;
  for (std::size_t at = whole.find("[[years]]"); at < whole.size(); ++at) {
    std::string text = whole;
    text.erase(at, 1);
    CAPTURE(text.substr(text.rfind('\n', at) + 1, 60));
    try {
      const calendar read = parse_calendar(text, "ru.toml");
      const auto a = read.tables().days, b = right.tables().days;
      CHECK(std::equal(a.begin(), a.end(), b.begin(), b.end()));
    } catch (const error& failure) {
      ++refused;
      CHECK_MESSAGE(failure.where().line > 0, failure.what());
    }
  }
  CHECK(refused > 500);
}

namespace {

// 2026 with Labour Day alone; `statutory` stands in [statutory], the rest are keys of its year.
std::string labour_year(const std::string& statutory, const std::string& short_days = "\"04-30\"",
                        const std::string& worked = "", const std::string& more = "") {
  return "[calendar]\nname = \"x\"\ntitle = \"t\"\nversion = \"1\"\n[holidays]\n"
         "may = { days = [\"05-01\"], en = \"Labour Day\" }\n"
         "christmas = { days = [\"01-07\"], ru = \"Рождество\" }\n"
         "new_year = { days = [\"01-01\"], en = \"New Year\" }\n"
         "both = { days = [\"02-29\", \"05-01\"], en = \"Twice\" }\n" +
         (statutory.empty() ? "" : "[statutory]\nlaw = \"A law\"\n" + statutory + "\n") +
         "[[years]]\nyear = 2026\nstatus = \"official\"\nacts = [\"Act of 01.02.2025\"]\n"
         "holidays = [\"may\"]\nworked_weekends = [" +
         worked + "]\nshort = [" + short_days +
         "]\ntotals = { working_days = 260, days_off = 105, hours_40 = " +
         (short_days.empty() ? "2080" : "2079") + " }\n" +
         "months = [22, 20, 22, 22, 20, 22, 23, 21, 22, 22, 21, 23]\n" + more;
}

}  // namespace

TEST_CASE("the last day of a calendar is an eve only where the law makes 1 January a holiday") {
  const calendar read = parse_calendar(labour_year("holidays = [\"may\", \"christmas\"]"));
  CHECK(read.day(civil(2026, 12, 31)).value() == day_type{day_kind::working});
  CHECK(refusal(labour_year("holidays = [\"new_year\"]")).find("Thu 12-31 is worked and the eve") !=
        std::string::npos);
  CHECK(refusal(labour_year("")) == "");
}

TEST_CASE("the last day of a year is an eve where the next year begins with a holiday, by no law") {
  const auto two_years = [](const std::string& short_days, const std::string& holidays,
                            const std::string& status = "projected") {
    return "[calendar]\nname = \"x\"\ntitle = \"X\"\nversion = \"1\"\n"
           "[holidays]\nnew_year = { days = [\"01-01\"], en = \"New Year\" }\n"
           "[[years]]\nyear = 2025\nstatus = \"" +
           status + "\"\nnote = \"n\"\nholidays = [" + holidays +
           "]\nshort = []\nmoved = []\nworked_weekends = []\n"
           "totals = { working_days = 260, days_off = 105, hours_40 = 2080 }\n"
           "months = [22, 20, 21, 22, 22, 21, 23, 21, 22, 23, 20, 23]\n"
           "[[years]]\nyear = 2024\nstatus = \"official\"\nnote = \"n\"\nholidays = []\nshort = [" +
           short_days +
           "]\nmoved = []\nworked_weekends = []\n"
           "totals = { working_days = 262, days_off = 104, hours_40 = " +
           (short_days.empty() ? "2096" : "2095") +
           " }\nmonths = [23, 21, 21, 22, 23, 20, 23, 22, 21, 23, 21, 22]\n";
  };
  const std::string new_year = "\"new_year\"", eve = "\"12-31\"";
  CHECK(refusal(two_years("", new_year)).find("year 2024: Tue 12-31 is worked and the eve") !=
        std::string::npos);
  CHECK(refusal(two_years(eve, "")).find("year 2024: Tue 12-31 is short, but it is neither") !=
        std::string::npos);
  CHECK(refusal(two_years("", new_year, "imported")).find("year 2024: Tue 12-31 is worked") !=
        std::string::npos);

  // What is imported may have the holiday as a day off of unknown origin, and the law is asked.
  const std::string by_law = "[statutory]\nlaw = \"A law\"\nholidays = [\"new_year\"]\n[[years]]";
  const auto off = [&](const std::string& more) {
    std::string text = two_years(eve, "", "imported");
    text.replace(text.find("[[years]]"), 9, by_law);
    return refusal(text.replace(text.find("short = []"), 10, "short = []" + more));
  };
  CHECK(off("\ndays_off = [\"01-01\"]").find("year 2024: Tue 12-31") == std::string::npos);
  CHECK(off("").find("year 2024: Tue 12-31 is short, but it is neither") != std::string::npos);
}

TEST_CASE("a worked Saturday before a holiday is short, wherever its day off went") {
  const auto may_3 = [](const std::string& short_days) {
    std::string text = labour_year("", short_days, "\"05-02\"",
                                   "moved = [{ from = \"Sat 05-02\", to = \"Tue 05-12\" }]\n"
                                   "lost = [\"05-03\"]\n");
    text.replace(text.find("05-01"), 5, "05-03");
    text.replace(text.find("= 260, days_off = 105, hours_40 = 2079"), 38,
                 "= 261, days_off = 104, hours_40 = 2087");
    return text.replace(text.find("22, 22, 20, 22, 23"), 18, "22, 22, 21, 22, 23");
  };
  CHECK(refusal(may_3("\"05-02\"")) == "");
  CHECK(refusal(may_3(" ")).find("Sat 05-02 is worked and the eve of a holiday") !=
        std::string::npos);
}

TEST_CASE("only the day off of a holiday makes another day stand in for an eve") {
  // The eve of Labour Day is off for a worked Saturday, which is short instead; Monday is not.
  const std::string moved = "moved = [{ from = \"Sat 04-25\", to = \"Thu 04-30\" }]\n";
  CHECK(refusal(labour_year("", "\"04-25\"", "\"04-25\"", moved)) == "");
  CHECK(refusal(labour_year("", "\"04-25\", { day = \"Mon 04-27\", because = \"It is so.\" }",
                            "\"04-25\"", moved))
            .find("Mon 04-27 is short, but it is neither the eve") != std::string::npos);
}

TEST_CASE(
    "a projection has the law's holidays in the order of the year and moves those that move") {
  const calendar c = project(
      parse_calendar(labour_year("holidays = [\"may\", \"christmas\"]\nstay = [\"01-07\"]")), 2028);
  REQUIRE(c.tables().statutory.size() == 2);
  CHECK(c.tables().statutory[0].month == 1);
  CHECK(!c.tables().statutory[0].moves);
  CHECK(c.tables().statutory[1].month == 5);
  CHECK(c.tables().statutory[1].moves);
  CHECK(c.day(civil(2027, 1, 6)).value() == day_type{day_kind::short_day});
  CHECK(c.fact(civil(2027, 1, 6))->name == "");
  CHECK(c.fact(civil(2027, 1, 6))->name_ru == "канун: Рождество");
  CHECK(c.day(civil(2027, 5, 3)).value() == day_type{day_kind::day_off});  // of Saturday 1 May
  CHECK(c.fact(civil(2027, 5, 1))->moved_to == to_day_number(civil(2027, 5, 3)));
  CHECK(c.day(civil(2027, 12, 31)).value() == day_type{day_kind::working});
  CHECK(c.fact(civil(2028, 1, 7))->source == "A law");
}

TEST_CASE("a day off stays where it is when no working day of its year comes after it") {
  const std::string december =
      "[calendar]\nname = \"x\"\ntitle = \"t\"\nversion = \"1\"\n[holidays]\n"
      "feast = { days = [\"12-26..12-31\"], en = \"Feast\" }\n"
      "[statutory]\nlaw = \"A law\"\nholidays = [\"feast\"]\nstay = []\n"
      "[[years]]\nyear = 2026\nstatus = \"official\"\nacts = [\"Act of 01.02.2025\"]\n"
      "holidays = [\"feast\"]\nworked_weekends = []\nshort = [\"12-25\"]\n"
      "months = [22, 20, 22, 22, 21, 22, 23, 21, 22, 22, 21, 19]\n"
      "totals = { working_days = 257, days_off = 108, hours_40 = 2055 }\n";
  const calendar c = project(parse_calendar(december + "lost = [\"12-26..12-27\"]\n"), 2099);
  CHECK(c.day(civil(2027, 12, 31)).value() == day_type{day_kind::holiday});
  CHECK(c.fact(civil(2027, 12, 26))->moved_to == no_day);  // a Sunday
  CHECK(c.day(civil(2099, 12, 31)).value() == day_type{day_kind::holiday});
  check_equal(parse_calendar(write_calendar(c)), c);
  CHECK(refusal(december + "lost = [\"12-27\"]\nmoved_by_law = [{ from = \"Sat 12-26\", to = "
                           "\"Thu 12-24\" }]\n")
            .find("no working day comes after Sat 12-26 in its year") != std::string::npos);
}

TEST_CASE("a projected year need not say that a holiday on a weekend loses its day off") {
  const auto may_2 = [](const std::string& settled_by) {
    std::string text = labour_year("holidays = [\"may\"]", "\"05-01\"");
    text.replace(text.find("05-01"), 5, "05-02");
    text.replace(text.find("\"official\"\nacts = [\"Act of 01.02.2025\"]"), 39, settled_by);
    text.replace(text.find("= 260, days_off = 105, hours_40 = 2079"), 38,
                 "= 261, days_off = 104, hours_40 = 2087");
    return text.replace(text.find("22, 22, 20, 22, 23"), 18, "22, 22, 21, 22, 23");
  };
  CHECK(refusal(may_2("\"projected\"")) == "");
  CHECK(refusal(may_2("\"official\"\nnote = \"An act\""))
            .find("the holiday Sat 05-02 is on a weekend and its day off is neither") !=
        std::string::npos);
}

TEST_CASE("the law names each holiday once, and none on 29 February") {
  CHECK(refusal(labour_year("holidays = [\"both\"]")).find("02-29 cannot be") != std::string::npos);
  CHECK(refusal(labour_year("holidays = [\"may\", \"christmas\", \"may\"]"))
            .find("names a day that another holiday has") != std::string::npos);
}

TEST_CASE("a holiday has no weekday, for it is of no year in particular") {
  std::string text = labour_year("");
  text.replace(text.find("05-01"), 5, "Mon 05-01");
  CHECK(refusal(text).find("\"Mon 05-01\" is of no year in particular and has no weekday") !=
        std::string::npos);
}

TEST_CASE("a holiday that lost its day off is named as lost once") {
  std::string text = labour_year("", " ", "", "lost = [\"05-03\", \"05-03\"]\n");
  text.replace(text.find("05-01"), 5, "05-03");
  CHECK(refusal(text).find("Sun 05-03 is named as lost twice") != std::string::npos);
}

TEST_CASE("a holiday that no language names is refused") {
  std::string text = labour_year("");
  text.replace(text.find(", en = \"Labour Day\""), 20, "");
  CHECK(refusal(text).find("has no name") != std::string::npos);
}

TEST_CASE("a holiday on 29 February is none of a year that lacks it") {
  std::string text = labour_year("");
  text.replace(text.find("holidays = [\"may\"]"), 18, "holidays = [\"both\"]");
  CHECK(refusal(text).find("falls on 02-29, which this year lacks") != std::string::npos);
}

TEST_CASE("a calendar may begin in 1900 and end in 2200, not a year before or after") {
  const auto plain = [](int year, const std::string& months) {
    return "[calendar]\nname = \"x\"\ntitle = \"t\"\nversion = \"1\"\n[holidays]\n"
           "[[years]]\nyear = " +
           std::to_string(year) +
           "\nstatus = \"imported\"\nnote = \"weeks\"\nholidays = []\nworked_weekends = []\n"
           "short = []\ntotals = { working_days = 261, days_off = 104, hours_40 = 2088 }\nmonths "
           "= " +
           months + "\n";
  };
  const std::string of_1900 = "[23, 20, 22, 21, 23, 21, 22, 23, 20, 23, 22, 21]";
  const std::string of_2200 = "[23, 20, 21, 22, 22, 21, 23, 21, 22, 23, 20, 23]";
  CHECK(parse_calendar(plain(1900, of_1900)).first_year() == 1900);
  CHECK(parse_calendar(plain(2200, of_2200)).last_year() == 2200);
  CHECK(refusal(plain(1899, of_1900)).find("1900") != std::string::npos);
  CHECK(refusal(plain(2201, of_1900)).find("2200") != std::string::npos);
}

TEST_CASE("a slip outside the years' blocks is told without a year") {
  std::string text = labour_year("");
  text.replace(text.find("title = "), 8, "titel = ");
  CHECK(refusal(text).find("year") == std::string::npos);
  CHECK(refusal(labour_year("") + "[more]\nx = = 1\n").find("year") == std::string::npos);
  CHECK(refusal("year = 2026\nx = = 1\n").find("year 2026") == std::string::npos);
  CHECK(refusal("[[years]]\nyear = 2026 # the last\nx = = 1\n")
            .starts_with("ru.toml:3:5: year 2026: "));
}
