"""The initiatives' records, and who organises for them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "initiatives",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("short_name", sa.String(length=40), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("starting_year", sa.Integer(), nullable=True),
        sa.Column("launched_on", sa.Date(), nullable=True),
        sa.Column("launched_by", sa.String(length=300), nullable=False),
        sa.Column("secretariat", sa.String(length=300), nullable=False),
        sa.Column("geographical_coverage", sa.String(length=120), nullable=False),
        sa.Column("membership_rule", sa.Text(), nullable=False),
        sa.Column("website", sa.String(length=300), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiatives")),
        sa.UniqueConstraint("slug", name=op.f("uq_initiatives_slug")),
    )
    op.create_table(
        "initiative_counts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "members",
                "national_states",
                "regions",
                "full_members",
                "observers",
                "countries",
                "institutions",
                "jurisdictions_at_meetings",
                name="countkind_known",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("about", sa.Boolean(), nullable=False),
        sa.Column("as_of", sa.String(length=80), nullable=False),
        sa.Column("source_key", sa.String(length=20), nullable=False),
        sa.CheckConstraint("value >= 0", name=op.f("ck_initiative_counts_value_not_negative")),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.id"], name=op.f("fk_initiative_counts_initiative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_counts")),
    )
    op.create_table(
        "initiative_passages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "objective",
                "activity",
                "area_of_work",
                "means",
                name="passagekind_known",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source_key", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.id"], name=op.f("fk_initiative_passages_initiative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_passages")),
        sa.UniqueConstraint(
            "initiative_id",
            "kind",
            "position",
            name=op.f("uq_initiative_passages_initiative_id_kind_position"),
        ),
    )
    op.create_table(
        "initiative_sources",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("dated", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.id"], name=op.f("fk_initiative_sources_initiative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_sources")),
        sa.UniqueConstraint(
            "initiative_id", "key", name=op.f("uq_initiative_sources_initiative_id_key")
        ),
    )
    op.create_table(
        "initiative_statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source_key", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiatives.id"],
            name=op.f("fk_initiative_statements_initiative_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_statements")),
    )
    op.create_table(
        "memberships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "member",
                "founder",
                "technical_partner",
                "co_financer",
                "leader",
                name="membershipkind_known",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("as_printed", sa.String(length=200), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=True),
        sa.Column("subdivision", sa.String(length=6), nullable=True),
        sa.Column("organisation", sa.String(length=300), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("other_initiative_id", sa.Integer(), nullable=True),
        sa.Column("source_key", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "country IS NOT NULL OR organisation <> ''", name=op.f("ck_memberships_member_is_named")
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.id"], name=op.f("fk_memberships_initiative_id")
        ),
        sa.ForeignKeyConstraint(
            ["other_initiative_id"],
            ["initiatives.id"],
            name=op.f("fk_memberships_other_initiative_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
        sa.UniqueConstraint(
            "initiative_id",
            "kind",
            "position",
            name=op.f("uq_memberships_initiative_id_kind_position"),
        ),
    )
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("as_printed", sa.String(length=300), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("source_key", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.id"], name=op.f("fk_publications_initiative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publications")),
    )
    op.create_table(
        "roles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "organiser",
                "reviewer",
                name="rolekind_known",
                native_enum=False,
                create_constraint=True,
                length=30,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.id"], name=op.f("fk_roles_initiative_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_roles_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roles")),
        sa.UniqueConstraint(
            "person_id", "initiative_id", "kind", name=op.f("uq_roles_person_id_initiative_id_kind")
        ),
    )
    op.create_index(op.f("ix_roles_initiative_id"), "roles", ["initiative_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_roles_initiative_id"), table_name="roles")
    op.drop_table("roles")
    op.drop_table("publications")
    op.drop_table("memberships")
    op.drop_table("initiative_statements")
    op.drop_table("initiative_sources")
    op.drop_table("initiative_passages")
    op.drop_table("initiative_counts")
    op.drop_table("initiatives")
