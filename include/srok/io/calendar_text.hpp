// Production calendars as TOML text: the grammar of data/calendars/ru.toml, described in
// data/README.md.
#pragma once

#include <string>
#include <string_view>

#include "srok/calendar/calendar.hpp"

namespace srok {

// Everything is checked on every reading: each date exists and is said once, each move joins a day
// off with a day that lost it, short days have their reason, years follow each other, each has a
// source, and the published totals are those of the days. Throws bad_text: "ru.toml:31:12: year
// 2026: the days give 246 working days, the totals say 247; ...".
calendar parse_calendar(std::string_view text, std::string_view source_name = {});

// Text that parse_calendar reads back as an equal calendar. Throws bad_argument when it would be
// too large to be read: docs/limits.md.
std::string write_calendar(const calendar& calendar);

}  // namespace srok
