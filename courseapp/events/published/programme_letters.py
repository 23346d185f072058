"""Publishing a version and telling the people whom its changes concern, in one transaction."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.queries import organisers_of
from courseapp.core.errors import Problem
from courseapp.events.facts.changing import hold
from courseapp.events.models import Event, ProgrammeVersion
from courseapp.events.ports.attending import Addressee, Group, addressees
from courseapp.events.published.change_words import change_lines
from courseapp.events.published.changes import Change, ChangeKind
from courseapp.events.published.states import state_to_plain
from courseapp.events.published.versions import publish_programme, read_afresh, unpublished_changes
from courseapp.events.words import dates_of
from courseapp.mail.outbox import Letter, queue, render

LETTER = "programme_changed"
# Whoever waits for the next edition is not told of each change of this one.
GROUPS: Mapping[Group, str] = MappingProxyType(
    {
        Group.CONFIRMED: "People with a confirmed seat",
        Group.APPLICANTS: "Applicants who may still get a seat",
        Group.DELEGATES: "Delegates",
        Group.SPEAKERS: "Speakers",
    }
)
DIARIES_CHANGE = frozenset({ChangeKind.MOVED, ChangeKind.CANCELLED, ChangeKind.RESTORED})


@dataclass(frozen=True)
class Audience:
    """A group of people who can be told; `advised` is whether that is the usual choice."""

    group: Group
    label: str
    people: Sequence[Addressee]
    advised: bool


@dataclass(frozen=True)
class Published:
    """What publishing did; `version` is None where there was nothing to publish."""

    version: ProgrammeVersion | None
    letters: int


@dataclass(frozen=True)
class _Contents:
    """What is the same in every letter about a version."""

    changes: Sequence[Change]
    note: str
    contact: Person | None


class ChangedSinceShown(Problem):
    """The list of changes is not the one that the organiser has read."""


def audiences(session: Session, event: Event, changes: Sequence[Change]) -> tuple[Audience, ...]:
    """Return who can be told of the changes, and who usually is.

    A new date concerns everybody; a new title or room nobody has to be told of by letter.
    """
    known = addressees(session, event)
    return tuple(
        Audience(group, label, known[group], _concerns(group, changes))
        for group, label in GROUPS.items()
        if known.get(group)
    )


def publish_and_tell(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    note: str = "",
    groups: Collection[Group] = (),
    seen: str | None = None,
) -> Published:
    """Publish what is planned and queue one letter to each person of the groups.

    `seen` is the `fingerprint` of the changes that the organiser has read. Raises
    ChangedSinceShown where they are others by now, and Problem as `publish_programme` does. What
    is published already is not published, nor told, again.
    """
    hold(session, event)
    read_afresh(session, event)
    changes = unpublished_changes(event)
    if changes and seen is not None and seen != fingerprint(changes):
        raise ChangedSinceShown(
            "The programme was changed after you had opened this page. The list below is new: "
            "look at it, then publish."
        )
    version = publish_programme(session, actor, now, event, note)
    if version is None:
        return Published(None, 0)
    people = _each_once(audiences(session, event, changes), groups)
    _write_letters(session, now, event, _contents(session, event, changes, note), people)
    return Published(version, len(people))


def letter_to_show(session: Session, event: Event, changes: Sequence[Change], note: str) -> Letter:
    """Return the letter as somebody would get it of whom we know no zone; nothing is sent."""
    contents = _contents(session, event, changes, note)
    return render(LETTER, _context(event, contents, Addressee("", ""), None))


def fingerprint(changes: Sequence[Change]) -> str:
    """Return a short text that is the same only for the same changes."""
    plain = [(each.uid, each.kind.value, state_to_plain(each.after)) for each in changes]
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:20]


def _concerns(group: Group, changes: Sequence[Change]) -> bool:
    dated = [each for each in changes if each.kind in DIARIES_CHANGE]
    return any(each.after.speakers for each in dated) if group is Group.SPEAKERS else bool(dated)


def _each_once(all_groups: Sequence[Audience], chosen: Collection[Group]) -> tuple[Addressee, ...]:
    """Return the people of the chosen groups; whoever is in two gets one letter."""
    found: dict[str, Addressee] = {}
    for each in all_groups:
        if each.group in chosen:
            for person in each.people:
                found.setdefault(person.email.casefold(), person)
    return tuple(found.values())


def _write_letters(
    session: Session,
    now: datetime,
    event: Event,
    contents: _Contents,
    people: Sequence[Addressee],
) -> None:
    zones = _zones(session, people)
    for each in people:
        zone = zones.get(each.email.casefold()) or each.zone
        queue(
            session,
            now,
            kind=LETTER,
            to=each.email,
            about=f"event/{event.id}",
            context=_context(event, contents, each, zone),
            holds_secret=each.is_secret,
        )


def _zones(session: Session, people: Sequence[Addressee]) -> Mapping[str, str | None]:
    """Return in which zone each person with an account reads times. One statement."""
    addresses = {each.email.casefold() for each in people}
    wanted = select(Person.email, Person.zone).where(Person.email.in_(addresses))
    return dict(session.execute(wanted).all())


def _contents(session: Session, event: Event, changes: Sequence[Change], note: str) -> _Contents:
    contact = next(iter(organisers_of(session, event.initiative_id)), None)
    return _Contents(changes, note, contact)


def _context(
    event: Event, contents: _Contents, person: Addressee, zone: str | None
) -> Mapping[str, object]:
    return {
        "event": event,
        "dates": dates_of(event),
        "name": person.name,
        "path": person.path or f"/events/{event.slug}",
        "note": contents.note,
        "lines": change_lines(contents.changes, zone),
        "contact": contents.contact,
    }
