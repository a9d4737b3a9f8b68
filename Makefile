# Everything runs in .venv, which the first target that needs it creates.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types unit docs bench clean

demo: $(VENV)/installed
	@$(BIN)/ecsparse samples/mixed.log

test: lint types unit

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/tested
	$(BIN)/mypy

unit: $(VENV)/tested
	$(BIN)/pytest

# what is written from the products' modules, and tests hold against them: signatures, the catalogue, the manual page
docs: $(VENV)/tested
	@$(BIN)/python -m ecsparse.authoring.signatures > $(VENV)/signatures.json
	@mv $(VENV)/signatures.json ecsparse/products/signatures.json
	@mkdir -p man
	@$(BIN)/python -m ecsparse.cli.manual > man/ecsparse.1
	@mkdir -p docs/products
	@$(BIN)/ecsparse products --format markdown > docs/products/README.md
	@for name in $$($(BIN)/ecsparse products --format json | $(BIN)/python -c 'import json, sys; print(*(p["id"] for p in json.load(sys.stdin)))'); do $(BIN)/ecsparse products $$name --format markdown > docs/products/$$name.md; done

bench: $(VENV)/tested
	$(BIN)/python tests/bench/bench.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

# what is installed is the package as it stands, so it is installed anew after every change
$(VENV)/installed: pyproject.toml README.md $(shell find ecsparse -name '*.py' -o -name '*.json' -o -name '*.txt') | $(VENV)/python
	@$(BIN)/pip install --quiet --disable-pip-version-check . >&2
	@touch $@

$(VENV)/tested: $(VENV)/installed
	@$(BIN)/pip install --quiet --disable-pip-version-check ".[test]" >&2
	@touch $@

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "ecsparse needs Python 3.11 or later; set PYTHON=…")'
	@$(PYTHON) -m venv $(VENV) >&2
	@touch $@
