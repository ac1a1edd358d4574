"""what the assistant promised customers, and what became of it

Revision ID: 0013
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def _to(column: str, table: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_promises_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "promises",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("order_id", sa.String(length=40), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=True),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("stated_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.Column("evidence", sa.Integer(), nullable=False),
        sa.Column("basis", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("at_risk_at", MOMENT, nullable=True),
        sa.Column("renewed_due_at", MOMENT, nullable=True),
        sa.Column("told_at", MOMENT, nullable=True),
        sa.Column("looked_into_at", MOMENT, nullable=True),
        sa.Column("looked_into_by", sa.String(length=32), nullable=True),
        _to("customer_id", "customers", "CASCADE"),
        _to("order_id", "orders", "CASCADE"),
        _to("conversation_id", "conversations", "SET NULL"),
        _to("looked_into_by", "staff", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
    )
    for column in ("customer_id", "order_id", "conversation_id", "stated_at"):
        op.create_index(op.f(f"ix_promises_{column}"), "promises", [column])
    op.create_index("ix_promises_state_due_at", "promises", ["state", "due_at"])


def downgrade() -> None:
    op.drop_table("promises")
