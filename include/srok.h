/* srok.h - working time, production calendars and deadlines: the C interface.
 *
 * What is not in this file is not part of the interface.
 *
 * An instant is a count of Unix seconds, a date one of days since 1970-01-01, an amount of working
 * time one of seconds. Intervals hold their begin and not their end. Text is UTF-8.
 *
 * A function that can fail returns a status; its outputs come last. When a scalar call fails its
 * outputs are SROK_NONE (64 bits), INT32_MIN (32 bits), NULL or a length of 0. No pointer may be
 * NULL but where it says so. Checks come in this order: null pointers; negative budgets and days;
 * unknown landings, rules and units (all SROK_BAD_ARGUMENT); then the horizon, also for a budget
 * of 0. SROK_NONE as an instant is an instant outside the horizon.
 *
 * A parameter `const srok_x *` may be used by many threads at once. There is no other state: no
 * initialization, no environment, no clock, no locale. Handles may be freed in any order; a handle
 * keeps alive what it was made of.
 *
 * A length or a count that no memory can hold (more bytes than PTRDIFF_MAX) is SROK_BAD_ARGUMENT, as
 * a null pointer is. Not defined is what no function can see: a count or a capacity larger than the
 * memory behind it, a column that is not aligned for its type, a handle freed twice or used after it
 * was freed. How large a text, a ticket or a schedule may be is in docs/limits.md.
 */
#ifndef SROK_H
#define SROK_H

#include <stddef.h>
#include <stdint.h>

#ifndef SROK_API /* -DSROK_API= makes a header that any FFI can read: srok_ffi.h */
#if defined(_WIN32)
#define SROK_API __declspec(dllimport)
#elif defined(__GNUC__)
#define SROK_API __attribute__((visibility("default")))
#else
#define SROK_API
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- version ---- */

#define SROK_VERSION_NUMBER 100 /* of this header: major * 10000 + minor * 100 + patch */
#define SROK_ABI 0 /* the number in the SONAME: it moves only when an old binary would break */

/* SROK_VERSION_NUMBER of the library that is loaded. */
SROK_API uint32_t srok_version_number(void);
/* "0.1.0" */
SROK_API const char *srok_version_text(void);
/* SROK_ABI of the library that is loaded. */
SROK_API uint32_t srok_abi(void);
/* The day on which the built-in calendar's facts were read: "2026-11-22". */
SROK_API const char *srok_data_version(void);

/* ---- status ---- */

typedef int32_t srok_status; /* a number that you do not know is a failure */
enum {
  SROK_OK = 0,

  SROK_BAD_ARGUMENT = 1,     /* a null pointer, a negative budget, a number outside its list */
  SROK_BUFFER_TOO_SMALL = 2, /* nothing was written; the length needed was stored */
  SROK_BAD_TEXT = 3,         /* of a text the error has line and column, where it has a place */
  SROK_SOME_ROWS_FAILED = 4, /* of a batch: the status column tells which */

  SROK_UNKNOWN_CALENDAR = 20,
  SROK_UNKNOWN_YEAR = 21, /* the calendar does not hold it */
  SROK_UNKNOWN_ZONE = 22,
  SROK_BEYOND_HORIZON = 23, /* the answer needs to know what lies outside the compiled years */
  SROK_NEVER_OPEN = 24,     /* no working time in the whole horizon */
  SROK_BAD_EVENTS = 27,     /* a ticket's events are out of order or impossible */
  SROK_UNSUPPORTED_CHANNEL = 28,

  SROK_OUT_OF_MEMORY = 40,
  SROK_IO = 41,
  SROK_INTERNAL = 42 /* srok has contradicted itself; please report it */
};

/* Its name as above, "SROK_UNKNOWN_YEAR"; "SROK_UNKNOWN_STATUS" for any other number. */
SROK_API const char *srok_status_name(srok_status status);
/* One English sentence: when it happens, and the way out. */
SROK_API const char *srok_status_text(srok_status status);

/* No instant: an input that is not there, an answer that does not exist; NaT in NumPy. */
#define SROK_NONE INT64_MIN
/* The same, where an FFI has no macros. */
SROK_API int64_t srok_none(void);

/* ---- words shared by the functions below ----
 *
 * char *error, size_t error_capacity
 *   Where a function that builds something puts one sentence with the place (line, column) and the
 *   way out; "" when all is well. It always ends in NUL and is cut at a code point. NULL and 0 are
 *   allowed.
 *
 * char *buffer, size_t capacity, size_t *out_length
 *   Where text or bytes go. *out_length is the length without the NUL, which is written after a
 *   text when it fits. When the capacity is less than the length nothing is written, *out_length
 *   is the length needed and the status SROK_BUFFER_TOO_SMALL. A capacity of 0 measures; only then
 *   may the buffer be NULL.
 *
 * int32_t landing
 *   Where an answer lands when time stands still at it. The instants u with the same working time
 *   before them form a closed span, from a closing to the next opening.
 */
enum {
  SROK_NEAREST = 0, /* the end nearest to the given instant: 07:00 + 9 h is 16:00 that day */
  SROK_FARTHEST = 1 /* the other one: 07:00 + 9 h is 07:00 of the next working day */
};

/* int32_t rule: what a promised working day is. */
enum {
  SROK_DAYS_ELAPSED = 0, /* a span of working time, from moment to moment */
  SROK_DAYS_WHOLE = 1    /* a date: the day of acceptance is not counted (Civil Code of Russia,
                            art. 191 and 194) */
};

/* int32_t unit: what the 64-bit columns of a batch count. Nothing is rounded. */
enum { SROK_SECONDS = 0, SROK_MILLISECONDS = 3, SROK_MICROSECONDS = 6, SROK_NANOSECONDS = 9 };

/* int32_t priority: its place in the regulation's list, the least urgent first; in the built-in
 * regulation these. */
enum { SROK_LOW = 0, SROK_MEDIUM = 1, SROK_HIGH = 2, SROK_EMERGENCY = 3 };

/* ---- calendar: what kind of day is it ---- */

typedef struct srok_calendar srok_calendar;

/* A kind, and two flags OR-ed to it. */
enum {
  SROK_DAY_WORKING = 0,
  SROK_DAY_SHORT = 1, /* a working day that is an hour shorter by law */
  SROK_DAY_WEEKEND = 2,
  SROK_DAY_OFF = 3, /* a weekday to which a day off was moved */
  SROK_DAY_HOLIDAY = 4,
  SROK_DAY_DECREE_OFF = 5, /* non-working by presidential decree */

  SROK_DAY_WORKED_WEEKEND = 16, /* flag: a Saturday or Sunday that is worked */
  SROK_DAY_BASE_SHORT = 32      /* flag: a decree day off that would be short without the decree */
};

/* A calendar that comes with srok: "ru", the production calendar of Russia. Costs no allocation,
 * needs no freeing. Errors: SROK_UNKNOWN_CALENDAR. */
SROK_API srok_status srok_calendar_builtin(const char *name, srok_calendar **out_calendar, char *error, size_t error_capacity);

/* A calendar from TOML text, checked in full, its totals included. NULL with length 0 is an empty
 * text. Errors: SROK_BAD_TEXT, SROK_OUT_OF_MEMORY. */
SROK_API srok_status srok_calendar_parse(const char *text, size_t length, srok_calendar **out_calendar, char *error, size_t error_capacity);

/* NULL and built-in calendars: does nothing. */
SROK_API void srok_calendar_free(srok_calendar *calendar);

/* The years it holds, both inclusive. */
SROK_API srok_status srok_calendar_years(const srok_calendar *calendar, int32_t *out_first, int32_t *out_last);

/* The kind of a date, with its flags: 20572 (2026-04-29) is SROK_DAY_WORKING, 19840 (2024-04-27)
 * is SROK_DAY_WORKING | SROK_DAY_WORKED_WEEKEND. Errors: SROK_UNKNOWN_YEAR. */
SROK_API srok_status srok_calendar_day(const srok_calendar *calendar, int32_t day, int32_t *out_kind);

/* ---- schedule: calendar x working hours x zone, compiled ---- */

typedef struct srok_schedule srok_schedule;

/* A schedule that comes with srok: "technotronics", 07:00-16:00 in Moscow by the production
 * calendar. Costs no allocation, needs no freeing. Errors: SROK_BAD_ARGUMENT for any other name. */
SROK_API srok_status srok_schedule_builtin(const char *name, srok_schedule **out_schedule, char *error, size_t error_capacity);

/* A schedule from TOML text. NULL with length 0 is an empty text. Errors: SROK_BAD_TEXT,
 * SROK_UNKNOWN_CALENDAR, SROK_UNKNOWN_ZONE, SROK_UNKNOWN_YEAR (a date or closure outside the
 * horizon), SROK_NEVER_OPEN, SROK_OUT_OF_MEMORY. */
SROK_API srok_status srok_schedule_parse(const char *toml, size_t length, srok_schedule **out_schedule, char *error, size_t error_capacity);

/* The same with this calendar in place of the one that the text names. The calendar may be freed
 * before the schedule. */
SROK_API srok_status srok_schedule_parse_with(const char *toml, size_t length, const srok_calendar *calendar, srok_schedule **out_schedule, char *error, size_t error_capacity);

/* The compiled schedule as bytes, for worker processes and databases: versioned, position-free,
 * little-endian. */
SROK_API srok_status srok_schedule_dump(const srok_schedule *schedule, void *buffer, size_t capacity, size_t *out_length);

/* A schedule from a copy of such bytes, checked in full: a wrong byte is SROK_BAD_TEXT, and forged
 * bytes may make a schedule that answers wrongly, never one that reads wild. Errors also:
 * SROK_OUT_OF_MEMORY. */
SROK_API srok_status srok_schedule_load(const void *bytes, size_t length, srok_schedule **out_schedule, char *error, size_t error_capacity);

/* NULL, built-in and borrowed schedules: does nothing. */
SROK_API void srok_schedule_free(srok_schedule *schedule);

/* The instants for which it answers, both inclusive: local midnight of its first date and local
 * midnight after its last. */
SROK_API srok_status srok_schedule_horizon(const srok_schedule *schedule, int64_t *out_begin, int64_t *out_end);

/* From this instant on answers rest on a projected calendar; the end of the horizon when none do. */
SROK_API srok_status srok_schedule_official_until(const srok_schedule *schedule, int64_t *out_at);

/* The name of its zone, "Europe/Moscow". Errors: SROK_BUFFER_TOO_SMALL. */
SROK_API srok_status srok_schedule_zone(const srok_schedule *schedule, char *buffer, size_t capacity, size_t *out_length);

/* A number for that zone's UTC offset at the begin of the horizon and each change of it up to the
 * end: by it two machines with the same schedule see whether their tz databases agree on it. A
 * schedule with another horizon may have another. */
SROK_API srok_status srok_schedule_zone_hash(const srok_schedule *schedule, uint64_t *out_hash);

/* The UTC offset of its zone in seconds, 10800 in Moscow in 2026. Errors: SROK_BEYOND_HORIZON. */
SROK_API srok_status srok_offset_at(const srok_schedule *schedule, int64_t at, int32_t *out_seconds);

/* The first instant at which the wall of its zone shows this time or later; local_seconds are the
 * wall time as if it were UTC. A time that a change of the clocks skips is the instant of that
 * change, one that occurs twice the first of the two. Errors: SROK_BEYOND_HORIZON. */
SROK_API srok_status srok_instant_from_local(const srok_schedule *schedule, int64_t local_seconds, int64_t *out_at);

/* ---- questions of amount ----
 *
 * Their errors: SROK_BAD_ARGUMENT as above, SROK_BEYOND_HORIZON. In the examples it is 07:00-16:00
 * from Monday to Friday. */

/* The working time in [begin, end); negative when end < begin. Fri 15:00 to Mon 08:00 is 7200. */
SROK_API srok_status srok_elapsed(const srok_schedule *schedule, int64_t begin, int64_t end, int64_t *out_seconds);

/* The u >= start with elapsed(start, u) == budget, the first or the last of them. Fri 15:00 + 2 h
 * is Mon 08:00; Fri 15:00 + 1 h is Fri 16:00, or Mon 07:00 with SROK_FARTHEST. A budget of 0 is
 * `start` itself, or the next open instant with SROK_FARTHEST. */
SROK_API srok_status srok_deadline(const srok_schedule *schedule, int64_t start, int64_t budget, int32_t landing, int64_t *out_deadline);

/* The mirror: the u <= deadline with elapsed(u, deadline) == budget, the last or (SROK_FARTHEST)
 * the first of them. Mon 08:00 - 1 h is Mon 07:00, or Fri 16:00 with SROK_FARTHEST. A budget of 0
 * is `deadline` itself; with SROK_FARTHEST the previous closing, unless the moment before
 * `deadline` is open. */
SROK_API srok_status srok_latest_start(const srok_schedule *schedule, int64_t deadline, int64_t budget, int32_t landing, int64_t *out_start);

/* The end of so many working days; 0 days is `start`. Wed 15:20 + 2 days is Fri 15:20 elapsed and
 * Fri 16:00 whole; Wed 07:00 + 2 days is Thu 16:00 elapsed and Fri 16:00 whole. A shorter day than
 * the first ends the count at its close. */
SROK_API srok_status srok_deadline_days(const srok_schedule *schedule, int64_t start, int32_t days, int32_t rule, int64_t *out_deadline);

/* The deadline of a timer that stands still during the pauses [pause_begin[i], pause_end[i]), of
 * which the union counts, in any order, also outside the horizon: elapsed(start, u) less the
 * working time of the pauses within it is the budget. A pause_end of SROK_NONE: the pause never
 * ends. A budget of 0 is `start`. The columns may be NULL when there are no pauses. Errors also:
 * SROK_BAD_ARGUMENT for an end before its begin, SROK_OUT_OF_MEMORY (up to 64 pauses need none). */
SROK_API srok_status srok_deadline_with_pauses(const srok_schedule *schedule, int64_t start, int64_t budget, int32_t landing, size_t pauses, const int64_t *pause_begin, const int64_t *pause_end, int64_t *out_deadline);

/* Why srok_deadline answers what it does, as JSON: {"start", "deadline", "budget_seconds",
 * "calendar", "intervals": [{"from", "to", "counted_seconds", "reason", "date", "name",
 * "source"}]}. The intervals touch and their counted seconds sum to the budget. Errors also:
 * SROK_BUFFER_TOO_SMALL, SROK_OUT_OF_MEMORY, SROK_BAD_ARGUMENT for more than a million intervals or 16 MiB of names and
 * sources. */
SROK_API srok_status srok_explain_json(const srok_schedule *schedule, int64_t start, int64_t budget, int32_t landing, char *buffer, size_t capacity, size_t *out_length);

/* ---- questions of openings and closings ----
 *
 * The ends of the horizon are neither. Errors: SROK_BEYOND_HORIZON. */

/* 1 open, 0 closed; at the closing instant it is closed. */
SROK_API srok_status srok_is_open(const srok_schedule *schedule, int64_t at, int32_t *out_open);
/* The earliest open instant >= at: `at` itself when it is open. */
SROK_API srok_status srok_next_open(const srok_schedule *schedule, int64_t at, int64_t *out_at);
/* The earliest closing > at. */
SROK_API srok_status srok_next_close(const srok_schedule *schedule, int64_t at, int64_t *out_at);
/* The latest opening <= at. */
SROK_API srok_status srok_previous_open(const srok_schedule *schedule, int64_t at, int64_t *out_at);
/* The latest closing <= at. */
SROK_API srok_status srok_previous_close(const srok_schedule *schedule, int64_t at, int64_t *out_at);

/* ---- questions of dates ---- */

/* The n-th working date after the date, before it when n < 0; the date itself for 0, also on a day
 * off. Errors: SROK_BEYOND_HORIZON. */
SROK_API srok_status srok_add_days(const srok_schedule *schedule, int32_t day, int32_t days, int32_t *out_day);

/* The working dates in [first, end); negative when end < first. Errors: SROK_BEYOND_HORIZON. */
SROK_API srok_status srok_days_between(const srok_schedule *schedule, int32_t first, int32_t end, int32_t *out_days);

/* ---- the same over columns ----
 *
 * Columns have `count` rows and may be NULL when count is 0; out_status may always be NULL. Rows
 * are independent. A row with SROK_NONE in a 64-bit input gives SROK_NONE (INT32_MIN in a 32-bit
 * output) and SROK_OK, before all else. A row that fails gives the same and its reason in
 * out_status, and the call returns SROK_SOME_ROWS_FAILED. SROK_BAD_ARGUMENT is a call that has
 * written nothing: a null pointer, an unknown unit, landing or rule; a negative budget or number of
 * days fails its row alone. A 64-bit output may be exactly a 64-bit input; columns must not
 * overlap otherwise. Instants, budgets and elapsed time are all in `unit`: with SROK_MILLISECONDS
 * 15:59:59.500 + 1000 is 07:00:00.500 of the next working day. No function here allocates. */

SROK_API srok_status srok_elapsed_batch(const srok_schedule *schedule, size_t count, int32_t unit, const int64_t *begin, const int64_t *end, int64_t *out_elapsed, srok_status *out_status);
SROK_API srok_status srok_deadline_batch(const srok_schedule *schedule, size_t count, int32_t unit, const int64_t *start, const int64_t *budget, int32_t landing, int64_t *out_deadline, srok_status *out_status);
SROK_API srok_status srok_latest_start_batch(const srok_schedule *schedule, size_t count, int32_t unit, const int64_t *deadline, const int64_t *budget, int32_t landing, int64_t *out_start, srok_status *out_status);
SROK_API srok_status srok_deadline_days_batch(const srok_schedule *schedule, size_t count, int32_t unit, const int64_t *start, const int32_t *days, int32_t rule, int64_t *out_deadline, srok_status *out_status);
SROK_API srok_status srok_is_open_batch(const srok_schedule *schedule, size_t count, int32_t unit, const int64_t *at, int32_t *out_open, srok_status *out_status);
/* As srok_deadline_batch with a column that holds `budget` in every row. */
SROK_API srok_status srok_deadline_batch_same(const srok_schedule *schedule, size_t count, int32_t unit, const int64_t *start, int64_t budget, int32_t landing, int64_t *out_deadline, srok_status *out_status);

/* Row r asks schedules[index[r]]. A row whose index is not below schedule_count, or finds NULL
 * there, is SROK_BAD_ARGUMENT. The list may be NULL when schedule_count is 0. */
SROK_API srok_status srok_deadline_batch_many(const srok_schedule *const *schedules, size_t schedule_count, const uint32_t *index, size_t count, int32_t unit, const int64_t *start, const int64_t *budget, int32_t landing, int64_t *out_deadline, srok_status *out_status);
SROK_API srok_status srok_elapsed_batch_many(const srok_schedule *const *schedules, size_t schedule_count, const uint32_t *index, size_t count, int32_t unit, const int64_t *begin, const int64_t *end, int64_t *out_elapsed, srok_status *out_status);

/* ---- regulation: a schedule and what is promised by it ---- */

typedef struct srok_regulation srok_regulation;

/* A regulation that comes with srok: "technotronics", of OOO «Технотроникс». Costs no allocation,
 * needs no freeing. Errors: SROK_BAD_ARGUMENT for any other name. */
SROK_API srok_status srok_regulation_builtin(const char *name, srok_regulation **out_regulation, char *error, size_t error_capacity);

/* A regulation from TOML text: a schedule file with a [regulation]. Errors: those of
 * srok_schedule_parse. */
SROK_API srok_status srok_regulation_parse(const char *toml, size_t length, srok_regulation **out_regulation, char *error, size_t error_capacity);

/* The same with this calendar in place of the one that the text names. */
SROK_API srok_status srok_regulation_parse_with(const char *toml, size_t length, const srok_calendar *calendar, srok_regulation **out_regulation, char *error, size_t error_capacity);

/* Its schedule, borrowed: it lives as long as the regulation, and freeing it does nothing. */
SROK_API srok_status srok_regulation_schedule(const srok_regulation *regulation, const srok_schedule **out_schedule);

/* The priority of this name, "high" is SROK_HIGH in the built-in one. Errors: SROK_BAD_ARGUMENT, there is none. */
SROK_API srok_status srok_regulation_priority_named(const srok_regulation *regulation, const char *name, size_t length, int32_t *out_priority);

/* The name of a priority; ask 0, 1 ... for all of them. Errors: SROK_BAD_ARGUMENT for one outside the list,
 * SROK_BUFFER_TOO_SMALL. */
SROK_API srok_status srok_regulation_priority_name(const srok_regulation *regulation, int32_t priority, char *buffer, size_t capacity, size_t *out_length);

/* NULL and built-in regulations: does nothing. */
SROK_API void srok_regulation_free(srok_regulation *regulation);

/* When a ticket counts as received (the next open instant: clauses 1, 3.1, 4.8) and until when it
 * must be answered (so many working days of its priority: clauses 4.9, 3.8). High, Wed 15:20: due
 * Mon 15:20. Errors: SROK_BAD_ARGUMENT for a priority outside the list, SROK_BEYOND_HORIZON. */
SROK_API srok_status srok_regulation_due(const srok_regulation *regulation, int32_t priority, int64_t submitted, int64_t *out_accepted, int64_t *out_due);

/* The dues over columns, by the rules of the batches above; a priority outside the list fails its
 * row alone. */
SROK_API srok_status srok_regulation_due_batch(const srok_regulation *regulation, size_t count, int32_t unit, const int32_t *priority, const int64_t *submitted, int64_t *out_due, srok_status *out_status);

/* ---- tickets ---- */

/* How tickets stand at `now`: JSON lines in, one object a line, JSON lines out in the same order. What a
 * ticket and an answer hold is in the README, "Tickets"; instants carry the schedule's offset. Slots couple the
 * tickets of a user (clause 4.3), so give all of them in one call. A bad line is answered with
 * {"id":...,"error":{"status":...,"message":...}} and the rest goes on: then SROK_SOME_ROWS_FAILED.
 * Errors: SROK_BUFFER_TOO_SMALL, SROK_OUT_OF_MEMORY. */
SROK_API srok_status srok_tickets_json(const srok_regulation *regulation, int64_t now, const char *jsonl, size_t length, char *buffer, size_t capacity, size_t *out_length);

/* ---- a book of editions, and tickets as columns ---- */

typedef struct srok_book srok_book;

/* The editions of a regulation as one book: the one in force at a ticket's submission governs it for ever. The
 * regulations may be freed before it. SROK_BAD_ARGUMENT: two editions are effective at one instant; or one has an
 * exception or a closure that the one before or after it lacks, from the day on which the later is effective: exceptions
 * and closures are common to all editions, since tickets of both are open then. */
SROK_API srok_status srok_book_bind(const srok_regulation *const *editions, size_t count, srok_book **out_book, char *error, size_t error_capacity);
/* NULL: does nothing. */
SROK_API void srok_book_free(srok_book *book);

/* srok_tickets_json by a book. A ticket submitted before its first edition is a bad line. */
SROK_API srok_status srok_book_tickets_json(const srok_book *book, int64_t now, const char *jsonl, size_t length, char *buffer, size_t capacity, size_t *out_length);

enum { SROK_PORTAL = 0, SROK_EMAIL = 1 };

/* What happened, and its event_value. */
enum {
  SROK_EVENT_SUBMITTED = 0,
  SROK_EVENT_REPLIED = 1, /* 0 question, 1 recommendation, 2 instruction, 3 note */
  SROK_EVENT_USER_REPLIED = 2,
  SROK_EVENT_PRIORITY_CHANGED = 3, /* by a specialist: the priority */
  SROK_EVENT_DEFERRED = 4,         /* the reason: its place in the regulation's list */
  SROK_EVENT_RESUMED = 5, /* 6 is of C++; here each kind of target has a number, 11 to 13 */
  SROK_EVENT_RESOLVED = 7,
  SROK_EVENT_CLOSED = 8,
  SROK_EVENT_REOPENED = 9,
  SROK_EVENT_PRIORITY_CHANGED_BY_USER = 10, /* the priority */
  SROK_EVENT_TARGET_DAYS = 11,              /* working days from the event */
  SROK_EVENT_TARGET_DATE = 12,              /* a date: its close, or that of the next working date */
  SROK_EVENT_TARGET_INSTANT = 13            /* an instant */
};

/* How a ticket stands. */
enum {
  SROK_TICKET_QUEUED = 0,
  SROK_TICKET_ACTIVE = 1,
  SROK_TICKET_WAITING_FOR_USER = 2,
  SROK_TICKET_DEFERRED = 3,
  SROK_TICKET_RESOLVED = 4,
  SROK_TICKET_CLOSED = 5,
  SROK_TICKET_AUTO_CLOSED = 6
};

/* Tickets as columns. Ticket i has the events event_offset[i] .. event_offset[i + 1] - 1 (tickets + 1 offsets), the
 * user whose slots it takes (equal numbers: one user), a channel, and a priority (-1: none given, by email alone).
 * Answers are those of srok_tickets_json; any output column may be NULL, and holds SROK_NONE (out_state: INT32_MIN)
 * where there is nothing to tell. A failed ticket has its reason in out_status, and then SROK_SOME_ROWS_FAILED.
 * SROK_OUT_OF_MEMORY: no ticket is answered, each fails for that reason. */
SROK_API srok_status srok_tickets_batch(const srok_book *book, int64_t now, size_t tickets, const int64_t *event_offset, const int64_t *user, const int32_t *channel, const int32_t *priority, const int64_t *event_at, const int32_t *event_kind, const int64_t *event_value, int32_t *out_state, int64_t *out_due, int64_t *out_met_at, int64_t *out_breached_at, int64_t *out_elapsed, int64_t *out_remaining, int64_t *out_may_change_priority_at, int64_t *out_auto_close_at, int64_t *out_auto_closed_at, int64_t *out_next_change_at, srok_status *out_status);

#ifdef __cplusplus
}
#endif

#endif
