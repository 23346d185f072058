"""How many pages a stored document has, where they were counted."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("stored_files") as table:
        table.add_column(sa.Column("pages", sa.Integer()))
        table.create_check_constraint(op.f("ck_stored_files_pages_positive"), "pages > 0")


def downgrade() -> None:
    with op.batch_alter_table("stored_files") as table:
        table.drop_constraint(op.f("ck_stored_files_pages_positive"), type_="check")
        table.drop_column("pages")
