# make demo            everything from nothing, then http://127.0.0.1:8000; DEMO="--help" lists its options
# make test            everything that CI runs
# make format          what pre-commit would change
#
# Both work from a clean clone with python3 (3.11 or newer), git and make.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# More options for installing PyTorch, which only the tests need: its own index of CPU builds, for example.
TORCH_OPTIONS ?=

TEMPLATES = $(shell find templates -name '*.html')
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
CHECK := env DEBUG=false SECURE=true SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))')

.PHONY: demo test lint format chromium
.DELETE_ON_ERROR:

demo: $(VENV)/core.stamp
	@$(BIN)/python manage.py demo $(DEMO)

test: lint chromium
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses 2 --dist loadfile

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(CHECK) $(BIN)/python manage.py check --deploy --fail-level WARNING
	ONELISTING_VAR=var/test $(BIN)/python manage.py makemigrations --check --dry-run

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $(TEMPLATES)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "OneListing needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V). Try: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "Python cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/core.stamp: requirements-core.txt | $(BIN)/python
	@echo "Installing packages into $(VENV): a minute or two, the first time only."
	@$(PIP) -r requirements-core.txt
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt requirements.txt requirements-core.txt | $(BIN)/python
	@echo "Installing packages and test tools into $(VENV): some minutes, the first time only."
	@$(PIP) $$(grep '^torch==' requirements.txt) $(TORCH_OPTIONS)
	@$(PIP) -r requirements-dev.txt
	@touch $@ $(VENV)/core.stamp

# The browser test drives the system's Chromium.
chromium:
	@command -v chromium >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing Chromium for the browser test." \
	       && apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } \
	  || { echo "The browser test needs Chromium: install the system's package named chromium, then run make test again."; exit 1; }
