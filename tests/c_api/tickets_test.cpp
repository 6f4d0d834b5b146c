#include <doctest/doctest.h>

#include <array>

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
  CHECK(srok_tickets_json(promises(), now, jsonl.data(), jsonl.size(), nullptr, 0, &length) ==
        SROK_BUFFER_TOO_SMALL);
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

TEST_CASE("a ticket whose numbers say nothing fails alone") {
  const book only = bound({promises()});
  const auto fails = [&](auto change) {
    columns c;
    change(c);
    CHECK(c.ask(only.get(), moscow(2026, 3, 16, 12, 0)) == SROK_SOME_ROWS_FAILED);
    CHECK(c.why[0] != SROK_OK);
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
  fails([](columns& c) { c.channel[0] = 2; });
  fails([](columns& c) { c.at[1] = c.at[0] - 1; });
  fails([](columns& c) { c.kind[1] = SROK_EVENT_RESUMED; });
  fails([](columns& c) { c.at[0] = SROK_NONE; });
  fails([](columns& c) {
    c.kind[1] = SROK_EVENT_TARGET_DAYS;
    c.value[1] = -1;
  });
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
