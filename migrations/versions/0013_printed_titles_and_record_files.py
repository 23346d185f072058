"""Lists of publications tell how a source prints a title; a record knows which files are its own.

Printed titles are read from the newest version of each record.
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "record_publications",
        sa.Column("printed", sa.Text(), server_default=sa.text("''"), nullable=False),
    )
    op.create_table(
        "record_files",
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_record_files_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.id"], name=op.f("fk_record_files_initiative_id")
        ),
        sa.PrimaryKeyConstraint("file_id", name=op.f("pk_record_files")),
    )
    op.create_index("ix_record_files_initiative_id", "record_files", ["initiative_id"])
    fill_in(op.get_bind())


def fill_in(connection: sa.Connection) -> None:
    newest = sa.text(
        "SELECT initiative_id, document FROM record_versions AS v WHERE number = "
        "(SELECT max(number) FROM record_versions AS w WHERE w.initiative_id = v.initiative_id)"
    )
    told = sa.text(
        "UPDATE record_publications SET printed = :printed "
        "WHERE initiative_id = :initiative AND key = :key"
    )
    for initiative, document in connection.execute(newest).all():
        record: dict[str, Any] = document if isinstance(document, dict) else json.loads(document)
        for each in record.get("publications", ()):
            if each.get("printed"):
                values = {"initiative": initiative, "key": each["key"], "printed": each["printed"]}
                connection.execute(told, values)


def downgrade() -> None:
    op.drop_index("ix_record_files_initiative_id", table_name="record_files")
    op.drop_table("record_files")
    op.drop_column("record_publications", "printed")
