##@ Packages

PUBLISHED := artifacts/publish/linux-x64
NATIVE := $(PUBLISHED)/mock-user-apis

publish: tools ## The program as one native file (linux-x64): artifacts/publish
	@rm -rf $(PUBLISHED)
	@echo "Publishing: takes three minutes ..." >&2
	@dotnet publish $(HOST) $(QUIET) -p:PublishProfile=linux-x64 --output $(PUBLISHED)
	@echo "Published: $(PUBLISHED)/mock-user-apis serve" \
	  "($$(du -sm $(PUBLISHED) | cut -f1) MB, needs no runtime; copy the file to where it shall run)"

# Tests take the build, which needs its runtime, so that none of them waits for a native program; or what is published:
# WRAPPED=artifacts/publish. Either has a folder a platform.
PLATFORM := linux-$(subst x86_64,x64,$(subst aarch64,arm64,$(shell uname -m)))
BUILT_PROGRAMS := artifacts/wraps/programs
WRAPPED ?= $(BUILT_PROGRAMS)
NPM := tests/npm
NPM_READY := $(NPM)/node_modules/.package-lock.json
IMAGE := artifacts/image/mock-user-apis.tar
# As src/Directory.Build.targets makes it: each pack is a version of its own.
MAJOR_MINOR = $(shell sed -nE 's/.*<Version>([0-9]+\.[0-9]+)\..*/\1/p' src/Directory.Build.props)
STAMPED = $(MAJOR_MINOR).$(shell date -u +%Y%m%d.%-H%M%S)

npm: $(NATIVE) | node-tools ## The npm packages of what is published: artifacts/npm
	@node src/npm/pack.mjs artifacts/publish artifacts/npm
	@echo "Packages:  $$(echo artifacts/npm/*.tgz)"
	@echo "One file:  npx ./$$(echo artifacts/npm/*-with-*.tgz) serve"

# The last one names the others by its own version. The first is what is published: its pack builds no program, which
# _PackToolPublishDependency would have it do.
tool: $(NATIVE) ## The dotnet tool, native on linux-x64, elsewhere for the .NET 10 runtime: artifacts/tool
	@rm -rf artifacts/tool; version=$(STAMPED); \
	pack() { dotnet pack $(HOST) $(QUIET) -p:SplitTool=true -p:PackageVersion=$$version -o artifacts/tool "$$@"; }; \
	pack --runtime linux-x64 -p:SelfContained=false -p:PublishDir=$(CURDIR)/$(PUBLISHED)/ -p:_PackToolPublishDependency=; \
	pack --runtime linux-musl-x64; pack --runtime any; pack -p:CreateRidSpecificToolPackages=false
	@echo "Tool:      dotnet tool install --global mock-user-apis --add-source artifacts/tool"
	@echo "At once:   dnx mock-user-apis --source artifacts/tool serve"

image: $(IMAGE) ## An OCI image of what is published: artifacts/image
	@echo "Image:     $(IMAGE) ($$(du -m $(IMAGE) | cut -f1) MB); src/image/README.md says how to run it"

$(IMAGE): $(NATIVE) $(wildcard src/image/*)
	@src/image/pack.sh $< $@

$(BUILT_PROGRAMS): $(BUILT)
	@rm -rf $@ && mkdir -p $@/$(PLATFORM)
	@find $(dir $(PROGRAM)) -maxdepth 1 -type f -exec cp -t $@/$(PLATFORM) {} +

test-npm: $(WRAPPED) $(NPM_READY) ## Install the npm package as its users do: WRAPPED=artifacts/publish
	@mkdir -p $(RESULTS); \
	node src/npm/pack.mjs $(WRAPPED) artifacts/wraps/npm; \
	PACKAGES=artifacts/wraps/npm SUITE=MockUserApis.Npm $(NODE_TEST) \
	  --test-reporter=./tests/scripts/trx.mjs --test-reporter-destination=$(RESULTS)/npm.trx $(NPM)/*.test.mjs

test-image: $(IMAGE) ## Run the image as its own user from a read-only root, with runc
	@mkdir -p $(RESULTS); src/image/tools.sh skopeo umoci runc; \
	IMAGE=$(IMAGE) SUITE=MockUserApis.Image $(NODE_TEST) \
	  --test-reporter=./tests/scripts/trx.mjs --test-reporter-destination=$(RESULTS)/image.trx tests/image/*.test.mjs

test-tool: $(NATIVE) ## Install the dotnet tool, and run it with dnx, from its packages alone
	@[[ -d artifacts/tool ]] || $(MAKE) tool; mkdir -p $(RESULTS); \
	TOOL=artifacts/tool SUITE=MockUserApis.Tool $(NODE_TEST) \
	  --test-reporter=./tests/scripts/trx.mjs --test-reporter-destination=$(RESULTS)/tool.trx tests/tool/*.test.mjs

test-packages: test-npm ## The above, as far as there are the tools, and of the native program if it is published
	@if [[ ! -x $(NATIVE) ]]; then echo "No native program (make publish): the image was not tried."; \
	elif src/image/tools.sh umoci skopeo jq runc; then $(MAKE) test-image; fi

npm test-npm test-image test-tool: | node-tools

.PHONY: publish npm tool image test-npm test-image test-tool test-packages
