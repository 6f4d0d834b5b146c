#!/usr/bin/env bash
# The tests that each change of srok must pass, on a bare Debian 12: installs what is missing, builds, tests, checks.
#
# The last line is "N passed, N failed"; the exit status says the same.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 2
exec </dev/null
source .ci/setup.sh

usage="Usage: tests/run.sh [--quick | --all]
  --quick   the tests under GCC alone, without Clang, clang-tidy and the format check
  --all     clang-tidy over every source, not the lower floors and the C API alone (4 s a file and core); consumers of
            the installed tree under Clang 14 and 19, and such as build srok themselves; the hardened Debian packages;
            the tests under ASan and UBSan, TSan and valgrind (tests/sanitizers.sh); coverage (tests/coverage/run.sh);
            the engine in NEON vectors on an emulated machine (tests/engine/neon.sh)
Builds in build/tests and build/clang, with --all also in build/package, sanitize, threads, coverage and neon."

quick=false
all=false
tidied=(src/time src/calendar src/engine src/sla src/c_api)
case "${1:-}" in
  --quick) quick=true ;;
  --all) all=true tidied=(src) ;;
  --help) echo "$usage"; exit ;;
  "") ;;
  *) echo "tests/run.sh: unknown option $1" >&2; echo "$usage" >&2; exit 2 ;;
esac

passed=0
failed=0
failures=()

# check <name> <command>...: one more test; what it printed is shown when it fails.
check() {
  local name=$1 output begin=$SECONDS
  shift
  if output=$("$@" 2>&1); then
    passed=$((passed + 1))
    echo "ok      $name ($((SECONDS - begin)) s)"
  else
    failed=$((failed + 1))
    failures+=("$name")
    echo "FAILED  $name ($((SECONDS - begin)) s)"
    tail -n 100 <<<"$output"
  fi
}

finish() {
  if [[ $failed -gt 0 ]]; then
    echo
    echo "Failed:"
    printf '  %s\n' "${failures[@]}"
  fi
  echo "$passed passed, $failed failed"
  [[ $failed -eq 0 ]]
  exit
}

run_ctest() {
  local log=build/tests/ctest.log begin=$SECONDS total lost
  ctest --test-dir build/tests --parallel "$(nproc)" --output-on-failure --no-tests=error >"$log" 2>&1
  total=$(sed -nE 's/.*tests failed out of ([0-9]+)$/\1/p' "$log")
  lost=$(sed -nE 's/.* ([0-9]+) tests failed out of [0-9]+$/\1/p' "$log")
  if [[ -z $total ]]; then  # ctest itself did not get through
    total=1 lost=1
    failures+=(ctest)
  fi
  passed=$((passed + total - lost))
  failed=$((failed + lost))
  mapfile -t -O "${#failures[@]}" failures < \
    <(sed -nE 's/^\t *[0-9]+ - (.*) \(.*\)$/\1/p' "$log")
  [[ $lost -gt 0 ]] && cat "$log"
  echo "ctest: $((total - lost)) of $total passed ($((SECONDS - begin)) s)"
}

build_with_gcc() {
  configure tests -DCMAKE_CXX_COMPILER=g++ -DCMAKE_BUILD_TYPE=RelWithDebInfo -DCMAKE_INSTALL_PREFIX=/usr \
    -DCMAKE_COMPILE_WARNING_AS_ERROR=ON -DSROK_TESTS=ON -DSROK_BENCHMARKS=ON -DSROK_BINDINGS=ON &&
    build tests
}

# Unoptimized: it is the warnings and the language that are asked about.
build_with_clang() {
  configure clang -DCMAKE_CXX_COMPILER=clang++-14 -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG=-O0 \
    -DCMAKE_COMPILE_WARNING_AS_ERROR=ON -DSROK_TESTS=ON &&
    build clang srok_c srok-cli headers_alone without_exceptions
}

# cached <folder under build/> <variable>
cached() {
  sed -n "s/^$2:[A-Z]*=//p" "build/$1/CMakeCache.txt"
}

# installed <test> <folder under build/> <C compiler> <C++ compiler> <cmake option>...
installed() {
  local test=$1 folder=$2 c=$3 cxx=$4
  shift 4
  cmake -DBUILD_DIR="$root/build/$folder" -DSOURCE_DIR="$root" -DCC="$c" -DCXX="$cxx" -DFLAGS= \
    -DGENERATOR="$(cached "$folder" CMAKE_GENERATOR)" -DLIBDIR="$(cached "$folder" CMAKE_INSTALL_LIBDIR)" "$@" \
    -P "tests/$test.cmake"
}

hardened_packages() {
  export CMAKE_CXX_COMPILER_LAUNCHER=ccache
  cmake --preset package && cmake --build --preset package &&
    installed debian_test package gcc g++ -DHARDENED=ON -DPREFIX=/usr -DZONES="$(cached package SROK_ZONES)" \
      -DVERSION="$(cached package CMAKE_PROJECT_VERSION)" \
      -DABI="$(sed -n 's/^#define SROK_ABI //p' include/srok/version.hpp | cut -d ' ' -f 1)"
}

own_code() {
  find include src tests benchmarks examples -name '*.hpp' -o -name '*.cpp'
}

check_format() {
  own_code | xargs clang-format-14 --dry-run --Werror
}

check_tidy() {
  find "${tidied[@]}" -name '*.cpp' | xargs -n 1 -P "$(nproc)" clang-tidy-14 -p build/clang --quiet
}

packages=("${library_packages[@]}" doctest-dev librapidcheck-dev libbenchmark-dev libsqlite3-dev python3
  valgrind mandoc zsh fish abigail-tools pkgconf dpkg-dev file)
for list in bindings/*/debian-packages; do
  [[ -e $list ]] && mapfile -t -O "${#packages[@]}" packages <"$list"
done
$quick || packages+=(clang-14 clang-format-14 clang-tidy-14)
$all && packages+=(clang-19 gcovr)
check "install what is missing" install_missing "${packages[@]}" "${speed_packages[@]}"
[[ $failed -eq 0 ]] || finish

check "build with GCC, no warnings" build_with_gcc
[[ $failed -eq 0 ]] || finish
run_ctest

if ! $quick; then
  check "build with Clang 14, no warnings" build_with_clang
  check "format" check_format
  check "clang-tidy" check_tidy
fi
if $all; then
  for version in 14 19; do
    check "consumers with Clang $version" installed package_test tests "clang-$version" "clang++-$version" \
      -DROOM="$root/build/consumers-$version"
  done
  check "consumers that build srok" installed package_test tests gcc g++ -DROOM="$root/build/consumers" -DWHOLE=ON
  check "hardened Debian packages" hardened_packages
  check "the vcpkg port" cmake -DSOURCE_DIR="$root" -DROOM="$root/build/vcpkg_port" -DCC=gcc -DCXX=g++ \
    -DGENERATOR="$(cached tests CMAKE_GENERATOR)" -P tests/vcpkg_port_test.cmake
  check "the tests under ASan and UBSan" env CMAKE_CXX_COMPILER_LAUNCHER=ccache tests/sanitizers.sh address
  check "the tests under TSan" env CMAKE_CXX_COMPILER_LAUNCHER=ccache tests/sanitizers.sh threads
  check "valgrind" tests/sanitizers.sh valgrind
  check "coverage" tests/coverage/run.sh
  check "NEON vectors" tests/engine/neon.sh
fi
finish
