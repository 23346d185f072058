"""A series belongs to an activity of the record; a session has publications as its reading."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "series",
        sa.Column("activity", sa.String(length=80), server_default=sa.text("''"), nullable=False),
    )
    op.create_table(
        "session_readings",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["record_publications.id"],
            name=op.f("fk_session_readings_publication_id"),
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_session_readings_session_id")
        ),
        sa.PrimaryKeyConstraint("session_id", "publication_id", name=op.f("pk_session_readings")),
    )
    op.create_index("ix_session_readings_publication_id", "session_readings", ["publication_id"])


def downgrade() -> None:
    op.drop_index("ix_session_readings_publication_id", table_name="session_readings")
    op.drop_table("session_readings")
    op.drop_column("series", "activity")
