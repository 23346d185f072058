"""The days on which the programme of a postponed event still stands, until it follows."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("events", sa.Column("programme_starts_on", sa.Date()))
    op.add_column("events", sa.Column("programme_ends_on", sa.Date()))
    op.execute(
        "UPDATE events SET programme_starts_on = earlier_starts_on, "
        "programme_ends_on = COALESCE(earlier_ends_on, earlier_starts_on) "
        "WHERE status = 'postponed'"
    )


def downgrade() -> None:
    op.drop_column("events", "programme_ends_on")
    op.drop_column("events", "programme_starts_on")
