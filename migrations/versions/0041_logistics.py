"""Travel details of people with a seat."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

TABLE = "logistics"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("reminded_at", sa.DateTime(timezone=True)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("form_version_id", sa.Integer()),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("typed", sa.JSON()),
        sa.Column("typed_at", sa.JSON(), nullable=False),
        sa.Column("replaced", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"]),
        sa.ForeignKeyConstraint(["form_version_id"], ["form_versions.id"]),
        sa.PrimaryKeyConstraint("application_id"),
    )
    op.create_index("ix_logistics_form_version_id", TABLE, ["form_version_id"])


def downgrade() -> None:
    op.drop_table(TABLE)
