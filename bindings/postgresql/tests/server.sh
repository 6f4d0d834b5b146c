# PostgreSQL servers for a test, with this build's extension and without touching the machine's. Sourced by bash scripts
# under `set -euo pipefail`.
#
# install_srok <pg_config> <command>...: the command installs the extension below the folder given as its last argument,
# as DESTDIR does. The server's programs are copied there and the rest of it linked, so that they find everything below
# that folder: programs look for their files where they are relative to themselves.
# start_server <name>: a fresh cluster, reached with psql's -h "$room" -p "$(port_of <name>)".
#
# All lies in $room, a short path, for a socket's may have 107 characters; it and the servers go when the script does.

room=$(mktemp -d /tmp/srok-pg.XXXXXX)
chmod 755 "$room"
servers=()

# PostgreSQL refuses to run as root.
as_user() {
  if [[ $(id -u) -eq 0 ]]; then runuser -u postgres -- "$@"; else "$@"; fi
}
[[ $(id -u) -eq 0 ]] && chown postgres: "$room"

clean_up() {
  local status=$? server
  for server in "${servers[@]}"; do
    as_user "$bin/pg_ctl" -D "$room/$server" -m immediate stop >/dev/null 2>&1 || true
  done
  if [[ $status -ne 0 ]]; then tail -qn 5 "$room"/*.log >&2; fi
  rm -rf "$room"
  exit "$status"
}
trap clean_up EXIT
trap 'exit 130' INT TERM HUP

install_srok() {
  local config=$1 folder file
  shift
  "$@" "$room/root" >"$room/install.log" 2>&1
  bin=$room/root$("$config" --bindir)
  mkdir -p "$bin"
  cp "$("$config" --bindir)"/{postgres,initdb,pg_ctl} "$bin"
  for folder in "$("$config" --pkglibdir)" "$("$config" --sharedir)" "$("$config" --sharedir)/extension"; do
    mkdir -p "$room/root$folder"
    for file in "$folder"/*; do
      # What the command has installed comes before what the machine may have of it.
      [[ -e $room/root$file ]] || ln -s "$file" "$room/root$file"
    done
  done
}

port_of() {
  local i
  for i in "${!servers[@]}"; do
    if [[ ${servers[$i]} == "$1" ]]; then echo $((6100 + i)); fi
  done
}

start_server() {
  local data=$room/$1 port=$((6100 + ${#servers[@]})) waited
  servers+=("$1")
  if [[ -d $room/fresh ]]; then
    as_user cp -a "$room/fresh" "$data"
  else
    as_user "$bin/initdb" -D "$room/fresh" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync \
      --no-instructions >"$room/initdb.log" 2>&1
    as_user cp -a "$room/fresh" "$data"
  fi
  # Not for longer than any test, should the script be killed without a chance to clean up.
  as_user timeout --signal=QUIT 1200 "$bin/postgres" -D "$data" -k "$room" -p "$port" -c listen_addresses= \
    -c fsync=off -c full_page_writes=off -c autovacuum=off -c shared_buffers=256MB -c max_wal_size=4GB \
    "${@:2}" >"$room/$1.log" 2>&1 &
  for ((waited = 0; waited < 300; waited++)); do
    pg_isready -q -h "$room" -p "$port" && return
    sleep 0.1
  done
  echo "the server $1 did not start" >&2
  return 1
}
