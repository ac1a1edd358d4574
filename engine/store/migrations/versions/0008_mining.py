"""association rules, forecasts and the review list

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "mining_runs",
        sa.Column("part", sa.String(length=12), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("window_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("window_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_mining_runs")),
    )
    op.create_table(
        "association_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("antecedents", sa.JSON(), nullable=False),
        sa.Column("consequent", sa.String(length=60), nullable=False),
        sa.Column("first", sa.String(length=60), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("support", sa.Double(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("lift", sa.Double(), nullable=False),
        sa.Column("leverage", sa.Double(), nullable=False),
        sa.Column("conviction", sa.Double(), nullable=True),
        sa.Column("p_value", sa.Double(), nullable=False),
        sa.Column("q_value", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_association_rules")),
    )
    op.create_index(op.f("ix_association_rules_consequent"), "association_rules", ["consequent"])
    op.create_index(op.f("ix_association_rules_first"), "association_rules", ["first"])
    op.create_table(
        "series_forecasts",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("unit", sa.String(length=12), nullable=False),
        sa.Column("step", sa.String(length=6), nullable=False),
        sa.Column("model", sa.String(length=24), nullable=False),
        sa.Column("hurried", sa.Boolean(), nullable=False),
        sa.Column("past", sa.JSON(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("measured", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_series_forecasts")),
    )
    op.create_table(
        "review_items",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(length=10), nullable=False),
        sa.Column("customer_id", sa.String(length=80), nullable=True),
        sa.Column("order_id", sa.String(length=40), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("severity", sa.Double(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("known", sa.JSON(), nullable=False),
        sa.Column("decided_by", sa.String(length=32), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_review_items_customer_id_customers"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["staff.id"], name=op.f("fk_review_items_decided_by_staff"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_items")),
        sa.UniqueConstraint("key", name=op.f("uq_review_items_key")),
    )
    op.create_index(op.f("ix_review_items_customer_id"), "review_items", ["customer_id"])
    op.create_index("ix_review_items_state_severity", "review_items", ["state", "severity"])


def downgrade() -> None:
    for table in ("review_items", "series_forecasts", "association_rules", "mining_runs"):
        op.drop_table(table)
