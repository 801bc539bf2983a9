#!/usr/bin/env bash
# Says where a Chromium is; installs Debian's when there is none and we may. Fails with what to do.
set -euo pipefail

find_one() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

find_one && exit
if command -v apt-get > /dev/null && (( EUID == 0 )); then
  { apt-get update -qq && apt-get install -y -qq chromium; } > /dev/null 2>&1 && find_one && exit
fi
echo "make test-pages needs Chromium: apt-get install chromium, or put one on PATH." >&2
exit 1
