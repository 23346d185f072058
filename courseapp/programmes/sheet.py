"""A programme as it is given out: as it is planned, or as everybody sees it. Plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from courseapp.core import formats
from courseapp.events.lists.rows import public_town_of
from courseapp.events.models import Event, EventSession
from courseapp.events.published.publicity import may_read_place, may_read_programme
from courseapp.events.published.states import SessionState, SpokenBy
from courseapp.events.published.versions import planned_state
from courseapp.events.words import dates_of


@dataclass(frozen=True)
class SheetSession:
    """One session. What is not public is empty in a public programme."""

    uid: str
    state: SessionState
    room: str = ""
    place: str = ""
    seats: int = 0  # 0: no limit
    join_link: str = ""
    recording_link: str = ""

    @property
    def day(self) -> date:
        return self.state.starts_local.date()

    @property
    def order(self) -> tuple[datetime, datetime, str]:
        return self.state.starts_local, self.state.ends_local, self.uid


@dataclass(frozen=True)
class ProgrammeSheet:
    """A programme with what stands above it. `version` is None for one that is being planned.

    `made_at` is when the version was published, or when the plan was looked at.
    """

    slug: str
    title: str
    dates: str
    place: str
    initiative: str
    initiative_name: str
    zone: str
    starts_on: date | None
    ends_on: date | None
    made_at: datetime
    version: int | None
    is_example: bool
    sessions: tuple[SheetSession, ...]

    @property
    def is_public(self) -> bool:
        return self.version is not None

    @property
    def stamp(self) -> str:
        """Which state of the programme this is: ``Version 3, published on Mon 1 Mar 2027``."""
        at = formats.instant(self.made_at, self.zone)
        if self.version is None:
            return f"Draft, as planned on {at}"
        return f"Version {self.version}, published on {at}"


@dataclass(frozen=True)
class Newest:
    """The version that everybody sees now."""

    number: int
    published_at: datetime


@dataclass(frozen=True)
class SheetDay:
    """One day with its sessions in order."""

    day: date
    sessions: tuple[SheetSession, ...]

    @property
    def title(self) -> str:
        return f"{self.day:%A} {self.day.day} {self.day:%B %Y}"


@dataclass(frozen=True)
class Appearance:
    """Somebody who speaks, with the sessions in which she does."""

    name: str
    organisation: str
    sessions: tuple[SheetSession, ...]


@dataclass(frozen=True)
class RoomDay:
    """What takes place in one room on one day."""

    room: str
    day: SheetDay


def planned_sheet(event: Event, now: datetime) -> ProgrammeSheet:
    """Return the programme as its organisers plan it."""
    return _sheet(event, now, None, tuple(_planned(each) for each in event.sessions))


def public_sheet(event: Event, newest: Newest | None) -> ProgrammeSheet | None:
    """Return the programme as everybody may read it; None where there is none for everybody."""
    if newest is None or not may_read_programme(event) or not event.published_sessions:
        return None
    rows = tuple(
        SheetSession(each.calendar_uid, each.state, place=each.place)
        for each in event.published_sessions
    )
    return _sheet(event, newest.published_at, newest.number, rows)


def days_of(sessions: Iterable[SheetSession]) -> tuple[SheetDay, ...]:
    """Return the sessions by day of their own clock."""
    in_order = sorted(sessions, key=lambda each: each.order)
    grouped = groupby(in_order, key=lambda each: each.day)
    return tuple(SheetDay(day, tuple(rows)) for day, rows in grouped)


def appearances(sheet: ProgrammeSheet) -> tuple[Appearance, ...]:
    """Return everybody who speaks, by name. Cancelled sessions are left out."""
    found: dict[SpokenBy, list[SheetSession]] = {}
    for each in sorted(sheet.sessions, key=lambda each: each.order):
        for speaker in _who(each) if not each.state.is_cancelled else ():
            found.setdefault(SpokenBy(speaker.name, speaker.organisation), []).append(each)
    in_order = sorted(found.items(), key=lambda item: (item[0].name.casefold(), item[0].name))
    return tuple(Appearance(who.name, who.organisation, tuple(own)) for who, own in in_order)


def room_days(sheet: ProgrammeSheet) -> tuple[RoomDay, ...]:
    """Return the days of each room, as they hang at its door; sessions without a room in none."""
    rooms = sorted({each.state.place for each in sheet.sessions if each.state.place})
    return tuple(
        RoomDay(room, day)
        for room in rooms
        for day in days_of(each for each in sheet.sessions if each.state.place == room)
    )


def zones_of(sheet: ProgrammeSheet) -> tuple[str, ...]:
    """Return the zones of its sessions, the event's first."""
    others = sorted({each.state.zone for each in sheet.sessions} - {sheet.zone})
    return (sheet.zone, *others)


def usual_zone(sessions: Sequence[SheetSession], event_zone: str | None) -> str:
    """Return the zone of the event, or else of most of its sessions."""
    zones = [each.state.zone for each in sessions]
    return event_zone or max(sorted(set(zones)), key=zones.count, default="UTC")


def _sheet(
    event: Event, made_at: datetime, version: int | None, sessions: tuple[SheetSession, ...]
) -> ProgrammeSheet:
    venue = event.venue if version is None or may_read_place(event) else ""
    return ProgrammeSheet(
        slug=event.slug,
        title=event.title,
        dates=dates_of(event),
        place=", ".join(filter(None, (venue, public_town_of(event)))),
        initiative=event.initiative.short_name,
        initiative_name=event.initiative.name,
        zone=usual_zone(sessions, event.zone),
        starts_on=event.starts_on,
        ends_on=event.ends_on or event.starts_on,
        made_at=made_at,
        version=version,
        is_example=event.is_example,
        sessions=tuple(sorted(sessions, key=lambda each: each.order)),
    )


def _planned(sitting: EventSession) -> SheetSession:
    return SheetSession(
        uid=sitting.calendar_uid,
        state=planned_state(sitting),
        room=sitting.room.name if sitting.room else "",
        place="" if sitting.room else sitting.place,
        seats=sitting.seats or 0,
        join_link=sitting.join_link,
        recording_link=sitting.recording_link,
    )


def _who(session: SheetSession) -> tuple[SpokenBy, ...]:
    """Everybody who speaks in a session or in a part of it, each once."""
    spoken = (*session.state.speakers, *(w for part in session.state.agenda for w in part.speakers))
    return tuple(dict.fromkeys(SpokenBy(each.name, each.organisation) for each in spoken))
