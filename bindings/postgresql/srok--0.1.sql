-- srok 0.1: schedules and their questions, and the dues of a regulation.
\echo Use "CREATE EXTENSION srok" to load this file. \quit

-- Every function here is IMMUTABLE: its answer follows from its arguments and from this build of srok. That is a
-- promise with a date. When another build brings another calendar, or the machine another tz database, answers that
-- rest on it change; then whatever has stored them must be made anew: REINDEX indexes, REFRESH materialized views,
-- UPDATE generated columns. srok_dependents (0.2) lists them.

-- ---- schedules and regulations: a name, or a TOML text ----

-- Of their own type, not text: what is no schedule is refused where it is written, and a function whose arguments have
-- no collation is one that postgres_fdw sends to the remote server.

CREATE TYPE srok_schedule;
CREATE FUNCTION srok_schedule_in(cstring) RETURNS srok_schedule
  AS 'MODULE_PATHNAME', 'srok_pg_schedule_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION srok_schedule_out(srok_schedule) RETURNS cstring
  AS 'textout' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION srok_schedule_recv(internal) RETURNS srok_schedule
  AS 'MODULE_PATHNAME', 'srok_pg_schedule_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION srok_schedule_send(srok_schedule) RETURNS bytea
  AS 'textsend' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE TYPE srok_schedule (
  INPUT = srok_schedule_in, OUTPUT = srok_schedule_out, RECEIVE = srok_schedule_recv, SEND = srok_schedule_send,
  INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended, COLLATABLE = false);
COMMENT ON TYPE srok_schedule IS 'working hours x calendar x zone: the name of a built-in schedule, or a TOML text';

CREATE FUNCTION srok_schedule_eq(srok_schedule, srok_schedule) RETURNS boolean
  AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION srok_schedule_ne(srok_schedule, srok_schedule) RETURNS boolean
  AS 'byteane' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION srok_schedule_lt(srok_schedule, srok_schedule) RETURNS boolean
  AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION srok_schedule_le(srok_schedule, srok_schedule) RETURNS boolean
  AS 'byteale' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION srok_schedule_gt(srok_schedule, srok_schedule) RETURNS boolean
  AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION srok_schedule_ge(srok_schedule, srok_schedule) RETURNS boolean
  AS 'byteage' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION srok_schedule_cmp(srok_schedule, srok_schedule) RETURNS integer
  AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION srok_schedule_hash(srok_schedule) RETURNS integer
  AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (LEFTARG = srok_schedule, RIGHTARG = srok_schedule, FUNCTION = srok_schedule_eq, COMMUTATOR = =, NEGATOR = <>,
  RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR <> (LEFTARG = srok_schedule, RIGHTARG = srok_schedule, FUNCTION = srok_schedule_ne, COMMUTATOR = <>, NEGATOR = =,
  RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR < (LEFTARG = srok_schedule, RIGHTARG = srok_schedule, FUNCTION = srok_schedule_lt, COMMUTATOR = >, NEGATOR = >=,
  RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR <= (LEFTARG = srok_schedule, RIGHTARG = srok_schedule, FUNCTION = srok_schedule_le, COMMUTATOR = >=, NEGATOR = >,
  RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR > (LEFTARG = srok_schedule, RIGHTARG = srok_schedule, FUNCTION = srok_schedule_gt, COMMUTATOR = <, NEGATOR = <=,
  RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
CREATE OPERATOR >= (LEFTARG = srok_schedule, RIGHTARG = srok_schedule, FUNCTION = srok_schedule_ge, COMMUTATOR = <=, NEGATOR = <,
  RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR CLASS srok_schedule_ops DEFAULT FOR TYPE srok_schedule USING btree AS
  OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 srok_schedule_cmp(srok_schedule, srok_schedule);
CREATE OPERATOR CLASS srok_schedule_hash_ops DEFAULT FOR TYPE srok_schedule USING hash AS
  OPERATOR 1 =, FUNCTION 1 srok_schedule_hash(srok_schedule);

CREATE TYPE srok_regulation;
CREATE FUNCTION srok_regulation_in(cstring) RETURNS srok_regulation
  AS 'MODULE_PATHNAME', 'srok_pg_regulation_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION srok_regulation_out(srok_regulation) RETURNS cstring
  AS 'textout' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION srok_regulation_recv(internal) RETURNS srok_regulation
  AS 'MODULE_PATHNAME', 'srok_pg_regulation_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION srok_regulation_send(srok_regulation) RETURNS bytea
  AS 'textsend' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;
CREATE TYPE srok_regulation (
  INPUT = srok_regulation_in, OUTPUT = srok_regulation_out, RECEIVE = srok_regulation_recv, SEND = srok_regulation_send,
  INTERNALLENGTH = VARIABLE, ALIGNMENT = int4, STORAGE = extended, COLLATABLE = false);
COMMENT ON TYPE srok_regulation IS 'a schedule and what is promised by it: the name of a built-in regulation, or a TOML text';

CREATE FUNCTION srok_regulation_eq(srok_regulation, srok_regulation) RETURNS boolean
  AS 'byteaeq' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION srok_regulation_ne(srok_regulation, srok_regulation) RETURNS boolean
  AS 'byteane' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION srok_regulation_lt(srok_regulation, srok_regulation) RETURNS boolean
  AS 'bytealt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION srok_regulation_le(srok_regulation, srok_regulation) RETURNS boolean
  AS 'byteale' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION srok_regulation_gt(srok_regulation, srok_regulation) RETURNS boolean
  AS 'byteagt' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION srok_regulation_ge(srok_regulation, srok_regulation) RETURNS boolean
  AS 'byteage' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION srok_regulation_cmp(srok_regulation, srok_regulation) RETURNS integer
  AS 'byteacmp' LANGUAGE internal IMMUTABLE STRICT LEAKPROOF PARALLEL SAFE;
CREATE FUNCTION srok_regulation_hash(srok_regulation) RETURNS integer
  AS 'hashvarlena' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR = (LEFTARG = srok_regulation, RIGHTARG = srok_regulation, FUNCTION = srok_regulation_eq, COMMUTATOR = =, NEGATOR = <>,
  RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES);
CREATE OPERATOR <> (LEFTARG = srok_regulation, RIGHTARG = srok_regulation, FUNCTION = srok_regulation_ne, COMMUTATOR = <>, NEGATOR = =,
  RESTRICT = neqsel, JOIN = neqjoinsel);
CREATE OPERATOR < (LEFTARG = srok_regulation, RIGHTARG = srok_regulation, FUNCTION = srok_regulation_lt, COMMUTATOR = >, NEGATOR = >=,
  RESTRICT = scalarltsel, JOIN = scalarltjoinsel);
CREATE OPERATOR <= (LEFTARG = srok_regulation, RIGHTARG = srok_regulation, FUNCTION = srok_regulation_le, COMMUTATOR = >=, NEGATOR = >,
  RESTRICT = scalarlesel, JOIN = scalarlejoinsel);
CREATE OPERATOR > (LEFTARG = srok_regulation, RIGHTARG = srok_regulation, FUNCTION = srok_regulation_gt, COMMUTATOR = <, NEGATOR = <=,
  RESTRICT = scalargtsel, JOIN = scalargtjoinsel);
CREATE OPERATOR >= (LEFTARG = srok_regulation, RIGHTARG = srok_regulation, FUNCTION = srok_regulation_ge, COMMUTATOR = <=, NEGATOR = <,
  RESTRICT = scalargesel, JOIN = scalargejoinsel);
CREATE OPERATOR CLASS srok_regulation_ops DEFAULT FOR TYPE srok_regulation USING btree AS
  OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 srok_regulation_cmp(srok_regulation, srok_regulation);
CREATE OPERATOR CLASS srok_regulation_hash_ops DEFAULT FOR TYPE srok_regulation USING hash AS
  OPERATOR 1 =, FUNCTION 1 srok_regulation_hash(srok_regulation);

-- The text of a regulation is one of a schedule, too.
CREATE CAST (srok_regulation AS srok_schedule) WITHOUT FUNCTION AS IMPLICIT;

-- ---- choices ----

-- Where an answer lands when time stands still at it: 07:00 + 9 h is 16:00 (nearest), or 07:00 of the next working day.
CREATE TYPE srok_landing AS ENUM ('nearest', 'farthest');
-- What a promised working day is: a span of working time, or a date, of which the day of acceptance is not counted.
CREATE TYPE srok_day_rule AS ENUM ('elapsed', 'whole');

-- ---- amounts of working time ----

CREATE FUNCTION srok_elapsed(begins timestamptz, ends timestamptz) RETURNS interval
  AS 'MODULE_PATHNAME', 'srok_pg_elapsed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_elapsed(schedule srok_schedule, begins timestamptz, ends timestamptz) RETURNS interval
  AS 'MODULE_PATHNAME', 'srok_pg_elapsed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION srok_elapsed(srok_schedule, timestamptz, timestamptz) IS
  'the working time between two instants; negative when they stand in the other order';

CREATE FUNCTION srok_deadline(start timestamptz, budget interval) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_deadline' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_deadline(schedule srok_schedule, start timestamptz, budget interval) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_deadline' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_deadline(schedule srok_schedule, start timestamptz, budget interval, landing srok_landing) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_deadline' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION srok_deadline(srok_schedule, timestamptz, interval, srok_landing) IS
  'the instant at which the budget of working time is spent';

CREATE FUNCTION srok_latest_start(deadline timestamptz, budget interval) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_latest_start' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_latest_start(schedule srok_schedule, deadline timestamptz, budget interval) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_latest_start' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_latest_start(schedule srok_schedule, deadline timestamptz, budget interval, landing srok_landing) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_latest_start' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION srok_latest_start(srok_schedule, timestamptz, interval, srok_landing) IS
  'the mirror of srok_deadline: when work must have begun';

CREATE FUNCTION srok_deadline_days(start timestamptz, days integer, rule srok_day_rule) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_deadline_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_deadline_days(schedule srok_schedule, start timestamptz, days integer, rule srok_day_rule) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_deadline_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION srok_deadline_days(srok_schedule, timestamptz, integer, srok_day_rule) IS
  'the end of so many working days';

CREATE FUNCTION srok_deadline_with_pauses(start timestamptz, budget interval, pauses tstzmultirange) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_deadline_with_pauses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_deadline_with_pauses(schedule srok_schedule, start timestamptz, budget interval, pauses tstzmultirange) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_deadline_with_pauses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_deadline_with_pauses(schedule srok_schedule, start timestamptz, budget interval, pauses tstzmultirange, landing srok_landing) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_deadline_with_pauses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
COMMENT ON FUNCTION srok_deadline_with_pauses(srok_schedule, timestamptz, interval, tstzmultirange, srok_landing) IS
  'the deadline of a timer that stands still during the pauses';

-- ---- a regulation's promises ----

CREATE FUNCTION srok_due(priority text, submitted timestamptz) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_due(regulation srok_regulation, priority text, submitted timestamptz) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION srok_due(srok_regulation, text, timestamptz) IS
  'until when a ticket must be answered';
CREATE FUNCTION srok_accepted(submitted timestamptz) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_accepted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_accepted(regulation srok_regulation, submitted timestamptz) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_accepted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION srok_accepted(srok_regulation, timestamptz) IS
  'when a ticket counts as received';

-- ---- openings and closings ----

CREATE FUNCTION srok_is_open(at timestamptz) RETURNS boolean
  AS 'MODULE_PATHNAME', 'srok_pg_is_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_is_open(schedule srok_schedule, at timestamptz) RETURNS boolean
  AS 'MODULE_PATHNAME', 'srok_pg_is_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_next_open(at timestamptz) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_next_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_next_open(schedule srok_schedule, at timestamptz) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_next_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_next_close(at timestamptz) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_next_close' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_next_close(schedule srok_schedule, at timestamptz) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_next_close' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_previous_open(at timestamptz) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_previous_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_previous_open(schedule srok_schedule, at timestamptz) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_previous_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_previous_close(at timestamptz) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_previous_close' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_previous_close(schedule srok_schedule, at timestamptz) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_previous_close' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION srok_is_open(srok_schedule, timestamptz) IS
  'whether it is working time; at the closing instant it is not';
COMMENT ON FUNCTION srok_next_open(srok_schedule, timestamptz) IS
  'the earliest open instant from this one on';
COMMENT ON FUNCTION srok_next_close(srok_schedule, timestamptz) IS
  'the earliest closing after this instant';
COMMENT ON FUNCTION srok_previous_open(srok_schedule, timestamptz) IS
  'the latest opening up to this instant';
COMMENT ON FUNCTION srok_previous_close(srok_schedule, timestamptz) IS
  'the latest closing up to this instant';

-- ---- dates ----

CREATE FUNCTION srok_add_days(date date, days integer) RETURNS date
  AS 'MODULE_PATHNAME', 'srok_pg_add_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_add_days(schedule srok_schedule, date date, days integer) RETURNS date
  AS 'MODULE_PATHNAME', 'srok_pg_add_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_days_between(first date, "end" date) RETURNS integer
  AS 'MODULE_PATHNAME', 'srok_pg_days_between' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_days_between(schedule srok_schedule, first date, "end" date) RETURNS integer
  AS 'MODULE_PATHNAME', 'srok_pg_days_between' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION srok_add_days(srok_schedule, date, integer) IS
  'the n-th working date after the date, before it when n is negative';
COMMENT ON FUNCTION srok_days_between(srok_schedule, date, date) IS
  'the working dates from the first up to but not including the second';
CREATE FUNCTION srok_day_kind(date date) RETURNS text
  AS 'MODULE_PATHNAME', 'srok_pg_day_kind' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_day(date date) RETURNS integer
  AS 'MODULE_PATHNAME', 'srok_pg_day' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION srok_day_kind(date) IS
  'what the production calendar of Russia says of a date: working, short, weekend, day_off, holiday, decree_off';
COMMENT ON FUNCTION srok_day(date) IS
  'the same as the number of srok.h, flags included: 16 a weekend that is worked, 32 a decree day off that would be short';

-- ---- the wall clock of a schedule ----

CREATE FUNCTION srok_offset_at(at timestamptz) RETURNS interval
  AS 'MODULE_PATHNAME', 'srok_pg_offset_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_offset_at(schedule srok_schedule, at timestamptz) RETURNS interval
  AS 'MODULE_PATHNAME', 'srok_pg_offset_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_instant_from_local(wall timestamp) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_instant_from_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
CREATE FUNCTION srok_instant_from_local(schedule srok_schedule, wall timestamp) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_instant_from_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 2;
COMMENT ON FUNCTION srok_instant_from_local(srok_schedule, timestamp) IS
  'the first instant at which the clock on the schedule''s wall shows this time or later';

-- ---- what is covered ----

CREATE FUNCTION srok_horizon() RETURNS tstzrange
  AS 'MODULE_PATHNAME', 'srok_pg_horizon' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
CREATE FUNCTION srok_horizon(schedule srok_schedule) RETURNS tstzrange
  AS 'MODULE_PATHNAME', 'srok_pg_horizon' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
CREATE FUNCTION srok_official_until() RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_official_until' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
CREATE FUNCTION srok_official_until(schedule srok_schedule) RETURNS timestamptz
  AS 'MODULE_PATHNAME', 'srok_pg_official_until' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
CREATE FUNCTION srok_calendar_years() RETURNS int4range
  AS 'MODULE_PATHNAME', 'srok_pg_calendar_years' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1;
COMMENT ON FUNCTION srok_horizon(srok_schedule) IS
  'the instants for which a schedule answers';
COMMENT ON FUNCTION srok_official_until(srok_schedule) IS
  'from here on answers rest on a projected calendar';

-- Of this build, so not of their arguments alone.
CREATE FUNCTION srok_version() RETURNS text
  AS 'MODULE_PATHNAME', 'srok_pg_version' LANGUAGE C STABLE PARALLEL SAFE;
CREATE FUNCTION srok_data_version() RETURNS text
  AS 'MODULE_PATHNAME', 'srok_pg_data_version' LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION srok_data_version() IS 'the day on which the facts of the built-in calendar were read';

-- ---- why ----

CREATE FUNCTION srok_explain(start timestamptz, budget interval) RETURNS TABLE (
  begins timestamptz, ends timestamptz, counted interval, reason text, date date, name text, source text)
  AS 'MODULE_PATHNAME', 'srok_pg_explain' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
CREATE FUNCTION srok_explain(schedule srok_schedule, start timestamptz, budget interval) RETURNS TABLE (
  begins timestamptz, ends timestamptz, counted interval, reason text, date date, name text, source text)
  AS 'MODULE_PATHNAME', 'srok_pg_explain' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
CREATE FUNCTION srok_explain(schedule srok_schedule, start timestamptz, budget interval, landing srok_landing) RETURNS TABLE (
  begins timestamptz, ends timestamptz, counted interval, reason text, date date, name text, source text)
  AS 'MODULE_PATHNAME', 'srok_pg_explain' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION srok_explain(srok_schedule, timestamptz, interval, srok_landing) IS
  'why srok_deadline answers what it does: the stretches of time, each counted or not';
CREATE FUNCTION srok_explain_elapsed(begins timestamptz, ends timestamptz) RETURNS TABLE (
  begins timestamptz, ends timestamptz, counted interval, reason text, date date, name text, source text)
  AS 'MODULE_PATHNAME', 'srok_pg_explain_elapsed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
CREATE FUNCTION srok_explain_elapsed(schedule srok_schedule, begins timestamptz, ends timestamptz) RETURNS TABLE (
  begins timestamptz, ends timestamptz, counted interval, reason text, date date, name text, source text)
  AS 'MODULE_PATHNAME', 'srok_pg_explain_elapsed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION srok_explain_elapsed(srok_schedule, timestamptz, timestamptz) IS
  'the same between two instants, such as a ticket''s submission and its due';
