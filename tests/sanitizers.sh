#!/usr/bin/env bash
# The tests where memory and threads are watched: tests/sanitizers.sh address | threads | valgrind
#
#   address    every test that runs C++, built with AddressSanitizer (leaks included) and UndefinedBehaviorSanitizer
#   threads    the same, built with ThreadSanitizer; "many threads ask one schedule ..." is asked first of all, alone,
#              so that what is built in is made by whichever thread comes first
#   valgrind   the tests of time, calendar, engine, sla, io, the C API, the command and the faults of the field, as they
#              are in build/tests, under Memcheck with leaks; a tenth of the random desks
# Builds in build/sanitize, build/threads or build/tests. Needs what tests/run.sh installs.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 2
source .ci/setup.sh

# build_and_test <preset>: all but what builds srok anew elsewhere.
build_and_test() {
  cmake --preset "$1" >/dev/null && cmake --build "build/$1" --parallel "$(nproc)" &&
    ctest --test-dir "build/$1" --parallel "$(nproc)" --output-on-failure --no-tests=error \
      --exclude-regex '^(package|debian)$'
}

# Left out of the C API's: its operators new that count and refuse, in place of which valgrind puts its own; and what asks
# for more memory than there is, which valgrind's own do not refuse but end the program at.
valgrind_tests() {
  local failed=0 floor options
  build tests time_test calendar_test engine_test sla_test io_test c_api_test c_api_cases_test cli_test field_test || return
  for floor in time calendar engine sla io c_api c_api_cases cli field; do
    options=()
    [[ $floor == c_api ]] && options=(--source-file-exclude="*allocation_test.cpp" --test-case-exclude="a paused timer stands still")
    RC_PARAMS="max_success=10" valgrind --quiet --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite \
      "build/tests/tests/${floor}_test" "${options[@]}" && continue
    echo "valgrind: ${floor}_test failed" >&2
    failed=1
  done
  return $failed
}

case "${1:-}" in
  address) build_and_test sanitize ;;
  threads)
    cmake --preset threads >/dev/null && cmake --build build/threads --parallel "$(nproc)" --target c_api_test &&
      build/threads/tests/c_api_test --test-case="many threads*" && build_and_test threads ;;
  valgrind) valgrind_tests ;;
  *) sed -n '2,/^[^#]/s/^# \?//p' "$0" >&2; exit 2 ;;
esac
