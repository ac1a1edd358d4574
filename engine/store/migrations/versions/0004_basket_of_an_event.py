"""an event's basket and money, as columns of their own

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("events") as batch:
        batch.add_column(sa.Column("order_id", sa.String(length=40), nullable=True))
        batch.add_column(sa.Column("cents", sa.BigInteger(), nullable=True))
        batch.create_index(op.f("ix_events_order_id"), ["order_id"])
    events = sa.table(
        "events",
        sa.column("id", sa.String),
        sa.column("type", sa.String),
        sa.column("value", sa.Float),
        sa.column("data", sa.JSON),
        sa.column("order_id", sa.String),
        sa.column("cents", sa.BigInteger),
    )
    basket = events.c.data["order_id"].as_string()
    price = events.c.data["unit_price_cents"].as_integer()
    op.execute(events.update().where(basket.is_not(None)).values(order_id=basket))
    op.execute(
        events.update()
        .where(events.c.type == "purchase", price.is_not(None), events.c.value.is_not(None))
        .values(cents=sa.cast(price * events.c.value, sa.BigInteger))
    )


def downgrade() -> None:
    with op.batch_alter_table("events") as batch:
        batch.drop_index(op.f("ix_events_order_id"))
        batch.drop_column("cents")
        batch.drop_column("order_id")
