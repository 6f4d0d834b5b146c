// Where a deadline lands and how days are counted are two questions; one never answers the other.
#include "srok/engine/schedule.hpp"

auto four_hours(const srok::schedule& hours, srok::instant start) {
  return hours.deadline(start, srok::business_duration{std::chrono::hours{4}},
                        srok::landing::farthest);
}

auto two_days(const srok::schedule& hours, srok::instant start) {
  return hours.deadline(start, srok::working_days{2}, srok::day_rule::whole);
}

#ifdef WRONG
auto two_days_by_landing(const srok::schedule& hours, srok::instant start) {
  return hours.deadline(start, srok::working_days{2}, srok::landing::farthest);
}
#endif
