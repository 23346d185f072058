"""Private decisions and their release, own letters, more time, substitutes, overbooking."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

APPLICATIONS, EVENTS, OFFERS, DECISIONS = "applications", "events", "offers", "decisions"
PLANS, RELEASES, TOLD = "selection_plans", "releases", "told_points"
PRIVATE, LETTERS = "private_decisions", "letter_texts"
ASKS, SUBSTITUTES = "time_requests", "substitutes"

STATUSES = (
    "draft",
    "submitted",
    "needs_information",
    "offered",
    "confirmed",
    "waiting",
    "declined",
    "turned_down",
    "lapsed",
    "withdrawn",
)
OUTCOMES = ("confirmed", "turned_down", "lapsed", "withdrawn")
CHOICES = ("offer", "wait", "decline")
NEVER_OVERSOLD = "seats IS NULL OR seats_taken <= seats"
OVERBOOKED = f"{NEVER_OVERSOLD} + seats * overbooked_percent / 100"
GIVEN_UP = "given_up"


def upgrade() -> None:
    _take_words(APPLICATIONS, "status", "status_known", *STATUSES, GIVEN_UP)
    _take_words(OFFERS, "outcome", "outcome_known", *OUTCOMES, GIVEN_UP)
    _overbook()
    _widen_offers()
    _create_plans()
    _create_releases()
    _create_private_decisions()
    _create_letters()
    _create_asks()
    _create_substitutes()


def downgrade() -> None:
    for table in (SUBSTITUTES, ASKS, LETTERS, PRIVATE, TOLD, RELEASES, PLANS):
        op.drop_table(table)
    with op.batch_alter_table(DECISIONS) as batch:
        batch.drop_column("why")
    with op.batch_alter_table(OFFERS) as batch:
        batch.drop_constraint(op.f("ck_offers_reminders_not_negative"), type_="check")
        batch.drop_column("reminders")
        batch.drop_column("reason")
    op.execute("UPDATE events SET seats = seats_taken WHERE seats < seats_taken")
    with op.batch_alter_table(EVENTS) as batch:
        batch.drop_constraint(op.f("ck_events_never_oversold"), type_="check")
        batch.drop_constraint(op.f("ck_events_overbooked_within_reason"), type_="check")
        batch.create_check_constraint(op.f("ck_events_never_oversold"), NEVER_OVERSOLD)
        batch.drop_column("overbooked_percent")
    op.execute("UPDATE offers SET outcome = 'withdrawn' WHERE outcome = 'given_up'")
    op.execute("UPDATE applications SET status = 'withdrawn' WHERE status = 'given_up'")
    _take_words(OFFERS, "outcome", "outcome_known", *OUTCOMES)
    _take_words(APPLICATIONS, "status", "status_known", *STATUSES)


def one_of(name: str, *words: str) -> sa.Enum:
    """Return the column type for a closed set of words, with a CHECK in the database."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def words(name: str, kind: sa.types.TypeEngine[str] | None = None) -> sa.Column[str]:
    return sa.Column(name, kind or sa.Text(), nullable=False)


def number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def instant(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def refers(
    table: str, column: str, other: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"pk_{table}"))


def one_only(name: str, table: str, column: str, condition: str) -> None:
    """Make the column unique among the rows that fulfil the condition."""
    where = sa.text(condition)
    op.create_index(name, table, [column], unique=True, sqlite_where=where, postgresql_where=where)


def _take_words(table: str, column: str, name: str, *allowed: str) -> None:
    """Change which words the database takes for a column."""
    listed = ", ".join(f"'{word}'" for word in allowed)
    with op.batch_alter_table(table) as batch:
        batch.drop_constraint(op.f(f"ck_{table}_{name}"), type_="check")
        batch.create_check_constraint(op.f(f"ck_{table}_{name}"), f"{column} IN ({listed})")


def _overbook() -> None:
    percent = sa.Column(
        "overbooked_percent", sa.Integer(), server_default=sa.text("0"), nullable=False
    )
    with op.batch_alter_table(EVENTS) as table:
        table.add_column(percent)
        table.drop_constraint(op.f("ck_events_never_oversold"), type_="check")
        table.create_check_constraint(op.f("ck_events_never_oversold"), OVERBOOKED)
        table.create_check_constraint(
            op.f("ck_events_overbooked_within_reason"), "overbooked_percent BETWEEN 0 AND 100"
        )


def _widen_offers() -> None:
    empty = sa.text("''")
    with op.batch_alter_table(OFFERS) as table:
        table.add_column(sa.Column("reason", sa.Text(), server_default=empty, nullable=False))
        table.add_column(
            sa.Column("reminders", sa.Integer(), server_default=sa.text("0"), nullable=False)
        )
        table.create_check_constraint(op.f("ck_offers_reminders_not_negative"), "reminders >= 0")
    with op.batch_alter_table(DECISIONS) as table:
        table.add_column(sa.Column("why", sa.Text(), server_default=empty, nullable=False))


def _create_plans() -> None:
    op.create_table(
        PLANS,
        number("event_id"),
        number("number"),
        number("kept_free"),
        sa.Column("substitutes_until", sa.Date()),
        check(PLANS, "kept_free_not_negative", "kept_free >= 0"),
        refers(PLANS, "event_id", "events"),
        key(PLANS, "event_id"),
    )


def _create_releases() -> None:
    op.create_table(
        RELEASES,
        number("id"),
        number("event_id"),
        sa.Column(
            "state",
            one_of("releasestate_known", "planned", "begun", "done", "cancelled"),
            nullable=False,
        ),
        instant("due_at"),
        instant("points_at", nullable=True),
        instant("points_told_at", nullable=True),
        instant("reply_by"),
        words("note"),
        number("planned_by_id"),
        words("planned_by", sa.String(320)),
        instant("planned_at"),
        instant("finished_at", nullable=True),
        check(RELEASES, "points_come_first", "points_at IS NULL OR points_at <= due_at"),
        check(RELEASES, "done_has_time", "(state = 'done') = (finished_at IS NOT NULL)"),
        refers(RELEASES, "event_id", "events"),
        refers(RELEASES, "planned_by_id", "people"),
        key(RELEASES, "id"),
    )
    op.create_index("ix_releases_event_id", RELEASES, ["event_id"])
    one_only("uq_releases_under_way", RELEASES, "event_id", "state IN ('planned', 'begun')")
    op.create_table(
        TOLD,
        number("release_id"),
        number("point_id"),
        instant("told_at"),
        refers(TOLD, "release_id", "releases"),
        refers(TOLD, "point_id", "focal_points", ondelete="CASCADE"),
        key(TOLD, "release_id", "point_id"),
    )


def _create_private_decisions() -> None:
    op.create_table(
        PRIVATE,
        number("application_id"),
        sa.Column("choice", one_of("choice_known", *CHOICES)),
        number("rank", nullable=True),
        words("note"),
        words("made_by", sa.String(320)),
        instant("made_at"),
        number("number"),
        sa.Column("privacy", one_of("privacy_known", "open", "bound", "known"), nullable=False),
        number("release_id", nullable=True),
        instant("known_at", nullable=True),
        words("problem"),
        words("own_subject", sa.String(300)),
        words("own_body"),
        check(PRIVATE, "rank_of_the_reserve", "rank IS NULL OR choice = 'wait'"),
        check(PRIVATE, "rank_positive", "rank >= 1"),
        check(PRIVATE, "bound_is_something", "privacy = 'open' OR choice IS NOT NULL"),
        check(
            PRIVATE,
            "bound_to_release",
            "(privacy = 'bound') = (release_id IS NOT NULL AND known_at IS NULL)",
        ),
        check(PRIVATE, "known_has_time", "(privacy = 'known') = (known_at IS NOT NULL)"),
        check(PRIVATE, "letter_is_whole", "(own_subject = '') = (own_body = '')"),
        refers(PRIVATE, "application_id", "applications"),
        refers(PRIVATE, "release_id", "releases"),
        key(PRIVATE, "application_id"),
    )
    op.create_index("ix_private_decisions_release_id", PRIVATE, ["release_id"])


def _create_letters() -> None:
    op.create_table(
        LETTERS,
        number("event_id"),
        sa.Column("choice", one_of("choice_known", *CHOICES), nullable=False),
        sa.Column("language", one_of("language_known", "en", "fr", "es"), nullable=False),
        words("subject", sa.String(300)),
        words("body"),
        instant("changed_at"),
        words("changed_by", sa.String(320)),
        refers(LETTERS, "event_id", "events"),
        key(LETTERS, "event_id", "choice", "language"),
    )


def _create_asks() -> None:
    op.create_table(
        ASKS,
        number("id"),
        number("offer_id"),
        sa.Column("wanted_on", sa.Date()),
        words("reason"),
        instant("asked_at"),
        sa.Column(
            "state", one_of("askstate_known", "asked", "granted", "refused", "over"), nullable=False
        ),
        instant("closed_at", nullable=True),
        words("closed_by", sa.String(320)),
        words("note"),
        check(ASKS, "closed_has_time", "(state = 'asked') = (closed_at IS NULL)"),
        refers(ASKS, "offer_id", "offers"),
        key(ASKS, "id"),
    )
    one_only("uq_time_requests_asked", ASKS, "offer_id", "state = 'asked'")


def _create_substitutes() -> None:
    states = ("proposed", "approved", "offered", "refused", "taken_back")
    op.create_table(
        SUBSTITUTES,
        number("id"),
        number("quota_id"),
        number("application_id"),
        number("instead_of_id"),
        words("reason"),
        words("proposed_by", sa.String(320)),
        instant("proposed_at"),
        sa.Column("state", one_of("substitutestate_known", *states), nullable=False),
        words("decided_by", sa.String(320)),
        instant("decided_at", nullable=True),
        words("note"),
        instant("offered_at", nullable=True),
        check(SUBSTITUTES, "somebody_else", "application_id <> instead_of_id"),
        check(SUBSTITUTES, "offered_has_time", "state = 'offered' OR offered_at IS NULL"),
        refers(SUBSTITUTES, "quota_id", "nomination_quotas", ondelete="CASCADE"),
        refers(SUBSTITUTES, "application_id", "applications"),
        refers(SUBSTITUTES, "instead_of_id", "applications"),
        key(SUBSTITUTES, "id"),
    )
    op.create_index("ix_substitutes_quota_id", SUBSTITUTES, ["quota_id"])
    open_ones = "state IN ('proposed', 'approved')"
    one_only("uq_substitutes_instead_of", SUBSTITUTES, "instead_of_id", open_ones)
    one_only("uq_substitutes_application", SUBSTITUTES, "application_id", open_ones)
