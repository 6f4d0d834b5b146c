-- From the first version to this one; what was stored stays, and the end is what a fresh start gives.
SET client_min_messages = warning;
DROP EXTENSION srok CASCADE;
CREATE EXTENSION srok VERSION '0.1';
\set VERBOSITY terse
SET timezone = 'Europe/Moscow';
SET datestyle = 'ISO';
CREATE TABLE kept (hours srok_schedule, at timestamptz);
CREATE INDEX ON kept (srok_next_open(at));
INSERT INTO kept VALUES ('technotronics', '2026-05-01 10:00');
SELECT count(*) FROM srok_dependents;
CREATE TEMP TABLE members AS
  SELECT pg_describe_object(classid, objid, 0) AS member FROM pg_depend
   WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
     AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'srok');
ALTER EXTENSION srok UPDATE;
SELECT extversion FROM pg_extension WHERE extname = 'srok';
SELECT kind, name FROM srok_dependents;
SELECT srok_next_open(hours, at) FROM kept;
CREATE TEMP TABLE updated AS
  SELECT pg_describe_object(classid, objid, 0) AS member FROM pg_depend
   WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
     AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'srok');
SELECT count(*) FROM members WHERE member NOT IN (SELECT member FROM updated);
DROP EXTENSION srok CASCADE;
-- In a schema of its own, and by one who is no superuser.
CREATE ROLE desk;
GRANT CREATE ON DATABASE :DBNAME TO desk;
SET ROLE desk;
CREATE SCHEMA sla;
CREATE EXTENSION srok SCHEMA sla;
SELECT sla.srok_next_open('2026-05-01 10:00'), kind FROM sla.srok_dependents RIGHT JOIN (SELECT 1) AS one ON true;
RESET ROLE;
CREATE TEMP TABLE fresh AS
  SELECT replace(pg_describe_object(classid, objid, 0), 'sla.', '') AS member FROM pg_depend
   WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
     AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'srok');
SELECT member FROM fresh EXCEPT SELECT member FROM updated;
SELECT member FROM updated EXCEPT SELECT member FROM fresh;
ALTER EXTENSION srok SET SCHEMA public;
SELECT srok_next_open('2026-05-01 10:00');
