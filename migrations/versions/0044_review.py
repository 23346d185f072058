"""The review of applications: rubrics, rounds, who reads what, reviews, and their discussion."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

ROUNDS, ANONYMITY, CRITERIA = "review_rounds", "review_anonymity", "review_criteria"
ASSIGNMENTS, REVIEWS, SCORES = "review_assignments", "reviews", "review_scores"
REMARKS = "review_remarks"


def instant(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def one_of(name: str, known: str, *words: str, nullable: bool = False) -> sa.Column[str]:
    kind = sa.Enum(*words, name=known, native_enum=False, create_constraint=True, length=30)
    return sa.Column(name, kind, nullable=nullable)


def which_round() -> sa.Column[str]:
    return one_of("round", "round_known", "reading", "interview")


def of_application() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["application_id"], ["applications.id"], ondelete="CASCADE")


def upgrade() -> None:
    _create_rounds()
    op.create_table(
        ANONYMITY,
        number("event_id"),
        sa.Column("hidden", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("event_id"),
    )
    _create_criteria()
    _create_assignments()
    _create_reviews()
    _create_scores()
    _create_remarks()


def downgrade() -> None:
    for table in (REMARKS, SCORES, REVIEWS, ASSIGNMENTS, CRITERIA, ANONYMITY, ROUNDS):
        op.drop_table(table)


def _create_rounds() -> None:
    op.create_table(
        ROUNDS,
        number("event_id"),
        which_round(),
        number("wanted"),
        instant("reviewing_from", nullable=True),
        instant("discussion_from", nullable=True),
        instant("closed_from", nullable=True),
        sa.CheckConstraint("wanted BETWEEN 1 AND 20", name="wanted_within_reason"),
        sa.CheckConstraint("reviewing_from <= discussion_from", name="discussion_after_reviewing"),
        sa.CheckConstraint("discussion_from <= closed_from", name="closed_after_discussion"),
        sa.CheckConstraint("reviewing_from <= closed_from", name="closed_after_reviewing"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("event_id", "round"),
    )


def _create_criteria() -> None:
    op.create_table(
        CRITERIA,
        number("id"),
        number("event_id"),
        which_round(),
        sa.Column("key", sa.String(60), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("guidance", sa.Text(), nullable=False),
        number("weight"),
        number("low"),
        number("high"),
        sa.Column("needs_comment", sa.Boolean(), nullable=False),
        number("position"),
        instant("retired_at", nullable=True),
        sa.CheckConstraint("weight BETWEEN 1 AND 100", name="weight_within_reason"),
        sa.CheckConstraint("low < high AND low >= 0 AND high <= 100", name="scale_goes_up"),
        sa.CheckConstraint("name <> ''", name="has_a_name"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("event_id", "key"),
    )


def _create_assignments() -> None:
    op.create_table(
        ASSIGNMENTS,
        number("id"),
        number("application_id"),
        number("reviewer_id"),
        which_round(),
        one_of("source", "source_known", "hand", "plan", "table"),
        instant("assigned_at"),
        sa.Column("assigned_by", sa.String(320), nullable=False),
        of_application(),
        sa.ForeignKeyConstraint(["reviewer_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("application_id", "reviewer_id", "round"),
    )
    op.create_index(f"ix_{ASSIGNMENTS}_reviewer_id", ASSIGNMENTS, ["reviewer_id"])


def _create_reviews() -> None:
    status = ("draft", "submitted", "reopened", "set_aside")
    op.create_table(
        REVIEWS,
        number("id"),
        number("assignment_id"),
        one_of("status", "reviewstatus_known", *status),
        one_of(
            "recommendation",
            "recommendation_known",
            *("admit", "perhaps", "decline"),
            nullable=True,
        ),
        one_of("confidence", "confidence_known", "low", "medium", "high", nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        number("revision"),
        instant("started_at"),
        instant("changed_at"),
        instant("submitted_at", nullable=True),
        sa.CheckConstraint(
            "status <> 'submitted' OR (submitted_at IS NOT NULL"
            " AND recommendation IS NOT NULL AND confidence IS NOT NULL)",
            name="submitted_is_whole",
        ),
        sa.ForeignKeyConstraint(["assignment_id"], [f"{ASSIGNMENTS}.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("assignment_id"),
    )


def _create_scores() -> None:
    op.create_table(
        SCORES,
        number("review_id"),
        number("criterion_id"),
        number("points", nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["review_id"], [f"{REVIEWS}.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["criterion_id"], [f"{CRITERIA}.id"]),
        sa.PrimaryKeyConstraint("review_id", "criterion_id"),
    )
    op.create_index(f"ix_{SCORES}_criterion_id", SCORES, ["criterion_id"])


def _create_remarks() -> None:
    op.create_table(
        REMARKS,
        number("id"),
        number("application_id"),
        which_round(),
        number("author_id"),
        sa.Column("author", sa.String(320), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        instant("written_at"),
        sa.CheckConstraint("text <> ''", name="says_something"),
        of_application(),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{REMARKS}_application_id_round", REMARKS, ["application_id", "round"])
