#!/usr/bin/env bash
# Adds up the .trx files of a test run: a line for each suite, a word on skipped tests, then "N passed, N failed".
# Fails when a test failed and when none ran.
set -euo pipefail

results=${1:-artifacts/test-results}
passed=0 failed=0 skipped=0

shopt -s nullglob
for trx in "$results"/*.trx; do
  counters=$(grep -o -m1 '<Counters [^>]*' "$trx" || true)
  count() { sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p" <<< "$counters" | grep . || echo 0; }

  suite=$(grep -o -m1 'codeBase="[^"]*"' "$trx" | sed -E 's/.*[\/\\]([^\/\\"]+)\.dll"/\1/' | head -1 || true)
  ok=$(count passed)
  bad=$(( $(count failed) + $(count error) + $(count timeout) + $(count aborted) ))
  out=$(( $(count total) - $(count executed) ))
  printf '  %-28s %5d passed %5d failed %5d skipped\n' "${suite:-$(basename "$trx")}" "$ok" "$bad" "$out"

  passed=$((passed + ok)) failed=$((failed + bad)) skipped=$((skipped + out))
done

(( skipped == 0 )) || echo "$skipped skipped: they need PostgreSQL."
echo "$passed passed, $failed failed"
(( failed == 0 && passed > 0 ))
