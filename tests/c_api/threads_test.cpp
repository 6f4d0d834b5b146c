// One schedule, one regulation and one book asked by many threads at once, and handles made and
// freed by all of them. What is at stake is shown by a build with ThreadSanitizer.
#include <doctest/doctest.h>

#include <array>
#include <latch>
#include <thread>

#include "c_api/c_api.hpp"

using namespace c_api;

namespace {

constexpr std::size_t rows = 200;

// All that a thread found out.
struct findings {
  std::vector<std::int64_t> numbers;
  std::vector<std::string> texts;

  bool operator==(const findings&) const = default;
};

struct shared_handles {
  const srok_calendar* calendar = nullptr;
  const srok_schedule* schedule = nullptr;
  const srok_regulation* regulation = nullptr;
  const srok_book* book = nullptr;
};

constexpr std::string_view berlin_week = R"([schedule]
zone = "Europe/Berlin"
calendar = "ru"
[schedule.hours]
mon = ["09:00-13:00", "14:00-18:00"]
fri = ["22:00-06:00"]
)";

constexpr std::string_view lines =
    R"({"id":"A","user":"u","channel":"portal","priority":"high","events":[{"at":"2026-03-16T10:00:00+03:00","event":"submitted"},{"at":"2026-03-16T11:00:00+03:00","event":"replied","kind":"question"}]}
{"id":"B","user":"u","channel":"email","events":[{"at":"2026-03-16T10:00:00+03:00","event":"submitted"}]}
{"id":"B","user":"u","channel":"email","events":[]}
)";

// Asks in two calls, the first of which measures.
template <class Ask>
std::string text_of(Ask ask) {
  std::size_t length = 0;
  ask(static_cast<char*>(nullptr), std::size_t{0}, &length);
  std::string text(length + 1, '\0');
  ask(text.data(), text.size(), &length);
  return text;
}

void ask_scalars(const shared_handles& from, findings& into) {
  const auto note = [&](srok_status status, std::int64_t value) {
    into.numbers.push_back(status);
    into.numbers.push_back(value);
  };
  for (std::int64_t i = 0; i < 200; ++i) {
    const std::int64_t at = moscow(2026, 1, 1, 0, 0) + i * 54'321;
    std::int64_t out = 0;
    std::int32_t small = 0;
    note(srok_elapsed(from.schedule, at, at + i * 1000, &out), out);
    note(srok_deadline(from.schedule, at, i * 1000, SROK_NEAREST, &out), out);
    note(srok_latest_start(from.schedule, at, i * 1000, SROK_FARTHEST, &out), out);
    note(srok_deadline_days(from.schedule, at, 5, SROK_DAYS_ELAPSED, &out), out);
    note(srok_next_close(from.schedule, at, &out), out);
    note(srok_previous_open(from.schedule, at, &out), out);
    note(srok_is_open(from.schedule, at, &small), small);
    note(srok_calendar_day(from.calendar, date(2026, 1, 1) + static_cast<std::int32_t>(i), &small),
         small);
    note(srok_regulation_due(from.regulation, SROK_HIGH, at, &out, &out), out);
  }
}

void ask_columns(const shared_handles& from, findings& into) {
  std::array<std::int64_t, rows> start{}, budget{}, out{};
  std::array<std::int32_t, rows> number{}, status{};
  for (std::size_t i = 0; i < rows; ++i) {
    start[i] = moscow(2026, 2, 1, 0, 0) + static_cast<std::int64_t>(i) * 12'345;
    budget[i] = static_cast<std::int64_t>(i) * 500 - 1;
    number[i] = static_cast<std::int32_t>(i % 4);
  }
  const auto keep = [&](srok_status whole) {
    into.numbers.push_back(whole);
    into.numbers.insert(into.numbers.end(), out.begin(), out.end());
    into.numbers.insert(into.numbers.end(), status.begin(), status.end());
  };
  keep(srok_deadline_batch(from.schedule, rows, SROK_SECONDS, start.data(), budget.data(),
                           SROK_NEAREST, out.data(), status.data()));
  keep(srok_elapsed_batch(from.schedule, rows, SROK_SECONDS, start.data(), budget.data(),
                          out.data(), status.data()));
  keep(srok_deadline_days_batch(from.schedule, rows, SROK_SECONDS, start.data(), number.data(),
                                SROK_DAYS_WHOLE, out.data(), status.data()));
  keep(srok_regulation_due_batch(from.regulation, rows, SROK_SECONDS, number.data(), start.data(),
                                 out.data(), status.data()));
}

void ask_texts(const shared_handles& from, findings& into) {
  const std::int64_t now = moscow(2026, 3, 18, 12, 0);
  into.texts.push_back(text_of([&](auto... out) {
    return srok_explain_json(from.schedule, now, 20 * hour, SROK_NEAREST, out...);
  }));
  into.texts.push_back(text_of([&](auto... out) {
    return srok_tickets_json(from.regulation, now, lines.data(), lines.size(), out...);
  }));
  into.texts.push_back(text_of([&](auto... out) {
    return srok_book_tickets_json(from.book, now, lines.data(), lines.size(), out...);
  }));
  into.texts.push_back(text_of([&](char* buffer, std::size_t capacity, std::size_t* length) {
    return srok_schedule_dump(from.schedule, buffer, capacity, length);
  }));
}

// Handles of a thread's own, of what all share: the calendar, the machine's zones, a regulation.
void make_handles(const shared_handles& from, findings& into) {
  const std::string& image = into.texts.back();
  for (int i = 0; i < 3; ++i) {
    srok_schedule* own = nullptr;
    into.numbers.push_back(srok_schedule_parse_with(berlin_week.data(), berlin_week.size(),
                                                    from.calendar, &own, nullptr, 0));
    std::int64_t out = 0;
    srok_deadline(own, moscow(2026, 3, 18, 12, 0), 100 * hour, SROK_NEAREST, &out);
    into.numbers.push_back(out);
    srok_schedule_free(own);
    into.numbers.push_back(srok_schedule_load(image.data(), image.size() - 1, &own, nullptr, 0));
    srok_schedule_free(own);
    srok_book* book = nullptr;
    into.numbers.push_back(srok_book_bind(&from.regulation, 1, &book, nullptr, 0));
    srok_book_free(book);
    srok_schedule_free(technotronics());
    srok_regulation_free(promises());
  }
}

}  // namespace

TEST_CASE("many threads ask one schedule, one regulation and one book at once") {
  constexpr std::size_t many = 8;
  std::array<findings, many> found;
  std::latch together{many};
  srok_book* book = nullptr;
  const srok_regulation* const edition = promises();
  REQUIRE(srok_book_bind(&edition, 1, &book, nullptr, 0) == SROK_OK);
  const auto work = [&](findings& into) {
    // What is built in is looked up by each thread: the first makes it, whichever that is.
    const shared_handles shared{russia(), technotronics(), promises(), book};
    ask_scalars(shared, into);
    ask_columns(shared, into);
    ask_texts(shared, into);
    make_handles(shared, into);
  };
  std::vector<std::thread> threads;
  for (findings& mine : found) {
    threads.emplace_back([&] {
      together.arrive_and_wait();
      work(mine);
    });
  }
  for (std::thread& thread : threads) thread.join();
  findings alone;
  work(alone);
  CHECK(alone.numbers.size() > 4000);
  for (const findings& mine : found) CHECK(mine == alone);
  srok_book_free(book);
}
