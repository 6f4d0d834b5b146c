#include "srok/calendar/working_hours.hpp"

#include <algorithm>

namespace srok {
namespace {

const day_hours& hours_of_worked_weekend(const working_hours& hours,
                                         const day_hours& own) noexcept {
  if (hours.worked_weekend) return *hours.worked_weekend;
  return own.empty() ? hours.week[0] : own;
}

}  // namespace

hours_of_date hours_on(const working_hours& hours, civil_date date, day_type type) noexcept {
  const auto exception =
      std::lower_bound(hours.dates.begin(), hours.dates.end(), date,
                       [](const exception_date& e, civil_date d) { return e.date < d; });
  if (exception != hours.dates.end() && exception->date == date) {
    return {exception->hours, hours_rule::exception, 0};
  }
  switch (type.kind()) {
    case day_kind::holiday:
      return {{}, hours_rule::holiday, 0};
    case day_kind::day_off:
      return {{}, hours_rule::day_off, 0};
    case day_kind::decree_off:
      if (hours.decree_days == decree_days::off) return {{}, hours_rule::decree_off, 0};
      break;
    case day_kind::working:
    case day_kind::short_day:
    case day_kind::weekend:
      break;
  }
  const day_hours& own = hours.week[static_cast<std::size_t>(weekday_of(date))];
  const std::int32_t cut = type.shortened() ? hours.short_day_cut : 0;
  if (type.worked_weekend()) {
    return {hours_of_worked_weekend(hours, own), hours_rule::worked_weekend, cut};
  }
  return {own, hours_rule::weekly, cut};
}

}  // namespace srok
