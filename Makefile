# cancelsync: the commands of daily work. `make help` lists them.

SHELL := /bin/bash
PREFIX ?= /usr/local
SWIFT_FLAGS := --explicit-target-dependency-import-check error
# Every start reads relocations and exported symbols: the toolchain's own linker packs the first, and of
# the second there are none. Functions that run lie side by side, so that little else comes into memory.
LINK_FLAGS := -Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs \
	-Xlinker --no-export-dynamic -Xlinker --symbol-ordering-file=Scripts/hot-functions.txt \
	-Xlinker --no-warn-symbol-ordering
RELEASE_FLAGS := $(SWIFT_FLAGS) -c release --static-swift-stdlib $(LINK_FLAGS)
# Tests that start the built program wait for it; they would keep the others' threads busy.
COMMAND_TESTS := ^CommandTests\.
TERMINAL_TESTS := ^ConsoleEndToEndTests\.
RELEASE_BINARY := .build/release/cancelsync

.PHONY: help demo run test build lint format install prepare kill-test benchmark \
	hot-functions

help: ## List these targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

prepare: ## Install what is missing (through apt-get)
	@Scripts/prepare.sh build

build: prepare ## Build the release binary, statically linked with Swift's libraries
	@swift build $(RELEASE_FLAGS) --product cancelsync

demo: build ## Open the console on a seeded world that keeps moving
	@$(RELEASE_BINARY) demo

run: build ## Open the console on your own store
	@$(RELEASE_BINARY)

test: ## Build and run every test, the real terminal's included
	@Scripts/prepare.sh test
	@swift build $(SWIFT_FLAGS) --build-tests
	@swift test $(SWIFT_FLAGS) --skip-build --skip '$(COMMAND_TESTS)' --skip '$(TERMINAL_TESTS)'
	@swift test $(SWIFT_FLAGS) --skip-build --filter '$(COMMAND_TESTS)'
	@swift test $(SWIFT_FLAGS) --skip-build --filter '$(TERMINAL_TESTS)'

lint: ## Check formatting and style
	@Scripts/prepare.sh lint
	@swift format lint --strict -rp Package.swift Sources Tests

format: ## Rewrite the sources in the project's format
	@swift format -i -rp Package.swift Sources Tests

kill-test: build ## Kill imports, passes and acts in 300 rounds and check every store
	@Scripts/prepare.sh test
	@Scripts/kill-test.sh $(RELEASE_BINARY) 300

benchmark: build ## Measure against hand-written SQL (takes long; see Benchmarks/README.md)
	@Scripts/prepare.sh test
	@Benchmarks/run.sh

hot-functions: build ## List the functions that run, for the linker to lay side by side
	@Scripts/prepare.sh profile
	@swift build $(RELEASE_FLAGS) -Xlinker -Map=.build/release/cancelsync.map --product cancelsync
	@Benchmarks/hot-functions.py $(RELEASE_BINARY) .build/release/cancelsync.map >.build/hot-functions.txt
	@mv .build/hot-functions.txt Scripts/hot-functions.txt

install: build ## Install the binary and its completions under PREFIX (/usr/local)
	@Scripts/install.sh $(RELEASE_BINARY) "$(PREFIX)"
