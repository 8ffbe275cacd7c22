# Two commands do everything on a fresh machine: make run, make test.
# They need python3 (3.11 or newer), node and npm, and nothing else.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
PYTHON ?= python3
PORT ?= 8000
AT ?= hearing-open
SIZE ?= typical
WORKERS ?= 2
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal

.PHONY: help setup run demo test test-sqlite test-postgresql check lint fix bench docs browser clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

node_modules/.ready: package.json package-lock.json frontend/package.json
	npm ci --no-audit --no-fund --loglevel=error
	touch $@

indsats/base/static/vendor/.ready: node_modules/.ready $(wildcard scripts/build-static*)
	scripts/build-static
	touch $@

PHONE := $(shell find frontend -type f -not -name '*.test.ts' -not -path '*/node_modules/*' -not -name '*.md') indsats/base/rules/name_words.json
indsats/field/static/felt/worker.js: node_modules/.ready $(PHONE)
	npm run --silent --workspace frontend build

CATALOGUES := $(wildcard indsats/*/locale/*/LC_MESSAGES/django.po)
var/messages.ready: .venv/ready $(CATALOGUES)
	mkdir -p var
	$(BIN)/indsats messages --compile
	touch $@

setup: .venv/ready indsats/base/static/vendor/.ready indsats/field/static/felt/worker.js var/messages.ready ## install everything the project needs

run: setup ## serve the demo municipality (AT=before-dispatch|hearing-open|replies-in|decided|in-effect)
	export INDSATS_DEMO=1 INDSATS_VAR="$(CURDIR)/var/demo" INDSATS_BASE_URL="http://127.0.0.1:$(PORT)"
	$(BIN)/indsats demo --at $(AT) --size $(SIZE) --keep
	exec $(BIN)/indsats serve --port $(PORT)

browser: setup
	scripts/find-browser

test: test-sqlite test-postgresql ## set everything up and run the tests on SQLite and, where there is one, those that touch a database on PostgreSQL

test-sqlite: setup browser
	@echo "== Phone app"
	npm run --silent --workspace frontend test
	@echo "== SQLite"
	$(PYTEST) $(ARGS)

test-postgresql: setup
	@database="$$(scripts/find-postgresql)" || { echo "== PostgreSQL: none answers; this leg was not run"; exit $${REQUIRE_POSTGRESQL:-0}; }
	@echo "== PostgreSQL ($$database)"
	INDSATS_TEST_DATABASE="$$database" $(PYTEST) -m "not browser" --only-database $(ARGS)

lint: setup ## static checks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy indsats
	$(BIN)/djlint --lint --quiet indsats
	$(BIN)/indsats makemigrations --check --dry-run
	$(BIN)/indsats messages --check
	$(BIN)/cog --check docs/access.md docs/law.md frontend/src/shared/wire.ts
	npm run --silent --workspace frontend check

check: lint test ## static checks and tests

coverage: setup browser ## tests with branch coverage; fails under the gate
	$(PYTEST) --cov --cov-report=term:skip-covered --cov-fail-under=90

fix: setup ## mend what tools can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/indsats messages
	npm run --silent --workspace frontend fix

docs: setup ## regenerate the pages made from code
	$(BIN)/cog -r docs/access.md docs/law.md frontend/src/shared/wire.ts

bench: setup ## queries and times per page, as ratios measured in one run
	$(BIN)/python -m bench $(ARGS)

lock: ## resolve the dependencies anew
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet pyproject.toml --extra dev --universal --no-strip-extras --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --output-file requirements.lock

clean: ## remove everything that was set up
	rm -rf .venv node_modules var indsats/base/static/vendor indsats/field/static
