"""An event as one line of a list, sorted under the heading that it belongs to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from courseapp.core import formats
from courseapp.countries.names import country_name
from courseapp.events.clock.deadlines import Window, asked, window, zone_of_deadline
from courseapp.events.models import Event
from courseapp.events.published.publicity import may_read_place
from courseapp.events.queries import today_somewhere
from courseapp.events.rules import Access, EventStatus
from courseapp.events.words import KINDS, LEVELS, MODES, STANDINGS, dates_of

URGENT_DAYS = 7


@dataclass(frozen=True)
class Row:
    """The parts of one line. `lead` is the big number: days left, or the day it begins."""

    href: str
    title: str
    lead: str
    lead_note: str
    meta: str
    note: str
    texts: Sequence[str]
    urgent: bool = False


@dataclass(frozen=True)
class Section:
    """The lines under one heading."""

    title: str
    rows: Sequence[Row]


def sections(events: Iterable[Event], now: datetime, *, past: bool) -> tuple[Section, ...]:
    """Return the events under their headings, in the order in which they come."""

    def title(event: Event) -> str:
        if past:
            return "The latest first"
        is_open = window(event, now) is Window.OPEN
        return "Open for applications" if is_open else "Coming"

    grouped = groupby(events, key=title)
    return tuple(Section(name, [row_of(each, now) for each in rows]) for name, rows in grouped)


def row_of(event: Event, now: datetime) -> Row:
    """Return the event as a line: with days left while it takes applications, else its day."""
    state = window(event, now)
    lead, lead_note = _lead(event, state, now)
    meta = (dates_of(event), public_town_of(event), event.initiative.short_name)
    closes = event.applications_close_at
    return Row(
        href=f"/events/{event.slug}",
        title=event.title,
        lead=lead,
        lead_note=lead_note,
        meta=" · ".join(filter(None, meta)),
        note=_note(event, state),
        texts=labels_of(event, now),
        urgent=state is Window.OPEN and closes is not None and (closes - now).days < URGENT_DAYS,
    )


def labels_of(event: Event, now: datetime) -> tuple[str, ...]:
    """Return the quiet labels of an event, what is unusual first."""
    unusual = ("Example" if event.is_example else "", standing_of(event, now))
    return (*filter(None, unusual), *kind_labels(event))


def kind_labels(event: Event) -> tuple[str, ...]:
    """Return the event's kind, mode and level, as far as they are known."""
    mode = MODES[event.mode] if event.mode else ""
    level = LEVELS[event.level] if event.level else ""
    return tuple(filter(None, (KINDS[event.kind], mode, level)))


def standing_of(event: Event, now: datetime) -> str:
    """Return what a reader must know of the status; "" where all is as expected."""
    if event.status in {EventStatus.CANCELLED, EventStatus.POSTPONED}:
        return STANDINGS[event.status].word
    if event.status is not EventStatus.ANNOUNCED:
        return ""
    return (
        "Announced, not known to be held" if is_over(event, now) else "Planned, not yet confirmed"
    )


def is_over(event: Event, now: datetime) -> bool:
    """Return whether the event's last day, as far as it is known, is over everywhere."""
    today = today_somewhere(now)
    if event.starts_on is not None:
        return (event.ends_on or event.starts_on) < today
    if event.year is None:
        return False  # postponed, and nobody knows until when
    return (event.year, event.month or 12) < (today.year, today.month)


def day_of(event: Event) -> tuple[str, str]:
    """Return the day it begins and its month; the month or the year where no day is known."""
    if event.starts_on is not None:
        return str(event.starts_on.day), f"{event.starts_on:%b %Y}"
    if event.year and event.month:
        return f"{date(event.year, event.month, 1):%b}", str(event.year)
    return str(event.year or formats.DASH), ""


def town_of(event: Event) -> str:
    """Return ``Florence, Italy`` for lists."""
    return ", ".join(filter(None, (event.city, country_name(event.country))))


def public_town_of(event: Event) -> str:
    """Return the town for everybody to read; "" where only the invited are told."""
    return town_of(event) if may_read_place(event) else ""


def place_of(event: Event) -> str:
    """Return ``Badia Fiesolana, Florence, Italy``: as much of it as is known."""
    return ", ".join(filter(None, (event.venue, town_of(event))))


def _lead(event: Event, state: Window, now: datetime) -> tuple[str, str]:
    if state is Window.OPEN and event.applications_close_at:
        number, _, unit = formats.days_left(event.applications_close_at, now).partition(" ")
        return number, unit
    return day_of(event)


def _note(event: Event, state: Window) -> str:
    zone = zone_of_deadline(event)
    if state is Window.OPEN and event.applications_close_at:
        return f"{asked(event)} by {formats.instant(event.applications_close_at, zone)}"
    if state is Window.NOT_YET and event.applications_open_at:
        return f"Applications open {formats.instant(event.applications_open_at, zone)}"
    if event.status is EventStatus.PUBLISHED and state in {Window.CLOSED, Window.GRACE}:
        return "Applications are closed"
    return "By invitation" if event.access is Access.INVITATION else ""
