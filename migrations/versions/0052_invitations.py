"""Invitations to calendars, the answers, what came by mail, and messages with a calendar part."""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

MESSAGES, PLANS, INVITATIONS = "messages", "invitation_plans", "invitations"
LETTERS, CALLS, REPLIES = "calendar_letters", "invitation_calls", "received_replies"
OUTCOMES = (
    "taken",
    "proposed",
    "older",
    "late",
    "another_sender",
    "unknown",
    "unreadable",
    "too_large",
    "automatic",
)


def instant(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def line(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def one_of(name: str, known: str, *words: str) -> sa.Column[str]:
    kind = sa.Enum(*words, name=known, native_enum=False, create_constraint=True, length=30)
    return sa.Column(name, kind, nullable=False)


def points_to(column: str, table: str, goes: str | None = None) -> sa.ForeignKeyConstraint:
    """Return the reference; `goes` is what becomes of the row when what it points to goes."""
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], ondelete=goes)


def upgrade() -> None:
    op.add_column(MESSAGES, sa.Column("calendar", sa.Text(), nullable=True))
    op.add_column(MESSAGES, sa.Column("calendar_method", sa.String(20), nullable=True))
    op.create_table(
        PLANS,
        number("event_id"),
        one_of("style", "style_known", "by_number", "each_session", "one_letter", "nothing"),
        one_of("asking", "asking_known", "usual", "yes", "no"),
        instant("paused_at", nullable=True),
        instant("changed_at"),
        points_to("event_id", "events"),
        sa.PrimaryKeyConstraint("event_id"),
    )
    _create_invitations()
    op.create_table(
        LETTERS,
        number("application_id"),
        number("ahead"),
        instant("sent_at"),
        points_to("application_id", "applications", "CASCADE"),
        sa.PrimaryKeyConstraint("application_id"),
    )
    op.create_table(
        CALLS,
        number("id"),
        number("event_id"),
        points_to("event_id", "events"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_invitation_calls_event_id", CALLS, ["event_id"])
    _create_replies()


def downgrade() -> None:
    for table in (REPLIES, CALLS, LETTERS, INVITATIONS, PLANS):
        op.drop_table(table)
    op.drop_column(MESSAGES, "calendar_method")
    op.drop_column(MESSAGES, "calendar")


def _create_invitations() -> None:
    answers = ("NEEDS-ACTION", "ACCEPTED", "TENTATIVE", "DECLINED")
    op.create_table(
        INVITATIONS,
        number("id"),
        number("application_id"),
        number("event_id"),
        line("calendar_uid", 36),
        one_of("method", "method_known", "REQUEST", "CANCEL"),
        number("sequence"),
        number("feed_sequence"),
        line("when_told", 64),
        line("told", 64),
        line("title", 620),
        instant("ends_at"),
        instant("sent_at"),
        one_of("answer", "answer_known", *answers),
        instant("answered_at", nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.CheckConstraint("sequence >= feed_sequence", name="sequence_not_behind"),
        sa.CheckConstraint("feed_sequence >= 0", name="sequence_not_negative"),
        points_to("application_id", "applications", "CASCADE"),
        points_to("event_id", "events"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("application_id", "calendar_uid"),
    )
    op.create_index("ix_invitations_calendar_uid", INVITATIONS, ["calendar_uid"])
    op.create_index(
        "ix_invitations_event_id_calendar_uid", INVITATIONS, ["event_id", "calendar_uid"]
    )


def _create_replies() -> None:
    op.create_table(
        REPLIES,
        number("id"),
        line("digest", 64),
        instant("received_at"),
        line("sender", 320),
        one_of("outcome", "outcome_known", *OUTCOMES),
        line("detail", 300),
        sa.Column("told", sa.Boolean(), nullable=False),
        number("event_id", nullable=True),
        number("application_id", nullable=True),
        points_to("event_id", "events"),
        points_to("application_id", "applications", "SET NULL"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("digest"),
    )
    op.create_index("ix_received_replies_received_at", REPLIES, ["received_at"])
    op.create_index("ix_received_replies_application_id", REPLIES, ["application_id"])
    op.create_index(
        "ix_received_replies_event_id_received_at", REPLIES, ["event_id", "received_at"]
    )
    op.create_index("ix_received_replies_sender_received_at", REPLIES, ["sender", "received_at"])
