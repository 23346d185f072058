"""The modules of people who got a seat after their cohort was approved."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

COHORTS = "cohorts"


def upgrade() -> None:
    empty = sa.text("'{}'")
    with op.batch_alter_table(COHORTS) as table:
        table.add_column(
            sa.Column("later_modules", sa.JSON(), server_default=empty, nullable=False)
        )


def downgrade() -> None:
    with op.batch_alter_table(COHORTS) as table:
        table.drop_column("later_modules")
