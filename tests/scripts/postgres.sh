#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own: on a free loopback port, in a temporary folder, gone afterwards.
# Installs Debian's when there is none and we may. The command finds its URL in MOCK_DATABASE, the server's process in
# POSTGRES_PID. With --if-possible the command runs without one where there is none.
set -euo pipefail

optional=
if [[ ${1:-} == --if-possible ]]; then optional=yes; shift; fi

find_one() {
  local found
  found=$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -1) || found=$(command -v initdb) || return 1
  dirname "$found"
}

bin=$(find_one) || true
if [[ -z $bin && ${INSTALL:-yes} != no ]] && command -v apt-get > /dev/null && (( EUID == 0 )); then
  echo "Installing PostgreSQL for its tests: apt-get install postgresql (INSTALL=no leaves it and them out) ..." >&2
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq postgresql; } > /dev/null 2>&1 \
    && bin=$(find_one) || true
fi
if [[ -z $bin ]]; then
  echo "There is no PostgreSQL here. Install it: apt-get install postgresql" >&2
  [[ -n $optional ]] || exit 1
  exec "$@"
fi

# PostgreSQL refuses to run as root.
as() { "$@"; }
if (( EUID == 0 )); then
  user=postgres; id postgres > /dev/null 2>&1 || user=nobody
  as() { (cd "$folder"; runuser -u "$user" -- "$@"); }
fi

# Not below TMPDIR, which another user may not enter.
folder=$(mktemp -d -p /tmp)
chmod 755 "$folder"
if (( EUID == 0 )); then chown "$user" "$folder"; fi
stop() { as "$bin/pg_ctl" stop -D "$folder/data" -m immediate -s > /dev/null 2>&1 || true; rm -rf "$folder"; }
trap stop EXIT

as "$bin/initdb" -D "$folder/data" -U mock -A trust -E UTF8 --no-locale --no-instructions > /dev/null
start() {
  local set="-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder -c max_connections=400"
  as "$bin/pg_ctl" start -D "$folder/data" -w -s -t 60 -l "$folder/log" -o "$set ${POSTGRES_OPTIONS:-}"
}
# Below the ports that the system gives to clients; should somebody listen there, another one.
for _ in 1 2 3 4 5 6 7 8; do
  port=$((10000 + RANDOM % 20000))
  if ! (: < "/dev/tcp/127.0.0.1/$port") 2> /dev/null && start; then break; fi
done
as "$bin/createdb" -h 127.0.0.1 -p "$port" -U mock mock || { cat "$folder/log" >&2; exit 1; }

export MOCK_DATABASE="postgres://mock@127.0.0.1:$port/mock"
POSTGRES_PID=$(head -1 "$folder/data/postmaster.pid"); export POSTGRES_PID
"$@"
