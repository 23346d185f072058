"""Delegations that an event invites, and the people whom they name."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

STATUSES = ("listed", "invited", "accepted", "declined")
STATES = ("named", "substitute_asked", "approved", "refused", "withdrawn")
DELEGATIONS, DELEGATES = "delegations", "delegates"


def one_of(name: str, *words: str) -> sa.Enum:
    """Return the column type for a closed set of words, with a CHECK in the database."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def text_column(name: str, kind: sa.types.TypeEngine[str]) -> sa.Column[str]:
    """Return a column of text that is empty where nobody said."""
    return sa.Column(name, kind, server_default=sa.text("''"), nullable=False)


def instant(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def upgrade() -> None:
    _create_delegations()
    _create_delegates()
    _index_delegates()


def downgrade() -> None:
    op.drop_table(DELEGATES)
    op.drop_table(DELEGATIONS)


def _create_delegations() -> None:
    table = DELEGATIONS
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("folded_name", sa.String(300), nullable=False),
        sa.Column("country", sa.String(2)),
        sa.Column("subdivision", sa.String(6)),
        sa.Column("size", sa.Integer(), nullable=False),
        text_column("contact_name", sa.String(300)),
        text_column("contact_email", sa.String(320)),
        sa.Column("status", one_of("delegationstatus_known", *STATUSES), nullable=False),
        text_column("note", sa.Text()),
        text_column("remark", sa.Text()),
        sa.Column("token_hash", sa.String(64)),
        *(instant(name, nullable=True) for name in ("invited_at", "reminded_at", "answered_at")),
        instant("created_at"),
        instant("changed_at"),
        check(table, "has_a_name", "name <> '' AND folded_name <> ''"),
        check(table, "somebody_may_come", "size > 0"),
        check(
            *(table, "part_of_country"),
            "subdivision IS NULL OR substr(subdivision, 1, 2) = country",
        ),
        check(table, "email_lower_case", "contact_email = lower(contact_email)"),
        check(
            *(table, "answer_has_time"),
            "status NOT IN ('accepted', 'declined') OR answered_at IS NOT NULL",
        ),
        check(table, "invited_has_time", "status <> 'invited' OR invited_at IS NOT NULL"),
        check(table, "link_was_sent", "token_hash IS NULL OR invited_at IS NOT NULL"),
        refers(table, "event_id", "events"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            *("event_id", "folded_name"), name=op.f(f"uq_{table}_event_id_folded_name")
        ),
        sa.UniqueConstraint("token_hash", name=op.f(f"uq_{table}_token_hash")),
    )


def _create_delegates() -> None:
    table = DELEGATES
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delegation_id", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.String(300), nullable=False),
        sa.Column("folded_name", sa.String(300), nullable=False),
        text_column("position", sa.String(300)),
        text_column("email", sa.String(320)),
        sa.Column("is_head", sa.Boolean(), nullable=False),
        sa.Column("state", one_of("delegatestate_known", *STATES), nullable=False),
        sa.Column("replaces_id", sa.Integer()),
        instant("named_at"),
        instant("changed_at"),
        instant("decided_at", nullable=True),
        check(table, "has_a_name", "full_name <> '' AND folded_name <> ''"),
        check(table, "email_lower_case", "email = lower(email)"),
        check(table, "head_comes", "NOT is_head OR state IN ('named', 'approved')"),
        check(
            *(table, "decision_has_time"),
            "state NOT IN ('approved', 'refused') OR decided_at IS NOT NULL",
        ),
        check(
            *(table, "substitute_for_somebody"),
            "state NOT IN ('substitute_asked', 'approved', 'refused') OR replaces_id IS NOT NULL",
        ),
        refers(table, "delegation_id", DELEGATIONS),
        refers(table, "replaces_id", DELEGATES),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _index_delegates() -> None:
    on_list = "state IN ('named', 'approved', 'substitute_asked')"
    for name, columns, condition in (
        ("head", ["delegation_id"], "is_head"),
        ("folded_name", ["delegation_id", "folded_name"], on_list),
        ("substitute", ["replaces_id"], "state = 'substitute_asked'"),
    ):
        op.create_index(
            f"uq_{DELEGATES}_{name}",
            DELEGATES,
            columns,
            unique=True,
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )
    for column in ("delegation_id", "email"):
        op.create_index(op.f(f"ix_{DELEGATES}_{column}"), DELEGATES, [column])
