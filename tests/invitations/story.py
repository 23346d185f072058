"""A short training of ICAP with two sessions, who has a seat, and a mailbox for answers."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import sqlalchemy
from flask import Flask
from icalendar import Calendar
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.lifecycle import move
from courseapp.applications.models import Application
from courseapp.applications.rules import Action
from courseapp.calendars.services import make_address
from courseapp.events.models import Event
from courseapp.events.published.versions import publish_programme
from courseapp.extensions import db
from courseapp.invitations.models import Invitation
from courseapp.invitations.tasks import plan_due
from courseapp.mail.delivery import deliver_due
from courseapp.mail.transport import SmtpServer
from courseapp.scenarios.cast import Cast
from tests.calendars.story import add_sitting, new_application, new_event
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.smtp import PostOffice

FROM = "courseapp <noreply@courseapp.test>"
MAILBOX = "replies@courseapp.test"
LINK = "https://meet.example.org/secret-room"
DAYS = (date(2027, 3, 29), date(2027, 3, 30))
SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Sent:
    """A message as it arrived: whom it reached, and what its calendar part says."""

    to: str
    method: str
    uid: str
    sequence: int
    status: str
    mail: EmailMessage
    event: Any  # a VEVENT, read by the library

    @property
    def line(self) -> tuple[str, str, str, int, str]:
        """What the conversation is about, without the stamps."""
        return self.to, self.method, self.uid, self.sequence, self.status


@dataclass
class Training:
    """The event and its people, with the worker's steps by hand."""

    app: Flask
    session: Session
    clock: FixedClock
    cast: Cast
    post: PostOffice
    client: CheckingClient
    event: Event
    addresses: dict[int, str] = field(default_factory=dict)

    def seat(self, person: Person) -> Application:
        """Return her application, with a confirmed seat."""
        application = new_application(self.session, person, self.event, self.clock.now)
        application.full_name = person.full_name
        self.step(application, Action.OFFER)
        self.step(application, Action.CONFIRM)
        return application

    def step(self, application: Application, action: Action) -> None:
        """Let whoever may take the step take it."""
        organiser = action in {Action.OFFER, Action.WAIT, Action.DECLINE}
        actor = self.cast.icap_organiser if organiser else application.person
        reply_by = self.clock.now + timedelta(days=7) if action is Action.OFFER else None
        with self.app.test_request_context():
            move(self.session, application, action, actor, self.clock.now, reply_by=reply_by)
            self.session.commit()

    def publish(self) -> None:
        """Publish the programme as it is planned."""
        with self.app.test_request_context():
            publish_programme(self.session, None, self.clock.now, self.event)
            self.session.commit()

    def work(self) -> list[Sent]:
        """Let the worker plan and deliver; return what arrived with a calendar part, in order."""
        before = len(self.post.messages)
        with self.app.app_context():
            plan_due()
            deliver_due(self.session, SmtpServer(self.post.url, FROM), self.clock)
        arrived = zip(self.post.messages[before:], self.post.recipients[before:], strict=True)
        return sorted((_sent(mail, to) for mail, to in arrived if part_of(mail)), key=_order)

    def feed(self, person: Person) -> dict[str, tuple[int, str]]:
        """Return what her own feed says: SEQUENCE and STATUS by UID."""
        if person.id not in self.addresses:
            token = make_address(self.session, self.clock.now, person)
            self.addresses[person.id] = f"/calendars/mine/{token}.ics"
            self.session.commit()
        return self.told(self.addresses[person.id])

    def told(self, address: str) -> dict[str, tuple[int, str]]:
        """Return what the calendar at an address says: SEQUENCE and STATUS by UID."""
        answer = self.client.get(address)
        assert answer.status_code == 200
        found: list[Any] = Calendar.from_ical(answer.data).walk("VEVENT")
        return {str(each["UID"]): (int(each["SEQUENCE"]), str(each["STATUS"])) for each in found}

    def held(self, application: Application) -> Sequence[Invitation]:
        """Return what her calendar holds, in order."""
        wanted = select(Invitation).where(Invitation.application_id == application.id)
        rows = self.session.scalars(wanted.order_by(Invitation.ends_at)).all()
        for row in rows:
            self.session.refresh(row)
        return rows

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        """Collect the SELECTs of what runs inside."""
        found: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            if statement.lstrip().startswith("SELECT"):
                found.append(statement)

        with self.app.app_context():
            connection = db.engine
        sqlalchemy.event.listen(connection, "before_cursor_execute", note)
        yield found
        sqlalchemy.event.remove(connection, "before_cursor_execute", note)

    def move(self, number: int, **shift: float) -> None:
        """Plan a session at another time."""
        sitting, by = self.event.sessions[number], timedelta(**shift)
        for name in ("starts_local", "ends_local", "starts_at", "ends_at"):
            setattr(sitting, name, getattr(sitting, name) + by)
        self.session.commit()


def new_training(
    session: Session, now: datetime, days: Sequence[date] = DAYS, **facts: Any
) -> Event:
    """Return a published training with a session on each of the days."""
    known = {"slug": "training-2027", "title": "Training on registries", "seats": 30}
    event = new_event(session, now, **{**known, "starts_on": days[0], "ends_on": days[-1], **facts})
    for day in days:
        add_sitting(session, event, day, now, join_link=LINK)
    return event


def part_of(mail: EmailMessage) -> EmailMessage | None:
    """Return the calendar part that stands beside the texts."""
    for part in mail.walk():
        if part.get_content_type() == "text/calendar" and not part.is_attachment():
            return part if part.get_param("method") else None
    return None


def octets_of(mail: EmailMessage) -> bytes:
    """Return the iTIP object of a message."""
    part = part_of(mail)
    assert part is not None
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload


def _sent(mail: EmailMessage, recipients: list[str]) -> Sent:
    calendar = Calendar.from_ical(octets_of(mail))
    events: list[Any] = calendar.walk("VEVENT")
    (event,) = events
    (to,) = recipients
    return Sent(
        to,
        str(calendar["METHOD"]),
        str(event["UID"]),
        int(event["SEQUENCE"]),
        str(event.get("STATUS", "")),
        mail,
        event,
    )


def _order(sent: Sent) -> tuple[str, datetime | date]:
    return sent.to, sent.event["DTSTART"].dt
