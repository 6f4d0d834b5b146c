#!/usr/bin/env bash
# A desk that has outgrown one machine: its tickets lie on two servers, postgres_fdw sends srok's functions to them.
# Starts both servers, shows what is sent, checks that every way gives the same answers, and prints what each took.
#
# Run as: shards.sh ROWS PG_CONFIG COMMAND...; COMMAND installs the extension below the folder that it is given last, for
# instance shards.sh 1000000 /usr/lib/postgresql/15/bin/pg_config bash tests/install.sh ../../build/release
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/tests/server.sh"
rows=$1 config=$2
shift 2
install_srok "$config" "$@"
start_server north
start_server south
export PGHOST=$room PGUSER=postgres PGOPTIONS='-c timezone=Europe/Moscow -c client_min_messages=warning'

# ask <server> <database> <psql argument>...
ask() {
  local port
  port=$(port_of "$1")
  psql -X -q -A -t -v ON_ERROR_STOP=1 -p "$port" -d "$2" "${@:3}"
}

# ---- the shards: the same table, a region each ----

for region in north south; do
  ask $region postgres -c 'CREATE DATABASE desk'
  ask $region desk -v region=$region -v rows=$((rows / 2)) <<'SQL'
CREATE EXTENSION srok;
CREATE TABLE ticket (
  region text NOT NULL CHECK (region = :'region'), number bigint, priority text NOT NULL,
  submitted timestamptz NOT NULL, answered timestamptz NOT NULL, PRIMARY KEY (region, number));
SELECT setseed(ascii(:'region') / 1000.0) \g /dev/null
INSERT INTO ticket
  SELECT :'region', i, (ARRAY['low', 'medium', 'high', 'emergency'])[1 + (random() * 3)::integer], submitted,
         submitted + random() * interval '12 days'
    FROM (SELECT i, timestamptz '2016-01-11' + random() * interval '3600 days' AS submitted
            FROM generate_series(1, :rows) AS i OFFSET 0) AS s;
VACUUM ANALYZE ticket;
SQL
done

# ---- the front: a table of foreign partitions; `extensions` says whose functions mean the same over there ----

ask north postgres -c 'CREATE DATABASE front'
ask north front <<'SQL'
CREATE EXTENSION srok;
CREATE EXTENSION postgres_fdw;
CREATE TABLE ticket (
  region text NOT NULL, number bigint, priority text NOT NULL, submitted timestamptz NOT NULL,
  answered timestamptz NOT NULL) PARTITION BY LIST (region);
SQL
for region in north south; do
  ask north front -v region=$region -v room="$room" -v port="$(port_of $region)" <<'SQL'
CREATE SERVER :region FOREIGN DATA WRAPPER postgres_fdw
  OPTIONS (host :'room', port :'port', dbname 'desk', extensions 'srok', async_capable 'true', fetch_size '10000');
CREATE USER MAPPING FOR postgres SERVER :region OPTIONS (user 'postgres');
CREATE FOREIGN TABLE :"region" PARTITION OF ticket FOR VALUES IN (:'region') SERVER :region OPTIONS (table_name 'ticket');
ANALYZE :region;
SQL
done

# ---- the questions ----

late="SELECT count(*) FROM ticket WHERE answered > srok_due(priority, submitted)"
slow="SELECT count(*) FROM ticket WHERE srok_elapsed('technotronics', submitted, answered) > interval '60 hours'"
# Grouped by the key of the partitions, so that each server adds up its own.
report="SELECT region, count(*), sum(srok_elapsed(submitted, answered)) AS worked,
  count(*) FILTER (WHERE answered > srok_due(priority, submitted)) AS late FROM ticket GROUP BY region ORDER BY region"
together="SET enable_partitionwise_aggregate = on"

for question in "$late" "$slow" "$report"; do
  echo "$question"
  sent=$(ask north front -c "$together" -c "EXPLAIN (VERBOSE, COSTS OFF) $question" | grep -E 'Remote SQL')
  sort -u <<<"$sent"
  echo
  if [[ $(grep -c 'srok_' <<<"$sent") -ne 2 ]]; then
    echo "not sent to both servers" >&2
    exit 1
  fi
done
if ! grep -q 'sum(public.srok_elapsed' <<<"$sent"; then
  echo "the report is not added up where the tickets lie" >&2
  exit 1
fi

# milliseconds <server> <database> <setting> <question>: the best of three.
milliseconds() {
  ask "$1" "$2" -c "$3" -c '\timing on' -c "$4" -c "$4" -c "$4" | sed -nE 's/^Time: ([0-9.]+) ms.*/\1/p' | sort -n | head -n 1
}
# row <what> <time> <answer>
row() {
  printf '%-52s %9.1f ms   %s\n' "$1" "$2" "$(tr '\n' ' ' <<<"$3")"
}

printf 'The report over %d tickets\n' "$rows"
sent_answer=$(ask north front -c "$together" -c "$report")
sent_time=$(milliseconds north front "$together" "$report")
row "functions and sums sent to both servers" "$sent_time" "$sent_answer"

plain_answer=$(ask north front -c "SET enable_partitionwise_aggregate = off" -c "$report")
row "without enable_partitionwise_aggregate" \
  "$(milliseconds north front "SET enable_partitionwise_aggregate = off" "$report")" "$plain_answer"

for region in north south; do ask north front -c "ALTER SERVER $region OPTIONS (DROP extensions)"; done
fetched_answer=$(ask north front -c "$together" -c "$report")
fetched_late=$(ask north front -c "$late")
row "without extensions 'srok': every ticket fetched" "$(milliseconds north front "$together" "$report")" "$fetched_answer"
for region in north south; do ask north front -c "ALTER SERVER $region OPTIONS (ADD extensions 'srok')"; done

own_answer=$(for region in north south; do ask $region desk -c "$report"; done)
row "each server asked by itself, one after the other" "$(for region in north south; do
  milliseconds $region desk "SET max_parallel_workers_per_gather = 0" "$report"
done | awk '{ sum += $1 } END { print sum }')" "$own_answer"

if [[ $sent_answer != "$own_answer" || $plain_answer != "$own_answer" || $fetched_answer != "$own_answer" ||
      $fetched_late != "$(ask north front -c "$late")" ]]; then
  echo "the answers differ" >&2
  exit 1
fi
echo "all answers are the same"
