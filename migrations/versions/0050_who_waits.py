"""Who waits is found at once among all applications: each quarter of an hour somebody asks."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"
branch_labels = None
depends_on = None

NAME, TABLE = "ix_applications_waiting", "applications"


def upgrade() -> None:
    waits = sa.text("status = 'waiting'")
    op.create_index(NAME, TABLE, ["event_id"], sqlite_where=waits, postgresql_where=waits)


def downgrade() -> None:
    op.drop_index(NAME, table_name=TABLE)
