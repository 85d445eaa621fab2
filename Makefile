# Everything a developer or an office does from a clone. `make help` lists it.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_CACHE_DIR ?= $(HOME)/.cache/uv
export UV_CACHE_DIR

.PHONY: help install install-base lock demo demo-fresh demo-code test test-fast e2e pictures matrix check messages format bench-clock bench-planreader bench-plans clean

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

demo: install-base ## load the demo commune and serve it on http://127.0.0.1:8000 (NO_SERVE=1: only load)
	DINH_VAR_DIR=var/demo $(BIN)/dinh demo $(if $(NO_SERVE),--no-serve)

demo-fresh: install-base ## forget what was tried out in the demo and load it again
	rm -rf var/demo && $(MAKE) demo NO_SERVE=1

demo-code: install-base ## the demo administrator's six digits of this minute
	@DINH_VAR_DIR=var/demo $(BIN)/dinh demo --code

test: install ## the whole suite without browsers (DINH_TEST_DATABASE_URL=postgres://… runs it on PostgreSQL)
	$(BIN)/python -m pytest -m "not e2e" -n 2

test-fast: install ## the suite without its slow tests
	$(BIN)/python -m pytest -m "not e2e and not slow" -n 2

e2e: install ## the journeys in a real browser (needs Chromium)
	$(BIN)/python -m pytest -m e2e -n 2

pictures: install ## take the README's pictures again (needs Chromium)
	$(BIN)/python -m pytest tests/e2e/test_demo.py --update-pictures -q

matrix: install ## write the table of who may open what again (tests/access_matrix.csv)
	$(BIN)/python -m pytest tests/test_access_matrix.py --update-matrix -q

check: install ## style, types, import order, templates, migrations, words, links
	$(BIN)/ruff format --check src tests bench
	$(BIN)/ruff check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint src/dinh --lint --quiet
	DJANGO_SETTINGS_MODULE=dinh.config.settings_test $(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python tools/check_text.py
	$(BIN)/python tools/messages.py check

messages: install ## gather the words of the screens for translation and compile them
	$(BIN)/python tools/messages.py collect

format: install ## ruff format and the fixes that are safe
	$(BIN)/ruff format src tests bench
	$(BIN)/ruff check --fix src tests bench

bench-clock: install ## deadlines a second on one core
	$(BIN)/python bench/bench_clock.py

bench-planreader: install ## seconds a plan, against extraction
	$(BIN)/python bench/bench_planreader.py

bench-plans: install ## the board with 100,000 tasks against 1,000
	$(BIN)/python bench/bench_plans.py

clean: ## remove what was built or loaded (.venv, var)
	rm -rf .venv var
