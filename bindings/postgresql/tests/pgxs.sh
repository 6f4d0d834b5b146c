#!/usr/bin/env bash
# The extension as its users build it: an installed srok, make, make install, make installcheck.
# Run as: pgxs.sh PG_CONFIG BUILD_DIR; srok is installed from that build tree into the test's own folder.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$here/tests/server.sh"
config=$1 build=$2

DESTDIR=$room/srok cmake --install "$build" >"$room/srok.log"
PKG_CONFIG_PATH=$(dirname "$(find "$room/srok" -name srok++.pc)")
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR=$room/srok

# The unpacked distribution, which must have all it needs.
cd "$room"
make -s -f "$here/Makefile" PG_CONFIG="$config" dist
python3 -m zipfile -e srok-*.zip .
cd srok-*/
compiler=g++
command -v ccache >/dev/null && compiler="ccache g++"
export CCACHE_BASEDIR=$room CCACHE_NOHASHDIR=1
if ! make -j2 PG_CONFIG="$config" CXX="$compiler" >"$room/make.log" 2>&1; then
  cat "$room/make.log"
  exit 1
fi
install() {
  make install PG_CONFIG="$config" DESTDIR="$1"
}
install_srok "$config" install
start_server one
PGHOST=$room PGPORT=6100 PGUSER=postgres make installcheck PG_CONFIG="$config" || {
  cat regression.diffs
  exit 1
}
