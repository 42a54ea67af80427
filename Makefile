# Everything a checkout needs, on a machine that has only Python ≥ 3.11 and make.
# `make` lists the targets: each says what it is for after its two hashes.

PYTHON ?= python3
WORKERS ?= 2
# engines beside the embedded one, for example EXTRAS=postgres,mysql,spark: their tests alone are run
EXTRAS ?=
# SEED=17 makes the student's edition of the company with that number
SEED ?=
# SIZE=full lets `make bench` also render a report
SIZE ?= small
# UPGRADE=--upgrade lets `make lock` take newer versions of everything
UPGRADE ?=

COMMA := ,
# everything that needs no engine of an extra; or what those engines' tests are marked with
TESTS = $(if $(EXTRAS),-m "$(subst $(COMMA), or ,$(EXTRAS))" tests,--nbval --nbval-current-env \
	--nbval-cell-timeout 300 --nbval-sanitize-with tests/notebooks/sanitize.cfg \
	tests cs_toolkit notebooks course/solutions)
BIN := .venv/bin
INSTALLED := .venv/.installed$(if $(EXTRAS),-$(EXTRAS))
# one lock for every system and Python from 3.11 on, with the hash of every file: pip installs no other;
# the kit names its own extras, and is itself nothing to pin
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --strip-extras \
	--no-header --no-emit-index-url --no-emit-find-links --no-emit-package cs-toolkit $(UPGRADE)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help report test bench lab notebooks course reference docs lint format lock clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

report: $(INSTALLED) ## set up, and render the sample company's last full month into reports/
	$(BIN)/cs-toolkit report last --data data/sample/company.toml --out reports

test: $(INSTALLED) ## set up, lint, and run tests, doctests and notebooks (EXTRAS=postgres,mysql,spark: the engines' tests)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile $(TESTS)

lab: $(INSTALLED) ## set up, and open the notebooks in JupyterLab
	$(BIN)/cs-toolkit lab

notebooks: $(INSTALLED) ## run the committed notebooks and the lessons' solutions again on the sample
	$(BIN)/python -m cs_toolkit.report.refreshing notebooks/*.ipynb
	$(BIN)/python -m cs_toolkit.course.solutions course

course: $(INSTALLED) ## write the students' and the instructor's editions of the lessons into course/
	$(BIN)/python -m cs_toolkit.course.editions course $(SEED)

bench: $(INSTALLED) ## measure what an answer costs into benchmarks/RESULTS.md (SIZE=small or full)
	$(BIN)/python benchmarks/speed.py $(SIZE)

reference: $(INSTALLED) ## write the tables of metrics and rules in docs/
	$(BIN)/python -m cs_toolkit.cli.reference docs

docs: .venv/.installed-docs ## build the documentation as a site into docs/_site
	$(BIN)/sphinx-build --fail-on-warning --quiet --builder html --conf-dir docs . docs/_site

lint: $(INSTALLED) ## say what is not in form, and where types disagree
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(INSTALLED) ## bring the code into form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: ## compile the locks from the ranges in pyproject.toml (UPGRADE=--upgrade for newer versions)
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet uv
	$(COMPILE) --extra test --output-file requirements.txt pyproject.toml
	$(BIN)/python -c 'import tomllib; \
		extras = tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]; \
		print(*extras["postgres"], *extras["mysql"], *extras["spark"], *extras["course"], \
			*extras["s3"], *extras["s3_server"], sep="\n")' \
		| $(COMPILE) --no-annotate --constraint requirements.txt --output-file requirements-engines.txt -
	$(COMPILE) --extra docs --constraint requirements.txt --output-file requirements-docs.txt pyproject.toml

clean: ## remove .venv, caches and builds; reports and data stay
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist spark-warehouse
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.installed-docs: .venv/.installed requirements-docs.txt
	$(BIN)/python -m pip install --quiet --requirement requirements-docs.txt
	@touch $@

# The stamp is written last, so an interrupted install is taken up again.
.venv/.installed%: .venv/.installed requirements-engines.txt
	$(BIN)/python -m pip install --quiet --requirement requirements.txt --requirement requirements-engines.txt
	@touch $@

.venv/.installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "cs_toolkit needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1)." \
			"Name another one: make PYTHON=python3.12" >&2; exit 1; }
	@$(BIN)/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --requirement requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	@touch $@
