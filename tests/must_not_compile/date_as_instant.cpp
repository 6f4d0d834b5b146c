// A date becomes an instant in a zone, and in no other way.
#include "srok/engine/schedule.hpp"

auto opened_at(const srok::schedule& hours, srok::instant at) {
  return hours.is_open(at);
}

#ifdef WRONG
auto opened_on(const srok::schedule& hours, srok::civil_date date) {
  return hours.is_open(date);
}
#endif
