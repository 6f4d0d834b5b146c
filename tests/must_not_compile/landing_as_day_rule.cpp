// The landing of a deadline and the rule of counting days are two questions; one never answers for
// the other.
#include "srok/engine/schedule.hpp"

auto by_landing(const srok::schedule& hours, srok::instant start) {
  return hours.deadline(start, srok::business_duration{std::chrono::hours{4}},
                        srok::landing::farthest);
}

auto by_rule(const srok::schedule& hours, srok::instant start) {
  return hours.deadline_days(start, srok::working_days{2}, srok::day_rule::whole);
}

#ifdef WRONG
auto swapped(const srok::schedule& hours, srok::instant start) {
  return hours.deadline_days(start, srok::working_days{2}, srok::landing::farthest);
}
#endif
