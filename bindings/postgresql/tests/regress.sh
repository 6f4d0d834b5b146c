#!/usr/bin/env bash
# The regression tests of sql/ and expected/ against a server of their own, started for them.
# Run as: regress.sh PG_CONFIG COMMAND...; COMMAND installs the extension below the folder that it is given last.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$here/tests/server.sh"
config=$1
shift
install_srok "$config" "$@"
start_server one
export PGHOST=$room PGPORT=6100 PGUSER=postgres
regress=$(dirname "$("$config" --pgxs)")/../../src/test/regress/pg_regress
if ! "$regress" --inputdir="$here" --outputdir="$room" --bindir="$("$config" --bindir)" --dbname=srok_regression \
  questions types rows tickets stored encoding upgrade; then
  cat "$room/regression.diffs"
  [[ -n ${SROK_KEEP:-} ]] && cp -r "$room/results" "$SROK_KEEP"
  exit 1
fi

# What a dump holds is taken again.
psql -X -q -v ON_ERROR_STOP=1 -d postgres -c 'CREATE DATABASE kept' -c 'CREATE DATABASE taken'
psql -X -q -v ON_ERROR_STOP=1 -d kept <<'SQL'
CREATE EXTENSION srok;
CREATE TABLE desk (name text, hours srok_schedule, rules srok_regulation, landing srok_landing);
INSERT INTO desk VALUES ('moscow', 'technotronics', 'technotronics', 'farthest'), ('one', '[schedule]
zone = "Asia/Tokyo" # a comment with ''quotes'' and a \backslash
[schedule.hours]
mon = ["09:00-17:00"]', NULL, NULL);
CREATE INDEX ON desk (srok_next_open(hours, '2026-11-24 15:20+03'));
SQL
pg_dump kept | psql -X -q -v ON_ERROR_STOP=1 -d taken >/dev/null
question="SELECT name, hours, rules, landing, srok_next_open(hours, '2026-11-24 15:20+03') FROM desk ORDER BY name"
diff <(psql -X -c "$question" kept) <(psql -X -c "$question" taken)

# The README tells the truth.
if [[ -e $here/../../tests/readme_test.py ]]; then
  PGDATABASE=kept PGTZ=Europe/Moscow python3 "$here/../../tests/readme_test.py" "$here/README.md" "$room"
fi
