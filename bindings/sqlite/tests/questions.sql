.print -- a newcomer's questions
SELECT srok_due('high', '2026-04-29T15:20+03:00');
SELECT srok_due('high', 1777465200);
SELECT srok_accepted('2026-05-01T03:00+03:00');
SELECT srok_elapsed('2025-12-30T15:00+03:00', '2026-01-12T10:00+03:00') / 3600.0 AS hours;
SELECT srok_deadline('2026-04-29T15:20+03:00', '4h'), srok_deadline('2026-04-29T15:20+03:00', 14400);
SELECT srok_latest_start('2026-04-30T10:20+03:00', '4h');
SELECT srok_deadline_days('2026-04-29T15:20+03:00', 2, 'elapsed'), srok_deadline_days('2026-04-29T15:20+03:00', 2, 'whole');
SELECT srok_is_open('2026-05-01T10:00+03:00'), srok_is_open('2026-04-30T10:00+03:00');
SELECT srok_next_open('2026-05-01T10:00+03:00'), srok_next_close('2026-04-30T10:00+03:00');
SELECT srok_previous_open('2026-05-01T10:00+03:00'), srok_previous_close('2026-05-01T10:00+03:00');
SELECT srok_add_days('2026-04-30', 2), srok_days_between('2026-01-01', '2027-01-01');
SELECT srok_day_kind('2026-04-30'), srok_day_kind('2026-05-01'), srok_day('2024-04-27') & 16;

.print -- the two landings
SELECT srok_deadline('technotronics', '2026-04-29T07:00+03:00', '9h', 'nearest'),
       srok_deadline('technotronics', '2026-04-29T07:00+03:00', '9h', 'farthest');

.print -- pauses
SELECT srok_deadline_with_pauses('2026-04-29T15:20+03:00', '1h',
                                 json_array(json_array('2026-04-29T15:30+03:00', '2026-04-29T15:40+03:00')));
SELECT srok_deadline_with_pauses(1777465200, 3600, '[[1777465800, 1777466400]]');
SELECT srok_deadline_with_pauses(1777465200, 3600, '[[1777465800, null]]');

.print -- why
SELECT begins, ends, counted, reason, name FROM srok_explain('2026-04-29T15:20+03:00', '12h');
SELECT sum(counted) FROM srok_explain_elapsed('2026-04-29T15:20+03:00', srok_due('high', '2026-04-29T15:20+03:00'));

.print -- a schedule of one's own, in a table
CREATE TABLE desk (name TEXT PRIMARY KEY, hours TEXT NOT NULL);
INSERT INTO desk VALUES ('moscow', 'technotronics'), ('berlin', '[schedule]
zone = "Europe/Berlin"
[schedule.hours]
mon = ["09:00-17:00"]
tue = ["09:00-17:00"]
'), ('night', '
[regulation]
title = "night"
default_priority = "normal"
out_of_turn = []
[regulation.priorities]
normal = 1
[schedule]
zone = "Europe/Moscow"
[schedule.hours]
fri = ["22:00-06:00"]
');
SELECT name, srok_deadline(hours, '2026-11-24T15:30+01:00', '2h') FROM desk ORDER BY name;
SELECT srok_due(hours, 'normal', '2026-11-24T15:30+03:00') FROM desk WHERE name = 'night';
SELECT name, date(srok_horizon_begin(hours), 'unixepoch') FROM desk ORDER BY name;
SELECT header, srok_next_open(header || '
title = "day"
priorities = { normal = 1 }
default_priority = "normal"
out_of_turn = []
[schedule]
zone = "Europe/Moscow"
[schedule.hours]
fri = ["09:00-18:00"]
', '2026-11-24T17:30+03:00') FROM (
  SELECT column1 AS header FROM (VALUES ('[regulation]'), ('[ regulation ]'), ('["regulation"]'), ('[''regulation''] # one')));
SELECT count(*), count(DISTINCT d) FROM (
  SELECT srok_deadline(hours, '2026-11-24T15:30+01:00', value || 'h') AS d FROM desk, generate_series(1, 40));

.print -- milliseconds; nothing is rounded
SELECT srok_deadline('technotronics', 1777467599500, 1000, 'nearest', 'ms');
SELECT srok_elapsed('technotronics', 1777467599500, 1777522500500, 'ms');
SELECT srok_is_open('technotronics', 1777467599999, 'ms'), srok_is_open('technotronics', 1777467600000, 'ms');
SELECT srok_next_close('technotronics', 1777467599999, 'ms'), srok_previous_open('technotronics', -1, 'ms') IS NULL;

.print -- NULL asks nothing
SELECT srok_elapsed(NULL, 0) IS NULL, srok_due('high', NULL) IS NULL, srok_deadline(NULL, 0, 0) IS NULL;
SELECT count(*) FROM srok_explain(NULL, 0);

.print -- what is wrong, where, and the way out
SELECT srok_elapsed(0, 1);
SELECT srok_due('urgent', 1777465200);
SELECT srok_due('high', datetime(1777465200, 'unixepoch'));
SELECT srok_due('high', 'tomorrow');
SELECT srok_due('high', 1777465200.5);
SELECT srok_due('high', x'00');
SELECT srok_deadline(1777465200, '2d');
SELECT srok_deadline(1777465200, -1);
SELECT srok_deadline('technotronics', 1777465200, 1, 'sideways');
SELECT srok_deadline_days(1777465200, 2, 'calendar');
SELECT srok_deadline_days(1777465200, 3000000000, 'whole');
SELECT srok_deadline_days(1777465200, -1, 'whole');
SELECT srok_elapsed('technotronics', 0, 1, 'h');
SELECT srok_elapsed('technotronics', '2026-04-29T15:20+03:00', 1, 'ms');
SELECT srok_elapsed('desk', 0, 1);
SELECT srok_elapsed('[schedule]
zone = "Mars/Olympus"', 0, 1);
SELECT srok_elapsed('[schedule]
zone = "UTC"', 0, 1);
SELECT srok_add_days('29.04.2026', 1);
SELECT srok_day('1998-12-31');
SELECT srok_deadline_with_pauses(1777465200, 3600, '[[2, 1]]');
SELECT srok_deadline_with_pauses(1777465200, 3600, '[1, 2]');
SELECT srok_deadline_with_pauses(1777465200, 3600, '[[1777465800, 1777466400]]' || char(0) || ', [1777466400, null]]');
SELECT srok_deadline_with_pauses(1777465200, 3600, replace(hex(zeroblob(500000)), '00', '['));
SELECT srok_deadline_with_pauses(1777465200, 3600, replace(hex(zeroblob(500000)), '00', '[') || replace(hex(zeroblob(500000)), '00', ']'));
SELECT * FROM srok_explain(1777465200);
SELECT * FROM srok_explain(1777465200, -1);
SELECT * FROM srok_explain_elapsed(1777465200, 1777465199);
SELECT * FROM srok_explain_elapsed(0, 1777465199);
SELECT * FROM srok_explain(1777465200, '1h') WHERE argument1 = 5;
SELECT * FROM srok_explain(1777465200, '1h') WHERE argument4 = 'nearest';
SELECT count(*) FROM srok_explain WHERE argument2 = '1h' AND argument1 = 1777465200;
SELECT count(*) FROM (SELECT 1777465200 AS t), srok_explain(t, '1h');

.print -- row by row: the answer, or the reason why there is none
CREATE TABLE worked (id, begins, ends);
INSERT INTO worked VALUES (1, 1777465200, 1777522500), (2, 0, 1), (3, 1777465200, NULL), (4, 'then', 1);
SELECT id, answer, status, reason FROM worked, srok_try_elapsed(begins, ends) ORDER BY id;
SELECT id, (SELECT answer FROM srok_try_elapsed(begins, ends)) FROM worked ORDER BY id;

.print -- deterministic: in an index, a generated column, a CHECK
CREATE TABLE ticket (
  id TEXT PRIMARY KEY, priority TEXT NOT NULL, submitted INTEGER NOT NULL CHECK (srok_accepted(submitted) > 0),
  due INTEGER GENERATED ALWAYS AS (srok_due(priority, submitted)) STORED);
CREATE INDEX by_due ON ticket (srok_due(priority, submitted));
INSERT INTO ticket (id, priority, submitted) VALUES
  ('T-1', 'low', 1777465200), ('T-2', 'emergency', 1777466000), ('T-3', 'high', 1777467000);
SELECT id, datetime(due, 'unixepoch', '+3 hours') FROM ticket ORDER BY srok_due(priority, submitted);
PRAGMA integrity_check;
EXPLAIN QUERY PLAN SELECT id FROM ticket ORDER BY srok_due(priority, submitted);
INSERT INTO ticket (id, priority, submitted) VALUES ('T-4', 'low', 0);

.print -- innocuous: in a view of a database that is not trusted
CREATE VIEW late AS SELECT id, srok_elapsed(submitted, due) AS worked FROM ticket
  WHERE EXISTS (SELECT 1 FROM srok_explain_elapsed(submitted, due));
PRAGMA trusted_schema = off;
SELECT id, worked FROM late ORDER BY id;
