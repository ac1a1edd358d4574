"""whether a customer may be suggested things by what is known of them

Revision ID: 0015
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("report_choices") as batch:
        batch.add_column(sa.Column("personalise", sa.Boolean(), nullable=False, server_default=sa.true()))


def downgrade() -> None:
    with op.batch_alter_table("report_choices") as batch:
        batch.drop_column("personalise")
