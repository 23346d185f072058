# Every command a person needs. `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
STAGE ?= applied
INSTANCE ?= instance
VENV := .venv
SERVE := exec $(VENV)/bin/python -m courseapp.serve

.DEFAULT_GOAL := help
.PHONY: help run demo test format pictures lock clean

help: ## list these commands
	@echo 'courseapp: make COMMAND [PORT=8000] [INSTANCE=folder] [STAGE=applied]'
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null \
	  || sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1: \2/p' Makefile

run: ## start the product (PORT, INSTANCE); Ctrl-C stops it, its data stays
	@$(PYTHON) scripts/bootstrap.py run
	@$(SERVE) --port '$(PORT)' --instance '$(INSTANCE)'

# While types are checked: three workers need not each compile all tests.
READ_ONCE = { $(VENV)/bin/pytest --collect-only -qq >/dev/null || true; }

# A demo never touches the folder of `make run`: each stage has a folder of its own.
demo: INSTANCE := $(if $(filter file,$(origin INSTANCE)),instance-demo-$(STAGE),$(INSTANCE))
demo: ## start an example world (STAGE=announced, applied, reviewed, selected or confirmed)
	@$(PYTHON) scripts/bootstrap.py run
	@$(SERVE) --port '$(PORT)' --instance '$(INSTANCE)' --stage '$(STAGE)'

test: ## check everything: style, types, imports, then the tests (COURSEAPP_TESTS_EVERYWHERE=1: all on both databases)
	@$(PYTHON) scripts/bootstrap.py test
	@$(VENV)/bin/mypy & $(VENV)/bin/ruff check . && $(VENV)/bin/ruff format --check . \
	  && $(VENV)/bin/lint-imports --no-logo && $(VENV)/bin/deptry . && $(READ_ONCE) && wait $$!
	@$(VENV)/bin/pytest -n 3 --maxschedchunk 2  # on two cores: one is often waiting

format: ## put the code in the project's style
	@$(PYTHON) scripts/bootstrap.py test
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

pictures: ## take the README's pictures anew
	@$(PYTHON) scripts/bootstrap.py test
	@$(VENV)/bin/python -m tests.support.pictures

COMPILE = $(VENV)/bin/uv pip compile --quiet --upgrade --universal \
  --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
  --custom-compile-command 'make lock'
LOCK = $(COMPILE) pyproject.toml --extra postgresql

# --universal: one lock for every Python and system. The tests' needs are resolved first,
# because the product is tested with exactly the versions that it runs with.
lock: ## choose the newest versions of all packages and write them to requirements/
	@$(PYTHON) scripts/bootstrap.py run
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check uv
	$(LOCK) --group test --output-file requirements/test.txt
	$(LOCK) --constraint requirements/test.txt --output-file requirements/run.txt
	$(COMPILE) --group pip --output-file requirements/pip.txt
	$(COMPILE) --group node --output-file requirements/node.txt

clean: ## remove the virtual environment and every cache; data stays
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
