"""Applications answer a form that was composed: their answers move from columns into documents.

Every event with applications gets the form that all of them had so far, as its version 1.
"""

import json
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

APPLICATIONS, SENDINGS, REQUESTS = (
    "applications",
    "application_sendings",
    "information_requests",
)
FORM = Path(__file__).parent.parent / "records" / "short_form.json"
STATUSES = (
    *("draft", "submitted", "offered", "confirmed", "waiting", "declined"),
    *("turned_down", "lapsed", "withdrawn"),
)
CAUSES = ("sent", "changed", "information", "on_behalf", "imported")
IN_COLUMNS = (
    *("full_name", "certificate_name", "nationality", "work_country", "organisation"),
    *("organisation_type", "position", "experience_years", "experience", "motivation"),
    "consent_version",
)

applications = sa.table(
    APPLICATIONS,
    *(sa.column(name) for name in ("id", "event_id", "status", "reference", "form_version_id")),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in ("submitted_at", "created_at")),
    sa.column("typed", sa.JSON(none_as_null=True)),
    sa.column("answers", sa.JSON()),
    sa.column("search_text"),
    *(sa.column(name) for name in IN_COLUMNS),
)
events = sa.table("events", sa.column("id"), sa.column("initiative_id"))
wishes = sa.table(
    "application_modules",
    *(sa.column(name) for name in ("application_id", "rank", "module_id")),
)
forms = sa.table(
    "forms",
    *(sa.column(name) for name in ("id", "initiative_id", "event_id", "stage", "name", "source")),
    sa.column("document", sa.JSON()),
    sa.column("revision"),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in ("created_at", "changed_at")),
)
versions = sa.table(
    "form_versions",
    *(sa.column(name) for name in ("id", "form_id", "number", "note", "author")),
    sa.column("document", sa.JSON()),
    sa.column("published_at", sa.DateTime(timezone=True)),
)
sendings = sa.table(
    SENDINGS,
    *(sa.column(name) for name in ("application_id", "number", "form_version_id", "cause")),
    sa.column("author"),
    sa.column("sent_at", sa.DateTime(timezone=True)),
    sa.column("answers", sa.JSON()),
)


def upgrade() -> None:
    with op.batch_alter_table("events") as table:
        table.add_column(
            sa.Column("may_change_sent", sa.Boolean(), server_default=sa.true(), nullable=False)
        )
    _make_tables()
    with op.batch_alter_table(APPLICATIONS) as table:
        table.add_column(sa.Column("form_version_id", sa.Integer()))
        table.add_column(_text("language", sa.String(35)))
        table.add_column(sa.Column("typed_at", sa.JSON(), server_default="{}", nullable=False))
        table.add_column(sa.Column("replaced", sa.JSON(), server_default="[]", nullable=False))
        table.add_column(sa.Column("answers", sa.JSON(), server_default="{}", nullable=False))
        table.add_column(_text("search_text", sa.Text()))
        table.create_foreign_key(
            op.f("fk_applications_form_version_id"), "form_versions", ["form_version_id"], ["id"]
        )
        table.create_index("ix_applications_form_version_id", ["form_version_id"])
    _answers_from_columns()
    with op.batch_alter_table(APPLICATIONS) as table:
        for name in ("experience", "motivation", "consent_version"):
            table.drop_column(name)
        for name in ("language", "typed_at", "replaced", "answers", "search_text"):
            table.alter_column(name, server_default=None)
    _take_statuses(*STATUSES, "needs_information")


def downgrade() -> None:
    op.execute(
        applications.update()
        .where(applications.c.status == "needs_information")
        .values(status="submitted")
    )
    _take_statuses(*STATUSES)
    with op.batch_alter_table(APPLICATIONS) as table:
        table.add_column(_text("experience", sa.Text()))
        table.add_column(_text("motivation", sa.Text()))
        table.add_column(sa.Column("consent_version", sa.String(20)))
    _columns_from_answers()
    with op.batch_alter_table(APPLICATIONS) as table:
        table.drop_constraint(op.f("fk_applications_form_version_id"), type_="foreignkey")
        table.drop_index("ix_applications_form_version_id")
        for name in ("experience", "motivation"):
            table.alter_column(name, server_default=None)
        for name in ("form_version_id", "language", "typed_at", "replaced", "answers"):
            table.drop_column(name)
        table.drop_column("search_text")
    op.drop_table(REQUESTS)
    op.drop_table(SENDINGS)
    with op.batch_alter_table("events") as table:
        table.drop_column("may_change_sent")


def _text(name: str, kind: sa.types.TypeEngine[str]) -> sa.Column[str]:
    return sa.Column(name, kind, server_default=sa.text("''"), nullable=False)


def _one_of(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def _take_statuses(*words: str) -> None:
    """Change which words the database takes for where an application stands."""
    allowed = ", ".join(f"'{word}'" for word in words)
    with op.batch_alter_table(APPLICATIONS) as table:
        table.drop_constraint(op.f("ck_applications_status_known"), type_="check")
        table.create_check_constraint("status_known", f"status IN ({allowed})")


def _make_tables() -> None:
    op.create_table(
        SENDINGS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("form_version_id", sa.Integer()),
        sa.Column("cause", _one_of("cause_known", *CAUSES), nullable=False),
        sa.Column("author", sa.String(320), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.CheckConstraint("number >= 1", name="number_positive"),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"]),
        sa.ForeignKeyConstraint(["form_version_id"], ["form_versions.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("application_id", "number"),
    )
    op.create_table(
        REQUESTS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(320), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reply_by", sa.DateTime(timezone=True)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(["application_id"], ["applications.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_information_requests_application_id", REQUESTS, ["application_id"])


def _answers_from_columns() -> None:
    connection = op.get_bind()
    made: dict[int, int] = {}
    chosen = _wishes(connection)
    for row in connection.execute(sa.select(applications).order_by(applications.c.id)).all():
        if row.event_id not in made:
            made[row.event_id] = _form_of(connection, row.event_id, row.created_at)
        version, answers = made[row.event_id], {}
        if row.typed is None:
            answers = _answers(row, chosen.get(row.id, []))
        connection.execute(
            applications.update()
            .where(applications.c.id == row.id)
            .values(
                form_version_id=version,
                answers=answers,
                typed=None if row.typed is None else _typed(row.typed),
                search_text=f"{row.reference}\n{row.full_name}\n{row.organisation}".lower(),
            )
        )
        if row.submitted_at is not None:
            sending = {
                "application_id": row.id,
                "number": 1,
                "form_version_id": version,
                "cause": "sent",
                "author": row.full_name[:320],
                "sent_at": row.submitted_at,
                "answers": answers,
            }
            connection.execute(sendings.insert().values(**sending))


def _wishes(connection: sa.Connection) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    ranked = sa.select(wishes).order_by(wishes.c.application_id, wishes.c.rank)
    for row in connection.execute(ranked):
        found.setdefault(row.application_id, []).append(str(row.module_id))
    return found


def _form_of(connection: sa.Connection, event_id: int, at: Any) -> int:
    """Return the id of the newest version of an event's form, made where there is none."""
    newest = (
        sa.select(versions.c.id)
        .join(forms, forms.c.id == versions.c.form_id)
        .where(forms.c.event_id == event_id, forms.c.stage == "application")
        .order_by(versions.c.number.desc())
    )
    if found := connection.scalar(newest.limit(1)):
        return int(found)
    document = json.loads(FORM.read_text("utf-8"))
    initiative = connection.scalar(sa.select(events.c.initiative_id).where(events.c.id == event_id))
    form = {
        "initiative_id": initiative,
        "event_id": event_id,
        "stage": "application",
        "name": "",
        "source": "",
        "document": document,
        "revision": 0,
        "created_at": at,
        "changed_at": at,
    }
    form_id = connection.scalar(forms.insert().values(**form).returning(forms.c.id))
    version = {
        "form_id": form_id,
        "number": 1,
        "document": document,
        "note": "",
        "author": "",
        "published_at": at,
    }
    made = connection.scalar(versions.insert().values(**version).returning(versions.c.id))
    return int(made or 0)


def _answers(row: Any, modules: list[str]) -> dict[str, str]:
    """Return the answers of the columns as texts by the keys of their questions."""
    texts = {name: getattr(row, name) for name in IN_COLUMNS}
    texts["consent"] = texts.pop("consent_version")
    texts["modules"] = "\n".join(modules)
    return {name: str(value) for name, value in texts.items() if value not in (None, "")}


def _typed(typed: dict[str, str]) -> dict[str, str]:
    texts = {("consent" if name == "consent_version" else name): t for name, t in typed.items()}
    texts["modules"] = "\n".join(filter(None, texts.get("modules", "").split(",")))
    return texts


def _columns_from_answers() -> None:
    """Put back what the columns can hold; answers to other questions are lost."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(applications).order_by(applications.c.id)).all():
        typed = None if row.status != "draft" else _before(row.typed or row.answers)
        values = {
            "experience": row.answers.get("experience", ""),
            "motivation": row.answers.get("motivation", ""),
            "consent_version": row.answers.get("consent"),
            "typed": typed,
        }
        connection.execute(
            applications.update().where(applications.c.id == row.id).values(**values)
        )


def _before(typed: dict[str, str]) -> dict[str, str]:
    texts = {("consent_version" if name == "consent" else name): t for name, t in typed.items()}
    texts["modules"] = ",".join(texts.get("modules", "").split("\n"))
    return texts
