"""What the rules of who may apply told an applicant, and what she replied to those that ask."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

APPLICATIONS, SENDINGS = "applications", "application_sendings"


def upgrade() -> None:
    replies = sa.Column("replies", sa.JSON(), server_default="{}", nullable=False)
    told = sa.Column("told", sa.Text(), server_default=sa.text("''"), nullable=False)
    for table, column in ((APPLICATIONS, replies), (SENDINGS, told)):
        with op.batch_alter_table(table) as batch:
            batch.add_column(column)
        with op.batch_alter_table(table) as batch:
            batch.alter_column(column.name, server_default=None)


def downgrade() -> None:
    op.drop_column(SENDINGS, "told")
    op.drop_column(APPLICATIONS, "replies")
