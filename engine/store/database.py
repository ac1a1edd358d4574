"""One database: its engine, its sessions and its schema version."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_SECONDS = 15.0


class Database:
    """SQLite (write-ahead log, foreign keys on) or PostgreSQL, by URL.

    On SQLite every transaction that a `session()` opens begins at once as a writer where
    `writes` is true, so that two writers queue up instead of failing half-way.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        parsed = make_url(url)
        self.is_sqlite = parsed.get_backend_name() == "sqlite"
        if self.is_sqlite:
            if parsed.database in (None, "", ":memory:"):
                raise ValueError("an in-memory SQLite database is not supported; give a file")
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        self.engine = _sqlite_engine(url) if self.is_sqlite else create_engine(url, pool_pre_ping=True)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False)

    @contextmanager
    def session(self, *, writes: bool = True) -> Generator[Session, None, None]:
        """A session that commits when the block ends and rolls back when it raises."""
        with self._sessions() as session:
            if self.is_sqlite:
                session.connection(execution_options={"attune_begin": "IMMEDIATE" if writes else "DEFERRED"})
            try:
                yield session
            except BaseException:
                session.rollback()
                raise
            session.commit()

    def migrate(self) -> None:
        """Bring the schema to the newest version; does nothing where it is there already."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.engine.connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")

    def dispose(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _sqlite_engine(url: str) -> Engine:
    # pysqlite's own transaction handling begins too late; ours is taken over below
    # (SQLAlchemy, "Serializable isolation / Savepoints / Transactional DDL").
    engine = create_engine(
        url, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=NORMAL", "cache_size=-20000"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:  # pyright: ignore[reportUnusedFunction]
        mode = connection.get_execution_options().get("attune_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine
