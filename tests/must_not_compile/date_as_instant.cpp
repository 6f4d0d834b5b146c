// A date becomes an instant in a zone, and in no other way.
#include "srok/time/civil.hpp"
#include "srok/time/instant.hpp"

constexpr srok::civil_date date = srok::civil(2026, 4, 29);

constexpr std::int32_t number = srok::to_day_number(date);
#ifdef WRONG
constexpr std::int64_t seconds = srok::to_unix(date);
#endif
