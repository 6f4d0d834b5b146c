// The hours, dates and closures of a [schedule] table, and where it is told that they are none.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "srok/error.hpp"
#include "srok/io/instant_text.hpp"
#include "srok/io/schedule_text.hpp"

namespace {

// A schedule of Moscow with these lines in it, the first of them the third of the text.
srok::schedule with(const std::string& lines) {
  return srok::parse_schedule("[schedule]\nzone = \"Europe/Moscow\"\n" + lines, "desk.toml");
}

std::string complaint(const std::string& lines) {
  try {
    with(lines);
  } catch (const srok::error& e) {
    return e.what();
  }
  return "";
}

bool open_at(const srok::schedule& hours, std::string_view wall) {
  return hours.is_open(srok::parse_instant(wall, hours).value()).value();
}

const std::string monday = "[schedule.hours]\nmon = [\"07:00-16:00\"]\n";

}  // namespace

TEST_CASE("hours that end at the time they begin last until the next day") {
  const srok::schedule hours = with("[schedule.hours]\nmon = [\"07:00-07:00\"]\n");
  CHECK_FALSE(open_at(hours, "2026-02-02T06:59"));
  CHECK(open_at(hours, "2026-02-02T07:00"));
  CHECK(open_at(hours, "2026-02-03T06:59"));
  CHECK_FALSE(open_at(hours, "2026-02-03T07:00"));
}

TEST_CASE("a day may end at 24:00, but none begins there") {
  CHECK(open_at(with("[schedule.hours]\nmon = [\"22:00-24:00\"]\n"), "2026-02-02T23:59:59"));
  CHECK(complaint("[schedule.hours]\nmon = [\"24:00-06:00\"]\n")
            .starts_with("desk.toml:4:8: \"24:00-06:00\" is no interval of hours"));
}

TEST_CASE("an hour has 60 minutes of 60 seconds, each written with two digits") {
  for (const std::string hours : {"07:60-16:00", "07:00:60-16:00", "07:00-24:00:01", "7:00-16:00",
                                  "07:00-16", "07.00-16.00", "07:00"}) {
    CAPTURE(hours);
    CHECK(complaint("[schedule.hours]\nmon = [\"" + hours + "\"]\n")
              .starts_with("desk.toml:4:8: \"" + hours + "\" is no interval of hours"));
  }
}

TEST_CASE("dates with hours of their own may stand in any order") {
  const srok::schedule hours =
      with(monday +
           "[schedule.dates]\n2026-02-05 = [\"10:00-11:00\"]\n2026-02-03 = "
           "[\"12:00-13:00\"]\n2026-02-02 = []\n");
  CHECK_FALSE(open_at(hours, "2026-02-02T07:00"));
  CHECK(open_at(hours, "2026-02-03T12:00"));
  CHECK(open_at(hours, "2026-02-05T10:00"));
}

TEST_CASE("a date that no calendar has is refused where it stands") {
  CHECK(complaint(monday + "[schedule.dates]\n2026-02-02 = []\n2026-02-30 = []\n")
            .starts_with("desk.toml:7:1: \"2026-02-30\" is no date"));
}

TEST_CASE("a closure that ends before it begins is refused at its end") {
  CHECK(complaint(monday + "[[schedule.closures]]\nfrom = 2026-02-02T12:00:00+03:00\n"
                           "to = 2026-02-02T12:00:00+03:00\n")
            .starts_with("desk.toml:7:6: a closure must end after it begins"));
}

TEST_CASE("a date or a closure outside the horizon is refused where it stands") {
  CHECK(complaint(monday + "[schedule.dates]\n2026-02-02 = []\n2100-01-01 = []\n")
            .starts_with("desk.toml:7:1: this date lies outside the horizon"));
  CHECK(complaint(monday + "[[schedule.closures]]\nfrom = 1969-12-01T00:00:00Z\n"
                           "to = 1969-12-02T00:00:00Z\n")
            .starts_with("desk.toml:5:1: this closure lies wholly outside the horizon"));
}

TEST_CASE("a short day may lose a whole day, but not more than that") {
  CHECK(complaint("short_day_cut = \"24h\"\n" + monday) == "");
  CHECK(complaint("short_day_cut = \"1441m\"\n" + monday)
            .starts_with("desk.toml:3:17: a short day cannot lose more than 24h"));
}
