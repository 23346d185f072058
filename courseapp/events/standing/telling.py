"""The letters to the people of an event about how it stands: shown first, then queued."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from courseapp.accounts.queries import organisers_of
from courseapp.events.models import Event
from courseapp.events.ports.attending import Addressee, Group, addressees
from courseapp.events.standing.news import MEANS, News, Telling
from courseapp.mail.headers import offer_leaving
from courseapp.mail.outbox import Letter, queue, render


@dataclass(frozen=True)
class Dates:
    """When the event is, and was to be before, in words; "" where there is nothing to say."""

    now: str
    earlier: str = ""


@dataclass(frozen=True)
class Preview:
    """The letter that a group would get, as its first reader gets it."""

    group: Group
    to: Addressee
    letter: Letter


def tell(
    session: Session, now: datetime, event: Event, news: News, telling: Telling, dates: Dates
) -> int:
    """Queue a letter to everybody of the groups and return how many; each address gets one."""
    if not telling.groups:
        return 0
    known = addressees(session, event)
    shared = _shared(session, event, telling, dates)
    written = list(_each_once(known, telling.groups))
    for group, person in written:
        message = queue(
            session,
            now,
            kind=news.value,
            to=person.email,
            about=f"event/{event.id}",
            context=shared | _own(news, group, person),
            holds_secret=person.is_secret,
        )
        if person.leave:
            offer_leaving(message, person.leave)
    return len(written)


def previews(
    session: Session, event: Event, news: News, telling: Telling, dates: Dates
) -> Sequence[Preview]:
    """Return the letter of each group that somebody would get, of those chosen."""
    first: dict[Group, Addressee] = {}
    for group, person in _each_once(addressees(session, event), telling.groups):
        first.setdefault(group, person.as_others_see_her)
    shared = _shared(session, event, telling, dates)
    return [
        Preview(group, person, render(news.value, shared | _own(news, group, person)))
        for group, person in first.items()
    ]


def _each_once(
    known: Mapping[Group, Sequence[Addressee]], groups: frozenset[Group]
) -> Iterator[tuple[Group, Addressee]]:
    """Who stands in several groups is written to as one of the first."""
    written: set[str] = set()
    for group in (each for each in Group if each in groups):
        for person in known.get(group, ()):
            if person.email.casefold() not in written:
                written.add(person.email.casefold())
                yield group, person


def _shared(session: Session, event: Event, telling: Telling, dates: Dates) -> dict[str, Any]:
    contact = next(iter(organisers_of(session, event.initiative_id)), None)
    return {"event": event, "note": telling.note, "dates": dates, "contact": contact}


def _own(news: News, group: Group, person: Addressee) -> dict[str, Any]:
    return {
        "name": person.name,
        "path": person.path or None,
        "means": MEANS[news].get(group, ""),
    }
