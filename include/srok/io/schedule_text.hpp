// Schedules as TOML text (README, "Schedule files").
#pragma once

#include <string_view>

#include "srok/calendar/calendar.hpp"
#include "srok/calendar/working_hours.hpp"
#include "srok/engine/schedule.hpp"

namespace srok {

// `source` is the text's name in errors (a file name). `calendar`, when given, takes the place of
// the one the text names; otherwise that is looked up among those that come with srok. Throws
// bad_text (with line and column), unknown_calendar, unknown_zone, unknown_year, never_open.
schedule parse_schedule(std::string_view toml, std::string_view source = {},
                        const calendar* calendar = nullptr);

}  // namespace srok
