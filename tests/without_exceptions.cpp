// The header-only core, compiled with -fno-exceptions -fno-rtti for modules that have neither.
#include "srok/calendar/calendar.hpp"
#include "srok/calendar/day_kind.hpp"
#include "srok/calendar/working_hours.hpp"
#include "srok/time/civil.hpp"
#include "srok/time/duration.hpp"
#include "srok/time/instant.hpp"
#include "srok/time/interval.hpp"
#include "srok/time/zone.hpp"
