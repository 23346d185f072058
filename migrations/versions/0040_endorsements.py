"""Supervisors who are asked to support an application."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

TABLE = "endorsements"
STATUSES = ("asked", "endorsed", "declined", "revoked")
NOT_REVOKED = sa.text("status <> 'revoked'")


def text_column(name: str, kind: sa.types.TypeEngine[str], usual: str = "") -> sa.Column[str]:
    """Return a column of text that is `usual` where nobody said."""
    return sa.Column(name, kind, server_default=sa.text(f"'{usual}'"), nullable=False)


def upgrade() -> None:
    statuses = sa.Enum(
        *STATUSES,
        name="endorsementstatus_known",
        native_enum=False,
        create_constraint=True,
        length=30,
    )
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        text_column("name", sa.String(300)),
        sa.Column("email", sa.String(320), nullable=False),
        text_column("language", sa.String(35), "en"),
        sa.Column("status", statuses, nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        text_column("signed_name", sa.String(300)),
        text_column("signed_position", sa.String(300)),
        text_column("note", sa.Text()),
        sa.Column("letter_file_id", sa.Integer()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("token_hash", sa.String(64)),
        sa.Column("invited_at", sa.DateTime(timezone=True)),
        sa.Column("reminded_at", sa.DateTime(timezone=True)),
        sa.CheckConstraint("email = lower(email)", name="email_lower_case"),
        sa.CheckConstraint(
            "status NOT IN ('endorsed', 'declined') OR answered_at IS NOT NULL",
            name="answered_has_time",
        ),
        sa.CheckConstraint("letters >= 0", name="letters_not_negative"),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"]),
        sa.ForeignKeyConstraint(["letter_file_id"], ["stored_files.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index(
        "uq_endorsements_application_id",
        TABLE,
        ["application_id"],
        unique=True,
        sqlite_where=NOT_REVOKED,
        postgresql_where=NOT_REVOKED,
    )
    op.create_index("ix_endorsements_application", TABLE, ["application_id"])
    op.create_index("ix_endorsements_status_invited_at", TABLE, ["status", "invited_at"])


def downgrade() -> None:
    op.drop_table(TABLE)
