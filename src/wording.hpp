// How sentences name what somebody wrote, and what there is instead.
#pragma once

#include <string>
#include <string_view>

namespace srok {

inline std::string quoted(std::string_view word) {
  return std::string{"\""}.append(word).append("\"");
}

// "portal, email"; `name` of an item is a text.
template <class Items, class Name>
std::string joined(const Items& items, Name name) {
  std::string list;
  for (const auto& item : items) {
    if (!list.empty()) list += ", ";
    list += name(item);
  }
  return list;
}

template <class Words>
std::string joined(const Words& words) {
  return joined(words, [](std::string_view word) { return word; });
}

// most_bytes_of_row -> "1 MiB". requires: whole ones
inline std::string mebibytes(std::size_t bytes) {
  return std::to_string(bytes >> 20) + " MiB";
}

}  // namespace srok
