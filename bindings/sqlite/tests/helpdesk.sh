#!/usr/bin/env bash
# The helpdesk of examples/ and SQL over its file tell the same. Run as: helpdesk.sh SROK_SO HELPDESK DESK.sql
set -eu
extension=$1 helpdesk=$2 questions=$3
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

desk() {
  "$helpdesk" "$room/desk.db" "$@"
}
problem() {
  desk open --now "$1" --user "$2" --channel "$3" --product R-3.2 --contact 12-34 --problem "It stops" \
    --expected "it works" --steps "press Start" "${@:4}"
}
{
  problem 2026-04-29T09:05 ivanov portal --priority high
  problem 2026-04-29T09:10 ivanov email
  problem 2026-04-29T09:15 ivanov portal --priority medium
  problem 2026-04-29T09:20 ivanov portal --priority emergency
  problem 2026-04-29T09:30 petrova email --priority emergency
  desk resolve T-2 --now 2026-04-29T10:10
  desk reply T-1 --now 2026-04-29T11:00 --kind question --text "Which light is on?"
  desk defer T-3 --now 2026-04-29T11:30 --reason needs_development
} >/dev/null
desk queue --now 2026-05-04T10:00
now=$(date -d 2026-05-04T10:00+03:00 +%s)
sqlite3 "$room/desk.db" ".load ${extension%.so}" ".param init" ".param set :now $now" ".read $questions"
