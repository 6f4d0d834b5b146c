#!/usr/bin/env bash
# The tests of the engine as a 64-bit ARM machine runs them, in NEON vectors, under QEMU: tests/engine/neon.sh
#
# Installs Debian's cross compiler and QEMU; the arm64 rapidcheck is fetched into build/neon, not installed. The tables
# of the built-in schedule come from build/tests, so tests/run.sh goes first. Two minutes on two cores.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
cd "$root"
source .ci/setup.sh
generated=build/tests/generated
[[ -d $generated ]] || { echo "tests/engine/neon.sh: $generated is not there: run tests/run.sh first" >&2; exit 2; }
install_missing g++-aarch64-linux-gnu qemu-user libhwy-dev doctest-dev tzdata

room=build/neon
mkdir -p "$room/include" "$room/objects"
# Headers that are the same for every machine, without the rest of this one's.
ln -sfn /usr/include/hwy /usr/include/doctest "$room/include/"

if [[ ! -e $room/rapidcheck/usr/include/rapidcheck.h ]]; then
  # With lists of its own: the machine's know no arm64, and stay as they are.
  mkdir -p "$room"/apt/{lists,archives}/partial
  arm64=(apt-get -qq -o APT::Architecture=arm64 -o APT::Architectures=arm64 -o Dir::State::status=/dev/null
    -o Dir::State::lists="$root/$room/apt/lists" -o Dir::Cache="$root/$room/apt" -o APT::Sandbox::User="$(id -un)")
  "${arm64[@]}" update
  (cd "$room" && "${arm64[@]}" download librapidcheck-dev && dpkg -x librapidcheck-dev_*_arm64.deb rapidcheck)
fi
rapidcheck=$root/$room/rapidcheck/usr

sources=(src/status.cpp src/time/{builtin_zones,tzif,zone,zone_files}.cpp src/calendar/*.cpp src/engine/*.cpp
  src/sla/regulation.cpp src/builtin/builtin_*.cpp tests/doctest_main.cpp tests/engine/*_test.cpp)
compile() {
  aarch64-linux-gnu-g++ -std=c++20 -O1 -Wall -Wextra -Wpedantic -Werror -DSROK_SOURCE_DIR="\"$PWD\"" \
    -Iinclude -Isrc -Itests -I"$2" -I"$3" -isystem "$4/include" -c "$1" -o "$3/../objects/${1//\//_}.o"
}
export -f compile
printf '%s\n' "${sources[@]}" | xargs -P "$(nproc)" -I{} bash -c 'compile "$@"' - {} "$generated" "$room/include" \
  "$rapidcheck"
aarch64-linux-gnu-g++ -static "$room"/objects/*.o "$rapidcheck"/lib/aarch64-linux-gnu/librapidcheck.a \
  -o "$room/engine_test"
qemu-aarch64 "$room/engine_test" "$@" | tee "$room/log"
grep -q "MESSAGE: NEON" "$room/log" || { echo "tests/engine/neon.sh: NEON was not among the targets" >&2; exit 1; }
