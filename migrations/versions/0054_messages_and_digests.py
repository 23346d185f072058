"""Messages of events, planned ahead and sent once; digests of what is new, by mail."""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

PLANS, SETTINGS, PLANNED = "message_plans", "message_settings", "planned_messages"
SUBSCRIPTIONS, SEEN, NEWS = "digest_subscriptions", "digest_events_seen", "digest_news"
KINDS = ("deadline", "last_day", "documents", "travel", "day_before", "join_link", "thanks")
INSTANT = sa.DateTime(timezone=True)


def words(name: str, *known: str) -> sa.Enum:
    return sa.Enum(*known, name=name, native_enum=False, create_constraint=True, length=30)


def instant(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, INSTANT, nullable=nullable)


def number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def line(name: str, length: int, empty: bool = False) -> sa.Column[str]:
    return sa.Column(
        name, sa.String(length), server_default=sa.text("''") if empty else None, nullable=False
    )


def flag(name: str, default: sa.ColumnElement[bool]) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=default, nullable=False)


def upgrade() -> None:
    op.create_table(
        PLANS,
        number("event_id"),
        instant("paused_at", nullable=True),
        line("paused_by", 320, empty=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_table(
        SETTINGS,
        number("event_id"),
        sa.Column("kind", words("kind_known", *KINDS), nullable=False),
        flag("is_on", sa.true()),
        number("amount"),
        sa.Column("unit", words("unit_known", "days", "hours"), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        flag("every_day", sa.false()),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        line("link", 500, empty=True),
        instant("changed_at"),
        line("changed_by", 320),
        sa.CheckConstraint("amount >= 0", name="amount_not_negative"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("event_id", "kind"),
    )
    _planned()
    _subscriptions()
    _news()


def _planned() -> None:
    op.create_table(
        PLANNED,
        number("id"),
        number("event_id"),
        number("application_id"),
        sa.Column("kind", words("kind_known", *KINDS), nullable=False),
        line("subject", 80, empty=True),
        sa.Column("round", sa.Integer(), server_default=sa.text("1"), nullable=False),
        instant("occasion"),
        instant("due_at"),
        line("zone", 60),
        sa.Column(
            "state",
            words("state_known", "planned", "sent", "cancelled", "skipped"),
            nullable=False,
        ),
        instant("state_since"),
        instant("paused_at", nullable=True),
        instant("sent_at", nullable=True),
        number("message_id", nullable=True),
        sa.CheckConstraint("round >= 1", name="round_positive"),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent_has_time"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"]),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("application_id", "kind", "subject", "round"),
    )
    op.create_index("ix_planned_messages_state_due_at", PLANNED, ["state", "due_at"])
    op.create_index("ix_planned_messages_event_id_due_at", PLANNED, ["event_id", "due_at"])


def _subscriptions() -> None:
    op.create_table(
        SUBSCRIPTIONS,
        number("id"),
        line("email", 320),
        line("nonce", 40),
        sa.Column("country", sa.String(2), nullable=True),
        line("region", 120, empty=True),
        number("initiative_id", nullable=True),
        line("topic", 120, empty=True),
        sa.Column("rhythm", words("rhythm_known", "weekly", "monthly"), nullable=False),
        sa.Column("language", words("language_known", "en", "fr", "es"), nullable=False),
        instant("asked_at"),
        instant("confirmed_at", nullable=True),
        instant("told_until", nullable=True),
        line("period", 10, empty=True),
        sa.CheckConstraint("email = lower(email)", name="email_lower_case"),
        sa.CheckConstraint(
            "(confirmed_at IS NULL) = (told_until IS NULL)", name="confirmed_is_told_from_then_on"
        ),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("email"),
    )


def _news() -> None:
    op.create_table(
        SEEN,
        number("event_id"),
        sa.Column(
            "stand", words("stand_known", "planned", "postponed", "cancelled"), nullable=False
        ),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        number("year", nullable=True),
        number("month", nullable=True),
        flag("is_open", sa.false()),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_table(
        NEWS,
        number("id"),
        number("event_id"),
        sa.Column(
            "kind",
            words("newskind_known", "cancelled", "postponed", "opened", "moved", "announced"),
            nullable=False,
        ),
        instant("at"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_digest_news_at", NEWS, ["at"])
    op.create_index("ix_digest_news_event_id", NEWS, ["event_id"])


def downgrade() -> None:
    for table in (NEWS, SEEN, SUBSCRIPTIONS, PLANNED, SETTINGS, PLANS):
        op.drop_table(table)
