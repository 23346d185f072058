"""The letters about nominations: to focal points, and to the people whom they name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.asking.letters import AskingFacts, send
from courseapp.core.ids import random_token, token_hash
from courseapp.events.clock.deadlines import told_in_zones, zone_of_deadline
from courseapp.events.contacts import Contact, contact_for
from courseapp.events.models import Event
from courseapp.events.words import dates_of
from courseapp.mail.outbox import queue
from courseapp.nominations.models import FocalPoint, Nomination
from courseapp.nominations.rules import PointAction
from courseapp.nominations.timing import told_until
from courseapp.nominations.words import people_in_words

KINDS: Mapping[PointAction, str] = {
    PointAction.INVITE: "nomination_request",
    PointAction.REMIND: "nomination_reminder",
}
INVITATION, WITHDRAWN = "nomination_invitation", "nomination_withdrawn"
# Shown where the secret link will stand.
SAMPLE_PATH = "/nominate/…"


@dataclass(frozen=True, kw_only=True)
class Request(AskingFacts):
    """All that a letter to a focal point says. `last_day` is until when she can nominate."""

    jurisdiction: str
    people: str
    used: int
    left: int
    last_day: str
    closes: tuple[str, ...]
    event_path: str


@dataclass(frozen=True, kw_only=True)
class Invitation(AskingFacts):
    """All that the letter to somebody nominated says; `closes` is one instant in several zones."""

    jurisdiction: str
    email: str
    closes: tuple[str, ...]


@dataclass(frozen=True)
class Withdrawal:
    """What somebody hears whose nomination does not count any more."""

    name: str
    jurisdiction: str
    title: str
    initiative: str
    dates: str
    contact: Contact


def path_of(token: str) -> str:
    """Return the path of a focal point's page."""
    return f"/nominate/{token}"


def contact_of(person: Person) -> Contact:
    """Return the organiser who writes as whom one can ask."""
    return Contact(person.full_name, person.email)


def request_for(
    point: FocalPoint,
    now: datetime,
    contact: Contact,
    *,
    note: str = "",
    path: str = SAMPLE_PATH,
) -> Request:
    """Gather what a letter to a focal point that is written `now` says."""
    quota = point.quota
    return Request.about(
        quota.event,
        now,
        contact,
        note=note,
        path=path,
        name=point.name,
        jurisdiction=quota.name,
        people=people_in_words(quota.size),
        used=quota.used,
        left=quota.left,
        last_day=told_until(quota),
        closes=_closes(quota.event),
        event_path=f"/events/{quota.event.slug}",
    )


def invite_nominee(session: Session, now: datetime, nomination: Nomination) -> None:
    """Write to somebody nominated, with a new link; one that was sent before stops working.

    The link alone opens nothing: it leads to a page that asks for the address it was sent to.
    """
    event, token = nomination.quota.event, random_token()
    nomination.token_hash, nomination.invited_at = token_hash(token), now
    facts = Invitation.about(
        event,
        now,
        contact_for(session, event),
        path=f"/nominated/{token}",
        name=nomination.full_name,
        jurisdiction=nomination.quota.name,
        email=nomination.email,
        closes=_closes(event),
    )
    send(session, now, INVITATION, nomination.email, event, facts)


def tell_withdrawal(session: Session, now: datetime, nomination: Nomination) -> None:
    """Tell somebody that her nomination does not count any more."""
    event = nomination.quota.event
    facts = Withdrawal(
        name=nomination.full_name,
        jurisdiction=nomination.quota.name,
        title=event.title,
        initiative=event.initiative.name,
        dates=dates_of(event),
        contact=contact_for(session, event),
    )
    about = f"event/{event.id}"
    queue(session, now, kind=WITHDRAWN, to=nomination.email, about=about, context={"letter": facts})


def _closes(event: Event) -> tuple[str, ...]:
    deadline = event.applications_close_at
    return told_in_zones(deadline, zone_of_deadline(event)) if deadline else ()
