// What the C API does with memory: what needs none, and what happens when there is none.
//
// The operators new and delete of this program serve libsrok.so too. They count what is alive, and
// fail on demand.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <new>

#include "c_api/c_api.hpp"

namespace {

constexpr long never = std::numeric_limits<long>::max();

std::atomic<long> alive = 0;
std::atomic<long> made = 0;
std::atomic<long> until_failure = never;
std::atomic<bool> for_ever = false;
std::atomic<bool> refused = false;
std::atomic<bool> did_without = false;

}  // namespace

void* operator new(std::size_t size) {
  if (until_failure != never) {
    if (until_failure > 0) {
      --until_failure;
    } else {
      if (!for_ever) until_failure = never;
      refused = true;
      throw std::bad_alloc{};
    }
  }
  constexpr std::size_t too_much = std::size_t{1} << 40;  // a sanitizer's malloc would end it all
  void* memory = size >= too_much ? nullptr : std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc{};
  ++alive;
  ++made;
  return memory;
}

// Some algorithms ask first and do without: that is no failure of the call.
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  try {
    return operator new(size);
  } catch (const std::bad_alloc&) {
    did_without = true;
    return nullptr;
  }
}

void operator delete(void* memory) noexcept {
  if (memory == nullptr) return;
  --alive;
  std::free(memory);
}

void operator delete(void* memory, std::size_t) noexcept {
  operator delete(memory);
}

using namespace c_api;

namespace {

// Fails the allocation after `allocations` good ones, once or from then on, while it lives.
class shortage {
 public:
  shortage(long allocations, bool lasting) {
    for_ever = lasting;
    refused = false;
    until_failure = allocations;
  }
  ~shortage() { until_failure = never; }
  shortage(const shortage&) = delete;
  shortage& operator=(const shortage&) = delete;
};

std::string read_file(const char* path) {
  std::ifstream file{std::string{SROK_SOURCE_DIR} + "/" + path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

// Runs call() -> status again and again, failing a later allocation each time until it needs no
// more. Between failures the step grows by a `share` of those before.
template <class Call>
void starve(Call call, long share, srok_status wanted = SROK_OK) {
  REQUIRE(call() == wanted);  // also fills what is filled once, such as the zone database
  const long before = made;
  REQUIRE(call() == wanted);
  const long needed = made - before;
  REQUIRE(needed > 0);
  for (const bool lasting : {false, true}) {
    for (long good = 0; good < needed; good += 1 + good / share) {
      const long alive_before = alive;
      did_without = false;
      srok_status status = SROK_OK;
      {
        const shortage now{good, lasting};
        status = call();
      }
      const long left = alive - alive_before;
      const bool fair = status == SROK_OUT_OF_MEMORY || (status == wanted && did_without);
      CHECK_MESSAGE((fair && left == 0), "status ", status, " after ", good, " of ", needed,
                    " allocations, ", left, " left over");
    }
  }
}

// Calls a function that builds and frees what it built.
template <class Handle, class Build>
srok_status build(void (*free)(Handle*), Build build_one) {
  Handle* handle = nullptr;
  char error[300];
  const srok_status status = build_one(&handle, error, sizeof error);
  if (status == SROK_OUT_OF_MEMORY) {
    // By hand: doctest itself needs memory.
    if (handle != nullptr || std::strcmp(error, srok_status_text(SROK_OUT_OF_MEMORY)) != 0) {
      return SROK_INTERNAL;
    }
  }
  free(handle);
  return status;
}

constexpr std::string_view all_features = R"([schedule]
zone = "Europe/Moscow"
calendar = "ru"
short_day_cut = "1h"
[schedule.hours]
mon = ["09:00-13:00", "14:00-18:00"]
sat = ["22:00-06:00"]
worked_weekend = ["10:00-14:00"]
[schedule.dates]
"2026-06-15" = []
"2026-06-20" = ["10:00-14:00"]
[[schedule.closures]]
from = 2026-07-01T12:00:00+03:00
to = 2026-07-01T13:30:00+03:00
)";

}  // namespace

// ---- what takes none ----

TEST_CASE("built-in handles, questions, batches, dumps and up to 64 pauses need no memory") {
  constexpr std::size_t rows = 64;
  std::int64_t column[rows];
  std::int64_t ends[rows];
  std::int64_t amounts[rows];
  std::int32_t numbers[rows];
  std::uint32_t index[rows];
  for (std::size_t i = 0; i < rows; ++i) {
    column[i] = moscow(2026, 4, 29, 15, 0) - 600 * static_cast<std::int64_t>(i);
    ends[i] = column[i] + 60;
    amounts[i] = static_cast<std::int64_t>(i) * 700 - 1;  // the first is refused
    numbers[i] = static_cast<std::int32_t>(i % 4);
    index[i] = static_cast<std::uint32_t>(i % 2);  // the second schedule is none
  }
  std::string image(1U << 20, '\0');
  const srok_schedule* const schedules[] = {technotronics(), nullptr};
  const std::int64_t start = moscow(2026, 4, 29, 8, 0);
  const std::int32_t day = date(2026, 4, 29);
  int failed = 0;
  {
    const shortage now{0, true};
    std::int64_t out[rows];
    std::int64_t other = 0;
    std::int32_t small[rows];
    std::int32_t last = 0;
    std::size_t length = 0;
    char name[20];
    std::uint64_t hash = 0;
    srok_calendar* calendar = nullptr;
    srok_schedule* schedule = nullptr;
    srok_regulation* regulation = nullptr;
    const srok_schedule* borrowed = nullptr;
    const auto is = [&](srok_status wanted, srok_status found) {
      failed += wanted == found ? 0 : 1;
    };
    const auto ok = [&](srok_status found) { is(SROK_OK, found); };

    failed += srok_version_number() == SROK_VERSION_NUMBER && srok_abi() == SROK_ABI &&
                      srok_version_text() != nullptr && srok_data_version() != nullptr &&
                      srok_status_name(SROK_IO) != nullptr &&
                      srok_status_text(SROK_IO) != nullptr && srok_none() == SROK_NONE
                  ? 0
                  : 1;
    ok(srok_calendar_builtin("ru", &calendar, nullptr, 0));
    ok(srok_schedule_builtin("technotronics", &schedule, nullptr, 0));
    ok(srok_regulation_builtin("technotronics", &regulation, nullptr, 0));
    ok(srok_regulation_schedule(regulation, &borrowed));
    ok(srok_calendar_years(calendar, small, &last));
    ok(srok_calendar_day(calendar, day, small));
    is(SROK_UNKNOWN_YEAR, srok_calendar_day(calendar, INT32_MAX, small));

    ok(srok_schedule_horizon(schedule, out, &other));
    ok(srok_schedule_official_until(schedule, out));
    ok(srok_schedule_zone(schedule, name, sizeof name, &length));
    ok(srok_schedule_zone_hash(schedule, &hash));
    ok(srok_offset_at(schedule, start, small));
    ok(srok_instant_from_local(schedule, start, out));
    ok(srok_elapsed(schedule, start, start, out));
    ok(srok_deadline(schedule, start, hour, SROK_NEAREST, out));
    is(SROK_BEYOND_HORIZON, srok_deadline(schedule, SROK_NONE, hour, SROK_NEAREST, out));
    ok(srok_latest_start(schedule, start, hour, SROK_FARTHEST, out));
    ok(srok_deadline_days(schedule, start, 3, SROK_DAYS_WHOLE, out));
    ok(srok_deadline_with_pauses(borrowed, start, hour, SROK_NEAREST, rows, column, ends, out));
    ok(srok_is_open(schedule, start, small));
    ok(srok_next_open(schedule, start, out));
    ok(srok_next_close(schedule, start, out));
    ok(srok_previous_open(schedule, start, out));
    ok(srok_previous_close(schedule, start, out));
    ok(srok_add_days(schedule, day, -3, small));
    ok(srok_days_between(schedule, day, day + 9, small));
    ok(srok_schedule_dump(schedule, image.data(), image.size(), &length));

    for (const std::int32_t unit : {SROK_SECONDS, SROK_NANOSECONDS}) {
      const srok_status some = unit == SROK_SECONDS ? SROK_OK : SROK_SOME_ROWS_FAILED;
      is(some, srok_elapsed_batch(schedule, rows, unit, column, ends, out, small));
      is(some, srok_is_open_batch(schedule, rows, unit, column, small, nullptr));
      is(some, srok_deadline_batch_same(schedule, rows, unit, column, 5, 0, out, nullptr));
      is(some, srok_deadline_days_batch(schedule, rows, unit, column, numbers, 0, out, small));
      is(some, srok_regulation_due_batch(regulation, rows, unit, numbers, column, out, small));
      is(SROK_SOME_ROWS_FAILED,
         srok_deadline_batch(schedule, rows, unit, column, amounts, 0, out, small));
      is(SROK_SOME_ROWS_FAILED,
         srok_latest_start_batch(schedule, rows, unit, column, amounts, 1, out, small));
      is(SROK_SOME_ROWS_FAILED,
         srok_deadline_batch_many(schedules, 2, index, rows, unit, column, amounts, 0, out, small));
      is(SROK_SOME_ROWS_FAILED,
         srok_elapsed_batch_many(schedules, 2, index, rows, unit, column, ends, out, small));
    }

    ok(srok_regulation_priority_named(regulation, "high", 4, small));
    ok(srok_regulation_priority_name(regulation, 1, name, sizeof name, &length));
    ok(srok_regulation_due(regulation, SROK_LOW, start, out, &other));
    srok_calendar_free(calendar);
    srok_schedule_free(schedule);
    srok_regulation_free(regulation);
    srok_book_free(nullptr);
  }
  CHECK(failed == 0);
  CHECK(!refused);
}

// ---- what takes some ----

TEST_CASE("a schedule that finds no memory while it is read leaves nothing behind") {
  for (const std::string_view text : {plain_week, all_features}) {
    starve(
        [&] {
          return build<srok_schedule>(srok_schedule_free, [&](auto... out) {
            return srok_schedule_parse(text.data(), text.size(), out...);
          });
        },
        40);
  }
  starve(
      [&] {
        return build<srok_schedule>(srok_schedule_free, [&](auto... out) {
          return srok_schedule_parse_with(all_features.data(), all_features.size(), russia(),
                                          out...);
        });
      },
      10);
}

TEST_CASE("a calendar that finds no memory while it is read leaves nothing behind") {
  const std::string text = read_file("data/calendars/ru.toml");
  starve(
      [&] {
        return build<srok_calendar>(srok_calendar_free, [&](auto... out) {
          return srok_calendar_parse(text.data(), text.size(), out...);
        });
      },
      8);
}

TEST_CASE("a regulation that finds no memory while it is read leaves nothing behind") {
  const std::string text = read_file("data/regulations/technotronics.toml");
  starve(
      [&] {
        return build<srok_regulation>(srok_regulation_free, [&](auto... out) {
          return srok_regulation_parse(text.data(), text.size(), out...);
        });
      },
      30);
}

TEST_CASE("a dump that finds no memory while it is loaded leaves nothing behind") {
  std::size_t length = 0;
  srok_schedule_dump(technotronics(), nullptr, 0, &length);
  std::string image(length, '\0');
  srok_schedule_dump(technotronics(), image.data(), length, &length);
  starve(
      [&] {
        return build<srok_schedule>(srok_schedule_free, [&](auto... out) {
          return srok_schedule_load(image.data(), image.size(), out...);
        });
      },
      1000);
}

TEST_CASE("an explanation that finds no memory leaves nothing behind and writes nothing") {
  std::string buffer(1U << 16, '#');
  starve(
      [&]() -> srok_status {
        std::size_t length = 1;
        const srok_status status =
            srok_explain_json(technotronics(), moscow(2026, 4, 29, 15, 0), 30 * hour, SROK_NEAREST,
                              buffer.data(), buffer.size(), &length);
        if (status == SROK_OUT_OF_MEMORY && (length != 0 || buffer[0] != '#')) return SROK_INTERNAL;
        buffer[0] = '#';
        return status;
      },
      1000);
}

TEST_CASE("more than 64 pauses need memory, and say so when there is none") {
  std::vector<std::int64_t> begin;
  std::vector<std::int64_t> end;
  for (int i = 0; i < 65; ++i) begin.push_back(moscow(2026, 4, 29, 15, 0) - 600 * i);
  for (const std::int64_t at : begin) end.push_back(at + 60);
  starve(
      [&]() -> srok_status {
        std::int64_t out = 0;
        const srok_status status =
            srok_deadline_with_pauses(technotronics(), moscow(2026, 4, 29, 8, 0), hour,
                                      SROK_NEAREST, begin.size(), begin.data(), end.data(), &out);
        if (status == SROK_OUT_OF_MEMORY && out != SROK_NONE) return SROK_INTERNAL;
        return status;
      },
      1000);
}

TEST_CASE("a name that nothing built in has is refused, or finds no memory to be refused with") {
  starve(
      [] {
        return build<srok_calendar>(
            srok_calendar_free, [](auto... out) { return srok_calendar_builtin("rus", out...); });
      },
      1000, SROK_UNKNOWN_CALENDAR);
  starve(
      [] {
        return build<srok_schedule>(srok_schedule_free, [](auto... out) {
          return srok_schedule_builtin("nobody", out...);
        });
      },
      1000, SROK_BAD_ARGUMENT);
  starve(
      [] {
        return build<srok_regulation>(srok_regulation_free, [](auto... out) {
          return srok_regulation_builtin("nobody", out...);
        });
      },
      1000, SROK_BAD_ARGUMENT);
}

TEST_CASE("a zone of the machine, whose name is no short one") {
  const std::string_view text =
      "[schedule]\nzone = \"America/New_York\"\n[schedule.hours]\nmon = [\"07:00-16:00\"]\n";
  starve(
      [&] {
        return build<srok_schedule>(srok_schedule_free, [&](auto... out) {
          return srok_schedule_parse(text.data(), text.size(), out...);
        });
      },
      1000);
}

TEST_CASE("a text that is wrong is refused, or finds no memory to be refused with") {
  std::string calendar = read_file("data/calendars/ru.toml");
  calendar.resize(calendar.find("[year", calendar.size() / 2));  // in the middle of a year
  calendar += "[nothing]\n";
  starve(
      [&] {
        return build<srok_calendar>(srok_calendar_free, [&](auto... out) {
          return srok_calendar_parse(calendar.data(), calendar.size(), out...);
        });
      },
      8, SROK_BAD_TEXT);
  for (const std::string_view wrong :
       {"[schedule]\nzone = 3\n", "[schedule\n",
        "[schedule]\nzone = \"UTC\"\nhours = { mon = [\"9-18\"] }\n"}) {
    starve(
        [&] {
          return build<srok_schedule>(srok_schedule_free, [&](auto... out) {
            return srok_schedule_parse(wrong.data(), wrong.size(), out...);
          });
        },
        1000, SROK_BAD_TEXT);
  }
  std::string regulation = read_file("data/regulations/technotronics.toml");
  regulation += "\n[nothing]\n";
  starve(
      [&] {
        return build<srok_regulation>(srok_regulation_free, [&](auto... out) {
          return srok_regulation_parse(regulation.data(), regulation.size(), out...);
        });
      },
      30, SROK_BAD_TEXT);
  const std::string image(300, 'x');
  starve(
      [&] {
        return build<srok_schedule>(srok_schedule_free, [&](auto... out) {
          return srok_schedule_load(image.data(), image.size(), out...);
        });
      },
      1000, SROK_BAD_TEXT);
}

TEST_CASE("a text that breaks off or goes wrong anywhere needs memory for that alone") {
  const auto starve_text = [](std::string_view text) {
    const auto read = [&] {
      return build<srok_schedule>(srok_schedule_free, [&](auto... out) {
        return srok_schedule_parse(text.data(), text.size(), out...);
      });
    };
    starve(read, 4, read());
  };
  for (std::size_t length = 0; length < all_features.size(); ++length) {
    starve_text(all_features.substr(0, length));
    std::string wrong{all_features};
    wrong[length] = length % 2 == 0 ? ' ' : '\xC3';  // the second begins what is no UTF-8
    starve_text(wrong);
  }
}

TEST_CASE("a regulation with a calendar of one's own that finds no memory leaves nothing behind") {
  const std::string text = read_file("data/regulations/technotronics.toml");
  starve(
      [&] {
        return build<srok_regulation>(srok_regulation_free, [&](auto... out) {
          return srok_regulation_parse_with(text.data(), text.size(), russia(), out...);
        });
      },
      30);
}

TEST_CASE("a book that finds no memory leaves nothing behind") {
  const srok_regulation* const editions[] = {promises(), promises()};
  const auto bind = [&](std::size_t count) {
    return [&editions, count] {
      return build<srok_book>(srok_book_free,
                              [&](auto... out) { return srok_book_bind(editions, count, out...); });
    };
  };
  starve(bind(1), 1000);
  starve(bind(2), 1000, SROK_BAD_ARGUMENT);  // both in force from the same instant
}

namespace {

// Every kind of line there is: plain, one that only a JSON document reads, one that is wrong, one
// whose story is, and tickets enough of a user for the last to wait.
constexpr std::string_view sound_lines =
    R"({"id":"A","user":"u","channel":"portal","priority":"high","events":[{"at":"2026-03-16T10:00:00+03:00","event":"submitted"},{"at":"2026-03-16T11:00:00+03:00","event":"replied","kind":"question"},{"at":"2026-03-17T11:00:00+03:00","event":"user_replied"}]}
{"id":"B","user":"u","channel":"email","events":[{"at":"2026-03-16T10:00:00+03:00","event":"submitted"},{"at":"2026-03-16T10:00:00+03:00","event":"deferred","reason":"abusive"}]}
{"user":"u","id":"C","events":[{"event":"submitted","at":"2026-03-16T10:00:00+03:00"}],"priority":"low","channel":"portal"}
{"id":"D","user":"u","channel":"portal","priority":"high","events":[{"at":"2026-03-16T10:30:00+03:00","event":"submitted"}]}
)";
constexpr std::string_view wrong_lines =
    R"({"id":"E","user":"u","channel":"portal"
{"id":"F","user":"a user whose name is a long one","channel":"portal","priority":"high","events":[{"at":"2026-03-16T10:00:00+03:00","event":"resumed"}]}
{"id":"A","user":"u","channel":"fax","priority":"high","events":[]}
)";

}  // namespace

TEST_CASE("lines of tickets that find no memory leave nothing behind and write nothing") {
  std::string buffer(1U << 16, '#');
  srok_book* book = nullptr;
  const srok_regulation* const edition = promises();
  REQUIRE(srok_book_bind(&edition, 1, &book, nullptr, 0) == SROK_OK);
  const std::string all = std::string{sound_lines} + std::string{wrong_lines};
  const std::int64_t now = moscow(2026, 3, 18, 12, 0);
  for (const std::string_view lines : {sound_lines, std::string_view{all}}) {
    const srok_status wanted = lines == sound_lines ? SROK_OK : SROK_SOME_ROWS_FAILED;
    const auto starve_with = [&](auto ask) {
      starve(
          [&]() -> srok_status {
            std::size_t length = 1;
            const srok_status status = ask(&length);
            const bool written = length != 0 || buffer[0] != '#';
            if (status == SROK_OUT_OF_MEMORY && written) return SROK_INTERNAL;
            buffer[0] = '#';
            return status;
          },
          1000, wanted);
    };
    starve_with([&](std::size_t* length) {
      return srok_tickets_json(edition, now, lines.data(), lines.size(), buffer.data(),
                               buffer.size(), length);
    });
    starve_with([&](std::size_t* length) {
      return srok_book_tickets_json(book, now, lines.data(), lines.size(), buffer.data(),
                                    buffer.size(), length);
    });
  }
  srok_book_free(book);
}

TEST_CASE("columns of tickets that find no memory leave nothing behind and answer no row") {
  srok_book* book = nullptr;
  const srok_regulation* const edition = promises();
  REQUIRE(srok_book_bind(&edition, 1, &book, nullptr, 0) == SROK_OK);
  constexpr std::size_t tickets = 6;  // of one user: the last wait; and the story of one is wrong
  const std::int64_t at = moscow(2026, 3, 16, 10, 0);
  std::int64_t offset[tickets + 1] = {0, 2, 3, 4, 5, 6, 7};
  std::int64_t user[tickets] = {7, 7, 7, 7, 7, 8};
  std::int32_t channel[tickets] = {};
  std::int32_t priority[tickets] = {3, 2, 1, 0, 1, 2};
  std::int64_t event_at[7] = {at, at + hour, at, at, at, at, at};
  std::int32_t kind[7] = {SROK_EVENT_SUBMITTED, SROK_EVENT_REPLIED, 0, 0, 0, 0, SROK_EVENT_RESUMED};
  std::int64_t value[7] = {};
  std::int32_t state[tickets];
  std::int64_t columns[9][tickets];
  srok_status why[tickets];
  starve(
      [&]() -> srok_status {
        for (auto& column : columns) std::fill(std::begin(column), std::end(column), 5);
        std::fill(std::begin(state), std::end(state), 5);
        std::fill(std::begin(why), std::end(why), SROK_IO);
        const srok_status status = srok_tickets_batch(
            book, at + 30 * hour, tickets, offset, user, channel, priority, event_at, kind, value,
            state, columns[0], columns[1], columns[2], columns[3], columns[4], columns[5],
            columns[6], columns[7], columns[8], why);
        if (status != SROK_OUT_OF_MEMORY) return status;
        for (std::size_t row = 0; row < tickets; ++row) {
          for (const auto& column : columns) {
            if (column[row] != SROK_NONE) return SROK_INTERNAL;
          }
          if (state[row] != INT32_MIN || why[row] != SROK_OUT_OF_MEMORY) return SROK_INTERNAL;
        }
        return status;
      },
      1000, SROK_SOME_ROWS_FAILED);
  srok_book_free(book);
}
