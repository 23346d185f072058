"""A postponed event may have no date, and tells for which days it was planned."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

HAS_A_DATE = "starts_on IS NOT NULL OR year IS NOT NULL"
# What a postponed event becomes of which the version before cannot say that nothing is known.
DATED_AGAIN = (
    "UPDATE events SET starts_on = earlier_starts_on, ends_on = earlier_ends_on"
    " WHERE starts_on IS NULL AND year IS NULL"
)


def upgrade() -> None:
    with op.batch_alter_table("events") as events:
        events.add_column(sa.Column("earlier_starts_on", sa.Date()))
        events.add_column(sa.Column("earlier_ends_on", sa.Date()))
        events.drop_constraint(op.f("ck_events_has_a_date"), type_="check")
        events.create_check_constraint(
            op.f("ck_events_has_a_date"), f"{HAS_A_DATE} OR status = 'postponed'"
        )


def downgrade() -> None:
    op.execute(DATED_AGAIN)
    with op.batch_alter_table("events") as events:
        events.drop_constraint(op.f("ck_events_has_a_date"), type_="check")
        events.create_check_constraint(op.f("ck_events_has_a_date"), HAS_A_DATE)
        events.drop_column("earlier_ends_on")
        events.drop_column("earlier_starts_on")
