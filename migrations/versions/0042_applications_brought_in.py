"""Applications that organisers bring in: from paper, from files, and twice."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None

STATUSES = (
    *("draft", "submitted", "needs_information", "offered", "confirmed", "waiting"),
    *("declined", "turned_down", "lapsed", "withdrawn"),
)


def known(name: str, *words: str) -> sa.Enum:
    """Return the type of a closed set of words."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    """Return a column of instants."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    _sources()
    _entered_forms()
    _imports()
    _decisions()


def _sources() -> None:
    op.create_table(
        "application_sources",
        sa.Column("application_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("reachable", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author", sa.String(320), nullable=False),
        moment("at"),
        sa.CheckConstraint("source <> ''", name="says_something"),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("application_id"),
    )


def _entered_forms() -> None:
    op.create_table(
        "entered_forms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("reachable", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("author", sa.String(320), nullable=False),
        moment("created_at"),
        sa.Column("application_id", sa.Integer()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("form_version_id", sa.Integer()),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("typed", sa.JSON()),
        sa.Column("typed_at", sa.JSON(), nullable=False),
        sa.Column("replaced", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        moment("saved_at"),
        sa.CheckConstraint("email = lower(email)", name="email_lower_case"),
        sa.CheckConstraint("source <> ''", name="says_where_from"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["form_version_id"], ["form_versions.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("event_id", "application_id", "form_version_id"):
        op.create_index(f"ix_entered_forms_{column}", "entered_forms", [column])


def _imports() -> None:
    op.create_table(
        "application_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(120), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("number", sa.Integer(), nullable=False),
        moment("created_at"),
        moment("taken_at", nullable=True),
        sa.CheckConstraint("content IS NOT NULL OR taken_at IS NOT NULL", name="has_what_to_read"),
        sa.CheckConstraint("number >= 0", name="number_not_negative"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_application_imports_event_id", "application_imports", ["event_id"])


def _decisions() -> None:
    op.create_table(
        "duplicate_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("same", known("same_known", "yes", "no"), nullable=False),
        sa.Column("kept_id", sa.Integer()),
        sa.Column("stood_at", known("stood_at_known", *STATUSES)),
        sa.Column("sending", sa.Integer()),
        sa.Column("author", sa.String(320), nullable=False),
        moment("at"),
        sa.CheckConstraint("first_id < second_id", name="in_order"),
        sa.CheckConstraint("(same = 'yes') = (kept_id IS NOT NULL)", name="same_keeps_one"),
        sa.CheckConstraint("(same = 'yes') = (stood_at IS NOT NULL)", name="same_knows_before"),
        sa.CheckConstraint("kept_id IN (first_id, second_id)", name="keeps_one_of_them"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.ForeignKeyConstraint(["first_id"], ["applications.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["second_id"], ["applications.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["kept_id"], ["applications.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    pair = ["first_id", "second_id"]
    op.create_index("uq_duplicate_decisions_pair", "duplicate_decisions", pair, unique=True)
    for column in ("event_id", "second_id"):
        op.create_index(f"ix_duplicate_decisions_{column}", "duplicate_decisions", [column])


def downgrade() -> None:
    for table in (
        *("duplicate_decisions", "application_imports"),
        *("entered_forms", "application_sources"),
    ):
        op.drop_table(table)
