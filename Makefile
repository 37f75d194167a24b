# Coranto: `make demo` shows it, `make test` proves it. Needs Python 3.11+, make and a package index; nothing else.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SHARED ?= ../shared
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check golden bench format lock

help: ## say what can be made
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Coranto needs Python 3.11 or later: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@$(PYTHON) -m venv .venv \
	  || { rm -rf .venv; echo "No virtual environment could be made (on Debian: apt install python3-venv)" >&2; exit 1; }

# The locks list everything, so nothing is left to resolve: --no-deps keeps pip from asking for newer extras.
.venv/.locked: requirements.lock | .venv/bin/python
	@echo "Installing what Coranto needs (a minute; about 600 MB) ..."
	@$(PIP) install --no-deps --require-hashes --only-binary :all: -r requirements.lock
	@cp requirements.lock $@

.venv/.installed: .venv/.locked pyproject.toml
	@$(PIP) install --no-deps -e .
	@touch $@

.venv/.installed-dev: requirements-dev.lock .venv/.installed
	@$(PIP) install --no-deps --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@

demo: .venv/.installed ## build a book from the sample reports and print its brief
	@$(BIN)/coranto demo

check: .venv/.installed-dev ## format, lint, types, import contracts, fast tests (under two minutes)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -m "not slow"

test: .venv/.installed-dev ## everything: check, the whole suite with coverage
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest --cov --cov-report=term

golden: .venv/.installed-dev ## write the golden readings and briefs anew; review the diff
	@$(BIN)/python -m pytest tests/golden --write-golden

bench: .venv/.installed-dev ## measure on the development sets and write bench/SCOREBOARD.md
	@$(BIN)/python -m bench --shared $(SHARED)

format: .venv/.installed-dev ## put the code in the house format
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

lock: .venv/.installed-dev ## resolve the dependencies anew (needs uv on PATH)
	@uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	  --no-annotate --no-header --extra small -o requirements.lock pyproject.toml
	@uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-emit-index-url \
	  --no-annotate --no-header -o requirements-dev.lock requirements-dev.in
