"""Choosing a cohort: settings, limits, proposals as they were made, and cohorts with changes."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None

PLANS, LIMITS, PROPOSALS = "cohort_plans", "cohort_limits", "cohort_proposals"
COHORTS, CHANGES = "cohorts", "cohort_changes"


def instant(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def line(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(), nullable=False)


def one_of(name: str, known: str, *words: str) -> sa.Column[str]:
    kind = sa.Enum(*words, name=known, native_enum=False, create_constraint=True, length=30)
    return sa.Column(name, kind, nullable=False)


def points_to(column: str, table: str, goes: str | None = None) -> sa.ForeignKeyConstraint:
    """Return the reference; `goes` is what becomes of the row when what it points to goes."""
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], ondelete=goes)


def upgrade() -> None:
    op.create_table(
        PLANS,
        number("event_id"),
        one_of("unscored", "unscored_known", "nothing", "mean"),
        sa.Column("by_nationality", sa.Boolean(), nullable=False),
        number("fewest"),
        line("seed", 120),
        line("seed_by", 320),
        instant("seed_at", nullable=True),
        number("revision"),
        sa.CheckConstraint("fewest >= 0", name="fewest_not_negative"),
        points_to("event_id", "events"),
        sa.PrimaryKeyConstraint("event_id"),
    )
    _create_limits()
    _create_proposals()
    _create_cohorts()
    _create_changes()


def downgrade() -> None:
    for table in (CHANGES, COHORTS, PROPOSALS, LIMITS, PLANS):
        op.drop_table(table)


def _create_limits() -> None:
    kinds = ("at_most_each", "at_most", "at_least", "at_least_share", "must_in", "must_out")
    op.create_table(
        LIMITS,
        number("id"),
        number("event_id"),
        one_of("kind", "limitkind_known", *kinds),
        number("number"),
        line("feature", 40),
        json("values"),
        json("except_for"),
        number("application_id", nullable=True),
        line("reason", 500),
        number("weight", nullable=True),
        instant("changed_at"),
        line("changed_by", 320),
        sa.CheckConstraint("number >= 0", name="number_not_negative"),
        sa.CheckConstraint("weight > 0", name="weight_positive"),
        sa.CheckConstraint(
            "(kind IN ('must_in', 'must_out')) = (application_id IS NOT NULL)",
            name="person_where_about_one",
        ),
        sa.CheckConstraint("application_id IS NULL OR reason <> ''", name="person_with_reason"),
        points_to("event_id", "events"),
        points_to("application_id", "applications", "CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("event_id", "application_id"),
    )
    op.create_index("ix_cohort_limits_event_id", LIMITS, ["event_id"])


def _create_proposals() -> None:
    states = ("waiting", "solved", "explained", "impossible", "failed")
    op.create_table(
        PROPOSALS,
        number("id"),
        number("event_id"),
        number("number"),
        one_of("state", "proposalstate_known", *states),
        sa.Column("task", sa.Text(), nullable=False),
        line("task_digest", 64),
        sa.Column("result", sa.Text(), nullable=True),
        line("result_digest", 64),
        json("raw"),
        json("about"),
        json("explained"),
        sa.Column("lists_on", sa.Date(), nullable=False),
        line("solver", 60),
        number("milliseconds", nullable=True),
        instant("claimed_until", nullable=True),
        number("made_by_id"),
        line("made_by", 320),
        instant("made_at"),
        sa.Column("is_stripped", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state NOT IN ('solved', 'explained') OR result IS NOT NULL", name="solved_has_result"
        ),
        points_to("event_id", "events"),
        points_to("made_by_id", "people"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("event_id", "number"),
    )
    op.create_index("ix_cohort_proposals_state", PROPOSALS, ["state"])


def _create_cohorts() -> None:
    op.create_table(
        COHORTS,
        number("id"),
        number("event_id"),
        number("number"),
        number("proposal_id"),
        one_of("state", "cohortstate_known", "open", "locked", "approved"),
        number("version"),
        *(json(name) for name in ("chosen", "reserve", "modules")),
        line("digest", 64),
        number("made_by_id"),
        line("made_by", 320),
        instant("made_at"),
        instant("changed_at"),
        number("locked_by_id", nullable=True),
        line("locked_by", 320),
        instant("locked_at", nullable=True),
        number("approved_by_id", nullable=True),
        line("approved_by", 320),
        instant("approved_at", nullable=True),
        sa.CheckConstraint(
            "(state = 'approved') = (approved_by_id IS NOT NULL)", name="approved_by_somebody"
        ),
        sa.CheckConstraint("approved_by_id <> made_by_id", name="approved_by_another"),
        sa.CheckConstraint("approved_by_id <> locked_by_id", name="approved_by_who_did_not_lock"),
        sa.CheckConstraint("state = 'open' OR locked_by_id IS NOT NULL", name="locked_by_somebody"),
        points_to("event_id", "events"),
        points_to("proposal_id", PROPOSALS),
        *(points_to(name, "people") for name in ("made_by_id", "locked_by_id", "approved_by_id")),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("event_id", "number"),
    )
    op.create_index("ix_cohorts_proposal_id", COHORTS, ["proposal_id"])


def _create_changes() -> None:
    op.create_table(
        CHANGES,
        number("id"),
        number("cohort_id"),
        line("reference", 20),
        sa.Column("is_in", sa.Boolean(), nullable=False),
        line("reason", 500),
        number("made_by_id"),
        line("made_by", 320),
        instant("made_at"),
        sa.CheckConstraint("reason <> ''", name="has_a_reason"),
        points_to("cohort_id", COHORTS),
        points_to("made_by_id", "people"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_cohort_changes_cohort_id", CHANGES, ["cohort_id"])
