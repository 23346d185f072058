"""Speakers as persons of an initiative, what they were asked for each event, when they can."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

STATUSES = ("listed", "asked", "invited", "confirmed", "declined", "withdrawn")


def one_of(name: str, *words: str) -> sa.Enum:
    """Return the column type for a closed set of words, with a CHECK in the database."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def text_column(name: str, kind: sa.types.TypeEngine[str]) -> sa.Column[str]:
    """Return a column of text that is empty where nobody said."""
    return sa.Column(name, kind, server_default=sa.text("''"), nullable=False)


def instant(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    _create_profiles()
    _create_languages()
    _create_engagements()
    _create_windows()


def downgrade() -> None:
    for table in (
        *("speaker_windows", "speaker_engagements", "speaker_biographies"),
        *("speaker_languages", "speaker_profiles"),
    ):
        op.drop_table(table)


def _create_profiles() -> None:
    table = "speaker_profiles"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("folded_name", sa.String(300), nullable=False),
        text_column("title", sa.String(300)),
        text_column("organisation", sa.String(300)),
        sa.Column("country", sa.String(2)),
        text_column("email", sa.String(320)),
        sa.Column("zone", sa.String(60)),
        sa.Column("photo_id", sa.Integer()),
        instant("created_at"),
        instant("changed_at"),
        sa.CheckConstraint("name <> ''", name=op.f(f"ck_{table}_has_a_name")),
        sa.CheckConstraint("email = lower(email)", name=op.f(f"ck_{table}_email_lower_case")),
        refers(table, "initiative_id", "initiatives"),
        refers(table, "photo_id", "stored_files"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            *("initiative_id", "folded_name", "email"),
            name=op.f(f"uq_{table}_initiative_id_folded_name_email"),
        ),
    )
    op.create_index(op.f(f"ix_{table}_email"), table, ["email"])


def _create_languages() -> None:
    for table, *further in (
        ("speaker_languages",),
        (
            "speaker_biographies",
            sa.Column("text", sa.Text(), nullable=False),
            sa.CheckConstraint("text <> ''", name=op.f("ck_speaker_biographies_says_something")),
        ),
    ):
        op.create_table(
            table,
            sa.Column("profile_id", sa.Integer(), nullable=False),
            sa.Column("language", sa.String(35), nullable=False),
            sa.Column("position", sa.Integer(), nullable=False),
            *further,
            refers(table, "profile_id", "speaker_profiles"),
            sa.PrimaryKeyConstraint("profile_id", "language", name=op.f(f"pk_{table}")),
        )


def _create_engagements() -> None:
    table = "speaker_engagements"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("status", one_of("engagementstatus_known", *STATUSES), nullable=False),
        sa.Column(
            "presence",
            one_of("presence_known", "", "in_person", "online"),
            server_default=sa.text("''"),
            nullable=False,
        ),
        sa.Column("is_public", sa.Boolean(), server_default=sa.false(), nullable=False),
        text_column("note", sa.Text()),
        text_column("remark", sa.Text()),
        sa.Column("token_hash", sa.String(64)),
        *(instant(name, nullable=True) for name in ("invited_at", "reminded_at")),
        instant("answered_at", nullable=True),
        instant("created_at"),
        instant("changed_at"),
        sa.CheckConstraint(
            "status NOT IN ('confirmed', 'declined') OR answered_at IS NOT NULL",
            name=op.f(f"ck_{table}_answer_has_time"),
        ),
        sa.CheckConstraint(
            "status <> 'invited' OR invited_at IS NOT NULL",
            name=op.f(f"ck_{table}_invited_has_time"),
        ),
        sa.CheckConstraint(
            "token_hash IS NULL OR invited_at IS NOT NULL",
            name=op.f(f"ck_{table}_link_was_sent"),
        ),
        refers(table, "event_id", "events"),
        refers(table, "profile_id", "speaker_profiles"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("event_id", "profile_id", name=op.f(f"uq_{table}_event_id_profile_id")),
        sa.UniqueConstraint("token_hash", name=op.f(f"uq_{table}_token_hash")),
    )
    op.create_index(op.f(f"ix_{table}_profile_id"), table, ["profile_id"])


def _create_windows() -> None:
    table = "speaker_windows"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("engagement_id", sa.Integer(), nullable=False),
        sa.Column("zone", sa.String(60), nullable=False),
        sa.Column("starts_local", sa.DateTime(), nullable=False),
        sa.Column("ends_local", sa.DateTime(), nullable=False),
        instant("starts_at"),
        instant("ends_at"),
        sa.CheckConstraint("ends_at > starts_at", name=op.f(f"ck_{table}_ends_after_start")),
        refers(table, "engagement_id", "speaker_engagements"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            *("engagement_id", "starts_at", "ends_at"),
            name=op.f(f"uq_{table}_engagement_id_starts_at_ends_at"),
        ),
    )
