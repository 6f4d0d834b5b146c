#!/usr/bin/env bash
# The whole stories of real tickets on the screen; `srok` is on the PATH (run.sh sees to it).
#
#   tickets.sh [FILE]     where to keep the picture of one ticket; nowhere when left out
set -euo pipefail
examples=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
picture=${1:-$(mktemp)}
[[ $# -gt 0 ]] || trap 'rm -f "$picture"' EXIT
tickets=$examples/tickets.jsonl

printf 'A year later, by the regulation of «Технотроникс»:\n\n'
srok report "$tickets" --now 2017-03-01T12:00

printf '\nThe same when a silent user'\''s ticket stays open (examples/no_auto_close.toml):\n\n'
srok report "$tickets" --now 2017-03-01T12:00 --regulation "$examples/no_auto_close.toml"

# How many tickets are in which state.
states() {
  srok tickets "$tickets" --now 2016-03-16T12:00 "$@" | grep -o '"state":"[a-z_]*"' | sort | uniq -c
}
printf '\nHow the tickets stood after two weeks, with the rule of silence and without it:\n\n'
diff --side-by-side --width 100 --expand-tabs <(states) \
  <(states --regulation "$examples/no_auto_close.toml") || true

queue=$(srok queue "$tickets" --now 2016-03-02T12:00)
printf '\nThe order of work on the third day at noon: %s tickets, the first and the last of them\n\n' \
  "$(($(wc -l <<<"$queue") - 1))"
head -n 13 <<<"$queue"
printf '  …\n'
tail -n 6 <<<"$queue"

printf '\nThe story of one ticket:\n\n'
srok ticket "$tickets" --id INC0000294 --now 2016-03-31T12:00
srok ticket "$tickets" --id INC0000294 --now 2016-03-31T12:00 --svg "$picture"
