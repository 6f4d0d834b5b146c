#!/usr/bin/env bash
# Without memory the command says so, or answers as it does with it. Run as: no_memory.sh <srok> <no_memory.so>
set -u
srok=$1 preloaded=$2
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT

# with <allocations> <arguments...>: leaves status, out and err.
with() {
  ALLOCATIONS=$1 LD_PRELOAD=$preloaded "$srok" "${@:2}" >"$room/out" 2>"$room/err" </dev/null
  status=$? out=$(<"$room/out") err=$(<"$room/err")
}

# What CLI11 makes before main() begins is not ours to guard.
begun=1
while with "$begun" --version && [[ $status != 0 && $status != 2 ]]; do ((++begun < 1000)) || exit 1; done 2>/dev/null

failed=0 refused=0
asked() {
  local step=$1 expected n
  shift
  expected=$("$srok" "$@")
  for ((n = begun; n < begun + 4000; n += step)); do
    with "$n" "$@"
    [[ $status == 0 && $out == "$expected" ]] && break
    [[ $status == 2 && $err == "srok: there is not enough memory" ]] && ((++refused)) && continue
    echo "FAILED: srok $* with $n allocations: $status: $out $err"
    ((++failed))
  done
}
asked 29 due --priority high --submitted 2026-04-29T15:20 --json --explain
asked 31 deadline 2026-04-29T15:20 --days 2 --rule whole
asked 37 calendar 2026
asked 43 --help
# A sentence about wrong use needs memory, too.
for ((n = begun; n < begun + 1500; n += 41)); do
  with "$n" deadline yesterday
  [[ $status == 2 && $err == "srok: "* ]] || { echo "FAILED: $n: $status: $err" && ((++failed)); }
done
echo "begun after $begun allocations; $refused times refused, $failed failed"
((failed == 0 && refused > 30))
