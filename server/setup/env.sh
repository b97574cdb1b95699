# Shared settings of the set-up scripts and the Makefile: sourced, never run.
# Sets TIGA_CACHE, CARGO_TARGET_DIR and the chosen Rust toolchain; defines say, die, missing, as_root and apt_install.

TIGA_ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
TIGA_CACHE="${TIGA_CACHE:-${HOME:-/tmp}/.cache/tiga}"
TIGA_TOOLCHAIN_FILE="$TIGA_CACHE/toolchain.env"
export TIGA_ROOT TIGA_CACHE
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$TIGA_CACHE/target}"
mkdir -p "$TIGA_CACHE"

# rustup's folder is often missing from the path of a non-interactive shell.
if [ -x "${CARGO_HOME:-${HOME:-/nowhere}/.cargo}/bin/cargo" ]; then
  PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
fi

# What toolchain.sh chose: RUSTUP_TOOLCHAIN, or a folder to put first in the path. The wish in the environment is kept
# for toolchain.sh, which may choose anew.
TIGA_WANTED_TOOLCHAIN="${RUSTUP_TOOLCHAIN:-}"
if [ -f "$TIGA_TOOLCHAIN_FILE" ]; then
  # shellcheck source=/dev/null
  . "$TIGA_TOOLCHAIN_FILE"
fi
export PATH

say() { printf '[%s] %s\n' "$(date +%H:%M:%S)" "$*" >&2; }

die() {
  say "stopped: $*"
  exit 1
}

missing() { ! command -v "$1" >/dev/null 2>&1; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif ! missing sudo; then
    sudo "$@"
  else
    say "this needs administrator rights and sudo is missing: $*"
    return 1
  fi
}

# apt_install PACKAGE…: installs Debian packages, quietly; refreshes the package lists when that is what it takes.
apt_install() {
  missing apt-get && return 1
  apt_try "$@" && return 0
  as_root apt-get update -qq </dev/null >&2 || say "could not refresh the package lists"
  apt_try "$@"
}

apt_try() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >&2
}
