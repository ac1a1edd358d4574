"""small gestures for customers whom we let down, and the money that they take

Revision ID: 0019
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0020"
branch_labels = None
depends_on = None


def _to(column: str, table: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_gestures_{column}_{table}")
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete=ondelete)


def upgrade() -> None:
    op.create_table(
        "gestures",
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("reference", sa.String(length=12), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        _to("customer_id", "customers", "CASCADE"),
        _to("conversation_id", "conversations", "SET NULL"),
        _to("decided_by", "staff", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gestures")),
    )
    for column in ("customer_id", "conversation_id", "month"):
        op.create_index(op.f(f"ix_gestures_{column}"), "gestures", [column])
    op.create_table(
        "gesture_budgets",
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("spent_cents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_gesture_budgets")),
    )


def downgrade() -> None:
    op.drop_table("gesture_budgets")
    op.drop_table("gestures")
