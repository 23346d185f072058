"""Applications."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "applications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=20), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("typed", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("full_name", sa.String(length=300), nullable=False),
        sa.Column("certificate_name", sa.String(length=300), nullable=False),
        sa.Column("nationality", sa.String(length=2), nullable=True),
        sa.Column("work_country", sa.String(length=2), nullable=True),
        sa.Column("organisation", sa.String(length=300), nullable=False),
        sa.Column(
            "organisation_type",
            sa.Enum(
                "national_government",
                "subnational_government",
                "public_agency",
                "intergovernmental",
                "research",
                "non_governmental",
                "private_sector",
                "other",
                name="organisationtype_known",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=True,
        ),
        sa.Column("position", sa.String(length=300), nullable=False),
        sa.Column("experience_years", sa.Integer(), nullable=True),
        sa.Column("experience", sa.Text(), nullable=False),
        sa.Column("motivation", sa.Text(), nullable=False),
        sa.Column("consent_version", sa.String(length=20), nullable=True),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "draft",
                "submitted",
                "offered",
                "confirmed",
                "waiting",
                "declined",
                "turned_down",
                "lapsed",
                "withdrawn",
                name="status_known",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("status_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reply_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status <> 'confirmed' OR confirmed_at IS NOT NULL",
            name=op.f("ck_applications_confirmed_has_time"),
        ),
        sa.CheckConstraint(
            "status <> 'offered' OR reply_by IS NOT NULL",
            name=op.f("ck_applications_offer_has_reply_by"),
        ),
        sa.CheckConstraint(
            "status <> 'waiting' OR waiting_since IS NOT NULL",
            name=op.f("ck_applications_waiting_has_time"),
        ),
        sa.CheckConstraint(
            "status = 'draft' OR submitted_at IS NOT NULL",
            name=op.f("ck_applications_submitted_has_time"),
        ),
        sa.CheckConstraint(
            "experience_years BETWEEN 0 AND 70",
            name=op.f("ck_applications_experience_within_a_life"),
        ),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_applications_event_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_applications_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
        sa.UniqueConstraint(
            "event_id", "person_id", name=op.f("uq_applications_event_id_person_id")
        ),
        sa.UniqueConstraint("reference", name=op.f("uq_applications_reference")),
    )
    op.create_index(
        "ix_applications_event_id_status", "applications", ["event_id", "status"], unique=False
    )
    op.create_index(op.f("ix_applications_person_id"), "applications", ["person_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_applications_person_id"), table_name="applications")
    op.drop_index("ix_applications_event_id_status", table_name="applications")
    op.drop_table("applications")
