#include "sla/local_date.hpp"

#include "srok/time/civil.hpp"

namespace srok {

civil_date local_date(const schedule& schedule, instant at) noexcept {
  const auto offset = schedule.offset_at(at);
  const std::int64_t wall = to_unix(at) + (offset ? *offset : 0);
  return from_day_number(static_cast<std::int32_t>(engine::floor_divide(wall, 86'400)));
}

std::string text_of(civil_date date) {
  const auto day = fields(date);
  const auto two = [](unsigned n) { return (n < 10 ? "-0" : "-") + std::to_string(n); };
  return std::to_string(static_cast<int>(day.year())) + two(static_cast<unsigned>(day.month())) +
         two(static_cast<unsigned>(day.day()));
}

}  // namespace srok
