#!/usr/bin/env bash
# Writes what the packages offer into files for a reviewer to read as a diff, and for the build to compare: into the
# project's PublicAPI.Unshipped.txt, and for each vendor into PublicAPI.Unshipped.PACKAGE.txt in the vendor's folder.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../src"

log=$(mktemp)
trap 'rm -f "$log"' EXIT
vendors=$(cd MockUserApis.Vendors && printf '%s\n' */ | grep -vE '^(bin|obj)/$' | tr -d /)

write() { { echo '#nullable enable'; cat; } > "$1"; }

configuration=${CONFIGURATION:-Release}
build() {
  local said
  said=$(dotnet build "$1" --configuration "$configuration" --verbosity quiet --nologo "${@:2}") || {
    echo "$said" >&2
    return 1
  }
}

# The analyzer reports each symbol that the files lack (RS0016), with the line to write, into the compiler's log.
declare_api() {
  local package=$1 vendor file lines own mine
  : | write "$package/PublicAPI.Unshipped.txt"
  for file in MockUserApis.Vendors/*/"PublicAPI.Unshipped.$package.txt"; do
    if [[ -e $file ]]; then : | write "$file"; fi
  done
  build "$package" --framework net10.0 -p:TreatWarningsAsErrors=false "${@:2}" "-p:ErrorLog=$log%2Cversion=2.1"
  lines=$(sed -n 's/^ *"APIName": "\(.*\)",\{0,1\}$/\1/p' "$log" | sed 's/\\"/"/g; s/\\\\/\\/g' | LC_ALL=C sort -u)
  for vendor in $vendors; do
    own="(Clients|MockScope)\.$vendor(V[0-9]+)?\."
    # Not every package has something of each vendor.
    mine=$(grep -E "$own" <<< "$lines") || continue
    write "MockUserApis.Vendors/$vendor/PublicAPI.Unshipped.$package.txt" <<< "$mine"
    lines=$(grep -vE "$own" <<< "$lines")
  done
  write "$package/PublicAPI.Unshipped.txt" <<< "$lines"
}

build MockUserApis.Vendors
build MockUserApis.Configuration
declare_api MockUserApis.Testing -p:BuildProjectReferences=false
declare_api MockUserApis.Clients
declare_api MockUserApis.Aspire
wc -l ./*/PublicAPI.Unshipped.txt MockUserApis.Vendors/*/PublicAPI.Unshipped.*.txt
