-- Why a deadline is when it is; rows that never fail; whole numbers.
SET timezone = 'Europe/Moscow';
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';
\set VERBOSITY terse
\pset null -

SELECT begins, ends, counted, reason, name FROM srok_explain('2026-04-29 15:20', '12 hours');
SELECT source FROM srok_explain('2026-04-29 15:20', '12 hours') WHERE reason = 'holiday';
-- From microsecond to microsecond.
SELECT begins, ends, counted, reason FROM srok_explain('2026-04-29 15:59:59.5', '1 second');
SELECT min(begins), max(ends), sum(counted) FROM srok_explain('technotronics', '2026-04-29 15:20:00.000001', '40 minutes', 'farthest');
SELECT count(*) FROM srok_explain('2026-04-29 15:20:00.5', '0');
SELECT count(*), min(ends) FROM srok_explain('technotronics', '2026-04-29 16:20:00.5', '0', 'farthest');
SELECT sum(counted) = srok_elapsed('2026-04-29 15:20', srok_due('high', '2026-04-29 15:20'))
  FROM srok_explain_elapsed('2026-04-29 15:20', srok_due('high', '2026-04-29 15:20'));
SELECT count(*) FROM srok_explain_elapsed(NULL, now());
SELECT * FROM srok_explain_elapsed('2026-04-29 15:20', '2026-04-29 15:19');
SELECT * FROM srok_explain('2026-04-29 15:20', '1 day');
-- Every deadline of a year adds up.
SELECT count(*) FROM generate_series('2026-01-12 00:00'::timestamptz, '2026-12-20', '7 hours 11 minutes 13.000007 seconds') AS start
 WHERE (SELECT sum(counted) FROM srok_explain(start, '17 hours 0.25 seconds')) <> interval '17 hours 0.25 seconds'
    OR (SELECT max(ends) FROM srok_explain(start, '17 hours 0.25 seconds')) <> srok_deadline(start, '17 hours 0.25 seconds');

-- A bad row is NULL with its reason, and the others go on.
CREATE TABLE worked (id integer, begins timestamptz, ends timestamptz);
INSERT INTO worked VALUES (1, '2026-04-29 15:20', '2026-04-30 08:00'), (2, '0001-01-01', '2026-04-30 08:00'),
  (3, '2026-04-29 15:20', NULL), (4, '2026-04-29 15:20', 'infinity');
SELECT id, answer, status, left(reason, 50) AS reason FROM worked, srok_try_elapsed(begins, ends) ORDER BY id;
SELECT id, (srok_try_elapsed(begins, ends)).answer FROM worked ORDER BY id;
SELECT answer, status, reason FROM srok_try_due('urgent', now());
SELECT answer, status, reason FROM srok_try_deadline(now(), '2 days');
SELECT answer, status FROM srok_try_deadline('technotronics', '2026-04-29 15:20', '1 hour', 'farthest');
SELECT answer, status FROM srok_try_deadline_days('2026-04-29 15:20', -2, 'whole');
SELECT answer, status FROM srok_try_day_kind('1900-01-01');

-- Whole numbers of any unit.
SELECT * FROM srok_ask('elapsed', 'technotronics', 'ns', '-', ARRAY[1777465200000000000, 1777465200000000001]);
SELECT * FROM srok_ask('deadline', 'technotronics', 's', 'nearest', ARRAY[1777465200, NULL]);
SELECT * FROM srok_ask('deadline', 'technotronics', '-', 'nearest', ARRAY[9223372036854775807, 1]);
SELECT * FROM srok_ask('due', 'technotronics', '-', '-', ARRAY[2, 1777465200]);
SELECT * FROM srok_ask('due', 'technotronics', '-', '-', ARRAY[4, 1777465200]);
SELECT * FROM srok_ask('day', 'ru', '-', '-', ARRAY[20572]);
SELECT * FROM srok_ask('life', 'technotronics', '-', '-', '{}');
SELECT * FROM srok_ask('elapsed', 'technotronics', '-', '-', '{1}');
SELECT * FROM srok_ask('elapsed', 'technotronics', 'h', '-', '{1,2}');
SELECT * FROM srok_ask('day', 'mars', '-', '-', '{1}');
SELECT * FROM srok_ask('elapsed', 'nobody', '-', '-', '{1,2}');
SELECT * FROM srok_ask('add_days', 'technotronics', '-', '-', '{20572,3000000000}');
SELECT * FROM srok_ask('deadline_days', 'technotronics', 's', 'whole', ARRAY[1777465200, 3000000000]);
SELECT * FROM srok_ask('deadline_days', 'technotronics', 's', 'whole', ARRAY[1777465200, -3000000000]);
SELECT * FROM srok_ask('due', 'technotronics', 's', '-', ARRAY[3000000000, 1777465200]);
SELECT * FROM srok_ask('day', 'ru', '-', '-', ARRAY[-3000000000]);
SELECT * FROM srok_ask('days_between', 'technotronics', '-', '-', ARRAY[20572, 3000000000]);
SELECT * FROM srok_ask('offset_at', 'technotronics', 'ms', '-', '{1}');
