# Befriend: everything a person runs. `make` alone says what there is.

PORT ?= 8000
export PORT
PYTHON ?= python3
NPM_ASKS_NOTHING := --no-audit --no-fund --no-update-notifier
V := .venv/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
# A newer pip is not needed, and asking for one only costs time.
PIP := $(V)/python -m pip --disable-pip-version-check --no-input -q -q

# The tests start hundreds of processes: compiled once is enough, whatever the shell says of it.
unexport PYTHONDONTWRITEBYTECODE
# One more than processors: some tests wait, for a server or for a browser.
TESTERS ?= $(shell expr $$(nproc) + 1)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test test-postgresql-15 check bench drill clean lock setup-dev browser pooler

help:
	@echo "make run     set up, print the demo unit's week, serve it at http://127.0.0.1:$(PORT)"
	@echo "make setup   install what Befriend needs, into this folder"
	@echo "make test    run every test, in a real browser too"
	@echo "make test-postgresql-15   run the tests of the floor on Debian's PostgreSQL 15"
	@echo "make check   style, types, layers, security, the repository itself"
	@echo "make bench   measure (BENCH=name for those whose name begins so)"
	@echo "make drill   kill servers under load, bring copies back, count (DRILL=short for a short one)"
	@echo "make hostile send everything wrong that can be sent, and see that nothing breaks (HOSTILE=short, SEED=number)"
	@echo "make lock    write the locks again from pyproject.toml and package.json"
	@echo "make clean   remove what was built or installed here (not BEFRIEND_HOME)"

# --- setting up: one stamp for each part, so that a second run does nothing -----------------------

WELSH := befriend/locale/cy/LC_MESSAGES/django.mo befriend/publication/locale/cy/LC_MESSAGES/django.mo

setup: .venv/.system .venv/.run befriend/desk/static/befriend.css $(WELSH)

setup-dev: .venv/.dev node_modules/.dev befriend/desk/static/befriend.css $(WELSH)

.venv/pyvenv.cfg: | .venv/.system
	$(PYTHON) -m venv .venv

# Debian's parts, only those that are absent: fonts and pango for WeasyPrint, node for the stylesheet.
.venv/.system: scripts/system-parts
	@mkdir -p .venv
	@sh scripts/system-parts $(SUDO)
	@touch $@

.venv/.run: requirements.lock pyproject.toml | .venv/pyvenv.cfg
	@echo "Installing the run-time parts into .venv"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.run
	@echo "Installing the tools for tests and checks into .venv"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

node_modules/.run: package.json package-lock.json .npmrc | .venv/.system
	@npm ci --omit=dev --ignore-scripts --loglevel=error $(NPM_ASKS_NOTHING)
	@touch $@

node_modules/.dev: node_modules/.run
	@npm ci --ignore-scripts --loglevel=error $(NPM_ASKS_NOTHING)
	@touch node_modules/.run $@

befriend/desk/static/befriend.css: node_modules/.run $(wildcard befriend/desk/assets/*.scss)
	@npm run --silent build

%.mo: %.po scripts/compile_catalogue.py
	@$(PYTHON) scripts/compile_catalogue.py $<

browser: | .venv/.system
	@command -v chromium >/dev/null || sh scripts/system-parts --only chromium $(SUDO)

pooler: | .venv/.system
	@PATH=$$PATH:/usr/sbin command -v pgbouncer >/dev/null || sh scripts/system-parts --only pgbouncer $(SUDO)

# --- what one does -----------------------------------------------------------------------------

# Run without a shell between, so that Ctrl-C and SIGTERM reach it.
run: setup
	@$(V)/befriend serve --week

test: setup-dev browser pooler
	@$(V)/python -m pytest -n $(TESTERS) $(TESTS)

# What of the database is ours alone: policies, functions, roles. The embedded server is a newer one.
test-postgresql-15: setup-dev
	@scripts/with-postgresql-15 $(SUDO) -- $(V)/python -m pytest -q tests/floor/test_every_table.py \
	  tests/floor/test_raw_sql.py tests/floor/test_owner.py

check: setup-dev
	@$(V)/ruff check .
	@$(V)/ruff format --check .
	@$(V)/mypy
	@$(V)/lint-imports
	@$(V)/djlint --lint --quiet befriend
	@$(V)/bandit -q -r befriend -c pyproject.toml
	@$(V)/python -m pytest -q tests/repository

bench: setup-dev
	@$(V)/python -m benchmarks $(BENCH)

drill: setup
	@$(V)/python -m drill

hostile: setup-dev
	@$(V)/python -m tests.hostile

lock: setup-dev
	@$(V)/uv lock -q
	@$(V)/uv export -q --locked --no-emit-project --no-header --no-annotate --no-default-groups \
	  --group build -o requirements.lock
	@$(V)/uv export -q --locked --no-emit-project --no-header --no-annotate --no-default-groups \
	  --group build --group dev -o requirements-dev.lock
	@rm uv.lock
	@npm install --package-lock-only --ignore-scripts --loglevel=error $(NPM_ASKS_NOTHING)
	@# npm writes where to give money to each package: addresses, and a lock holds none.
	@node -e 'const fs = require("fs"), f = "package-lock.json", lock = JSON.parse(fs.readFileSync(f)); for (const one of Object.values(lock.packages)) delete one.funding; fs.writeFileSync(f, JSON.stringify(lock, null, 2) + "\n")'

clean:
	rm -rf .venv node_modules build befriend/desk/static .pytest_cache .mypy_cache .ruff_cache \
	  .import_linter_cache .hypothesis .schemathesis
