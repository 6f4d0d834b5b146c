#!/usr/bin/env bash
# Which lines and branches of srok the tests pass: tests/coverage/run.sh
#
# Builds in build/coverage without optimization, runs every test that runs C++, and writes build/coverage/report, the
# artefact to keep:
#   index.html      every file, line by line
#   report.txt      the same as a table, with the lines that no test passes
#   floors.txt      lines and branches of each floor
#   cobertura.xml   for what reads coverage
# Exit status 1: a floor is below its measure, or an exception of exceptions.txt is none. Takes 25 minutes on
# two cores. Needs gcovr and what tests/run.sh installs.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root" || exit 2
source .ci/setup.sh
install_missing gcovr || exit 2

folder=build/coverage
cmake --preset coverage >/dev/null && cmake --build "$folder" --parallel "$(nproc)" || exit 2
find "$folder" -name '*.gcda' -delete
# Left out: what builds srok anew elsewhere, what looks at symbols or refuses memory (the counters have their own, and
# need some at the end), and what asks the same lines some hundred million times; a tenth of the random desks. Lines
# that only the hundredth desk passes are to have a test of their own.
RC_PARAMS="max_success=10 seed=1" ctest --test-dir "$folder" --parallel "$(nproc)" --output-on-failure \
  --exclude-regex '^(package|debian|abi.*|undefined_symbols|command.no_memory|exhaustive|oracle.*|peers|vectors.*)$'
tested=$?

report=$folder/report
rm -rf "$report" && mkdir -p "$report"
# -O: gcovr 5.2 asserts that a function has one line in all objects, which lambdas of several objects have not.
/usr/bin/python3 -O /usr/bin/gcovr --root "$root" --object-directory "$folder" --filter include/ --filter src/ --exclude-throw-branches \
  -j "$(nproc)" --json "$folder/report.json" --txt "$report/report.txt" --xml "$report/cobertura.xml" \
  --html-details "$report/index.html" "$folder" || exit 2
python3 tests/coverage/judge.py "$folder/report.json" | tee "$report/floors.txt" && [[ $tested -eq 0 ]]
