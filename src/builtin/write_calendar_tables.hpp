// A calendar as C++ tables for the built-in copy.
#pragma once

#include <string>
#include <string_view>

#include "srok/calendar/calendar.hpp"

namespace srok {

// Definitions of `calendar_tables <name>_calendar` and what it points to, to be included inside
// namespace srok. `input` names the text it was made of.
std::string write_calendar_tables(const calendar& calendar, std::string_view input);

}  // namespace srok
