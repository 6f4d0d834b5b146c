#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <random>
#include <sstream>

#include "c_api.hpp"

using namespace c_api;

namespace {

using book = std::unique_ptr<srok_book, freed_by<srok_book, srok_book_free>>;

book bound(std::vector<const srok_regulation*> editions) {
  srok_book* handle = nullptr;
  CHECK(srok_book_bind(editions.data(), editions.size(), &handle, nullptr, 0) == SROK_OK);
  return book{handle};
}

std::string answers(std::int64_t now, std::string_view jsonl, srok_status wanted = SROK_OK) {
  std::size_t length = 0;
  const srok_status measured =
      srok_tickets_json(promises(), now, jsonl.data(), jsonl.size(), nullptr, 0, &length);
  CHECK(measured == (length == 0 ? SROK_OK : SROK_BUFFER_TOO_SMALL));
  std::string text(length + 1, '?');
  CHECK(srok_tickets_json(promises(), now, jsonl.data(), jsonl.size(), text.data(), text.size(),
                          &length) == wanted);
  CHECK(text.back() == '\0');
  text.pop_back();
  return text;
}

// Two tickets of one user: a question after an hour, then silence; and one that waits for nobody.
struct columns {
  std::int64_t submitted = moscow(2026, 3, 16, 10, 0);
  std::array<std::int64_t, 3> offset{0, 2, 3};
  std::array<std::int64_t, 2> user{42, 42};
  std::array<std::int32_t, 2> channel{SROK_PORTAL, SROK_EMAIL};
  std::array<std::int32_t, 2> priority{SROK_HIGH, -1};
  std::array<std::int64_t, 3> at{submitted, submitted + hour, submitted};
  std::array<std::int32_t, 3> kind{SROK_EVENT_SUBMITTED, SROK_EVENT_REPLIED, SROK_EVENT_SUBMITTED};
  std::array<std::int64_t, 3> value{0, 0, 0};

  std::array<std::int32_t, 2> state{};
  std::array<std::int64_t, 2> due{}, met{}, breached{}, elapsed{}, remaining{}, may{}, closes{},
      closed{}, next{};
  std::array<srok_status, 2> why{};

  srok_status ask(const srok_book* by, std::int64_t now) {
    return srok_tickets_batch(by, now, 2, offset.data(), user.data(), channel.data(),
                              priority.data(), at.data(), kind.data(), value.data(), state.data(),
                              due.data(), met.data(), breached.data(), elapsed.data(),
                              remaining.data(), may.data(), closes.data(), closed.data(),
                              next.data(), why.data());
  }
};

constexpr std::array<const char*, 7> state_words = {
    "\"queued\"",   "\"active\"", "\"waiting_for_user\"", "\"deferred\"",
    "\"resolved\"", "\"closed\"", "\"auto_closed\""};

std::string json_instant(std::int64_t at) {
  if (at == SROK_NONE) return "null";
  const std::chrono::seconds wall{at + 3 * hour};
  const auto days = std::chrono::floor<std::chrono::days>(wall);
  const std::chrono::year_month_day date{std::chrono::sys_days{days}};
  const std::int64_t time = (wall - days).count();
  std::array<char, 40> text{};
  std::snprintf(text.data(), text.size(), "\"%04d-%02u-%02uT%02d:%02d:%02d+03:00\"",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(time / 3600),
                static_cast<int>(time / 60 % 60), static_cast<int>(time % 60));
  return text.data();
}

// Tickets of forty users in one week, as columns and as lines: four events each, of kinds that
// follow each other by chance and often cannot.
struct random_tickets {
  explicit random_tickets(std::int64_t begin) {
    struct happening {
      std::int32_t kind;
      const char* json;
    };
    constexpr std::array<happening, 7> all{
        {{SROK_EVENT_REPLIED, R"("replied","kind":"question")"},
         {SROK_EVENT_USER_REPLIED, R"("user_replied")"},
         {SROK_EVENT_DEFERRED, R"("deferred","reason":"cannot_reproduce")"},
         {SROK_EVENT_RESUMED, R"("resumed")"},
         {SROK_EVENT_RESOLVED, R"("resolved")"},
         {SROK_EVENT_CLOSED, R"("closed")"},
         {SROK_EVENT_REOPENED, R"("reopened")"}}};
    std::mt19937_64 random{1};
    const auto below = [&](std::uint64_t limit) {
      return static_cast<std::int64_t>(random() % limit);
    };
    for (int i = 0; i < 400; ++i) {
      user.push_back(below(40));
      channel.push_back(SROK_EMAIL);
      priority.push_back(-1);
      lines += R"({"id":")" + std::to_string(i) + R"(","user":")" + std::to_string(user.back()) +
               R"(","channel":"email","events":[)";
      std::int64_t moment = begin + below(5 * 24 * hour);
      for (int e = 0; e < 4; ++e) {
        const happening what =
            e == 0 ? happening{SROK_EVENT_SUBMITTED, R"("submitted")"} : all[random() % all.size()];
        at.push_back(moment);
        kind.push_back(what.kind);
        value.push_back(0);
        lines += std::string{e == 0 ? "" : ","} + R"({"at":)" + json_instant(moment) +
                 R"(,"event":)" + what.json + "}";
        moment += below(30 * hour);
      }
      offset.push_back(static_cast<std::int64_t>(at.size()));
      lines += "]}\n";
    }
  }

  std::vector<std::int64_t> offset{0}, user, at, value;
  std::vector<std::int32_t> channel, priority, kind;
  std::string lines;
};

}  // namespace

TEST_CASE("a ticket's line is answered with its state, and a bad line with its error") {
  const std::string text =
      answers(moscow(2026, 3, 16, 12, 0),
              "{\"id\":\"A\",\"user\":\"u\",\"channel\":\"portal\",\"priority\":\"high\","
              "\"events\":[{\"at\":"
              "\"2026-03-16T10:00:00+03:00\",\"event\":\"submitted\"}]}\nnonsense\n",
              SROK_SOME_ROWS_FAILED);
  CHECK(text.find("\"id\":\"A\",\"state\":\"active\"") != std::string::npos);
  CHECK(text.find("\"due\":\"2026-03-19T10:00:00+03:00\"") != std::string::npos);
  CHECK(text.find("{\"id\":null,\"error\":{\"status\":\"bad_text\"") != std::string::npos);
}

TEST_CASE("columns answer what lines answer") {
  const book only = bound({promises()});
  columns c;
  CHECK(c.ask(only.get(), moscow(2026, 3, 16, 12, 0)) == SROK_OK);
  CHECK(c.state[0] == SROK_TICKET_WAITING_FOR_USER);
  CHECK(c.met[0] == c.submitted + hour);
  CHECK(c.due[0] == SROK_NONE);
  CHECK(c.elapsed[0] == hour);
  CHECK(c.may[0] == moscow(2026, 3, 16, 15, 0));
  CHECK(c.closes[0] == moscow(2026, 3, 19, 11, 0));
  CHECK(c.state[1] == SROK_TICKET_ACTIVE);
  CHECK(c.due[1] == moscow(2026, 3, 26, 10, 0));
  CHECK(c.remaining[1] == 8 * 9 * hour - 2 * hour);
  CHECK(c.next[1] == c.due[1] + 1);
}

TEST_CASE("columns answer what lines answer, also of users who wait for slots, and of faults") {
  const book only = bound({promises()});
  int states = 0;
  int faults = 0;
  for (const std::int64_t begin : {moscow(2026, 3, 16, 10, 0), moscow(2027, 12, 20, 10, 0)}) {
    const random_tickets in{begin};
    for (const std::int64_t now : {begin + 3 * 24 * hour, begin + 11 * 24 * hour}) {
      const std::size_t count = in.user.size();
      std::vector<std::int32_t> state(count), why(count);
      std::vector<std::int64_t> due(count), next(count);
      CHECK(srok_tickets_batch(only.get(), now, count, in.offset.data(), in.user.data(),
                               in.channel.data(), in.priority.data(), in.at.data(), in.kind.data(),
                               in.value.data(), state.data(), due.data(), nullptr, nullptr, nullptr,
                               nullptr, nullptr, nullptr, nullptr, next.data(),
                               why.data()) == SROK_SOME_ROWS_FAILED);
      std::istringstream lines{answers(now, in.lines, SROK_SOME_ROWS_FAILED)};
      for (std::size_t i = 0; i < count; ++i) {
        std::string line;
        std::getline(lines, line);
        INFO(line);
        const auto says = [&](const std::string& key, const std::string& told) {
          return line.find("\"" + key + "\":" + told) != std::string::npos;
        };
        if (why[i] != SROK_OK) {
          ++faults;
          REQUIRE(state[i] == INT32_MIN);
          REQUIRE(
              says("status", why[i] == SROK_BAD_EVENTS ? "\"bad_events\"" : "\"beyond_horizon\""));
          continue;
        }
        ++states;
        REQUIRE(says("state", state[i] == INT32_MIN
                                  ? "null"
                                  : state_words.at(static_cast<std::size_t>(state[i]))));
        REQUIRE(says("due", json_instant(due[i])));
        REQUIRE(says("next_change_at", json_instant(next[i])));
      }
    }
  }
  CHECK(states > 300);
  CHECK(faults > 300);
}

TEST_CASE("no tickets have no answers, which fit any buffer") {
  std::size_t length = 5;
  CHECK(srok_tickets_json(promises(), 0, "", 0, nullptr, 0, &length) == SROK_OK);
  CHECK(length == 0);
  CHECK(answers(0, "").empty());
}

TEST_CASE("a ticket whose numbers say nothing fails alone") {
  const book only = bound({promises()});
  const auto fails = [&](auto change, srok_status why = SROK_BAD_ARGUMENT) {
    columns c;
    change(c);
    CHECK(c.ask(only.get(), moscow(2026, 3, 16, 12, 0)) == SROK_SOME_ROWS_FAILED);
    CHECK(c.why[0] == why);
    CHECK(c.state[0] == INT32_MIN);
    CHECK(c.elapsed[0] == SROK_NONE);
    CHECK(c.why[1] == SROK_OK);
    CHECK(c.state[1] == SROK_TICKET_ACTIVE);
  };
  fails([](columns& c) { c.kind[1] = 6; });
  fails([](columns& c) { c.kind[1] = 14; });
  fails([](columns& c) { c.kind[1] = -1; });
  fails([](columns& c) { c.value[1] = 4; });
  fails([](columns& c) { c.priority[0] = 4; });
  fails([](columns& c) { c.channel[0] = 2; }, SROK_UNSUPPORTED_CHANNEL);
  fails([](columns& c) { c.channel[0] = -1; }, SROK_UNSUPPORTED_CHANNEL);
  fails([](columns& c) { c.at[1] = c.at[0] - 1; }, SROK_BAD_EVENTS);
  fails([](columns& c) { c.kind[1] = SROK_EVENT_RESUMED; }, SROK_BAD_EVENTS);
  fails([](columns& c) { c.at[0] = SROK_NONE; }, SROK_BEYOND_HORIZON);
  fails([](columns& c) {
    c.kind[1] = SROK_EVENT_TARGET_DAYS;
    c.value[1] = -1;
  });
  fails(
      [](columns& c) {  // the last day of 1969
        c.kind[1] = SROK_EVENT_TARGET_DATE;
        c.value[1] = -1;
      },
      SROK_BEYOND_HORIZON);
}

TEST_CASE("the portal names a priority, in columns as in JSON; an email may lack one") {
  const book only = bound({promises()});
  columns c;
  c.priority[0] = -1;
  c.channel[0] = SROK_PORTAL;
  CHECK(c.ask(only.get(), c.submitted + hour) == SROK_SOME_ROWS_FAILED);
  CHECK(c.why[0] == SROK_BAD_ARGUMENT);
  CHECK(c.why[1] == SROK_OK);
  c.channel[0] = SROK_EMAIL;
  CHECK(c.ask(only.get(), c.submitted + hour) == SROK_OK);
}

TEST_CASE("a priority is changed by either side, and to one that there is") {
  const book only = bound({promises()});
  for (const std::int32_t kind :
       {SROK_EVENT_PRIORITY_CHANGED, SROK_EVENT_PRIORITY_CHANGED_BY_USER}) {
    columns c;
    c.kind[1] = kind;
    c.value[1] = SROK_EMERGENCY;
    CHECK(c.ask(only.get(), c.submitted + 2 * hour) == SROK_OK);
    CHECK(c.due[0] == c.submitted + 2 * 24 * hour);
    c.value[1] = 4;
    CHECK(c.ask(only.get(), c.submitted + 2 * hour) == SROK_SOME_ROWS_FAILED);
    CHECK(c.why[0] == SROK_BAD_ARGUMENT);
  }
}

TEST_CASE("null pointers and offsets that go back are refused, and no tickets are no error") {
  const book only = bound({promises()});
  columns c;
  CHECK(c.ask(nullptr, 0) == SROK_BAD_ARGUMENT);
  c.offset = {0, 3, 2};
  CHECK(c.ask(only.get(), 0) == SROK_BAD_ARGUMENT);
  c.offset = {-1, 2, 3};
  CHECK(c.ask(only.get(), 0) == SROK_BAD_ARGUMENT);
  CHECK(srok_tickets_batch(only.get(), 0, 0, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
                           nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
                           nullptr, nullptr, nullptr, nullptr) == SROK_OK);
  CHECK(srok_tickets_batch(only.get(), 0, 1, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
                           nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr,
                           nullptr, nullptr, nullptr, nullptr) == SROK_BAD_ARGUMENT);
  std::size_t length = 7;
  CHECK(srok_tickets_json(nullptr, 0, "", 0, nullptr, 0, &length) == SROK_BAD_ARGUMENT);
  CHECK(length == 0);
  CHECK(srok_tickets_json(promises(), 0, nullptr, 1, nullptr, 0, &length) == SROK_BAD_ARGUMENT);
  length = 7;
  CHECK(srok_book_tickets_json(nullptr, 0, "", 0, nullptr, 0, &length) == SROK_BAD_ARGUMENT);
  CHECK(length == 0);
  CHECK(srok_book_tickets_json(only.get(), 0, nullptr, 1, nullptr, 0, &length) ==
        SROK_BAD_ARGUMENT);
  CHECK(srok_book_tickets_json(only.get(), 0, "", 0, nullptr, 0, nullptr) == SROK_BAD_ARGUMENT);
  srok_book_free(nullptr);
}

TEST_CASE("the edition in force at submission governs a ticket for ever") {
  const auto edition = [](const char* effective, int low) {
    const std::string toml = "[regulation]\ntitle = \"t\"\neffective = " + std::string{effective} +
                             "\n[regulation.priorities]\nlow = " + std::to_string(low) +
                             "\nmedium = 1\nhigh = 1\nemergency = 1\n" + std::string{plain_week};
    srok_regulation* handle = nullptr;
    CHECK(srok_regulation_parse(toml.data(), toml.size(), &handle, nullptr, 0) == SROK_OK);
    return regulation{handle};
  };
  auto first = edition("2026-01-01", 2);
  auto second = edition("2026-03-17", 5);
  const book both = bound({second.get(), first.get()});
  first.reset();
  second.reset();

  columns c;
  c.offset = {0, 1, 2};
  c.at = {moscow(2026, 3, 16, 11, 0), moscow(2026, 3, 17, 11, 0), 0};  // 08:00 UTC
  c.kind = {SROK_EVENT_SUBMITTED, SROK_EVENT_SUBMITTED, SROK_EVENT_SUBMITTED};
  c.priority = {SROK_LOW, SROK_LOW};
  CHECK(c.ask(both.get(), moscow(2026, 3, 18, 11, 0)) == SROK_OK);
  CHECK(c.due[0] == moscow(2026, 3, 18, 11, 0));
  CHECK(c.due[1] == moscow(2026, 3, 24, 11, 0));

  c.at[0] = moscow(2025, 12, 31, 11, 0);
  CHECK(c.ask(both.get(), moscow(2026, 3, 18, 11, 0)) == SROK_SOME_ROWS_FAILED);
  CHECK(c.why[0] == SROK_BAD_EVENTS);
}

TEST_CASE("a target may be the last instant that there is") {
  columns c;
  c.offset = {0, 3, 3};
  c.user = {1, 2};
  c.at = {c.submitted, c.submitted + hour, c.submitted + 2 * hour};
  c.kind = {SROK_EVENT_SUBMITTED, SROK_EVENT_TARGET_INSTANT, SROK_EVENT_REPLIED};
  c.value = {0, INT64_MAX, 0};
  CHECK(c.ask(bound({promises()}).get(), c.submitted + 3 * hour) == SROK_SOME_ROWS_FAILED);
  CHECK(c.why[0] == SROK_OK);
  CHECK(c.state[0] == SROK_TICKET_WAITING_FOR_USER);
  CHECK(c.closes[0] == INT64_MAX);
  CHECK(c.next[0] == c.may[0]);
}

TEST_CASE("a target of no instant says nothing") {
  columns c;
  c.offset = {0, 2, 3};
  c.user = {1, 2};
  c.at = {c.submitted, c.submitted + hour, c.submitted};
  c.kind = {SROK_EVENT_SUBMITTED, SROK_EVENT_TARGET_INSTANT, SROK_EVENT_SUBMITTED};
  c.value = {0, SROK_NONE, 0};
  CHECK(c.ask(bound({promises()}).get(), c.submitted + 3 * hour) == SROK_SOME_ROWS_FAILED);
  CHECK(c.why[0] == SROK_BAD_ARGUMENT);
  CHECK(c.why[1] == SROK_OK);
}

TEST_CASE("two editions cannot be in force from the same instant") {
  const std::array<const srok_regulation*, 2> twice{promises(), promises()};
  srok_book* handle = nullptr;
  std::array<char, 200> error{};
  CHECK(srok_book_bind(twice.data(), 2, &handle, error.data(), error.size()) == SROK_BAD_ARGUMENT);
  CHECK(handle == nullptr);
  CHECK(std::string{error.data()}.find("effective") != std::string::npos);
  CHECK(srok_book_bind(nullptr, 1, &handle, nullptr, 0) == SROK_BAD_ARGUMENT);
  CHECK(srok_book_bind(twice.data(), 0, &handle, nullptr, 0) == SROK_BAD_ARGUMENT);
}
