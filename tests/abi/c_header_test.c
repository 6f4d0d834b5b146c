/* srok.h read as C90, C99, C17 and C++: its constants are constants and its types have the sizes promised. */
#include "srok.h"

typedef char status_is_four_bytes[sizeof(srok_status) == 4 ? 1 : -1];
typedef char none_is_the_least_instant[SROK_NONE == INT64_MIN ? 1 : -1];
typedef char day_flags_are_pinned[SROK_DAY_WORKED_WEEKEND == 16 && SROK_DAY_BASE_SHORT == 32 ? 1 : -1];
typedef char units_are_powers_of_ten[SROK_MILLISECONDS == 3 && SROK_NANOSECONDS == 9 ? 1 : -1];

srok_status due_of_a_ticket(const srok_regulation *regulation, int64_t submitted, int64_t *due);

srok_status due_of_a_ticket(const srok_regulation *regulation, int64_t submitted, int64_t *due) {
  int64_t accepted = SROK_NONE;
  return srok_regulation_due(regulation, SROK_HIGH, submitted, &accepted, due);
}
