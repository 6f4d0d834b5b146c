-- srok 0.1 -> 0.2: tickets, rows that never fail, whole numbers of any unit, and what depends on srok.
\echo Use "ALTER EXTENSION srok UPDATE TO '0.2'" to load this file. \quit

-- ---- tickets ----

-- How tickets stand at `now`: a row each, in the order given. A ticket that cannot be read, or whose events are
-- impossible, is a row with its status and its reason. Slots couple the tickets of a user and of no one else, so give
-- all of a user's tickets in one call; one call a user is as good as one for all.
CREATE FUNCTION srok_tickets(now timestamptz, tickets jsonb) RETURNS TABLE (
  id text, state text, priority text, requested_priority text, accepted timestamptz, admitted timestamptz,
  due timestamptz, due_if_resumed_now timestamptz, met_at timestamptz, breached boolean, breached_at timestamptz,
  elapsed interval, remaining interval, may_change_priority_at timestamptz, auto_close_at timestamptz,
  auto_closed_at timestamptz, next_change_at timestamptz, projected boolean, violations text[], status text, reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_tickets' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 10;
CREATE FUNCTION srok_tickets(regulation srok_regulation, now timestamptz, tickets jsonb) RETURNS TABLE (
  id text, state text, priority text, requested_priority text, accepted timestamptz, admitted timestamptz,
  due timestamptz, due_if_resumed_now timestamptz, met_at timestamptz, breached boolean, breached_at timestamptz,
  elapsed interval, remaining interval, may_change_priority_at timestamptz, auto_close_at timestamptz,
  auto_closed_at timestamptz, next_change_at timestamptz, projected boolean, violations text[], status text, reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_tickets' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 10;
CREATE FUNCTION srok_book_tickets(editions srok_regulation[], now timestamptz, tickets jsonb) RETURNS TABLE (
  id text, state text, priority text, requested_priority text, accepted timestamptz, admitted timestamptz,
  due timestamptz, due_if_resumed_now timestamptz, met_at timestamptz, breached boolean, breached_at timestamptz,
  elapsed interval, remaining interval, may_change_priority_at timestamptz, auto_close_at timestamptz,
  auto_closed_at timestamptz, next_change_at timestamptz, projected boolean, violations text[], status text, reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_book_tickets' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 1000 ROWS 10;
COMMENT ON FUNCTION srok_tickets(timestamptz, jsonb) IS
  'how tickets stand: a ticket as JSON, or a list of them';
COMMENT ON FUNCTION srok_book_tickets(srok_regulation[], timestamptz, jsonb) IS
  'the same by the editions of a regulation: the one in force at its submission governs a ticket';

-- ---- rows that never fail ----

-- The answer, or NULL; the status, SROK_OK or why there is none; and the reason as a sentence. What is wrong with the
-- schedule itself is still an error.

CREATE FUNCTION srok_try_elapsed(begins timestamptz, ends timestamptz,
    OUT answer interval, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_elapsed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_elapsed(schedule srok_schedule, begins timestamptz, ends timestamptz,
    OUT answer interval, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_elapsed' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_deadline(start timestamptz, budget interval,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_deadline' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_deadline(schedule srok_schedule, start timestamptz, budget interval,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_deadline' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_deadline(schedule srok_schedule, start timestamptz, budget interval, landing srok_landing,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_deadline' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_latest_start(deadline timestamptz, budget interval,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_latest_start' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_latest_start(schedule srok_schedule, deadline timestamptz, budget interval,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_latest_start' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_latest_start(schedule srok_schedule, deadline timestamptz, budget interval, landing srok_landing,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_latest_start' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_deadline_days(start timestamptz, days integer, rule srok_day_rule,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_deadline_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_deadline_days(schedule srok_schedule, start timestamptz, days integer, rule srok_day_rule,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_deadline_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_deadline_with_pauses(start timestamptz, budget interval, pauses tstzmultirange,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_deadline_with_pauses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_deadline_with_pauses(schedule srok_schedule, start timestamptz, budget interval, pauses tstzmultirange,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_deadline_with_pauses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_deadline_with_pauses(schedule srok_schedule, start timestamptz, budget interval, pauses tstzmultirange, landing srok_landing,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_deadline_with_pauses' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_due(priority text, submitted timestamptz,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_due(regulation srok_regulation, priority text, submitted timestamptz,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_due' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_accepted(submitted timestamptz,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_accepted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_accepted(regulation srok_regulation, submitted timestamptz,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_accepted' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_is_open(at timestamptz,
    OUT answer boolean, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_is_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_is_open(schedule srok_schedule, at timestamptz,
    OUT answer boolean, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_is_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_next_open(at timestamptz,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_next_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_next_open(schedule srok_schedule, at timestamptz,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_next_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_next_close(at timestamptz,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_next_close' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_next_close(schedule srok_schedule, at timestamptz,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_next_close' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_previous_open(at timestamptz,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_previous_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_previous_open(schedule srok_schedule, at timestamptz,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_previous_open' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_previous_close(at timestamptz,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_previous_close' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_previous_close(schedule srok_schedule, at timestamptz,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_previous_close' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_add_days(date date, days integer,
    OUT answer date, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_add_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_add_days(schedule srok_schedule, date date, days integer,
    OUT answer date, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_add_days' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_days_between(first date, "end" date,
    OUT answer integer, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_days_between' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_days_between(schedule srok_schedule, first date, "end" date,
    OUT answer integer, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_days_between' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_offset_at(at timestamptz,
    OUT answer interval, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_offset_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_offset_at(schedule srok_schedule, at timestamptz,
    OUT answer interval, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_offset_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_instant_from_local(wall timestamp,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_instant_from_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_instant_from_local(schedule srok_schedule, wall timestamp,
    OUT answer timestamptz, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_instant_from_local' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_day_kind(date date,
    OUT answer text, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_day_kind' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;
CREATE FUNCTION srok_try_day(date date,
    OUT answer integer, OUT status text, OUT reason text)
  AS 'MODULE_PATHNAME', 'srok_pg_try_day' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 10;

-- ---- whole numbers of any unit ----

-- What a timestamptz cannot hold: nanoseconds, counters of an old table, the ends of int64. The questions are those of
-- srok.h by their names there, but for due, day and years (srok_regulation_due, srok_calendar_day, _years); the subject
-- is the name or the text of a schedule, a regulation or a calendar; the unit '-' (one question, in seconds), 's', 'ms',
-- 'us' or 'ns' (a row of a batch, where NULL asks nothing); the choice a landing, a day rule or '-'. The status is told
-- by its name there; the result is NULL when there is none.
CREATE FUNCTION srok_ask(question text, subject text, unit text, choice text, arguments bigint[],
    OUT status text, OUT result bigint[])
  AS 'MODULE_PATHNAME', 'srok_pg_ask' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE COST 20;
COMMENT ON FUNCTION srok_ask(text, text, text, text, bigint[]) IS
  'any question by its name, in whole numbers; a row without an answer is no error';

-- ---- what depends on srok ----

-- After a change of the calendar (srok_data_version) or of the machine's tz database: what this database has stored of
-- srok's answers, and how to make it anew, in the order of `step`: a materialized view after what it reads. Functions of
-- one's own that call srok's are not looked into, nor whole rows.
CREATE VIEW srok_dependents AS
  WITH RECURSIVE ours AS (
    SELECT p.objid AS oid
      FROM pg_catalog.pg_extension e
      JOIN pg_catalog.pg_depend p ON p.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass
       AND p.refobjid = e.oid AND p.deptype = 'e' AND p.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
     WHERE e.extname = 'srok'
  ), reached AS (
    SELECT d.classid, d.objid, 1 AS step
      FROM pg_catalog.pg_depend d JOIN ours ON ours.oid = d.refobjid
     WHERE d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.deptype = 'n'
    UNION  -- and what reads a view, a materialized view or a generated column that asks them
    SELECT d.classid, d.objid, reached.step + 1
      FROM reached CROSS JOIN LATERAL (
        SELECT r.ev_class AS relation, NULL AS attribute
          FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class v ON v.oid = r.ev_class AND v.relkind IN ('v', 'm')
         WHERE reached.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND r.oid = reached.objid
        UNION ALL
        SELECT f.adrelid, f.adnum
          FROM pg_catalog.pg_attrdef f JOIN pg_catalog.pg_attribute a
            ON a.attrelid = f.adrelid AND a.attnum = f.adnum AND a.attgenerated <> ''
         WHERE reached.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND f.oid = reached.objid
      ) AS stored
      JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
       AND d.refobjid = stored.relation AND d.deptype = 'n'
       AND (stored.attribute IS NULL OR d.refobjsubid IN (0, stored.attribute))
       AND d.objid <> reached.objid  -- a view's rule depends on the view itself, too
     WHERE reached.step < 1000  -- two views may have been made to read each other
  ), used AS (
    SELECT classid, objid, pg_catalog.max(step) AS step FROM reached GROUP BY classid, objid
  )
  SELECT 'index' AS kind, c.oid::pg_catalog.regclass::text AS name,
         pg_catalog.format('REINDEX INDEX CONCURRENTLY %s', c.oid::pg_catalog.regclass) AS remedy, 1 AS step
    FROM used JOIN pg_catalog.pg_class c ON used.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
     AND c.oid = used.objid AND c.relkind IN ('i', 'I')
  UNION ALL
  SELECT 'partition key', c.oid::pg_catalog.regclass::text,
         pg_catalog.format('look for rows of %s that belong into another partition', c.oid::pg_catalog.regclass), 1
    FROM used JOIN pg_catalog.pg_class c ON used.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
     AND c.oid = used.objid AND c.relkind = 'p'
  UNION ALL
  SELECT 'materialized view', c.oid::pg_catalog.regclass::text,
         pg_catalog.format('REFRESH MATERIALIZED VIEW %s', c.oid::pg_catalog.regclass), used.step + 1
    FROM used JOIN pg_catalog.pg_rewrite r ON used.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
     AND r.oid = used.objid
    JOIN pg_catalog.pg_class c ON c.oid = r.ev_class AND c.relkind = 'm'
  UNION ALL
  SELECT 'generated column', pg_catalog.format('%s.%I', a.attrelid::pg_catalog.regclass, a.attname),
         pg_catalog.format('UPDATE %s SET %I = DEFAULT', a.attrelid::pg_catalog.regclass, a.attname), 1
    FROM used JOIN pg_catalog.pg_attrdef f ON used.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
     AND f.oid = used.objid
    JOIN pg_catalog.pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum AND a.attgenerated <> ''
  UNION ALL
  SELECT 'check constraint', pg_catalog.format('%s of %s', pg_catalog.quote_ident(k.conname),
                                               k.conrelid::pg_catalog.regclass),
         pg_catalog.format('look for rows of %s that are no longer allowed', k.conrelid::pg_catalog.regclass), 1
    FROM used JOIN pg_catalog.pg_constraint k ON used.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
     AND k.oid = used.objid AND k.contype = 'c' AND k.conrelid <> 0
  UNION ALL
  SELECT 'check constraint', pg_catalog.format('%s of %s', pg_catalog.quote_ident(k.conname),
                                               k.contypid::pg_catalog.regtype),
         pg_catalog.format('look for values of %s that are no longer allowed', k.contypid::pg_catalog.regtype), 1
    FROM used JOIN pg_catalog.pg_constraint k ON used.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
     AND k.oid = used.objid AND k.contype = 'c' AND k.contypid <> 0;
GRANT SELECT ON srok_dependents TO PUBLIC;
COMMENT ON VIEW srok_dependents IS 'what has stored answers of srok, and how to make it anew after a change of its data';
