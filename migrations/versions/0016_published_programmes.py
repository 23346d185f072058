"""Rooms, tracks and agendas; what is planned apart from the numbered versions that are public.

What was public before becomes version 1 of each programme, with the SEQUENCE that calendars have.
"""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

AGENDA_KINDS = ("talk", "questions", "poll", "break", "discussion", "group_work", "other")
STATE = (
    *("status", "title", "zone", "starts_local", "ends_local", "starts_at", "ends_at"),
    *("place", "repeat_group", "description"),
)
LOCAL, INSTANTS = ("starts_local", "ends_local"), ("starts_at", "ends_at")


def one_of(name: str, *words: str) -> sa.Enum:
    """Return the column type for a closed set of words, with a CHECK in the database."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def text_column(name: str, kind: sa.types.TypeEngine[str]) -> sa.Column[str]:
    """Return a column of text that is empty where nobody said."""
    return sa.Column(name, kind, server_default=sa.text("''"), nullable=False)


def upgrade() -> None:
    _create_places()
    _create_agenda()
    _create_published()
    _publish_what_is_public()
    with op.batch_alter_table("sessions") as sessions:
        sessions.drop_column("sequence")


def downgrade() -> None:
    op.add_column(
        "sessions", sa.Column("sequence", sa.Integer(), server_default="0", nullable=False)
    )
    op.execute(
        "UPDATE sessions SET sequence = (SELECT published_sessions.sequence"
        " FROM published_sessions WHERE published_sessions.session_id = sessions.id)"
        " WHERE id IN (SELECT session_id FROM published_sessions)"
    )
    op.drop_table("published_sessions")
    op.drop_table("programme_versions")
    with op.batch_alter_table("sessions") as sessions:
        sessions.alter_column("sequence", server_default=None)
        sessions.drop_constraint(op.f("ck_sessions_at_least_one_seat"), type_="check")
        for name in ("room", "track", "module"):
            sessions.drop_constraint(op.f(f"fk_sessions_{name}_id"), type_="foreignkey")
            sessions.drop_index(op.f(f"ix_sessions_{name}_id"))
            sessions.drop_column(f"{name}_id")
        for name in ("recording_link", "seats", "language"):
            sessions.drop_column(name)
    with op.batch_alter_table("speakers") as speakers:
        speakers.drop_constraint(op.f("ck_speakers_presence_known"), type_="check")
        speakers.drop_constraint(op.f("fk_speakers_agenda_item_id"), type_="foreignkey")
        speakers.drop_index(op.f("ix_speakers_agenda_item_id"))
        speakers.drop_column("presence")
        speakers.drop_column("agenda_item_id")
    for table in ("agenda_items", "repeat_groups", "tracks", "rooms"):
        op.drop_table(table)


def _create_places() -> None:
    op.create_table(
        "rooms",
        *_named_part_of_an_event("rooms"),
        sa.Column("capacity", sa.Integer()),
        sa.CheckConstraint("capacity >= 1", name=op.f("ck_rooms_holds_somebody")),
    )
    op.create_table("tracks", *_named_part_of_an_event("tracks"))
    op.create_table(
        "repeat_groups",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("rule", one_of("repeatrule_known", "any", "only_one"), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_repeat_groups_event_id")
        ),
        sa.PrimaryKeyConstraint("event_id", "name", name=op.f("pk_repeat_groups")),
    )
    with op.batch_alter_table("sessions") as sessions:
        for name in ("room", "track", "module"):
            sessions.add_column(sa.Column(f"{name}_id", sa.Integer()))
            sessions.create_foreign_key(
                op.f(f"fk_sessions_{name}_id"), f"{name}s", [f"{name}_id"], ["id"]
            )
            sessions.create_index(op.f(f"ix_sessions_{name}_id"), [f"{name}_id"])
        sessions.add_column(text_column("language", sa.String(35)))
        sessions.add_column(sa.Column("seats", sa.Integer()))
        sessions.add_column(text_column("recording_link", sa.String(500)))
        sessions.create_check_constraint(op.f("ck_sessions_at_least_one_seat"), "seats >= 1")


def _named_part_of_an_event(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f(f"fk_{table}_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("event_id", "name", name=op.f(f"uq_{table}_event_id_name")),
    )


def _create_agenda() -> None:
    op.create_table(
        "agenda_items",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", one_of("agendakind_known", *AGENDA_KINDS), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("starts_after", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.CheckConstraint("starts_after >= 0", name=op.f("ck_agenda_items_starts_within_session")),
        sa.CheckConstraint("minutes >= 1", name=op.f("ck_agenda_items_lasts_a_minute")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_agenda_items_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_items")),
        sa.UniqueConstraint(
            "session_id", "position", name=op.f("uq_agenda_items_session_id_position")
        ),
    )
    with op.batch_alter_table("speakers") as speakers:
        speakers.add_column(sa.Column("agenda_item_id", sa.Integer()))
        speakers.add_column(
            text_column("presence", one_of("presence_known", "", "in_person", "online"))
        )
        speakers.create_foreign_key(
            op.f("fk_speakers_agenda_item_id"), "agenda_items", ["agenda_item_id"], ["id"]
        )
        speakers.create_index(op.f("ix_speakers_agenda_item_id"), ["agenda_item_id"])


def _create_published() -> None:
    op.create_table(
        "programme_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("author", sa.String(320), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("document", sa.JSON(), nullable=False),
        sa.CheckConstraint("number >= 1", name=op.f("ck_programme_versions_number_positive")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_programme_versions_event_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_versions")),
        sa.UniqueConstraint(
            "event_id", "number", name=op.f("uq_programme_versions_event_id_number")
        ),
    )
    op.create_table(
        "published_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("calendar_uid", sa.String(36), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column(
            "status", one_of("sessionstatus_known", "scheduled", "cancelled"), nullable=False
        ),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("zone", sa.String(60), nullable=False),
        *(sa.Column(name, sa.DateTime(), nullable=False) for name in LOCAL),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in INSTANTS),
        sa.Column("place", sa.String(300), nullable=False),
        sa.Column("track", sa.String(120), nullable=False),
        sa.Column("module", sa.String(300), nullable=False),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("repeat_group", sa.String(40), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("speakers", sa.JSON(), nullable=False),
        sa.Column("agenda", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "ends_at > starts_at", name=op.f("ck_published_sessions_ends_after_start")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_published_sessions_event_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sessions.id"], name=op.f("fk_published_sessions_session_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_sessions")),
        sa.UniqueConstraint("calendar_uid", name=op.f("uq_published_sessions_calendar_uid")),
        sa.UniqueConstraint("session_id", name=op.f("uq_published_sessions_session_id")),
    )
    for name in INSTANTS:
        op.create_index(op.f(f"ix_published_sessions_{name}"), "published_sessions", [name])
    op.create_index(
        "ix_published_sessions_event_id_starts_at", "published_sessions", ["event_id", "starts_at"]
    )


def _publish_what_is_public() -> None:
    connection = op.get_bind()
    tables = sa.MetaData()
    sessions, events, speakers, published, versions = (
        sa.Table(name, tables, autoload_with=connection, resolve_fks=False)
        for name in ("sessions", "events", "speakers", "published_sessions", "programme_versions")
    )
    spoken = _by_session(connection, speakers)
    public = sa.select(sessions).join(events, events.c.id == sessions.c.event_id)
    rows = connection.execute(
        public.where(events.c.status != "draft").order_by(sessions.c.starts_at, sessions.c.id)
    ).mappings()
    documents: dict[int, dict[str, Any]] = {}
    latest: dict[int, datetime] = {}
    for row in rows.all():
        state = {name: row[name] for name in STATE}
        who = spoken.get(row["id"], [])
        same = ("event_id", "calendar_uid", "sequence", "created_at", "changed_at")
        empty = {"track": "", "module": "", "language": "", "agenda": []}
        connection.execute(
            published.insert().values(
                **state, **empty, **{n: row[n] for n in same}, session_id=row["id"], speakers=who
            )
        )
        document = documents.setdefault(row["event_id"], {})
        document[row["calendar_uid"]] = {**_plain(state), **empty, "speakers": who}
        latest[row["event_id"]] = max(
            latest.get(row["event_id"], row["changed_at"]), row["changed_at"]
        )
    for event_id, document in documents.items():
        connection.execute(
            versions.insert().values(
                event_id=event_id,
                number=1,
                published_at=latest[event_id],
                author="system",
                note="",
                document=document,
            )
        )


def _by_session(connection: sa.Connection, speakers: sa.Table) -> dict[int, list[dict[str, str]]]:
    found: dict[int, list[dict[str, str]]] = {}
    for row in connection.execute(sa.select(speakers).order_by(speakers.c.position)).mappings():
        told = {"name": row["name"], "organisation": row["organisation"], "presence": ""}
        found.setdefault(row["session_id"], []).append(told)
    return found


def _plain(state: dict[str, Any]) -> dict[str, Any]:
    """Return local times and instants (UTC) as ISO 8601."""
    told = {name: state[name].isoformat() for name in LOCAL}
    for name in INSTANTS:
        at: datetime = state[name]
        told[name] = (
            at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
        ).isoformat()
    return {**state, **told}
