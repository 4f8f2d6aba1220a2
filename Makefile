# Dateline: what people type. Each target makes the environment that it needs, from the committed pins.
#   make run    set-up, and the sample corpus to a published warehouse in data/
#   make test   everything that must hold
#   make dev    Dagster's UI and daemon at http://127.0.0.1:3000
SHELL := /bin/bash
.DEFAULT_GOAL := help

VENV ?= .venv
DATA_DIR ?= data
BIN := $(VENV)/bin
# A name that runs, of a version that the pinned libraries know. PYTHON=... chooses another.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& echo $$name && break; done)

# Modules are compiled on all processors where the main job needs them, and else when they are first imported.
INSTALL := $(BIN)/pip install --quiet --quiet --disable-pip-version-check --no-compile

# Apache Spark is tested wherever there is a Java to run it.
SPARK := $(if $(or $(JAVA_HOME),$(shell command -v java)),$(VENV)/.spark)

export DAGSTER_DISABLE_TELEMETRY := yes
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export DO_NOT_TRACK := 1
export GX_ANALYTICS_ENABLED := false

.PHONY: help run test lint types unit dbt-check test-report test-clients test-spark docs dev validate evaluate bench bench-whole bench-spark test-faults fuzz audit pins clean

help: ## Show what can be typed
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(VENV)/.run ## Set up, and bring the sample corpus to a published warehouse in data/
	@$(BIN)/dateline run data/sample --data-dir $(DATA_DIR)

test: $(VENV)/.dev lint types dbt-check unit ## Everything that must hold: lint, types, dbt, tests with coverage

lint: $(VENV)/.dev ## Style of the code
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.dev ## Types of the code
	@$(BIN)/mypy

dbt-check: $(VENV)/.dev ## dbt reads its project without a warning
	@mkdir -p $(VENV)/dbt && DATELINE_DATA_DIR=$(VENV)/dbt $(BIN)/dbt --quiet --warn-error parse --no-partial-parse \
		--project-dir dbt_project --profiles-dir dbt_project --target-path ../$(VENV)/dbt --log-path $(VENV)/dbt

unit: $(VENV)/.dev $(SPARK) ## Tests: functions, dbt rules, the whole graph, publishing, documentation
	@$(BIN)/python -m pytest -n 2 --cov --cov-report=term:skip-covered --durations=8

test-report: $(VENV)/.run ## The report in Chromium: axe-core, widths, light and dark (needs Chromium and npm)
	@test -f $(VENV)/axe/package/axe.min.js || { mkdir -p $(VENV)/axe && npm pack --silent axe-core@4.11.0 \
		--pack-destination $(VENV)/axe >/dev/null && tar -xzf $(VENV)/axe/axe-core-4.11.0.tgz -C $(VENV)/axe; }
	@test -f $(DATA_DIR)/published/report/index.html || $(BIN)/dateline run data/sample --data-dir $(DATA_DIR)
	@$(BIN)/python tests/report/browser.py $(DATA_DIR)/published/report/index.html $(VENV)/axe/package/axe.min.js

test-clients: $(VENV)/.run ## Other programs on the published file: docs/connect.md, and DuckDB 1.1, 1.4 and 1.5
	@test -f $(DATA_DIR)/published/dateline.duckdb || $(BIN)/dateline run data/sample --data-dir $(DATA_DIR)
	@cmp -s tests/clients/requirements.txt $(VENV)/clients/pins || { $(PYTHON) -m venv --clear $(VENV)/clients && \
		$(VENV)/clients/bin/pip install --quiet --quiet --disable-pip-version-check -r tests/clients/requirements.txt && \
		cp tests/clients/requirements.txt $(VENV)/clients/pins; }
	@$(BIN)/python tests/clients/engines.py $(VENV)/engines $(DATA_DIR)
	@$(BIN)/python tests/clients/connect.py $(VENV)/clients $(DATA_DIR)

test-spark: $(VENV)/.dev $(VENV)/.spark ## The distributed engine against the embedded one: the same rows (needs Java 17)
	@$(BIN)/python -c "from pipelines.engines.spark_session import expect_spark; expect_spark()"
	@$(BIN)/python -m pytest tests/spark/test_*.py tests/spark/whole.py tests/spark/marts.py --durations=8

docs: $(VENV)/.run ## The guide as a site, and dbt's documentation, beside the report in data/published
	@cmp -s requirements-docs.txt $(VENV)/.docs || { $(INSTALL) \
		--requirement requirements-docs.txt && cp requirements-docs.txt $(VENV)/.docs; }
	@test -f $(DATA_DIR)/published/dateline.duckdb || $(BIN)/dateline run data/sample --data-dir $(DATA_DIR)
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict --config-file .ci/mkdocs.yml \
		--site-dir $(abspath $(DATA_DIR))/published/guide
	@$(BIN)/dateline docs --data-dir $(DATA_DIR)

validate: $(VENV)/.run ## Dagster loads the graph
	@DATELINE_DATA_DIR=$(DATA_DIR) $(BIN)/dagster definitions validate -w workspace.yaml

dev: $(VENV)/.run ## Dagster's UI and daemon at http://127.0.0.1:3000
	@$(BIN)/dateline dev --data-dir $(DATA_DIR)

evaluate: $(VENV)/.run ## How well the extractors read the project's own annotated corpus
	@$(BIN)/dateline evaluate

bench: $(VENV)/.dev ## Speed of reading by format, of extraction against its peers, of a day in a warehouse of 200,000 articles
	@$(BIN)/python -m benchmarks.reading
	@$(BIN)/python -m benchmarks.extract
	@$(BIN)/python -m benchmarks.warehouse

bench-whole: $(VENV)/.dev ## The whole way by stage, at SIZES="1000 10000" articles
	@$(BIN)/python -m benchmarks.whole_way $(or $(SIZES),1000 10000)

bench-spark: $(VENV)/.dev $(VENV)/.spark ## What Apache Spark costs and gives on one machine, ARTICLES=4000
	@$(BIN)/python -m benchmarks.spark --articles $(or $(ARTICLES),4000)

test-faults: $(VENV)/.dev ## Kill -9 at random moments, a hundred times (half an hour)
	@$(BIN)/python tests/faults/kills.py

fuzz: $(VENV)/.dev ## Files and texts made to break readers and extractors, 100,000 of each or 10 minutes
	@$(BIN)/python tests/faults/fuzz.py

audit: $(VENV)/.dev ## Look the pins up in the advisory database (needs pypi.org)
	@$(BIN)/python .ci/audit

pins: $(VENV)/.dev ## Write the pin files anew from pyproject.toml
	@for extra in dev "" docs spark; do $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --no-header --no-annotate \
		$${extra:+--extra $$extra} $$(case "$$extra" in dev) ;; *) echo --constraint requirements-dev.txt;; esac) \
		pyproject.toml --output-file requirements$${extra:+-$$extra}.txt; done

clean: ## Remove the environment and all that was made of data/raw (the archive itself stays)
	rm -rf $(VENV) $(addprefix $(DATA_DIR)/,candidate lake state warehouse published .dagster .spark)

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 found (python3 is $$(python3 --version 2>&1)).\
	 Install one, or name it: make PYTHON=/path/to/python3.12 run"; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements.txt pyproject.toml
	@echo "Installing the pinned libraries (a minute or two, once)"
	@$(INSTALL) --requirement requirements.txt
	@$(INSTALL) --no-deps --editable .
	@$(BIN)/python -m compileall -qq -j 0 $(VENV)/lib || true # some packages hold templates that are no Python
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	@echo "Installing the pinned development tools"
	@$(INSTALL) --requirement requirements-dev.txt
	@touch $@

$(VENV)/.spark: $(VENV)/.run requirements-spark.txt
	@echo "Installing the pinned Apache Spark"
	@$(INSTALL) --requirement requirements-spark.txt
	@touch $@
