# Everything runs in .venv, which the first target that needs it creates.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := --quiet --disable-pip-version-check

.PHONY: demo test test-all recipes lint types unit docs picture dist bench scale peers mutate-lines mutants fuzz soak audit constraints kills clean

demo: $(VENV)/installed
	@$(BIN)/ecsparse samples/mixed.log

# all that a change must pass, in under three minutes on two processors: `long` tests are left out
test: $(VENV)/tested
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory -j 2 types unit

# and everything else that the tests hold, with a start of its own for each run of the command
test-all: $(VENV)/tested
	@$(MAKE) --no-print-directory lint types
	@COLD_STARTS=1 $(MAKE) --no-print-directory unit CHOSEN=

# the recipes of docs/loading.md that need programs which `make test` does not install: Spark, which wants 500 MB and Java
recipes: $(VENV)/tested
	@$(BIN)/pip install $(PIP) pyspark >&2
	$(BIN)/pytest tests/system/test_recipes.py

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/tested
	$(BIN)/mypy

# a process for each processor; what pytest makes of a test's assertions is kept
PROCESSES := $(shell nproc)
CHOSEN = -m "not long"
unit: $(VENV)/tested
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n $(PROCESSES) --dist worksteal $(CHOSEN)

# all that is generated, which tests compare with its sources: signatures, product pages, the README's list, the manual
# page, the picture
docs: $(VENV)/tested picture
	@mkdir -p ecsparse/products/signatures
	@$(BIN)/python -m ecsparse.authoring.signatures ecsparse/products/signatures
	@mkdir -p man
	@$(BIN)/python -m ecsparse.cli.manual > man/ecsparse.1
	@mkdir -p docs/products
	@$(BIN)/ecsparse products --format markdown > docs/products/README.md
	@for name in $$($(BIN)/ecsparse products --format json | $(BIN)/python -c 'import json, sys; print(*(p["id"] for p in json.load(sys.stdin)))'); do $(BIN)/ecsparse products $$name --format markdown > docs/products/$$name.md; done
	@$(BIN)/python -m ecsparse.authoring.readme README.md

# the picture in the README, of what `ecsparse explain` prints
picture: $(VENV)/tested
	@$(BIN)/python tests/picture.py > docs/explain.svg.new
	@mv docs/explain.svg.new docs/explain.svg

# the wheel and the source distribution, checked, and the wheel installed in an environment of its own, which converts
dist: $(VENV)/tested
	@rm -rf dist $(VENV)-fresh
	@$(BIN)/hatchling build -d dist
	@$(BIN)/twine check --strict dist/*
	@$(PYTHON) -m venv $(VENV)-fresh
	@$(VENV)-fresh/bin/pip install $(PIP) dist/*.whl >&2
	@$(VENV)-fresh/bin/ecsparse --version
	@$(VENV)-fresh/bin/ecsparse --strict samples/openvpn/tunnel.log | cmp - samples/openvpn/tunnel.expected.ndjson
	@rm -rf $(VENV)-fresh

bench: $(VENV)/tested
	$(BIN)/python tests/bench/bench.py
	$(BIN)/python tests/bench/documents.py
	$(BIN)/python tests/bench/least.py
	$(BIN)/python tests/bench/carriers.py
	$(BIN)/python tests/bench/changes.py

# sizes and numbers of processes: 2 GB and its documents want 10 GB of disk
scale: $(VENV)/tested
	$(BIN)/python tests/bench/scale.py

# the README's table of comparison; liblognorm's command is measured if it is on the path
peers: $(VENV)/tested
	@$(BIN)/pip install $(PIP) pygrok pyvrl jc >&2
	$(BIN)/python tests/bench/peers.py --lines 100000

# mutated lines through both profiles in process: LINES of them, others for another SEED
LINES = 1000000
SEED = 1
mutate-lines: $(VENV)/tested
	$(BIN)/python tests/fuzz/mutate.py --lines $(LINES) --seed $(SEED)

# guided by coverage, from the samples of a PRODUCT, for SECONDS; what was reached is kept in .fuzz
PRODUCT = openvpn
SECONDS = 60
fuzz: $(VENV)/tested
	@$(BIN)/pip install $(PIP) -c constraints.txt ".[fuzz]" >&2
	$(BIN)/python tests/fuzz/guided.py --product $(PRODUCT) --seconds $(SECONDS)

# changes in the functions of a MODULE that no sample and none of TESTS notices
MODULE = formats/syslog
TESTS = test_syslog.py
mutants: $(VENV)/tested
	@$(BIN)/pip install $(PIP) -c constraints.txt ".[mutation]" >&2
	$(BIN)/python tests/mutants.py $(MODULE) --tests $(TESTS)

# GB of unique lines through the command, whose memory must stay flat; OPTIONS are the command's
GB = 10
OPTIONS =
soak: $(VENV)/tested
	$(BIN)/python tests/soak.py --gigabytes $(GB) $(OPTIONS)

# known vulnerabilities of what the tests and the program are run with; asks a public service
audit: $(VENV)/tested
	@$(BIN)/pip install $(PIP) -c constraints.txt ".[audit]" >&2
	$(BIN)/pip-audit --requirement constraints.txt --no-deps --disable-pip --strict

# newer versions of all that is pinned
constraints: pyproject.toml
	@rm -rf $(VENV)-newest
	@$(PYTHON) -m venv $(VENV)-newest
	@$(VENV)-newest/bin/pip install $(PIP) ".[test,fuzz,mutation,audit]" >&2
	@sed -n '/^#/p' constraints.txt > constraints.new
	@$(VENV)-newest/bin/pip freeze --exclude ecsparse >> constraints.new
	@mv constraints.new constraints.txt
	@rm -rf $(VENV)-newest

# conversions that are killed at random moments and resumed
kills: $(VENV)/tested
	$(BIN)/python tests/conversions.py 100

clean:
	rm -rf $(VENV) $(VENV)-fresh build dist .fuzz .mypy_cache .pytest_cache .ruff_cache .hypothesis

# what is installed is the package as it stands, so it is installed anew after every change
PACKAGE := pyproject.toml hatch_build.py README.md $(shell find ecsparse -name '*.py' -o -name '*.json' -o -name '*.txt')

$(VENV)/installed: $(PACKAGE) | $(VENV)/python
	@$(BIN)/pip install $(PIP) . >&2
	@touch $@

# most modules of what the tests are made with are never imported, so none is compiled before it is
$(VENV)/tested: $(PACKAGE) constraints.txt | $(VENV)/python
	@$(BIN)/pip install $(PIP) --no-compile -c constraints.txt ".[test]" >&2
	@touch $(VENV)/installed $@

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "ecsparse needs Python 3.11 or later; set PYTHON=…")'
	@$(PYTHON) -m venv $(VENV) >&2
	@touch $@
