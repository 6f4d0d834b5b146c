// "4" says neither hours nor days: a budget is a business_duration or working_days, by name.
#include "srok/time/duration.hpp"

constexpr srok::business_duration four_hours{std::chrono::hours{4}};
#ifdef WRONG
constexpr srok::business_duration four = 4;
#endif
