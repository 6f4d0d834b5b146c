// Keys are numbered by their first appearance, also when a stranger has chosen them to meet.
#include "sla/numbering.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

// Keys with so few hashes, all in one part of the table, that most find no place there.
struct alike {
  int value;

  friend bool operator==(alike a, alike b) {
    ++compared;
    return a.value == b.value;
  }
  friend bool operator<(alike a, alike b) {
    ++compared;
    return a.value < b.value;
  }
  static inline std::size_t compared = 0;
};

}  // namespace

template <>
struct std::hash<alike> {
  std::size_t operator()(alike key) const noexcept {
    return static_cast<std::size_t>(key.value % 3);
  }
};

namespace {

// Each key twice, the second time when the table has grown.
template <class Key>
void check_numbers(const std::vector<Key>& keys) {
  srok::numbering<Key> numbers;
  std::size_t wrong = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    wrong += numbers.number(keys[i]) == i ? 0 : 1;
    wrong += numbers.number(keys[i / 2]) == i / 2 ? 0 : 1;
  }
  for (std::size_t i = 0; i < keys.size(); ++i) wrong += numbers.number(keys[i]) == i ? 0 : 1;
  CHECK(wrong == 0);
  CHECK(numbers.size() == keys.size());
}

// The number that is mixed to this hash.
std::int64_t number_with_hash(std::uint64_t hash) {
  const auto unshifted = [](std::uint64_t x, unsigned by) {
    std::uint64_t y = x;
    for (unsigned known = by; known < 64; known += by) y = x ^ y >> by;
    return y;
  };
  std::uint64_t x = unshifted(hash, 31) * 0x319642b2d24d8ec3;
  x = unshifted(x, 27) * 0x96de1b173f119089;
  return static_cast<std::int64_t>(unshifted(x, 30));
}

}  // namespace

TEST_CASE("keys are numbered in the order of their first appearance") {
  std::vector<std::string> names;
  std::vector<std::int64_t> users;
  for (int i = 0; i < 5000; ++i) {
    names.push_back("user " + std::to_string(i * 7));
    users.push_back(i * 7 - 9000);
  }
  check_numbers(names);
  check_numbers(users);
}

TEST_CASE("keys of one hash are told apart, each by some hundreds of looks and no more") {
  std::vector<alike> keys;
  for (int i = 0; i < 5000; ++i) keys.push_back({i * 2});
  alike::compared = 0;
  check_numbers(keys);
  CHECK(alike::compared < 3 * keys.size() * 300);
}

// Those that went round the end of a table come first when it grows, and take others' places.
TEST_CASE("keys that meet at the end of the table are told apart when it grows") {
  std::vector<alike> keys;
  std::vector<std::int64_t> users;
  for (std::uint64_t i = 1; i <= 5000; ++i) {
    const int n = static_cast<int>(i);
    keys.push_back({i <= 300 ? -6 * n - 2 : -2 * n - 1});
    users.push_back(number_with_hash(i << 32 | (i <= 300 ? 0xffff'fffd : 0xffff'ffff)));
  }
  check_numbers(keys);
  check_numbers(users);
}

TEST_CASE("numbers whose hashes end alike are told apart") {
  std::vector<std::int64_t> users;
  for (std::uint64_t i = 1; i <= 5000; ++i) users.push_back(number_with_hash(i << 32));
  check_numbers(users);
}
