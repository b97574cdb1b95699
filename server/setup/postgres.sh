#!/usr/bin/env bash
# Runs one command with a throw-away PostgreSQL, whose address is in TIGA_TEST_POSTGRES:
#   server/setup/postgres.sh cargo test …
# A server named by TIGA_TEST_POSTGRES already is used as it is; otherwise Debian's packages start one and remove it.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/env.sh"

if [ "${1:-}" = --inside ]; then
  shift
  export TIGA_TEST_POSTGRES="postgres://$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/${PGDATABASE:-postgres}"
  exec "$@"
fi
if [ -n "${TIGA_TEST_POSTGRES:-}" ]; then exec "$@"; fi
if missing pg_virtualenv || [ -z "$(ls -d /usr/lib/postgresql/*/bin/postgres 2>/dev/null)" ]; then
  say "installing PostgreSQL (about a minute)"
  apt_install postgresql postgresql-common \
    || die "PostgreSQL is missing: install it, or name a server in TIGA_TEST_POSTGRES=postgres://user:password@host/database"
fi
export LC_ALL=C.UTF-8
# Run by root, pg_virtualenv makes a cluster of the machine named `regress`; one that a killed run left is in the way.
if [ "$(id -u)" = 0 ]; then
  exec 8>"$TIGA_CACHE/postgres.lock"
  missing flock || flock 8
  pg_lsclusters -h | awk '$2 == "regress" { print $1 }' | while read -r version; do
    pg_dropcluster --stop "$version" regress
  done
fi
exec pg_virtualenv -o fsync=off -o max_connections=200 "$TIGA_ROOT/server/setup/postgres.sh" --inside "$@"
