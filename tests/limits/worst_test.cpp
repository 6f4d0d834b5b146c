// The worst that is accepted: how large it becomes. How long it takes and how much memory is
// printed when SROK_REPORT is set, and is in docs/limits.md; it decides nothing.
#include <doctest/doctest.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "calendar/one_year.hpp"
#include "io/limits.hpp"
#include "limits/crowded_hours.hpp"
#include "srok/io/explanation_text.hpp"
#include "srok/io/instant_text.hpp"
#include "srok/io/schedule_text.hpp"
#include "srok/io/ticket_text.hpp"
#include "srok/srok.hpp"

using namespace srok;

namespace {

const bool reporting = std::getenv("SROK_REPORT") != nullptr;

// Says how long `make` took and the most memory that the program has held so far.
template <class Make>
auto reported(const char* what, Make make) {
  const auto begin = std::chrono::steady_clock::now();
  auto made = make();
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  struct rusage use {};
  getrusage(RUSAGE_SELF, &use);
  if (reporting) std::printf("%-60s %7.2f s %6ld MB\n", what, took.count(), use.ru_maxrss / 1024);
  return made;
}

std::string clock(int seconds) {
  char text[16];
  std::snprintf(text, sizeof text, "%02d:%02d:%02d", seconds / 3600 % 24, seconds / 60 % 60,
                seconds % 60);
  return text;
}

// 144 intervals on each day of the week, none on the minute and no two alike.
std::string crowded_week() {
  constexpr const char* days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  std::string text = "[schedule.hours]\n";
  for (int day = 0; day < 7; ++day) {
    text += std::string{days[day]} + " = [";
    for (int i = 0; i < static_cast<int>(most_intervals); ++i) {
      const int begin = i * 600 + (day + i) % 7;
      text += "\"" + clock(begin) + "-" + clock(begin + 300 + (3 * day + i) % 11) + "\",";
    }
    text += "]\n";
  }
  return text;
}

std::string closures(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    const civil_date date = civil(1971, 1, 1) + std::chrono::days{i};
    text += "[[schedule.closures]]\nfrom = " + to_text(date) + "T00:20:01Z\nto = " + to_text(date) +
            "T00:20:02Z\n";
  }
  return text;
}

}  // namespace

TEST_CASE("the largest schedule stays below 160 MB") {
  const std::string text = "[schedule]\nzone = \"UTC\"\n" + crowded_week() + closures(39'000);
  const schedule s = reported("schedule of 144 intervals a date, 130 years, 39000 closures",
                              [&] { return parse_schedule(text); });
  const std::size_t bytes = dump(s).size();
  if (reporting) std::printf("%-60s %7zu bytes\n", "its dump", bytes);
  CHECK(bytes < 160'000'000);
  CHECK(bytes > 130'000'000);  // else something has become better, and the page is to say so
  (void)reported("its dump, loaded", [&] { return load(dump(s)); });
  const auto deadline =
      s.deadline(from_unix(1'000'000'000), business_duration{std::chrono::hours{9}});
  CHECK(deadline.value() > from_unix(1'000'000'000));
}

TEST_CASE("the largest schedule in a zone with yearly rules stays below 80 MB") {
  const std::string text = "[schedule]\nzone = \"Europe/Berlin\"\n" + crowded_week();
  const schedule s =
      reported("the same until 2037, in Berlin", [&] { return parse_schedule(text); });
  CHECK(dump(s).size() < 80'000'000);
}

TEST_CASE("the largest ticket is judged with its deferrals") {
  std::string line =
      R"({"id":"1","user":"u","channel":"email","events":[{"at":"2010-01-11T08:00:00+03:00","event":"submitted"},)"
      R"({"at":"2010-01-11T08:00:01+03:00","event":"target_set","days":3900})";
  for (std::size_t i = 2; i < most_events; ++i) {
    const auto at = from_unix(1'263'186'002) + std::chrono::hours{i};
    line +=
        R"(,{"at":")" + to_text(at) +
        (i % 2 == 0 ? R"(","event":"deferred","reason":"abusive"})" : R"(","event":"resumed"})");
  }
  line += "]}";
  const regulation_book book{regulation::builtin("technotronics")};
  const auto answers = reported("a ticket of 10000 events, 4999 of them deferrals", [&] {
    return answer_tickets(book, line, from_unix(1'700'000'000));
  });
  CHECK_FALSE(answers.some_failed);
  CHECK(answers.jsonl.size() < 1'000);
}

TEST_CASE("names and sources of an explanation") {
  // Each date is short by an act of 4 KB, which each of its 144 intervals has, and JSON takes six
  // letters for each of its.
  calendar_builder builder = test::one_year(2026);
  const std::string_view act = builder.keep(std::string(longest_string, '\x01'));
  const std::int32_t first = to_day_number(civil(2026, 1, 1));
  for (std::int32_t day = 0; day < 365; ++day) builder.mark(first + day, day_kind::short_day, act);
  const calendar days = std::move(builder).finish();
  const schedule s = compile(test::crowded_hours(), zone::named("UTC"), &days);
  const auto told = [&](std::size_t dates) {
    return explain(s, from_unix(std::int64_t{first} * 86'400),
                   from_unix((first + static_cast<std::int64_t>(dates)) * 86'400));
  };
  const auto bytes_of = [](const explanation& why) {
    std::size_t bytes = 0;
    for (const explained_part& part : why.parts) {
      bytes += part.name.size() + part.name_ru.size() + part.source.size();
    }
    return bytes;
  };
  const std::size_t a_day = bytes_of(told(1));
  const std::size_t most = most_explained_bytes / a_day;
  const explanation why = told(most);
  CHECK(bytes_of(why) == most * a_day);
  CHECK(most < 40);
  CHECK_THROWS_WITH_AS((void)told(most + 1),
                       "an explanation of more than 16 MiB of names and sources; ask for a shorter "
                       "stretch of time",
                       error);
  const std::string json = reported("an explanation of 16 MiB of names and sources as JSON",
                                    [&] { return to_json(why); });
  CHECK(json.size() < 120'000'000);
}
