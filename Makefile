SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

CONFIGURATION ?= Release
ARGS ?=
# no: what is missing for the tests (PostgreSQL, Chromium) is not installed; the tests that need it are skipped.
INSTALL ?= yes
export ARGS INSTALL

SOLUTION := MockUserApis.sln
HOST := src/MockUserApis
PROGRAM := $(HOST)/bin/$(CONFIGURATION)/net10.0/mock-user-apis.dll
NEW_VENDOR := src/MockUserApis.NewVendor/bin/$(CONFIGURATION)/net10.0/MockUserApis.NewVendor.dll
TESTS := tests/MockUserApis.Tests/bin/$(CONFIGURATION)/net10.0/MockUserApis.Tests
RESULTS := artifacts/test-results
LINT := tests/lint
CONTRACTS := tests/MockUserApis.Contracts
CLIENTS_TS := tests/clients-ts
PAGES := tests/pages
JUDGES := tests/judges
# fsync=off: no test pulls the plug.
POSTGRES := POSTGRES_OPTIONS="-c fsync=off" tests/scripts/postgres.sh
QUIET := --configuration $(CONFIGURATION) --verbosity quiet --nologo
DOTNET_BUILD := dotnet build $(QUIET)
# Adds ARGS word by word: a shell would take the | of a filter for a pipe.
WITH_ARGS := tests/scripts/with-args.sh
# Of a first build, which takes minutes: what is under way.
STAGES := sed -u -E -e '/^ *(Build succeeded\.|[0-9]+ (Warning|Error)\(s\)|Time Elapsed .*|Restored .*)?$$/d' \
  -e 's/^  ([^ ]+) -> .*/  built \1/' -e 's/^  (SpecTool|NSwag): /  \1 reads /'
# dotnet build ends even a quiet success with four lines of nothing.
SILENT := sed -E '/^(Build succeeded\.|    0 (Warning|Error)\(s\)|Time Elapsed .*)?$$/d'

export DOTNET_CLI_TELEMETRY_OPTOUT := 1
export DOTNET_NOLOGO := 1
export REDOCLY_TELEMETRY := off
export REDOCLY_SUPPRESS_UPDATE_NOTICE := true

# Folders are in it too: a deleted file makes its folder newer.
NOT_SOURCES := -name bin -o -name obj -o -name node_modules -o -path src/npm -o -path src/image
SOURCES := $(shell find nswag.json specs src \( $(NOT_SOURCES) \) -prune -o -print)
BUILT := $(HOST)/obj/$(CONFIGURATION)/built-by-make
NODE_TEST := node --test --test-concurrency=1 --test-reporter=spec --test-reporter-destination=stdout
NPM_CI := npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

.PHONY: help run build api test test-pages test-native test-postgres cluster clients verify pacts \
  lint-specs ci fuzz vendor judges sockets kill chaos mutation bench bench-growth bench-page soak vulnerable clean \
  tools node-tools format check-format

help:
	@if [[ -t 1 && -z "$${NO_COLOR:-}" ]]; then bold=$$'\e[1;36m'; plain=$$'\e[0m'; else bold=; plain=; fi; \
	awk -F ':.*## ' -v bold="$$bold" -v plain="$$plain" \
	  '/^##@ / { printf "%s%s\n", (groups++ ? "\n" : ""), substr($$0, 5) } \
	   /^[a-z-]+:.*## / { printf "  %smake %-13s%s %s\n", bold, $$1, plain, $$2 }' $(MAKEFILE_LIST)

##@ Use

run: $(BUILT) ## Start the mock; arguments of "serve" go in ARGS="..."
	@exec $(WITH_ARGS) dotnet $(PROGRAM) serve

$(BUILT): $(SOURCES)
	@$(MAKE) tools
	@echo "Building: takes two minutes the first time, seconds later ..." >&2
	@dotnet build $(HOST) --configuration $(CONFIGURATION) --verbosity minimal --nologo | $(STAGES) >&2
	@touch $@

clients: tools $(CLIENTS_TS)/node_modules/.package-lock.json ## Write the clients (NuGet, TypeScript): artifacts/clients
	@rm -rf artifacts/clients
	@dotnet pack src/MockUserApis.Clients $(QUIET) --output artifacts/clients/nuget
	@$(DOTNET_BUILD) src/MockUserApis.Clients --no-restore -target:WriteTypeScript | $(SILENT)
	@$(CLIENTS_TS)/node_modules/.bin/tsc --noEmit --strict --target es2022 --lib es2022,dom --module nodenext \
	  artifacts/clients/typescript/*.ts
	@echo "Clients: $$(ls artifacts/clients/nuget/*.nupkg)," \
	  "$$(ls artifacts/clients/typescript/*.ts | wc -l) files in artifacts/clients/typescript."

verify: $(BUILT) $(CONTRACTS)/node_modules/.package-lock.json ## Verify pacts: PACTS=folder (or our own), JUNIT=file
	@if [[ -z "$(PACTS)" ]]; then $(MAKE) pacts; fi
	@dotnet $(PROGRAM) verify "$(or $(PACTS),artifacts/pacts)" \
	  --verifier $(CONTRACTS)/node_modules/@pact-foundation/pact-cli-*/standalone/pact* \
	  $(if $(JUNIT),--junit "$(JUNIT)") $(ARGS)

# The consumer tests write them.
pacts:
	@$(DOTNET_BUILD) $(CONTRACTS) | $(SILENT)
	@said=$$(dotnet test $(CONTRACTS) --no-build --configuration $(CONFIGURATION) --nologo \
	  --filter "FullyQualifiedName~.Consumer.") || { echo "$$said"; exit 1; }

include src/packages.mk

##@ Build

vendor: tools ## Begin a vendor: NAME=PascalCase, SPEC=its OpenAPI file (or none), TITLE="its own name"
	@$(DOTNET_BUILD) src/MockUserApis.NewVendor | $(SILENT) >&2
	@dotnet $(NEW_VENDOR) "$(NAME)" --spec "$(SPEC)" --title "$(TITLE)"
	@CONFIGURATION=$(CONFIGURATION) tests/scripts/vendor.sh "$(NAME)"

build: tools ## Build everything; a warning is an error
	@$(DOTNET_BUILD) $(SOLUTION) | $(SILENT)

api: tools ## Write what the packages offer into PublicAPI.Unshipped.txt, for review
	@CONFIGURATION=$(CONFIGURATION) tests/scripts/public-api.sh

# Prettier comes with the linters.
PRETTIER := $(LINT)/node_modules/.bin/prettier --log-level warn
SCRIPTS := 'src/**/*.{js,mjs,ts}' 'tests/**/*.{js,mjs,ts}'

format: tools $(LINT)/node_modules/.package-lock.json ## Format C#, JavaScript and TypeScript
	@dotnet tool restore > /dev/null
	@dotnet csharpier format src tests
	@$(PRETTIER) --write $(SCRIPTS)

check-format: tools ## Fail when "make format" would change something
	@dotnet tool restore > /dev/null
	@dotnet csharpier check src tests
	@if command -v node > /dev/null; then \
	  $(MAKE) $(LINT)/node_modules/.package-lock.json && $(PRETTIER) --check $(SCRIPTS); \
	else echo "No Node.js: the format of JavaScript and TypeScript (Prettier) was not checked."; fi

lint-specs: tools $(LINT)/node_modules/.package-lock.json ## Check specs/ with Spectral and Redocly
	@$(LINT)/node_modules/.bin/spectral lint 'specs/*.yaml' --ruleset .spectral.yaml --fail-severity warn --quiet
	@report=$$($(LINT)/node_modules/.bin/redocly lint specs/*.yaml --config .redocly.yaml 2>&1) \
	  || { echo "$$report"; exit 1; }
	@echo "Specs: $$(ls specs/*.yaml | wc -l) without a finding."

vulnerable: tools ## Packages with known holes, as far as the registries here tell
	@tests/scripts/vulnerable.sh $(SOLUTION)

clean: ## Delete everything that a build made
	@find src tests -type d \( -name bin -o -name obj -o -name node_modules \) -prune -exec rm -rf {} +
	@rm -rf artifacts

##@ Test

test: build ## Run all tests; ARGS="--filter ...", INSTALL=no; results: artifacts/test-results, TRX and JUnit
	@rm -rf $(RESULTS)
	@status=0; \
	$(POSTGRES) --if-possible $(WITH_ARGS) dotnet test $(SOLUTION) --no-build --configuration $(CONFIGURATION) --nologo \
	  -p:NamesResults=true --results-directory $(RESULTS) || status=$$?; \
	tests/scripts/summary.sh $(RESULTS) || status=1; \
	exit $$status

test-postgres: build ## Run the tests with all state in PostgreSQL; a filter goes in ARGS="-class ..."
	@$(POSTGRES) bash -c 'MOCK_STORE=$$MOCK_DATABASE exec "$$@"' - $(WITH_ARGS) \
	  dotnet $(TESTS).dll -noLogo -noColor

test-native: build $(NATIVE) ## Run the tests and drive the pages against the native program: ARGS="-class ..."
	@$(WITH_ARGS) dotnet $(TESTS).dll -noLogo -noColor
	@[[ -n "$$ARGS" ]] || $(MAKE) test-pages

test-native: export MOCK_PROGRAM := $(CURDIR)/$(NATIVE)
$(NATIVE): $(SOURCES)
	@$(MAKE) publish

test-pages: build $(PAGES)/node_modules/.package-lock.json ## Drive the pages in Chromium; artifacts/screenshots
	@mkdir -p $(RESULTS); \
	chromium=$$($(PAGES)/chromium.sh); \
	CHROMIUM=$$chromium CONFIGURATION=$(CONFIGURATION) SUITE=MockUserApis.Pages $(NODE_TEST) \
	  --test-reporter=./tests/scripts/trx.mjs --test-reporter-destination=$(RESULTS)/pages.trx $(PAGES)/*.test.mjs

JUDGES_READY := $(JUDGES)/node_modules/.package-lock.json $(LINT)/node_modules/.package-lock.json

judges: $(BUILT) $(JUDGES_READY) ## Hold the mock against its specs with judges that nobody here wrote: respect, ajv
	@mkdir -p $(RESULTS); \
	PROGRAM=$(PROGRAM) SUITE=MockUserApis.Judges $(NODE_TEST) \
	  --test-reporter=./tests/scripts/trx.mjs --test-reporter-destination=$(RESULTS)/judges.trx $(JUDGES)/*.test.mjs

ci: build vulnerable check-format lint-specs verify test ## What CI runs: all of these, judges, packages, pages, totals
	@if command -v node > /dev/null; then $(MAKE) judges || status=1; $(MAKE) test-packages || status=1; \
	else echo "No Node.js: the judges respect and ajv, and what tries the packages, were skipped."; fi; \
	if $(PAGES)/chromium.sh > /dev/null; then $(MAKE) test-pages || status=1; \
	else echo "No Chromium: the pages were not driven."; fi; \
	tests/scripts/summary.sh $(RESULTS); \
	exit $${status:-0}

##@ Hard tests

HARD = ./$(TESTS) -noLogo -noColor
FUZZ_REQUESTS ?= 200000
FUZZ_SEED ?= $(shell date +%s)
IDLE_CONNECTIONS ?= 10000
KILL_LOOPS ?= 30

fuzz: build ## Random requests: FUZZ_REQUESTS (200000), FUZZ_SEED (now)
	@echo "FUZZ_SEED=$(FUZZ_SEED) FUZZ_REQUESTS=$(FUZZ_REQUESTS)"
	@export FUZZ_SEED=$(FUZZ_SEED) FUZZ_REQUESTS=$(FUZZ_REQUESTS); $(HARD) -class MockUserApis.Tests.Fuzz.FuzzTests

sockets: build ## Raw sockets with many idle connections: IDLE_CONNECTIONS (10000; each takes a file of ulimit -n)
	@export IDLE_CONNECTIONS=$(IDLE_CONNECTIONS); $(HARD) -showLiveOutput \
	  -class MockUserApis.Tests.Security.RawSocketTests -class MockUserApis.Tests.Security.SlowlorisTests \
	  -class MockUserApis.Tests.Security.IdleConnectionTests

kill: build ## Kill the server while it saves its state, KILL_LOOPS times (30)
	@export KILL_LOOPS=$(KILL_LOOPS); $(HARD) -class MockUserApis.Tests.State.StateFileTests

chaos: $(BUILT) ## Everything at once, in memory and on PostgreSQL: no 500, no hang: ARGS="--seconds 60 --clients 32"
	@node tests/chaos/run.mjs $(PROGRAM) $(ARGS)
	@tests/scripts/postgres.sh node tests/chaos/run.mjs $(PROGRAM) $(ARGS)

cluster: $(BUILT) ## Three nodes, one database, one node killed: ARGS="--seconds 60 --seed 1"
	@tests/scripts/postgres.sh node tests/cluster/run.mjs $(PROGRAM) $(ARGS)

mutation: build ## Change the rules one place at a time and see that a test notices: ARGS="--sample 20 --only Update.cs"
	@CONFIGURATION=$(CONFIGURATION) node tests/mutation/run.mjs $(ARGS)

##@ Measure

# npm's stamp of tests/bench/peers; the endpoint is built like the server.
BENCH := tests/bench
ENDPOINT := $(BENCH)/endpoint/bin/$(CONFIGURATION)/net10.0/endpoint.dll

$(ENDPOINT): $(wildcard $(BENCH)/endpoint/*.cs*)
	@$(DOTNET_BUILD) $(BENCH)/endpoint | $(SILENT) >&2

BENCH_READY := $(BENCH)/peers/node_modules/.package-lock.json $(ENDPOINT)

bench: $(BUILT) $(BENCH_READY) ## Beside a hand-written endpoint and other mocks: ARGS="--vendor SLUG --readme"
	@CONFIGURATION=$(CONFIGURATION) node $(BENCH)/run.mjs $(ARGS)

bench-growth: $(BUILT) ## Throughput and memory with 10,000 sandboxes, a million changed users, a billion users
	@CONFIGURATION=$(CONFIGURATION) node $(BENCH)/growth.mjs

bench-page: $(BUILT) $(PAGES)/node_modules/.package-lock.json ## What the Traffic page costs: ARGS="--seconds 60"
	@chromium=$$($(PAGES)/chromium.sh); \
	CHROMIUM=$$chromium CONFIGURATION=$(CONFIGURATION) node $(BENCH)/page.mjs $(ARGS)

soak: $(BUILT) ## Half load for 30 minutes, memory each minute: ARGS="--minutes 3"
	@node tests/soak/run.mjs $(PROGRAM) $(ARGS)

# npm writes this file last; it stands for the whole folder.
%/node_modules/.package-lock.json: %/package-lock.json | node-tools
	@cd $* && $(NPM_CI)
	@touch $@

tools:
	@fail() { echo "$$1" >&2; exit 1; }; \
	command -v dotnet > /dev/null || fail "dotnet is not on PATH: install the .NET 10 SDK."; \
	dotnet --list-sdks | grep -q '^10\.' || \
	  fail "The .NET 10 SDK is needed; dotnet --list-sdks shows none that starts with 10."

# For what tests JavaScript or comes from npm.
test-pages judges clients lint-specs format verify chaos cluster mutation bench bench-growth bench-page soak: \
  | node-tools

node-tools:
	@fail() { echo "$$1 Building, running and testing the mock needs no Node." >&2; exit 1; }; \
	command -v node > /dev/null || fail "node is not on PATH: install Node.js 20 or later."; \
	(( $$(node -p 'process.versions.node.split(".")[0]') >= 20 )) || \
	  fail "Node.js 20 or later is needed; node --version says $$(node --version)."; \
	command -v npm > /dev/null || fail "npm is not on PATH: it comes with Node.js, or in a package of its own."
