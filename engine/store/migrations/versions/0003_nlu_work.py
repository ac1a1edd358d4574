"""trainings, deployments and the serving Rasa

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "nlu_jobs",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=True),
        sa.Column("stage_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expected", sa.JSON(), nullable=False),
        sa.Column("log", sa.Text(), nullable=False),
        sa.Column("model_id", sa.String(length=40), nullable=True),
        sa.Column("fresh", sa.Boolean(), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("requested_by", sa.String(length=120), nullable=False),
        sa.Column("process", sa.String(length=200), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nlu_jobs")),
    )
    op.create_index(op.f("ix_nlu_jobs_created_at"), "nlu_jobs", ["created_at"])
    _one_unfinished("uq_nlu_jobs_kind_unfinished", "nlu_jobs", "kind")
    op.create_table(
        "nlu_deployments",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("place", sa.String(length=10), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("model_id", sa.String(length=40), nullable=False),
        sa.Column("from_model_id", sa.String(length=40), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("failure", sa.String(length=20), nullable=True),
        sa.Column("detail", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("requested_by", sa.String(length=120), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nlu_deployments")),
    )
    op.create_index(op.f("ix_nlu_deployments_created_at"), "nlu_deployments", ["created_at"])
    _one_unfinished("uq_nlu_deployments_place_unfinished", "nlu_deployments", "place")
    op.create_table(
        "nlu_serving",
        sa.Column("place", sa.String(length=10), nullable=False),
        sa.Column("url", sa.String(length=200), nullable=False),
        sa.Column("model_id", sa.String(length=40), nullable=False),
        sa.Column("supervisor", sa.String(length=200), nullable=True),
        sa.Column("standby_model_id", sa.String(length=40), nullable=True),
        sa.Column("standby_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_nlu_serving")),
    )


def _one_unfinished(name: str, table: str, column: str) -> None:
    unfinished = sa.text("finished_at IS NULL")
    op.create_index(name, table, [column], unique=True, sqlite_where=unfinished, postgresql_where=unfinished)


def downgrade() -> None:
    for table in ("nlu_serving", "nlu_deployments", "nlu_jobs"):
        op.drop_table(table)
