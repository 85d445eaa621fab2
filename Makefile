# Everything a developer or an office does from a clone. `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_CACHE_DIR ?= $(HOME)/.cache/uv
export UV_CACHE_DIR

.PHONY: help install install-base lock demo test test-fast e2e check format clean

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## / — /'

install-base: $(VENV)/.base ## the product's packages, hash-checked, into .venv
install: $(VENV)/.dev ## the product's and the developers' packages

$(VENV)/.base: requirements/base.txt requirements/bootstrap.txt pyproject.toml tools/bootstrap.sh
	PYTHON=$(PYTHON) tools/bootstrap.sh base
	@touch $@

$(VENV)/.dev: requirements/base.txt requirements/dev.txt requirements/bootstrap.txt pyproject.toml tools/bootstrap.sh
	PYTHON=$(PYTHON) tools/bootstrap.sh dev
	@touch $@ $(VENV)/.base

lock: ## resolve requirements/*.in again into pinned, hashed files (no index line)
	cd requirements && for f in bootstrap base dev; do uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url $(LOCKFLAGS) $$f.in -o $$f.txt; done

test: install ## the whole suite without browsers (DINH_TEST_DATABASE_URL=postgres://… runs it on PostgreSQL)
	$(BIN)/python -m pytest -m "not e2e" -n 2

e2e: install ## the journeys in a real browser (needs Chromium)
	$(BIN)/python -m pytest -m e2e

format: install ## ruff format and the fixes that are safe
	$(BIN)/ruff format src tests bench
	$(BIN)/ruff check --fix src tests bench
