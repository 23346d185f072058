"""Conflicts of interest, what reviewers tell of themselves, and how much each takes."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

CONFLICTS, RULES = "conflicts_of_interest", "conflict_rules"
PROFILES, LIMITS, NOTICES = "reviewer_profiles", "reviewer_limits", "reviewer_notices"


def instant(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def one_of(name: str, known: str, *words: str) -> sa.Column[str]:
    kind = sa.Enum(*words, name=known, native_enum=False, create_constraint=True, length=30)
    return sa.Column(name, kind, nullable=False)


def upgrade() -> None:
    _create_conflicts()
    op.create_table(
        RULES,
        number("event_id"),
        sa.Column("same_country", sa.Boolean(), nullable=False),
        instant("changed_at"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_table(
        PROFILES,
        number("person_id"),
        sa.Column("affiliations", sa.Text(), nullable=False),
        sa.Column("country", sa.String(2)),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        instant("changed_at"),
        sa.Column("changed_by", sa.String(320), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("person_id"),
    )
    op.create_table(
        LIMITS,
        number("event_id"),
        number("person_id"),
        number("most"),
        sa.CheckConstraint("most BETWEEN 0 AND 1000", name="most_within_reason"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("event_id", "person_id"),
    )
    op.create_table(
        NOTICES,
        number("event_id"),
        number("person_id"),
        one_of("round", "round_known", "reading", "interview"),
        instant("told_at"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("event_id", "person_id", "round"),
    )


def downgrade() -> None:
    for table in (NOTICES, LIMITS, PROFILES, RULES, CONFLICTS):
        op.drop_table(table)


def _create_conflicts() -> None:
    grounds = ("own", "domain", "affiliation", "country", "nominated", "endorsed")
    op.create_table(
        CONFLICTS,
        number("id"),
        number("application_id"),
        number("person_id"),
        one_of("source", "source_known", "declared", "detected", "set"),
        one_of("ground", "ground_known", *grounds, "relation", "stated"),
        sa.Column("reason", sa.Text(), nullable=False),
        instant("noted_at"),
        sa.Column("noted_by", sa.String(320), nullable=False),
        instant("removed_at", nullable=True),
        sa.Column("removed_by", sa.String(320)),
        sa.Column("removed_why", sa.Text(), nullable=False),
        sa.CheckConstraint("reason <> ''", name="says_why"),
        sa.CheckConstraint(
            "(removed_at IS NULL) = (removed_by IS NULL)", name="removed_by_somebody"
        ),
        sa.CheckConstraint("removed_at IS NULL OR ground <> 'own'", name="own_is_never_removed"),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("application_id", "person_id", "source", "ground"),
    )
    op.create_index("ix_conflicts_of_interest_person_id", CONFLICTS, ["person_id"])
