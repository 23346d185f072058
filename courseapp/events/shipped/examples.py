"""The example events, with dates that make sense on whatever day they are loaded.

Pure arithmetic on that day, so that the examples never rot: the course always has the change
to or from summer time in its middle, and its applications are always open.
"""

from calendar import MONDAY, THURSDAY, TUESDAY
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from courseapp.events.rules import AgendaKind, EventStatus
from courseapp.events.sessions.sittings import SPOKEN
from courseapp.events.shipped.catalogue import (
    CallLine,
    EventLine,
    parts_of,
    with_known_words,
    written_in,
)
from courseapp.events.shipped.programme_lines import AgendaLine, SessionLine, SpeakerLine

COURSE = "icap-course-example"
WEBINAR = "icap-webinar-example"
TRAINING = "a6ip-training-example"
DIALOGUE = "cmp-dialogue-example"

LAST_MINUTE = time(23, 59)
COURSE_WEEKS = 2
COURSE_AHEAD = timedelta(weeks=16)  # time to apply, to be chosen, and to get a visa
COURSE_CALL = (timedelta(weeks=3), timedelta(weeks=10))
TRAINING_AHEAD = timedelta(weeks=11)
TRAINING_CALL = (timedelta(weeks=1), timedelta(weeks=4))
WEBINAR_AHEAD = timedelta(weeks=4)
DIALOGUE_AHEAD = timedelta(weeks=8)
JUNE = 6
ABOUT_A_YEAR_OF_WEEKS = 54
PRESENCES = {word: presence for presence, word in SPOKEN.items()}

People = Mapping[str, str]  # the organisation of each, by name


@dataclass(frozen=True)
class Dates:
    """The local days of an event, in order, and when applications are taken for it."""

    days: tuple[date, ...]
    call: CallLine | None = None


def example_events(today: date) -> tuple[EventLine, ...]:
    """Return the example events as seen from `today`; the same day gives the same events."""
    written = written_in("examples.yaml")
    people = written["people"]
    return tuple(_event(line, _DATES[line["slug"]](today), people) for line in written["events"])


def course_dates(today: date, zone: str = "Europe/Rome") -> Dates:
    """Return two weeks, Monday to Friday, with a change of the zone's clocks between them.

    The course begins 16 weeks from today or later; where the zone never changes its clocks,
    as soon as that allows. Applications close ten weeks before it begins.
    """
    first = _next(MONDAY, today + COURSE_AHEAD)
    mondays = (first + timedelta(weeks=weeks) for weeks in range(ABOUT_A_YEAR_OF_WEEKS))
    start = next((monday for monday in mondays if _clocks_change_after(monday, zone)), first)
    days = (
        start + timedelta(weeks=week, days=day) for week in range(COURSE_WEEKS) for day in range(5)
    )
    return Dates(tuple(days), _call(today, start, zone, COURSE_CALL))


def training_dates(today: date, zone: str = "Asia/Bangkok") -> Dates:
    """Return three days from a Tuesday on, at least eleven weeks ahead."""
    start = _next(TUESDAY, today + TRAINING_AHEAD)
    return Dates(_in_a_row(start, 3), _call(today, start, zone, TRAINING_CALL))


def webinar_dates(today: date) -> Dates:
    """Return a Thursday at least four weeks ahead, and not between the years."""
    thursday = _next(THURSDAY, today + WEBINAR_AHEAD)
    while (thursday.month, thursday.day) >= (12, 18) or (thursday.month, thursday.day) <= (1, 8):
        thursday += timedelta(weeks=1)
    return Dates((thursday,))


def dialogue_dates(today: date) -> Dates:
    """Return the first Thursday and Friday of a June at least eight weeks ahead."""
    earliest = today + DIALOGUE_AHEAD
    junes = (_next(THURSDAY, date(earliest.year + later, JUNE, 1)) for later in range(2))
    return Dates(_in_a_row(next(start for start in junes if start >= earliest), 2))


def _event(line: Mapping[str, Any], dates: Dates, people: People) -> EventLine:
    told = {key: value for key, value in line.items() if key != "programme"}
    parts = parts_of(told)
    return EventLine(
        **with_known_words(told),
        **parts,
        status=EventStatus.PUBLISHED,
        is_example=True,
        starts_on=dates.days[0],
        ends_on=dates.days[-1],
        call=dates.call,
        source="Made up as an example",
        sessions=tuple(_session(item, dates, people) for item in line["programme"]),
    )


def _session(item: Mapping[str, Any], dates: Dates, people: People) -> SessionLine:
    told = dict(item)
    day = dates.days[told.pop("day") - 1]
    return SessionLine(
        starts=datetime.combine(day, time.fromisoformat(told.pop("from"))),
        ends=datetime.combine(day, time.fromisoformat(told.pop("to"))),
        speakers=_speakers(told.pop("speakers", ()), people),
        agenda=tuple(_agenda_line(each, people) for each in told.pop("agenda", ())),
        **told,
    )


def _agenda_line(part: Mapping[str, Any], people: People) -> AgendaLine:
    told = dict(part)
    kind, named = AgendaKind(told.pop("kind")), told.pop("speakers", ())
    return AgendaLine(kind, speakers=_speakers(named, people), **told)


def _speakers(written: Iterable[str], people: People) -> tuple[SpeakerLine, ...]:
    """Return who speaks, of a name alone or of a name with how: ``Rosa Fuentes, online``."""
    named = (each.partition(", ") for each in written)
    return tuple(SpeakerLine(name, people[name], PRESENCES[how]) for name, _comma, how in named)


def _next(weekday: int, earliest: date) -> date:
    return earliest + timedelta(days=(weekday - earliest.weekday()) % 7)


def _in_a_row(start: date, days: int) -> tuple[date, ...]:
    return tuple(start + timedelta(days=day) for day in range(days))


def _clocks_change_after(monday: date, zone: str) -> bool:
    """Whether the clocks change on the weekend after the first week."""
    friday, next_monday = monday + timedelta(days=4), monday + timedelta(days=7)
    return _offset_at_noon(friday, zone) != _offset_at_noon(next_monday, zone)


def _offset_at_noon(day: date, zone: str) -> timedelta | None:
    return datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset()


def _call(today: date, start: date, zone: str, around: tuple[timedelta, timedelta]) -> CallLine:
    """Applications opened some time before today and close some time before the start."""
    open_for, closed_before = around
    return CallLine(
        opens=datetime.combine(today - open_for, time(9)),
        closes=datetime.combine(start - closed_before, LAST_MINUTE),
        zone=zone,
    )


_DATES: Mapping[str, Callable[[date], Dates]] = {
    COURSE: course_dates,
    WEBINAR: webinar_dates,
    TRAINING: training_dates,
    DIALOGUE: dialogue_dates,
}
