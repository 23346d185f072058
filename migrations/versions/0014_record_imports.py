"""Imports of records, and the rows of their files."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ENCODINGS = ("utf-8", "windows-1252")
FORMATS = ("page", "csv", "json", "yaml")
STATES = ("waiting", "reading", "ready", "importing", "done", "failed", "thrown_away")
VERDICTS = ("new", "changed", "same", "older", "not_yours", "fault")
RESULTS = ("added", "changed", "unchanged", "left_out")
ORIGINS = ("platform", "table", "record")


def one_of(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def number(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def listed(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.JSON(), nullable=False)


def instant(name: str, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def upgrade() -> None:
    make_imports()
    make_rows()


def make_imports() -> None:
    table = "record_imports"
    op.create_table(
        table,
        number("id"),
        number("initiative_id", nullable=True),
        number("author_id"),
        sa.Column("author", sa.String(length=320), nullable=False),
        number("taken_by_id", nullable=True),
        sa.Column("file_name", sa.String(length=120), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("encoding", one_of("textencoding_known", ENCODINGS), nullable=False),
        sa.Column("format", one_of("fileformat_known", FORMATS), nullable=True),
        sa.Column("state", one_of("importstate_known", STATES), nullable=False),
        *(number(name) for name in ("turn", "done", "total")),
        *(listed(name) for name in ("notes", "faults")),
        sa.Column("problem", sa.Text(), nullable=False),
        *(
            sa.Column(name, sa.Boolean(), nullable=False)
            for name in ("new_are_public", "with_older")
        ),
        instant("created_at"),
        instant("changed_at"),
        instant("finished_at", nullable=True),
        check(table, "counts_not_negative", "done >= 0 AND total >= 0 AND turn >= 0"),
        check(table, "finished_when_done", "(state = 'done') = (finished_at IS NOT NULL)"),
        check(
            table,
            "has_what_to_read",
            "state NOT IN ('waiting', 'reading') OR content IS NOT NULL",
        ),
        refers(table, "initiative_id", "initiatives"),
        refers(table, "author_id", "people"),
        refers(table, "taken_by_id", "people"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index("ix_record_imports_state", table, ["state"])
    op.create_index(op.f("ix_record_imports_initiative_id"), table, ["initiative_id"])


def make_rows() -> None:
    table = "record_import_rows"
    op.create_table(
        table,
        *(number(name) for name in ("id", "import_id", "number", "line")),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("verdict", one_of("verdict_known", VERDICTS), nullable=False),
        sa.Column("result", one_of("result_known", RESULTS), nullable=True),
        sa.Column("origin", one_of("origin_known", ORIGINS), nullable=True),
        number("initiative_id", nullable=True),
        sa.Column("document", sa.JSON(), nullable=True),
        *(listed(name) for name in ("cells", "notes", "faults")),
        check(table, "good_rows_hold_a_record", "(verdict = 'fault') = (document IS NULL)"),
        refers(table, "import_id", "record_imports"),
        refers(table, "initiative_id", "initiatives"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("import_id", "number", name=op.f(f"uq_{table}_import_id_number")),
    )
    op.create_index("ix_record_import_rows_verdict", table, ["import_id", "verdict", "number"])
    op.create_index(op.f("ix_record_import_rows_initiative_id"), table, ["initiative_id"])


def downgrade() -> None:
    op.drop_table("record_import_rows")
    op.drop_table("record_imports")
