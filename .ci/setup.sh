# What tests/run.sh and examples/run.sh share: install what is missing, configure, build.
# Sourced by bash scripts that have set `root` to the project's folder.

library_packages=(g++ cmake make libhowardhinnant-date-dev libfmt-dev libtomlplusplus-dev
  rapidjson-dev libhwy-dev libcli11-dev libpugixml-dev tzdata)
speed_packages=(ninja-build ccache)
fuzz_packages=(clang-14 libclang-rt-14-dev librapidcheck-dev python3)  # of tests/fuzz/run.sh

# install_missing <package>...: asks the local dpkg first, so that a second run needs no network. A program of that
# name that is there already serves as well: a Node.js from elsewhere brings npm, and lets Debian's not be installed.
install_missing() {
  if ! command -v dpkg-query >/dev/null; then
    echo "Not a Debian system: these packages are taken as installed: $*" >&2
    return
  fi
  local package missing=()
  for package in "$@"; do
    [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] ||
      command -v "$package" >/dev/null || missing+=("$package")
  done
  [[ ${#missing[@]} -eq 0 ]] && return
  local as_root=()
  if [[ $(id -u) -ne 0 ]]; then
    if ! command -v sudo >/dev/null; then
      echo "Missing packages, and no root to install them: apt-get install ${missing[*]}" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "Installing ${missing[*]}"
  # Runlevel 1: servers that come with a package are not started.
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
      apt-get install -y -qq --no-install-recommends "${missing[@]}" </dev/null >/dev/null
}

# configure <folder under build/> <cmake option>...
configure() {
  local folder=$root/build/$1 options=()
  shift
  # A configured folder keeps its generator; cmake refuses another.
  if [[ ! -e $folder/CMakeCache.txt ]]; then
    command -v ninja >/dev/null && options+=(-G Ninja)
    command -v ccache >/dev/null && options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  fi
  cmake -S "$root" -B "$folder" "${options[@]}" "$@"
}

# build <folder under build/> [<target>...]
build() {
  local folder=$root/build/$1 targets=()
  shift
  [[ $# -gt 0 ]] && targets=(--target "$@")
  cmake --build "$folder" --parallel "$(nproc)" "${targets[@]}"
}
