"""Materials of events, with who may read them and from when; recordings that are for everybody."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

KINDS = ("slides", "paper", "reading", "recording", "link")
AUDIENCES = ("public", "participants", "delegations", "organisers")


def one_of(name: str, *words: str) -> sa.Enum:
    """Return the column type for a closed set of words, with a CHECK in the database."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def text_column(name: str, length: int) -> sa.Column[str]:
    """Return a column of text that is empty where nobody said."""
    return sa.Column(name, sa.String(length), server_default=sa.text("''"), nullable=False)


def truth_column(name: str) -> sa.Column[bool]:
    """Return a column that is false where nobody said."""
    return sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)


def upgrade() -> None:
    op.create_table("materials", *_columns(), *_constraints())
    op.create_index("ix_materials_event_id_position", "materials", ["event_id", "position"])
    op.create_index(op.f("ix_materials_session_id"), "materials", ["session_id"])
    op.create_index(op.f("ix_materials_file_id"), "materials", ["file_id"])
    op.add_column("sessions", truth_column("recording_is_public"))


def downgrade() -> None:
    op.drop_column("sessions", "recording_is_public")
    op.drop_table("materials")


def _columns() -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer()),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("kind", one_of("materialkind_known", *KINDS), nullable=False),
        sa.Column("file_id", sa.Integer()),
        text_column("link", 500),
        text_column("language", 35),
        sa.Column("visible_to", one_of("audience_known", *AUDIENCES), nullable=False),
        sa.Column("visible_from_local", sa.DateTime()),
        text_column("visible_from_zone", 60),
        sa.Column("visible_from_at", sa.DateTime(timezone=True)),
        sa.Column("added_by", sa.String(320), nullable=False),
        truth_column("is_offered_by_speaker"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True)),
    )


def _constraints() -> tuple[sa.schema.SchemaItem, ...]:
    embargo = "(visible_from_at IS NULL) = (visible_from_local IS NULL)"
    zone = "visible_from_local IS NULL OR visible_from_zone <> ''"
    return (
        sa.PrimaryKeyConstraint("id", name=op.f("pk_materials")),
        sa.UniqueConstraint("key", name=op.f("uq_materials_key")),
        sa.CheckConstraint(
            "(file_id IS NULL) <> (link = '')", name=op.f("ck_materials_is_file_or_link")
        ),
        sa.CheckConstraint(embargo, name=op.f("ck_materials_embargo_is_whole")),
        sa.CheckConstraint(zone, name=op.f("ck_materials_has_zone")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_materials_event_id")),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name=op.f("fk_materials_session_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_materials_file_id")
        ),
    )
