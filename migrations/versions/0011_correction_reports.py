"""What readers report to be wrong in a record, and what its editors decided."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WISHES = ("say", "empty", "end", "remove", "words")
STATES = ("open", "accepted", "declined")
REASONS = (
    *("not_confirmed", "right_already", "source_says_so", "not_of_this_record"),
    *("other", "no_report"),
)
TABLE = "correction_reports"


def one_of(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("base_number", sa.Integer(), nullable=False),
        sa.Column("wish", one_of("wish_known", WISHES), nullable=False),
        sa.Column("proposed", sa.Text(), nullable=False),
        sa.Column("until", sa.String(length=10), nullable=False),
        sa.Column("source_title", sa.String(length=300), nullable=False),
        sa.Column("source_address", sa.String(length=500), nullable=False),
        sa.Column("source_date", sa.String(length=10), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("is_suspect", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("announced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", one_of("reportstate_known", STATES), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(length=320), nullable=False),
        sa.Column("decider_id", sa.Integer(), nullable=True),
        sa.Column("reason", one_of("reason_known", REASONS), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("saved_number", sa.Integer(), nullable=True),
        *checks(),
        sa.ForeignKeyConstraint(["decider_id"], ["people.id"], name=op.f(f"fk_{TABLE}_decider_id")),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.id"], name=op.f(f"fk_{TABLE}_initiative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint(
            "initiative_id", "number", name=op.f(f"uq_{TABLE}_initiative_id_number")
        ),
    )
    op.create_index(f"ix_{TABLE}_initiative_id_state", TABLE, ["initiative_id", "state"])


def checks() -> list[sa.CheckConstraint]:
    conditions = {
        "number_positive": "number > 0",
        "decision_has_time": "(state = 'open') = (decided_at IS NULL)",
        "decline_has_reason": "(state = 'declined') = (reason IS NOT NULL)",
        "end_has_date": "(wish = 'end') = (until <> '')",
        "says_something": "wish NOT IN ('say', 'words') OR proposed <> '' OR comment <> ''",
        "saved_if_accepted": "saved_number IS NULL OR state = 'accepted'",
    }
    return [
        sa.CheckConstraint(condition, name=op.f(f"ck_{TABLE}_{name}"))
        for name, condition in conditions.items()
    ]


def downgrade() -> None:
    op.drop_index(f"ix_{TABLE}_initiative_id_state", table_name=TABLE)
    op.drop_table(TABLE)
