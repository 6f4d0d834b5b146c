-- Answers that are stored: in an index, a generated column, a constraint, a materialized view; and what lists them.
SET timezone = 'Europe/Moscow';
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';
\set VERBOSITY terse

CREATE TABLE promise (
  id integer PRIMARY KEY, priority text NOT NULL, submitted timestamptz NOT NULL,
  due timestamptz GENERATED ALWAYS AS (srok_due(priority, submitted)) STORED,
  CONSTRAINT accepted CHECK (srok_accepted(submitted) >= submitted));
CREATE INDEX promise_left ON promise (srok_latest_start(due, '4 hours'));
INSERT INTO promise (id, priority, submitted)
  SELECT i, (ARRAY['low', 'medium', 'high', 'emergency'])[i % 4 + 1], timestamptz '2026-01-12 00:00' + i * interval '97 minutes'
    FROM generate_series(1, 5000) AS i;
CREATE MATERIALIZED VIEW month AS
  SELECT date_trunc('month', submitted) AS month, sum(srok_elapsed(submitted, due)) AS promised FROM promise GROUP BY 1;
ANALYZE promise;
EXPLAIN (COSTS OFF) SELECT id FROM promise WHERE srok_latest_start(due, '4 hours') < '2026-01-20 12:00';
SELECT count(*) FROM promise WHERE srok_latest_start(due, '4 hours') < '2026-01-20 12:00';
SET enable_indexscan = off; SET enable_bitmapscan = off;
SELECT count(*) FROM promise WHERE srok_latest_start(due, '4 hours') < '2026-01-20 12:00';
RESET enable_indexscan; RESET enable_bitmapscan;
INSERT INTO promise (id, priority, submitted) VALUES (0, 'whenever', '2026-01-12');

-- Also through a view.
CREATE VIEW promised AS SELECT id, srok_elapsed(submitted, due) AS promised FROM promise;
CREATE VIEW promised_again AS SELECT id, promised FROM promised;
CREATE MATERIALIZED VIEW total AS SELECT sum(promised) FROM promised_again;
-- Through a generated column, a materialized view, and a view of it; what reads other columns stores no answers.
CREATE MATERIALIZED VIEW dues AS SELECT id, due FROM promise;
CREATE MATERIALIZED VIEW last_due AS SELECT max(due) FROM dues;
CREATE VIEW total_seen AS SELECT * FROM total;
CREATE MATERIALIZED VIEW total_kept AS SELECT * FROM total_seen, last_due;
CREATE MATERIALIZED VIEW submissions AS SELECT submitted FROM promise;
-- In the key of a partition, and in a domain.
CREATE TABLE by_due (submitted timestamptz NOT NULL) PARTITION BY RANGE (srok_next_open(submitted));
CREATE DOMAIN open_moment AS timestamptz CONSTRAINT is_open CHECK (srok_is_open(VALUE));
SELECT step, kind, name, remedy FROM srok_dependents ORDER BY step, kind, name;
REINDEX INDEX promise_left;

-- Workers of a parallel query compile for themselves.
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS OFF) SELECT sum(srok_elapsed('[schedule]
zone = "UTC"
[schedule.hours]
mon = ["00:00-24:00"]', submitted, due)) FROM promise;
SELECT sum(srok_elapsed('[schedule]
zone = "UTC"
[schedule.hours]
mon = ["00:00-24:00"]', submitted, due)) FROM promise;
SET max_parallel_workers_per_gather = 0;
SELECT sum(srok_elapsed('[schedule]
zone = "UTC"
[schedule.hours]
mon = ["00:00-24:00"]', submitted, due)) FROM promise;

-- Every function is IMMUTABLE, STRICT and PARALLEL SAFE, but for these.
SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_depend d ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass
  JOIN pg_extension e ON e.oid = d.refobjid AND d.refclassid = 'pg_extension'::regclass AND d.deptype = 'e'
 WHERE e.extname = 'srok'
   AND (p.provolatile <> 'i' OR NOT p.proisstrict OR p.proparallel <> 's' OR p.prorows > 0 AND p.procost < 100)
 ORDER BY 1;
-- Types without a collation, so that postgres_fdw sends the functions.
SELECT typname, typcollation, typcategory FROM pg_type WHERE typname ~ '^srok' AND typtype = 'b' AND typelem = 0 ORDER BY 1;
