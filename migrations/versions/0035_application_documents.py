"""The files that answer questions of applications."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

TABLE = "application_documents"
STAGES = ("application", "logistics")


def upgrade() -> None:
    stage = sa.Enum(
        *STAGES,
        name=op.f(f"ck_{TABLE}_stage_known"),
        native_enum=False,
        create_constraint=True,
        length=30,
    )
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("stage", stage, nullable=False),
        sa.Column("question", sa.String(60), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f(f"fk_{TABLE}_application_id")
        ),
        sa.ForeignKeyConstraint(["file_id"], ["stored_files.id"], name=op.f(f"fk_{TABLE}_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("file_id", name=op.f(f"uq_{TABLE}_file_id")),
        sa.UniqueConstraint(
            "application_id",
            "stage",
            "question",
            "sha256",
            name=op.f(f"uq_{TABLE}_application_id_stage_question_sha256"),
        ),
    )


def downgrade() -> None:
    op.drop_table(TABLE)
