# Everything a newcomer needs: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8000
ATTUNE := .venv/bin/attune
PYTEST := .venv/bin/python -m pytest
PYTEST_RASA := .venv-rasa/bin/python -m pytest -c tests/unit/rasa_bot/pytest.ini tests/unit/rasa_bot

.PHONY: run test test-all test-frontend test-stack test-browser test-faults smoke lint format pins bench clean

run:
	@$(PYTHON) -m bootstrap run
	@$(ATTUNE) up --port $(PORT)

test: .set-up-tests
	$(PYTEST)
	$(PYTEST_RASA)
	$(PYTEST) tests/dialogue

test-all: test test-frontend test-browser test-faults smoke

test-frontend: .set-up-tests
	cd frontend && npm run typecheck && npm test && npm run size

test-browser: .set-up-tests
	$(PYTEST) tests/browser

test-faults: .set-up-tests
	$(PYTEST) tests/faults

smoke:
	@$(PYTHON) -m bootstrap run
	@.venv/bin/python -m tests.smoke

lint: .set-up-tests
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/pyright
	.venv/bin/lint-imports

format:
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

pins:
	@$(PYTHON) -m bootstrap pins

bench:
	$(ATTUNE) bench turn

clean:
	rm -rf .venv .venv-rasa var web/static frontend/node_modules

.PHONY: .set-up-tests
.set-up-tests:
	@$(PYTHON) -m bootstrap test
