"""Letters of invitation and for a visa, what they say, and those that the worker is to make."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

SETTINGS, DETAILS, LETTERS, ORDERS = (
    "letter_settings",
    "letter_details",
    "letters",
    "letter_orders",
)
INSTANT = sa.DateTime(timezone=True)
IS_VALID = sa.text("state = 'valid'")


def words(name: str, *known: str) -> sa.Enum:
    return sa.Enum(*known, name=name, native_enum=False, create_constraint=True, length=30)


def line(name: str, length: int = 200) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def upgrade() -> None:
    op.create_table(
        SETTINGS,
        sa.Column("event_id", sa.Integer(), nullable=False),
        *(line(name) for name in ("signatory", "signatory_position", "host_name")),
        sa.Column("host_address", sa.Text(), nullable=False),
        line("host_contact"),
        *_terms(),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.PrimaryKeyConstraint("event_id"),
    )
    op.create_table(
        DETAILS,
        sa.Column("application_id", sa.Integer(), nullable=False),
        *(line(name) for name in ("name", "position", "organisation", "consulate")),
        *_terms(),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"]),
        sa.PrimaryKeyConstraint("application_id"),
    )
    _letters()
    _orders()


def _terms() -> list[sa.Column[Any]]:
    return [
        sa.Column("costs", sa.JSON(), nullable=False),
        sa.Column("amounts", sa.Text(), nullable=False),
        sa.Column("extra", sa.Text(), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
    ]


def _letters() -> None:
    op.create_table(
        LETTERS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("kind", words("letterkind_known", "invitation", "visa"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        line("number", 120),
        line("code_hash", 64),
        sa.Column(
            "state", words("letterstate_known", "valid", "replaced", "withdrawn"), nullable=False
        ),
        sa.Column("issued_at", INSTANT, nullable=False),
        line("issued_by", 320),
        line("name", 300),
        line("event_title", 300),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("octets", sa.LargeBinary()),
        line("sha256", 64),
        sa.Column("ended_at", INSTANT),
        line("ended_by", 320),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("replaced_by_id", sa.Integer()),
        sa.CheckConstraint("sequence >= 1", name="sequence_positive"),
        sa.CheckConstraint("(state = 'valid') = (ended_at IS NULL)", name="ended_has_time"),
        sa.CheckConstraint("state <> 'withdrawn' OR reason <> ''", name="withdrawn_has_reason"),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"]),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"]),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["letters.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("number"),
        sa.UniqueConstraint("code_hash"),
        sa.UniqueConstraint("initiative_id", "year", "sequence"),
    )
    op.create_index("ix_letters_application_id", LETTERS, ["application_id"])
    op.create_index("ix_letters_event_id_issued_at", LETTERS, ["event_id", "issued_at"])
    op.create_index(
        "ix_letters_one_valid",
        LETTERS,
        ["application_id", "kind"],
        unique=True,
        sqlite_where=IS_VALID,
        postgresql_where=IS_VALID,
    )


def _orders() -> None:
    op.create_table(
        ORDERS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("kind", words("letterkind_known", "invitation", "visa"), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", INSTANT, nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"]),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"]),
        sa.ForeignKeyConstraint(["asked_by_id"], ["people.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("application_id", "kind"),
    )
    op.create_index("ix_letter_orders_event_id", ORDERS, ["event_id"])


def downgrade() -> None:
    for table in (ORDERS, LETTERS, DETAILS, SETTINGS):
        op.drop_table(table)
