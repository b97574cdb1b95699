# The targets are thin: what they do is in server/setup. `make` alone prints this list.
# CARGO_TARGET_DIR defaults to ~/.cache/tiga/target, TIGA_LISTEN to 127.0.0.1:3000.
SHELL := bash
SETUP := server/setup
TIGA_LISTEN ?= 127.0.0.1:3000
.DEFAULT_GOAL := help
.PHONY: help run build test check lint bench e2e clean toolchain site

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Build what changed and serve on 127.0.0.1:3000 with a SQLite file in this folder
	@. $(SETUP)/env.sh && exec "$$CARGO_TARGET_DIR/release/tiga" serve --listen $(TIGA_LISTEN)

build: site ## Build the release binary and print its path
	@. $(SETUP)/env.sh && say "building the server (first time 5 to 15 minutes, later seconds to 2 minutes)" \
	  && cargo build --quiet --release -p tiga-server && echo "$$CARGO_TARGET_DIR/release/tiga"

test: toolchain ## Run every check and test: format, lints, unit, SQLite, PostgreSQL, browser
	@$(SETUP)/test.sh

check: toolchain ## Compile everything quickly, for this machine and for WebAssembly, without running it
	@$(SETUP)/step.sh check

lint: toolchain ## Check the format and the lints
	@$(SETUP)/step.sh format lint

bench: site ## Run the benchmarks and print their tables
	@$(SETUP)/step.sh bench

e2e: build ## Run the browser tests against the release binary
	@$(SETUP)/step.sh browser

clean: ## Remove what was built (the toolchain and the npm tools stay)
	@. $(SETUP)/env.sh && cargo clean && rm -rf end2end/node_modules end2end/results

toolchain:
	@$(SETUP)/toolchain.sh

site: toolchain
	@$(SETUP)/site.sh
