"""A course of ICAP over the change to summer time, and somebody who gets a seat."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

import sqlalchemy
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.lifecycle import move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action, Status
from courseapp.calendars.feeds.addresses import Address
from courseapp.calendars.feeds.public import Site, feed_at
from courseapp.calendars.rules import Entry
from courseapp.cohorts.models import Cohort, CohortProposal
from courseapp.cohorts.rules import CohortState, ProposalState
from courseapp.core.ids import reference_number
from courseapp.events.clock.local_time import moment
from courseapp.events.models import Event, EventSession, Speaker
from courseapp.events.published.versions import write_version
from courseapp.events.rules import Access, EventKind, EventStatus, Mode
from courseapp.extensions import db
from courseapp.initiatives.models import Initiative
from courseapp.scenarios.cast import Cast
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.unit.calendars.samples import events, lines

SITE = Site("courseapp", "http://courseapp.test")
SLUG = "course-2027"
TITLE = "Emissions trading course"
FEED = f"/calendars/events/{SLUG}.ics"
ALL = "/calendars/all.ics"
ICAP = "/calendars/initiatives/icap.ics"
OWN_PAGE = "/account/calendar"
LINK = "https://meet.example.org/secret-room"
DAYS = (22, 23, 24, 25, 26, 29, 30, 31)  # of March 2027; the clocks change on Sunday 28
_numbers = count(1)


@dataclass(frozen=True)
class World:
    """The product with its people, a clock to move, and readers of calendars."""

    app: Flask
    session: Session
    cast: Cast
    clock: FixedClock
    client: CheckingClient

    def read(self, address: str) -> dict[str, dict[str, str]]:
        """Return the entries of a feed by UID: what a reader understands of each property."""
        response = self.client.get(address)
        assert response.status_code == 200, response.status
        lines(response.data)
        return {
            uid: {name: said(value) for name, value in event.items()}
            for uid, event in events(response.data).items()
        }

    def told(self, name: str) -> dict[str, Entry]:
        """Return the entries of a public feed as it stands now, by UID; without HTTP and copies."""
        self.session.flush()
        self.session.expire_all()
        found = feed_at(self.session, self.clock.now, Address(name), SITE).feed
        return {entry.uid: entry for entry in found.in_order}

    def seat(self, person: Person, event: Event) -> Application:
        """Return the person's application, which ended in a confirmed seat."""
        application = new_application(self.session, person, event, self.clock.now)
        self.step(application, Action.OFFER)
        self.step(application, Action.CONFIRM)
        return application

    def step(self, application: Application, action: Action) -> None:
        """Let whoever may take the step take it."""
        organiser = action in {Action.OFFER, Action.WAIT}
        actor = self.cast.icap_organiser if organiser else application.person
        reply_by = self.clock.now + timedelta(days=7) if action is Action.OFFER else None
        with self.app.test_request_context():
            move(self.session, application, action, actor, self.clock.now, reply_by=reply_by)
            self.session.commit()

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        """Collect the SELECTs of what runs inside."""
        found: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            if statement.lstrip().startswith(("SELECT", "INSERT", "UPDATE", "DELETE")):
                found.append(statement)

        with self.app.app_context():
            connection = db.engine
        sqlalchemy.event.listen(connection, "before_cursor_execute", note)
        yield found
        sqlalchemy.event.remove(connection, "before_cursor_execute", note)


def said(value: object) -> str:
    """Return a property as text: instants in UTC, everything else as it is read."""
    at = getattr(value, "dt", None)
    if isinstance(at, datetime):
        return f"{at:%Y-%m-%d %H:%M %z}"
    return str(at if isinstance(at, date) else value)


def uid(number: int) -> str:
    """Return a UID that is the same in every run."""
    return str(UUID(int=number, version=4))


def new_event(session: Session, now: datetime, of: str = "icap", **changes: Any) -> Event:
    """Return a published event of an initiative in Florence, without sessions."""
    facts: dict[str, object] = {
        "slug": f"event-{next(_numbers)}",
        "title": TITLE,
        "kind": EventKind.COURSE,
        "mode": Mode.IN_PERSON,
        "access": Access.APPLICATION,
        "status": EventStatus.PUBLISHED,
        "zone": "Europe/Rome",
        "venue": "Badia Fiesolana",
        "city": "Florence",
        "country": "IT",
        "starts_on": date(2027, 3, 22),
        "ends_on": date(2027, 3, 31),
        "calendar_uid": uid(10_000 + next(_numbers)),
        "created_at": now,
        "changed_at": now,
    }
    owner = session.scalars(select(Initiative.id).filter_by(slug=of)).one()
    event = Event(initiative_id=owner, **{**facts, **changes})
    session.add(event)
    session.commit()
    return event


def add_sitting(
    session: Session, event: Event, day: date, now: datetime, **changes: Any
) -> EventSession:
    """Return a session from nine to half past ten by the clock of its zone."""
    zone = str(changes.get("zone", "Europe/Rome"))
    starts = datetime.combine(day, datetime.min.time()).replace(hour=9)
    ends = starts + timedelta(minutes=90)
    facts: dict[str, object] = {
        "title": f"Day {day.day}",
        "zone": zone,
        "starts_local": starts,
        "ends_local": ends,
        "starts_at": moment(starts, zone).at,
        "ends_at": moment(ends, zone).at,
        "calendar_uid": uid(20_000 + next(_numbers)),
        "created_at": now,
        "changed_at": now,
    }
    sitting = EventSession(event=event, **{**facts, **changes})
    session.add(sitting)
    session.flush()
    publish(session, event, now)
    return sitting


def publish(session: Session, event: Event, now: datetime) -> None:
    """Publish the programme as calendars have it that knew nothing of the event before."""
    write_version(session, None, now, event, was_public=bool(event.published_sessions))
    session.commit()


def new_course(session: Session, now: datetime, **changes: Any) -> Event:
    """Return the course with a session on each weekday; each has a link for who may join."""
    always = {"slug": SLUG, "seats": 30, "calendar_uid": uid(9_999)}
    course = new_event(session, now, **{**always, **changes})
    for number, day in enumerate(DAYS):
        speaker = Speaker(position=1, name="Aisha Bello", organisation="Example ministry")
        add_sitting(
            session,
            course,
            date(2027, 3, day),
            now,
            calendar_uid=uid(number + 1),
            join_link=LINK,
            speakers=[speaker],
        )
    return course


def new_application(session: Session, person: Person, event: Event, now: datetime) -> Application:
    """Return an application that was sent, as far as calendars care."""
    application = Application(
        reference=reference_number(),
        event=event,
        person=person,
        status=Status.SUBMITTED,
        status_since=now,
        created_at=now,
        saved_at=now,
        submitted_at=now,
    )
    session.add(application)
    session.commit()
    return application


def approve_cohort(
    session: Session, cast: Cast, event: Event, modules: dict[str, list[str]], now: datetime
) -> None:
    """Let organisers have approved a cohort with these modules, by reference."""
    proposal = CohortProposal(
        event_id=event.id,
        number=1,
        state=ProposalState.SOLVED,
        task="{}",
        task_digest="0" * 64,
        result="{}",
        lists_on=now.date(),
        made_by_id=cast.icap_organiser.id,
        made_by="Mariana",
        made_at=now,
    )
    session.add(proposal)
    session.flush()
    cohort = Cohort(
        event_id=event.id,
        number=1,
        proposal_id=proposal.id,
        state=CohortState.APPROVED,
        chosen=list(modules),
        modules=modules,
        made_by_id=cast.icap_organiser.id,
        made_by="Mariana",
        made_at=now,
        changed_at=now,
        locked_by_id=cast.icap_organiser.id,
        approved_by_id=cast.administrator.id,
    )
    session.add(cohort)
    session.commit()
