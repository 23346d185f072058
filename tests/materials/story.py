"""A course with two sessions that everybody sees, and what lies there for whom."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.ids import reference_number
from courseapp.events.models import Event, EventSession
from courseapp.events.standing.publishing import publish_event
from courseapp.files.current import current_folder
from courseapp.files.rules import HANDOUTS
from courseapp.files.storing import store
from courseapp.materials.attaching import attach
from courseapp.materials.models import Material
from courseapp.materials.plans import MaterialPlan
from courseapp.materials.rules import MaterialKind
from tests.events.story import draft, wall, with_session
from tests.support import uploads

CONTENT = uploads.pdf("what the speaker says")
PLAN = MaterialPlan("How a cap is set", MaterialKind.SLIDES, link="https://example.org/cap")
JOIN = "https://meet.example.org/secret-room"
VIDEO = "https://video.example.org/secret-recording"


def pdf(name: str = "cap.pdf") -> FileStorage:
    """Return slides that somebody chose in a form."""
    return FileStorage(BytesIO(CONTENT), name, name="document")


def course(session: Session, actor: Person, now: datetime, **changes: Any) -> Event:
    """Return a public event with two sessions, the first online with a link to join."""
    event = draft(session, actor, now, **changes)
    with_session(session, actor, now, event, join_link=JOIN, place="")
    later = {"starts_local": wall("2027-03-23T09:00"), "ends_local": wall("2027-03-23T10:30")}
    with_session(session, actor, now, event, title="Allocate", **later)
    publish_event(session, actor, now, event)
    session.commit()
    return event


def given(
    session: Session, actor: Person | None, now: datetime, event: Event, **changes: Any
) -> Material:
    """Return a new material of the event, a link for participants where nothing else is said."""
    material = attach(session, actor, now, event, replace(PLAN, **changes))
    session.commit()
    return material


def given_file(
    app: Flask, session: Session, actor: Person, now: datetime, event: Event, **changes: Any
) -> Material:
    """Return a new material that is a PDF."""
    with app.app_context():
        file = store(session, now, current_folder(), pdf(), HANDOUTS)
    return given(session, actor, now, event, link="", file_id=file.id, **changes)


def first_session(event: Event) -> EventSession:
    return min(event.sessions, key=lambda each: each.starts_at)


def takes_part(session: Session, person: Person, event: Event, now: datetime) -> None:
    """Give the person a confirmed seat."""
    session.add(
        Application(
            reference=reference_number(),
            event_id=event.id,
            person_id=person.id,
            status=Status.CONFIRMED,
            status_since=now,
            created_at=now,
            saved_at=now,
            submitted_at=now,
            confirmed_at=now,
        )
    )
    session.commit()


def all_materials(session: Session) -> list[Material]:
    session.expire_all()
    return list(session.scalars(select(Material).order_by(Material.position)))
