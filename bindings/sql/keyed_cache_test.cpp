// Which compiled schedules a session keeps.
#include "keyed_cache.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace {

constexpr std::size_t megabyte = std::size_t{1} << 20;
int compiled = 0;

// Of a text such as "5 a": as many megabytes.
struct weight {
  std::size_t bytes;
};

std::size_t bytes_of(const weight& w) noexcept {
  return w.bytes;
}

}  // namespace

template <>
inline weight srok::sql::compile<weight>(std::string_view text) {
  ++compiled;
  return {static_cast<std::size_t>(std::stoi(std::string{text})) * megabyte};
}

namespace srok::sql {
namespace {

// Whether the text was still there.
bool kept(keyed_cache<weight>& cache, std::string_view text) {
  const int before = compiled;
  CHECK(cache.of(text).bytes % megabyte == 0);
  CHECK(cache.latest(text) != nullptr);
  return compiled == before;
}

TEST_CASE("A session keeps the schedules that it asked for last, and 64 MB of them at most") {
  keyed_cache<weight> cache;
  for (const char* text : {"20 a", "20 b", "20 c"}) CHECK_FALSE(kept(cache, text));
  for (const char* text : {"20 a", "20 b", "20 c"}) CHECK(kept(cache, text));
  CHECK_FALSE(kept(cache, "10 d"));  // in place of a, which has waited longest
  CHECK(kept(cache, "20 b"));
  CHECK(kept(cache, "20 c"));
  CHECK_FALSE(kept(cache, "20 a"));
  CHECK_FALSE(kept(cache, "10 d"));
}

TEST_CASE("A schedule larger than a session may keep is kept until it asks another") {
  keyed_cache<weight> cache;
  CHECK_FALSE(kept(cache, "1 a"));
  CHECK_FALSE(kept(cache, "140 b"));
  CHECK(kept(cache, "140 b"));
  CHECK_FALSE(kept(cache, "1 a"));
  CHECK_FALSE(kept(cache, "1 c"));
  CHECK(kept(cache, "1 a"));
  CHECK_FALSE(kept(cache, "140 b"));
}

TEST_CASE("Texts count as what is compiled of them does") {
  keyed_cache<weight> cache;
  const auto text = [](char of) { return "0 " + std::string(20 * megabyte, of); };
  for (const char of : {'a', 'b', 'c'}) CHECK_FALSE(kept(cache, text(of)));
  for (const char of : {'a', 'b', 'c'}) CHECK(kept(cache, text(of)));
  CHECK_FALSE(kept(cache, text('d')));
  CHECK_FALSE(kept(cache, text('a')));
}

TEST_CASE("Of small schedules a session keeps 32") {
  keyed_cache<weight> cache;
  for (int i = 0; i < 33; ++i) CHECK_FALSE(kept(cache, "0 " + std::to_string(i)));
  for (int i = 1; i < 33; ++i) CHECK(kept(cache, "0 " + std::to_string(i)));
  CHECK_FALSE(kept(cache, "0 0"));
}

}  // namespace
}  // namespace srok::sql
