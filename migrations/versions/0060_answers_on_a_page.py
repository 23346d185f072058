"""An answer to a session can be given on one's own page, where no invitation was sent."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0059"
branch_labels = None
depends_on = None

KNOWN = "ck_invitations_method_known"
BEFORE, AFTER = "'REQUEST', 'CANCEL'", "'REQUEST', 'CANCEL', 'NONE'"


def allow(methods: str) -> None:
    with op.batch_alter_table("invitations") as table:
        table.drop_constraint(op.f(KNOWN), type_="check")
        table.create_check_constraint(op.f(KNOWN), sa.text(f"method IN ({methods})"))


def upgrade() -> None:
    allow(AFTER)


def downgrade() -> None:
    op.execute("DELETE FROM invitations WHERE method = 'NONE'")
    allow(BEFORE)
