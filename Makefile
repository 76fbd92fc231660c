# What can be made here. `make` lists it.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

GO ?= go
BIN := $(CURDIR)/.cache/bin
TOOLS := internal/tools
PYTHON := $(CURDIR)/.cache/python
FUZZTIME ?= 30s

# The tests as `make test` runs them, which vets everything in a step of its own. A busy machine may take its time.
TEST := $(GO) test -vet=off -timeout 30m
FAULTCALLS ?= 10000
FAULTSEED ?= 7

# Packages whose code runs in several goroutines: their tests run under the race detector. Of package gen, those that
# run targets in parallel; the others check text and take minutes so.
RACE := . ./gen/cli/... ./gen/mockserver/... ./gen/outdir/... ./gen/tables/... ./templates/... ./out/... ./examples/...
RACE_GEN := ^TestGoldenSameBytes$$

# Tests of the packages in RACE that run in no goroutines, and long: they read all source, or link programs.
RACE_SKIP := ^Test(GeneralCodeNamesNoAPI|WhatIsNotUsedIsNotLinked|Floors|LibrariesStayInTheirPlace|DocumentsName.*)$$

# Modules of their own: what only tests and measurements need. Those that need programs of others have targets of their
# own.
NESTED := $(filter-out internal/imports internal/samples internal/wire,$(sort $(patsubst ./%/go.mod,%,$(shell find . -mindepth 2 -name go.mod -not -path '*/testdata/*' -not -path './.cache/*'))))

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-15s %s\n", $$1, $$2}'

.PHONY: build
build: ## Build the command into bin/
	$(GO) build -o bin/ ./cmd/chargegen

.PHONY: test
test: vet staticcheck unit race nested imports samples wire current stdonly browser ## Run everything: what the README names and CI runs

.PHONY: vet
vet: ## Vet all packages, the generated ones included
	$(GO) vet ./...

.PHONY: staticcheck
staticcheck: $(BIN)/staticcheck ## Run staticcheck over all packages, the generated ones included
	$(BIN)/staticcheck ./...

.PHONY: unit
unit: ## Run the tests of this module
	$(TEST) ./...

.PHONY: race
race: ## Run the tests of concurrent code under the race detector
	@if $(TOOLS)/need gcc build-essential 'the race detector links with C'; then \
		export CGO_ENABLED=1; \
		$(TEST) -race -skip '$(RACE_SKIP)' $$($(GO) list $(RACE)); \
		$(TEST) -race -run '$(RACE_GEN)' ./gen; \
	elif [ -n "$${CI:-}" ]; then \
		exit 1; \
	else \
		echo 'NOT RUN: the tests under the race detector'; \
	fi

.PHONY: nested
nested: $(PYTHON)/release ## Vet and test the nested modules
	@$(TOOLS)/need groff groff-base 'the manual pages are checked with it'
	@for dir in $(NESTED); do \
		if [ -n "$$($(GO) -C "$$dir" list ./... 2>/dev/null)" ]; then \
			echo "$(GO) -C $$dir vet ./... && $(GO) -C $$dir test ./..."; \
			$(GO) -C "$$dir" vet ./...; \
			$(GO) -C "$$dir" test -vet=off -timeout 30m ./...; \
		fi; \
	done

.PHONY: samples
samples: ## Run and check the samples of the docs in all nine languages
	@if internal/samples/install; then \
		$(GO) -C internal/samples vet ./...; \
		$(GO) -C internal/samples test -vet=off ./...; \
	elif [ -n "$${CI:-}" ]; then \
		exit 1; \
	else \
		echo 'NOT RUN: the samples of the docs'; \
	fi

WIRE := .cache/wire

.PHONY: wire
wire: ## Give the OpenAPI documents to programs of others, and call the mock by them
	@if $(TOOLS)/need python3 python3 'Schemathesis and a validator' && $(TOOLS)/need npm npm 'a validator and a generator of TypeScript'; then \
		$(MAKE) $(WIRE)/venv/.installed $(WIRE)/npm/.installed; \
		$(GO) -C internal/wire vet ./...; \
		$(GO) -C internal/wire test -timeout 40m -v ./... | grep -v '^ *=== '; \
	elif [ -n "$${CI:-}" ]; then \
		exit 1; \
	else \
		echo 'NOT RUN: the programs that read the OpenAPI documents'; \
	fi

$(WIRE)/venv/.installed: internal/wire/testdata/requirements.txt
	rm -rf $(@D)
	python3 -m venv $(@D) 2>/dev/null || { $(TOOLS)/need virtualenv virtualenv 'environments of Python'; virtualenv -q $(@D); }
	$(@D)/bin/pip install --quiet --disable-pip-version-check --no-deps -r $<
	@touch $@

$(WIRE)/npm/.installed: internal/wire/testdata/package-lock.json
	mkdir -p $(@D)
	cp internal/wire/testdata/package.json internal/wire/testdata/package-lock.json internal/wire/testdata/.npmrc $(@D)
	npm ci --prefix $(@D) --silent --no-audit --no-fund
	@touch $@

.PHONY: imports
imports: ## Try import openapi on documents of others, and call their mock (npm ci, Go modules)
	@if $(TOOLS)/need node nodejs 'Prism runs in it' && $(TOOLS)/need npm npm 'it installs Prism and a document'; then \
		cd internal/imports && npm ci --silent --ignore-scripts && $(GO) vet ./... && $(GO) test -v ./... | grep -v '^=== '; \
	elif [ -n "$${CI:-}" ]; then \
		exit 1; \
	else \
		echo 'NOT RUN: imports of documents of others'; \
	fi

.PHONY: current
current: ## Check that out/ is what the spec makes of it
	$(GO) run ./cmd/chargegen check

.PHONY: stdonly
stdonly: ## Check that generated Go needs the standard library alone
	@extra=$$($(GO) list -deps -f '{{if not .Standard}}{{.ImportPath}}{{end}}' ./out/go/... | grep -v '^github.com/chargegen/chargegen/out/go/' || true); \
	if [ -n "$$extra" ]; then echo "out/go needs more than the standard library:"; echo "$$extra"; exit 1; fi >&2

.PHONY: browser
browser: ## Read the documentation sites in a real browser, and call the mock from them
	@if $(TOOLS)/need chromium chromium 'the pages are read in it' && $(TOOLS)/need node nodejs 'the tests of the pages run in it' && $(TOOLS)/need npm npm 'it installs what those need'; then \
		$(GO) build -o $(BIN)/chargegen ./cmd/chargegen; \
		cd internal/browser && npm ci --silent && CHARGEGEN=$(BIN)/chargegen npm test --silent; \
	elif [ -n "$${CI:-}" ]; then \
		exit 1; \
	else \
		echo 'NOT RUN: the tests of the pages in a browser'; \
	fi

.PHONY: script
script: ## Make the script of the pages small again after a change in templates/docs/script
	cd internal/browser && npm ci --silent && node script.js

.PHONY: lint
lint: $(BIN)/golangci-lint ## Run golangci-lint (built from source at first, which takes minutes)
	$(BIN)/golangci-lint run

.PHONY: generate
generate: ## Generate out/ from spec/charges.yaml
	$(GO) run ./cmd/chargegen generate

.PHONY: golden
golden: ## Rewrite testdata/golden/*/want; read the diff before you commit it
	$(GO) test ./gen -run '^TestGolden' -update

.PHONY: inherited
inherited: ## Measure what a repository inherits that requires the tool
	@$(TOOLS)/inherited

.PHONY: bench
bench: ## Measure chargegen and what it generates, beside floors of the standard library
	$(GO) -C bench run . -ours -dir "$(abspath $(BENCH_DIR))"

.PHONY: bench-peers
bench-peers: ## Measure beside pinned peers too, and put the table into docs/performance.md
	$(GO) -C bench run . -write -dir "$(abspath $(BENCH_DIR))"

.PHONY: release-assets
release-assets: ## Make the manual pages and shell completions that a release packs
	internal/release/assets .cache/release $(VERSION)

.PHONY: release-dry-run
release-dry-run: $(BIN)/goreleaser ## Make a release and hand out nothing (goreleaser is built at first, which takes minutes)
	$(BIN)/goreleaser release --snapshot --clean
	@cat dist/checksums.txt

.PHONY: soak
soak: ## Fuzz every fuzz target for FUZZTIME (30s), and make FAULTCALLS (10000) calls over a faulty network
	$(GO) test ./examples/faults -count=1 -v -timeout 1h -calls $(FAULTCALLS) -seed $(FAULTSEED)
	@$(GO) list -f '{{.Dir}}' ./... | while read -r dir; do \
		for f in $$(cat "$$dir"/*_test.go 2>/dev/null | grep -oE '^func Fuzz[A-Za-z0-9_]*' | sed 's/func //'); do \
			echo "$$f in $$dir"; \
			$(GO) test "$$dir" -run '^$$' -fuzz "^$$f\$$" -fuzztime $(FUZZTIME); \
		done; \
	done

.PHONY: clean
clean: ## Remove what was built and installed here
	rm -rf bin dist .cache

# What tests run of Python, pinned, in an environment of its own.
$(PYTHON)/%: internal/%/requirements.txt
	@$(TOOLS)/need python3 python3 'tests run programs of it'
	python3 -m venv --clear $@ 2>/dev/null || { $(TOOLS)/need virtualenv virtualenv 'environments of Python'; virtualenv -q --clear $@; }
	$@/bin/pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@

$(BIN)/staticcheck: $(TOOLS)/go.mod
	cd $(TOOLS) && GOBIN=$(BIN) $(GO) install tool
	@touch $@

$(BIN)/golangci-lint: $(TOOLS)/golangci/go.mod
	cd $(TOOLS)/golangci && GOBIN=$(BIN) $(GO) install tool
	@touch $@

$(BIN)/goreleaser: $(TOOLS)/goreleaser/go.mod
	cd $(TOOLS)/goreleaser && GOBIN=$(BIN) $(GO) install tool
	@touch $@
