// The date on the wall of a schedule.
#pragma once

#include "srok/engine/schedule.hpp"

namespace srok {

// In UTC where the schedule knows no offset.
civil_date local_date(const schedule& schedule, instant at) noexcept;

}  // namespace srok
