"""People have several secret calendars, each named and of a kind; feeds remember former facts."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"
branch_labels = None
depends_on = None

FEEDS, FACTS = "personal_feeds", "former_facts"
ONE_ALIVE = "ix_personal_feeds_one_alive"
KINDS = sa.Enum(
    "mine",
    "organised",
    "organised_with_drafts",
    name="secretkind_known",
    native_enum=False,
    create_constraint=True,
    length=30,
)
LANGUAGES = sa.Enum(
    "en", "fr", "es", name="language_known", native_enum=False, create_constraint=True, length=30
)


def upgrade() -> None:
    op.drop_index(ONE_ALIVE, table_name=FEEDS)
    with op.batch_alter_table(FEEDS) as table:
        table.add_column(sa.Column("kind", KINDS, server_default="mine", nullable=False))
        table.add_column(
            sa.Column("name", sa.String(80), server_default=sa.text("''"), nullable=False)
        )
        table.add_column(sa.Column("language", LANGUAGES, server_default="en", nullable=False))
        table.add_column(sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_personal_feeds_person_id", FEEDS, ["person_id"])
    op.create_table(
        FACTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("value", sa.String(160), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_former_facts_name_value", FACTS, ["name", "value"])
    op.create_index("ix_former_facts_event_id_name", FACTS, ["event_id", "name"])


def downgrade() -> None:
    """Of a person's addresses only the newest to her own events goes on working."""
    op.drop_table(FACTS)
    op.execute(
        sa.text(
            "UPDATE personal_feeds SET revoked_at = created_at WHERE revoked_at IS NULL"
            " AND (kind <> 'mine' OR id NOT IN (SELECT max(id) FROM personal_feeds"
            " WHERE revoked_at IS NULL AND kind = 'mine' GROUP BY person_id))"
        )
    )
    op.drop_index("ix_personal_feeds_person_id", table_name=FEEDS)
    with op.batch_alter_table(FEEDS) as table:
        for known in ("secretkind_known", "language_known"):
            table.drop_constraint(op.f(f"ck_personal_feeds_{known}"), type_="check")
        for column in ("last_used_at", "language", "name", "kind"):
            table.drop_column(column)
    op.create_index(
        ONE_ALIVE,
        FEEDS,
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("revoked_at IS NULL"),
        postgresql_where=sa.text("revoked_at IS NULL"),
    )
