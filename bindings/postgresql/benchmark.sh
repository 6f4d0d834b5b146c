#!/usr/bin/env bash
# What srok costs a million rows, beside the ways in which one does without it, on the same rows, the same answers.
#
# Run as: benchmark.sh ROWS PG_CONFIG COMMAND...; COMMAND installs the extension below the folder that it is given last,
# for instance benchmark.sh 1000000 /usr/lib/postgresql/15/bin/pg_config bash tests/install.sh ../../build/release
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/tests/server.sh"
rows=$1 config=$2
shift 2
install_srok "$config" "$@"
start_server one -c work_mem=256MB -c max_parallel_workers_per_gather=0 -c jit=off
export PGHOST=$room PGPORT=6100 PGUSER=postgres PGDATABASE=postgres PGOPTIONS='-c timezone=Europe/Moscow'

ask() {
  psql -X -q -A -t -v ON_ERROR_STOP=1 "$@"
}

ask -v rows="$rows" <<'SQL'
CREATE EXTENSION srok;
SELECT setseed(0.5) \g /dev/null
CREATE TABLE span AS
  SELECT i, a, a + random() * interval '30 days' AS b, (i % 3)::integer AS desk
    FROM (SELECT i, timestamptz '2016-01-11' + random() * interval '3600 days' AS a
            FROM generate_series(1, :rows) AS i OFFSET 0) AS s;
CREATE TABLE desk (desk integer PRIMARY KEY, hours srok_schedule NOT NULL);
INSERT INTO desk SELECT i, format('[schedule]
zone = "Europe/Moscow"
calendar = "ru"
[schedule.hours]
mon = ["07:00-1%1$s:00"]
tue = ["07:00-1%1$s:00"]
wed = ["07:00-1%1$s:00"]
thu = ["07:00-1%1$s:00"]
fri = ["07:00-1%1$s:00"]', 6 + i)::srok_schedule FROM generate_series(0, 2) AS i;

-- The calendar as a table, as desks have it: the working time before each date.
CREATE TABLE day AS
  SELECT date, working, coalesce(sum(CASE WHEN working THEN interval '9 hours' END)
           OVER (ORDER BY date ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), '0') AS before
    FROM (SELECT d::date AS date, (srok_day(d::date) & 15) IN (0, 1, 5) AS working
            FROM generate_series('2015-12-01'::timestamp, '2026-06-30', '1 day') AS d) AS s;
ALTER TABLE day ADD PRIMARY KEY (date);

CREATE FUNCTION within(wall timestamp) RETURNS interval IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
  SELECT greatest(least(wall::time, time '16:00'), time '07:00') - time '07:00' $$;

-- Row by row with the cumulative table: the best that PL/pgSQL gives.
CREATE FUNCTION plpgsql_elapsed(a timestamptz, b timestamptz) RETURNS interval STABLE PARALLEL SAFE LANGUAGE plpgsql AS $$
DECLARE
  from_wall timestamp := a AT TIME ZONE 'Europe/Moscow';
  to_wall timestamp := b AT TIME ZONE 'Europe/Moscow';
  first day;
  last day;
BEGIN
  SELECT * INTO first FROM day WHERE date = from_wall::date;
  SELECT * INTO last FROM day WHERE date = to_wall::date;
  RETURN last.before + CASE WHEN last.working THEN greatest(least(to_wall::time, '16:00'), '07:00') - time '07:00' ELSE '0' END
       - first.before - CASE WHEN first.working THEN greatest(least(from_wall::time, '16:00'), '07:00') - time '07:00' ELSE '0' END;
END $$;

-- The usual way: the days between, each with the part of it that counts.
CREATE FUNCTION days_elapsed(a timestamptz, b timestamptz) RETURNS interval STABLE PARALLEL SAFE LANGUAGE sql AS $$
  SELECT coalesce(sum(greatest(least(b AT TIME ZONE 'Europe/Moscow', d + interval '16 hours')
                      - greatest(a AT TIME ZONE 'Europe/Moscow', d + interval '7 hours'), '0')), '0')
    FROM generate_series(date_trunc('day', a AT TIME ZONE 'Europe/Moscow'), b AT TIME ZONE 'Europe/Moscow', '1 day') AS d
   WHERE (SELECT working FROM day WHERE date = d::date) $$;

-- The other usual way: the seconds between, each looked up; here by minutes, on minutes.
CREATE FUNCTION minutes_elapsed(a timestamptz, b timestamptz) RETURNS interval STABLE PARALLEL SAFE LANGUAGE sql AS $$
  SELECT count(*) * interval '1 minute'
    FROM generate_series(a AT TIME ZONE 'Europe/Moscow', (b AT TIME ZONE 'Europe/Moscow') - interval '1 minute', '1 minute') AS m
    JOIN day ON day.date = m::date
   WHERE day.working AND m::time >= '07:00' AND m::time < '16:00' $$;

-- A deadline as it is usually found: day after day until the budget is spent.
CREATE FUNCTION plpgsql_deadline(a timestamptz, budget interval) RETURNS timestamptz STABLE PARALLEL SAFE LANGUAGE plpgsql AS $$
DECLARE
  wall timestamp := a AT TIME ZONE 'Europe/Moscow';
  left_over interval := budget;
  opens timestamp;
  free interval;
BEGIN
  LOOP
    IF (SELECT working FROM day WHERE date = wall::date) THEN
      opens := greatest(wall, wall::date + interval '7 hours');
      free := wall::date + interval '16 hours' - opens;
      IF free >= left_over THEN RETURN (opens + left_over) AT TIME ZONE 'Europe/Moscow'; END IF;
      IF free > '0' THEN left_over := left_over - free; END IF;
    END IF;
    wall := wall::date + interval '1 day';
  END LOOP;
END $$;
ANALYZE;
VACUUM span;
SQL

# way <name> <rows> <question of one number over s, the first rows>: the best of three, and what it costs a row. Counted is
# the time of the server's process on a core, not that on the wall, so that a machine with other work measures well enough.
table=""
way() {
  local clock="SELECT split_part(pg_read_file('/proc/self/schedstat'), ' ', 1)::bigint AS" nanoseconds
  nanoseconds=$(ask -v rows="$2" <<SQL | sort -n | head -n 1
CREATE TEMP TABLE s AS SELECT * FROM span WHERE i <= :rows;
ANALYZE s;
$(for again in 1 2 3; do
  printf '%s\n' "$clock before \\gset" "SELECT ($3) AS answer \\gset" "$clock after \\gset" "SELECT :after - :before;"
done)
SQL
)
  table+=$(awk -v name="$1" -v rows="$2" -v ns="$nanoseconds" 'BEGIN {
    printf "| %s | %d | %.0f | %.0f |", name, rows, ns / 1e6, ns / rows }')$'\n'
}

less=$((rows < 20000 ? rows : 20000))
least=$((rows < 50 ? rows : 50))
way "the rows alone: \`count(b - a)\`" "$rows" "SELECT count(b - a) FROM s"
way "\`srok_elapsed(a, b)\`" "$rows" "SELECT count(srok_elapsed(a, b)) FROM s"
way "\`srok_elapsed('technotronics', a, b)\`" "$rows" "SELECT count(srok_elapsed('technotronics', a, b)) FROM s"
way "the join with a table of three schedules: \`count(hours)\`" "$rows" "SELECT count(hours) FROM s JOIN desk USING (desk)"
way "\`srok_elapsed(hours, a, b)\` by it, the schedules by turns" "$rows" \
  "SELECT count(srok_elapsed(hours, a, b)) FROM s JOIN desk USING (desk)"
way "\`srok_deadline(a, '20 hours')\`" "$rows" "SELECT count(srok_deadline(a, '20 hours')) FROM s"
way "\`srok_due('high', a)\`" "$rows" "SELECT count(srok_due('high', a)) FROM s"
way "elapsed: two joins with a table of cumulated days" "$rows" "SELECT count(
    q.before + CASE WHEN q.working THEN within(b AT TIME ZONE 'Europe/Moscow') ELSE '0' END
  - p.before - CASE WHEN p.working THEN within(a AT TIME ZONE 'Europe/Moscow') ELSE '0' END)
  FROM s JOIN day p ON p.date = (a AT TIME ZONE 'Europe/Moscow')::date
         JOIN day q ON q.date = (b AT TIME ZONE 'Europe/Moscow')::date"
way "elapsed: PL/pgSQL with that table" "$less" "SELECT count(plpgsql_elapsed(a, b)) FROM s"
way "elapsed: generate_series over the days" "$less" "SELECT count(days_elapsed(a, b)) FROM s"
way "elapsed: generate_series over the minutes" "$least" "SELECT count(minutes_elapsed(a, b)) FROM s"
way "deadline: PL/pgSQL, day after day" "$less" "SELECT count(plpgsql_deadline(a, '20 hours')) FROM s"

# ---- the same answers ----

differing=$(ask -c "SELECT (SELECT count(*) FROM span JOIN day p ON p.date = (a AT TIME ZONE 'Europe/Moscow')::date
         JOIN day q ON q.date = (b AT TIME ZONE 'Europe/Moscow')::date
   WHERE srok_elapsed(a, b) <> q.before + CASE WHEN q.working THEN within(b AT TIME ZONE 'Europe/Moscow') ELSE '0' END
       - p.before - CASE WHEN p.working THEN within(a AT TIME ZONE 'Europe/Moscow') ELSE '0' END)
  + (SELECT count(*) FROM span WHERE i <= $less AND (srok_elapsed(a, b) <> plpgsql_elapsed(a, b)
       OR srok_elapsed(a, b) <> days_elapsed(a, b) OR srok_deadline(a, '20 hours') <> plpgsql_deadline(a, '20 hours')))
  + (SELECT count(*) FROM (SELECT date_trunc('minute', a) AS a, date_trunc('minute', b) AS b FROM span WHERE i <= $least) AS m
      WHERE srok_elapsed(a, b) <> minutes_elapsed(a, b))")

echo "$(sed -nE 's/^model name\s*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores; $(ask -c 'SHOW server_version' | cut -d' ' -f1);" \
  "one process, time on the core, the best of three; $(date +%F)"
echo
echo "| way | rows | ms | ns a row |"
echo "| --- | ---: | ---: | ---: |"
printf '%s' "$table"
echo
echo "rows that the ways answer differently: $differing"
[[ $differing -eq 0 ]]
