#!/usr/bin/env bash
# Chooses one Rust toolchain that builds for this machine and for WebAssembly, installing what is missing.
# Safe to run again: when a usable toolchain is there it takes a second and changes nothing.
# RUSTUP_TOOLCHAIN=debian in the environment asks for Debian's packages without trying rustup's download first.
# The choice is written to ~/.cache/tiga/toolchain.env, which env.sh reads, so that every step uses the same one.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

WASM=wasm32-unknown-unknown
MINIMUM="$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$TIGA_ROOT/Cargo.toml")"
# Debian's rustc is told its linker; others bring their own.
LINKER=CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER
DEBIAN_LINKER=/usr/bin/wasm-ld-22
DEBIAN_PACKAGES=(rustc-web cargo-web rust-web-src lld-22 rust-web-clippy rustfmt-web)

# at_least VERSION MINIMUM
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# usable COMMAND…: true when this rustc is new enough and really links a WebAssembly module.
usable() {
  local version probe outcome=1
  version="$("$@" --version 2>/dev/null | awk '{ print $2 }')" || return 1
  if [ -z "$version" ] || ! at_least "$version" "$MINIMUM"; then return 1; fi
  probe="$(mktemp -d)"
  if printf '#[unsafe(no_mangle)]\npub extern "C" fn probe() -> usize { std::env::args().count() }\n' \
    | "$@" --edition 2024 --target "$WASM" ${!LINKER:+-C "linker=${!LINKER}"} --crate-type cdylib -o "$probe/probe.wasm" - 2>"$probe/log"; then
    outcome=0
  fi
  rm -rf "$probe"
  return "$outcome"
}

# remember LINE…: the settings that the later steps read.
remember() {
  printf '%s\n' "# Written by server/setup/toolchain.sh: the Rust toolchain that serves every step." "$@" \
    >"$TIGA_TOOLCHAIN_FILE.new"
  mv "$TIGA_TOOLCHAIN_FILE.new" "$TIGA_TOOLCHAIN_FILE"
}

c_compiler() {
  missing cc || return 0
  say "installing a C compiler (about 30 s)"
  apt_install gcc libc6-dev || die "a C compiler (cc) is missing: please install gcc or clang"
}

# components: clippy and rustfmt are needed by 'make test' only, so a failure here is a notice.
components() {
  if cargo clippy --version >/dev/null 2>&1 && cargo fmt --version >/dev/null 2>&1; then return 0; fi
  if missing rustup || ! rustup component add clippy rustfmt >&2; then
    say "notice: clippy or rustfmt is missing; 'make test' will need them, 'make run' does not"
  fi
}

# debian_std: builds the standard library for WebAssembly from Debian's source package, once.
debian_std() {
  local lib="/usr/lib/rustlib/$WASM/lib" work
  usable /usr/bin/rustc && return 0
  say "building the standard library for WebAssembly, once (1 to 4 minutes)"
  work="$(mktemp -d)"
  mkdir -p "$work/src"
  : >"$work/src/lib.rs"
  printf '[package]\nname = "std-for-wasm"\nversion = "0.0.0"\nedition = "2021"\n\n[lib]\ncrate-type = ["cdylib"]\n\n[workspace]\n' \
    >"$work/Cargo.toml"
  (
    cd "$work"
    env -u RUSTUP_TOOLCHAIN -u RUSTFLAGS RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc CARGO_TARGET_DIR="$work/target" \
      /usr/bin/cargo build -Zbuild-std=std,panic_abort --target "$WASM" --release >&2
  ) || die "the standard library for WebAssembly did not build; its messages are above"
  as_root mkdir -p "$lib"
  as_root find "$lib" -name '*.rlib' -delete
  as_root cp "$work/target/$WASM/release/deps/"*.rlib "$lib/"
  rm -rf "$work"
  usable /usr/bin/rustc || die "rustc still cannot link WebAssembly after its standard library was built"
}

# debian_route: Debian's own newer Rust packages; they leave a toolchain managed by rustup alone.
debian_route() {
  if missing apt-get || [ ! -f /etc/debian_version ]; then return 1; fi
  if dpkg -s rustup >/dev/null 2>&1; then
    say "Debian's rustup package conflicts with Debian's rustc-web"
    return 1
  fi
  if ! dpkg -s "${DEBIAN_PACKAGES[@]}" >/dev/null 2>&1; then
    say "installing Debian's Rust packages (about a minute): ${DEBIAN_PACKAGES[*]}"
    apt_install "${DEBIAN_PACKAGES[@]}" || return 1
  fi
  if ! at_least "$(/usr/bin/rustc --version | awk '{ print $2 }')" "$MINIMUM"; then
    # An older build of the same packages: refresh the lists and take the newest.
    as_root apt-get update -qq </dev/null >&2 && apt_install "${DEBIAN_PACKAGES[@]}" || return 1
    at_least "$(/usr/bin/rustc --version | awk '{ print $2 }')" "$MINIMUM" || return 1
  fi
  export "$LINKER=$DEBIAN_LINKER"
  debian_std
  if missing rustup; then
    remember "export $LINKER=$DEBIAN_LINKER" 'PATH="/usr/bin:$PATH"'
    PATH="/usr/bin:$PATH"
  else
    rustup toolchain link debian /usr >&2
    remember "export $LINKER=$DEBIAN_LINKER" 'export RUSTUP_TOOLCHAIN=debian'
    export RUSTUP_TOOLCHAIN=debian
  fi
}

# rustup_route: the ordinary way, where the Rust project's download server can be reached.
rustup_route() {
  if missing rustup || [ "${RUSTUP_TOOLCHAIN:-}" = debian ]; then return 1; fi
  local version
  version="$(rustc --version 2>/dev/null | awk '{ print $2 }')"
  if [ -z "$version" ] || ! at_least "$version" "$MINIMUM"; then
    say "rustup's toolchain is ${version:-missing}, Tiga needs $MINIMUM: asking rustup for the newest stable (1 to 3 minutes)"
    timeout 600 rustup toolchain install stable --profile default --no-self-update </dev/null >&2 || return 1
    export RUSTUP_TOOLCHAIN=stable
  fi
  say "asking rustup for the WebAssembly target (a few seconds)"
  timeout 300 rustup target add "$WASM" </dev/null >&2 || return 1
  usable rustc || return 1
  remember_current
}

# remember_current: the toolchain that `cargo` stands for right now.
remember_current() {
  if [ -n "${RUSTUP_TOOLCHAIN:-}" ]; then
    remember "export RUSTUP_TOOLCHAIN=$RUSTUP_TOOLCHAIN"
  else
    remember '# The default toolchain.'
  fi
}

choose() {
  if [ -f "$TIGA_TOOLCHAIN_FILE" ] && [ -z "$TIGA_WANTED_TOOLCHAIN" ] && usable rustc; then return 0; fi
  # A wish in the environment goes before what was remembered, and a choice that no longer works is forgotten.
  if [ -n "$TIGA_WANTED_TOOLCHAIN" ]; then
    export RUSTUP_TOOLCHAIN="$TIGA_WANTED_TOOLCHAIN"
  elif [ -f "$TIGA_TOOLCHAIN_FILE" ]; then
    unset RUSTUP_TOOLCHAIN "$LINKER"
  fi
  rm -f "$TIGA_TOOLCHAIN_FILE"
  if ! missing rustc && ! missing cargo && usable rustc; then
    remember_current
    return 0
  fi
  rustup_route && return 0
  say "rustup does not provide the WebAssembly target here; trying Debian's packages"
  debian_route && return 0
  die "no Rust toolchain ($MINIMUM or newer) with the $WASM target. Missing: $(
    missing cargo && printf 'cargo and rustc, '
    printf 'the %s standard library. ' "$WASM"
  )Install Rust with rustup (https://rustup.rs), then run: rustup target add $WASM"
}

c_compiler
choose
components
say "Rust: $(rustc --version)${RUSTUP_TOOLCHAIN:+, toolchain $RUSTUP_TOOLCHAIN}"
