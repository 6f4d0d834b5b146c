// A year of a production calendar as a drawing.
#pragma once

#include <string>

#include "srok/calendar/calendar.hpp"

namespace srok::cli {

// A self-contained SVG: twelve months, a legend, and the name of each special day as its tooltip.
// requires: the calendar holds the year.
std::string draw_year(const calendar& source, int year);

// What is known of a date, in words: "Victory Day", "day off in place of Sat 2026-01-03",
// "working, its day off is Mon 2024-04-29; short". Empty for a date of the plain week.
std::string describe_day(const calendar& source, civil_date date);

std::string_view month_name(unsigned month);
unsigned days_in_month(int year, unsigned month);

}  // namespace srok::cli
