"""Lists of countries that organisers keep, rules of who may apply, and their outcomes."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

VERDICTS = ("fits", "asked", "warned", "undecided", "blocked")
RULINGS = ("allowed", "refused")
LISTS, LIST_VERSIONS = "own_country_lists", "own_country_list_versions"
RULES, RULE_VERSIONS = "eligibility_rules", "eligibility_rule_versions"
OUTCOMES, TABLES = "eligibility_outcomes", "eligibility_decision_tables"


def one_of(name: str, *words: str) -> sa.Enum:
    """Return the column type for a closed set of words, with a CHECK in the database."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def instant(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def upgrade() -> None:
    _create_lists()
    _create_rules()
    _create_outcomes()
    op.create_table(
        TABLES,
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(200), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("uploaded_by", sa.String(320), nullable=False),
        instant("uploaded_at"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("event_id"),
    )


def downgrade() -> None:
    for table in (TABLES, OUTCOMES, RULE_VERSIONS, RULES, LIST_VERSIONS, LISTS):
        op.drop_table(table)


def _create_lists() -> None:
    op.create_table(
        LISTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("folded_name", sa.String(120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("is_retired", sa.Boolean(), server_default=sa.false(), nullable=False),
        instant("created_at"),
        instant("changed_at"),
        sa.CheckConstraint("name <> '' AND folded_name <> ''", name="has_a_name"),
        sa.CheckConstraint("number >= 1", name="number_positive"),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("initiative_id", "folded_name"),
    )
    op.create_table(
        LIST_VERSIONS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("list_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("author", sa.String(320), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        instant("saved_at"),
        sa.ForeignKeyConstraint(["list_id"], [f"{LISTS}.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("list_id", "number"),
    )


def _create_rules() -> None:
    op.create_table(
        RULES,
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("reference_on", sa.Date()),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("in_force", sa.Integer()),
        instant("changed_at"),
        sa.CheckConstraint("in_force >= 1", name="in_force_positive"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_table(
        RULE_VERSIONS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("reference_on", sa.Date()),
        sa.Column("author", sa.String(320), nullable=False),
        instant("put_in_force_at"),
        sa.CheckConstraint("number >= 1", name="number_positive"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("event_id", "number"),
    )


def _create_outcomes() -> None:
    op.create_table(
        OUTCOMES,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(80), nullable=False),
        instant("at"),
        sa.Column("actor", sa.String(320), nullable=False),
        sa.Column("reference_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer()),
        sa.Column("verdict", one_of("verdict_known", *VERDICTS), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in ("findings", "lists", "facts")),
        sa.Column("text", sa.Text(), nullable=False),
        instant("superseded_at", nullable=True),
        sa.Column("ruling", one_of("ruling_known", *RULINGS)),
        sa.Column("ruling_reason", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("ruled_by", sa.String(320), server_default=sa.text("''"), nullable=False),
        instant("ruled_at", nullable=True),
        sa.CheckConstraint("subject <> ''", name="is_about_something"),
        sa.CheckConstraint(
            "(ruling IS NULL) = (ruled_at IS NULL) AND (ruling IS NULL OR ruling_reason <> '')",
            name="ruling_has_reason_and_time",
        ),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_eligibility_outcomes_subject", OUTCOMES, ["subject"])
    op.create_index("ix_eligibility_outcomes_event_id_verdict", OUTCOMES, ["event_id", "verdict"])
    current = sa.text("superseded_at IS NULL")
    op.create_index(
        "uq_eligibility_outcomes_current",
        OUTCOMES,
        ["event_id", "subject"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )
