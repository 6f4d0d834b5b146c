#!/usr/bin/env bash
# Measures srok beside its floors and its peers, in one run on this machine: installs what is missing,
# builds, asks everyone the same questions, holds the answers together, writes RESULTS.md and curves/.
#
# README.md says how to read them. Exit status: 0 done, 1 a peer answers otherwise than srok or a
# program of ours failed, 2 wrong use. A peer that cannot be had is named in the table.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 2
exec </dev/null
source .ci/setup.sh

usage="Usage: benchmarks/run.sh [--quick] [--without-peers]
  --quick          two minutes, to see that everything works; its figures are rough
  --without-peers  srok, its floors and its textbook rival alone
Only a run without options writes benchmarks/RESULTS.md and benchmarks/curves; others write theirs to
build/benchmarks/run. Builds and installs in build/benchmarks."

quick=false
with_peers=true
for option in "$@"; do
  case $option in
    --quick) quick=true ;;
    --without-peers) with_peers=false ;;
    --help) echo "$usage"; exit ;;
    *) echo "benchmarks/run.sh: unknown option $option" >&2; echo "$usage" >&2; exit 2 ;;
  esac
done

peers=$root/benchmarks/peers
run=$root/build/benchmarks/run
installed=$root/build/benchmarks/peers
programs=$root/build/benchmarks/benchmarks
out=$root/benchmarks
repeat=(--benchmark_repetitions=5 --benchmark_min_time=0.1)
seconds=0.5  # a set of questions and peer
if $quick; then
  repeat=(--benchmark_repetitions=2 --benchmark_min_time=0.01)
  seconds=0.05
fi
{ $quick || ! $with_peers; } && out=$run
failed=false

step() { echo "== $* (at $SECONDS s)" >&2; }

load() { cut -d ' ' -f 1-3 /proc/loadavg 2>/dev/null || echo unknown; }

# ---- ours ----

step "installing what srok needs"
install_missing "${library_packages[@]}" "${speed_packages[@]}" libbenchmark-dev python3 >&2 || exit 1
if $with_peers; then  # before the build, which looks for it
  install_missing libquantlib0-dev >&2 || true
fi

step "building"
ours=(benchmark_engine benchmark_batch benchmark_compile)
[[ -e $root/benchmarks/tickets.cpp ]] && ours+=(benchmark_tickets)
{
  configure benchmarks -DCMAKE_BUILD_TYPE=Release -DSROK_BENCHMARKS=ON &&
    build benchmarks "${ours[@]}" peer_srok srok_c
} >&2 || exit 1

rm -rf "$run"
mkdir -p "$run/questions" "$run/answers" "$installed"
touch "$run/missing"
load_before=$(load)
cores=$(nproc)
if awk -v load="${load_before%% *}" -v cores="$cores" 'BEGIN { exit !(load > cores / 2) }'; then
  echo "This machine is busy (load $load_before on $cores cores): the figures will be too high." >&2
fi

for target in "${ours[@]}"; do
  program=${target#benchmark_}
  step "measuring: $program"
  "$programs/$program" "${repeat[@]}" --benchmark_enable_random_interleaving=true \
    --benchmark_out="$run/$program.json" --benchmark_out_format=json >"$run/$program.log" 2>&1 || {
    echo "$program failed:" >&2
    tail -n 5 "$run/$program.log" >&2
    failed=true
  }
done

# ---- peers ----

# missing <peer> <reason>
missing() {
  printf '%s\t%s\n' "$1" "$2" >>"$run/missing"
  echo "missing: $1: $2" >&2
}

# ask <peer> <command>...: the command is given the questions, the answers' place and the time.
ask() {
  local peer=$1 log=$run/answers/$1.log status
  shift
  echo "   $peer (at $SECONDS s)" >&2
  timeout 180 "$@" "$run/questions" "$run/answers/$peer" "$seconds" >"$log" 2>&1
  status=$?
  if [[ $status -ne 0 ]]; then
    local why="failed: $(tail -n 1 "$log" | cut -c 1-200)"
    [[ $status -eq 124 ]] && why="stopped after three minutes"
    rm -f "$run/answers/$peer"
    missing "$peer" "$why"
    return 1
  fi
}

# attempt <peer>,... <command>...: installs or builds; when it fails those peers are missing.
attempt() {
  local names=$1 log=$run/install.log
  shift
  "$@" >"$log" 2>&1 && return
  local peer why
  why=$(grep -v '^ *$' "$log" | tail -n 1 | cut -c 1-200)
  for peer in ${names//,/ }; do
    missing "$peer" "not installed: $why"
  done
  return 1
}

# need <program> <package>...: Debian's packages, unless the program is there already.
need() {
  local program=$1
  shift
  command -v "$program" >/dev/null || install_missing "$@"
}

install_venv() {
  install_missing python3-venv && python3 -m venv "$installed/python"
}
install_javascript() {
  need npm npm nodejs && mkdir -p "$installed/javascript" &&
    cp "$peers"/javascript/package*.json "$installed/javascript" &&
    npm --prefix "$installed/javascript" ci --no-audit --no-fund
}
build_cal() (  # in a shell of its own: it changes the folder
  need go golang-go && cd "$peers/go" &&
    GOFLAGS=-mod=readonly GOTOOLCHAIN=local go build -buildvcs=false -o "$installed/cal" .
)
build_strata() {
  need javac default-jdk-headless && need mvn maven && mkdir -p "$installed/java" &&
    cp "$peers/java/pom.xml" "$installed/java" &&
    mvn -q -B -f "$installed/java/pom.xml" dependency:copy-dependencies \
      -DoutputDirectory="$installed/java/lib" &&
    javac -d "$installed/java" -cp "$installed/java/lib/*" "$peers/java/Strata.java"
}
need_postgresql() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || need initdb postgresql
}

python=(env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE "$installed/python/bin/python" -B)

ask_python() {
  local line package
  attempt srok_python,workclock,timegrid,pandas,numpy,businesstimedelta install_venv || return
  local had=()
  while read -r line; do
    package=${line%%==*}
    attempt "$package" "$installed/python/bin/pip" install -q --disable-pip-version-check "$line" &&
      had+=("$package")
  done <"$peers/python/requirements.txt"
  for package in "${had[@]}"; do
    ask "$package" "${python[@]}" "$peers/python/${package}_peer.py"
  done
  if [[ " ${had[*]} " == *" numpy "* ]]; then
    SROK_LIBRARY=$(echo "$root"/build/benchmarks/libsrok.so.[0-9]) \
      ask srok_python "${python[@]}" "$peers/python/srok_peer.py"
  else
    missing srok_python "it needs NumPy"
  fi
}

ask_javascript() {
  attempt dayjs,date_fns install_javascript || return
  local here=$PWD
  cd "$installed/javascript" || return
  TZ=Europe/Moscow ask dayjs node "$peers/javascript/dayjs_business_time.mjs"
  TZ=Europe/Moscow ask date_fns node "$peers/javascript/date_fns.mjs"
  cd "$here" || return
}

ask_everyone() {
  local way
  step "writing the questions"
  "$programs/peer_srok" write "$run/questions" || { failed=true; return; }

  step "asking srok and its peers"
  for way in column inline c; do
    ask "srok_$way" "$programs/peer_srok" "$way" || failed=true
  done
  ask_python
  attempt cal_map,cal_holidays build_cal && {
    ask cal_map "$installed/cal" map
    ask cal_holidays "$installed/cal" holidays
  }
  ask_javascript
  attempt business_hours install_missing libbusiness-hours-perl perl &&
    TZ=Europe/Moscow ask business_hours perl "$peers/perl/business_hours.pl"
  attempt quantlib build benchmarks peer_quantlib && ask quantlib "$programs/peer_quantlib"
  attempt strata build_strata && ask strata java -cp "$installed/java:$installed/java/lib/*" Strata
  attempt generate_series need_postgresql &&
    ask generate_series "$peers/sql/generate_series.sh"
}

$with_peers && ask_everyone

# ---- the report ----

step "reporting"
fact() { printf '%s\t%s\n' "$1" "$2" >>"$run/machine"; }
fact date "$(date -u +%Y-%m-%d)"
fact processor "$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n 1), $cores cores"
fact memory "$(awk '/^MemTotal/ { printf "%.0f GB", $2 / 1048576 }' /proc/meminfo)"
fact system "$(. /etc/os-release 2>/dev/null && echo "$PRETTY_NAME"), Linux $(uname -r)"
compiler=$(sed -n 's/^CMAKE_CXX_COMPILER:[A-Z]*=//p' build/benchmarks/CMakeCache.txt)
fact compiler "$("$compiler" --version | head -n 1), Release"
fact srok "$(git describe --always --dirty 2>/dev/null || echo 'not from git')"
fact "load before, after" "$load_before; $(load)"
fact "time taken" "$SECONDS s"

mkdir -p "$out/curves"
python3 -B benchmarks/report.py "$run" "$out" || failed=true
echo "Written to ${out#"$root"/}/RESULTS.md (at $SECONDS s)" >&2
! $failed
