// Numbers of anyone: forged images, every question of the C API, and the engine beside the
// reference.
#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "engine/image_layout.hpp"
#include "engine/random_schedule.hpp"
#include "fuzz/targets.hpp"
#include "srok.h"
#include "srok/engine/image.hpp"

namespace srok::fuzz {
namespace {

// Each question once; answers are for the sanitizers to judge, and a failure is never an answer.
void ask_all(const srok_schedule* s, numbers_of& in) {
  const std::int64_t a = in.number(), b = in.number();
  const auto landing = static_cast<std::int32_t>(in.below(4)) - 1;
  const auto unit = static_cast<std::int32_t>(in.below(11)) - 1;
  const auto days = static_cast<std::int32_t>(in.number()),
             day = static_cast<std::int32_t>(b / 86'400);
  std::int64_t out = 0, other = 0;
  std::int32_t small = 0;
  const auto judge = [](const char* question, srok_status said, const auto& answer) {
    const bool none = sizeof answer == 8 ? answer == SROK_NONE : answer == INT32_MIN;
    must(said != SROK_INTERNAL && said != SROK_OUT_OF_MEMORY, question);
    must((said == SROK_OK) == !none, question);
  };
  judge("elapsed", srok_elapsed(s, a, b, &out), out);
  judge("deadline", srok_deadline(s, a, b, landing, &out), out);
  judge("latest_start", srok_latest_start(s, a, b, landing, &out), out);
  judge("deadline_days", srok_deadline_days(s, a, days, landing, &out), out);
  judge("next_open", srok_next_open(s, a, &out), out);
  judge("next_close", srok_next_close(s, a, &out), out);
  judge("previous_open", srok_previous_open(s, a, &out), out);
  judge("previous_close", srok_previous_close(s, a, &out), out);
  judge("instant_from_local", srok_instant_from_local(s, a, &out), out);
  judge("is_open", srok_is_open(s, a, &small), small);
  judge("offset_at", srok_offset_at(s, a, &small), small);
  judge("add_days", srok_add_days(s, day, days, &small), small);
  judge("days_between", srok_days_between(s, day, days, &small), small);
  const std::array<std::int64_t, 3> begins{a, b, in.number()};
  std::array<std::int64_t, 3> ends{b, in.number(), SROK_NONE};
  judge("deadline_with_pauses",
        srok_deadline_with_pauses(s, a, b, landing, 3, begins.data(), ends.data(), &out), out);

  std::array<char, 2048> text{};
  std::size_t length = 0;
  MUST(srok_explain_json(s, a, b % 400'000, landing, text.data(), text.size(), &length) !=
       SROK_INTERNAL);

  // A batch in seconds is its rows; in other units it is for the sanitizers.
  const std::array<std::int64_t, 2> from{a, b}, to{b, a};
  const std::array<std::int32_t, 2> counts{days, day};
  std::array<std::int64_t, 2> answers{};
  std::array<std::int32_t, 2> open{};
  std::array<srok_status, 2> why{};
  srok_deadline_batch(s, 2, unit, from.data(), to.data(), landing, answers.data(), why.data());
  srok_deadline_batch_same(s, 2, unit, from.data(), b, landing, answers.data(), why.data());
  srok_latest_start_batch(s, 2, unit, from.data(), to.data(), landing, answers.data(), why.data());
  srok_deadline_days_batch(s, 2, unit, from.data(), counts.data(), landing, answers.data(),
                           why.data());
  srok_is_open_batch(s, 2, unit, from.data(), open.data(), why.data());
  const std::array<const srok_schedule*, 2> list{s, nullptr};
  const std::array<std::uint32_t, 2> index{0, in.below(4)};
  srok_elapsed_batch_many(list.data(), 2, index.data(), 2, unit, from.data(), to.data(),
                          answers.data(), why.data());
  srok_deadline_batch_many(list.data(), 2, index.data(), 2, unit, from.data(), to.data(), landing,
                           answers.data(), why.data());
  if (a != SROK_NONE && b != SROK_NONE) {
    srok_elapsed_batch(s, 2, SROK_SECONDS, from.data(), to.data(), answers.data(), why.data());
    for (std::size_t i = 0; i < 2; ++i) {
      const srok_status said = srok_elapsed(s, from[i], to[i], &other);
      MUST(said == why[i] && other == answers[i]);
    }
  }
}

const srok_schedule* technotronics() {
  srok_schedule* made = nullptr;
  MUST(srok_schedule_builtin("technotronics", &made, nullptr, 0) == SROK_OK);
  return made;
}

// Bytes as an image whose magic, length and checksum are right, so that its structure is what is
// checked.
std::vector<std::uint64_t> mended(std::vector<std::uint64_t> image) {
  if (image.size() * 8 < sizeof(engine::header)) return image;
  image[0] = engine::magic;
  image[1] = image.size() * 8;
  image[2] = engine::checksum(image);
  return image;
}

}  // namespace

// The first byte: 0, the rest is an image; else the rest are changes of a sound one, a place and a
// word each.
void image(bytes input) {
  numbers_of in{input};
  std::vector<std::uint64_t> words;
  if (in.below(8) == 0) {
    while (!in.ended()) words.push_back(in.take(8));
  } else {
    static const std::span<const std::byte> sound = dump(schedule::builtin("technotronics"));
    words.resize(sound.size() / 8);
    std::memcpy(words.data(), sound.data(), sound.size());
    const auto header_words = static_cast<std::uint32_t>(sizeof(engine::header) / 8);
    for (int changes = 0; !in.ended() && changes < 16; ++changes) {
      const std::uint32_t within =
          in.below(2) == 0 ? header_words : static_cast<std::uint32_t>(words.size());
      std::uint64_t& word = words[in.below(within)];
      switch (in.below(3)) {
        case 0:
          word = in.take(8);
          break;
        case 1:
          word ^= std::uint64_t{1} << in.below(64);
          break;
        default:
          word += static_cast<std::uint64_t>(in.number());
      }
    }
    if (in.below(16) == 1) words.resize(in.below(static_cast<std::uint32_t>(words.size())));
  }
  words = mended(std::move(words));
  srok_schedule* loaded = nullptr;
  std::array<char, 400> why{};
  const srok_status said =
      srok_schedule_load(words.data(), words.size() * 8, &loaded, why.data(), why.size());
  MUST(said == SROK_OK || said == SROK_BAD_TEXT);
  MUST((said == SROK_OK) == (loaded != nullptr));
  if (loaded == nullptr) return;
  // A forged schedule may answer wrongly, but no question reads outside of it.
  std::int64_t begin = 0, end = 0, out = 0;
  std::int32_t small = 0;
  srok_schedule_horizon(loaded, &begin, &end);
  for (int i = 0; i < 8; ++i) {
    const auto part = static_cast<std::int64_t>(
        static_cast<std::uint64_t>(begin) +
        (static_cast<std::uint64_t>(end) - static_cast<std::uint64_t>(begin)) / 8 *
            static_cast<std::uint64_t>(i));
    srok_elapsed(loaded, begin, part, &out);
    srok_deadline(loaded, part, 100'000 * i, i % 2, &out);
    srok_latest_start(loaded, part, 100'000 * i, i % 2, &out);
    srok_deadline_days(loaded, part, 10 * i, i % 2, &out);
    srok_next_open(loaded, part, &out);
    srok_next_close(loaded, part, &out);
    srok_previous_open(loaded, part, &out);
    srok_previous_close(loaded, part, &out);
    srok_is_open(loaded, part, &small);
    srok_offset_at(loaded, part, &small);
    std::array<char, 2048> text{};
    std::size_t length = 0;
    srok_explain_json(loaded, part, 100'000, 0, text.data(), text.size(), &length);
  }
  srok_schedule_free(loaded);
}

void numbers(bytes input) {
  numbers_of in{input};
  const auto any = static_cast<srok_status>(in.number());
  MUST(srok_status_name(any)[0] != '\0' && srok_status_text(any)[0] != '\0');
  for (int i = 0; i < 4 && !in.ended(); ++i) {
    ask_all(technotronics(), in);
    srok_regulation* promised = nullptr;
    MUST(srok_regulation_builtin("technotronics", &promised, nullptr, 0) == SROK_OK);
    const std::array<std::int32_t, 1> priority{static_cast<std::int32_t>(in.below(8)) - 2};
    const std::array<std::int64_t, 1> at{in.number()};
    std::array<std::int64_t, 1> due{};
    std::array<srok_status, 1> why{};
    std::int64_t accepted = 0, expected = 0;
    const srok_status said =
        srok_regulation_due(promised, priority[0], at[0], &accepted, &expected);
    srok_regulation_due_batch(promised, 1, SROK_SECONDS, priority.data(), at.data(), due.data(),
                              why.data());
    if (at[0] != SROK_NONE) MUST(due[0] == expected && why[0] == said);
  }
}

// A desk out of the input, in three years of a zone in which something happens, and questions where
// answers change.
void engine(bytes input) {
  numbers_of in{input};
  const testing::zone_and_year& where =
      testing::zones_and_years[in.below(testing::zones_and_years.size())];
  const int first = where.year - 1;
  testing::desk desk;
  desk.zone = &testing::cached_zone(where.name);
  desk.first_year = first;
  desk.end_year = std::min(first + 3, desk.zone->end_year());
  testing::made_calendar days{first, 3};
  for (std::uint32_t n = in.below(8); n > 0; --n) {
    const civil_date date = first_of_year(first) + std::chrono::days{in.below(1095)};
    days.set(date, day_type{static_cast<day_kind>(in.below(6))});
  }
  desk.calendar = std::move(days).finish();
  const std::int32_t grid = in.below(2) == 0 ? 1800 : 61;
  for (day_hours& hours : desk.hours.week) {
    for (std::uint32_t n = in.below(4); n > 0; --n) {
      const auto begin =
          static_cast<std::int32_t>(in.below(static_cast<std::uint32_t>(86'400 / grid))) * grid;
      const auto length =
          (1 + static_cast<std::int32_t>(in.below(static_cast<std::uint32_t>(86'400 / grid)))) *
          grid;
      hours.push_back({begin, std::min(begin + length, begin + 86'400)});
    }
    std::sort(hours.begin(), hours.end(), [](auto a, auto b) { return a.begin < b.begin; });
  }
  desk.hours.short_day_cut = static_cast<std::int32_t>(in.below(3)) * 3600;
  std::optional<schedule> made;
  try {
    made = desk.compiled();
  } catch (const error& e) {
    MUST(e.code() == status::never_open);
    return;
  }
  const reference::slow_schedule slow = desk.obvious();
  const auto seconds = [](const answer<instant>& a) {
    return a ? reference::maybe{to_unix(*a)} : reference::maybe{};
  };
  for (int i = 0; i < 16 && !in.ended(); ++i) {
    std::int64_t at =
        slow.begin() + static_cast<std::int64_t>(
                           in.take(4) % static_cast<std::uint64_t>(slow.end() - slow.begin() + 1));
    if (!slow.open().empty() && in.below(2) == 0) {
      const auto& run = slow.open()[in.take(2) % slow.open().size()];
      at = (in.below(2) == 0 ? run.begin : run.end) + static_cast<std::int64_t>(in.below(3)) - 1;
    }
    const auto budget = static_cast<std::int64_t>(in.take(3));
    const landing side = in.below(2) == 0 ? landing::nearest : landing::farthest;
    const auto worked = made->elapsed(from_unix(slow.begin()), from_unix(at));
    MUST(!worked == !slow.elapsed(slow.begin(), at));
    if (worked) MUST(worked->seconds() == *slow.elapsed(slow.begin(), at));
    const business_duration amount{std::chrono::seconds{budget}};
    MUST(seconds(made->deadline(from_unix(at), amount, side)) == slow.deadline(at, budget, side));
    MUST(seconds(made->latest_start(from_unix(at), amount, side)) ==
         slow.latest_start(at, budget, side));
    MUST(seconds(made->next_open(from_unix(at))) == slow.next_open(at));
    MUST(seconds(made->next_close(from_unix(at))) == slow.next_close(at));
  }
}

}  // namespace srok::fuzz
