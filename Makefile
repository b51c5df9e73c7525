# Everything a fresh clone needs. Each target makes .venv by itself, from Python 3.11 or newer, pip and make.
#   make demo                 load the sample articles into .demo and ask two questions
#   make test [ARGS="-k x"]   the tests
#   make check                formatting, lint, types, gate and tests: what CI runs
#   make gate                 ask the eval cases and hold the answers against evals/gates.toml
#   make bench [ARGS="--data DIR"]  how fast, beside a plain LlamaIndex index in the same run; a quarter of an hour at most
#   make soak [ARGS="--minutes 20"] a server in use for an hour: what it holds must not grow
#   make format               format, and fix what ruff can fix
#   make fuzz [ARGS=…]        feed odd inputs to all that reads foreign bytes, a minute a target
#   make kills [ARGS=…]       kill -9 loads, rebuilds, conversations, backups: 200 times, and look at what is left
#   make audit [ARGS=…]       ask whether faults are known in what is depended on; never green when that cannot be asked
#   make docs                 write anew what README and docs/ show of runs and files
#   make lock [ARGS=-U]       write the two locks anew from pyproject.toml; -U takes newer versions
#   make clean                remove what these targets made, except .venv
# PYTHON=python3.12 make …    picks the Python that .venv is made of

PYTHON ?= python3
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
FOR_TESTS := $(VENV)/.for-tests
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

export PYTHONUTF8 := 1
# without bytecode every command would compile a thousand modules again, for seconds
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help venv demo test check gate format fuzz kills audit docs lock clean

help:
	@sed -n 's/^#   //p' Makefile

venv: $(INSTALLED)

# Modules are compiled when they are first imported: compiling all 180 packages would take a minute more.
# The locks name every package that is needed, so that pip looks for no others.
$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Parley needs Python 3.11 or newer; name one: make PYTHON=python3.12 …" >&2; exit 2; }
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --no-compile --no-deps --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-compile --no-deps --no-build-isolation -e .
	@touch $@

$(FOR_TESTS): $(INSTALLED) requirements-dev.lock
	$(PIP) install --quiet --no-compile --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(INSTALLED)
	$(BIN)/parley --library .demo load evals/corpus
	$(BIN)/parley --library .demo ask "When did India lose its trade preferences, and why?" --as-of 2019-06-30
	$(BIN)/parley --library .demo ask "Why did France oppose the Mercosur deal?" --as-of 2019-06-30

test: $(FOR_TESTS)
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

check: $(FOR_TESTS)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@$(MAKE) --no-print-directory gate
	@$(MAKE) --no-print-directory test

# answers are not worse than evals/gates.toml has them, and the scorers can fail; half a minute
gate: $(FOR_TESTS)
	rm -rf runs/gate
	$(BIN)/parley-eval selftest
	$(BIN)/parley-eval run --gate --jobs 2 --out runs/gate

bench: $(INSTALLED)
	$(BIN)/parley-eval bench $(ARGS)

soak: $(INSTALLED)
	$(BIN)/parley-eval soak $(ARGS)

format: $(FOR_TESTS)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

fuzz: $(FOR_TESTS)
	$(BIN)/python -m tests.fuzzing $(ARGS)

kills: $(FOR_TESTS)
	$(BIN)/python -m tests.kills $(ARGS)

# pip-audit stands in an environment of its own: what it needs is no part of Parley
audit: $(INSTALLED)
	@test -x .audit/bin/pip-audit || { $(PYTHON) -m venv .audit && \
		.audit/bin/python -m pip --disable-pip-version-check --no-input install --quiet pip-audit; }
	@$(BIN)/python -m tests.audit .audit/bin/pip-audit $(ARGS)

docs: $(FOR_TESTS)
	$(BIN)/python -m tests.documents README.md docs/chat.md docs/cli.md docs/files.md docs/python.md docs/time.md

COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --python-version 3.11 \
	--custom-compile-command "make lock"

lock: $(INSTALLED)
	$(PIP) install --quiet uv
	$(COMPILE) --group pyproject.toml:build pyproject.toml -o requirements.lock $(ARGS)
	$(COMPILE) --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock $(ARGS)

clean:
	rm -rf .audit .demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -not -path './$(VENV)/*' -prune -exec rm -rf {} +
