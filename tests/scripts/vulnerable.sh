#!/usr/bin/env bash
# vulnerable.sh SOLUTION: packages with known holes, of NuGet and of npm. Fails when there is one; where a registry does
# not say, prints one line and goes on, for CI must work behind a mirror too.
set -euo pipefail
solution=$1
status=0

# Without an index "dotnet list" says that all is well.
nuget_tells() {
  local source
  while read -r source; do
    if curl -fsSL --max-time 20 "$source" 2> /dev/null | grep '"VulnerabilityInfo/' > /dev/null; then return 0; fi
  done < <(dotnet nuget list source --format short | sed -n 's/^E \(http.*\)/\1/p')
  return 1
}

if nuget_tells; then
  report=$(dotnet list "$solution" package --vulnerable --include-transitive 2>&1) || { echo "$report"; status=1; }
  if grep -E '^ +> ' <<< "$report" > /dev/null; then echo "$report"; status=1; fi
else
  echo "NuGet packages: not checked for known holes, as no package source here has a vulnerability index."
fi

if ! command -v npm > /dev/null; then
  echo "npm packages: not checked for known holes, as npm is not on PATH."
  exit $status
fi

unknown=0
while read -r lock; do
  report=$(cd "$(dirname "$lock")" && npm audit --package-lock-only --json 2> /dev/null) && continue
  if ! grep '"auditReportVersion"' <<< "$report" > /dev/null; then unknown=$((unknown + 1)); continue; fi
  echo "$lock:"
  (cd "$(dirname "$lock")" && npm audit --package-lock-only 2>&1) || true
  status=1
done < <(find src tests -name node_modules -prune -o -name package-lock.json -print)
if ((unknown > 0)); then
  echo "npm packages: $unknown package-lock.json not checked for known holes, as the registry here answers no audit."
fi

exit $status
