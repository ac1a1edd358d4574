"""model versions, and what each customer is expected to do

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "models",
        sa.Column("id", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("file", sa.String(length=200), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("inputs_hash", sa.String(length=64), nullable=False),
        sa.Column("data_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("data_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("metrics", sa.JSON(), nullable=False),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("live_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_models")),
    )
    op.create_index("uq_models_kind_version", "models", ["kind", "version"], unique=True)
    live = sa.text("state = 'live'")
    op.create_index(
        "uq_models_kind_live", "models", ["kind"], unique=True, sqlite_where=live, postgresql_where=live
    )
    op.create_table(
        "behaviours",
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purchase", sa.Double(), nullable=True),
        sa.Column("spend_cents", sa.BigInteger(), nullable=True),
        sa.Column("churn", sa.Double(), nullable=True),
        sa.Column("horizon_days", sa.Double(), nullable=True),
        sa.Column("deeds", sa.JSON(), nullable=True),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("models", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_behaviours_customer_id_customers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("customer_id", name=op.f("pk_behaviours")),
    )


def downgrade() -> None:
    op.drop_table("behaviours")
    op.drop_index("uq_models_kind_live", table_name="models")
    op.drop_index("uq_models_kind_version", table_name="models")
    op.drop_table("models")
