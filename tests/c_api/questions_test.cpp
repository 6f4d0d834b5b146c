// The scalar questions at the C boundary: their values, their errors, their outputs when they fail.
#include <doctest/doctest.h>

#include <limits>

#include "c_api/c_api.hpp"

using namespace c_api;

namespace {

constexpr std::int32_t no_number = std::numeric_limits<std::int32_t>::min();
constexpr std::int64_t latest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t stale = 4711;

// What a call answered: its status and the output it left.
struct outcome {
  srok_status status;
  std::int64_t value;
  friend bool operator==(const outcome&, const outcome&) = default;
};

template <class Out = std::int64_t, class Call>
outcome ask(Call call) {
  Out out = stale;
  const srok_status status = call(&out);
  return {status, out};
}

outcome deadline(std::int64_t start, std::int64_t budget, std::int32_t landing = SROK_NEAREST) {
  return ask(
      [&](auto* out) { return srok_deadline(technotronics(), start, budget, landing, out); });
}

outcome paused(std::int64_t start, std::int64_t budget, std::vector<std::int64_t> begin,
               std::vector<std::int64_t> end, std::int32_t landing = SROK_NEAREST) {
  return ask([&](auto* out) {
    return srok_deadline_with_pauses(technotronics(), start, budget, landing, begin.size(),
                                     begin.data(), end.data(), out);
  });
}

constexpr outcome beyond{SROK_BEYOND_HORIZON, SROK_NONE};
constexpr outcome bad{SROK_BAD_ARGUMENT, SROK_NONE};
constexpr outcome beyond_number{SROK_BEYOND_HORIZON, no_number};

outcome good(std::int64_t value) {
  return {SROK_OK, value};
}

}  // namespace

TEST_CASE("the calendar knows its years and the kinds of their days") {
  std::int32_t first = 0;
  std::int32_t last = 0;
  REQUIRE(srok_calendar_years(russia(), &first, &last) == SROK_OK);
  CHECK(first == 1999);
  CHECK(last >= 2027);
  const auto kind = [](std::int32_t day) {
    return ask<std::int32_t>([&](auto* out) { return srok_calendar_day(russia(), day, out); });
  };
  CHECK(kind(date(2026, 4, 29)) == good(SROK_DAY_WORKING));
  CHECK(kind(date(2026, 4, 30)) == good(SROK_DAY_SHORT));
  CHECK(kind(date(2026, 5, 1)) == good(SROK_DAY_HOLIDAY));
  CHECK(kind(date(2026, 5, 2)) == good(SROK_DAY_WEEKEND));
  CHECK(kind(date(2026, 1, 9)) == good(SROK_DAY_OFF));
  CHECK(kind(date(2024, 4, 27)) == good(SROK_DAY_WORKING | SROK_DAY_WORKED_WEEKEND));
  CHECK(kind(date(2020, 4, 30)) == good(SROK_DAY_DECREE_OFF | SROK_DAY_BASE_SHORT));
  const outcome unknown{SROK_UNKNOWN_YEAR, no_number};
  CHECK(kind(date(first, 1, 1)) != unknown);
  CHECK(kind(date(first, 1, 1) - 1) == unknown);
  CHECK(kind(date(last, 12, 31)) != unknown);
  CHECK(kind(date(last, 12, 31) + 1) == unknown);
  CHECK(kind(no_number) == unknown);
  CHECK(kind(std::numeric_limits<std::int32_t>::max()) == unknown);
}

TEST_CASE("elapsed counts hours of work and is negative backwards") {
  const auto elapsed = [](std::int64_t begin, std::int64_t end) {
    return ask([&](auto* out) { return srok_elapsed(technotronics(), begin, end, out); });
  };
  const std::int64_t friday = moscow(2026, 4, 24, 15, 0);
  const std::int64_t monday = moscow(2026, 4, 27, 8, 0);
  CHECK(elapsed(friday, monday) == good(2 * hour));
  CHECK(elapsed(monday, friday) == good(-2 * hour));
  CHECK(elapsed(monday, monday) == good(0));
  CHECK(elapsed(SROK_NONE, monday) == beyond);
  CHECK(elapsed(monday, latest) == beyond);
}

TEST_CASE("a budget spent at closing ends there, or with SROK_FARTHEST at the next opening") {
  const std::int64_t friday = moscow(2026, 4, 24, 7, 0);
  const std::int64_t monday = moscow(2026, 4, 27, 7, 0);
  CHECK(deadline(friday, 9 * hour) == good(moscow(2026, 4, 24, 16, 0)));
  CHECK(deadline(friday, 9 * hour, SROK_FARTHEST) == good(monday));
  const std::int64_t saturday = moscow(2026, 4, 25, 12, 0);
  CHECK(deadline(saturday, 0) == good(saturday));
  CHECK(deadline(saturday, 0, SROK_FARTHEST) == good(monday));
  CHECK(deadline(saturday, 1) == good(monday + 1));
}

TEST_CASE("latest_start mirrors deadline") {
  const auto start = [](std::int64_t until, std::int64_t budget, std::int32_t landing) {
    return ask(
        [&](auto* out) { return srok_latest_start(technotronics(), until, budget, landing, out); });
  };
  const std::int64_t monday = moscow(2026, 4, 27, 8, 0);
  const std::int64_t saturday = moscow(2026, 4, 25, 12, 0);
  const std::int64_t closing = moscow(2026, 4, 24, 16, 0);
  CHECK(start(monday, hour, SROK_NEAREST) == good(moscow(2026, 4, 27, 7, 0)));
  CHECK(start(monday, hour, SROK_FARTHEST) == good(closing));
  CHECK(start(saturday, 0, SROK_NEAREST) == good(saturday));
  CHECK(start(saturday, 0, SROK_FARTHEST) == good(closing));
  CHECK(start(closing, 0, SROK_FARTHEST) == good(closing));
  CHECK(start(monday, -1, SROK_NEAREST) == bad);
  CHECK(start(monday, 1, 2) == bad);
  CHECK(start(monday, latest, SROK_NEAREST) == beyond);
  CHECK(start(SROK_NONE, 0, SROK_NEAREST) == beyond);
}

TEST_CASE("working days run from moment to moment or to the close of a date") {
  const auto due = [](std::int64_t start, std::int32_t days, std::int32_t rule) {
    return ask(
        [&](auto* out) { return srok_deadline_days(technotronics(), start, days, rule, out); });
  };
  const std::int64_t start = moscow(2026, 4, 22, 15, 20);
  CHECK(due(start, 2, SROK_DAYS_ELAPSED) == good(moscow(2026, 4, 24, 15, 20)));
  CHECK(due(start, 2, SROK_DAYS_WHOLE) == good(moscow(2026, 4, 24, 16, 0)));
  CHECK(due(start, 0, SROK_DAYS_WHOLE) == good(start));
  CHECK(due(start, -1, SROK_DAYS_ELAPSED) == bad);
  CHECK(due(start, no_number, SROK_DAYS_ELAPSED) == bad);
  CHECK(due(start, 1, 2) == bad);
  CHECK(due(start, 1, -1) == bad);
  CHECK(due(start, std::numeric_limits<std::int32_t>::max(), SROK_DAYS_WHOLE) == beyond);
  CHECK(due(SROK_NONE, 0, SROK_DAYS_WHOLE) == beyond);
}

TEST_CASE("a bad argument is named before the horizon, and the horizon also for a budget of 0") {
  CHECK(deadline(SROK_NONE, -1) == bad);
  CHECK(deadline(SROK_NONE, SROK_NONE) == bad);
  CHECK(deadline(SROK_NONE, 0, 2) == bad);
  CHECK(deadline(SROK_NONE, 0, -1) == bad);
  CHECK(deadline(SROK_NONE, 0) == beyond);
  CHECK(deadline(latest, 0) == beyond);
  CHECK(deadline(moscow(2026, 4, 24, 7, 0), latest) == beyond);
}

TEST_CASE("openings and closings are found on both sides, never at the ends of the horizon") {
  using question = srok_status (*)(const srok_schedule*, std::int64_t, std::int64_t*);
  const auto find = [](question which, std::int64_t at) {
    return ask([&](auto* out) { return which(technotronics(), at, out); });
  };
  const std::int64_t noon = moscow(2026, 4, 25, 12, 0);  // Saturday
  CHECK(find(srok_next_open, noon) == good(moscow(2026, 4, 27, 7, 0)));
  CHECK(find(srok_next_close, noon) == good(moscow(2026, 4, 27, 16, 0)));
  CHECK(find(srok_previous_open, noon) == good(moscow(2026, 4, 24, 7, 0)));
  CHECK(find(srok_previous_close, noon) == good(moscow(2026, 4, 24, 16, 0)));
  std::int64_t begin = 0;
  std::int64_t end = 0;
  REQUIRE(srok_schedule_horizon(technotronics(), &begin, &end) == SROK_OK);
  CHECK(begin == moscow(1999, 1, 1, 0, 0));
  CHECK(find(srok_previous_open, begin) == beyond);
  CHECK(find(srok_previous_close, begin) == beyond);
  CHECK(find(srok_next_open, end) == beyond);
  CHECK(find(srok_next_close, end) == beyond);
  for (const question which :
       {srok_next_open, srok_next_close, srok_previous_open, srok_previous_close}) {
    CHECK(find(which, SROK_NONE) == beyond);
    CHECK(find(which, latest) == beyond);
    CHECK(find(which, begin - 1) == beyond);
    CHECK(find(which, end + 1) == beyond);
  }
}

TEST_CASE("it is closed at the closing instant") {
  const auto open = [](std::int64_t at) {
    return ask<std::int32_t>([&](auto* out) { return srok_is_open(technotronics(), at, out); });
  };
  CHECK(open(moscow(2026, 4, 24, 7, 0) - 1) == good(0));
  CHECK(open(moscow(2026, 4, 24, 7, 0)) == good(1));
  CHECK(open(moscow(2026, 4, 24, 16, 0) - 1) == good(1));
  CHECK(open(moscow(2026, 4, 24, 16, 0)) == good(0));
  CHECK(open(SROK_NONE) == beyond_number);
}

TEST_CASE("dates are added and counted by working dates") {
  const auto add = [](std::int32_t day, std::int32_t days) {
    return ask<std::int32_t>(
        [&](auto* out) { return srok_add_days(technotronics(), day, days, out); });
  };
  const auto between = [](std::int32_t first, std::int32_t end) {
    return ask<std::int32_t>(
        [&](auto* out) { return srok_days_between(technotronics(), first, end, out); });
  };
  const std::int32_t friday = date(2026, 4, 24);
  CHECK(add(friday, 1) == good(friday + 3));
  CHECK(add(friday + 1, 0) == good(friday + 1));
  CHECK(add(friday + 1, -1) == good(friday));
  CHECK(between(friday, friday + 7) == good(5));
  CHECK(between(friday + 7, friday) == good(-5));
  for (const std::int32_t extreme : {no_number, std::numeric_limits<std::int32_t>::max()}) {
    CHECK(add(extreme, 1) == beyond_number);
    CHECK(add(friday, extreme) == beyond_number);
    CHECK(between(extreme, friday) == beyond_number);
    CHECK(between(friday, extreme) == beyond_number);
  }
}

TEST_CASE("wall time becomes an instant and an instant has its offset") {
  const auto instant = [](const srok_schedule* schedule, std::int64_t wall) {
    return ask([&](auto* out) { return srok_instant_from_local(schedule, wall, out); });
  };
  const auto offset = [](std::int64_t at) {
    return ask<std::int32_t>([&](auto* out) { return srok_offset_at(technotronics(), at, out); });
  };
  CHECK(instant(technotronics(), date(2026, 4, 29) * 24 * hour + 15 * hour) ==
        good(moscow(2026, 4, 29, 15, 0)));
  for (const std::int64_t extreme : {SROK_NONE, SROK_NONE + 1, latest}) {
    CHECK(instant(technotronics(), extreme) == beyond);
    CHECK(offset(extreme) == beyond_number);
  }
  CHECK(offset(moscow(2026, 4, 29, 15, 0)) == good(3 * hour));
  CHECK(offset(moscow(2012, 4, 29, 15, 0)) == good(4 * hour));
  // 2010-03-28 02:30 was skipped in Moscow, 2010-10-31 02:30 occurred twice.
  CHECK(instant(technotronics(), date(2010, 3, 28) * 24 * hour + 2 * hour + 1800) ==
        good(date(2010, 3, 27) * 24 * hour + 23 * hour));
  CHECK(instant(technotronics(), date(2010, 10, 31) * 24 * hour + 2 * hour + 1800) ==
        good(date(2010, 10, 30) * 24 * hour + 22 * hour + 1800));
}

TEST_CASE("a schedule tells its zone, and by a hash whether two have the same clock") {
  char name[32] = "?";
  std::size_t length = 0;
  REQUIRE(srok_schedule_zone(technotronics(), name, sizeof name, &length) == SROK_OK);
  CHECK(std::string_view{name} == "Europe/Moscow");
  CHECK(length == 13);
  CHECK(srok_schedule_zone(technotronics(), name, 12, &length) == SROK_BUFFER_TOO_SMALL);
  CHECK(length == 13);
  CHECK(srok_schedule_zone(technotronics(), nullptr, 1, &length) == SROK_BAD_ARGUMENT);
  CHECK(length == 0);
  CHECK(srok_schedule_zone(nullptr, name, sizeof name, &length) == SROK_BAD_ARGUMENT);
  CHECK(srok_schedule_zone(technotronics(), name, sizeof name, nullptr) == SROK_BAD_ARGUMENT);

  const auto hash_in = [](const std::string& zone) {
    const schedule made =
        parse("[schedule]\nzone = \"" + zone +
              "\"\nforecast = \"refuse\"\n[schedule.hours]\nmon = [\"09:00-18:00\"]\n");
    std::uint64_t hash = 0;
    REQUIRE(srok_schedule_zone_hash(made.get(), &hash) == SROK_OK);
    return hash;
  };
  CHECK(hash_in("Europe/Moscow") == hash_in("Europe/Moscow"));
  CHECK(hash_in("Europe/Moscow") != hash_in("UTC"));
  std::uint64_t hash = 7;
  CHECK(srok_schedule_zone_hash(nullptr, &hash) == SROK_BAD_ARGUMENT);
  CHECK(hash == 0);
  CHECK(srok_schedule_zone_hash(technotronics(), nullptr) == SROK_BAD_ARGUMENT);
}

TEST_CASE(
    "a schedule is official up to the end of its calendar, and says where a forecast begins") {
  const auto official = [](const srok_schedule* schedule) {
    return ask([&](auto* out) { return srok_schedule_official_until(schedule, out); });
  };
  std::int64_t begin = 0;
  std::int64_t end = 0;
  REQUIRE(srok_schedule_horizon(technotronics(), &begin, &end) == SROK_OK);
  CHECK(official(technotronics()) == good(end));
  const schedule forecast = parse(
      "[schedule]\nzone = \"Europe/Moscow\"\ncalendar = \"ru\"\nforecast = \"statutory\"\n"
      "[schedule.hours]\nmon = [\"07:00-16:00\"]\n");
  CHECK(official(forecast.get()) == good(end));
  CHECK(deadline(end, 0) == good(end));
}

TEST_CASE("a paused timer stands still") {
  const std::int64_t start = moscow(2026, 4, 22, 14, 0);  // Wednesday
  const std::int64_t fifteen = moscow(2026, 4, 22, 15, 0);
  const std::int64_t thursday = moscow(2026, 4, 23, 12, 0);
  const std::int64_t closing = moscow(2026, 4, 22, 16, 0);
  CHECK(paused(start, 2 * hour, {}, {}) == good(closing));
  CHECK(paused(start, 2 * hour, {fifteen}, {thursday}) == good(thursday + hour));
  SUBCASE("pauses count once, in any order") {
    CHECK(paused(start, 2 * hour, {fifteen + hour, fifteen, fifteen},
                 {thursday, fifteen + 2 * hour, fifteen + 60}) == good(thursday + hour));
  }
  SUBCASE("a budget spent when a pause begins ends there, or with SROK_FARTHEST after it") {
    CHECK(paused(start, hour, {fifteen}, {thursday}) == good(fifteen));
    CHECK(paused(start, hour, {fifteen}, {thursday}, SROK_FARTHEST) == good(thursday));
  }
  SUBCASE("a pause may reach beyond the horizon at either end") {
    CHECK(paused(start, hour, {SROK_NONE}, {fifteen}) == good(closing));
    CHECK(paused(start, hour, {SROK_NONE, latest}, {SROK_NONE + 1, latest}) == good(fifteen));
    CHECK(paused(start, hour, {fifteen}, {latest}) == good(fifteen));
    CHECK(paused(start, hour + 1, {fifteen}, {latest}) == beyond);
  }
  SUBCASE("a pause may never end") {
    CHECK(paused(start, hour, {fifteen}, {SROK_NONE}) == good(fifteen));
    CHECK(paused(start, hour + 1, {fifteen}, {SROK_NONE}) == beyond);
    CHECK(paused(start, hour, {SROK_NONE}, {SROK_NONE}) == beyond);
    CHECK(paused(start, hour, {start, fifteen}, {start, SROK_NONE}) == good(fifteen));
    CHECK(paused(start, hour + 1, {start, fifteen}, {start, SROK_NONE}) == beyond);
  }
  SUBCASE("a budget of 0 is the start") {
    CHECK(paused(start, 0, {SROK_NONE}, {SROK_NONE}) == good(start));
    CHECK(paused(SROK_NONE, 0, {}, {}) == beyond);
  }
  SUBCASE("bad arguments are named before the horizon") {
    CHECK(paused(SROK_NONE, 1, {5}, {4}) == bad);
    CHECK(paused(SROK_NONE, -1, {}, {}) == bad);
    CHECK(paused(SROK_NONE, 1, {}, {}, 2) == bad);
    CHECK(paused(start, 1, {SROK_NONE + 2}, {SROK_NONE + 1}) == bad);
  }
  SUBCASE("the columns may be NULL when there are no pauses, and only then") {
    std::int64_t out = stale;
    CHECK(srok_deadline_with_pauses(technotronics(), start, hour, SROK_NEAREST, 0, nullptr, nullptr,
                                    &out) == SROK_OK);
    CHECK(out == fifteen);
    CHECK(srok_deadline_with_pauses(technotronics(), start, hour, SROK_NEAREST, 1, &out, nullptr,
                                    &out) == SROK_BAD_ARGUMENT);
    CHECK(out == SROK_NONE);
  }
  SUBCASE("more pauses than any memory holds are refused") {
    std::int64_t out = stale;
    const std::int64_t column[1] = {0};
    for (const std::size_t count : {SIZE_MAX, SIZE_MAX / 2, SIZE_MAX / 16 + 1}) {
      CHECK(srok_deadline_with_pauses(technotronics(), start, hour, SROK_NEAREST, count, column,
                                      column, &out) == SROK_BAD_ARGUMENT);
      CHECK(out == SROK_NONE);
    }
    for (const std::size_t count : {SIZE_MAX / 32, SIZE_MAX / 16}) {
      CHECK(srok_deadline_with_pauses(technotronics(), start, hour, SROK_NEAREST, count, column,
                                      column, &out) == SROK_OUT_OF_MEMORY);
      CHECK(out == SROK_NONE);
    }
  }
  SUBCASE("a thousand short pauses in the wrong order") {
    std::vector<std::int64_t> begin;
    std::vector<std::int64_t> end;
    for (int i = 1000; i-- > 0;) {  // half of every two seconds from the start on
      begin.push_back(start + 2 * i);
      end.push_back(start + 2 * i + 1);
    }
    CHECK(paused(start, 1500, begin, end) == good(start + 2500));
  }
}

TEST_CASE("an explanation is JSON in the caller's buffer, whole or not at all") {
  const std::int64_t start = moscow(2026, 4, 30, 15, 20);
  const auto explain = [&](char* buffer, std::size_t capacity, std::size_t* length) {
    return srok_explain_json(technotronics(), start, 2 * hour, SROK_NEAREST, buffer, capacity,
                             length);
  };
  std::size_t needed = 0;
  REQUIRE(explain(nullptr, 0, &needed) == SROK_BUFFER_TOO_SMALL);
  std::string text(needed + 1, '#');
  std::size_t length = 0;
  CHECK(explain(text.data(), 0, &length) == SROK_BUFFER_TOO_SMALL);
  CHECK(explain(text.data(), needed - 1, &length) == SROK_BUFFER_TOO_SMALL);
  CHECK(length == needed);
  CHECK(text == std::string(needed + 1, '#'));
  CHECK(explain(text.data(), needed, &length) == SROK_OK);  // the NUL does not fit and is left out
  CHECK(text.back() == '#');
  CHECK(explain(text.data(), needed + 1, &length) == SROK_OK);
  CHECK(length == needed);
  CHECK(text.back() == '\0');
  text.pop_back();
  CHECK(text.starts_with("{\"start\":\"2026-04-30T15:20:00+03:00\""));
  CHECK(text.find("\"deadline\":\"2026-05-04T08:20:00+03:00\"") != std::string::npos);
  CHECK(text.find("\"budget_seconds\":7200") != std::string::npos);
  CHECK(text.find("\"calendar\":\"official\"") != std::string::npos);
  CHECK(text.ends_with("}"));
}

// A night desk's day ends when 2027 ends, and when it opens next no act says yet.
TEST_CASE(
    "an opening that only a projection knows is projected, a closing at the same instant not") {
  const schedule night = parse(
      "[schedule]\nzone = \"Europe/Moscow\"\ncalendar = \"ru\"\nforecast = \"statutory\"\n"
      "[schedule.hours]\nmon = [\"00:00-24:00\"]\ntue = [\"00:00-24:00\"]\nwed = "
      "[\"00:00-24:00\"]\nthu = [\"00:00-24:00\"]\nfri = [\"00:00-24:00\"]\nsat = "
      "[\"00:00-24:00\"]\nsun = [\"00:00-24:00\"]\n[schedule.dates]\n\"2027-12-31\" = "
      "[\"00:00-24:00\"]\n\"2028-01-01\" = [\"00:00-24:00\"]\n");
  const std::int64_t official = moscow(2028, 1, 1, 0, 0);
  const auto told = [&](std::int64_t start, std::int32_t landing) {
    std::string text(100'000, '#');
    std::size_t length = 0;
    REQUIRE(srok_explain_json(night.get(), start, hour, landing, text.data(), text.size(),
                              &length) == SROK_OK);
    return text.substr(0, length);
  };
  const std::string at_midnight = "\"deadline\":\"2028-01-01T00:00:00+03:00\"";
  const std::string nearest = told(official - hour, SROK_NEAREST);
  CHECK(nearest.find(at_midnight) != std::string::npos);
  CHECK(nearest.find("\"calendar\":\"official\"") != std::string::npos);
  const std::string farthest = told(official - hour, SROK_FARTHEST);
  CHECK(farthest.find(at_midnight) != std::string::npos);
  CHECK(farthest.find("\"calendar\":\"projected\"") != std::string::npos);
}

TEST_CASE("an explanation that cannot be given has the length 0") {
  const std::int64_t start = moscow(2026, 4, 30, 15, 20);
  char buffer[100] = "stale";
  const auto refused = [&](srok_status expected, std::int64_t from, std::int64_t budget,
                           std::int32_t landing) {
    std::size_t length = 5;
    CHECK(srok_explain_json(technotronics(), from, budget, landing, buffer, sizeof buffer,
                            &length) == expected);
    CHECK(length == 0);
    CHECK(std::string{buffer} == "stale");
  };
  refused(SROK_BAD_ARGUMENT, start, -1, SROK_NEAREST);
  refused(SROK_BAD_ARGUMENT, start, 1, 7);
  refused(SROK_BEYOND_HORIZON, SROK_NONE, 0, SROK_NEAREST);
  refused(SROK_BEYOND_HORIZON, start, latest, SROK_NEAREST);
  std::size_t length = 5;
  CHECK(srok_explain_json(nullptr, start, 1, 0, buffer, sizeof buffer, &length) ==
        SROK_BAD_ARGUMENT);
  CHECK(length == 0);
  CHECK(srok_explain_json(technotronics(), start, 1, 0, nullptr, 8, &length) == SROK_BAD_ARGUMENT);
  CHECK(srok_explain_json(technotronics(), start, 1, 0, buffer, 8, nullptr) == SROK_BAD_ARGUMENT);
}

TEST_CASE("an explanation ends where its landing says") {
  const std::int64_t opening = moscow(2026, 4, 29, 7, 0);
  const auto explained = [&](std::int32_t landing) {
    std::string text(100'000, '#');
    std::size_t length = 0;
    REQUIRE(srok_explain_json(technotronics(), opening, 9 * hour, landing, text.data(), text.size(),
                              &length) == SROK_OK);
    return text.substr(0, length);
  };
  CHECK(explained(SROK_NEAREST).find("\"deadline\":\"2026-04-29T16:00:00+03:00\"") !=
        std::string::npos);
  CHECK(explained(SROK_FARTHEST).find("\"deadline\":\"2026-04-30T07:00:00+03:00\"") !=
        std::string::npos);
}

TEST_CASE("a ticket is accepted in hours and due after the working days of its priority") {
  const std::int64_t submitted = moscow(2026, 4, 29, 15, 20);  // Wednesday before the May holidays
  const std::int64_t dues[] = {moscow(2026, 5, 13, 15, 20), moscow(2026, 5, 7, 15, 20),
                               moscow(2026, 5, 5, 15, 20), moscow(2026, 5, 4, 15, 20)};
  for (std::int32_t priority = SROK_LOW; priority <= SROK_EMERGENCY; ++priority) {
    std::int64_t accepted = stale;
    std::int64_t due = stale;
    CHECK(srok_regulation_due(promises(), priority, submitted, &accepted, &due) == SROK_OK);
    CHECK(accepted == submitted);
    CHECK(due == dues[priority]);
  }
  std::int64_t accepted = stale;
  std::int64_t due = stale;
  CHECK(srok_regulation_due(promises(), SROK_HIGH, moscow(2026, 5, 1, 12, 0), &accepted, &due) ==
        SROK_OK);
  CHECK(accepted == moscow(2026, 5, 4, 7, 0));
  CHECK(due == moscow(2026, 5, 6, 16, 0));
  const auto refused = [&](srok_status expected, const srok_regulation* regulation,
                           std::int32_t priority, std::int64_t at) {
    accepted = due = stale;
    CHECK(srok_regulation_due(regulation, priority, at, &accepted, &due) == expected);
    CHECK(accepted == SROK_NONE);
    CHECK(due == SROK_NONE);
  };
  refused(SROK_BAD_ARGUMENT, nullptr, SROK_LOW, submitted);
  refused(SROK_BAD_ARGUMENT, promises(), -1, submitted);
  refused(SROK_BAD_ARGUMENT, promises(), 4, SROK_NONE);
  refused(SROK_BEYOND_HORIZON, promises(), SROK_LOW, SROK_NONE);
  CHECK(srok_regulation_due(promises(), 0, submitted, nullptr, &due) == SROK_BAD_ARGUMENT);
  CHECK(due == SROK_NONE);
  CHECK(srok_regulation_due(promises(), 0, submitted, &accepted, nullptr) == SROK_BAD_ARGUMENT);
  CHECK(accepted == SROK_NONE);
}

TEST_CASE("every scalar question refuses NULL, for the handle and for each output") {
  const srok_schedule* good_schedule = technotronics();
  for (const srok_schedule* schedule :
       {good_schedule, static_cast<const srok_schedule*>(nullptr)}) {
    const auto refused = [&](auto call) {  // with an output when the handle is NULL, else without
      std::int64_t out = stale;
      CHECK(call(schedule == nullptr ? &out : nullptr) == SROK_BAD_ARGUMENT);
      CHECK(out == (schedule == nullptr ? SROK_NONE : stale));
    };
    const auto refused_number = [&](auto call) {
      std::int32_t out = stale;
      CHECK(call(schedule == nullptr ? &out : nullptr) == SROK_BAD_ARGUMENT);
      CHECK(out == (schedule == nullptr ? no_number : stale));
    };
    refused([&](auto* out) { return srok_elapsed(schedule, 0, 0, out); });
    refused([&](auto* out) { return srok_deadline(schedule, 0, 0, 0, out); });
    refused([&](auto* out) { return srok_latest_start(schedule, 0, 0, 0, out); });
    refused([&](auto* out) { return srok_deadline_days(schedule, 0, 0, 0, out); });
    refused([&](auto* out) {
      return srok_deadline_with_pauses(schedule, 0, 0, 0, 0, nullptr, nullptr, out);
    });
    refused([&](auto* out) { return srok_next_open(schedule, 0, out); });
    refused([&](auto* out) { return srok_next_close(schedule, 0, out); });
    refused([&](auto* out) { return srok_previous_open(schedule, 0, out); });
    refused([&](auto* out) { return srok_previous_close(schedule, 0, out); });
    refused([&](auto* out) { return srok_instant_from_local(schedule, 0, out); });
    refused([&](auto* out) { return srok_schedule_official_until(schedule, out); });
    refused_number([&](auto* out) { return srok_is_open(schedule, 0, out); });
    refused_number([&](auto* out) { return srok_offset_at(schedule, 0, out); });
    refused_number([&](auto* out) { return srok_add_days(schedule, 0, 0, out); });
    refused_number([&](auto* out) { return srok_days_between(schedule, 0, 0, out); });
  }
  std::int64_t at = stale;
  CHECK(srok_schedule_horizon(good_schedule, &at, nullptr) == SROK_BAD_ARGUMENT);
  CHECK(at == SROK_NONE);
  at = stale;
  CHECK(srok_schedule_horizon(good_schedule, nullptr, &at) == SROK_BAD_ARGUMENT);
  CHECK(at == SROK_NONE);
  CHECK(srok_schedule_horizon(nullptr, &at, &at) == SROK_BAD_ARGUMENT);
  std::int32_t number = stale;
  CHECK(srok_calendar_day(nullptr, 0, &number) == SROK_BAD_ARGUMENT);
  CHECK(number == no_number);
  CHECK(srok_calendar_day(russia(), 0, nullptr) == SROK_BAD_ARGUMENT);
  CHECK(srok_calendar_years(russia(), nullptr, &number) == SROK_BAD_ARGUMENT);
  CHECK(srok_calendar_years(russia(), &number, nullptr) == SROK_BAD_ARGUMENT);
  CHECK(srok_calendar_years(nullptr, &number, &number) == SROK_BAD_ARGUMENT);
}
