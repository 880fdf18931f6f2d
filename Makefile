# The one door to the project. `make` sets a fresh machine up, builds, and shows Stet at work; `make test` tests it.

SWIFT    ?= swift
CONFIG   ?= release
DATA     ?= $(if $(XDG_DATA_HOME),$(XDG_DATA_HOME),$(HOME)/.local/share)/stet
MODEL    := $(DATA)/models/all-MiniLM-L6-v2
BUNDLE   := Sources/Engine/DefaultBundle/stet-en
LANGUAGE_BUNDLE := Sources/Engine/DefaultBundle/stet-lm
PREFIX   ?= /usr/local
SHARED   ?= ../shared/data
BASE     ?= main
STET      = .build/$(CONFIG)/stet
SAMPLE   := Tests/Samples/field-notes

.DEFAULT_GOAL := all
.PHONY: all setup build demo install test unit clients lint format bench bench-check parity corpus model thresholds bundle bundle-language-model clean help

all: demo            ## Set up, build, and run Stet on the sample documents

help:                ## List the targets
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | sort | column -t -s "$$(printf '\t')"

setup:               ## Install the system packages that are missing (root or sudo)
	@.make/system-packages build

build: setup         ## Build the release binary
	$(SWIFT) build -c $(CONFIG) --product stet

demo: build          ## Findings, highlighted sentences and similar documents of the sample, in colour
	@.make/demo "$(STET)" "$(SAMPLE)"

install:             ## Copy the built program and its models below PREFIX (/usr/local), for example with sudo
	@.make/install "$(STET)" "$(DESTDIR)$(PREFIX)" "$(BUNDLE)" "$(LANGUAGE_BUNDLE)"

test: setup unit clients  ## Every fast test: units, server, real processes, real clients

unit: setup          ## The Swift tests alone
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --parallel --skip KillTests
	@# On its own: the exit test waits for any child of the process, and other tests leave daemons to end by themselves.
	$(SWIFT) test --skip-build --filter KillTests

clients: setup       ## Independent clients (pygls) and a real Neovim against the debug build
	@.make/system-packages clients
	$(SWIFT) build --product stet
	@.make/test-clients .build/debug/stet

lint: setup          ## Formatter and target dependencies
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error

format:              ## Rewrite the sources in the project's format
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests

bench: build model   ## Speed, side by side with the rivals; writes Tests/Benchmarks/RESULTS.md and its plot (ROWS="vectors lint": only these)
	@.make/system-packages bench
	@.make/bench "$(STET)" $(ROWS)

bench-check: build   ## Instructions of a few paths, beside those that are checked in (LEARN=1 accepts what is)
	@.make/system-packages check
	@python3 Tests/Benchmarks/instructions.py "$(STET)" $(if $(LEARN),--learn)

parity: build model  ## Long comparisons with the reference implementations
	@.make/system-packages clients
	@.make/parity "$(STET)"

model: $(MODEL)/.verified  ## Fetch all-MiniLM-L6-v2 (Apache-2.0), what the recipes start from, and verify it

$(MODEL)/.verified:
	@.make/system-packages fetch
	@.make/fetch-model "$(MODEL)"

thresholds: build    ## Fit on dev sets how sure the trained head for corrections must be
	@.make/thresholds "$(STET)" build/models/stet-en-narrow "$(SHARED)"

corpus: build        ## Findings in clean prose, of BASE (a revision or a program; main) and of this build, and what changed
	@.make/corpus "$(STET)" "$(BASE)" "$(SHARED)/corpus/dev"

bundle: build        ## Make the default model out of build/models/stet-en-context: eight bits, scores, card
	@.make/bundle "$(STET)" build/models/stet-en-context "$(BUNDLE)" recipes/stet-en.toml recipes/stet-en-narrow.toml recipes/stet-en-slim.toml recipes/stet-en-cases.toml recipes/stet-en-context.toml

bundle-language-model: build  ## Make the default language model out of build/models/stet-lm: four bits, scores, card
	@.make/bundle-language-model "$(STET)" build/models/stet-lm "$(LANGUAGE_BUNDLE)" recipes/language-model/language-model.toml

clean:               ## Remove what the build made
	rm -rf .build .build-*
