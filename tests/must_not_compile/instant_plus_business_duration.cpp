// Working time is not wall time: only a schedule knows where four working hours end.
#include "srok/time/duration.hpp"
#include "srok/time/instant.hpp"

constexpr srok::instant start = srok::from_unix(1'777'465'200);
constexpr srok::business_duration budget{std::chrono::hours{4}};

constexpr srok::business_duration twice = budget + budget;
#ifdef WRONG
constexpr srok::instant due = start + budget;
#endif
