"""Where everything is kept: SQLAlchemy 2 tables, sessions and Alembic migrations."""

from engine.store.database import Database
from engine.store.ids import new_id

__all__ = ["Database", "new_id"]
