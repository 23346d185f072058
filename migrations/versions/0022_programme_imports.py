"""Files on their way into a programme, and which session each of their entries became."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

KINDS = ("calendar", "table", "workbook", "schedule", "programme")
STATES = ("waiting", "taken", "thrown_away")


def one_of(name: str, *words: str) -> sa.Enum:
    """Return the column type for a closed set of words, with a CHECK in the database."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def upgrade() -> None:
    _create_imports()
    _create_imported_sessions()


def downgrade() -> None:
    op.drop_table("imported_sessions")
    op.drop_table("programme_imports")


def _create_imports() -> None:
    op.create_table(
        "programme_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(320), nullable=False),
        sa.Column("file_name", sa.String(120), nullable=False),
        sa.Column("kind", one_of("filekind_known", *KINDS), nullable=False),
        sa.Column("state", one_of("importstate_known", *STATES), nullable=False),
        sa.Column("document", sa.JSON(none_as_null=True)),
        sa.Column("result", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint(
            "(state = 'waiting') = (document IS NOT NULL)",
            name=op.f("ck_programme_imports_holds_what_waits"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_programme_imports_event_id")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_programme_imports_author_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_imports")),
    )
    op.create_index(op.f("ix_programme_imports_event_id"), "programme_imports", ["event_id"])
    op.create_index(
        "ix_programme_imports_state_created_at", "programme_imports", ["state", "created_at"]
    )


def _create_imported_sessions() -> None:
    op.create_table(
        "imported_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(300), nullable=False),
        sa.Column("uid", sa.String(300), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("modified_at", sa.DateTime(timezone=True)),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_imported_sessions_event_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["sessions.id"],
            name=op.f("fk_imported_sessions_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_sessions")),
        sa.UniqueConstraint(
            "event_id", "source", "uid", name=op.f("uq_imported_sessions_event_id_source_uid")
        ),
    )
    op.create_index(op.f("ix_imported_sessions_session_id"), "imported_sessions", ["session_id"])
