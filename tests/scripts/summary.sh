#!/usr/bin/env bash
# Adds up the .trx files of a test run: a line for each suite, the skipped tests by reason and name, then
# "N passed, N failed".
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

# A skipped result's line has the test's name; the next line with a message has the reason. Cases of one test are one
# line.
skipped_tests() {
  awk '
    /outcome="NotExecuted"/ { name = $0; sub(/.* testName="/, "", name); sub(/["(].*/, "", name) }
    name != "" && /<(Message|StdOut)>/ {
      reason = $0; gsub(/^ *<[^>]*>|<\/.*/, "", reason); print reason "\t" name; name = ""
    }' "$@" | sort | uniq -c
}

if (( skipped > 0 )); then
  echo "$skipped skipped:"
  skipped_tests "$results"/*.trx |
    awk -F '\t' '{ match($1, /^ *[0-9]+ /); count = $1 + 0; reason = substr($1, RLENGTH + 1) }
      reason != last { print "  " reason; last = reason }
      { print "    " $2 (count > 1 ? " (" count " cases)" : "") }'
fi
here=$(dirname "${BASH_SOURCE[0]}")
[[ ! -d $results ]] || "$here/junit.sh" "$results"/*.trx > "$results/junit.xml"
echo "$passed passed, $failed failed"
(( failed == 0 && passed > 0 ))
