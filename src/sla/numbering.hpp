// Keys numbered in the order of their first appearance: users, ids.
//
// A flat table of (hash, number), at most half full, probed one by one: a key costs one cache line
// where std::unordered_map costs three and a node. Keys are a stranger's, who may have chosen them
// so that all meet in one place; those that find it full stand in a tree: n keys cost n log n.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
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
    const auto is_it = [&](const entry& e) { return e.hash == hash && is(key, e.number); };
    entry* const place = find(hash, is_it);
    if (place != nullptr && place->number != none) return place->number;
    if (!crowded_.empty()) {
      const auto known = crowded_.find(crowded_key(hash, key));
      if (known != crowded_.end()) return known->second;
    }
    if (size_ == none) throw std::length_error{"more keys than can be numbered"};
    const auto number = static_cast<std::uint32_t>(size_++);
    if (place != nullptr) {
      *place = {hash, number};
    } else {
      crowded_.emplace(crowded_key(hash, key), number);
    }
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
  static constexpr std::size_t most_probes = 256;  // by chance not one of 10^18 keys takes so many

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

  // Of numbers their hash, which no other has.
  using crowded_by = std::conditional_t<hash_is_key, std::uint64_t, Key>;
  static crowded_by crowded_key(std::uint64_t hash, const Key& key) {
    if constexpr (hash_is_key) {
      return hash;
    } else {
      return key;
    }
  }

  // The first entry that is it, or is free; nullptr: there is none within most_probes.
  template <class IsIt>
  entry* find(std::uint64_t hash, IsIt is_it) noexcept {
    for (std::size_t probe = 0; probe < most_probes; ++probe) {
      entry& e = table_[(hash + probe) & (table_.size() - 1)];
      if (e.number == none || is_it(e)) return &e;
    }
    return nullptr;
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
      if (entry* const place = find(e.hash, [](const entry&) { return false; })) {
        *place = e;
      } else if constexpr (hash_is_key) {
        crowded_.emplace(e.hash, e.number);
      } else {
        crowded_.emplace(keys_[e.number], e.number);
      }
    }
  }

  std::vector<entry> table_;
  std::map<crowded_by, std::uint32_t> crowded_;  // that found no place in it
  std::vector<Key> keys_;                        // by number; none when the hash tells keys apart
  std::size_t size_ = 0;
};

}  // namespace srok
