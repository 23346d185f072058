"""Extra time for applying: for one address, or for everybody who works in a country."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

TABLE = "deadline_extensions"
IN_FORCE = sa.text("revoked_at IS NULL")


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(2)),
        sa.Column("email", sa.String(320)),
        sa.Column("until_local", sa.DateTime(timezone=False), nullable=False),
        sa.Column("zone", sa.String(60), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("may_begin", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.String(320), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint(
            "(country IS NULL) <> (email IS NULL)", name=op.f(f"ck_{TABLE}_country_or_person")
        ),
        sa.CheckConstraint("email = lower(email)", name=op.f(f"ck_{TABLE}_email_lower_case")),
        sa.CheckConstraint("reason <> ''", name=op.f(f"ck_{TABLE}_says_why")),
        sa.CheckConstraint("revoked_at >= made_at", name=op.f(f"ck_{TABLE}_revoked_after_made")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f(f"fk_{TABLE}_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    op.create_index(f"ix_{TABLE}_event_id", TABLE, ["event_id"])
    for holder in ("country", "email"):
        op.create_index(
            f"uq_{TABLE}_{holder}",
            TABLE,
            ["event_id", holder],
            unique=True,
            sqlite_where=IN_FORCE,
            postgresql_where=IN_FORCE,
        )


def downgrade() -> None:
    op.drop_table(TABLE)
