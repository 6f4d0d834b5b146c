#!/usr/bin/env bash
# Runs each fuzz target for so many seconds, one job a core: tests/fuzz/run.sh [SECONDS] [TARGET...]
#
# 3600 seconds each and every target unless told otherwise. Needs clang++-14, libclang-rt-14-dev and what
# tests/run.sh installs. What is found is put into build/fuzz/found, and the exit status is then 1; what covers
# something new goes to build/fuzz/corpus. Add a finding to tests/fuzz/corpus/TARGET, where ctest replays it.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root" || exit 2
seconds=${1:-3600}
[[ $seconds =~ ^[0-9]+$ ]] || { echo "Usage: tests/fuzz/run.sh [SECONDS] [TARGET...]" >&2; exit 2; }
shift
[[ $# -gt 0 ]] || set -- $(sed -nE 's/^  X\(([a-z_]+)\).*/\1/p' tests/fuzz/targets.hpp)

cmake --preset fuzz >/dev/null && cmake --build build/fuzz --target "${@/#/fuzz_}" || exit 2
mkdir -p build/fuzz/found build/fuzz/log
fuzz() {
  mkdir -p "build/fuzz/corpus/$2"
  local begin=$SECONDS status
  nice -n 15 "build/fuzz/tests/fuzz/fuzz_$2" -max_total_time="$1" -timeout=10 -rss_limit_mb=2048 -max_len=16384 \
    -print_final_stats=1 -artifact_prefix="build/fuzz/found/$2-" "build/fuzz/corpus/$2" "tests/fuzz/corpus/$2" \
    >"build/fuzz/log/$2" 2>&1
  status=$?
  echo "$2: $( ((status == 0)) && echo "no finding" || echo "FOUND, see build/fuzz/log/$2"), $((SECONDS - begin)) s," \
    "$(sed -nE 's/^stat::number_of_executed_units: */inputs /p' "build/fuzz/log/$2")," \
    "$(grep -oE 'cov: [0-9]+' "build/fuzz/log/$2" | tail -n 1)"
  return $status
}
export -f fuzz
printf '%s\n' "$@" | xargs -P "${JOBS:-$(nproc)}" -I{} bash -c 'fuzz "$1" "$2"' - "$seconds" {}
