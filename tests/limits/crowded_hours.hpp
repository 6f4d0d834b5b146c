// As many intervals on each day of the week as there may be, open and closed for five minutes in
// turn.
#pragma once

#include "srok/calendar/working_hours.hpp"

namespace srok::test {

inline working_hours crowded_hours() {
  working_hours made;
  for (day_hours& hours : made.week) {
    for (std::int32_t i = 0; i < 144; ++i) hours.push_back({i * 600, i * 600 + 300});
  }
  return made;
}

}  // namespace srok::test
