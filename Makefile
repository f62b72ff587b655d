# Everything a newcomer needs: `make build` and `make test`. `make` alone lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
JOBS ?= auto

.DEFAULT_GOAL := help
.PHONY: help build test lint types format check bench judge mutants golden schema bundle manual clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

build: $(STAMP) ## compile every catalog into build/
	$(BIN)/gkml build catalogs

test: $(STAMP) ## run the tests on all cores (JOBS=1: on one; GKML_REQUIRE_REAL=1: a missing real part is a failure)
	$(BIN)/pytest --numprocesses $(JOBS) --dist loadfile $(TESTS)

lint: $(STAMP) ## ruff: layout and mistakes
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(STAMP) ## mypy --strict
	$(BIN)/mypy

format: $(STAMP) ## let ruff lay the code out
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

check: lint types test ## what CI runs

bench: $(STAMP) ## gkml against what a user would otherwise write or pick: ratios in one run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement tests/bench/requirements.txt
	$(BIN)/python -m tests.bench $(CASES)

judge: $(STAMP) ## precision and recall of the rules on judged directories
	$(BIN)/python -m tests.bench.judge $(SETS)

mutants: $(STAMP) ## how many mutants of rules/ and phrases/ the tests kill, and the survivors (N="300" or N="k131 date": a part)
	$(BIN)/python -m tests.bench.mutants $(N)

golden: $(STAMP) ## rewrite the golden texts; read the change before you commit it
	GKML_GOLDEN=write $(BIN)/pytest -k golden

schema: $(STAMP) ## rewrite what is generated in schema/: JSON Schemas, the manual of the rules
	for name in $$($(BIN)/gkml schema | cut -d" " -f1); do $(BIN)/gkml schema $$name > schema/$$name.schema.json; done
	$(BIN)/gkml rule --all > schema/rules.md

bundle: $(STAMP) ## offline bundles for Windows and Linux into dist/ (ONLY=linux-x86_64: one of them)
	PYTHONPATH=.ci $(BIN)/python -m bundle $(ONLY:%=--target %)

manual: $(STAMP) ## the manual as a site in build/manual/site, links checked
	PYTHONPATH=.ci $(BIN)/python -m manual

clean: ## remove what was built
	rm -rf build dist .venv
