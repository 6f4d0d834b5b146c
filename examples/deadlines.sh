#!/usr/bin/env bash
# The deadlines of real tickets on the screen; `srok` and the examples are on the PATH (run.sh sees to it).
#
#   deadlines.sh [FILE]     where to keep the tickets with their deadlines; nowhere when left out
set -euo pipefail
examples=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
deadlines=${1:-$(mktemp)}
[[ $# -gt 0 ]] || trap 'rm -f "$deadlines"' EXIT

srok batch "$examples/tickets.csv" --output "$deadlines"
echo "The first tickets with their deadlines:"
head -n 4 "$deadlines"

printf '\nThe regulation of «Технотроникс» over real tickets (see examples/README.md for their source):\n\n'
example_answered_in_time "$examples/tickets.csv"

printf '\nWhy the last of them was due when it was:\n\n'
srok due --priority medium --submitted 2016-03-02T15:33:00+03:00 --explain
