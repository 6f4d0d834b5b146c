#!/usr/bin/env bash
# Runs each fuzz target for so many seconds, one job a core: tests/fuzz/run.sh [SECONDS | --keep] [TARGET...]
#
# 3600 seconds each and every target unless told otherwise; JOBS=1 runs one at a time. Installs what it lacks on
# Debian. What is found is put into build/fuzz/found, and the exit status is then 1; what covers something new goes to
# build/fuzz/corpus, where the next run goes on, and a line about each run to build/fuzz/runs.tsv. Add a finding to
# tests/fuzz/corpus/TARGET, where ctest replays it. What earlier runs grew is in tests/fuzz/grown.tar.xz, where each run
# begins; --keep fuzzes nothing but writes that file anew, with the fewest inputs that cover what all of them do.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root" || exit 2
exec </dev/null
source .ci/setup.sh
seconds=${1:-3600}
[[ $seconds =~ ^([0-9]+|--keep)$ ]] || { echo "Usage: tests/fuzz/run.sh [SECONDS | --keep] [TARGET...]" >&2; exit 2; }
shift
mapfile -t known < <(sed -nE 's/^  X\(([a-z_]+)\).*/\1/p' tests/fuzz/targets.hpp)
[[ $# -gt 0 ]] || set -- "${known[@]}"
for target in "$@"; do
  [[ " ${known[*]} " == *" $target "* ]] || { echo "no target $target; there are ${known[*]}" >&2; exit 2; }
done

install_missing "${library_packages[@]}" "${fuzz_packages[@]}" "${speed_packages[@]}" || exit 2
command -v ccache >/dev/null && export CMAKE_CXX_COMPILER_LAUNCHER=ccache
cmake --preset fuzz >/dev/null &&
  cmake --build build/fuzz --parallel "${JOBS:-$(nproc)}" --target "${@/#/fuzz_}" || exit 2
mkdir -p build/fuzz/found build/fuzz/log build/fuzz/corpus build/fuzz/grown
# Another run in this folder may be at it.
(flock 9 && cd build/fuzz/grown && cmake -E tar xf ../../../tests/fuzz/grown.tar.xz) 9>build/fuzz/lock || exit 2

# The words that the readers know, each as libFuzzer's dictionary has it.
words() {
  grep -rhoE '"[A-Za-z_:;-]{2,24}"' src/io src/sla/words.cpp
  sed -nE 's/^\[*([a-z_.]+)(\]+| =).*/"\1"/p' data/*/*.toml
}
words | LC_ALL=C sort -u >build/fuzz/words

if [[ $seconds == --keep ]]; then
  for target in "$@"; do
    rm -rf "build/fuzz/kept/$target"
    mkdir -p "build/fuzz/kept/$target" "build/fuzz/corpus/$target" "build/fuzz/grown/$target"
    "build/fuzz/tests/fuzz/fuzz_$target" -set_cover_merge=1 -max_len=16384 "build/fuzz/kept/$target" \
      "build/fuzz/corpus/$target" "build/fuzz/grown/$target" >"build/fuzz/log/$target" 2>&1 || exit 1
    rm -rf "build/fuzz/grown/$target"
    mv "build/fuzz/kept/$target" build/fuzz/grown/
    echo "$target: $(find "build/fuzz/grown/$target" -type f | wc -l) inputs"
  done
  cd build/fuzz/grown && cmake -E tar cJf ../../../tests/fuzz/grown.tar.xz --mtime=1970-01-01 -- *
  exit
fi

# fuzz <seconds> <target>
fuzz() {
  local log=build/fuzz/log/$2 found=build/fuzz/found/$2- status cpu
  local options=(-max_total_time="$1" -timeout=10 -rss_limit_mb=2048 -max_len=16384 -print_final_stats=1)
  [[ $2 =~ ^(ticket_columns|zone_bytes|image|numbers|engine)$ ]] || options+=(-dict=build/fuzz/words)
  mkdir -p "build/fuzz/corpus/$2" "build/fuzz/grown/$2"
  local TIMEFORMAT='%U %S'
  cpu=$({ time nice -n 19 "build/fuzz/tests/fuzz/fuzz_$2" "${options[@]}" -artifact_prefix="$found" \
    "build/fuzz/corpus/$2" "build/fuzz/grown/$2" "tests/fuzz/corpus/$2" >"$log" 2>&1; } 2>&1; exit $?)
  status=$?
  local inputs edges
  inputs=$(sed -nE 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)
  edges=$(sed -nE 's/.* cov: ([0-9]+) .*/\1/p' "$log" | tail -n 1)
  cpu=$(awk '{ printf "%.0f", $1 + $2 }' <<<"$cpu")
  printf '%s\t%s\t%s\t%s\t%s\n' "$2" "$cpu" "${inputs:-0}" "${edges:-0}" "$status" >>build/fuzz/runs.tsv
  echo "$2: $( ((status == 0)) && echo "no finding" || echo "FOUND, see $log"), $cpu s of a core," \
    "${inputs:-?} inputs, ${edges:-?} edges"
  return $status
}
export -f fuzz
printf '%s\n' "$@" | xargs -P "${JOBS:-$(nproc)}" -I{} bash -c 'fuzz "$1" "$2"' - "$seconds" {} || exit 1
