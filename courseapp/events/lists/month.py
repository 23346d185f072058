"""A month of the catalogue as a calendar: weeks from Monday to Sunday, each day with its events."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, joinedload

from courseapp.events.lists.filters import Filters, conditions
from courseapp.events.models import Event
from courseapp.events.published.publicity import listed
from courseapp.events.queries import soonest_first

MOST_EVENTS = 400
FIRST_MONTH, LAST_MONTH = date(1990, 1, 1), date(2100, 12, 1)


@dataclass(frozen=True)
class DayOfMonth:
    """One day. `begins` are events whose first day it is, `goes_on` those that began earlier."""

    date: date
    is_in_month: bool
    begins: tuple[Event, ...]
    goes_on: tuple[Event, ...]


@dataclass(frozen=True)
class Month:
    """A month with the days around it that fill its weeks."""

    first: date
    weeks: tuple[tuple[DayOfMonth, ...], ...]
    undated: tuple[Event, ...]  # of which only the month or the year is known

    @property
    def days(self) -> tuple[DayOfMonth, ...]:
        """The days of the month itself on which something begins or goes on."""
        every = (day for week in self.weeks for day in week if day.is_in_month)
        return tuple(day for day in every if day.begins or day.goes_on)

    @property
    def before(self) -> str:
        """The month before, as in an address; "" where the calendar begins."""
        return _named(self.first - timedelta(days=1))

    @property
    def after(self) -> str:
        """The month after, as in an address; "" where the calendar ends."""
        return _named(self.first + timedelta(days=31))


def month_named(text: str) -> date | None:
    """Return the first day of ``2027-03``; None for what is no month, or too far away."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first if FIRST_MONTH <= first <= LAST_MONTH else None


def month_of(session: Session, first: date, filters: Filters) -> Month:
    """Return the public events of a month, each with its initiative. Two statements."""
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    between = _between(weeks[0][0], weeks[-1][-1])
    dated = _events(session, filters, between)
    roughly = and_(
        Event.starts_on.is_(None),
        Event.year == first.year,
        func.coalesce(Event.month, first.month) == first.month,
    )
    return Month(
        first,
        tuple(tuple(_day(day, first, dated) for day in week) for week in weeks),
        tuple(_events(session, filters, roughly)),
    )


def _events(session: Session, filters: Filters, when: ColumnElement[bool]) -> Sequence[Event]:
    wanted = (
        select(Event)
        .where(listed(), when, *conditions(filters))
        .options(joinedload(Event.initiative))
        .order_by(*soonest_first())
        .limit(MOST_EVENTS)
    )
    return session.scalars(wanted).all()


def _between(first: date, last: date) -> ColumnElement[bool]:
    ends = func.coalesce(Event.ends_on, Event.starts_on)
    return and_(Event.starts_on <= last, ends >= first)


def _day(day: date, first: date, events: Sequence[Event]) -> DayOfMonth:
    begins = tuple(each for each in events if each.starts_on == day)
    goes_on = tuple(each for each in events if each.starts_on and _runs_over(each, day))
    return DayOfMonth(day, (day.year, day.month) == (first.year, first.month), begins, goes_on)


def _runs_over(event: Event, day: date) -> bool:
    starts, ends = event.starts_on, event.ends_on
    return starts is not None and ends is not None and starts < day <= ends


def _named(day: date) -> str:
    first = day.replace(day=1)
    return f"{first:%Y-%m}" if FIRST_MONTH <= first <= LAST_MONTH else ""
