"""The editions of a series have different numbers; who applies says which modules, in order.

Where two events of a series had one number, the earlier keeps it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

EDITION = "uq_events_series_id_edition"
NUMBERED = sa.text("series_id IS NOT NULL AND edition IS NOT NULL")


def upgrade() -> None:
    op.execute(
        "UPDATE events SET edition = NULL WHERE edition IS NOT NULL AND EXISTS ("
        "SELECT 1 FROM events AS earlier WHERE earlier.series_id = events.series_id"
        " AND earlier.edition = events.edition AND earlier.id < events.id)"
    )
    op.create_index(
        EDITION,
        "events",
        ["series_id", "edition"],
        unique=True,
        sqlite_where=NUMBERED,
        postgresql_where=NUMBERED,
    )
    op.create_table(
        "application_modules",
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("module_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.CheckConstraint("rank >= 1", name=op.f("ck_application_modules_rank_positive")),
        sa.ForeignKeyConstraint(
            ["application_id"],
            ["applications.id"],
            name=op.f("fk_application_modules_application_id"),
        ),
        sa.ForeignKeyConstraint(
            ["module_id"], ["modules.id"], name=op.f("fk_application_modules_module_id")
        ),
        sa.PrimaryKeyConstraint("application_id", "rank", name=op.f("pk_application_modules")),
        sa.UniqueConstraint(
            "application_id",
            "module_id",
            name=op.f("uq_application_modules_application_id_module_id"),
        ),
    )
    op.create_index(op.f("ix_application_modules_module_id"), "application_modules", ["module_id"])


def downgrade() -> None:
    op.drop_table("application_modules")
    op.drop_index(EDITION, table_name="events")
