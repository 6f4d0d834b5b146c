#!/usr/bin/env bash
# Asks every row of tests/vectors in SQL. Run as: vectors.sh SROK_SO VECTORS_DIR
set -euo pipefail
extension=$1 vectors=$2
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

grep -v '^#' "$vectors/vectors.tsv" >"$room/asked"
{
  echo ".load ${extension%.so}"
  echo "CREATE TABLE subject (name TEXT PRIMARY KEY, text TEXT NOT NULL);"
  echo "INSERT INTO subject VALUES ('technotronics', 'technotronics');"
  for file in "$vectors"/schedules/*.toml "$vectors"/regulations/*.toml; do
    echo "INSERT INTO subject VALUES ('$(basename "$file" .toml)', CAST(readfile('$file') AS TEXT));"
  done
  echo "CREATE TABLE vector (id INTEGER PRIMARY KEY, question, subject, unit, choice, arguments, status, result);"
  printf '.mode tabs\n.import %s vector\n' "$room/asked"
  cat <<'SQL'
-- none: NULL in a batch; in a single question the instant that it stands for.
CREATE TABLE asked AS
  WITH apart AS (
    SELECT id, question, text AS s, choice, iif(unit = '-', 's', unit) AS unit,
           json('[' || replace(replace(arguments, 'none', iif(unit = '-', '-9223372036854775808', 'null')), ' ', ',')
                || ']') AS a
      FROM vector LEFT JOIN subject ON name = subject)
  SELECT id, question, s, unit, choice, a, a ->> 0 AS a0, a ->> 1 AS a1 FROM apart;

CREATE VIEW pauses AS
  SELECT id, (SELECT json_group_array(json_array(b.value, nullif(e.value, -9223372036854775808)))
                FROM json_each(a) b JOIN json_each(a) e ON e.key = b.key + 1
               WHERE b.key >= 2 AND b.key % 2 = 0) AS pauses
    FROM asked WHERE question = 'deadline_with_pauses';

          SELECT id, status, answer FROM asked, srok_try_elapsed(s, a0, a1, unit) WHERE question = 'elapsed'
UNION ALL SELECT id, status, answer FROM asked, srok_try_deadline(s, a0, a1, choice, unit) WHERE question = 'deadline'
UNION ALL SELECT id, status, answer FROM asked, srok_try_latest_start(s, a0, a1, choice, unit)
           WHERE question = 'latest_start'
UNION ALL SELECT id, status, answer FROM asked, srok_try_deadline_days(s, a0, a1, choice, unit)
           WHERE question = 'deadline_days'
UNION ALL SELECT id, status, answer FROM asked JOIN pauses USING (id),
                 srok_try_deadline_with_pauses(s, a0, a1, pauses, choice)
UNION ALL SELECT id, status, answer FROM asked, srok_try_is_open(s, a0, unit) WHERE question = 'is_open'
UNION ALL SELECT id, status, answer FROM asked, srok_try_next_open(s, a0) WHERE question = 'next_open'
UNION ALL SELECT id, status, answer FROM asked, srok_try_next_close(s, a0) WHERE question = 'next_close'
UNION ALL SELECT id, status, answer FROM asked, srok_try_previous_open(s, a0) WHERE question = 'previous_open'
UNION ALL SELECT id, status, answer FROM asked, srok_try_previous_close(s, a0) WHERE question = 'previous_close'
UNION ALL SELECT id, status, answer FROM asked, srok_try_add_days(s, a0, a1) WHERE question = 'add_days'
UNION ALL SELECT id, status, answer FROM asked, srok_try_days_between(s, a0, a1) WHERE question = 'days_between'
UNION ALL SELECT id, status, answer FROM asked, srok_try_offset_at(s, a0) WHERE question = 'offset_at'
UNION ALL SELECT id, status, answer FROM asked, srok_try_instant_from_local(s, a0) WHERE question = 'instant_from_local'
UNION ALL SELECT id, status, answer FROM asked, srok_try_official_until(s) WHERE question = 'official_until'
UNION ALL SELECT id, b.status, b.answer || ' ' || e.answer
            FROM asked, srok_try_horizon_begin(s) b, srok_try_horizon_end(s) e WHERE question = 'horizon'
UNION ALL SELECT id, d.status, d.answer FROM asked JOIN vector v USING (id), srok_try_due(s, a0, a1, asked.unit) d
           WHERE asked.question = 'due' AND v.unit <> '-'
UNION ALL SELECT id, d.status, a.answer || ' ' || d.answer
            FROM asked JOIN vector v USING (id), srok_try_due(s, a0, a1) d, srok_try_accepted(s, a1) a
           WHERE asked.question = 'due' AND v.unit = '-'
UNION ALL SELECT id, status, answer FROM asked, srok_try_day(a0) WHERE question = 'day'
UNION ALL SELECT id, 'SROK_OK', srok_first_year() || ' ' || srok_last_year() FROM asked WHERE question = 'years'
ORDER BY id;
SQL
} | sqlite3 -bail -nullvalue none >"$room/answered"

hash=$(sha256sum <"$room/answered" | cut -d' ' -f1)
total=$(wc -l <"$room/asked")
cut -f1,7,8 "$room/asked" >"$room/expected"
failed=$(comm -23 <(sort "$room/expected") <(sort "$room/answered") | wc -l)
echo "sha256 $hash"
echo "$((total - failed)) passed, $failed failed"
[[ $failed -eq 0 && $hash == "$(cat "$vectors/sha256")" ]] && exit
diff "$room/expected" "$room/answered" | head -n 20
exit 1
