// That the numbers of srok.h are those of C++, so that a cast translates between them.
#include "srok.h"
#include "srok/calendar/day_kind.hpp"
#include "srok/engine/batch_rows.hpp"
#include "srok/engine/line.hpp"
#include "srok/sla/ticket.hpp"
#include "srok/status.hpp"

namespace srok {
namespace {

template <class Enum>
constexpr bool same(int of_c, Enum of_cpp) {
  return of_c == static_cast<int>(of_cpp);
}

static_assert(same(SROK_OK, status::ok));
static_assert(same(SROK_BAD_ARGUMENT, status::bad_argument));
static_assert(same(SROK_BUFFER_TOO_SMALL, status::buffer_too_small));
static_assert(same(SROK_BAD_TEXT, status::bad_text));
static_assert(same(SROK_SOME_ROWS_FAILED, status::some_rows_failed));
static_assert(same(SROK_UNKNOWN_CALENDAR, status::unknown_calendar));
static_assert(same(SROK_UNKNOWN_YEAR, status::unknown_year));
static_assert(same(SROK_UNKNOWN_ZONE, status::unknown_zone));
static_assert(same(SROK_BEYOND_HORIZON, status::beyond_horizon));
static_assert(same(SROK_NEVER_OPEN, status::never_open));
static_assert(same(SROK_BAD_EVENTS, status::bad_events));
static_assert(same(SROK_UNSUPPORTED_CHANNEL, status::unsupported_channel));
static_assert(same(SROK_OUT_OF_MEMORY, status::out_of_memory));
static_assert(same(SROK_IO, status::io));
static_assert(same(SROK_INTERNAL, status::internal));

static_assert(same(SROK_NEAREST, landing::nearest));
static_assert(same(SROK_FARTHEST, landing::farthest));
static_assert(same(SROK_DAYS_ELAPSED, day_rule::elapsed));
static_assert(same(SROK_DAYS_WHOLE, day_rule::whole));
static_assert(same(SROK_SECONDS, unit::seconds));
static_assert(same(SROK_MILLISECONDS, unit::milliseconds));
static_assert(same(SROK_MICROSECONDS, unit::microseconds));
static_assert(same(SROK_NANOSECONDS, unit::nanoseconds));

static_assert(same(SROK_DAY_WORKING, day_kind::working));
static_assert(same(SROK_DAY_SHORT, day_kind::short_day));
static_assert(same(SROK_DAY_WEEKEND, day_kind::weekend));
static_assert(same(SROK_DAY_OFF, day_kind::day_off));
static_assert(same(SROK_DAY_HOLIDAY, day_kind::holiday));
static_assert(same(SROK_DAY_DECREE_OFF, day_kind::decree_off));
static_assert(SROK_DAY_WORKED_WEEKEND == day_type::worked_weekend_bit);
static_assert(SROK_DAY_BASE_SHORT == day_type::base_short_bit);

static_assert(same(SROK_PORTAL, channel::portal));
static_assert(same(SROK_EMAIL, channel::email));

// event_kind::target_set, 6, has a number for each kind of target in C.
static_assert(same(SROK_EVENT_SUBMITTED, event_kind::submitted));
static_assert(same(SROK_EVENT_REPLIED, event_kind::replied));
static_assert(same(SROK_EVENT_USER_REPLIED, event_kind::user_replied));
static_assert(same(SROK_EVENT_PRIORITY_CHANGED, event_kind::priority_changed));
static_assert(same(SROK_EVENT_DEFERRED, event_kind::deferred));
static_assert(same(SROK_EVENT_RESUMED, event_kind::resumed));
static_assert(same(SROK_EVENT_RESOLVED, event_kind::resolved));
static_assert(same(SROK_EVENT_CLOSED, event_kind::closed));
static_assert(same(SROK_EVENT_REOPENED, event_kind::reopened));
static_assert(same(SROK_EVENT_TARGET_DAYS - SROK_EVENT_TARGET_DAYS, target_kind::days));
static_assert(same(SROK_EVENT_TARGET_DATE - SROK_EVENT_TARGET_DAYS, target_kind::date));
static_assert(same(SROK_EVENT_TARGET_INSTANT - SROK_EVENT_TARGET_DAYS, target_kind::moment));

static_assert(same(0, reply_kind::question) && same(1, reply_kind::recommendation) &&
              same(2, reply_kind::instruction) && same(3, reply_kind::note));

static_assert(same(SROK_TICKET_QUEUED, ticket_status::queued));
static_assert(same(SROK_TICKET_ACTIVE, ticket_status::active));
static_assert(same(SROK_TICKET_WAITING_FOR_USER, ticket_status::waiting_for_user));
static_assert(same(SROK_TICKET_DEFERRED, ticket_status::deferred));
static_assert(same(SROK_TICKET_RESOLVED, ticket_status::resolved));
static_assert(same(SROK_TICKET_CLOSED, ticket_status::closed));
static_assert(same(SROK_TICKET_AUTO_CLOSED, ticket_status::auto_closed));

}  // namespace
}  // namespace srok
