"""audiences, who is in them, and whether a customer wants such messages

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("report_choices") as batch:
        batch.add_column(sa.Column("offers", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "audiences",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("filter", sa.JSON(), nullable=False),
        sa.Column("message", sa.JSON(), nullable=False),
        sa.Column("suggest", sa.Boolean(), nullable=False),
        sa.Column("holdout", sa.Double(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("created_by", sa.String(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audiences")),
    )
    op.create_table(
        "audience_members",
        sa.Column("id", sa.String(length=120), nullable=False),
        sa.Column("audience_id", sa.String(length=32), nullable=False),
        sa.Column("customer_id", sa.String(length=80), nullable=False),
        sa.Column("arm", sa.String(length=8), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["audience_id"],
            ["audiences.id"],
            name=op.f("fk_audience_members_audience_id_audiences"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"],
            ["customers.id"],
            name=op.f("fk_audience_members_customer_id_customers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audience_members")),
    )
    op.create_index("ix_audience_members_audience_id_arm", "audience_members", ["audience_id", "arm"])
    op.create_index("ix_audience_members_customer_id_sent_at", "audience_members", ["customer_id", "sent_at"])


def downgrade() -> None:
    op.drop_table("audience_members")
    op.drop_table("audiences")
    with op.batch_alter_table("report_choices") as batch:
        batch.drop_column("offers")
