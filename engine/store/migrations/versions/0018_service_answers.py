"""what customers expect of the service and what they got

Revision ID: 0018
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "service_answers",
        sa.Column("id", sa.String(length=160), nullable=False),
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("conversation_id", sa.String(length=32), nullable=True),
        sa.Column("dimension", sa.String(length=16), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=True),
        sa.Column("experienced", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=8), nullable=False),
        sa.Column("origin", sa.String(length=120), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answered_at", MOMENT, nullable=True),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_service_answers_customer_id_customers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_answers")),
    )
    op.create_index(op.f("ix_service_answers_conversation_id"), "service_answers", ["conversation_id"])
    op.create_index("ix_service_answers_customer_id_asked_at", "service_answers", ["customer_id", "asked_at"])
    op.create_index("ix_service_answers_source_answered_at", "service_answers", ["source", "answered_at"])


def downgrade() -> None:
    op.drop_table("service_answers")
