"""Who takes part in an event: features above know, and `app.py` connects them here."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from flask import Flask, current_app
from sqlalchemy.orm import Session

from courseapp.events.models import Event

_KEY = "people_of_events"


class Group(StrEnum):
    """Whom a letter about an event can go to."""

    CONFIRMED = "confirmed"  # they have a seat
    APPLICANTS = "applicants"  # they applied and may still get one
    BEGUN = "begun"  # they began to apply and have not sent it
    SPEAKERS = "speakers"
    DELEGATES = "delegates"
    FOCAL_POINTS = "focal_points"  # they nominate people
    NOMINATED = "nominated"  # invited to apply, and have not begun
    INTERESTED = "interested"  # they asked to be told of the next edition


@dataclass(frozen=True)
class Addressee:
    """Somebody to write to. `path` is where she reads on: her own page, if she has one.

    `leave` is the path to which her mail program sends a POST to take her off the list that she is
    written to for (RFC 8058); "" where she is written to for another reason. `is_secret` says that
    whoever knows the path is let in. `zone` is hers (IANA), where only the source knows it.
    """

    email: str
    name: str
    path: str = ""
    leave: str = ""
    is_secret: bool = False
    zone: str | None = None

    @property
    def as_others_see_her(self) -> "Addressee":
        """The same person, with nothing that lets others in to her page."""
        if not self.is_secret:
            return self
        return replace(self, path=self.path.rpartition("/")[0] + "/…", leave="")


class PeopleSource(Protocol):
    """What a feature tells of the people of an event."""

    def addressees(self, session: Session, event: Event) -> Mapping[Group, Sequence[Addressee]]:
        """Return whom it knows, by group; nobody stands in two groups of one source."""

    def attends(self, session: Session, event_id: int, person_id: int) -> bool:
        """Return whether the person may see what is for participants, such as join links."""

    def by_country(self, session: Session, event_id: int) -> Mapping[str, int]:
        """Return how many accepted people work in each country (ISO 3166-1 alpha-2)."""


def connect(app: Flask, source: PeopleSource) -> None:
    """Ask the source too whenever the people of an event are wanted."""
    app.extensions.setdefault(_KEY, []).append(source)


def addressees(session: Session, event: Event) -> Mapping[Group, Sequence[Addressee]]:
    """Return whom one can write to about the event, by group; each address once in a group."""
    found: dict[Group, dict[str, Addressee]] = {}
    for source in _sources():
        for group, people in source.addressees(session, event).items():
            known = found.setdefault(group, {})
            for each in people:
                known.setdefault(each.email.casefold(), each)
    return {group: tuple(found[group].values()) for group in Group if found.get(group)}


def attends(session: Session, event: Event, person_id: int) -> bool:
    """Return whether the person may see what is for participants of the event."""
    return any(source.attends(session, event.id, person_id) for source in _sources())


def accepted_by_country(session: Session, event_id: int) -> Mapping[str, int]:
    """Return how many accepted people work in each country (ISO 3166-1 alpha-2)."""
    found: Counter[str] = Counter()
    for source in _sources():
        found.update(source.by_country(session, event_id))
    return dict(found)


def accepted_or_expected(session: Session, event: Event) -> Mapping[str, int]:
    """Return people by country: those accepted, or as long as nobody is, those expected."""
    accepted = accepted_by_country(session, event.id)
    return accepted or {each.country: each.people for each in event.expected}


def _sources() -> Sequence[PeopleSource]:
    sources: Sequence[PeopleSource] = current_app.extensions.get(_KEY, ())
    return sources
