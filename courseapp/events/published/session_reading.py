"""One public session as its reader needs it: in three zones, with its parts and its other runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.core.errors import NotFound
from courseapp.countries.languages import language_name
from courseapp.events.clock.local_hours import best_run, minutes_outside
from courseapp.events.models import Event, PublishedSession
from courseapp.events.published.change_words import times_told
from courseapp.events.published.states import AgendaPart, SpokenBy
from courseapp.events.rules import AgendaKind
from courseapp.events.words import AGENDA_KINDS, PRESENCES


@dataclass(frozen=True)
class Voice:
    """Somebody who speaks; `presence` is ``in person``, ``online`` or ""."""

    name: str
    organisation: str
    presence: str


@dataclass(frozen=True)
class PartLine:
    """A part of the session; `time` is by the clock of the session's zone."""

    time: str
    kind: str
    title: str
    is_break: bool
    speakers: Sequence[Voice]


@dataclass(frozen=True)
class Run:
    """One of the times at which the same session is held. `suits` is the best for the reader."""

    path: str
    times: Sequence[str]
    language: str
    is_this: bool
    suits: bool


@dataclass(frozen=True)
class Neighbour:
    """The session before or after."""

    path: str
    title: str
    day: str


@dataclass(frozen=True)
class ShownSession:
    """A session with all that its page says besides its texts."""

    row: PublishedSession
    path: str
    times: Sequence[str]
    language: str
    speakers: Sequence[Voice]
    agenda: Sequence[PartLine]
    runs: Sequence[Run]
    before: Neighbour | None
    after: Neighbour | None


def path_of(event: Event, row: PublishedSession) -> str:
    """Return the address of a session's page, which it keeps for life."""
    return f"/events/{event.slug}/sessions/{row.calendar_uid}"


def shown_session(event: Event, uid: str, reader_zone: str | None) -> ShownSession:
    """Return a published session of the event. Raises NotFound."""
    rows = sorted(event.published_sessions, key=lambda each: (each.starts_at, each.id))
    row = next((each for each in rows if each.calendar_uid == uid), None)
    if row is None:
        raise NotFound
    taking_place = [each for each in rows if not each.state.is_cancelled or each is row]
    place = taking_place.index(row)
    return ShownSession(
        row,
        path_of(event, row),
        times_told(row.state, reader_zone),
        language_name(row.language) if row.language else "",
        [_voice(each) for each in row.speakers],
        [_part(row, each) for each in row.agenda],
        _runs(event, row, taking_place, reader_zone),
        _neighbour(event, taking_place[place - 1]) if place else None,
        _neighbour(event, taking_place[place + 1]) if place + 1 < len(taking_place) else None,
    )


def _runs(
    event: Event, row: PublishedSession, rows: Sequence[PublishedSession], zone: str | None
) -> tuple[Run, ...]:
    """Return the runs of a session that is held again; none of one that is held once."""
    runs = [each for each in rows if row.repeat_group and each.repeat_group == row.repeat_group]
    if len(runs) < 2:
        return ()
    best = _best(runs, zone)
    return tuple(
        Run(
            path_of(event, each),
            times_told(each.state, zone),
            language_name(each.language) if each.language else "",
            each is row,
            place == best,
        )
        for place, each in enumerate(runs)
    )


def _best(runs: Sequence[PublishedSession], zone: str | None) -> int | None:
    """Return which run suits the zone best; None where nobody knows it, or all suit the same."""
    if zone is None:
        return None
    times = [(each.starts_at, each.ends_at) for each in runs]
    if len({minutes_outside(*each, zone) for each in times}) == 1:
        return None
    return best_run(times, zone)


def _part(row: PublishedSession, part: AgendaPart) -> PartLine:
    starts = row.starts_at + timedelta(minutes=part.starts_after)
    ends = starts + timedelta(minutes=part.minutes)
    first, last = (formats.clock(each.astimezone(ZoneInfo(row.zone))) for each in (starts, ends))
    kind = AGENDA_KINDS[part.kind]
    return PartLine(
        f"{first} {formats.DASH} {last}",
        kind if part.title else "",
        part.title or kind,
        part.kind is AgendaKind.BREAK,
        [_voice(each) for each in part.speakers],
    )


def _voice(spoken: SpokenBy) -> Voice:
    return Voice(spoken.name, spoken.organisation, PRESENCES[spoken.presence])


def _neighbour(event: Event, row: PublishedSession) -> Neighbour:
    return Neighbour(
        path_of(event, row), row.title, formats.day(row.starts_local.date(), year=False)
    )
