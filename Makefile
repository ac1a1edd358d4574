# Everything a newcomer needs: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8000
ATTUNE := .venv/bin/attune
PYTEST := .venv/bin/python -m pytest
PYTEST_RASA := .venv-rasa/bin/python -m pytest -c tests/unit/rasa_bot/pytest.ini tests/unit/rasa_bot

.PHONY: run test test-all test-frontend test-stack test-browser test-faults test-postgres smoke screenshot lint format pins bench clean

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

# The store, the services and the HTTP doors on the PostgreSQL database that ATTUNE_DATABASE_URL names; it is emptied.
test-postgres: .set-up-tests
	@case "$$ATTUNE_DATABASE_URL" in postgresql*) ;; *) \
	  echo "Name a PostgreSQL database that the tests may empty: ATTUNE_DATABASE_URL=postgresql+psycopg://…"; \
	  echo "Or have one made for the run: .ci/with-postgres make test-postgres"; exit 2;; esac
	$(PYTEST) tests/unit/engine tests/integration tests/api

# The picture in the README, from the browser tests' scenario.
screenshot: .set-up-tests
	ATTUNE_SCREENSHOTS=var/screenshots $(PYTEST) tests/browser/test_customer_and_agent.py
	mkdir -p docs
	cp var/screenshots/shop-1280.png docs/screenshot.png

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
