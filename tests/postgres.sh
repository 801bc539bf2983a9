#!/usr/bin/env bash
# Runs a command beside a PostgreSQL of its own: on a free loopback port, in a temporary folder, gone afterwards.
# The command finds its URL in MOCK_STORE, the server's process in POSTGRES_PID and how to start it anew in POSTGRES_START.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -1)
[[ -x $bin/postgres ]] || bin=$(dirname "$(command -v postgres 2> /dev/null)" 2> /dev/null || true)
[[ -x $bin/postgres ]] || { echo "There is no PostgreSQL here. Install it: apt-get install postgresql" >&2; exit 1; }

# PostgreSQL refuses to run as root.
as() { "$@"; }
if (( EUID == 0 )); then
  user=postgres; id postgres > /dev/null 2>&1 || user=nobody
  as() { (cd "$folder"; runuser -u "$user" -- "$@"); }
fi

folder=$(mktemp -d)
chmod 755 "$folder"
if (( EUID == 0 )); then chown "$user" "$folder"; fi
stop() { as "$bin/pg_ctl" stop -D "$folder/data" -m immediate -s > /dev/null 2>&1 || true; rm -rf "$folder"; }
trap stop EXIT

as "$bin/initdb" -D "$folder/data" -U mock -A trust -E UTF8 --no-locale --no-instructions > /dev/null
start() { as "$bin/pg_ctl" start -D "$folder/data" -w -s -t 60 -l "$folder/log" -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories=$folder -c max_connections=400 ${POSTGRES_OPTIONS:-}"; }
# Free when asked for; should somebody else take it meanwhile, another one.
for _ in 1 2 3 4 5; do
  port=$(node -e 's=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
  if start; then break; fi
done
as "$bin/createdb" -h 127.0.0.1 -p "$port" -U mock mock || { cat "$folder/log" >&2; exit 1; }

export MOCK_STORE="postgres://mock@127.0.0.1:$port/mock"
POSTGRES_PID=$(head -1 "$folder/data/postmaster.pid"); export POSTGRES_PID
"$@"
