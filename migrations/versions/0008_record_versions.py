"""A record is a document in versions; what is searched for in it are rows made from the newest.

What the former tables held becomes the first version of each record, and back.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

Plain = dict[str, Any]

MEMBERSHIP_KINDS = (
    *("member", "observer", "partner", "technical_partner", "co_financer", "founder"),
    *("leader", "secretariat", "host", "implementer", "parent", "related"),
)
OLD_MEMBERSHIP_KINDS = ("member", "founder", "technical_partner", "co_financer", "leader")
OLD_COUNT_KINDS = (
    *("members", "national_states", "regions", "full_members", "observers"),
    *("countries", "institutions", "jurisdictions_at_meetings"),
)
COUNT_KINDS = (
    *("members", "companies", "business_organisations", "research_organisations"),
    *("non_governmental", "national_states", "governmental_actors", "regions", "cities"),
    *("intergovernmental", "financial_institutions", "faith_based", "other_members"),
    *("supporting_partners", "full_members", "observers", "countries", "institutions"),
    *("founders", "jurisdictions_at_meetings"),
)
PASSAGE_KINDS = ("objective", "activity", "area_of_work", "means")
OLD_TABLES = ("sources", "passages", "counts", "statements")
FIRST = "KEPT"  # the source of what was kept without one

# Columns that were facts without a source, and the fields that they are now.
COLUMNS = {
    "description": "description",
    "starting_year": "starting-year",
    "launched_on": "launched-on",
    "launched_by": "launched-by",
    "secretariat": "secretariat",
    "geographical_coverage": "coverage",
    "membership_rule": "membership-rule",
    "website": "website",
}
TYPES: dict[str, Any] = {"launched_on": sa.Date(), "starting_year": sa.Integer()}
EMPTY = {"description": "", "launched_by": "", "secretariat": "", "geographical_coverage": ""}
EMPTY |= {"membership_rule": ""}


def one_of(name: str, words: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def of_initiative(table: str) -> tuple[Any, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.id"], name=op.f(f"fk_{table}_initiative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def text(name: str, length: int | None = None, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length) if length else sa.Text(), nullable=nullable)


def instant(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def upgrade() -> None:
    make_new_tables()
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT * FROM initiatives")).mappings().all():
        document = document_of(connection, dict(row))
        connection.execute(
            sa.text(
                "INSERT INTO record_versions "
                "(initiative_id, number, author, note, saved_at, document) "
                "VALUES (:initiative_id, 1, 'system', 'The record as it was kept before.', "
                ":saved_at, :document)"
            ).bindparams(sa.bindparam("document", type_=sa.JSON())),
            {
                "initiative_id": row["id"],
                "saved_at": row["changed_at"],
                "document": document,
            },
        )
    for table in ("memberships", "publications", *(f"initiative_{each}" for each in OLD_TABLES)):
        op.drop_table(table)
    for column in COLUMNS:
        if column != "website":
            op.drop_column("initiatives", column)


def make_new_tables() -> None:
    op.add_column(
        "initiatives",
        sa.Column("is_public", sa.Boolean(), server_default=sa.true(), nullable=False),
    )
    op.add_column(
        "initiatives",
        sa.Column("search_text", sa.Text(), server_default=sa.text("''"), nullable=False),
    )
    op.create_table(
        "record_versions",
        *of_initiative("record_versions"),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=True),
        text("author", 320),
        text("note"),
        instant("saved_at"),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_record_versions_number_positive")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_record_versions_author_id")
        ),
        sa.UniqueConstraint(
            "initiative_id", "number", name=op.f("uq_record_versions_initiative_id_number")
        ),
    )
    make_index_tables()
    op.create_table(
        "initiative_contacts",
        *of_initiative("initiative_contacts"),
        text("name", 300),
        text("role", 300),
        text("email", 320),
        text("phone", 60),
        text("address"),
        text("source", 300),
        sa.Column("is_public", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=True),
        instant("added_at"),
        sa.CheckConstraint(
            "name <> '' OR role <> '' OR email <> ''",
            name=op.f("ck_initiative_contacts_contact_is_somebody"),
        ),
    )
    op.create_table(
        "initiative_notes",
        *of_initiative("initiative_notes"),
        text("author", 320),
        text("text"),
        instant("at"),
    )


def make_index_tables() -> None:
    op.create_table(
        "record_terms",
        *of_initiative("record_terms"),
        sa.Column(
            "kind",
            one_of("termkind_known", ("theme", "function", "activity", "coverage", "lead_type")),
            nullable=False,
        ),
        text("term", 300),
        sa.UniqueConstraint(
            "initiative_id", "kind", "term", name=op.f("uq_record_terms_initiative_id_kind_term")
        ),
    )
    op.create_index("ix_record_terms_kind_term", "record_terms", ["kind", "term"])
    op.create_table(
        "record_memberships",
        *of_initiative("record_memberships"),
        text("key", 80),
        sa.Column("kind", one_of("membershipkind_known", MEMBERSHIP_KINDS), nullable=False),
        sa.Column("category", one_of("countkind_known", COUNT_KINDS), nullable=True),
        text("printed", 300),
        text("country", 2, nullable=True),
        text("subdivision", 6, nullable=True),
        text("organisation", 300),
        text("organisation_type", 60),
        text("seat", 2, nullable=True),
        text("other_slug", 80, nullable=True),
        text("since", 10),
        text("until", 10),
        sa.CheckConstraint(
            "subdivision IS NULL OR substr(subdivision, 1, 2) = country",
            name=op.f("ck_record_memberships_part_of_country"),
        ),
        sa.CheckConstraint(
            "substr(until, 1, length(since)) >= substr(since, 1, length(until))",
            name=op.f("ck_record_memberships_ends_after_start"),
        ),
        sa.UniqueConstraint(
            "initiative_id", "key", name=op.f("uq_record_memberships_initiative_id_key")
        ),
    )
    op.create_index("ix_record_memberships_country", "record_memberships", ["country"])
    op.create_index("ix_record_memberships_other_slug", "record_memberships", ["other_slug"])
    op.create_table(
        "record_publications",
        *of_initiative("record_publications"),
        text("key", 80),
        text("title", 300),
        sa.Column("year", sa.Integer(), nullable=True),
        text("organisation", 300),
        text("language", 35),
        text("topic", 120),
        text("about"),
        text("link", 500),
        text("file", 80),
        text("search_text"),
        sa.Column("is_listed", sa.Boolean(), nullable=False),
        instant("added_at"),
        instant("changed_at"),
        sa.UniqueConstraint(
            "initiative_id", "key", name=op.f("uq_record_publications_initiative_id_key")
        ),
    )


def document_of(connection: sa.Connection, row: Plain) -> Plain:
    """Return the record of the former tables as a document; what has no field is a passage."""
    lists = {
        table: [dict(each) for each in of(connection, table, row["id"])]
        for table in ("memberships", "publications", *(f"initiative_{name}" for name in OLD_TABLES))
    }
    rows = connection.execute(sa.text("SELECT id, slug FROM initiatives")).all()
    slugs = {row[0]: row[1] for row in rows}
    sources = [
        {"key": each["key"], "title": each["title"], "dated": each["dated"]}
        for each in lists["initiative_sources"]
    ]
    document: Plain = {
        "slug": row["slug"],
        "name": row["name"],
        "short_name": row["short_name"],
        "summary": row["summary"],
        "sources": [*sources, {"key": FIRST, "title": "The record as it was kept before"}],
        "statements": list(statements_of(row)),
        "passages": list(passages_of(lists)),
        "memberships": [membership_of(each, slugs) for each in lists["memberships"]],
        "counts": [count_of(each) for each in lists["initiative_counts"]],
        "publications": [publication_of(each) for each in lists["publications"]],
    }
    return numbered(document)


def of(connection: sa.Connection, table: str, initiative_id: int) -> Any:
    statement = f"SELECT * FROM {table} WHERE initiative_id = :id ORDER BY id"  # noqa: S608 - our own table names
    return connection.execute(sa.text(statement), {"id": initiative_id}).mappings()


def statements_of(row: Plain) -> Iterator[Plain]:
    for column, field in COLUMNS.items():
        value = row[column]
        if value not in (None, ""):
            told = value if isinstance(value, int) else str(value)
            yield {
                "field": field,
                "source": FIRST,
                "value": [told] if field == "coverage" else told,
            }


def passages_of(lists: dict[str, list[Plain]]) -> Iterator[Plain]:
    for each in lists["initiative_passages"]:
        yield {
            "kind": each["kind"],
            "source": each["source_key"],
            "title": each["title"],
            "text": each["text"],
        }
    for each in lists["initiative_statements"]:
        yield {
            "kind": "activity",
            "source": each["source_key"],
            "title": each["label"],
            "text": " ".join(filter(None, (each["value"], each["note"]))),
        }


def membership_of(row: Plain, slugs: dict[int, str]) -> Plain:
    return {
        "kind": row["kind"],
        "source": row["source_key"],
        "printed": row["as_printed"],
        "code": row["subdivision"] or row["country"] or "",
        "organisation": row["organisation"],
        "initiative": slugs.get(row["other_initiative_id"], ""),
        "note": row["note"],
    }


def count_of(row: Plain) -> Plain:
    as_of = iso_date(row["as_of"])
    return {
        "kind": row["kind"],
        "value": row["value"],
        "source": row["source_key"],
        "as_of": as_of,
        "approximate": bool(row["about"]),
        "part": row["part"],
        "note": "" if as_of else row["as_of"],
    }


def publication_of(row: Plain) -> Plain:
    return {
        "title": row["title"],
        "printed": row["as_printed"] if row["as_printed"] != row["title"] else "",
        "year": row["year"],
        "about": row["about"],
        "source": row["source_key"],
    }


def iso_date(words: str) -> str:
    """Return ``2022-04-12`` for ``12 April 2022``, and nothing for what is no day."""
    try:
        return datetime.strptime(words, "%d %B %Y").replace(tzinfo=UTC).date().isoformat()
    except ValueError:
        return ""


def numbered(document: Plain) -> Plain:
    for part in ("passages", "memberships", "counts", "publications"):
        for number, thing in enumerate(document[part], 1):
            thing["key"] = f"{part}-{number}"
    return document


def downgrade() -> None:
    make_old_tables()
    for column, default in EMPTY.items():
        kind = sa.String(length=300) if column in ("launched_by", "secretariat") else sa.Text()
        op.add_column(
            "initiatives",
            sa.Column(column, kind, server_default=sa.text(f"'{default}'"), nullable=False),
        )
    op.add_column("initiatives", sa.Column("starting_year", sa.Integer(), nullable=True))
    op.add_column("initiatives", sa.Column("launched_on", sa.Date(), nullable=True))
    connection = op.get_bind()
    newest = sa.text(
        "SELECT initiative_id, document FROM record_versions AS v WHERE number = "
        "(SELECT max(number) FROM record_versions AS w WHERE w.initiative_id = v.initiative_id)"
    )
    for row in connection.execute(newest).all():
        document = row[1] if isinstance(row[1], dict) else json.loads(row[1])
        restore(connection, row[0], document)
    for table in ("initiative_notes", "initiative_contacts", "record_publications"):
        op.drop_table(table)
    op.drop_index("ix_record_memberships_other_slug", table_name="record_memberships")
    op.drop_index("ix_record_memberships_country", table_name="record_memberships")
    op.drop_table("record_memberships")
    op.drop_index("ix_record_terms_kind_term", table_name="record_terms")
    op.drop_table("record_terms")
    op.drop_table("record_versions")
    op.drop_column("initiatives", "search_text")
    op.drop_column("initiatives", "is_public")


def restore(connection: sa.Connection, initiative_id: int, document: Plain) -> None:
    """Write into the former tables what they can hold of a document."""

    def insert(table: str, **values: Any) -> None:
        names = ", ".join(values)
        places = ", ".join(f":{name}" for name in values)
        statement = f"INSERT INTO {table} ({names}) VALUES ({places})"  # noqa: S608 - our own names
        connection.execute(sa.text(statement), values)

    own = {"initiative_id": initiative_id}
    for source in document.get("sources", ()):
        dated = source.get("dated") or source.get("date", "")
        insert(
            "initiative_sources", **own, key=source["key"][:20], title=source["title"], dated=dated
        )
    for position, each in enumerate(document.get("passages", ()), 1):
        insert(
            "initiative_passages",
            **own,
            **{name: each.get(name, "") for name in ("kind", "title", "text")},
            position=position,
            source_key=each["source"][:20],
        )
    for position, each in enumerate(document.get("memberships", ()), 1):
        insert("memberships", **own, position=position, **old_membership(each))
    for each in document.get("counts", ()):
        if each["kind"] in OLD_COUNT_KINDS:
            insert(
                "initiative_counts",
                **own,
                **{name: each.get(name, "") for name in ("kind", "value", "part", "as_of")},
                about=each.get("approximate", False),
                source_key=each["source"][:20],
            )
    for each in document.get("publications", ()):
        insert(
            "publications",
            **own,
            title=each["title"],
            as_printed=each.get("printed") or each["title"],
            year=each.get("year"),
            about=each.get("about", ""),
            source_key=each["source"][:20],
        )
    restore_statements(connection, insert, initiative_id, document)


def restore_statements(
    connection: sa.Connection, insert: Any, initiative_id: int, document: Plain
) -> None:
    columns = {field: column for column, field in COLUMNS.items()}
    for each in document.get("statements", ()):
        column, value = columns.get(each["field"]), each.get("value")
        told = ", ".join(map(str, value)) if isinstance(value, list) else value
        if column is None:
            insert(
                "initiative_statements",
                initiative_id=initiative_id,
                label=each["field"],
                value="" if told is None else str(told),
                note=each.get("note", ""),
                source_key=each["source"][:20],
            )
        elif told is not None and column != "website":
            statement = f"UPDATE initiatives SET {column} = :value WHERE id = :id"  # noqa: S608 - our own names
            typed = sa.text(statement).bindparams(sa.bindparam("value", type_=TYPES.get(column)))
            connection.execute(typed, {"value": as_held(column, told), "id": initiative_id})


def as_held(column: str, told: Any) -> Any:
    if column == "launched_on":
        return date.fromisoformat(told)
    return told[:300] if column in ("launched_by", "secretariat") else told


def old_membership(each: Plain) -> Plain:
    code = each.get("code", "")
    name = each.get("organisation") or each.get("printed", "")
    known = each["kind"] in OLD_MEMBERSHIP_KINDS
    return {
        "kind": each["kind"] if known else "technical_partner",
        "as_printed": each.get("printed", "")[:200],
        "country": code[:2] or None,
        "subdivision": code if "-" in code else None,
        "organisation": "" if code else name[:300],
        "note": each.get("note", "")[:300],
        "source_key": each["source"][:20],
    }


def make_old_tables() -> None:
    op.create_table(
        "initiative_sources",
        *of_initiative("initiative_sources"),
        text("key", 20),
        text("title", 300),
        text("dated", 200),
        sa.UniqueConstraint(
            "initiative_id", "key", name=op.f("uq_initiative_sources_initiative_id_key")
        ),
    )
    op.create_table(
        "initiative_passages",
        *of_initiative("initiative_passages"),
        sa.Column("kind", one_of("passagekind_known", PASSAGE_KINDS), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        text("title", 300),
        text("text"),
        text("source_key", 20),
        sa.UniqueConstraint(
            "initiative_id",
            "kind",
            "position",
            name=op.f("uq_initiative_passages_initiative_id_kind_position"),
        ),
    )
    op.create_table(
        "initiative_counts",
        *of_initiative("initiative_counts"),
        sa.Column("kind", one_of("countkind_known", OLD_COUNT_KINDS), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        text("part", 80),
        sa.Column("about", sa.Boolean(), nullable=False),
        text("as_of", 80),
        text("source_key", 20),
        sa.CheckConstraint("value >= 0", name=op.f("ck_initiative_counts_value_not_negative")),
    )
    op.create_table(
        "initiative_statements",
        *of_initiative("initiative_statements"),
        text("label", 120),
        text("value"),
        text("note"),
        text("source_key", 20),
    )
    op.create_table(
        "publications",
        *of_initiative("publications"),
        text("title", 300),
        text("as_printed", 300),
        sa.Column("year", sa.Integer(), nullable=True),
        text("about"),
        text("source_key", 20),
    )
    op.create_table(
        "memberships",
        *of_initiative("memberships"),
        sa.Column("kind", one_of("membershipkind_known", OLD_MEMBERSHIP_KINDS), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        text("as_printed", 200),
        text("country", 2, nullable=True),
        text("subdivision", 6, nullable=True),
        text("organisation", 300),
        text("note", 300),
        sa.Column("other_initiative_id", sa.Integer(), nullable=True),
        text("source_key", 20),
        sa.CheckConstraint(
            "country IS NOT NULL OR organisation <> ''", name=op.f("ck_memberships_member_is_named")
        ),
        sa.ForeignKeyConstraint(
            ["other_initiative_id"],
            ["initiatives.id"],
            name=op.f("fk_memberships_other_initiative_id"),
        ),
        sa.UniqueConstraint(
            "initiative_id",
            "kind",
            "position",
            name=op.f("uq_memberships_initiative_id_kind_position"),
        ),
    )
