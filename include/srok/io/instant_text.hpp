// Instants, dates and durations as text: RFC 3339 in and out, "4h", "2026-04-29".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "srok/engine/schedule.hpp"
#include "srok/time/civil.hpp"
#include "srok/time/duration.hpp"
#include "srok/time/instant.hpp"

namespace srok {

// "2026-04-29T15:20:00+03:00", "2026-04-29T12:20:00Z"; seconds may be left out, the T may be a
// space. nullopt: not such a text, an impossible date or time (24:00 and leap seconds are), or a
// fraction that is not zero.
std::optional<instant> parse_instant(std::string_view text) noexcept;

// The same without an offset: "2026-04-29T15:20". For the wall clock of a schedule.
std::optional<wall_time> parse_wall_time(std::string_view text) noexcept;

// Either of them; a wall time is the schedule's (skipped and repeated ones as in zone.hpp).
// bad_text: neither; beyond_horizon: a wall time outside the horizon.
answer<instant> parse_instant(std::string_view text, const schedule& schedule) noexcept;

// "2026-04-29"
std::optional<civil_date> parse_date(std::string_view text) noexcept;

// An integer and h, m or s: "4h", "90m", "0s". nullopt also when it overflows.
std::optional<business_duration> parse_duration(std::string_view text) noexcept;

// "2026-04-29T15:20:00+03:00", with the schedule's offset at that instant (Z when it is unknown).
std::string to_text(instant at, const schedule& schedule);
// "2026-04-29T12:20:00Z"
std::string to_text(instant at);
// "4h", "1h30m", "-20m", "0s": the shortest that parses part by part.
std::string to_text(business_duration amount);

}  // namespace srok
