# Two commands: `make demo` shows it, `make test` proves it. Both need python3 (3.11 or newer, with venv) and the package index.
PYTHON ?= python3
PORT   ?= 8000
VENV   ?= .venv
BIN     = $(VENV)/bin

# What Python has compiled is kept, wherever make is called from: each start of the suite compiles all tests otherwise.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test fast lint types suite schema bench lock clean

demo: $(VENV)/runtime
	@PORT=$(PORT) BIN=$(BIN) sh config/demo.sh

test: lint types suite

# For every step: all but what is marked as slow, by hand, and the journeys in a browser.
fast: lint types
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder -m "not slow and not browser"

lint: $(VENV)/develop
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/develop
	$(BIN)/mypy .

suite: $(VENV)/develop
	@$(BIN)/python --version
	SOJOURN_MODE=test $(BIN)/python manage.py makemigrations --check --dry-run
	SOJOURN_MODE=production SECRET_KEY=only-for-this-check-$$(date +%s)-0123456789abcdefghijklmnopqrstuvwxyz ALLOWED_HOSTS=example.org OFFICE_EMAIL=office@example.org MAIL_URL=smtp://127.0.0.1 TRAVEL_KEYS=b25seS1mb3ItdGhpcy1jaGVjay0wMTIzNDU2Nzg5YWI= $(BIN)/python -W error manage.py check --deploy --fail-level WARNING
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder $(ONLY)

# Writes the committed schema of the API anew; look at what changed before committing it.
schema: $(VENV)/develop
	SOJOURN_MODE=test $(BIN)/python manage.py spectacular --format openapi-json --validate --fail-on-warn --file api/schema.json

# A report, not a gate: it measures this machine and ends well whatever it finds.
bench: $(VENV)/develop
	@$(BIN)/python -m bench

# The stamps hold the digest of what was installed, so a changed lock file installs anew and an unchanged one costs nothing.
$(VENV)/runtime: requirements.txt
	@echo "Installing into $(VENV); the first time this takes a minute or two."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -f $(VENV)/develop || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@test ! -f $(VENV)/develop || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/develop: requirements-dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/runtime

# Needs uv (pip install uv). No address of an index is written, so every machine uses its own.
lock:
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 --custom-compile-command "make lock" pyproject.toml -o requirements.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links --python-version 3.11 --custom-compile-command "make lock" pyproject.toml --group dev -o requirements-dev.txt

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .hypothesis
