"""A course of two weeks across the change to summer time, and what its organiser types."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.events.facts.planning import create_event
from courseapp.events.facts.plans import EventPlan
from courseapp.events.models import Event, EventSession, PublishedSession
from courseapp.events.published.versions import publish_programme
from courseapp.events.rules import Access, EventKind, Level, Mode
from courseapp.events.sessions.scheduling import add_session
from courseapp.events.sessions.sittings import SessionPlan, SpeakerPlan
from courseapp.events.standing.publishing import publish_event
from courseapp.initiatives.models import Initiative
from tests.support.checking_client import CheckingClient
from tests.support.pages import Page, Value

wall = datetime.fromisoformat  # what a clock on the wall shows

ROME = "Europe/Rome"
PLAN = EventPlan(
    title="Course on emissions trading",
    kind=EventKind.COURSE,
    mode=Mode.IN_PERSON,
    level=Level.INTRODUCTORY,
    access=Access.APPLICATION,
    description="Ten days on every step of design.",
    audience="Officials who plan an emissions trading system.",
    venue="Badia Fiesolana",
    city="Florence",
    country="IT",
    zone=ROME,
    starts_on=date(2027, 3, 22),
    ends_on=date(2027, 4, 2),
    seats=30,
    applications_zone=ROME,
    applications_close_local=wall("2027-03-12T23:59"),
)
SITTING = SessionPlan(
    title="Set the cap",
    zone=ROME,
    starts_local=wall("2027-03-22T09:00"),
    ends_local=wall("2027-03-22T10:30"),
    place="Sala Rossa",
    speakers=(SpeakerPlan("Mai Trần", "Ministry of Environment"), SpeakerPlan("José García")),
)
TYPED: Mapping[str, Value] = {
    "title": "Course on emissions trading",
    "kind": "course",
    "mode": "in_person",
    "level": "introductory",
    "access": "application",
    "audience": "Officials who plan an emissions trading system.",
    "starts_on": "2027-03-22",
    "ends_on": "2027-04-02",
    "zone": ROME,
    "venue": "Badia Fiesolana",
    "city": "Florence",
    "country": "IT",
    "seats": "30",
    "closes_on": "2027-03-12",
}
TYPED_SESSION: Mapping[str, Value] = {
    "title": "Set the cap",
    "day": "2027-03-22",
    "starts": "09:00",
    "ends": "10:30",
    "zone": ROME,
    "place": "Sala Rossa",
    "speakers": "Mai Trần, Ministry of Environment\nJosé García",
}


def initiative(session: Session, slug: str = "icap") -> Initiative:
    return session.scalars(select(Initiative).where(Initiative.slug == slug)).one()


def draft(session: Session, actor: Person, now: datetime, **changes: Any) -> Event:
    """Return a draft of ICAP; `changes` are fields of its plan."""
    event = create_event(session, actor, now, initiative(session), replace(PLAN, **changes))
    session.commit()
    return event


def published(session: Session, actor: Person, now: datetime, **changes: Any) -> Event:
    """Return a public event of ICAP without sessions."""
    event = draft(session, actor, now, **changes)
    publish_event(session, actor, now, event)
    session.commit()
    return event


def with_session(
    session: Session, actor: Person, now: datetime, event: Event, **changes: Any
) -> EventSession:
    """Return a new session of the event; `changes` are fields of its plan.

    Only its organisers know of it, until a version of the programme is published.
    """
    sitting = add_session(session, actor, now, event, replace(SITTING, **changes))
    session.commit()
    return sitting


def with_public_session(
    session: Session, actor: Person, now: datetime, event: Event, **changes: Any
) -> EventSession:
    """Return a new session of a public event that everybody sees at once."""
    sitting = with_session(session, actor, now, event, **changes)
    publish_programme(session, actor, now, event)
    session.commit()
    return sitting


def as_published(sitting: EventSession) -> PublishedSession:
    """Return what everybody sees of the session."""
    assert sitting.published is not None
    return sitting.published


def send_unoffered(
    client: CheckingClient, page: Page, button: str, values: Mapping[str, str]
) -> Page:
    """Send the form with values that its lists do not offer, as only a tampered page can."""
    filled = page.form(button=button).fill({}, button)
    fields = {name: value for name, value in filled.fields if name not in values}
    answer = client.post(filled.action, data={**fields, **values})
    assert answer.status_code == 422
    return Page(page.address, 422, answer.get_data(as_text=True))
