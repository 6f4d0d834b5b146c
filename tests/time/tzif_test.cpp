// Zone files made by hand: what is read of them, and what is refused.
#include "time/tzif.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "srok/time/zone.hpp"

using namespace srok;

namespace {

std::string big_endian(std::int64_t value, int size) {
  std::string bytes;
  for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
    bytes += static_cast<char>(static_cast<std::uint64_t>(value) >> shift & 0xff);
  }
  return bytes;
}

struct hand_made {
  std::vector<std::int64_t> times;
  std::string types;  // of each time, a byte
  std::vector<std::int64_t> offsets = {3600, 7200};
  std::string rule = "CET-1";
  char version = '2';
  std::int64_t leap_seconds = 0;

  std::string header(bool empty) const {
    const auto count = [&](std::size_t n) {
      return big_endian(empty ? 0 : static_cast<std::int64_t>(n), 4);
    };
    return "TZif" + std::string(1, version) + std::string(15, '\0') + count(0) + count(0) +
           big_endian(leap_seconds, 4) + count(times.size()) +
           big_endian(empty ? 1 : static_cast<std::int64_t>(offsets.size()), 4) + count(4);
  }
  std::string bytes() const {
    std::string all = header(true) + std::string(6, '\0') + header(false);
    for (const std::int64_t time : times) all += big_endian(time, 8);
    all += types;
    for (const std::int64_t offset : offsets) all += big_endian(offset, 4) + std::string(2, '\0');
    return all + std::string("CET\0", 4) + "\n" + rule + "\n";
  }
  zone_file read() const { return read_zone_file(bytes()); }
};

constexpr std::int64_t of_1996 = 828'234'000;
constexpr std::int64_t of_2037 = 2'121'901'200;

}  // namespace

TEST_CASE("a zone file is read as it is written") {
  const zone_file file =
      hand_made{{-100'000'000'000, of_1996, of_2037}, std::string("\1\0\1", 3)}.read();
  CHECK_FALSE(file.slim);
  CHECK(file.changes ==
        std::vector<offset_change>{{to_unix(no_instant), 7200}, {of_1996, 3600}, {of_2037, 7200}});
  CHECK(hand_made{{}, {}, {-3600}}.read().changes ==
        std::vector<offset_change>{{to_unix(no_instant), -3600}});
}

TEST_CASE("a rule that goes on where the list of changes ends is not left out in silence") {
  const std::string yearly = "CET-1CEST,M3.5.0,M10.5.0/3";
  hand_made file{{of_1996}, std::string("\1", 1)};
  CHECK_FALSE(file.read().slim);
  file.rule = yearly;
  CHECK(file.read().slim);
  file.times = {of_2037};
  CHECK_FALSE(file.read().slim);
}

TEST_CASE("bytes that are no zone file have no changes") {
  const hand_made good{{of_1996, of_2037}, std::string("\1\0", 2)};
  REQUIRE(good.read().changes.size() == 3);
  const std::string whole = good.bytes();
  const std::size_t end_of_lists = whole.size() - good.rule.size() - 2;
  for (std::size_t length = 0; length < end_of_lists; ++length) {
    CAPTURE(length);
    CHECK(read_zone_file(whole.substr(0, length)).changes.empty());
  }
  CHECK_FALSE(read_zone_file(whole.substr(0, end_of_lists)).changes.empty());

  const auto refused = [&](auto change) {
    hand_made file = good;
    change(file);
    return file.read().changes.empty();
  };
  CHECK(refused([](hand_made& f) { f.version = '\0'; }));  // 32-bit times alone
  CHECK(refused([](hand_made& f) { f.leap_seconds = 1; }));
  CHECK(refused([](hand_made& f) { f.leap_seconds = -1; }));
  CHECK(refused([](hand_made& f) { f.types = "\1\2"; }));
  CHECK(refused([](hand_made& f) { f.types = "\1\xff"; }));
  CHECK(refused([](hand_made& f) { f.offsets.clear(); }));
  CHECK(refused([](hand_made& f) { f.times = {of_2037, of_1996}; }));
  CHECK(refused([](hand_made& f) { f.times = {of_1996, of_1996}; }));
  CHECK_FALSE(refused([](hand_made& f) { f.version = '3'; }));
}
