// "4" says neither hours nor days: a budget is a business_duration or working_days, by name.
#include "srok/engine/schedule.hpp"

auto four_hours(const srok::schedule& hours, srok::instant start) {
  return hours.deadline(start, srok::business_duration{std::chrono::hours{4}});
}

#ifdef WRONG
auto four(const srok::schedule& hours, srok::instant start) {
  return hours.deadline(start, 4);
}
#endif
