#!/usr/bin/env bash
# The deadlines of examples/tickets.csv, from a bare Debian 12: installs what is missing, builds the
# command, runs it.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/.ci/setup.sh"

install_missing "${library_packages[@]}" "${speed_packages[@]}" >&2
{
  configure examples -DCMAKE_BUILD_TYPE=Release -DSROK_EXAMPLES=ON
  build examples srok-cli example_answered_in_time
} >&2
PATH="$root/build/examples/bin:$PATH" exec "$root/examples/deadlines.sh"
