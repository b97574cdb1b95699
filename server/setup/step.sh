#!/usr/bin/env bash
# Runs the named checks in order and goes on after a failure, so that one run tells everything:
#   server/setup/step.sh [check | format | site | lint | unit | postgres | browser | bench]…
# Ends with one line per check and fails when one of them did. The Makefile and test.sh call it.
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"
cd "$TIGA_ROOT"

# Always the same packages together: another selection would build shared dependencies with other features again.
NATIVE=(-p tiga-domain -p tiga-chart -p tiga-app -p tiga-report -p tiga-migrations -p tiga-server)
WASM=(--target wasm32-unknown-unknown -p tiga-domain -p tiga-chart -p tiga-app -p tiga-frontend -p tiga-worker)
# The site program has the profile in which it runs anyway.
SITE=(-p tiga-site --profile tool)

step_check() {
  cargo check "${NATIVE[@]}" && cargo check "${WASM[@]}"
}

step_format() {
  cargo fmt --all --check
}

# site: before anything that compiles the server, so that a later change of the site does not compile it twice.
step_site() {
  server/setup/site.sh
}

step_lint() {
  local outcome=0
  cargo clippy --quiet "${NATIVE[@]}" --all-targets -- -D warnings || outcome=1
  cargo clippy --quiet "${WASM[@]}" -- -D warnings || outcome=1
  cargo clippy --quiet "${SITE[@]}" --all-targets -- -D warnings || outcome=1
  return "$outcome"
}

# unit: unit, property, documentation and integration tests, the latter on SQLite.
step_unit() {
  local outcome=0
  env -u TIGA_TEST_POSTGRES cargo test --no-fail-fast "${NATIVE[@]}" || outcome=1
  cargo test "${SITE[@]}" || outcome=1
  return "$outcome"
}

# postgres: the server's own and the integration tests again, with a PostgreSQL at hand.
step_postgres() {
  server/setup/postgres.sh cargo test --no-fail-fast "${NATIVE[@]}" --bin tiga --test '*'
}

step_browser() {
  local browser
  server/setup/site.sh && cargo build --quiet --release -p tiga-server || return 1
  browser="$(server/setup/browser.sh)" || return 1
  # A copy, because another build in the same target folder would exchange the binary under the tests.
  mkdir -p end2end/results && cp "$CARGO_TARGET_DIR/release/tiga" end2end/results/tiga || return 1
  TIGA_BROWSER="$browser" TIGA_BINARY="$TIGA_ROOT/end2end/results/tiga" \
    node --test --test-concurrency=1 --test-reporter=spec end2end/tests/*.test.mjs
}

# bench: everything that is measured. Pure answers, documents, readers against damaged files (a minute each), then the
# release binary: imports, first visit, load, the map in a browser.
step_bench() {
  machine
  cargo bench --quiet -p tiga-domain --features parallel --bench overview --bench glance --bench wire --bench analysis || return 1
  cargo bench --quiet -p tiga-domain --features parallel --bench overlap -- 1000000 || return 1
  machine
  cargo bench --quiet -p tiga-report --bench export || return 1
  TIGA_FUZZ_SECONDS=60 cargo test -p tiga-server --bin tiga -- fuzz:: never_panic || return 1
  local script
  for script in end2end/bench/{import,visit,load,map}.mjs; do
    cargo build --quiet --release -p tiga-server || return 1
    TIGA_BROWSER="$(server/setup/browser.sh)" TIGA_BINARY="$CARGO_TARGET_DIR/release/tiga" node "$script" || return 1
  done
}

# machine: what a reader of figures has to know of this machine and of the other work on it.
machine() {
  local processor
  processor="$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)"
  printf '\n%s processors (%s), load average %s\n' "$(nproc)" "$processor" "$(cut -d ' ' -f 1-3 /proc/loadavg)"
}

describe() {
  case "$1" in
    check) echo "compile check, native and WebAssembly (first time 4 minutes)" ;;
    format) echo "format" ;;
    site) echo "WebAssembly and site (first time 8 minutes, later under one)" ;;
    lint) echo "lints, native and WebAssembly (first time 6 minutes, later under one)" ;;
    unit) echo "unit, property, documentation and SQLite tests (first time 8 minutes)" ;;
    postgres) echo "integration tests on PostgreSQL (about a minute)" ;;
    browser) echo "release binary and browser tests (first time 15 minutes, later 2)" ;;
    bench) echo "benchmarks (some minutes)" ;;
    *) die "unknown check: $1" ;;
  esac
}

summary=()
failed=0
for step in "$@"; do
  say "=== $(describe "$step")"
  SECONDS=0
  if "step_$step" </dev/null; then
    line="passed  $step (${SECONDS} s)"
  else
    line="FAILED  $step (${SECONDS} s)"
    failed=1
  fi
  summary+=("$line")
  say "$line"
done
printf '%s\n' "" "${summary[@]}"
exit "$failed"
