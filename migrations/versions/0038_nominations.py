"""Who may nominate people for an event, how many, by which focal points, and whom they named."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

RULES, QUOTAS = "nomination_rules", "nomination_quotas"
POINTS, NOMINATIONS = "focal_points", "nominations"


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
    _create_rules()
    _create_quotas()
    _create_points()
    _create_nominations()
    _index_nominations()


def downgrade() -> None:
    for table in (NOMINATIONS, POINTS, QUOTAS, RULES):
        op.drop_table(table)


def _create_rules() -> None:
    op.create_table(
        RULES,
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("need", one_of("need_known", "open", "marked", "only"), nullable=False),
        instant("changed_at"),
        refers(RULES, "event_id", "events"),
        sa.PrimaryKeyConstraint("event_id", name=op.f(f"pk_{RULES}")),
    )


def _create_quotas() -> None:
    table = QUOTAS
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("folded_name", sa.String(300), nullable=False),
        sa.Column("country", sa.String(2)),
        sa.Column("subdivision", sa.String(6)),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        text_column("note", sa.Text()),
        instant("created_at"),
        instant("changed_at"),
        check(table, "has_a_name", "name <> '' AND folded_name <> ''"),
        check(table, "somebody_may_be_named", "size > 0"),
        check(table, "never_too_many", "used BETWEEN 0 AND size"),
        check(
            *(table, "part_of_country"),
            "subdivision IS NULL OR substr(subdivision, 1, 2) = country",
        ),
        refers(table, "event_id", "events"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            *("event_id", "folded_name"), name=op.f(f"uq_{table}_event_id_folded_name")
        ),
    )


def _create_points() -> None:
    table = POINTS
    statuses = one_of("pointstatus_known", "listed", "invited", "revoked")
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quota_id", sa.Integer(), nullable=False),
        text_column("name", sa.String(300)),
        sa.Column("email", sa.String(320), nullable=False),
        sa.Column("status", statuses, nullable=False),
        sa.Column("token_hash", sa.String(64)),
        *(instant(name, nullable=True) for name in ("invited_at", "reminded_at")),
        instant("created_at"),
        instant("changed_at"),
        check(table, "email_lower_case", "email <> '' AND email = lower(email)"),
        check(table, "invited_has_time", "status <> 'invited' OR invited_at IS NOT NULL"),
        check(table, "link_of_the_invited", "token_hash IS NULL OR status = 'invited'"),
        refers(table, "quota_id", QUOTAS),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("quota_id", "email", name=op.f(f"uq_{table}_quota_id_email")),
        sa.UniqueConstraint("token_hash", name=op.f(f"uq_{table}_token_hash")),
    )


def _create_nominations() -> None:
    table = NOMINATIONS
    states = one_of("nominationstate_known", "named", "withdrawn")
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quota_id", sa.Integer(), nullable=False),
        sa.Column("full_name", sa.String(300), nullable=False),
        sa.Column("folded_name", sa.String(300), nullable=False),
        sa.Column("email", sa.String(320), nullable=False),
        text_column("position", sa.String(300)),
        text_column("organisation", sa.String(300)),
        text_column("reason", sa.Text()),
        sa.Column("state", states, nullable=False),
        sa.Column("rank", sa.Integer()),
        sa.Column("named_by", sa.String(320), nullable=False),
        instant("named_at"),
        instant("changed_at"),
        instant("withdrawn_at", nullable=True),
        instant("invited_at"),
        sa.Column("token_hash", sa.String(64), nullable=False),
        check(table, "has_a_name", "full_name <> '' AND folded_name <> ''"),
        check(table, "email_lower_case", "email <> '' AND email = lower(email)"),
        check(table, "rank_positive", "rank >= 1"),
        check(table, "who_counts_has_a_rank", "(state = 'named') = (rank IS NOT NULL)"),
        check(table, "withdrawn_has_time", "(state = 'withdrawn') = (withdrawn_at IS NOT NULL)"),
        refers(table, "quota_id", QUOTAS),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("token_hash", name=op.f(f"uq_{table}_token_hash")),
    )


def _index_nominations() -> None:
    counts = sa.text("state = 'named'")
    for column in ("email", "rank"):
        op.create_index(
            f"uq_{NOMINATIONS}_{column}",
            NOMINATIONS,
            ["quota_id", column],
            unique=True,
            sqlite_where=counts,
            postgresql_where=counts,
        )
    for column in ("quota_id", "email"):
        op.create_index(op.f(f"ix_{NOMINATIONS}_{column}"), NOMINATIONS, [column])
