// Schedules as bytes: what is dumped loads as it was, what was changed is refused, what was forged
// does no harm.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <limits>
#include <map>
#include <random>

#include "engine/image_layout.hpp"
#include "engine/random_schedule.hpp"
#include "srok/engine/explanation.hpp"
#include "srok/engine/image.hpp"
#include "srok/error.hpp"

using namespace srok;
using namespace srok::testing;

namespace {

std::vector<std::byte> bytes_of(const schedule& s) {
  const auto bytes = dump(s);
  return {bytes.begin(), bytes.end()};
}

// A small schedule with something in every array: night shifts, a break, seconds, a cut, a closure.
const schedule& small() {
  static const schedule s = [] {
    working_hours hours;
    hours.week.fill({{8 * 3600, 12 * 3600}, {46'801, 61'202}, {79'200, 90'000}});
    hours.short_day_cut = 7200;
    hours.dates = {{civil(1972, 2, 3), {{1, 2}, {5, 9}, {11, 13}}, {}}};
    hours.closures = {{from_unix(64'000'000), from_unix(64'200'000), {}}};
    made_calendar made{1972, 1};
    for (int i = 0; i < 340; ++i) {  // mostly closed: few bytes
      made.set(civil(1972, 1, 20) + std::chrono::days{i}, day_kind::holiday);
    }
    made.set(civil(1972, 1, 18), day_kind::short_day);
    const calendar c = std::move(made).finish();
    return compile(hours, cached_zone("Africa/Monrovia"), &c);
  }();
  return s;
}

bool refused(const std::vector<std::byte>& bytes) {
  try {
    (void)load(bytes);
  } catch (const error& e) {
    CHECK(e.code() == status::bad_text);
    return true;
  }
  return false;
}

void sign(std::vector<std::byte>& bytes) {
  std::vector<std::uint64_t> words(bytes.size() / 8);
  std::memcpy(words.data(), bytes.data(), bytes.size());
  const std::uint64_t sum = engine::checksum(words);
  std::memcpy(bytes.data() + offsetof(engine::header, checksum), &sum, sizeof sum);
}

// Every question, over the whole horizon and beyond; the answers do not matter.
std::uint64_t ask_everything(const schedule& s) {
  std::uint64_t sum = s.zone_name().size() + s.calendar_name().size();
  const auto take = [&](auto answer) { sum += static_cast<std::uint64_t>(answer.why); };
  const std::int64_t begin = to_unix(s.horizon().begin());
  const std::int64_t end = to_unix(s.horizon().end());
  const std::int64_t step = std::max<std::int64_t>(1, (end - begin) / 50);
  for (std::int64_t at = begin - step; at <= end + step; at += step) {
    const instant t = from_unix(std::clamp(at, begin - 1, end + 1));
    take(s.elapsed(t, s.horizon().end()));
    take(s.is_open(t));
    take(s.next_open(t));
    take(s.next_close(t));
    take(s.previous_open(t));
    take(s.previous_close(t));
    take(s.offset_at(t));
    take(s.at_wall(wall_time{t.time_since_epoch()}));
    for (const std::int64_t seconds : {0, 1, 40'000, 3'000'000}) {
      const business_duration budget{std::chrono::seconds{seconds}};
      for (const landing l : {landing::nearest, landing::farthest}) {
        take(s.deadline(t, budget, l));
        take(s.latest_start(t, budget, l));
        const std::array pauses{interval{t, t + std::chrono::hours{5}}};
        take(s.deadline_with_pauses(t, budget, l, pauses));
      }
    }
    for (const std::int32_t days : {0, 1, 40}) {
      for (const day_rule rule : {day_rule::elapsed, day_rule::whole}) {
        take(s.deadline(t, working_days{days}, rule));
      }
      const auto day = static_cast<std::int32_t>(at / 86'400);
      take(s.add_days(from_day_number(day), days));
      take(s.add_days(from_day_number(day), -days));
      take(s.days_between(from_day_number(day), from_day_number(day + days)));
    }
  }
  return sum;
}

}  // namespace

TEST_CASE("a schedule loaded from its dump is the same to the last byte") {
  CHECK(rc::check([] {
    const desk d = pick_desk();
    if (d.obvious().open().empty()) return;
    const schedule s = d.compiled();
    const schedule copy = load(dump(s));
    RC_ASSERT(bytes_of(copy) == bytes_of(s));
    RC_ASSERT(copy.horizon() == s.horizon());
    RC_ASSERT(copy.zone_name() == s.zone_name());
    RC_ASSERT(copy.calendar_name() == s.calendar_name());
    RC_ASSERT(ask_everything(copy) == ask_everything(s));
  }));
}

TEST_CASE("a schedule without a working day, open by a shift of the day before its first, loads") {
  working_hours hours;
  hours.week.fill({{22 * 3600, 30 * 3600}});
  made_calendar made{1972, 1};
  made.set(civil(1972, 1, 1), day_kind::working);
  for (int day = 1; day < 366; ++day) {
    made.set(civil(1972, 1, 1) + std::chrono::days{day}, day_kind::holiday);
  }
  const calendar c = std::move(made).finish();
  const schedule s = compile(hours, cached_zone("UTC"), &c);
  REQUIRE(s.first_date() == civil(1972, 1, 2));
  const schedule copy = load(dump(s));
  REQUIRE(bytes_of(copy) == bytes_of(s));
  CHECK(ask_everything(copy) == ask_everything(s));
  const instant new_year = from_unix(to_day_number(civil(1972, 1, 2)) * std::int64_t{86'400});
  CHECK(copy.elapsed(new_year, copy.horizon().end()).value().seconds() == 6 * 3600);
  CHECK(copy.deadline(new_year, working_days{1}, day_rule::elapsed).why == status::beyond_horizon);
}

TEST_CASE("the same hours compile to the same bytes") {
  const desk d{{}, nullptr, {}, 1970, 2100};
  working_hours hours = d.hours;
  hours.week[2] = {{3600, 7200}};
  CHECK(bytes_of(compile(hours, cached_zone("Asia/Kolkata"), nullptr)) ==
        bytes_of(compile(hours, cached_zone("Asia/Kolkata"), nullptr)));
}

TEST_CASE("one wrong byte anywhere is refused") {
  std::vector<std::byte> bytes = bytes_of(small());
  std::size_t accepted = 0;
  for (std::byte& byte : bytes) {
    for (const auto change : {std::byte{1}, std::byte{0x80}, std::byte{0xff}}) {
      byte ^= change;
      if (!refused(bytes)) ++accepted;
      byte ^= change;
    }
  }
  CHECK(accepted == 0);
  CHECK_FALSE(refused(bytes));
}

TEST_CASE("a dump that was cut, lengthened or is something else is refused") {
  const std::vector<std::byte> bytes = bytes_of(small());
  std::size_t accepted = 0;
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    accepted +=
        refused({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)}) ? 0 : 1;
  }
  CHECK(accepted == 0);
  std::vector<std::byte> longer = bytes;
  longer.resize(bytes.size() + 8);
  CHECK(refused(longer));
  CHECK(refused(std::vector<std::byte>(4096)));
}

TEST_CASE("a dump says by its first bytes what it is, how long it is, and of which version") {
  const std::vector<std::byte> bytes = bytes_of(small());
  const std::string begin{reinterpret_cast<const char*>(bytes.data()), 8};
  CHECK(begin == std::string{"\r\nSROK1\0", 8});
  const auto& head = engine::header_of(small().tables().image);
  CHECK(head.bytes == bytes.size());
  CHECK(head.format == 1);
  CHECK(head.header_bytes == 224);
}

TEST_CASE("a dump loads from an odd address") {
  std::vector<std::byte> shifted = bytes_of(small());
  shifted.insert(shifted.begin(), std::byte{});
  const schedule copy = load(std::span{shifted}.subspan(1));
  CHECK(bytes_of(copy) == bytes_of(small()));
}

// Run with -fsanitize=address,undefined this is the proof; SROK_FORGERIES=1000000 for longer.
TEST_CASE(
    "a forged dump with a right checksum is refused or answers something, and never reads wild") {
  const std::vector<std::byte> bytes = bytes_of(small());
  constexpr std::array<std::uint64_t, 12> favourites{0,
                                                     1,
                                                     2,
                                                     0x7fff,
                                                     0x8000,
                                                     0xffff,
                                                     0x10000,
                                                     0x7fff'ffff,
                                                     0x8000'0000,
                                                     0xffff'ffff,
                                                     0x7fff'ffff'ffff'ffff,
                                                     0x8000'0000'0000'0000};
  const char* wanted = std::getenv("SROK_FORGERIES");
  const long forgeries = wanted ? std::atol(wanted) : 20'000;
  std::mt19937_64 random{20261122};
  std::size_t loaded = 0;
  std::uint64_t answers = 0;
  for (long i = 0; i < forgeries; ++i) {
    std::vector<std::byte> forged = bytes;
    for (auto n = 1 + random() % 3; n > 0; --n) {
      const std::size_t width = std::size_t{1} << random() % 4;
      const std::size_t reach = random() % 2 ? sizeof(engine::header) : forged.size();
      const std::size_t at = random() % (reach / width) * width;
      std::uint64_t value = favourites[random() % favourites.size()];
      if (random() % 2) {
        std::memcpy(&value, forged.data() + at, width);
        value += random() % 5 - 2;
      }
      std::memcpy(forged.data() + at, &value, width);
    }
    sign(forged);
    try {
      const schedule s = load(forged);
      ++loaded;
      answers += ask_everything(s);
      (void)explain(s, s.horizon().begin(), s.horizon().end());
    } catch (const error&) {
    }
  }
  MESSAGE(loaded << " of " << forgeries << " forgeries were loaded and asked");
  CHECK(loaded > 0);
  CHECK(answers > 0);
}

TEST_CASE(
    "any byte of a dump changed behind a right checksum: refused, or every question is safe") {
  const std::vector<std::byte> bytes = bytes_of(small());
  std::vector<std::byte> forged = bytes;
  std::size_t loaded = 0;
  std::size_t refusals = 0;
  std::uint64_t answers = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const auto change : {std::byte{1}, std::byte{0x80}, std::byte{0xff}}) {
      forged[at] = bytes[at] ^ change;
      if (at >= sizeof(std::uint64_t) * 3) sign(forged);
      try {
        const schedule s = load(forged);
        ++loaded;
        if (loaded % 8 == 0) answers += ask_everything(s);
        (void)explain(s, s.horizon().begin(), s.horizon().end());
      } catch (const error& e) {
        ++refusals;
        CHECK((e.code() == status::bad_text || e.code() == status::bad_argument));
      }
      forged = bytes;
    }
  }
  CHECK(loaded > 0);
  CHECK(answers > 0);
  CHECK(refusals > bytes.size());
  MESSAGE(loaded << " loaded, " << refusals << " refused");
}

TEST_CASE("a dump cut or lengthened behind a right length and checksum is refused or safe") {
  const std::vector<std::byte> bytes = bytes_of(small());
  std::size_t lengths = 0;
  const auto mended = [&](std::size_t length) {
    std::vector<std::byte> other = bytes;
    other.resize(length);
    const std::uint64_t said = length;
    std::memcpy(other.data() + offsetof(engine::header, bytes), &said, sizeof said);
    sign(other);
    ++lengths;
    try {
      (void)ask_everything(load(other));
      return length > bytes.size();  // what stands behind all arrays is nobody's
    } catch (const error& e) {
      return e.code() == status::bad_text;
    }
  };
  for (std::size_t length = sizeof(engine::header); length < bytes.size(); length += 8) {
    CHECK(mended(length));
  }
  for (const std::size_t more : {8U, 16U, 4096U}) CHECK(mended(bytes.size() + more));
  CHECK(lengths > 10);
}

TEST_CASE("a dump of another version or of a machine with other bytes is refused by name") {
  std::vector<std::byte> bytes = bytes_of(small());
  const auto said = [&] {
    try {
      (void)load(bytes);
    } catch (const error& e) {
      return std::string{e.what()};
    }
    return std::string{};
  };
  for (const std::uint32_t version : {engine::format + 1, 0U, 0xffff'ffffU}) {
    std::memcpy(bytes.data() + offsetof(engine::header, format), &version, sizeof version);
    sign(bytes);
    CHECK(said().find("another version of srok made them; compile the schedule again") !=
          std::string::npos);
  }
  bytes = bytes_of(small());
  for (std::size_t word = 0; word < bytes.size(); word += 8) {
    std::reverse(bytes.begin() + static_cast<std::ptrdiff_t>(word),
                 bytes.begin() + static_cast<std::ptrdiff_t>(word) + 8);
  }
  CHECK(said().find("they begin otherwise") != std::string::npos);
}

namespace {

// Working days of one length, which are found without day cells.
const schedule& alike() {
  static const schedule s = [] {
    working_hours hours;
    hours.week.fill({{8 * 3600, 12 * 3600}});
    made_calendar made{1999, 1};
    const calendar c = std::move(made).finish();
    return compile(hours, cached_zone("UTC"), &c);
  }();
  return s;
}

// What a dump is refused for once the number at `at` is another; empty: it is loaded.
template <class T>
std::string said_of(std::vector<std::byte>& bytes, std::size_t at, T value) {
  T before{};
  std::memcpy(&before, bytes.data() + at, sizeof before);
  std::memcpy(bytes.data() + at, &value, sizeof value);
  sign(bytes);
  std::string said;
  try {
    (void)load(bytes);
  } catch (const error& e) {
    said = e.what();
    said.erase(0, said.find("dumped: ") + 8);
  }
  std::memcpy(bytes.data() + at, &before, sizeof before);
  return said;
}

// Every number of a dump but its magic and its checksum replaced: by its neighbours, by nothing, by
// the greatest, by the one before it; in the header also by what lies on either side of a limit.
std::map<std::string, int> refusals(const schedule& s) {
  std::vector<std::byte> bytes = bytes_of(s);
  std::map<std::string, int> said;
  const auto number_at = [&]<class T>(T, std::size_t at) {
    T number{};
    std::memcpy(&number, bytes.data() + at, sizeof number);
    return number;
  };
  for (std::size_t at = engine::unchecked_bytes; at < bytes.size(); at += 4) {
    const auto number = number_at(std::uint32_t{}, at);
    for (const std::uint32_t value : {number + 1, number - 1, 0U, 1U, number ^ 0x8000, ~0U}) {
      ++said[said_of(bytes, at, value)];
    }
    for (const std::size_t back : {4U, 8U})
      ++said[said_of(bytes, at, number_at(number, at - back))];
    if (at >= sizeof(engine::header)) continue;
    constexpr std::uint32_t unit = 0x7fff * 60;
    for (const std::uint32_t limit : {4U, 60U, unit, 0xffffU, 50'000U, 0U - 4'000U}) {
      for (const std::uint32_t value : {limit - 1, limit, limit + 1})
        ++said[said_of(bytes, at, value)];
    }
  }
  for (std::size_t at = engine::unchecked_bytes; at + 2 <= bytes.size(); at += 2) {
    const auto number = number_at(std::uint16_t{}, at);
    ++said[said_of(bytes, at, static_cast<std::uint16_t>(number + 1))];
    ++said[said_of(bytes, at, static_cast<std::uint16_t>(number - 1))];
  }
  for (std::size_t at = offsetof(engine::header, origin); at < offsetof(engine::header, total);
       at += 8) {
    for (const std::int64_t limit : {-316'224'000LL, 4'200'000'000LL}) {
      for (const std::int64_t value : {limit - 1, limit, limit + 1})
        ++said[said_of(bytes, at, value)];
    }
  }
  return said;
}

}  // namespace

// The numbers change with the layout of a schedule, and are then renewed with what the test says;
// what must not happen is that a sentence or most of its number goes.
TEST_CASE("each check of a dump refuses what it refused of all numbers forged one by one") {
  std::string said;
  for (const auto& [name, s] : {std::pair{"small", &small()}, std::pair{"alike", &alike()}}) {
    for (const auto& [sentence, count] : refusals(*s)) {
      said += name + ("\t" + std::to_string(count)) + "\t" +
              (sentence.empty() ? "loaded" : sentence) + "\n";
    }
  }
  std::ifstream file{SROK_SOURCE_DIR "/tests/engine/refused_forgeries.tsv"};
  const std::string known{std::istreambuf_iterator<char>{file}, {}};
  CHECK_MESSAGE(said == known, "tests/engine/refused_forgeries.tsv should read:\n", said);
}

TEST_CASE("a name that is not UTF-8 is neither compiled nor loaded") {
  working_hours hours;
  hours.week.fill({{8 * 3600, 12 * 3600}});
  const auto compiled = [&](std::string_view name) {
    made_calendar made{1972, 1};
    made.set(civil(1972, 1, 3), day_kind::holiday, name);
    const calendar c = std::move(made).finish();
    return compile(hours, cached_zone("UTC"), &c);
  };
  std::vector<std::byte> bytes = bytes_of(compiled("Праздник"));
  for (const std::string_view name : {"Pra\xc8", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc0\xaf"}) {
    CAPTURE(name);
    CHECK_THROWS_WITH(compiled(name),
                      doctest::Contains("a name in the calendar or of the zone is not UTF-8"));
    std::vector<std::byte> forged = bytes;
    const std::string_view text{reinterpret_cast<const char*>(forged.data()), forged.size()};
    const std::size_t at = text.find("Праздник");
    REQUIRE(at != text.npos);
    std::memcpy(forged.data() + at, name.data(), name.size());
    std::memset(forged.data() + at + name.size(), 'x', 16 - name.size());
    sign(forged);
    CHECK_THROWS_WITH((void)load(forged), doctest::Contains("a name is not UTF-8"));
  }
}

TEST_CASE("a name that begins within a code point is not loaded") {
  working_hours hours;
  hours.week.fill({{8 * 3600, 12 * 3600}});
  made_calendar made{1972, 1};
  made.set(civil(1972, 1, 3), day_kind::holiday, "Праздник");
  const calendar c = std::move(made).finish();
  std::vector<std::byte> bytes = bytes_of(compile(hours, cached_zone("UTC"), &c));
  const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  engine::header head;
  std::memcpy(&head, bytes.data(), sizeof head);
  const auto place = static_cast<std::uint32_t>(text.find("Праздник") - head.text.offset);
  CHECK(said_of(bytes, head.names.offset + sizeof(engine::name_pair), place + 2).empty());
  CHECK(said_of(bytes, head.names.offset + sizeof(engine::name_pair), place + 1) ==
        "a name lies outside its text");
  CHECK(said_of(bytes, head.sources.offset, place + 1) == "a source lies outside its text");
  CHECK(said_of(bytes, offsetof(engine::header, zone_name), place + 1) ==
        "its names lie outside its text");
}

TEST_CASE("day cells that end with the block, of which vectors would read beyond it, are refused") {
  const std::vector<std::byte> bytes = bytes_of(small());
  engine::header head;
  std::memcpy(&head, bytes.data(), sizeof head);
  REQUIRE(head.day_cells.count > 0);
  const auto* cells = bytes.data() + head.day_cells.offset;
  const std::size_t length = head.day_cells.count * sizeof(std::uint16_t);
  const auto loads = [&](std::size_t behind) {
    std::vector<std::byte> moved = bytes;
    moved.resize(bytes.size() + (length + behind + 7) / 8 * 8);
    head.bytes = moved.size();
    head.day_cells.offset = static_cast<std::uint32_t>(moved.size() - behind - length);
    std::memcpy(moved.data(), &head, sizeof head);
    std::memcpy(moved.data() + head.day_cells.offset, cells, length);
    sign(moved);
    return !refused(moved);
  };
  CHECK(loads(8));
  CHECK_FALSE(loads(6));
  CHECK_FALSE(loads(0));
}

TEST_CASE("a dump whose short days lose more parts of two days than a desk has is refused") {
  const std::vector<std::byte> bytes = bytes_of(small());
  const auto loads = [&](std::size_t cuts) {
    engine::header head;
    std::memcpy(&head, bytes.data(), sizeof head);
    std::vector<engine::lost_time> cut(cuts);
    for (std::uint32_t i = 0; i < cuts; ++i) cut[i] = {2 * i, 2 * i + 1, 1};
    std::vector<std::byte> longer = bytes;
    longer.resize(bytes.size() + (cuts * sizeof cut[0] + 7) / 8 * 8);
    head.bytes = longer.size();
    head.cut = {static_cast<std::uint32_t>(bytes.size()), static_cast<std::uint32_t>(cuts)};
    std::memcpy(longer.data(), &head, sizeof head);
    std::memcpy(longer.data() + bytes.size(), cut.data(), cuts * sizeof cut[0]);
    sign(longer);
    return !refused(longer);
  };
  CHECK(loads(engine::most_cuts_of_two_days));
  CHECK_FALSE(loads(engine::most_cuts_of_two_days + 1));
}

TEST_CASE("a desk of one interval a day keeps the ends of its runs among the starts of its days") {
  const auto& once = engine::header_of(alike().tables().image);
  CHECK(once.run_ends.offset == once.day_starts.offset + sizeof(std::uint32_t));
  CHECK(once.run_ends.count == 365);
  const auto& twice = engine::header_of(small().tables().image);
  CHECK(twice.run_ends.offset != twice.day_starts.offset + sizeof(std::uint32_t));
}
