// Calendar x working hours x zone -> schedule: the one place where wall times become instants.
#pragma once

#include "srok/calendar/calendar.hpp"
#include "srok/calendar/working_hours.hpp"
#include "srok/engine/schedule.hpp"
#include "srok/time/zone.hpp"

namespace srok {

// `calendar` may be nullptr: weekly hours alone, for 1970 to 2099.
//
// The horizon runs from local midnight of the first date to local midnight after the last: the
// years of the calendar from 1970 to 2099; to 2099 with forecast::statutory; at most to the end of
// 2037 in a zone that changes its offset every year. When a weekly shift goes past midnight it
// begins a day later, because nothing is known of the evening before.
//
// Time shared by two dates belongs to the earlier; a shift is cut at its end on a short day;
// closures are cut out of everything.
//
// Throws never_open (no working time in the whole horizon), unknown_year (an exception date or a
// closure wholly outside the horizon, with its place; a calendar without a year the horizon can
// have; a forecast without statutory holidays), bad_argument (hours that are not as
// working_hours.hpp says).
schedule compile(const working_hours& hours, const zone& zone, const calendar* calendar);

}  // namespace srok
