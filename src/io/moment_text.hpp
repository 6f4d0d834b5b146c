// Moments and amounts as people read them, in two languages.
#pragma once

#include <string>
#include <string_view>

#include "srok/engine/schedule.hpp"
#include "srok/io/explanation_text.hpp"

namespace srok {

// A moment on the wall of a schedule.
struct wall_moment {
  civil_date date;
  std::int64_t seconds = 0;  // after midnight
};

// Throws beyond_horizon.
wall_moment on_wall(const schedule& schedule, instant at);

// "2026-04-29", "29.04.2026"
std::string date_text(civil_date date, language language);
// "Wed 2026-04-29"
std::string day_text(civil_date date, language language);
// 55200 -> "15:20"; 86400 -> "24:00"
std::string clock_text(std::int64_t seconds);
// "Wed 2026-04-29 15:20"
std::string moment_text(const schedule& schedule, instant at, language language);
// "1h30m", "1 ч 30 мин", "-20m"
std::string amount_text(business_duration amount, language language);

}  // namespace srok
