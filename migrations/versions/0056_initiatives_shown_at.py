"""When what events show of an initiative last changed, apart from the rest of its record."""

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

INITIATIVES = "initiatives"


def upgrade() -> None:
    op.add_column(INITIATIVES, sa.Column("shown_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE initiatives SET shown_at = changed_at")
    with op.batch_alter_table(INITIATIVES) as table:
        table.alter_column("shown_at", existing_type=sa.DateTime(timezone=True), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table(INITIATIVES) as table:
        table.drop_column("shown_at")
