#!/usr/bin/env bash
# Builds what the browser loads into the folder `site` of the target folder: WebAssembly, start script, styles, static
# files, each with a hash in its name and compressed variants, listed in `site/manifest.json`.
# When no input changed it does nothing, in well under two seconds.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$TIGA_ROOT"

WASM=wasm32-unknown-unknown
SITE="$CARGO_TARGET_DIR/site"
TOOLS="$TIGA_CACHE/npm"
SUM="sha256sum"
missing sha256sum && SUM="shasum -a 256"
MODULES="$CARGO_TARGET_DIR/$WASM/wasm-release"

# tools: wasm-opt and esbuild from npm. They make the site smaller and are never a reason to stop.
tools() {
  if cmp -s server/site/package-lock.json "$TOOLS/package-lock.json" && [ -d "$TOOLS/node_modules" ]; then return 0; fi
  if missing npm; then
    say "installing Node.js and npm (about a minute)"
    if ! apt_install nodejs npm; then
      say "notice: npm is missing, so the WebAssembly is not shrunk; everything else works"
      return 0
    fi
  fi
  say "installing wasm-opt and esbuild from npm (a few seconds, 115 MB)"
  mkdir -p "$TOOLS"
  rm -f "$TOOLS/package-lock.json"
  cp server/site/package.json "$TOOLS/"
  cp server/site/package-lock.json "$TOOLS/package-lock.json.new"
  if (cd "$TOOLS" && cp package-lock.json.new package-lock.json && npm ci --ignore-scripts --no-audit --no-fund </dev/null >&2); then
    rm -f "$TOOLS/package-lock.json.new"
  else
    rm -rf "$TOOLS/package-lock.json" "$TOOLS/node_modules"
    say "notice: npm could not install wasm-opt, so the WebAssembly is not shrunk; everything else works"
  fi
}

# inputs: everything that the result depends on, as one line.
inputs() {
  {
    rustc --version
    ls "$TOOLS/node_modules" 2>/dev/null || true
    find Cargo.toml Cargo.lock app public server/site server/setup/site.sh -type f ! -name '.*' -print0 2>/dev/null \
      | LC_ALL=C sort -z | xargs -0 $SUM
  } | $SUM | cut -d ' ' -f 1
}

# build_wasm: cargo gives these modules one file name for all checkouts that share a target folder, and takes another
# checkout's modules for fresh. So modules that this checkout did not leave there are built anew.
build_wasm() {
  local packages=(-p tiga-frontend -p tiga-worker)
  if [ "$(cat "$MODULES/tiga.origin" 2>/dev/null)" != "$(origin)" ]; then
    cargo clean --quiet "${packages[@]}" --target "$WASM" --profile wasm-release 9>&-
  fi
  cargo build --quiet "${packages[@]}" --target "$WASM" --profile wasm-release 9>&-
  origin >"$MODULES/tiga.origin"
}

# origin: this checkout and the modules that are there now.
origin() {
  printf '%s %s\n' "$TIGA_ROOT" "$($SUM "$MODULES"/tiga_{frontend,worker}.wasm 2>/dev/null | $SUM | cut -d ' ' -f 1)"
}

# One run at a time: `make` and the build script of the server may meet here.
if ! missing flock; then
  exec 9>"$TIGA_CACHE/site.lock"
  flock 9
fi

tools
now="$(inputs)"
if [ -f "$SITE/manifest.json" ] && [ "$(cat "$SITE/.inputs" 2>/dev/null)" = "$now" ]; then exit 0; fi

say "building the WebAssembly part (first time 4 to 10 minutes, later about one)"
build_wasm
say "putting the site together (first time 2 to 4 minutes, later some seconds)"
cargo run --quiet -p tiga-site --profile tool -- \
  "$TIGA_ROOT" "$MODULES" "$SITE" "$TOOLS" 9>&-
printf '%s\n' "$now" >"$SITE/.inputs"
