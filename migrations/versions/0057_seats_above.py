"""How many people hold a seat although the seats of their event became fewer."""

import sqlalchemy as sa
from alembic import op

revision = "0057"
down_revision = "0056"
branch_labels = None
depends_on = None

EVENTS = "events"
NEVER_OVERSOLD = "ck_events_never_oversold"
OVERBOOKED = "seats IS NULL OR seats_taken <= seats + seats * overbooked_percent / 100"


def upgrade() -> None:
    above = sa.Column("seats_above", sa.Integer(), server_default=sa.text("0"), nullable=False)
    with op.batch_alter_table(EVENTS) as table:
        table.add_column(above)
        table.drop_constraint(op.f(NEVER_OVERSOLD), type_="check")
        table.create_check_constraint(op.f(NEVER_OVERSOLD), f"{OVERBOOKED} + seats_above")
        table.create_check_constraint(
            op.f("ck_events_seats_above_not_negative"), "seats_above >= 0"
        )


def downgrade() -> None:
    op.execute("UPDATE events SET seats = seats_taken WHERE seats_above > 0")
    with op.batch_alter_table(EVENTS) as table:
        table.drop_constraint(op.f("ck_events_seats_above_not_negative"), type_="check")
        table.drop_constraint(op.f(NEVER_OVERSOLD), type_="check")
        table.create_check_constraint(op.f(NEVER_OVERSOLD), OVERBOOKED)
        table.drop_column("seats_above")
