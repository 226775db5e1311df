# Two commands matter: `make demo` and `make test`. Both set up what they need on a machine with python3, pip, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
ROOT := $(shell test "$$(id -u)" = 0 || echo sudo)
CLIENT := src/sarhad/web/client
STATIC := src/sarhad/web/static/digests.json
NODE_FITS := node -e 'process.exit(process.versions.node.split(".")[0] < 20)' >/dev/null 2>&1 && npm --version >/dev/null 2>&1

.PHONY: setup web demo test browser chromium lint docs quality bench serve clean

setup: $(STAMP)

$(STAMP): pyproject.toml uv.lock
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip --upgrade >/dev/null
	test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.5"
	VIRTUAL_ENV=$(VENV) $(BIN)/uv sync --locked --inexact --no-managed-python --compile-bytecode --quiet
	touch $(STAMP)

# What the desk's pages run in the browser; a Node is brought along where the machine has none that fits.
web: $(STATIC)

$(STATIC): $(STAMP) $(wildcard $(CLIENT)/src/* $(CLIENT)/*.json $(CLIENT)/*.mjs)
	$(NODE_FITS) || VIRTUAL_ENV=$(VENV) $(BIN)/uv sync --locked --inexact --no-managed-python --quiet --group node
	cd $(CLIENT) && export PATH="$$PATH:$(CURDIR)/$(BIN)"; ($(NODE_FITS)) || export PATH="$(CURDIR)/$(BIN):$$PATH"; \
		npm ci --no-audit --no-fund --loglevel=error && npm run --silent check && npm run --silent build

demo: setup
	$(BIN)/sarhad demo

test: setup web
	$(BIN)/python -m pytest

# The desk in a real browser; a Chromium is installed where there is none (`make test` skips these tests then).
browser: chromium setup web
	SARHAD_BROWSER=demanded $(BIN)/python -m pytest -m 'long or not long' tests/browser

chromium:
	test -n "$$CHROMIUM" || command -v chromium >/dev/null || command -v chromium-browser >/dev/null || \
		command -v google-chrome >/dev/null || { $(ROOT) apt-get update -qq && $(ROOT) apt-get install -qq -y chromium; }

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: setup
	VIRTUAL_ENV=$(VENV) $(BIN)/uv sync --locked --inexact --no-managed-python --quiet --group docs
	$(BIN)/mkdocs build --strict

quality: setup
	VIRTUAL_ENV=$(VENV) $(BIN)/uv sync --locked --inexact --no-managed-python --quiet --group quality
	$(BIN)/python -m pytest -m long
	$(BIN)/python -m tests.quality.polnear
	$(BIN)/python -m tests.quality.own --split held
	$(BIN)/python -m tests.quality.own --split dev
	$(BIN)/python -m tests.quality.stance --split held
	$(BIN)/python -m tests.quality.facts_coding --misses
	$(BIN)/python -m tests.quality.origins
	$(BIN)/python -m tests.quality.plover
	$(BIN)/python -m tests.quality.incidents --show
	$(BIN)/python -m tests.quality.events_own
	$(BIN)/python -m tests.quality.geovirus
	$(BIN)/python -m tests.quality.places --misses
	$(BIN)/python -m tests.quality.entities
	$(BIN)/python -m tests.quality.conditions --split held
	$(BIN)/python -m tests.quality.spillover
	$(BIN)/python -m tests.quality.forecasts

bench: setup
	$(BIN)/python benchmarks/annotate.py
	$(BIN)/python benchmarks/origins.py
	$(BIN)/python benchmarks/load.py
	$(BIN)/python benchmarks/desk.py
	$(BIN)/python benchmarks/backtest.py

serve: setup web
	test -f sarhad-demo/sarhad.toml || $(BIN)/sarhad demo
	$(BIN)/sarhad serve -w sarhad-demo

clean:
	rm -rf $(VENV) sarhad-demo site src/sarhad/web/static $(CLIENT)/node_modules
