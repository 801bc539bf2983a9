#!/usr/bin/env bash
# Runs a command with the words of ARGS behind its own: | & ; * in them are only letters, quotes keep words together.
set -euo pipefail

words=()
while IFS= read -r word; do words+=("$word"); done < <(printf '%s' "${ARGS:-}" | xargs -n1 printf '%s\n')
# Empty words come of empty ARGS.
if (( ${#words[@]} > 0 )) && [[ -n ${ARGS// /} ]]; then set -- "$@" "${words[@]}"; fi
exec "$@"
