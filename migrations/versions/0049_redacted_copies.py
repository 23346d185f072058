"""Reviewers read redacted copies of documents where reviewing is anonymous."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

COPIES = "redacted_copies"


def upgrade() -> None:
    op.create_table(
        COPIES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(320), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["application_documents.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("document_id"),
        sa.UniqueConstraint("file_id"),
    )


def downgrade() -> None:
    op.drop_table(COPIES)
