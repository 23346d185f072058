"""Warnings about a programme that its organisers have looked at, and why they may stand."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLE = "acknowledged_warnings"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=320), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f(f"ck_{TABLE}_says_why")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f(f"fk_{TABLE}_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("event_id", "key", name=op.f(f"uq_{TABLE}_event_id_key")),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
