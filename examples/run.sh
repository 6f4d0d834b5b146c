#!/usr/bin/env bash
# The deadlines and the stories of real tickets, from a bare Debian 12: installs what is missing,
# builds the command, runs it. The picture of one ticket is left in build/examples.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/.ci/setup.sh"

install_missing "${library_packages[@]}" "${speed_packages[@]}" >&2
{
  configure examples -DCMAKE_BUILD_TYPE=Release -DSROK_EXAMPLES=ON
  build examples srok-cli example_answered_in_time
} >&2
export PATH="$root/build/examples/bin:$PATH"
"$root/examples/deadlines.sh"
echo
"$root/examples/tickets.sh" "$root/build/examples/INC0000294.svg"
printf '\nIts picture: %s\n' build/examples/INC0000294.svg
