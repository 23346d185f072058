"""Tags, notes, saved filters and chosen columns of the organisers' list of applications."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

TAGS, STEPS, TAGGINGS = "application_tags", "application_tag_steps", "application_taggings"
NOTES, FILTERS, COLUMNS = "application_notes", "application_filters", "application_columns"


def instant(name: str, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def number(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def names() -> tuple[sa.Column[str], sa.Column[str], sa.CheckConstraint]:
    return (
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("folded_name", sa.String(240), nullable=False),
        sa.CheckConstraint("name <> '' AND folded_name <> ''", name="has_a_name"),
    )


def of_application() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["application_id"], ["applications.id"], ondelete="CASCADE")


def upgrade() -> None:
    _create_tags()
    _create_steps()
    _create_taggings()
    _create_notes()
    op.create_table(
        FILTERS,
        number("id"),
        number("event_id"),
        number("person_id"),
        *names(),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("is_shared", sa.Boolean(), server_default=sa.false(), nullable=False),
        instant("changed_at"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("event_id", "person_id", "folded_name"),
    )
    op.create_table(
        COLUMNS,
        number("event_id"),
        number("person_id"),
        sa.Column("columns", sa.JSON(), nullable=False),
        instant("changed_at"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("event_id", "person_id"),
    )


def downgrade() -> None:
    for table in (COLUMNS, FILTERS, NOTES, TAGGINGS, STEPS, TAGS):
        op.drop_table(table)


def _create_tags() -> None:
    op.create_table(
        TAGS,
        number("id"),
        number("event_id"),
        *names(),
        instant("created_at"),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("event_id", "folded_name"),
    )


def _create_steps() -> None:
    change = sa.Enum(
        *("add", "remove"),
        name="change_known",
        native_enum=False,
        create_constraint=True,
        length=30,
    )
    op.create_table(
        STEPS,
        number("id"),
        number("event_id"),
        number("tag_id"),
        number("person_id"),
        sa.Column("change", change, nullable=False),
        number("number"),
        sa.Column("removed", sa.JSON(), nullable=False),
        instant("at"),
        instant("undone_at", nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"]),
        sa.ForeignKeyConstraint(["tag_id"], [f"{TAGS}.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{STEPS}_event_id_person_id", STEPS, ["event_id", "person_id"])
    op.create_index(f"ix_{STEPS}_tag_id", STEPS, ["tag_id"])


def _create_taggings() -> None:
    op.create_table(
        TAGGINGS,
        number("application_id"),
        number("tag_id"),
        number("step_id", nullable=True),
        of_application(),
        sa.ForeignKeyConstraint(["tag_id"], [f"{TAGS}.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["step_id"], [f"{STEPS}.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("application_id", "tag_id"),
    )
    for column in ("tag_id", "step_id"):
        op.create_index(f"ix_{TAGGINGS}_{column}", TAGGINGS, [column])


def _create_notes() -> None:
    op.create_table(
        NOTES,
        number("id"),
        number("application_id"),
        number("author_id"),
        sa.Column("author", sa.String(320), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("folded_text", sa.Text(), nullable=False),
        number("revision"),
        instant("written_at"),
        instant("changed_at", nullable=True),
        sa.CheckConstraint("text <> ''", name="says_something"),
        of_application(),
        sa.ForeignKeyConstraint(["author_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(f"ix_{NOTES}_application_id", NOTES, ["application_id"])
