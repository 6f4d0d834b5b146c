// A regulation as C++ tables for the built-in copy.
#pragma once

#include <string>
#include <string_view>

#include "srok/sla/regulation.hpp"

namespace srok {

// Definitions of `schedule_image`, the compiled schedule, and `regulation_tables`, its terms, to be
// included inside namespace srok. `input` names the text they were made of.
std::string write_regulation_tables(const regulation& regulation, std::string_view input);

}  // namespace srok
