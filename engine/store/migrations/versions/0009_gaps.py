"""what customers say about themselves, and the gap to what is expected of them

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _customer(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_customer_id_customers")
    return sa.ForeignKeyConstraint(["customer_id"], ["customers.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.String(length=140), nullable=False),
        sa.Column("event_id", sa.String(length=120), nullable=False),
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("value", sa.String(length=120), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        _customer("reports"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_index("ix_reports_customer_id_kind", "reports", ["customer_id", "kind"])
    op.create_index(op.f("ix_reports_event_id"), "reports", ["event_id"])
    op.create_table(
        "report_choices",
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("keep", sa.Boolean(), nullable=False),
        sa.Column("ask", sa.Boolean(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        _customer("report_choices"),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_report_choices")),
    )
    op.create_table(
        "gap_baselines",
        sa.Column("family", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shares", sa.JSON(), nullable=False),
        sa.Column("precision", sa.Double(), nullable=True),
        sa.Column("customers", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("family", name=op.f("pk_gap_baselines")),
    )
    op.create_table(
        "customer_gaps",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("family", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.Column("total_bits", sa.Double(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        _customer("customer_gaps"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_customer_gaps")),
    )
    op.create_index(
        "ix_customer_gaps_customer_id_family_at", "customer_gaps", ["customer_id", "family", "at"]
    )


def downgrade() -> None:
    for table in ("customer_gaps", "gap_baselines", "report_choices", "reports"):
        op.drop_table(table)
