"""Registrations without a selection, and which run of a repeated session somebody goes to."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "registrations",
        sa.Column("application_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("nonce", sa.String(40), nullable=False),
        sa.Column("zone", sa.String(60)),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_registrations_application_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_registrations")),
    )
    op.create_table(
        "chosen_runs",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("repeat_group", sa.String(40), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["registrations.application_id"],
            name=op.f("fk_chosen_runs_application_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_chosen_runs_session_id")
        ),
        sa.PrimaryKeyConstraint("application_id", "repeat_group", name=op.f("pk_chosen_runs")),
    )
    op.create_index(op.f("ix_chosen_runs_session_id"), "chosen_runs", ["session_id"])


def downgrade() -> None:
    op.drop_table("chosen_runs")
    op.drop_table("registrations")
