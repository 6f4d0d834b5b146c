#!/usr/bin/env bash
# The deadlines of examples/tickets.csv, from a bare Debian 12: installs what is missing, builds the
# command, runs it.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/.ci/setup.sh"

install_missing "${library_packages[@]}" "${speed_packages[@]}" >&2
{
  configure examples -DCMAKE_BUILD_TYPE=Release
  build examples srok-cli
} >&2
PATH="$root/build/examples/bin:$PATH" exec "$root/examples/deadlines.sh"
