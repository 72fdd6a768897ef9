# The two commands of a newcomer are `make run` and `make test`; `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Further arguments: make run ARGS="--seasons 2023-24", make bench ARGS="--filter '*Avro*'".
ARGS ?=

# What the executable is made of; folders too, so that a deleted file counts as a change.
SOURCES := $(shell find schemas streams connectors \( -name bin -o -name obj \) -prune -o \( -type f -o -type d \) -print) \
  Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig nuget.config

.PHONY: help build bootstrap run test bench format check-format sample public-api clean conformance bench-broker

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: bootstrap bin/nba ## get the native parts, build; leaves bin/nba

bootstrap: ## get the native parts only (eng/bootstrap)
	@eng/bootstrap

bin/nba: $(SOURCES) | bootstrap
	@eng/publish

run: build ## build and replay the sample season; more with ARGS="..."
	@exec bin/nba run $(ARGS)

test: build ## build, run all tests, print coverage and the count
	@eng/test

bench: bootstrap ## micro benchmarks (tests/Benchmarks); choose with ARGS="--filter '*'"
	@eng/bench $(ARGS)

conformance: build ## librdkafka's own tests on the embedded broker: two minutes, or most of an hour with ARGS=--full
	@eng/kafka-clients-peer
	@eng/librdkafka-tests $(ARGS)

bench-broker: build ## the embedded broker beside Apache Kafka: speed, latency, memory, start
	@eng/bench-broker

format: ## format all C# files
	@eng/format

check-format: ## fail if a C# file is not formatted
	@eng/check-format

sample: ## make samples/season-2023-24 again from ../shared/data
	@eng/make-sample

public-api: ## write the PublicAPI.txt of each library from its assembly
	@eng/public-api

clean: ## remove what builds and tests left (keeps .native)
	@find . \( -name .native -o -name .git \) -prune -o -type d \( -name bin -o -name obj -o -name TestResults \) -print0 | xargs -0 rm -rf
	@rm -rf artifacts BenchmarkDotNet.Artifacts
