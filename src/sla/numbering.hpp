// Keys numbered in the order of their first appearance: users, ids.
//
// A flat table of (hash, number), at most half full, probed one by one: a key costs one cache line
// where std::unordered_map costs three and a node.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <stdexcept>
#include <type_traits>
#include <vector>

namespace srok {

template <class Key>
class numbering {
 public:
  numbering() : table_(64) {}

  std::size_t size() const noexcept { return size_; }

  // The number of a key; that of a new one is size() as it was.
  std::uint32_t number(const Key& key) {
    const std::uint64_t hash = hash_of(key);
    std::size_t at = hash & (table_.size() - 1);
    for (; table_[at].number != none; at = (at + 1) & (table_.size() - 1)) {
      if (table_[at].hash == hash && is(key, table_[at].number)) return table_[at].number;
    }
    if (size_ == none) throw std::length_error{"more keys than can be numbered"};
    const auto number = static_cast<std::uint32_t>(size_++);
    table_[at] = {hash, number};
    if constexpr (!hash_is_key) keys_.push_back(key);
    if (2 * size_ > table_.size()) grow();
    return number;
  }

  // Of each item's key.
  template <class Items, class KeyOf = std::identity>
  std::vector<std::uint32_t> numbers(const Items& items, KeyOf key_of = {}) {
    std::vector<std::uint32_t> found;
    found.reserve(std::size(items));
    for (const auto& item : items) found.push_back(number(std::invoke(key_of, item)));
    return found;
  }

 private:
  static constexpr bool hash_is_key = std::is_integral_v<Key>;
  static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

  struct entry {
    std::uint64_t hash = 0;
    std::uint32_t number = none;
  };

  // The finalizer of splitmix64, which maps no two numbers to one.
  static constexpr std::uint64_t mixed(std::uint64_t x) noexcept {
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
    x = (x ^ x >> 27) * 0x94d049bb133111eb;
    return x ^ x >> 31;
  }

  static std::uint64_t hash_of(const Key& key) noexcept {
    if constexpr (hash_is_key) return mixed(static_cast<std::uint64_t>(key));
    return std::hash<Key>{}(key);
  }

  bool is(const Key& key, std::uint32_t number) const noexcept {
    if constexpr (hash_is_key) return true;
    return keys_[number] == key;
  }

  void grow() {
    std::vector<entry> old(table_.size() * 2);
    old.swap(table_);
    for (const entry& e : old) {
      if (e.number == none) continue;
      std::size_t at = e.hash & (table_.size() - 1);
      while (table_[at].number != none) at = (at + 1) & (table_.size() - 1);
      table_[at] = e;
    }
  }

  std::vector<entry> table_;
  std::vector<Key> keys_;  // by number; none when the hash tells keys apart
  std::size_t size_ = 0;
};

}  // namespace srok
