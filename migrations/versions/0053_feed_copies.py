"""Feeds as they were built last, and the news of what they show."""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

COPIES, NEWS = "feed_copies", "feed_news"


def instant(name: str, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def octets(name: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=True)


def line(name: str, length: int, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=nullable)


def upgrade() -> None:
    op.create_table(
        COPIES,
        sa.Column("id", sa.Integer(), nullable=False),
        line("key", 220, nullable=False),
        line("tag", 40),
        octets("plain"),
        octets("gzip"),
        octets("brotli"),
        line("content_type", 80),
        sa.Column("filename", sa.Text(), nullable=True),
        instant("changed_at"),
        instant("built_at"),
        instant("stands_until"),
        instant("stale_since"),
        sa.Column("is_withheld", sa.Boolean(), nullable=False),
        sa.Column("marks", sa.Integer(), nullable=False),
        line("builder", 40),
        instant("claimed_at"),
        instant("asked_at", nullable=False),
        sa.CheckConstraint("(builder IS NULL) = (claimed_at IS NULL)", name="builder_has_time"),
        sa.CheckConstraint("(tag IS NULL) = (built_at IS NULL)", name="built_has_time"),
        sa.CheckConstraint("stale_since IS NOT NULL OR NOT is_withheld", name="withheld_is_stale"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    for column in ("stale_since", "stands_until"):
        op.create_index(f"ix_{COPIES}_{column}", COPIES, [column])
    op.create_table(
        NEWS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("withdraws", sa.Boolean(), nullable=False),
        instant("at", nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )


def downgrade() -> None:
    op.drop_table(NEWS)
    op.drop_table(COPIES)
