#!/usr/bin/env bash
# Says where a Chromium is; installs Debian's when there is none and we may. Fails with what to do.
set -euo pipefail

# certutil tells it which CA to trust; without, the tests over https are skipped.
if [[ ${INSTALL:-yes} != no ]] && ! command -v certutil > /dev/null && command -v apt-get > /dev/null && (( EUID == 0 ))
then { apt-get update -qq && apt-get install -y -qq libnss3-tools; } > /dev/null 2>&1 || true; fi

find_one() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

find_one && exit
if [[ ${INSTALL:-yes} != no ]] && command -v apt-get > /dev/null && (( EUID == 0 )); then
  echo "Installing Chromium to drive the pages: apt-get install chromium (INSTALL=no leaves it out) ..." >&2
  { apt-get update -qq && apt-get install -y -qq chromium; } > /dev/null 2>&1 && find_one && exit
fi
echo "make test-pages needs Chromium: apt-get install chromium, or put one on PATH." >&2
exit 1
