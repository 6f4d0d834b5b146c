#!/usr/bin/env bash
# Asks generate_series.sql of a PostgreSQL of its own: on a Unix socket in a folder of its own, as a
# plain user, stopped and removed at the end.
#
#   generate_series.sh QUESTIONS_FOLDER ANSWERS_FILE SECONDS_A_SET
set -euo pipefail
[[ $# -eq 3 ]] || { echo "usage: $0 QUESTIONS_FOLDER ANSWERS_FILE SECONDS_A_SET" >&2; exit 2; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
questions=$(realpath "$1")
answers=$(realpath "$2")
seconds=$3

programs=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
[[ -x $programs/initdb ]] || programs=$(dirname "$(command -v initdb)")

# PostgreSQL refuses to run as root; its package brings a user.
as_user=()
[[ $(id -u) -eq 0 ]] && as_user=(runuser -u postgres --)

home=$(mktemp -d)
[[ $(id -u) -eq 0 ]] && chown postgres "$home"
finish() {
  "${as_user[@]}" "$programs/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$home"
}
trap finish EXIT

cd "$home"
"${as_user[@]}" "$programs/initdb" -D "$home/data" -A trust -U srok --no-sync >/dev/null
"${as_user[@]}" "$programs/pg_ctl" -D "$home/data" -w -l "$home/log" \
  -o "-c listen_addresses='' -c unix_socket_directories='$home'" start >/dev/null

awk '/^set / { set = $2; number = 0; next }
  { print set "," number++ "," $1 "," $2 "," $3 "," $4 }' "$questions/questions" >"$home/questions.csv"
for file in "$questions"/*.closed; do
  sed "s/^/$(basename "$file" .closed),/" "$file"
done >"$home/closed.csv"

client=("$programs/psql" -h "$home" -U srok -d postgres -q -A -t -v ON_ERROR_STOP=1)
"${client[@]}" <<SQL
create table question (set text, number int, v1 bigint, v2 bigint, v3 bigint, v4 bigint,
  primary key (set, number));
create table closed (desk text, date date, primary key (desk, date));
\copy question from '$home/questions.csv' (format csv)
\copy closed from '$home/closed.csv' (format csv)
analyze;
SQL
"${client[@]}" -v seconds="$seconds" -f "$here/generate_series.sql" >"$answers"
