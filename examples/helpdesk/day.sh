#!/usr/bin/env bash
# A week at the desk, in a dozen commands. Run as: day.sh [HELPDESK], the program that helpdesk.cpp becomes.
set -u
helpdesk=${1:-example_helpdesk}
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

# at <time> <verb> <arguments...>: the command as one would type it, and what it answers.
at() {
  local now=$1
  shift
  printf '\n%s $ helpdesk' "$now"
  local word
  for word in "$@"; do [[ $word == *' '* ]] && printf ' "%s"' "$word" || printf ' %s' "$word"; done
  echo
  "$helpdesk" "$room/desk.db" "$@" --now "$now" 2>&1 || printf '(%s)\n' "$?"
}

# problem <time> <user> <channel> <what>: a ticket with all that clause 4.4 asks for.
problem() {
  at "$1" open --user "$2" --channel "$3" --problem "$4" \
    --product R-3.2 --contact 12-34 --expected "it works" --steps "press Start" "${@:5}"
}

echo "== Clauses 4.1, 4.4 and 5.2: what is not taken"
at 2026-04-29T09:00 open --user ivanov --channel portal --priority high --problem "It stops"
problem 2026-04-29T09:01 ivanov telephone "It stops" --priority high
problem 2026-04-29T09:02 ivanov portal "Teach us to use it" --priority low --topic training

echo; echo "== Clause 4.3: three tickets a user; the fourth waits for a slot"
problem 2026-04-29T09:05 ivanov portal "It stops" --priority high
problem 2026-04-29T09:10 ivanov email "No sound"
problem 2026-04-29T09:15 ivanov portal "No picture" --priority medium
problem 2026-04-29T09:20 ivanov portal "No light" --priority emergency
problem 2026-04-29T09:30 petrova email "No licence" --priority emergency
at 2026-04-29T10:00 queue
at 2026-04-29T10:10 resolve T-2 --text "The cable was out"
at 2026-04-29T10:10 queue

echo; echo "== Clauses 3.8 and 4.10: a question, and silence"
at 2026-04-29T11:00 reply T-1 --kind question --text "Which light is on?"
at 2026-04-29T11:30 defer T-3 --reason needs_development --text "Wants a new driver"
at 2026-04-29T17:00 reply T-5 --kind instruction --text "Enter the key again"
at 2026-05-05T10:59 show T-1
at 2026-05-06T09:00 show T-1
at 2026-05-06T09:05 user-reply T-1 --text "The red one"

echo; echo "== What is impossible changes nothing"
at 2026-05-06T09:10 resume T-4
at 2026-04-28T09:10 resolve T-4
at 2026-05-06T09:15 reply T-9 --kind note --text "Who is it?"
at 2026-05-06T09:20 reply T-4 --kind shout --text "Wait!"
at 2026-05-06T12:00 resume T-3
at 2026-05-06T12:00 queue
at 2026-05-06T12:00 show T-5

echo; echo "== Events are never changed"
python3 - "$room/desk.db" <<'PYTHON'
import sqlite3
import sys

for change in ("DELETE FROM events", "UPDATE events SET at = 0"):
    try:
        sqlite3.connect(sys.argv[1], isolation_level=None).execute(change)
    except sqlite3.DatabaseError as error:
        print(f"{change}: {error}")
PYTHON
