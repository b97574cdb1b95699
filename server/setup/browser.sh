#!/usr/bin/env bash
# Prepares the end-to-end tests: Node.js, the packages of end2end, and a Chromium. Prints the browser's path.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

find_browser() {
  local name
  for name in "${TIGA_BROWSER:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" 2>/dev/null; then return 0; fi
  done
  for name in "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
    if [ -x "$name" ]; then
      printf '%s\n' "$name"
      return 0
    fi
  done
  return 1
}

if missing npm || missing node; then
  say "installing Node.js and npm (about a minute)"
  apt_install nodejs npm || die "Node.js 18 or newer with npm is missing"
fi
if ! find_browser >/dev/null; then
  say "installing Chromium (about a minute)"
  apt_install chromium fonts-dejavu-core || die "Chromium or Google Chrome is missing (TIGA_BROWSER names one elsewhere)"
fi
if ! cmp -s "$TIGA_ROOT/end2end/package-lock.json" "$TIGA_ROOT/end2end/node_modules/.installed"; then
  say "installing the packages of the browser tests from npm (a few seconds)"
  (cd "$TIGA_ROOT/end2end" && npm ci --ignore-scripts --no-audit --no-fund </dev/null >&2)
  cp "$TIGA_ROOT/end2end/package-lock.json" "$TIGA_ROOT/end2end/node_modules/.installed"
fi
find_browser
