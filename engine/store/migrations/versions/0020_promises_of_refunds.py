"""promises of refunds and of answers by a person; when money that goes back was there

Revision ID: 0020
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("payments") as batch:
        batch.add_column(sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("promises") as batch:
        batch.alter_column("customer_id", existing_type=sa.String(length=80), nullable=True)
        batch.alter_column("order_id", existing_type=sa.String(length=40), nullable=True)
        batch.add_column(sa.Column("handoff_id", sa.String(length=32), nullable=True))
        batch.create_foreign_key(
            op.f("fk_promises_handoff_id_handoffs"), "handoffs", ["handoff_id"], ["id"], ondelete="CASCADE"
        )
        batch.create_index(op.f("ix_promises_handoff_id"), ["handoff_id"])


def downgrade() -> None:
    op.execute("DELETE FROM promises WHERE kind <> 'delivery'")
    with op.batch_alter_table("promises") as batch:
        batch.drop_index(op.f("ix_promises_handoff_id"))
        batch.drop_constraint(op.f("fk_promises_handoff_id_handoffs"), type_="foreignkey")
        batch.drop_column("handoff_id")
        batch.alter_column("order_id", existing_type=sa.String(length=40), nullable=False)
        batch.alter_column("customer_id", existing_type=sa.String(length=80), nullable=False)
    with op.batch_alter_table("payments") as batch:
        batch.drop_column("settled_at")
