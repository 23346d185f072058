"""A webinar that anybody may register for, and what people do who want to come."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.core.ids import reference_number
from courseapp.events.models import Event
from courseapp.events.rules import Access, EventKind, Mode, RepeatRule, Selection
from courseapp.events.sessions.repeats import choose_rule
from courseapp.mail.models import Message
from courseapp.scenarios.cast import Cast
from courseapp.selection.queries import place_in_line
from tests.events.story import published, with_public_session
from tests.support.checking_client import CheckingClient
from tests.support.clock import FixedClock
from tests.support.pages import Page

wall = datetime.fromisoformat

TOKYO = "Asia/Tokyo"
JOIN = "https://meet.example.org/secret-room"
WEBINAR = {
    "title": "Webinar on authorization",
    "kind": EventKind.WEBINAR,
    "mode": Mode.ONLINE,
    "access": Access.REGISTRATION,
    "selection": Selection.FIRST_COME,
    "venue": "",
    "city": "",
    "country": None,
    "zone": TOKYO,
    "starts_on": date(2027, 3, 15),
    "ends_on": date(2027, 3, 17),
    "seats": 2,
    "applications_zone": None,
    "applications_close_local": None,
}
FIRST = {
    "title": "Authorization",
    "zone": TOKYO,
    "starts_local": wall("2027-03-15T20:00"),
    "ends_local": wall("2027-03-15T22:30"),
    "place": "",
    "speakers": (),
    "join_link": JOIN,
    "repeat_group": "authorization",
}
SECOND = {
    **FIRST,
    "starts_local": wall("2027-03-17T08:00"),
    "ends_local": wall("2027-03-17T10:30"),
    "join_link": f"{JOIN}-again",
}


@dataclass
class Webinar:
    """One event that takes registrations, and everybody who has to do with it."""

    app: Flask
    session: Session
    clock: FixedClock
    cast: Cast
    event: Event

    @property
    def page(self) -> str:
        return f"/events/{self.event.slug}/register"

    def register(
        self,
        client: CheckingClient,
        name: str = "Afi",
        email: str = "afi@example.org",
        status: int = 200,
        **more: str,
    ) -> Page:
        """Open the page, read it, and send it."""
        page = client.visit(self.page)
        self.clock.advance(seconds=5)
        values = {"full_name": name, "email": email, **more}
        return client.submit(page, values, form=None, button=press(page), status=status)

    def letters(self, kind: str = "registration_", to: str = "") -> list[Message]:
        wanted = select(Message).where(Message.kind.startswith(kind)).order_by(Message.id)
        return [each for each in self.session.scalars(wanted) if to in each.to_address]

    def link(self, kind: str = "registration_", to: str = "") -> str:
        """Return her own page, as the newest such letter tells it."""
        return link_in(self.letters(kind, to)[-1])

    def standing(self) -> dict[str, Status]:
        """Return how everybody stands, by the first part of her address, in order of coming."""
        self.session.expire_all()
        wanted = select(Application).where(Application.event_id == self.event.id)
        rows = self.session.scalars(wanted.order_by(Application.id))
        return {each.person.email.partition("@")[0]: each.status for each in rows}

    def line(self) -> dict[str, int]:
        """Return the number of everybody who waits."""
        wanted = select(Application).where(
            Application.event_id == self.event.id, Application.status == Status.WAITING
        )
        rows = self.session.scalars(wanted.order_by(Application.waiting_since, Application.id))
        return {
            each.person.email.partition("@")[0]: place_in_line(self.session, each) for each in rows
        }

    def fill(self, client: CheckingClient, *names: str) -> None:
        """Let people register one after the other."""
        for name in names:
            self.register(client, name.title(), f"{name}@example.org")

    def repeated(self, rule: RepeatRule = RepeatRule.ONLY_ONE) -> tuple[int, int]:
        """Hold its session twice, and return the ids of both."""
        organiser = self.cast.icap_organiser
        both = [
            with_public_session(self.session, organiser, self.clock.now, self.event, **each).id
            for each in (FIRST, SECOND)
        ]
        choose_rule(self.session, organiser, self.clock.now, self.event, "authorization", rule)
        self.session.commit()
        return both[0], both[1]


def waits(session: Session, event: Event, name: str, since: datetime) -> Application:
    """Put somebody on the waiting list without a word to her, for long lists."""
    application = Application(
        reference=reference_number(),
        event_id=event.id,
        person=Person(email=f"{name}@example.org", full_name=name, created_at=since),
        full_name=name,
        consented_at=since,
        status=Status.WAITING,
        status_since=since,
        created_at=since,
        saved_at=since,
        submitted_at=since,
        waiting_since=since,
    )
    session.add(application)
    return application


def press(page: Page) -> str:
    """Return the button that the page has for it."""
    return "Register" if "All seats are taken" not in page.text else "Put me on the waiting list"


def link_in(letter: Message) -> str:
    found = re.search(r"/registrations/[\w-]+", letter.text)
    assert found is not None, letter.text
    return found[0]


def new_webinar(
    app: Flask, session: Session, clock: FixedClock, cast: Cast, **changes: Any
) -> Webinar:
    """Return a published webinar with two seats; `changes` are fields of its plan."""
    event = published(session, cast.icap_organiser, clock.now, **{**WEBINAR, **changes})
    return Webinar(app, session, clock, cast, event)
