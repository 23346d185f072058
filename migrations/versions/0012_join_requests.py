"""Forms with which one asks to join an initiative, the requests, questions and secret links."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

STATES = ("unconfirmed", "received", "clarification_asked", "accepted", "declined", "withdrawn")
PARTNER_KINDS = (
    *("country", "international_organisation", "research_institute"),
    *("private_sector", "other"),
)
NAMED = (
    "purged_at IS NOT NULL OR (full_name <> '' AND email <> '' AND consented_at IS NOT NULL"
    " AND (kind = 'country' OR organisation <> ''))"
)
NOT_NAMED = (
    "purged_at IS NULL OR (full_name = '' AND email = '' AND organisation = ''"
    " AND contribution = '' AND reason = '' AND search_text = '')"
)
CHECKS = {
    "country_or_organisation": "kind <> 'country' OR organisation = ''",
    "somebody_asks": NAMED,
    "purged_names_nobody": NOT_NAMED,
    "purged_led_to_nothing": "purged_at IS NULL OR state IN ('declined', 'withdrawn')",
    "confirmed_has_time": "(state = 'unconfirmed') = (confirmed_at IS NULL)",
    "declined_says_why": "state <> 'declined' OR reason <> '' OR purged_at IS NOT NULL",
    "accepted_is_in_record": "(state = 'accepted') = (membership_key <> '')",
}


def one_of(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def text(name: str, length: int | None = None) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length) if length else sa.Text(), nullable=False)


def instant(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    make_forms()
    make_requests()
    make_questions()
    make_links()


def make_forms() -> None:
    op.create_table(
        "join_forms",
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        text("introduction"),
        text("commitment"),
        text("changed_by", 320),
        instant("changed_at"),
        refers("join_forms", "initiative_id", "initiatives"),
        sa.PrimaryKeyConstraint("initiative_id", name=op.f("pk_join_forms")),
    )


def make_requests() -> None:
    table = "join_requests"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        text("reference", 14),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("state", one_of("state_known", STATES), nullable=False),
        instant("state_since"),
        sa.Column("kind", one_of("partnerkind_known", PARTNER_KINDS), nullable=False),
        text("country", 2),
        *(text(name, 300) for name in ("organisation", "website", "full_name", "position")),
        text("organisation_type", 60),
        text("email", 320),
        sa.Column("areas", sa.JSON(), nullable=False),
        *(text(name) for name in ("contribution", "commitment", "search_text", "reason")),
        instant("consented_at", nullable=True),
        text("consent_version", 20),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        instant("sent_at"),
        instant("confirmed_at", nullable=True),
        text("decided_by", 320),
        text("membership_key", 80),
        sa.Column("joins_as", one_of("joinsas_known", ("partner", "member")), nullable=True),
        text("since", 10),
        instant("purged_at", nullable=True),
        *(
            sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))
            for name, rule in CHECKS.items()
        ),
        refers(table, "initiative_id", "initiatives"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_requests")),
        sa.UniqueConstraint("reference", name=op.f("uq_join_requests_reference")),
    )
    columns = ["initiative_id", "state", "state_since"]
    op.create_index("ix_join_requests_initiative_id_state", table, columns, unique=False)


def make_questions() -> None:
    table = "join_questions"
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        text("question"),
        text("asked_by", 320),
        instant("asked_at"),
        text("answer"),
        instant("answered_at", nullable=True),
        sa.CheckConstraint(
            "(answer = '') = (answered_at IS NULL)", name=op.f("ck_join_questions_answer_has_time")
        ),
        refers(table, "request_id", "join_requests"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_questions")),
    )
    op.create_index("ix_join_questions_request_id", table, ["request_id"], unique=False)
    op.create_index(
        "ix_join_questions_one_open",
        table,
        ["request_id"],
        unique=True,
        sqlite_where=sa.text("answered_at IS NULL"),
        postgresql_where=sa.text("answered_at IS NULL"),
    )


def make_links() -> None:
    op.create_table(
        "join_links",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        text("token_hash", 64),
        instant("made_at"),
        refers("join_links", "request_id", "join_requests"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_links")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_join_links_token_hash")),
    )
    op.create_index("ix_join_links_request_id", "join_links", ["request_id"], unique=False)


def downgrade() -> None:
    for table in ("join_links", "join_questions", "join_requests", "join_forms"):
        op.drop_table(table)
