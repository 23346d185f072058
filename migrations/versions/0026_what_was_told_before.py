"""What everybody was told of an event by invitation, until its organisers told less."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

DETAIL = sa.Enum(
    *("all", "dates", "nothing"),
    name="told_before_known",
    native_enum=False,
    create_constraint=True,
    length=30,
)


def upgrade() -> None:
    with op.batch_alter_table("events") as events:
        events.add_column(sa.Column("told_before", DETAIL))
        events.add_column(sa.Column("told_until", sa.DateTime(timezone=True)))
        events.create_check_constraint(
            op.f("ck_events_told_no_more_has_time"), "(told_before IS NULL) = (told_until IS NULL)"
        )


def downgrade() -> None:
    with op.batch_alter_table("events") as events:
        events.drop_constraint(op.f("ck_events_told_no_more_has_time"), type_="check")
        events.drop_constraint(op.f("ck_events_told_before_known"), type_="check")
        events.drop_column("told_until")
        events.drop_column("told_before")
