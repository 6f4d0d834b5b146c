#include "sla/local_date.hpp"

namespace srok {

civil_date local_date(const schedule& schedule, instant at) noexcept {
  const auto wall = schedule.wall_at(at);
  return std::chrono::floor<std::chrono::days>(wall ? *wall : wall_time{at.time_since_epoch()});
}

}  // namespace srok
