-- Asks every row of tests/vectors: each by srok_ask, and those whose instants the server's types hold once more by the
-- function of that name. Run by vectors.sh, which has filled `vector` and `subject`.
SET timezone = 'UTC';

CREATE TEMP TABLE asked AS
  SELECT id, question, coalesce(text, v.subject) AS subject, unit, choice,
         -- none: NULL in a batch; in a single question the instant that it stands for.
         string_to_array(replace(arguments, 'none', '-9223372036854775808'), ' ')::bigint[] AS a, status, result
    FROM vector v LEFT JOIN subject s ON s.name = v.subject;
UPDATE asked SET a = array_replace(a, -9223372036854775808, NULL) WHERE unit <> '-';

CREATE TEMP TABLE answered AS
  SELECT id, t.status, coalesce(array_to_string(t.result, ' '), 'none') AS result
    FROM asked, srok_ask(question, subject, unit, choice, a) AS t;

-- ---- by the types of the server ----

-- Microseconds since 1970, or NULL: the type does not hold it.
CREATE FUNCTION pg_temp.micro(value bigint, unit text) RETURNS numeric IMMUTABLE STRICT LANGUAGE sql AS $$
  SELECT CASE WHEN unit <> 'ns' THEN
                value::numeric * CASE unit WHEN 'ms' THEN 1000 WHEN 'us' THEN 1 ELSE 1000000 END
              WHEN value % 1000 = 0 THEN value::numeric / 1000 END $$;
CREATE FUNCTION pg_temp.instant(value bigint, unit text) RETURNS timestamptz IMMUTABLE STRICT LANGUAGE sql AS $$
  SELECT CASE WHEN m BETWEEN -210866803200000000 AND 9220000000000000000
              THEN 'epoch'::timestamptz + (trunc(m) || ' microseconds')::interval END
    FROM pg_temp.micro(value, unit) AS m $$;
CREATE FUNCTION pg_temp.amount(value bigint, unit text) RETURNS interval IMMUTABLE STRICT LANGUAGE sql AS $$
  SELECT CASE WHEN abs(m) <= 9223372036854775807 THEN (trunc(m) || ' microseconds')::interval END
    FROM pg_temp.micro(value, unit) AS m $$;
CREATE FUNCTION pg_temp.date(value bigint) RETURNS date IMMUTABLE STRICT LANGUAGE sql AS $$
  SELECT CASE WHEN value BETWEEN -2400000 AND 2145031948 THEN date '1970-01-01' + value::integer END $$;

CREATE FUNCTION pg_temp.number(micro numeric, unit text) RETURNS text IMMUTABLE STRICT LANGUAGE sql AS $$
  SELECT trim_scale(CASE unit WHEN 'ns' THEN micro * 1000 WHEN 'us' THEN micro WHEN 'ms' THEN micro / 1000
                              ELSE micro / 1000000 END)::text $$;
CREATE FUNCTION pg_temp.told(answer timestamptz, unit text) RETURNS text IMMUTABLE STRICT LANGUAGE sql AS $$
  SELECT pg_temp.number(extract(epoch FROM answer) * 1000000, unit) $$;
CREATE FUNCTION pg_temp.told(answer interval, unit text) RETURNS text IMMUTABLE STRICT LANGUAGE sql AS $$
  SELECT pg_temp.number(extract(epoch FROM answer) * 1000000, unit) $$;
CREATE FUNCTION pg_temp.told(answer date) RETURNS text IMMUTABLE STRICT LANGUAGE sql AS $$
  SELECT (answer - date '1970-01-01')::text $$;

CREATE TEMP TABLE typed AS
  SELECT id, question, subject, unit, choice, a,
         pg_temp.instant(a[1], unit) AS at, pg_temp.instant(a[2], unit) AS until, pg_temp.amount(a[2], unit) AS budget,
         pg_temp.date(a[1]) AS first, pg_temp.date(a[2]) AS "end"
    FROM asked;
CREATE TEMP TABLE priority AS
  SELECT s.name AS subject, p.name, p.place - 1 AS place
    FROM (SELECT name, CASE name WHEN 'technotronics' THEN E'low = 8\nmedium = 5\nhigh = 3\nemergency = 2'
                 ELSE substring(text FROM '\[regulation\.priorities\]\n((?:\w+ = \d+\n)+)') END AS list
            FROM subject) AS s,
         LATERAL (SELECT m[1] AS name, place FROM regexp_matches(list, '(\w+) = ', 'g') WITH ORDINALITY AS r (m, place)) AS p
   WHERE list IS NOT NULL;

CREATE TEMP TABLE pauses AS
  SELECT id, range_agg(CASE WHEN begins <= ends THEN tstzrange(begins, ends) END) AS pauses
    FROM (SELECT id, pg_temp.instant(a[i], '-') AS begins,
                 CASE WHEN a[i + 1] = -9223372036854775808 THEN 'infinity' ELSE pg_temp.instant(a[i + 1], '-') END AS ends
            FROM asked, generate_series(3, array_length(a, 1), 2) AS i
           WHERE question = 'deadline_with_pauses') AS pause
   GROUP BY id HAVING bool_and(coalesce(begins <= ends, false));  -- else not held by the type
INSERT INTO pauses SELECT id, '{}' FROM asked WHERE question = 'deadline_with_pauses' AND array_length(a, 1) = 2;

CREATE TEMP TABLE again AS
  SELECT id, t.status, pg_temp.told(answer, unit) AS result FROM typed, srok_try_elapsed(subject::srok_schedule, at, until) AS t WHERE question = 'elapsed'
UNION ALL SELECT id, t.status, pg_temp.told(answer, unit) FROM typed, srok_try_deadline(subject::srok_schedule, at, budget, choice::srok_landing) AS t WHERE question = 'deadline'
UNION ALL SELECT id, t.status, pg_temp.told(answer, unit) FROM typed, srok_try_latest_start(subject::srok_schedule, at, budget, choice::srok_landing) AS t WHERE question = 'latest_start'
UNION ALL SELECT id, t.status, pg_temp.told(answer, unit) FROM typed, srok_try_deadline_days(subject::srok_schedule, at, a[2]::integer, choice::srok_day_rule) AS t WHERE question = 'deadline_days'
UNION ALL SELECT id, t.status, pg_temp.told(answer, unit) FROM typed JOIN pauses USING (id), srok_try_deadline_with_pauses(subject::srok_schedule, at, budget, pauses, choice::srok_landing) AS t
UNION ALL SELECT id, t.status, answer::integer::text FROM typed, srok_try_is_open(subject::srok_schedule, at) AS t WHERE question = 'is_open'
UNION ALL SELECT id, t.status, pg_temp.told(answer, unit) FROM typed, srok_try_next_open(subject::srok_schedule, at) AS t WHERE question = 'next_open'
UNION ALL SELECT id, t.status, pg_temp.told(answer, unit) FROM typed, srok_try_next_close(subject::srok_schedule, at) AS t WHERE question = 'next_close'
UNION ALL SELECT id, t.status, pg_temp.told(answer, unit) FROM typed, srok_try_previous_open(subject::srok_schedule, at) AS t WHERE question = 'previous_open'
UNION ALL SELECT id, t.status, pg_temp.told(answer, unit) FROM typed, srok_try_previous_close(subject::srok_schedule, at) AS t WHERE question = 'previous_close'
UNION ALL SELECT id, t.status, pg_temp.told(answer) FROM typed, srok_try_add_days(subject::srok_schedule, first, a[2]::integer) AS t WHERE question = 'add_days'
UNION ALL SELECT id, t.status, answer::text FROM typed, srok_try_days_between(subject::srok_schedule, first, "end") AS t WHERE question = 'days_between'
UNION ALL SELECT id, t.status, pg_temp.told(answer, unit) FROM typed, srok_try_offset_at(subject::srok_schedule, at) AS t WHERE question = 'offset_at'
UNION ALL SELECT id, t.status, pg_temp.told(answer, unit) FROM typed, srok_try_instant_from_local(subject::srok_schedule, at AT TIME ZONE 'UTC') AS t WHERE question = 'instant_from_local'
UNION ALL SELECT id, 'SROK_OK', pg_temp.told(srok_official_until(subject::srok_schedule), unit) FROM typed WHERE question = 'official_until'
UNION ALL SELECT id, 'SROK_OK', pg_temp.told(lower(h), unit) || ' ' || pg_temp.told(upper(h), unit) FROM typed, srok_horizon(subject::srok_schedule) AS h WHERE question = 'horizon'
UNION ALL SELECT id, t.status, CASE WHEN t.status = 'SROK_OK' THEN CASE WHEN typed.unit = '-' THEN pg_temp.told(s.answer, typed.unit) || ' ' ELSE '' END || pg_temp.told(t.answer, typed.unit) END
            FROM typed JOIN priority p ON p.place = a[1] JOIN vector v USING (id), srok_try_due(typed.subject::srok_regulation, p.name, until) AS t, srok_try_accepted(typed.subject::srok_regulation, until) AS s
           WHERE typed.question = 'due' AND p.subject = v.subject
UNION ALL SELECT id, t.status, answer::text FROM typed, srok_try_day(first) AS t WHERE question = 'day'
UNION ALL SELECT id, 'SROK_OK', lower(y) || ' ' || upper(y) - 1 FROM typed, srok_calendar_years() AS y WHERE question = 'years';
-- A row of NULLs: some argument was none, or is not held by the type.
DELETE FROM again WHERE status IS NULL;
