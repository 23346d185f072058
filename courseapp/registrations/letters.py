"""The letters to somebody who registered: what, when in each zone, her own page, how to cancel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy.orm import Session

from courseapp.applications.rules import Status
from courseapp.applications.speaking import in_her_language
from courseapp.events.contacts import Contact, contact_for
from courseapp.events.facts.plan_rows import sitting_of
from courseapp.events.models import Event, PublishedSession
from courseapp.events.published.change_words import times_between, times_told
from courseapp.events.rules import EventStatus, Mode
from courseapp.events.words import dates_of
from courseapp.mail.outbox import queue
from courseapp.registrations.links import path_of
from courseapp.registrations.models import Registration
from courseapp.registrations.queries import chosen_by
from courseapp.registrations.runs import hers
from courseapp.registrations.words import Words, stands
from courseapp.selection.queries import place_in_line
from courseapp.selection.terms import place_of

CONFIRMED = "registration_confirmed"
WAITING = "registration_waiting"
MOVED_UP = "registration_moved_up"
ALREADY = "registration_already"
CANCELLED = "registration_cancelled"
REMOVED = "registration_removed"
MOST_SESSIONS = 6


@dataclass(frozen=True)
class Sitting:
    """A session in a letter: its title, "" where the event has only one, and its times by zone."""

    title: str
    times: Sequence[str]


@dataclass(frozen=True)
class Facts:
    """All that a letter can say. `number` is her place on the waiting list, 0 where she has none.

    `more` counts the sessions that the letter leaves to her page.
    """

    name: str
    title: str
    initiative: str
    event_path: str
    dates: str
    sittings: Sequence[Sitting]
    more: int
    place: str
    is_online: bool
    stands: Words
    has_seat: bool
    number: int
    had_seat: bool
    own_path: str
    contact: Contact


def send(
    session: Session,
    now: datetime,
    kind: str,
    registration: Registration,
    *,
    had_seat: bool = False,
) -> None:
    """Put a letter into the outbox. Its text is wiped once it is sent, for it holds her link."""
    with in_her_language(registration.application):
        queue(
            session,
            now,
            kind=kind,
            to=registration.application.person.email,
            about=f"application/{registration.application_id}",
            context={"letter": facts_for(session, registration, had_seat=had_seat)},
            holds_secret=True,
        )


def facts_for(session: Session, registration: Registration, *, had_seat: bool = False) -> Facts:
    """Gather what a letter to her says, as things stand now."""
    application = registration.application
    event, person = application.event, application.person
    rows = hers(event, chosen_by(session, person.id))
    waits = application.status is Status.WAITING
    return Facts(
        name=application.full_name or person.display_name,
        title=event.title,
        initiative=event.initiative.name,
        event_path=f"/events/{event.slug}",
        dates=dates_of(event),
        sittings=sittings_of(event, rows, person.zone or registration.zone),
        more=max(0, len(rows) - MOST_SESSIONS),
        place=place_of(event),
        is_online=event.mode in {Mode.ONLINE, Mode.HYBRID},
        stands=stands(application.status),
        has_seat=application.status is Status.CONFIRMED,
        number=place_in_line(session, application) if waits else 0,
        had_seat=had_seat,
        own_path=path_of(registration),
        contact=contact_for(session, event),
    )


def sittings_of(
    event: Event, rows: Sequence[PublishedSession], zone: str | None
) -> tuple[Sitting, ...]:
    """Return when she comes, told in the event's zone, UTC and hers (an IANA name, if known).

    Nothing where only the days are known, and of a postponed event, whose sessions still stand
    on the days before.
    """
    if event.status is EventStatus.POSTPONED:
        return ()
    if rows:
        return tuple(
            Sitting(each.title if len(rows) > 1 else "", times_told(each.state, zone))
            for each in islice(rows, MOST_SESSIONS)
        )
    sitting = sitting_of(event)
    if sitting is None:
        return ()
    starts, ends = sitting
    return (Sitting("", times_between(starts.at, ends.at, starts.zone, zone)),)
