# thidua: `make help` lists what can be made. Only Python >= 3.11 with venv, git and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PYTHONUTF8 := 1

.PHONY: help setup demo test law-coverage oracle check format lock wheels calibrate clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z-]+%?:.*?## ' $(MAKEFILE_LIST) | sed 's/%/NAME/' | awk -F ':.*?## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: $(VENV)/.ready ## install what the lock file names into .venv

$(VENV)/.ready: requirements/dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: setup ## read the sample articles, make a review conference, serve it on http://127.0.0.1:8000
	$(BIN)/thidua demo

test: setup ## the tests, on SQLite and again on PostgreSQL where one answers
	$(BIN)/python scripts/run_tests.py

law-coverage: setup ## write docs/law-coverage.md: award × provision × cases × verified
	$(BIN)/python scripts/make_law_coverage.py

SEEDS ?= 60
STEPS ?= 60
oracle: setup ## totals against plain Python through SEEDS random histories of STEPS acts each (60 and 60)
	$(BIN)/python -m scripts.run_oracle $(SEEDS) $(STEPS)

check: setup ## everything but the tests: style, types, floors, migrations, settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/djlint --quiet --lint src/thidua
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_django.py

format: setup ## put the code into the project's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench-reading: setup .venv-bench/.ready ## reading beside underthesea, which gets an environment of its own
	$(BIN)/python -m benchmarks reading

.venv-bench/.ready: requirements/bench.lock
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.lock
	touch $@

bench-%: setup ## one benchmark, e.g. bench-reading
	$(BIN)/python -m benchmarks $*

lock: ## resolve the lock files anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11.0 --generate-hashes --no-header --no-emit-index-url -o requirements/runtime.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11.0 --generate-hashes --no-header --no-emit-index-url -o requirements/dev.lock
	uv pip compile requirements/bench.in --universal --python-version 3.11.0 --generate-hashes --no-header --no-emit-index-url -o requirements/bench.lock

wheels: setup ## a folder of wheels for PCs without internet (Linux and Windows)
	$(BIN)/python scripts/make_wheels.py

clean: ## remove what was made (not the environment)
	rm -rf build dist wheels demo .mypy_cache .ruff_cache .pytest_cache .hypothesis

calibrate: setup ## learn anew how sure the reader may be, from the labelled articles and tables in tests/reading
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "scikit-learn>=1.7"
	$(BIN)/python -m scripts.calibrate tests/reading/own_corpus tests/reading/own_tables
