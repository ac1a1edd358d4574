"""Fixtures of all tests: a real, migrated database."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir
from sqlalchemy import text
from sqlalchemy.orm import Session

from engine.store import Database
from engine.store.tables import Base

# Hypothesis remembers failing examples; like all run-time state they lie below var/.
set_hypothesis_home_dir(Path(__file__).parent.parent / "var" / "hypothesis")

# The same examples in every run, so that a red build is about the change that was built. New ones are looked
# for on purpose: HYPOTHESIS_PROFILE=search make test.
settings.register_profile("same", derandomize=True)
settings.register_profile("search", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

DATABASE_URL = os.environ.get("ATTUNE_DATABASE_URL", "")
"""A PostgreSQL database that the tests may empty; unset, every test gets an SQLite file of its own."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, unit tests that touch no database would only repeat what `make test` has run."""
    if not DATABASE_URL:
        return
    units = Path(__file__).parent / "unit"
    spare = [
        item
        for item in items
        if units in item.path.parents and "database" not in getattr(item, "fixturenames", ())
    ]
    config.hook.pytest_deselected(items=spare)
    left_out = set(spare)
    items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file that went through all migrations; tests work on copies of it."""
    path = tmp_path_factory.mktemp("migrated") / "attune.db"
    database = Database(f"sqlite:///{path}")
    database.migrate()
    with database.engine.connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    database.dispose()
    return path


@pytest.fixture(scope="session")
def shared_database() -> Iterator[Database]:
    """The PostgreSQL database named by ATTUNE_DATABASE_URL, migrated once."""
    database = Database(DATABASE_URL)
    database.migrate()
    yield database
    database.dispose()


@pytest.fixture
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with the newest schema: an SQLite file, or the one named by ATTUNE_DATABASE_URL."""
    if DATABASE_URL:
        shared: Database = request.getfixturevalue("shared_database")
        tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
        with shared.engine.begin() as connection:
            connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
        yield shared
        return
    path = tmp_path / "attune.db"
    shutil.copyfile(request.getfixturevalue("migrated"), path)
    database = Database(f"sqlite:///{path}")
    yield database
    database.dispose()


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """One transaction of that database, committed when the test ends well."""
    with database.session() as session:
        yield session
