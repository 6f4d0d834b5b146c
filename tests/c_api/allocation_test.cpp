// What the C API does with memory: what needs none, and what happens when there is none.
//
// The operators new and delete of this program serve libsrok.so too. They count what is alive, and
// fail on demand.
#include <doctest/doctest.h>

#include <atomic>
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
void starve(Call call, long share) {
  REQUIRE(call() == SROK_OK);  // also fills what is filled once, such as the zone database
  const long before = made;
  REQUIRE(call() == SROK_OK);
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
      const bool fair = status == SROK_OUT_OF_MEMORY || (status == SROK_OK && did_without);
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

TEST_CASE("built-in handles, questions, batches, dumps and up to 64 pauses need no memory") {
  std::int64_t column[64];
  std::int64_t ends[64];
  for (int i = 0; i < 64; ++i) column[i] = moscow(2026, 4, 29, 15, 0) - 600 * i;
  for (int i = 0; i < 64; ++i) ends[i] = column[i] + 60;
  std::string image(1U << 20, '\0');
  srok_status failed = SROK_OK;
  {
    const shortage now{0, true};
    std::int64_t out[64];
    std::int32_t number = 0;
    std::size_t length = 0;
    const srok_schedule* borrowed = nullptr;
    const std::int64_t start = moscow(2026, 4, 29, 8, 0);
    for (const srok_status status : {
             srok_regulation_schedule(promises(), &borrowed),
             srok_calendar_day(russia(), date(2026, 4, 29), &number),
             srok_elapsed(technotronics(), start, start, out),
             srok_deadline(technotronics(), start, hour, SROK_NEAREST, out),
             srok_deadline_with_pauses(borrowed, start, hour, SROK_NEAREST, 64, column, ends, out),
             srok_deadline_batch_same(technotronics(), 64, 0, column, 5, 0, out, nullptr),
             srok_elapsed_batch(technotronics(), 64, SROK_SECONDS, column, ends, out, nullptr),
             srok_schedule_dump(technotronics(), image.data(), image.size(), &length),
         }) {
      if (status != SROK_OK) failed = status;
    }
  }
  CHECK(failed == SROK_OK);
  CHECK(!refused);
}

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
