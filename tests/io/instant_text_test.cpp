// Instants and dates as text and back: the common shape, which is read and written by its own short
// way, and all others.
#include "srok/io/instant_text.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <limits>
#include <random>

#include "srok/io/schedule_text.hpp"

using namespace srok;

namespace {

// By the calendar of the standard library and a formatter, one field after another.
std::string spelled(std::int64_t seconds, std::int64_t offset, const std::string& zone) {
  const std::int64_t wall = seconds + offset;
  const std::int64_t days = (wall - ((wall % 86'400) + 86'400) % 86'400) / 86'400;
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  const std::int64_t time = wall - days * 86'400;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time / 3600, time / 60 % 60, time % 60, zone);
}

}  // namespace

TEST_CASE("Every instant of the years 0 to 9999 is written and read as it is spelled") {
  std::mt19937_64 random{1};
  constexpr std::int64_t first = -62'167'219'200;
  constexpr std::int64_t last = 253'402'300'799;
  const auto check = [](std::int64_t at) {
    const std::string text = spelled(at, 0, "Z");
    REQUIRE(to_text(from_unix(at)) == text);
    REQUIRE(parse_instant(text) == from_unix(at));
  };
  for (const std::int64_t at : {first, first + 1, std::int64_t{-1}, std::int64_t{0}, last})
    check(at);
  for (int i = 0; i < 50'000; ++i) {
    check(first + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(last - first)));
  }
  for (std::int64_t day = 0; day < 50'000; ++day) {
    REQUIRE(to_text(from_day_number(static_cast<std::int32_t>(day))) ==
            spelled(day * 86'400, 0, "").substr(0, 10));
  }
}

TEST_CASE("An offset is read with its sign, and written as the schedule's zone has it") {
  const std::int64_t noon = 1'777'464'000;
  CHECK(parse_instant("2026-04-29T15:00:00+03:00") == from_unix(noon));
  CHECK(parse_instant("2026-04-29T05:30:00-06:30") == from_unix(noon));
  CHECK(parse_instant("2026-04-29T12:00:00-00:00") == from_unix(noon));
  const schedule& hours = schedule::builtin("technotronics");
  CHECK(to_text(from_unix(noon), hours) == "2026-04-29T15:00:00+03:00");
  CHECK(to_text(from_unix(noon - 16 * 365 * 86'400), hours) ==
        spelled(noon - 16 * 365 * 86'400, 14'400, "+04:00"));
  // Monrovia was 44 minutes and 30 seconds behind until 1972, which no RFC 3339 offset can say.
  const schedule monrovia = parse_schedule(
      "[schedule]\nzone = \"Africa/Monrovia\"\n[schedule.hours]\nmon = [\"07:00-16:00\"]\n");
  CHECK(to_text(parse_instant("1971-12-31T12:00:00Z").value(), monrovia) == "1971-12-31T12:00:00Z");
  CHECK(to_text(from_unix(noon), monrovia) == "2026-04-29T12:00:00+00:00");
}

TEST_CASE("Other shapes of an instant are read too") {
  const instant noon = from_unix(1'777'464'000);
  for (const char* text : {"2026-04-29 12:00:00Z", "2026-04-29t12:00:00z", "2026-04-29T12:00Z",
                           "2026-04-29T15:00+03:00", "2026-04-29T12:00:00.000Z",
                           "2026-04-29T15:00:00.0+03:00", "2026-04-29 15:00:00+03:00"}) {
    INFO(text);
    CHECK(parse_instant(text) == noon);
  }
}

TEST_CASE("What is nearly an instant is none") {
  const std::string good = "2026-04-29T15:00:00+03:00";
  REQUIRE(parse_instant(good));
  for (std::size_t i = 0; i < good.size(); ++i) {  // no character can be another one of a kind
    for (const char c : std::string{"x/:"} + '\0' + '\xb2') {
      if (c == good[i]) continue;
      std::string text = good;
      text[i] = c;
      INFO(text);
      CHECK_FALSE(parse_instant(text));
    }
    CHECK_FALSE(parse_instant(good.substr(0, i)));
  }
  for (const char* text :
       {"2026-04-31T15:00:00+03:00", "2026-02-29T15:00:00+03:00", "2026-00-01T15:00:00+03:00",
        "2026-13-01T15:00:00+03:00", "2026-01-00T15:00:00+03:00", "2026-04-29T24:00:00+03:00",
        "2026-04-29T15:60:00+03:00", "2026-04-29T15:00:60+03:00", "2026-04-29T15:00:00+24:00",
        "2026-04-29T15:00:00+03:60", "2026-04-29T15:00:00.5+03:00", "2026-04-29T15:00:00.+03:00",
        "2026-04-29T15:00:00 03:00", "2026-04-29T15:00:00+03:00 ", "2026-04-29T15:00:00ZZ",
        "2026-04-29T15:00:0Z", "2026-04-29T12:00.0Z"}) {
    INFO(text);
    CHECK_FALSE(parse_instant(text));
  }
}

TEST_CASE("A duration is one integer and its unit, as much as seconds can hold") {
  const auto seconds = [](std::string_view text) -> std::int64_t {
    const auto amount = parse_duration(text);
    return amount ? amount->seconds() : -1;
  };
  CHECK(seconds("4h") == 4 * 3600);
  CHECK(seconds("90m") == 90 * 60);
  CHECK(seconds("0s") == 0);
  CHECK(seconds("9223372036854775807s") == std::numeric_limits<std::int64_t>::max());
  CHECK(seconds("2562047788015215h") == 2'562'047'788'015'215 * 3600);
  for (const char* text : {"", "h", "4", "-4h", "+4h", " 4h", "4 h", "4h ", "4h30m", "2d", "4H",
                           "2562047788015216h", "9223372036854775808s"}) {
    INFO(text);
    CHECK_FALSE(parse_duration(text));
  }
}

TEST_CASE("The longest durations and the farthest instants and dates are written as they are") {
  using limits = std::numeric_limits<std::int64_t>;
  const auto text_of = [](std::int64_t seconds) {
    return to_text(business_duration{std::chrono::seconds{seconds}});
  };
  CHECK(text_of(limits::max()) == "2562047788015215h30m7s");
  CHECK(text_of(limits::min()) == "-2562047788015215h30m8s");
  CHECK(to_text(from_unix(limits::max())) == "292277026596-12-04T15:30:07Z");
  CHECK(to_text(no_instant) == "-292277022657-01-27T08:29:52Z");
  CHECK(to_text(civil(32767, 12, 31)) == "32767-12-31");
  CHECK(to_text(civil(32767, 12, 31) + std::chrono::days{1}) == "32768-01-01");
  CHECK(to_text(civil_date::max()) == "25252734927768524-07-27");
  CHECK(to_text(civil_date::min()) == "-25252734927764585-06-07");
  CHECK(to_text(civil(99, 2, 3)) == "0099-02-03");
  CHECK(to_text(civil(-1, 2, 3)) == "-0001-02-03");
}
