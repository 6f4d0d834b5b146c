// The date on the wall of a schedule, and its text.
#pragma once

#include <string>

#include "srok/engine/schedule.hpp"

namespace srok {

// In UTC where the schedule knows no offset.
civil_date local_date(const schedule& schedule, instant at) noexcept;

// "2026-02-04"
std::string text_of(civil_date date);

}  // namespace srok
