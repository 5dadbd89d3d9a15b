# `make report` and `make test` are all a newcomer needs; both set up what they miss.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
USE := $(VENV)/.ready-use
READY := $(VENV)/.ready
# pip, for it knows the mirrors that its user has set; uv, ten times as fast, does not (README.md)
INSTALL := $(BIN)/pip install --disable-pip-version-check --quiet
# each file on one worker, the long ones first (tests/conftest.py)
PYTEST := $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder
LANES := fast property picture whole kernel kill browser

.PHONY: report test $(LANES:%=test-%) check lint layers types tests fix lock bench docs expectations fuzz faults mutants clean help

report: export PYTHONDONTWRITEBYTECODE :=
report: $(USE)  ## build the dataset and a report for each region (the main job)
	$(BIN)/plancompare run

test: check tests  ## lint, layers, types and every test

check: lint layers types

lint: $(READY)  ## style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

layers: $(READY)  ## a step imports only the steps before it
	$(BIN)/lint-imports --no-cache

types: $(READY)  ## static types
	$(BIN)/mypy

tests: $(READY)
	$(PYTEST)

test-property: export HYPOTHESIS_PROFILE = new

$(LANES:%=test-%): test-%: $(READY)  ## one lane of the tests (tests/lanes.toml), e.g. make test-fast
	$(PYTEST) -q -m $*

fix: $(READY)  ## put right what ruff can put right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(READY)  ## renew requirements.lock from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-annotate --group dev --all-extras --python-version 3.11 \
	  --custom-compile-command "make lock" pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-annotate --group build --python-version 3.11 --constraint requirements.lock \
	  --custom-compile-command "make lock" pyproject.toml --output-file requirements-use.lock

# what the program needs; Python compiles of it what it comes to use
$(USE): requirements-use.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) --no-compile --require-hashes -r requirements-use.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

# and the tools of those who change it; a file that is no Python for this version stays as it is
$(READY): requirements.lock $(USE)
	$(INSTALL) --no-compile --require-hashes -r requirements.lock
	-$(BIN)/python -m compileall -q -j 0 $(VENV)/lib >/dev/null
	touch $@

clean:  ## remove the environment and everything built
	rm -rf $(VENV) data/curated/* reports/*

help:
	@grep -E '^[^\t]+:.*##' Makefile | sed -E 's/:.*##/ -/'

fuzz: $(READY)  ## 100,000 inputs by chance at each door (hours); FUZZ="values 5000" for some at one
	$(BIN)/python tests/fuzz/fuzzing.py $(FUZZ)

mutants: $(READY)  ## small faults put into what decides numbers; those that no test sees (an hour)
	$(BIN)/mutmut run
	$(BIN)/mutmut results

faults: $(READY)  ## kill publications, builds and runs at 100 moments (an hour); the suite kills a few
	PLANCOMPARE_KILLS=100 $(BIN)/pytest -q tests/dataset/test_faults.py
	$(BIN)/python tests/fuzz/killing.py

bench: $(READY)  ## every benchmark; some take minutes
	for each in benchmarks/bench_*.py; do echo "== $$each"; $(BIN)/python $$each || exit 1; done

expectations: $(READY)  ## renew expectations/ from the field registry and the catalogue
	$(BIN)/python -m plancompare.quality expectations

docs: $(READY)  ## renew the pages that the data writes, then the site: docs/_site/index.html
	$(BIN)/python docs/renew.py
	$(BIN)/sphinx-build -q -W --keep-going -j 2 -d docs/_site/.doctrees docs docs/_site
