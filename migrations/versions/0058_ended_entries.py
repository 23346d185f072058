"""What left people's calendars because it is theirs no more: it stays there as cancelled."""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

ENDED = "ended_entries"


def instant(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def upgrade() -> None:
    op.create_table(
        ENDED,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=True),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("calendar_uid", sa.String(36), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(700), nullable=False),
        instant("starts_at"),
        instant("ends_at"),
        sa.Column("zone", sa.String(60), nullable=False),
        sa.Column("is_back", sa.Boolean(), server_default=sa.false(), nullable=False),
        instant("created_at"),
        instant("changed_at"),
        sa.CheckConstraint("(feed_id IS NULL) <> (application_id IS NULL)", name="of_one_calendar"),
        sa.CheckConstraint("times > 0", name="has_ended"),
        sa.CheckConstraint("sequence > 0", name="sequence_was_raised"),
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.ForeignKeyConstraint(["feed_id"], ["personal_feeds.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("feed_id", "calendar_uid"),
        sa.UniqueConstraint("application_id", "calendar_uid"),
    )


def downgrade() -> None:
    op.drop_table(ENDED)
