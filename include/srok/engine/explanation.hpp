// An explanation: the stretches of time between a start and a deadline, each counted or skipped,
// and why.
//
// The parts touch, begin at the start and end at the deadline; what they count sums to the budget
// to the second. Each part lies in one civil date: that on which its shift opened, else its own.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "srok/engine/schedule.hpp"

namespace srok {

using engine::reason;

// As in JSON: "working", "short", "moved_day", ...
std::string_view reason_name(reason) noexcept;

struct explained_part {
  interval span;
  bool counted = false;
  reason why = reason::working;
  civil_date date;
  // What is known of the date (views into the schedule of the explanation; empty: nothing).
  std::string_view name;
  std::string_view name_ru;
  std::string_view source;
  std::int32_t moved_from = 0;  // day numbers of the date its day off came from or went to;
  std::int32_t moved_to = 0;    // its own number: none
};

struct explanation {
  srok::schedule schedule;  // keeps the texts alive
  instant start;
  instant deadline;
  business_duration budget;
  bool projected = false;  // the deadline rests on a year that no act has settled yet
  std::vector<explained_part> parts;
};

// Two million parts would take a gigabyte with their text, and nobody reads them; 130 years of
// 09:00-13:00, 14:00-18:00 have 183 000.
inline constexpr std::size_t most_explained_parts = 1'000'000;
// Names and sources, as often as a part has them: where each date of a calendar has 12 KB of them,
// a year of many breaks would be a gigabyte.
inline constexpr std::size_t most_explained_bytes = std::size_t{16} << 20;

// Why `deadline` is when it is: elapsed(start, deadline) less the pauses is the budget. `by` is how
// the deadline was asked for: an opening may be projected where a closing is not.
// Throws beyond_horizon, and bad_argument when deadline < start, or when more than those two would
// be told.
explanation explain(const schedule& schedule, instant start, instant deadline,
                    std::span<const interval> pauses = {}, landing by = landing::nearest);

}  // namespace srok
