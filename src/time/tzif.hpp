// The bytes of a compiled zone file (TZif, RFC 9636, version 2 or later).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "srok/time/zone.hpp"

namespace srok {

inline constexpr std::size_t longest_zone_file = 1 << 20;  // the longest there are have 4 KB

struct zone_file {
  std::vector<offset_change> changes;  // empty: these are not the bytes of a zone file
  bool slim = false;                   // what comes after the last change is only in a rule
};

zone_file read_zone_file(std::string_view bytes);

}  // namespace srok
