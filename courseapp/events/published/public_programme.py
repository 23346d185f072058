"""The public programme of an event: searched, filtered, by day or by track, a page at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from courseapp.core import formats
from courseapp.core.paging import Page, page_of
from courseapp.countries.languages import language_name
from courseapp.countries.names import folded
from courseapp.events.models import PublishedSession
from courseapp.events.published.reading import Line, ProgrammeDay, programme_for
from courseapp.events.published.states import STATE_FIELDS, States
from courseapp.events.sessions.programme import anchor_of

LONGEST_SEARCH = 100
MOST_ON_A_PAGE = 60
MOST_ON_EVENT_PAGE = 60  # longer programmes have a page of their own
NO_TRACK = "Without a track"


@dataclass(frozen=True)
class WantedSessions:
    """What a reader looks for. `day` is a local date; empty texts want everything."""

    text: str = ""
    day: date | None = None
    track: str = ""
    module: str = ""
    language: str = ""
    by_track: bool = False

    @property
    def is_filtered(self) -> bool:
        return bool(self.text or self.track or self.module or self.language)

    @property
    def arguments(self) -> Mapping[str, str]:
        """What an address holds that leads to the same."""
        told = {
            "q": self.text,
            "day": self.day.isoformat() if self.day else "",
            "track": self.track,
            "module": self.module,
            "language": self.language,
            "by": "track" if self.by_track else "",
        }
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True)
class Choices:
    """What can be filtered by, as (value, label); empty where the programme has no two."""

    tracks: Sequence[tuple[str, str]]
    modules: Sequence[tuple[str, str]]
    languages: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class DayLink:
    """A day of the programme in the bar; `arguments` lead to that day alone."""

    anchor: str
    label: str
    arguments: Mapping[str, str]
    is_shown: bool


@dataclass(frozen=True)
class Part:
    """The sessions under one heading: a day, or a track."""

    anchor: str
    title: str
    lines: Sequence[Line]


@dataclass(frozen=True)
class PublicProgramme:
    """One page of the sessions that fit. `page` counts them all."""

    parts: Sequence[Part]
    days: Sequence[DayLink]
    choices: Choices
    page: Page[PublishedSession]


def public_programme(
    rows: Sequence[PublishedSession],
    wanted: WantedSessions,
    reader_zone: str | None,
    number: int = 1,
) -> PublicProgramme:
    """Return page `number` of the sessions that fit; `reader_zone` is an IANA name, if known."""
    fitting = [each for each in rows if _fits(each, wanted)]
    shown = [each for each in fitting if wanted.day in (None, each.starts_local.date())]
    page = page_of(
        sorted(shown, key=_by_track if wanted.by_track else _by_time), number, MOST_ON_A_PAGE
    )
    parts = _tracks(page.items, reader_zone) if wanted.by_track else _days(page.items, reader_zone)
    return PublicProgramme(parts, _day_links(fitting, wanted), _choices(rows), page)


def days_of_states(states: States) -> tuple[ProgrammeDay, ...]:
    """Return the programme of a version by day, cancelled sessions included."""
    rows = [
        PublishedSession(
            id=place,
            session_id=place,
            calendar_uid=uid,
            **{name: getattr(state, name) for name in STATE_FIELDS},
        )
        for place, (uid, state) in enumerate(states.items())
    ]
    return programme_for(rows, None)


def _fits(row: PublishedSession, wanted: WantedSessions) -> bool:
    exact = (
        (wanted.track, row.track),
        (wanted.module, row.module),
        (wanted.language, row.language),
    )
    if any(asked and asked != told for asked, told in exact):
        return False
    return all(word in _search_text(row) for word in folded(wanted.text).split())


def _search_text(row: PublishedSession) -> str:
    spoken = [str(each) for each in row.speakers]
    items = [item.title for item in row.agenda]
    return folded(" ".join((row.title, row.place, row.track, *spoken, *items)))


def _days(rows: Sequence[PublishedSession], zone: str | None) -> tuple[Part, ...]:
    return tuple(Part(each.anchor, each.title, each.lines) for each in programme_for(rows, zone))


def _tracks(rows: Sequence[PublishedSession], zone: str | None) -> tuple[Part, ...]:
    grouped = groupby(rows, key=lambda each: each.track)
    return tuple(
        Part(f"track-{place}", track or NO_TRACK, _dated(programme_for(list(group), zone)))
        for place, (track, group) in enumerate(grouped, start=1)
    )


def _dated(days: Iterable[ProgrammeDay]) -> list[Line]:
    """Return the lines of several days with the day of each in its words."""
    return [
        replace(line, meta=" · ".join(filter(None, (day.title, line.meta))))
        for day in days
        for line in day.lines
    ]


def _day_links(rows: Sequence[PublishedSession], wanted: WantedSessions) -> tuple[DayLink, ...]:
    return tuple(
        DayLink(
            anchor_of(day),
            formats.day(day, year=False),
            replace(wanted, day=day).arguments,
            day == wanted.day,
        )
        for day in sorted({each.starts_local.date() for each in rows})
    )


def _choices(rows: Sequence[PublishedSession]) -> Choices:
    languages = sorted({each.language for each in rows if each.language})
    return Choices(
        [(each, each) for each in sorted({row.track for row in rows if row.track})],
        [(each, each) for each in sorted({row.module for row in rows if row.module})],
        [(each, language_name(each)) for each in languages],
    )


def _by_time(row: PublishedSession) -> tuple[object, ...]:
    return row.starts_local, row.id


def _by_track(row: PublishedSession) -> tuple[object, ...]:
    return not row.track, row.track, row.starts_local, row.id
