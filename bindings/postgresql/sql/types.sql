-- Schedules and regulations as values: checked where they are written, compared, stored, cast.
SET timezone = 'Europe/Moscow';
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';
\set VERBOSITY terse

CREATE TABLE desk (name text PRIMARY KEY, hours srok_schedule NOT NULL, rules srok_regulation);
INSERT INTO desk VALUES ('moscow', 'technotronics', 'technotronics'), ('berlin', '[schedule]
zone = "Europe/Berlin"
[schedule.hours]
mon = ["09:00-17:00"]
tue = ["09:00-17:00"]
', '[regulation]
title = "Night"
default_priority = "normal"
out_of_turn = []
[regulation.priorities]
normal = 1
[schedule]
zone = "Europe/Berlin"
[schedule.hours]
fri = ["22:00-06:00"]
');
SELECT name, srok_deadline(hours, '2026-11-24 17:30', '2 hours') FROM desk ORDER BY name;
SELECT name, hours, rules::text LIKE '%Night%' FROM desk ORDER BY name;
-- A regulation is a schedule, too.
SELECT name, srok_next_open(rules, '2026-11-24 17:30') FROM desk ORDER BY name;
SELECT srok_due(rules, 'normal', '2026-11-24 17:30') FROM desk WHERE name = 'berlin';
SELECT name, srok_next_open(rules::text::srok_schedule, '2026-11-24 17:30') FROM desk ORDER BY name;
-- However the header of its table is written.
SELECT header, srok_next_open(text, '2026-11-24 17:30')
  FROM unnest(ARRAY['[regulation]', '[ regulation ]', '["regulation"]', E'\t[\'regulation\'] # one']) AS header,
       LATERAL (SELECT (header || '
title = "Day"
priorities = { normal = 1 }
default_priority = "normal"
out_of_turn = []
[schedule]
zone = "Europe/Moscow"
[schedule.hours]
fri = ["09:00-18:00"]')::srok_regulation::text::srok_schedule AS text) AS t;
SELECT srok_next_open('schedule.zone = "Europe/Moscow"
schedule.hours.fri = ["09:00-18:00"]
regulation . title = "Day"
regulation.priorities.normal = 1
regulation.default_priority = "normal"
regulation.out_of_turn = []', '2026-11-24 17:30');

-- Nothing is taken that does not compile.
INSERT INTO desk VALUES ('x', '', NULL);
INSERT INTO desk VALUES ('x', 'nobody', NULL);
INSERT INTO desk VALUES ('x', 'moscow', 'nobody');
INSERT INTO desk VALUES ('x', '[schedule]
zone = "Mars/Olympus"', NULL);
INSERT INTO desk VALUES ('x', '[schedule]
zone = "UTC"', NULL);
INSERT INTO desk VALUES ('x', '[schedule]
zone = "UTC"
[schedule.hours]
mon = ["9-17"]', NULL);
INSERT INTO desk VALUES ('x', 'technotronics', '[schedule]
zone = "UTC"
[schedule.hours]
mon = ["09:00-17:00"]');
SELECT count(*) FROM desk;

-- Compared by their texts: grouped, ordered, joined, found.
SELECT count(*), count(DISTINCT hours) FROM (SELECT hours FROM desk UNION ALL SELECT hours FROM desk) AS twice;
SELECT hours = 'technotronics', hours < 'technotronics', rules IS DISTINCT FROM rules FROM desk ORDER BY name;
CREATE INDEX ON desk (hours);
SET enable_seqscan = off;
SELECT name FROM desk WHERE hours = 'technotronics';
RESET enable_seqscan;

-- More schedules than are kept compiled, twice over, and a long text, which is stored apart.
SELECT count(*), sum(srok_elapsed(hours, '2026-11-23 00:00', '2026-11-30 00:00'))
  FROM generate_series(1, 2) AS again, generate_series(1, 50) AS i, LATERAL (SELECT format('[schedule]
zone = "UTC"
[schedule.hours]
mon = ["00:00-%s:00"]', to_char(i % 24 + 1, 'FM00'))::srok_schedule AS hours) AS s;
CREATE TABLE long (hours srok_schedule);
ALTER TABLE long ALTER hours SET STORAGE EXTERNAL;
INSERT INTO long SELECT ('# ' || repeat('long ', 5000) || '
[schedule]
zone = "UTC"
[schedule.hours]
mon = ["00:00-24:00"]')::srok_schedule;
SELECT length(hours::text), srok_elapsed(hours, '2026-11-23 00:00', '2026-11-30 00:00') FROM long;

-- By the binary protocol, too.
CREATE TABLE copied (LIKE desk);
DO $$
BEGIN
  EXECUTE format('COPY desk TO %L (FORMAT binary)', current_setting('data_directory') || '/desk.binary');
  EXECUTE format('COPY copied FROM %L (FORMAT binary)', current_setting('data_directory') || '/desk.binary');
END $$;
SELECT count(*) FROM desk JOIN copied USING (name, hours, rules);
