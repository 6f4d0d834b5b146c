/* A program in plain C99, as somebody else would write it: built-in handles cost no memory, questions
 * are answered, a schedule is read and freed. Exit status 0: all as expected. */
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "srok.h"

static int faults = 0;

#define EXPECT(what) ((what) ? (void)0 : fault(#what, __LINE__))

static void fault(const char *what, int line) {
  fprintf(stderr, "c_program.c:%d: not so: %s\n", line, what);
  ++faults;
}

static const char *hours =
    "[schedule]\n"
    "zone = \"Europe/Moscow\"\n"
    "calendar = \"ru\"\n"
    "[schedule.hours]\n"
    "mon = [\"09:00-18:00\"]\n";

int main(void) {
  const int64_t wednesday = INT64_C(1777465200); /* 2026-04-29T15:20:00+03:00 */
  srok_calendar *calendar = NULL;
  srok_schedule *schedule = NULL;
  srok_schedule *parsed = NULL;
  srok_regulation *regulation = NULL;
  const srok_schedule *borrowed = NULL;
  int64_t accepted = 0;
  int64_t due = 0;
  int32_t kind = 0;
  char error[256];
  struct mallinfo2 before;
  struct mallinfo2 after;

  before = mallinfo2();
  EXPECT(srok_calendar_builtin("ru", &calendar, error, sizeof error) == SROK_OK);
  EXPECT(srok_schedule_builtin("technotronics", &schedule, error, sizeof error) == SROK_OK);
  EXPECT(srok_regulation_builtin("technotronics", &regulation, error, sizeof error) == SROK_OK);
  EXPECT(srok_regulation_schedule(regulation, &borrowed) == SROK_OK);
  EXPECT(srok_regulation_due(regulation, SROK_HIGH, wednesday, &accepted, &due) == SROK_OK);
  after = mallinfo2();
  EXPECT(before.uordblks == after.uordblks);
  EXPECT(error[0] == '\0');
  EXPECT(accepted == wednesday);
  EXPECT(due == wednesday + 6 * 86400);

  EXPECT(srok_calendar_day(calendar, 20572, &kind) == SROK_OK);
  EXPECT(kind == SROK_DAY_WORKING);

  EXPECT(srok_schedule_parse_with(hours, strlen(hours), calendar, &parsed, error, sizeof error) == SROK_OK);
  srok_calendar_free(calendar);
  EXPECT(srok_next_open(parsed, wednesday, &due) == SROK_OK);
  EXPECT(due == INT64_C(1777874400)); /* Monday, 2026-05-04T09:00:00+03:00 */
  EXPECT(srok_next_open(parsed, SROK_NONE, &due) == SROK_BEYOND_HORIZON);
  EXPECT(due == SROK_NONE && due == srok_none());
  srok_schedule_free(parsed);

  EXPECT(srok_schedule_parse("zone", 4, &parsed, error, sizeof error) == SROK_BAD_TEXT);
  EXPECT(parsed == NULL && error[0] != '\0');
  EXPECT(srok_abi() == SROK_ABI && srok_version_number() == SROK_VERSION_NUMBER);
  srok_schedule_free(schedule);
  srok_regulation_free(regulation);
  return faults == 0 ? 0 : 1;
}
