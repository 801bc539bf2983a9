#!/usr/bin/env bash
# Writes what the packages offer into their PublicAPI.Unshipped.txt, for a reviewer to read as a diff. The build compares.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# The analyzer reports each symbol that the file lacks (RS0016), with the line to write, into the compiler's log.
declare_api() {
  local project=$1 framework=$2 file=src/$1/PublicAPI.Unshipped.txt
  echo '#nullable enable' > "$file"
  dotnet build "src/$project" --configuration "${CONFIGURATION:-Release}" --verbosity quiet --nologo \
    -p:TreatWarningsAsErrors=false --framework "$framework" "${@:3}" "-p:ErrorLog=$log%2Cversion=2.1" > /dev/null
  sed -n 's/^ *"APIName": "\(.*\)",\{0,1\}$/\1/p' "$log" | sed 's/\\"/"/g; s/\\\\/\\/g' | LC_ALL=C sort -u >> "$file"
  echo "$file: $(($(wc -l < "$file") - 1)) lines"
}

dotnet build src/MockUserApis.Vendors --configuration "${CONFIGURATION:-Release}" --verbosity quiet --nologo > /dev/null
declare_api MockUserApis.Testing net10.0 -p:BuildProjectReferences=false
declare_api MockUserApis.Clients net10.0
