"""The modules of people who got a seat after their cohort was approved."""

import sqlalchemy as sa
from alembic import op

revision = "0062"
down_revision = "0061"
branch_labels = None
depends_on = None

COHORTS = "cohorts"


def upgrade() -> None:
    later = sa.Column("later_modules", sa.JSON(), server_default="{}", nullable=False)
    with op.batch_alter_table(COHORTS) as table:
        table.add_column(later)
    with op.batch_alter_table(COHORTS) as table:
        table.alter_column(later.name, server_default=None)


def downgrade() -> None:
    with op.batch_alter_table(COHORTS) as table:
        table.drop_column("later_modules")
