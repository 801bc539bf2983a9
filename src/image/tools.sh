#!/usr/bin/env bash
# tools.sh NAME…: each is a command here, or Debian's package of that name is installed, if we may. Fails with what to
# do.
set -euo pipefail

missing=()
for name in "$@"; do command -v "$name" > /dev/null || missing+=("$name"); done
(( ${#missing[@]} == 0 )) && exit
if [[ ${INSTALL:-yes} != no ]] && command -v apt-get > /dev/null && (( EUID == 0 )); then
  echo "Installing what the image takes: apt-get install ${missing[*]} (INSTALL=no does not) ..." >&2
  apt() { DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; }
  { apt || { apt-get update -qq && apt; }; } > /dev/null 2>&1 && exit
fi
echo "The image takes ${missing[*]}: apt-get install ${missing[*]}" >&2
exit 1
