"""Noting what leaves somebody's calendar because it is hers no more, so that it stays as cancelled.

It looks into the calendars concerned before a change and after it, and writes down what is there
no more, as it was shown last. So whatever ends, a role, a seat or a review, is noted in one way,
and nothing is where somebody else still puts it there: a speaker with a seat keeps the session.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import ColumnElement, Select, and_, delete, or_, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person, Role
from courseapp.accounts.rules import RoleKind
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.calendars.entries.wordings import words_in
from courseapp.calendars.feeds.ended import (
    Ended,
    as_counted,
    at_address,
    behind_link,
    ended_in,
    times_of,
)
from courseapp.calendars.feeds.own_words import own_words
from courseapp.calendars.feeds.personal import entries_behind
from courseapp.calendars.feeds.seats import entries_of_registration
from courseapp.calendars.feeds.told import Teller
from courseapp.calendars.feeds.windows import first_instant
from courseapp.calendars.kinds import SecretKind
from courseapp.calendars.models import EndedEntry, PersonalFeed
from courseapp.calendars.rules import Entry, EntryStatus
from courseapp.core.bonds import Bond
from courseapp.events.models import Event
from courseapp.registrations.models import Registration
from courseapp.review.models import Assignment
from courseapp.selection.rules import Language
from courseapp.speakers.models import SpeakerEngagement, SpeakerProfile

Condition = ColumnElement[bool]
Entries = Mapping[str, Entry]
NOWHERE = ""  # texts with our address in them are not kept


@dataclass(frozen=True)
class Calendar:
    """A calendar of somebody: at an address of hers, or behind the link of her registration."""

    feed_id: int | None = None
    application_id: int | None = None

    @property
    def rows(self) -> Condition:
        """The condition that an ended entry is of this calendar."""
        if self.feed_id is not None:
            return at_address(self.feed_id)
        return behind_link(self.application_id or 0)


def note_endings(session: Session, now: datetime, bond: Bond, about: int) -> Callable[[], None]:
    """Look into the calendars of whom a bond ties; see `core.bonds`. Few people have any.

    Two statements in all where nobody has one, else about a dozen for each, twice.
    """
    with _apart(session) as reading:
        found = _calendars(reading, bond, about)
        before = {each: _shown(reading, each, now) for each in found}

    def look_again() -> None:
        with _apart(session) as reading:
            concerned = {*before, *_calendars(reading, bond, about)}
            after = {each: _shown(reading, each, now) for each in concerned}
        for each, entries in after.items():
            _write(session, now, each, before.get(each, {}), entries)

    return look_again


@contextmanager
def _apart(session: Session) -> Iterator[Session]:
    """Give a session that reads what the given one has written, and disturbs none of its rows."""
    session.flush()
    with Session(session.connection(), autoflush=False) as reading:
        yield reading


def _calendars(reading: Session, bond: Bond, about: int) -> list[Calendar]:
    works = and_(PersonalFeed.revoked_at.is_(None), Person.disabled_at.is_(None))
    wanted = select(PersonalFeed.id).join(Person).where(works, WHOSE[bond](about))
    found = [Calendar(feed_id=each) for each in reading.scalars(wanted.order_by(PersonalFeed.id))]
    if bond is Bond.APPLIED and reading.get(Registration, about) is not None:
        found.append(Calendar(application_id=about))
    return found


def _shown(reading: Session, calendar: Calendar, now: datetime) -> Entries:
    ended = ended_in(reading, calendar.rows)
    own = reading.get(PersonalFeed, calendar.feed_id) if calendar.feed_id is not None else None
    if own is not None:
        entries = entries_behind(reading, own, now, NOWHERE, ended)
    else:
        entries = _of_registration(reading, calendar, now, ended)
    return {each.uid: each for each in entries}


def _of_registration(
    reading: Session, calendar: Calendar, now: datetime, ended: Ended
) -> tuple[Entry, ...]:
    registration = reading.get(Registration, calendar.application_id)
    if registration is None:
        return ()
    teller = Teller(NOWHERE)
    found = entries_of_registration(reading, registration, first_instant(now), teller)
    return tuple(as_counted(found, ended))


def _write(
    session: Session, now: datetime, calendar: Calendar, before: Entries, after: Entries
) -> None:
    lost = [entry for uid, entry in before.items() if uid not in after]
    rows = ended_in(session, calendar.rows)
    for uid, row in rows.items():
        if uid in after and not row.is_back:
            row.is_back, row.changed_at = True, now
    if lost:
        titled = _titles(session, calendar)
        for entry in lost:
            _note(session, now, calendar, rows.get(entry.uid), entry, titled)
        over = and_(calendar.rows, EndedEntry.ends_at < first_instant(now))
        session.flush()
        session.execute(delete(EndedEntry).where(over))
    session.flush()


def _note(
    session: Session,
    now: datetime,
    calendar: Calendar,
    row: EndedEntry | None,
    entry: Entry,
    titled: str,
) -> None:
    """Write down what left; a change within a change has written it already."""
    if row is not None and row.sequence > entry.sequence:
        return
    if row is None:
        row = EndedEntry(feed_id=calendar.feed_id, application_id=calendar.application_id, times=0)
        row.calendar_uid, row.created_at = entry.uid, entry.created_at
        session.add(row)
    was_off = entry.status is EntryStatus.CANCELLED
    row.title = entry.title if was_off else titled.format(title=entry.title)
    row.times, row.sequence = row.times + 1, entry.sequence + 1
    row.starts_at, row.ends_at, row.zone = times_of(entry)
    row.is_back, row.changed_at = False, now


def _titles(session: Session, calendar: Calendar) -> str:
    """Return how a title is told that is hers no more, in the language of the calendar."""
    own = session.get(PersonalFeed, calendar.feed_id) if calendar.feed_id is not None else None
    if own is None:
        return words_in(Language.ENGLISH).not_attending
    return own_words(own.language).ended


def _mine(person_ids: Select[int]) -> Condition:
    return and_(PersonalFeed.kind == SecretKind.MINE, PersonalFeed.person_id.in_(person_ids))


def _organises(event_id: int) -> Condition:
    """Only calendars with drafts lose anything when an event becomes public."""
    organisers = (
        select(Role.person_id)
        .join(Event, Event.initiative_id == Role.initiative_id)
        .where(Event.id == event_id, Role.kind == RoleKind.ORGANISER)
    )
    concerned = or_(PersonalFeed.person_id.in_(organisers), Person.is_administrator)
    return and_(PersonalFeed.kind == SecretKind.ORGANISED_WITH_DRAFTS, concerned)


def _speaks(event_id: int) -> Condition:
    named = (
        select(Person.id)
        .join(SpeakerProfile, SpeakerProfile.email == Person.email)
        .join(SpeakerEngagement, SpeakerEngagement.profile_id == SpeakerProfile.id)
        .where(SpeakerEngagement.event_id == event_id)
    )
    return _mine(named)


def _reviews(event_id: int) -> Condition:
    read = select(Assignment.reviewer_id).join(Assignment.application)
    return _mine(read.where(Application.event_id == event_id))


def _attends(event_id: int) -> Condition:
    sent = Application.status != Status.DRAFT
    return _mine(select(Application.person_id).where(Application.event_id == event_id, sent))


def _applied(application_id: int) -> Condition:
    return _mine(select(Application.person_id).where(Application.id == application_id))


# Which addresses of calendars a bond may concern, by the id of what it is about.
WHOSE: Mapping[Bond, Callable[[int], Condition]] = MappingProxyType(
    {
        Bond.ROLES: lambda person_id: PersonalFeed.person_id == person_id,
        Bond.ORGANISES: _organises,
        Bond.SPEAKS: _speaks,
        Bond.REVIEWS: _reviews,
        Bond.ATTENDS: _attends,
        Bond.APPLIED: _applied,
    }
)
