"""What more is told of an event: selection, roles, languages, topics, modules, exact place."""

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KINDS = (
    *("course", "seminar", "webinar", "training", "workshop", "conference"),
    *("side_event", "dialogue", "working_group"),
)
ACCESS = ("open", "application", "partners", "invitation")
STATUSES = ("draft", "announced", "published", "cancelled", "held")
# Words of each vocabulary before and after.
WORDS = {
    "kind": ("eventkind_known", KINDS, (*KINDS, "e_learning")),
    "access": (
        "access_known",
        ACCESS,
        ("open", "registration", "application", "partners", "invitation"),
    ),
    "status": ("eventstatus_known", STATUSES, (*STATUSES[:3], "postponed", *STATUSES[3:])),
}
CHECKS = {
    "latitude_on_earth": "latitude BETWEEN -90 AND 90",
    "longitude_on_earth": "longitude BETWEEN -180 AND 180",
    "coordinates_come_together": "(latitude IS NULL) = (longitude IS NULL)",
    "at_least_one_module": "modules_min >= 1",
    "modules_range_not_empty": "modules_max >= modules_min",
}
NEW_COLUMNS = (
    *("selection", "starts_time", "ends_time", "address", "latitude", "longitude"),
    *("region_focus", "link", "notice", "decisions_on", "visas_needed"),
    *("is_capacity_development", "feed_detail", "modules_min", "modules_max"),
)
# What becomes of words that the version before does not know.
DOWNGRADED = (
    "UPDATE events SET kind = 'course' WHERE kind = 'e_learning'",
    "UPDATE events SET access = 'open' WHERE access = 'registration'",
    "UPDATE events SET status = 'announced' WHERE status = 'postponed'",
)


def one_of(name: str, *words: str) -> sa.Enum:
    """Return the column type for a closed set of words, with a CHECK in the database."""
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=30)


def text_column(name: str, kind: sa.types.TypeEngine[str]) -> sa.Column[str]:
    """Return a column of text that is empty where nobody said."""
    return sa.Column(name, kind, server_default=sa.text("''"), nullable=False)


def truth_column(name: str) -> sa.Column[bool]:
    """Return a column that is false where nobody said."""
    return sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)


def upgrade() -> None:
    _widen_events()
    _create_parts()
    _create_modules()


def downgrade() -> None:
    for table in ("modules", "expected_countries", "event_topics"):
        op.drop_table(table)
    for table in ("event_languages", "event_organisations"):
        op.drop_table(table)
    for statement in DOWNGRADED:
        op.execute(statement)
    with op.batch_alter_table("events") as events:
        for name in CHECKS:
            events.drop_constraint(op.f(f"ck_events_{name}"), type_="check")
        for name in ("selection_known", "feeddetail_known"):
            events.drop_constraint(op.f(f"ck_events_{name}"), type_="check")
        for column, (name, before, _) in WORDS.items():
            _reword(events, column, name, before)
        for name in reversed(NEW_COLUMNS):
            events.drop_column(name)


def _widen_events() -> None:
    with op.batch_alter_table("events") as events:
        events.add_column(
            sa.Column("selection", one_of("selection_known", "none", "first_come", "committee"))
        )
        events.add_column(sa.Column("starts_time", sa.Time()))
        events.add_column(sa.Column("ends_time", sa.Time()))
        events.add_column(text_column("address", sa.Text()))
        events.add_column(sa.Column("latitude", sa.Float()))
        events.add_column(sa.Column("longitude", sa.Float()))
        events.add_column(text_column("region_focus", sa.String(120)))
        events.add_column(text_column("link", sa.String(500)))
        events.add_column(text_column("notice", sa.Text()))
        events.add_column(sa.Column("decisions_on", sa.Date()))
        events.add_column(truth_column("visas_needed"))
        events.add_column(truth_column("is_capacity_development"))
        events.add_column(
            sa.Column(
                "feed_detail",
                one_of("feeddetail_known", "all", "dates", "nothing"),
                server_default="dates",
                nullable=False,
            )
        )
        events.add_column(sa.Column("modules_min", sa.Integer()))
        events.add_column(sa.Column("modules_max", sa.Integer()))
        for column, (name, _, after) in WORDS.items():
            _reword(events, column, name, after)
        for name, condition in CHECKS.items():
            events.create_check_constraint(op.f(f"ck_events_{name}"), condition)


def _reword(events: BatchOperations, column: str, name: str, words: tuple[str, ...]) -> None:
    known = ", ".join(f"'{word}'" for word in words)
    events.drop_constraint(op.f(f"ck_events_{name}"), type_="check")
    events.create_check_constraint(op.f(f"ck_events_{name}"), f"{column} IN ({known})")


def _create_parts() -> None:
    op.create_table(
        "event_organisations",
        *_part_of_an_event("event_organisations"),
        sa.Column(
            "role",
            one_of(
                "organisationrole_known",
                *("auspices", "organiser", "implementer", "host", "funder", "partner", "co_chair"),
            ),
            nullable=False,
        ),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("country", sa.String(2)),
        sa.CheckConstraint(
            "name <> '' OR country IS NOT NULL", name=op.f("ck_event_organisations_is_somebody")
        ),
        sa.UniqueConstraint(
            "event_id", "position", name=op.f("uq_event_organisations_event_id_position")
        ),
    )
    op.create_table(
        "event_languages",
        *_part_of_an_event("event_languages"),
        sa.Column("language", sa.String(35), nullable=False),
        sa.Column("is_interpretation", sa.Boolean(), nullable=False),
        sa.UniqueConstraint(
            "event_id", "language", name=op.f("uq_event_languages_event_id_language")
        ),
    )
    op.create_index("ix_event_languages_language", "event_languages", ["language"])
    op.create_table(
        "event_topics",
        *_part_of_an_event("event_topics"),
        sa.Column("topic", sa.String(120), nullable=False),
        sa.UniqueConstraint("event_id", "topic", name=op.f("uq_event_topics_event_id_topic")),
    )
    op.create_index("ix_event_topics_topic", "event_topics", ["topic"])
    op.create_table(
        "expected_countries",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.CheckConstraint("people >= 1", name=op.f("ck_expected_countries_people_positive")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_expected_countries_event_id")
        ),
        sa.PrimaryKeyConstraint("event_id", "country", name=op.f("pk_expected_countries")),
    )


def _part_of_an_event(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f(f"fk_{table}_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def _create_modules() -> None:
    op.create_table(
        "modules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        text_column("description", sa.Text()),
        sa.Column(
            "level",
            one_of("level_known", "introductory", "intermediate", "advanced", "all_levels"),
        ),
        text_column("prerequisite", sa.String(500)),
        sa.Column("seats", sa.Integer()),
        sa.Column("starts_on", sa.Date()),
        sa.Column("ends_on", sa.Date()),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_modules_ends_after_start")),
        sa.CheckConstraint("number >= 1", name=op.f("ck_modules_number_positive")),
        sa.CheckConstraint("seats >= 1", name=op.f("ck_modules_at_least_one_seat")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_modules_event_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_modules")),
        sa.UniqueConstraint("event_id", "number", name=op.f("uq_modules_event_id_number")),
    )
