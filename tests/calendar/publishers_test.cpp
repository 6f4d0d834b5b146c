// The built-in Russian calendar against everybody else's, day by day, and against the printed
// totals.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "csv.hpp"
#include "srok/calendar/calendar.hpp"

using namespace srok;
using namespace srok_test;

namespace {

const calendar& ru() {
  return builtin_calendar("ru");
}

day_type type_of(civil_date date) {
  return ru().day(date).value();
}

struct explanation {
  std::string source, first, last, what;
  int used = 0;

  bool covers(const std::string& name, const std::string& date,
              const std::string& difference) const {
    return name.starts_with(source) && first <= date && date <= last &&
           (what == "any" || what == difference);
  }
};

std::vector<explanation> read_explanations() {
  std::vector<explanation> all;
  for (const csv_row& row : read_csv("publishers/explained.csv")) {
    REQUIRE(row.size() == 5);
    REQUIRE(!row[4].empty());
    all.push_back({row[0], row[1], row[2], row[3]});
  }
  return all;
}

struct publisher {
  std::string name;
  std::map<std::string, std::string> states;
  std::map<int, bool> years;  // covered -> with short days
};

std::vector<publisher> read_publishers() {
  std::vector<publisher> all;
  for (const auto& file :
       std::filesystem::directory_iterator(SROK_SOURCE_DIR "/tests/calendar/publishers")) {
    const std::string name = file.path().stem().string();
    if (file.path().extension() != ".csv" || name == "explained") continue;
    publisher one{name, {}, {}};
    for (const csv_row& row : read_csv("publishers/" + name + ".csv")) {
      if (row[0].ends_with("-00-00"))
        one.years[std::stoi(row[0])] = row[1] == "covered";
      else
        one.states[row[0]] = row[1];
    }
    all.push_back(one);
  }
  return all;
}

// "work", "short" or nothing.
std::string difference(const publisher& from, bool with_short_days, civil_date date) {
  const day_type ours = type_of(date);
  if (ours.kind() == day_kind::decree_off) return {};
  const auto at = from.states.find(to_iso(date));
  const std::string state = at != from.states.end() ? at->second : "";
  const bool marked_short = state == "short" || state == "work_short" || state == "off_and_short";
  const bool works =
      state.empty() ? weekday_of(date) < 5 : state != "off" && state != "off_and_short";
  if (works != ours.works()) return "work";
  return with_short_days && works && marked_short != ours.shortened() ? "short" : "";
}

int hours(civil_date begin, civil_date end) {
  int sum = 0;
  for (civil_date date = begin; date < end; date += std::chrono::days{1}) {
    if (type_of(date).works()) sum += type_of(date).shortened() ? 7 : 8;
  }
  return sum;
}

}  // namespace

TEST_CASE(
    "every day of 1999-2027 is what every publisher says it is, or the difference is explained") {
  std::vector<explanation> explanations = read_explanations();
  const std::vector<publisher> publishers = read_publishers();
  CHECK(publishers.size() >= 20);
  int compared = 0;
  for (const publisher& from : publishers) {
    CHECK(!from.years.empty());
    for (const auto& [year, with_short_days] : from.years) {
      for (civil_date date = first_of_year(year); date < first_of_year(year + 1);
           date += std::chrono::days{1}) {
        ++compared;
        const std::string what = difference(from, with_short_days, date);
        if (what.empty()) continue;
        bool explained = false;
        for (explanation& e : explanations) {
          if (e.covers(from.name, to_iso(date), what)) {
            explained = true;
            ++e.used;
          }
        }
        CHECK_MESSAGE(explained, from.name << " " << to_iso(date) << " " << what);
      }
    }
  }
  CHECK(compared > 80'000);
  for (const explanation& e : explanations) {
    CHECK_MESSAGE(e.used > 0, "explains nothing: " << e.source << " " << e.first);
  }
}

TEST_CASE("every day of 1999-2027 is what the collected facts say, with its name and its move") {
  std::map<std::string, csv_row> rows;
  for (const csv_row& row : read_csv("ru-days.csv")) rows[row[0]] = row;
  const std::map<std::string, day_type> kinds{{"holiday", day_kind::holiday},
                                              {"day_off", day_kind::day_off},
                                              {"short", day_kind::short_day},
                                              {"working", {day_kind::working, true}},
                                              {"working_short", {day_kind::short_day, true}},
                                              {"decree_off", day_kind::decree_off}};
  for (civil_date date = first_of_year(1999); date < first_of_year(2028);
       date += std::chrono::days{1}) {
    const std::string iso = to_iso(date);
    CAPTURE(iso);
    const auto at = rows.find(iso);
    if (at == rows.end()) {
      CHECK(type_of(date) ==
            day_type{weekday_of(date) < 5 ? day_kind::working : day_kind::weekend});
      CHECK(ru().fact(date) == nullptr);
      continue;
    }
    const std::string& note = at->second[2];
    const bool base_short = note.find("base=short") != std::string::npos;
    const day_type kind = kinds.at(at->second[1]);
    CHECK(type_of(date) == day_type{kind.kind(), kind.worked_weekend(), base_short});
    const calendar_fact* fact = ru().fact(date);
    REQUIRE(fact != nullptr);
    CHECK(!fact->source.empty());
    if (at->second[1] == "holiday") {
      CHECK(note.starts_with(fact->name));
      CHECK(!fact->name_ru.empty());
    }
    if (note.starts_with("transferred from ")) {
      CHECK(to_iso(from_day_number(fact->moved_from)) == note.substr(17, 10));
    }
    if (note.starts_with("day off moved to ")) {
      CHECK(to_iso(from_day_number(fact->moved_to)) == note.substr(17, 10));
    }
    if (const auto eve = note.find("eve of ");
        eve != std::string::npos && fact->moved_to != no_day) {
      CHECK(fact->name == note.substr(eve));
    }
  }
}

TEST_CASE("working days, days off and hours of each year are those printed") {
  for (const csv_row& row : read_csv("totals.csv")) {
    CAPTURE(row[0]);
    CAPTURE(row[1]);
    const calendar_year& year = *ru().year(std::stoi(row[1]));
    int decree_days = 0, decree_hours = 0;
    if (row[0] == "xmlcalendar.ru") {  // it counts the days off by decree as off
      for (const calendar_fact& fact : ru().tables().facts) {
        const civil_date date = from_day_number(fact.day);
        if (year_of(date) != year.year || type_of(date).kind() != day_kind::decree_off) continue;
        ++decree_days;
        decree_hours += type_of(date).base_short() ? 7 : 8;
      }
    }
    const bool same =
        (row[2].empty() || std::stoi(row[2]) == year.working_days - decree_days) &&
        (row[3].empty() || std::stoi(row[3]) == year.days_off + decree_days) &&
        (row[4].empty() || static_cast<int>(std::stod(row[4])) == year.hours_40 - decree_hours);
    CHECK(same == row[5].empty());
  }
}

TEST_CASE("hours of a 40-hour week by month are those printed") {
  for (const csv_row& row : read_csv("monthly-hours.csv")) {
    CAPTURE(row[0]);
    const civil_date begin = to_date(row[1] + (row[2].size() == 1 ? "-0" : "-") + row[2] + "-01");
    civil_date end = begin + std::chrono::days{27};
    while (fields(end).month() == fields(begin).month()) end += std::chrono::days{1};
    CHECK(hours(begin, end) == std::stoi(row[3]));
  }
}

TEST_CASE(
    "a working day before a holiday is short, and no other without a move or a stated reason") {
  for (civil_date date = first_of_year(1999);
       date < first_of_year(ru().last_year() + 1) - std::chrono::days{1};
       date += std::chrono::days{1}) {
    CAPTURE(to_iso(date));
    const bool eve = type_of(date + std::chrono::days{1}).kind() == day_kind::holiday;
    const day_type type = type_of(date);
    if (type.works() && eve) CHECK(type.shortened());
    if (type.shortened() && !eve && !type.worked_weekend()) {
      CHECK(to_iso(date) == "2014-02-24");  // the Ministry of Labour's explanation of that day
    }
  }
}

TEST_CASE("each official year names its act, or says why there is none") {
  for (const calendar_year& year : ru().tables().years) {
    CAPTURE(year.year);
    CHECK(year.official);
    CHECK((!year.source.empty() || !year.note.empty()));
    if (year.year >= 2011) CHECK(year.source.find("№") != std::string_view::npos);
  }
  CHECK(
      ru().year(2026)->source ==
      "Постановление Правительства РФ от 24.09.2025 № 1466 «О переносе выходных дней в 2026 году»");
  CHECK(ru().fact(civil(2012, 5, 8))->source ==
        "Постановление Правительства РФ от 15.03.2012 № 201");
  CHECK(ru().first_year() == 1999);
  CHECK(ru().last_year() >= 2027);
  CHECK(ru().official_until() == first_of_year(ru().last_year() + 1));
}
