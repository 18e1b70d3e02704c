# Every target sets up what it needs in .venv from the hashed locks; `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
RUNTIME := .venv/.runtime
DEV := .venv/.dev
OURS = $(wildcard bot adapters process tests bench)
NODE := $(patsubst %/package-lock.json,%/node_modules/.ready,$(wildcard tests/node/*/package-lock.json))

# Without compiled files, each process of the tests would compile 2,000 modules again, 8 seconds each.
export PYTHONDONTWRITEBYTECODE =

.DEFAULT_GOAL := help
.PHONY: help run run-slack run-teams setup test check format lint types scan browser rings torture siege walk learn bench bench-small lock clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUNTIME) ## Try Stagecoach in the browser
	$(BIN)/stagecoach sandbox

run-slack: $(DEV) $(NODE) ## Try it in a Slack on this machine, which npm brings (WAY=http for signed HTTP)
	@$(BIN)/python -m tests.support.run_slack $(WAY)

run-teams: $(RUNTIME) tests/node/teams/node_modules/.ready ## Try it in Microsoft's Agents Playground, which npm brings
	@$(BIN)/python -m tests.support.run_teams

setup: $(DEV) ## Make .venv with everything for running and testing

test: $(DEV) ## Run the tests, on SQLite and PostgreSQL
	$(BIN)/pytest --numprocesses auto --dist worksteal

check: lint types scan test ## Format, lint, types, security, tests

format: $(DEV) ## Put the code into its format
	$(BIN)/ruff format $(OURS)
	$(BIN)/ruff check --fix $(OURS)

lint: $(DEV)
	$(BIN)/ruff format --check $(OURS)
	$(BIN)/ruff check $(OURS)

types: $(DEV)
	$(BIN)/mypy $(OURS)

scan: $(DEV)
	$(BIN)/bandit -q -r -ll -c pyproject.toml bot adapters process

browser: $(DEV) ## Run the tests that drive Chromium
	$(BIN)/pytest -m browser

rings: $(DEV) $(NODE) ## Run the tests against local-slack and the Agents Playground, which npm brings
	$(BIN)/pytest -m ring
	$(BIN)/pytest --numprocesses auto --dist worksteal --hypothesis-profile rings $$(grep -rl '^from hypothesis' --include='test_*.py' tests)

torture: $(DEV) ## Kill it again and again amid signed commands (COMMANDS=2000)
	$(BIN)/python -m bench.torture $(COMMANDS)

siege: $(DEV) ## Slow, silent and broken connections while signed requests are measured (SECONDS=180)
	$(BIN)/python -m bench.slow_connections $(SECONDS)

learn: $(DEV) ## Learn again what sentences are likely about, after a change of bot/language/examples
	$(PIP) --require-hashes -r bench/learn.lock
	$(BIN)/python -m bench.learn

walk: $(DEV) ## Type random lines for many companies, each one judged (STEPS=20000, or rules)
	$(BIN)/python -m bench.walk $(STEPS)

bench: $(DEV) ## Measure against the alternatives, ratios in one run
	$(BIN)/python -m bench

bench-small: $(DEV) ## The clock and the outbox, bounded to a few minutes
	$(BIN)/python -m bench clock 100000 outbox 1000

lock: ## Resolve the locks again (UPGRADE=--upgrade for newer versions)
	@set -e; there=$$(mktemp -d); trap 'rm -rf "$$there"' EXIT; \
	$(PYTHON) -m venv "$$there"; "$$there/bin/pip" install --quiet --disable-pip-version-check uv; \
	compile="$$there/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --group build $(UPGRADE)"; \
	$$compile --output-file requirements.lock; \
	$$compile --group dev --constraint requirements.lock --output-file requirements-dev.lock; \
	$$compile --group learn --constraint requirements-dev.lock --output-file bench/learn.lock

clean: ## Remove .venv and every cache
	rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find $(OURS) -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNTIME): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Stagecoach needs Python 3.11 or newer.")'
	@echo "Setting up .venv; the first time takes a minute."
	@$(PYTHON) -m venv .venv
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(NODE): %/node_modules/.ready: %/package-lock.json
	@if command -v npm >/dev/null; then echo "Bringing what npm has for $*."; \
	cd $* && npm ci --ignore-scripts --no-audit --no-fund --loglevel error && touch node_modules/.ready; \
	else echo "There is no npm here: what needs it is skipped."; fi

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo "Adding what the tests need."
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@
