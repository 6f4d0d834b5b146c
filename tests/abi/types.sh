#!/usr/bin/env bash
# The types of the C API, as libabigail reads them: what the last release promised against what a build exports.
#
#   tests/abi/types.sh compare <libsrok.so>   fails when a program built against the release would break
#   tests/abi/types.sh renew <libsrok.so>     writes the dump anew: at a release, and only then
#
# The dump is that of amd64. Functions that were added are no difference: packaging/debian/symbols holds those.
set -euo pipefail
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dump=$folder/libsrok-amd64.abi
public=$folder/../../include/srok.h

usage() {
  sed -n 's/^#   //p' "${BASH_SOURCE[0]}" >&2
  exit 2
}

[[ $# -eq 2 && -e $2 ]] || usage
case $1 in
  compare)
    status=0
    abidiff --no-added-syms --hf2 "$public" --drop-private-types "$dump" "$2" || status=$?
    # A bit each: 1 trouble, 2 wrong use, 4 a change, 8 one that is surely incompatible.
    if [[ $status -ne 0 ]]; then
      echo "libsrok.so is not what the last release promised (abidiff: $status); see docs/stability.md" >&2
      exit 1
    fi
    ;;
  renew)
    # Without the C++ behind the handles, and without paths and lines, which say nothing to who links it.
    abidw --hf "$public" --drop-private-types --exported-interfaces-only --no-corpus-path --no-comp-dir-path \
      --no-show-locs --no-elf-needed --out-file "$dump" "$2"
    ;;
  *) usage ;;
esac
