#!/usr/bin/env bash
# What follows from a new vendor's files and only a build can tell: how many of its rules are ASSUMED, the packages'
# API, the table of its update. The vendor is the one whose row in the README says 0.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

name=$1
configuration=${CONFIGURATION:-Release}
tests=tests/MockUserApis.Tests

say() { echo "$@" >&2; }
build() {
  local said
  said=$(dotnet build "$1" --configuration "$configuration" --verbosity quiet --nologo) || { say "$said"; exit 1; }
}

# What the templates cannot know: where a long line breaks.
{ dotnet tool restore && dotnet csharpier format "src/MockUserApis.Vendors/$name"; } > /dev/null 2>&1 \
  || say "CSharpier could not be restored: make format has to format the new C#."
say "1 of 4: building the program (minutes the first time); it serves from then on: make run"
build src/MockUserApis
program="src/MockUserApis/bin/$configuration/net10.0/mock-user-apis.dll"
slug=$(sed -E ':a; s/([^-])([A-Z])/\1-\2/; ta' <<< "$name" | tr '[:upper:]' '[:lower:]')
count=$(dotnet "$program" vendors | sed -nE "s/^$slug +\+.* ([0-9]+) assumed .*/\1/p")
written=$(sed -E "/^\|.*\| 0 \|\$/ s/\| 0 \|\$/| $count |/" README.md)
printf '%s\n' "$written" > README.md
say "2 of 4: writing what the packages offer for it"
CONFIGURATION=$configuration tests/scripts/public-api.sh > /dev/null
say "3 of 4: building the tests"
build $tests
say "4 of 4: writing $tests/Vendors/$name/update.table.md, the page of its operations, resource.json"
export UPDATE_TABLES=1 OPERATION_PAGES=1 ASPIRE_VENDORS=1
all=MockUserApis.Tests.EveryVendor
dotnet "$tests/bin/$configuration/net10.0/MockUserApis.Tests.dll" -noLogo -noColor \
  -class $all.UpdateTableTests -class $all.OperationPageTests -class $all.AspireVendorsTests > /dev/null
say "Done: $count of its rules are ASSUMED. Next: make test; then make it exact: src/README.md, \"Add a vendor\"."
