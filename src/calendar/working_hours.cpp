#include "srok/calendar/working_hours.hpp"

#include <algorithm>

namespace srok {
namespace {

const day_hours& hours_of_worked_weekend(const working_hours& hours,
                                         const day_hours& own) noexcept {
  if (hours.worked_weekend) return *hours.worked_weekend;
  return own.empty() ? hours.week[0] : own;
}

hours_of_date hours_without_exception(const working_hours& hours, int weekday,
                                      day_type type) noexcept {
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
  const day_hours& own = hours.week[static_cast<std::size_t>(weekday)];
  const std::int32_t cut = type.shortened() ? hours.short_day_cut : 0;
  if (type.worked_weekend()) {
    return {hours_of_worked_weekend(hours, own), hours_rule::worked_weekend, cut};
  }
  return {own, hours_rule::weekly, cut};
}

}  // namespace

hours_by_date::hours_by_date(const working_hours& hours, std::int32_t first) noexcept
    : hours_{hours}, day_{first}, weekday_{weekday_of(from_day_number(first))} {
  while (exception_ < hours.dates.size() && to_day_number(hours.dates[exception_].date) < first) {
    ++exception_;
  }
  find_exception();
}

void hours_by_date::find_exception() noexcept {
  next_exception_ =
      exception_ < hours_.dates.size() ? to_day_number(hours_.dates[exception_].date) : no_day;
}

hours_of_date hours_by_date::next_other(int weekday, day_type type) noexcept {
  if (day_ - 1 != next_exception_) return hours_without_exception(hours_, weekday, type);
  const hours_of_date found{hours_.dates[exception_].hours, hours_rule::exception, 0};
  ++exception_;
  find_exception();
  return found;
}

}  // namespace srok
