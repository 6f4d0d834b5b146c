// How much of a text is read: what lies beyond is refused, because it would cost far more memory or
// time than its bytes. docs/limits.md tells of each.
#pragma once

#include <cstddef>

namespace srok {

// A calendar, schedule or regulation; a publisher's calendar. The built-in calendar has 28 KB.
inline constexpr std::size_t most_bytes_of_text = std::size_t{4} << 20;

// A value in quotes, a publisher's name of a day, the acts of a year together: explanations repeat
// them at each date.
inline constexpr std::size_t longest_string = 4096;

// A key, which messages repeat: each item of a list is "item 7 of" it.
inline constexpr std::size_t longest_key = 256;

// Keys, parts of keys and items of a TOML text. toml++ takes 450 bytes for each, so 90 MB at most.
inline constexpr std::size_t most_toml_values = 200'000;

// Days in one list, holidays in a calendar: more only repeat each other. "01-01..12-31" is a
// hundred times as large in memory as in its text.
inline constexpr std::size_t most_days_of_year = 366;

// Cells in a row of a table that is read whole.
inline constexpr std::size_t most_cells = 1'000;

}  // namespace srok
