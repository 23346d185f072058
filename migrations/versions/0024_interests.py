"""Addresses that want to hear of the next edition."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TABLE = "interests"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.Integer()),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("nonce", sa.String(40), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.id"], name=op.f(f"fk_{TABLE}_initiative_id")
        ),
        sa.ForeignKeyConstraint(["series_id"], ["series.id"], name=op.f(f"fk_{TABLE}_series_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    for owner, condition in (
        ("series_id", "series_id IS NOT NULL"),
        ("initiative_id", "series_id IS NULL"),
    ):
        op.create_index(
            f"uq_{TABLE}_{owner}_email",
            TABLE,
            [owner, "email"],
            unique=True,
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )


def downgrade() -> None:
    op.drop_table(TABLE)
