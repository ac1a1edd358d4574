"""Alembic's entry: runs the migrations on the connection that `Database.migrate` hands over."""

from typing import Literal

from alembic import context

from engine.store.tables import Base
from engine.store.types import UtcDateTime


def render(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Migrations name plain SQLAlchemy types, so that they outlive our own."""
    is_moment = kind == "type" and isinstance(item, UtcDateTime)
    return "sa.DateTime(timezone=True)" if is_moment else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
    render_item=render,
)
with context.begin_transaction():
    context.run_migrations()
connection.commit()
