# Everything a developer runs. `make demo` and `make test` need only Python 3.11, Node 20 and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
BENCH := $(VENV)/.installed-bench

.DEFAULT_GOAL := help
.PHONY: help demo test check bench soak findings lock clean

help:
	@echo "make demo   the main job, offline, ending with a report to open"
	@echo "make test   every check: format, lint, types, import direction, tests"
	@echo "make bench  speed, as ratios beside peers      make soak  the promises at full size"
	@echo "make findings   docs/findings.md anew, from data/ai-deals"

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.lock $(STAMP)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(BENCH): requirements-bench.lock $(DEV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

demo: $(STAMP)
	$(BIN)/dawra demo

check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python evaluation/score.py --split dev --check

test: check
	$(BIN)/pytest -n auto

bench: $(BENCH)
	$(BIN)/python benchmarks/circles.py
	$(BIN)/python benchmarks/null_model.py
	$(BIN)/python benchmarks/cycles.py
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/ledger.py
	$(BIN)/python benchmarks/tracing.py
	$(BIN)/python benchmarks/clearing.py

soak: $(DEV)
	DAWRA_SOAK=1 $(BIN)/pytest -n auto

# Both days are fixed, so that the page changes with the ledger alone.
findings: $(STAMP)
	rm -f $(VENV)/findings.db*
	$(BIN)/dawra import data/ai-deals/deals.csv --book $(VENV)/findings.db
	$(BIN)/dawra import data/ai-deals/facts.csv --book $(VENV)/findings.db
	$(BIN)/dawra findings --book $(VENV)/findings.db --as-of 2026-06-30 --known 2026-06-30 --currency USD \
	  -o docs/findings.md

lock:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  pyproject.toml build-requirements.in -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  -c requirements.lock pyproject.toml --group dev -o requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  -c requirements.lock -c requirements-dev.lock pyproject.toml --group bench -o requirements-bench.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache demo
