"""When what everybody is shown of an event last changed, apart from what is planned."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"
branch_labels = None
depends_on = None

EVENTS = "events"


def upgrade() -> None:
    op.add_column(EVENTS, sa.Column("shown_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE events SET shown_at = changed_at")
    with op.batch_alter_table(EVENTS) as table:
        table.alter_column("shown_at", existing_type=sa.DateTime(timezone=True), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table(EVENTS) as table:
        table.drop_column("shown_at")
