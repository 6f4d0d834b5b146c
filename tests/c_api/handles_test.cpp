// Handles, texts and bytes at the C boundary.
#include <doctest/doctest.h>

#include <array>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>

#include "c_api/c_api.hpp"

using namespace c_api;

namespace {

std::string read_file(const char* path) {
  std::ifstream file{std::string{SROK_SOURCE_DIR} + "/" + path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

std::string dump_of(const srok_schedule* schedule) {
  std::size_t length = 0;
  REQUIRE(srok_schedule_dump(schedule, nullptr, 0, &length) == SROK_BUFFER_TOO_SMALL);
  std::string bytes(length, '\0');
  REQUIRE(srok_schedule_dump(schedule, bytes.data(), bytes.size(), &length) == SROK_OK);
  REQUIRE(length == bytes.size());
  return bytes;
}

// A pointer that a failed call must have overwritten.
template <class Handle>
Handle* stale() {
  static int nothing;
  return reinterpret_cast<Handle*>(&nothing);
}

}  // namespace

TEST_CASE("the loaded library says which version it is") {
  CHECK(srok_version_number() == SROK_VERSION_NUMBER);
  CHECK(std::string{srok_version_text()} == std::to_string(SROK_VERSION_NUMBER / 10000) + "." +
                                                std::to_string(SROK_VERSION_NUMBER / 100 % 100) +
                                                "." + std::to_string(SROK_VERSION_NUMBER % 100));
  CHECK(srok_abi() == SROK_ABI);
  CHECK(std::string{srok_data_version()}.starts_with("20"));
  CHECK(srok_none() == std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("every status has a name and a sentence, and so has a number that is none") {
  const std::pair<srok_status, const char*> names[] = {
      {SROK_OK, "SROK_OK"},
      {SROK_BAD_ARGUMENT, "SROK_BAD_ARGUMENT"},
      {SROK_BUFFER_TOO_SMALL, "SROK_BUFFER_TOO_SMALL"},
      {SROK_BAD_TEXT, "SROK_BAD_TEXT"},
      {SROK_SOME_ROWS_FAILED, "SROK_SOME_ROWS_FAILED"},
      {SROK_UNKNOWN_CALENDAR, "SROK_UNKNOWN_CALENDAR"},
      {SROK_UNKNOWN_YEAR, "SROK_UNKNOWN_YEAR"},
      {SROK_UNKNOWN_ZONE, "SROK_UNKNOWN_ZONE"},
      {SROK_BEYOND_HORIZON, "SROK_BEYOND_HORIZON"},
      {SROK_NEVER_OPEN, "SROK_NEVER_OPEN"},
      {SROK_BAD_EVENTS, "SROK_BAD_EVENTS"},
      {SROK_UNSUPPORTED_CHANNEL, "SROK_UNSUPPORTED_CHANNEL"},
      {SROK_OUT_OF_MEMORY, "SROK_OUT_OF_MEMORY"},
      {SROK_IO, "SROK_IO"},
      {SROK_INTERNAL, "SROK_INTERNAL"},
      {5, "SROK_UNKNOWN_STATUS"},
      {-1, "SROK_UNKNOWN_STATUS"},
      {std::numeric_limits<srok_status>::min(), "SROK_UNKNOWN_STATUS"},
  };
  for (const auto& [status, name] : names) {
    CHECK(std::string{srok_status_name(status)} == name);
    CHECK(std::string{srok_status_text(status)}.ends_with("."));
  }
}

TEST_CASE("a built-in handle is the same object every time, and freeing it does nothing") {
  CHECK(russia() == russia());
  CHECK(technotronics() == technotronics());
  CHECK(promises() == promises());
  srok_calendar_free(russia());
  srok_schedule_free(technotronics());
  srok_regulation_free(promises());
  std::int64_t at = 0;
  CHECK(srok_next_open(technotronics(), moscow(2026, 4, 29, 6, 0), &at) == SROK_OK);
  CHECK(at == moscow(2026, 4, 29, 7, 0));
}

TEST_CASE("freeing NULL does nothing") {
  srok_calendar_free(nullptr);
  srok_schedule_free(nullptr);
  srok_regulation_free(nullptr);
}

TEST_CASE("an unknown built-in name is refused with the names there are") {
  char error[200];
  auto* calendar = stale<srok_calendar>();
  CHECK(srok_calendar_builtin("xx", &calendar, error, sizeof error) == SROK_UNKNOWN_CALENDAR);
  CHECK(calendar == nullptr);
  CHECK(std::string{error}.find("\"xx\"") != std::string::npos);
  CHECK(std::string{error}.find("\"ru\"") != std::string::npos);
  auto* schedule = stale<srok_schedule>();
  CHECK(srok_schedule_builtin("xx", &schedule, error, sizeof error) == SROK_BAD_ARGUMENT);
  CHECK(schedule == nullptr);
  CHECK(std::string{error}.find("technotronics") != std::string::npos);
  auto* regulation = stale<srok_regulation>();
  CHECK(srok_regulation_builtin("", &regulation, error, sizeof error) == SROK_BAD_ARGUMENT);
  CHECK(regulation == nullptr);
  CHECK(std::string{error}.find("technotronics") != std::string::npos);
}

TEST_CASE("a function that builds refuses NULL, clears its output and says so") {
  char error[200] = "stale";
  auto* calendar = stale<srok_calendar>();
  auto* schedule = stale<srok_schedule>();
  auto* regulation = stale<srok_regulation>();
  const auto refused = [&](srok_status status) {
    CHECK(status == SROK_BAD_ARGUMENT);
    CHECK(std::string{error} == srok_status_text(SROK_BAD_ARGUMENT));
    CHECK((calendar == nullptr || schedule == nullptr || regulation == nullptr));
    std::strcpy(error, "stale");
  };
  const std::size_t room = sizeof error;
  refused(srok_calendar_builtin(nullptr, &calendar, error, room));
  CHECK(calendar == nullptr);
  refused(srok_calendar_builtin("ru", nullptr, error, room));
  refused(srok_calendar_parse(nullptr, 5, &calendar, error, room));
  refused(srok_calendar_parse("", 0, nullptr, error, room));
  refused(srok_schedule_builtin(nullptr, &schedule, error, room));
  CHECK(schedule == nullptr);
  refused(srok_schedule_builtin("technotronics", nullptr, error, room));
  refused(srok_schedule_parse(nullptr, 1, &schedule, error, room));
  refused(srok_schedule_parse("", 0, nullptr, error, room));
  refused(srok_schedule_parse_with("", 0, nullptr, &schedule, error, room));
  refused(srok_schedule_parse_with(nullptr, 1, russia(), &schedule, error, room));
  refused(srok_schedule_parse_with("", 0, russia(), nullptr, error, room));
  refused(srok_schedule_load(nullptr, 8, &schedule, error, room));
  refused(srok_schedule_load("", 0, nullptr, error, room));
  refused(srok_regulation_builtin(nullptr, &regulation, error, room));
  CHECK(regulation == nullptr);
  refused(srok_regulation_builtin("technotronics", nullptr, error, room));
  refused(srok_regulation_parse(nullptr, 1, &regulation, error, room));
  refused(srok_regulation_parse("", 0, nullptr, error, room));
  refused(srok_regulation_parse_with("", 0, nullptr, &regulation, error, room));
  refused(srok_regulation_parse_with(nullptr, 1, russia(), &regulation, error, room));
  refused(srok_regulation_parse_with("", 0, russia(), nullptr, error, room));
}

TEST_CASE("NULL with length 0 is an empty text, which is refused as a text") {
  auto* calendar = stale<srok_calendar>();
  CHECK(srok_calendar_parse(nullptr, 0, &calendar, nullptr, 0) == SROK_BAD_TEXT);
  CHECK(calendar == nullptr);
  auto* schedule = stale<srok_schedule>();
  CHECK(srok_schedule_parse(nullptr, 0, &schedule, nullptr, 0) == SROK_BAD_TEXT);
  CHECK(srok_schedule_load(nullptr, 0, &schedule, nullptr, 0) == SROK_BAD_TEXT);
  CHECK(schedule == nullptr);
  auto* regulation = stale<srok_regulation>();
  CHECK(srok_regulation_parse(nullptr, 0, &regulation, nullptr, 0) == SROK_BAD_TEXT);
  CHECK(regulation == nullptr);
}

TEST_CASE("texts with NULs, broken UTF-8 or other contents are refused with line and column") {
  using namespace std::string_view_literals;
  const std::string_view texts[] = {
      "[schedule]\nzone = \"UTC\0\"\n"sv, "[schedule]\nzone = \"\xff\"\n"sv, "\0\0\0\0"sv,
      "[schedule]\nzone = 5\n"sv, "[schedule]\n[schedule.hours]\nmon = [\"7-16\"]\n"sv};
  for (const std::string_view text : texts) {
    char error[300];
    srok_schedule* schedule = stale<srok_schedule>();
    CHECK(srok_schedule_parse(text.data(), text.size(), &schedule, error, sizeof error) ==
          SROK_BAD_TEXT);
    CHECK(schedule == nullptr);
    CHECK(std::string{error}.starts_with("line "));
    srok_calendar* calendar = stale<srok_calendar>();
    CHECK(srok_calendar_parse(text.data(), text.size(), &calendar, error, sizeof error) ==
          SROK_BAD_TEXT);
    CHECK(calendar == nullptr);
    srok_regulation* regulation = stale<srok_regulation>();
    CHECK(srok_regulation_parse(text.data(), text.size(), &regulation, error, sizeof error) ==
          SROK_BAD_TEXT);
    CHECK(regulation == nullptr);
  }
}

TEST_CASE("a text of 64 MB is refused at once") {
  const std::string text(64U << 20, ' ');
  srok_schedule* schedule = nullptr;
  char error[200];
  CHECK(srok_schedule_parse(text.data(), text.size(), &schedule, error, sizeof error) ==
        SROK_BAD_TEXT);
  CHECK(std::strlen(error) > 0);
}

TEST_CASE("zones, calendars and dates that are not known have statuses of their own") {
  const auto status_of = [](const std::string& text) {
    srok_schedule* schedule = nullptr;
    const srok_status status = srok_schedule_parse(text.data(), text.size(), &schedule, nullptr, 0);
    srok_schedule_free(schedule);
    return status;
  };
  const std::string hours = "[schedule.hours]\nmon = [\"07:00-16:00\"]\n";
  CHECK(status_of("[schedule]\nzone = \"Mars/Olympus\"\n" + hours) == SROK_UNKNOWN_ZONE);
  CHECK(status_of("[schedule]\nzone = \"UTC\"\ncalendar = \"xx\"\n" + hours) ==
        SROK_UNKNOWN_CALENDAR);
  CHECK(status_of("[schedule]\nzone = \"UTC\"\ncalendar = \"ru\"\n" + hours +
                  "[schedule.dates]\n\"1900-01-01\" = []\n") == SROK_UNKNOWN_YEAR);
  CHECK(status_of("[schedule]\nzone = \"UTC\"\n[schedule.hours]\n") == SROK_NEVER_OPEN);
  CHECK(status_of("[schedule]\nzone = \"UTC\"\n" + hours) == SROK_OK);
}

TEST_CASE("a NUL in what an error text repeats does not end it") {
  const std::string toml =
      "[schedule]\nzone = \"UTC\\u0000x\"\n[schedule.hours]\nmon = [\"07:00-08:00\"]\n";
  std::array<char, 500> buffer{};
  srok_schedule* made = nullptr;
  CHECK(srok_schedule_parse(toml.data(), toml.size(), &made, buffer.data(), buffer.size()) ==
        SROK_UNKNOWN_ZONE);
  const std::string told = buffer.data();
  CHECK_MESSAGE(told.starts_with("line 2:8: unknown time zone \"UTC?x\": "), told);
}

TEST_CASE("an error text ends in NUL, is cut at a code point and clears the one before") {
  const std::string text =
      "[schedule]\nzone = \"Мордор/Ородруин\"\n[schedule.hours]\n"
      "mon = [\"07:00-16:00\"]\n";
  char whole[400];
  srok_schedule* schedule = nullptr;
  REQUIRE(srok_schedule_parse(text.data(), text.size(), &schedule, whole, sizeof whole) ==
          SROK_UNKNOWN_ZONE);
  const std::string sentence = whole;
  REQUIRE(sentence.find("Мордор") != std::string::npos);
  for (std::size_t capacity = 0; capacity <= sentence.size() + 2; ++capacity) {
    std::string buffer(capacity + 1, '#');
    CHECK(srok_schedule_parse(text.data(), text.size(), &schedule, buffer.data(), capacity) ==
          SROK_UNKNOWN_ZONE);
    CHECK(buffer[capacity] == '#');  // never written past the capacity
    if (capacity == 0) continue;
    const std::string cut = buffer.c_str();
    CHECK(cut.size() < capacity);
    CHECK(sentence.starts_with(cut));
    CHECK((static_cast<unsigned char>(sentence[cut.size()]) & 0xc0) != 0x80);
    CHECK(cut.size() + 4 > std::min(capacity, sentence.size() + 1));
  }
  CHECK(srok_schedule_parse(plain_week.data(), plain_week.size(), &schedule, whole, sizeof whole) ==
        SROK_OK);
  CHECK(std::string{whole}.empty());
  srok_schedule_free(schedule);
}

TEST_CASE("an error text is UTF-8 whatever the name in it was") {
  char error[200];
  srok_calendar* calendar = nullptr;
  const std::pair<const char*, const char*> names[] = {
      {"\xff", "\"?\""},           {"\xc0\xaf", "\"??\""},
      {"\xed\xa0\x80", "\"???\""}, {"\xd0", "\"?\""},
      {"\xf5\x80", "\"??\""},      {"\xf0\x9f\x98\x80", "\"\xf0\x9f\x98\x80\""},
      {"\xe2\x82\xac", "\"€\""},   {"\xe0\x80\x80", "\"???\""}};
  for (const auto& [name, shown] : names) {
    CHECK(srok_calendar_builtin(name, &calendar, error, sizeof error) == SROK_UNKNOWN_CALENDAR);
    CHECK(std::string{error}.find(shown) != std::string::npos);
  }
}

TEST_CASE("a schedule lives on without the calendar it was made of") {
  const std::string text = read_file("data/calendars/ru.toml");
  srok_calendar* parsed = nullptr;
  REQUIRE(srok_calendar_parse(text.data(), text.size(), &parsed, nullptr, 0) == SROK_OK);
  std::string toml{plain_week};
  toml.insert(toml.find("[schedule.hours]"), "calendar = \"ru\"\n");
  srok_schedule* handle = nullptr;
  REQUIRE(srok_schedule_parse_with(toml.data(), toml.size(), parsed, &handle, nullptr, 0) ==
          SROK_OK);
  srok_calendar_free(parsed);
  const schedule made{handle};
  std::int32_t open = 0;
  CHECK(srok_is_open(made.get(), moscow(2026, 5, 1, 15, 0), &open) == SROK_OK);
  CHECK(open == 0);  // Spring and Labour Day
}

TEST_CASE("the schedule of a regulation is borrowed: freeing it does nothing") {
  const srok_schedule* hours = nullptr;
  REQUIRE(srok_regulation_schedule(promises(), &hours) == SROK_OK);
  srok_schedule_free(const_cast<srok_schedule*>(hours));
  std::int64_t begin = 0;
  std::int64_t end = 0;
  CHECK(srok_schedule_horizon(hours, &begin, &end) == SROK_OK);
  const srok_schedule* again = nullptr;
  CHECK(srok_regulation_schedule(promises(), &again) == SROK_OK);
  CHECK(again == hours);
  CHECK(srok_regulation_schedule(nullptr, &again) == SROK_BAD_ARGUMENT);
  CHECK(again == nullptr);
  CHECK(srok_regulation_schedule(promises(), nullptr) == SROK_BAD_ARGUMENT);
}

TEST_CASE("a regulation read from its own text promises what the built-in one does") {
  const std::string text = read_file("data/regulations/technotronics.toml");
  REQUIRE(!text.empty());
  for (const bool with_calendar : {false, true}) {
    srok_regulation* handle = nullptr;
    char error[300] = "";
    const srok_status status =
        with_calendar
            ? srok_regulation_parse_with(text.data(), text.size(), russia(), &handle, error,
                                         sizeof error)
            : srok_regulation_parse(text.data(), text.size(), &handle, error, sizeof error);
    CAPTURE(error);
    REQUIRE(status == SROK_OK);
    const regulation read{handle};
    for (std::int32_t priority = SROK_LOW; priority <= SROK_EMERGENCY; ++priority) {
      std::int64_t here[2];
      std::int64_t there[2];
      const std::int64_t submitted = moscow(2026, 4, 29, 15, 20);
      CHECK(srok_regulation_due(handle, priority, submitted, &here[0], &here[1]) == SROK_OK);
      CHECK(srok_regulation_due(promises(), priority, submitted, &there[0], &there[1]) == SROK_OK);
      CHECK(here[0] == there[0]);
      CHECK(here[1] == there[1]);
    }
  }
}

TEST_CASE("priorities have names, and names have priorities") {
  const std::array<std::string, 4> names{"low", "medium", "high", "emergency"};
  for (std::int32_t place = 0; place < 4; ++place) {
    const std::string& name = names[static_cast<std::size_t>(place)];
    std::array<char, 10> text{};
    std::size_t length = 0;
    REQUIRE(srok_regulation_priority_name(promises(), place, text.data(), text.size(), &length) ==
            SROK_OK);
    CHECK(std::string{text.data(), length} == name);
    std::int32_t found = 7;
    CHECK(srok_regulation_priority_named(promises(), name.data(), name.size(), &found) == SROK_OK);
    CHECK(found == place);
  }
  for (const std::int32_t place : {-1, 4, std::numeric_limits<std::int32_t>::min()}) {
    std::size_t length = 7;
    CHECK(srok_regulation_priority_name(promises(), place, nullptr, 0, &length) ==
          SROK_BAD_ARGUMENT);
    CHECK(length == 0);
  }
  std::int32_t priority = 7;
  std::size_t length = 7;
  CHECK(srok_regulation_priority_named(nullptr, "low", 3, &priority) == SROK_BAD_ARGUMENT);
  CHECK(srok_regulation_priority_named(promises(), nullptr, 3, &priority) == SROK_BAD_ARGUMENT);
  CHECK(srok_regulation_priority_named(promises(), "low", 3, nullptr) == SROK_BAD_ARGUMENT);
  CHECK(srok_regulation_priority_name(nullptr, 0, nullptr, 0, &length) == SROK_BAD_ARGUMENT);
  CHECK(srok_regulation_priority_name(promises(), 0, nullptr, 3, &length) == SROK_BAD_ARGUMENT);
  CHECK(srok_regulation_priority_name(promises(), 0, nullptr, 0, nullptr) == SROK_BAD_ARGUMENT);
  for (const std::string_view name : {std::string_view{}, {"High"}, {"high\0", 5}, {"hig"}}) {
    std::int32_t found = 7;
    CHECK(srok_regulation_priority_named(promises(), name.data(), name.size(), &found) ==
          SROK_BAD_ARGUMENT);
    CHECK(found == INT32_MIN);
  }
}

TEST_CASE("a dumped schedule loads as the same schedule") {
  const std::string bytes = dump_of(technotronics());
  srok_schedule* handle = nullptr;
  REQUIRE(srok_schedule_load(bytes.data(), bytes.size(), &handle, nullptr, 0) == SROK_OK);
  const schedule loaded{handle};
  CHECK(dump_of(handle) == bytes);
  for (std::int64_t at = moscow(2025, 12, 28, 0, 0); at < moscow(2026, 1, 15, 0, 0); at += 1013) {
    std::int64_t here = 0;
    std::int64_t there = 0;
    CHECK(srok_deadline(handle, at, 5 * hour, SROK_NEAREST, &here) == SROK_OK);
    CHECK(srok_deadline(technotronics(), at, 5 * hour, SROK_NEAREST, &there) == SROK_OK);
    CHECK(here == there);
  }
}

TEST_CASE("bytes that are not aligned load too") {
  const std::string bytes = "#" + dump_of(parse(plain_week).get());
  srok_schedule* handle = nullptr;
  CHECK(srok_schedule_load(bytes.data() + 1, bytes.size() - 1, &handle, nullptr, 0) == SROK_OK);
  srok_schedule_free(handle);
}

TEST_CASE("a dump that was cut or changed is refused") {
  std::string bytes = dump_of(parse(plain_week).get());
  const auto status_of = [](std::string_view image) {
    srok_schedule* handle = stale<srok_schedule>();
    char error[200];
    const srok_status status =
        srok_schedule_load(image.data(), image.size(), &handle, error, sizeof error);
    CHECK(handle == nullptr);
    CHECK(std::strlen(error) > 0);
    return status;
  };
  for (std::size_t length = 0; length < bytes.size(); length += 1 + length / 3) {
    CHECK(status_of(std::string_view{bytes}.substr(0, length)) == SROK_BAD_TEXT);
  }
  for (std::size_t at = 0; at < bytes.size(); at += at < 300 ? 1 : 977) {
    bytes[at] = static_cast<char>(bytes[at] ^ 4);
    CHECK(status_of(bytes) == SROK_BAD_TEXT);
    bytes[at] = static_cast<char>(bytes[at] ^ 4);
  }
}

TEST_CASE("a dump goes into the caller's buffer whole or not at all") {
  std::size_t length = 7;
  CHECK(srok_schedule_dump(nullptr, nullptr, 0, &length) == SROK_BAD_ARGUMENT);
  CHECK(length == 0);
  CHECK(srok_schedule_dump(technotronics(), nullptr, 0, nullptr) == SROK_BAD_ARGUMENT);
  length = 7;
  CHECK(srok_schedule_dump(technotronics(), nullptr, 10, &length) == SROK_BAD_ARGUMENT);
  CHECK(length == 0);
  CHECK(srok_schedule_dump(technotronics(), nullptr, 0, &length) == SROK_BUFFER_TOO_SMALL);
  const std::size_t needed = length;
  std::string buffer(needed + 1, '#');
  CHECK(srok_schedule_dump(technotronics(), buffer.data(), needed - 1, &length) ==
        SROK_BUFFER_TOO_SMALL);
  CHECK(length == needed);
  CHECK(buffer == std::string(needed + 1, '#'));
  CHECK(srok_schedule_dump(technotronics(), buffer.data(), needed, &length) == SROK_OK);
  CHECK(buffer[needed] == '#');
}
