"""A module may build on another one of its event."""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

COLUMN, TABLE = "builds_on_id", "modules"
KEY, CHECK = "fk_modules_builds_on_id", "ck_modules_builds_on_another"


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as table:
        table.add_column(sa.Column(COLUMN, sa.Integer(), nullable=True))
        table.create_foreign_key(op.f(KEY), TABLE, [COLUMN], ["id"])
        table.create_check_constraint(op.f(CHECK), "builds_on_id <> id")


def downgrade() -> None:
    with op.batch_alter_table(TABLE) as table:
        table.drop_constraint(op.f(CHECK), type_="check")
        table.drop_constraint(op.f(KEY), type_="foreignkey")
        table.drop_column(COLUMN)
