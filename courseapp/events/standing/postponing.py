"""Postponing an event: its dates become unknown, or others, and nobody can apply for now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core import formats
from courseapp.core.errors import Problem
from courseapp.events.facts.changing import hold, log, next_status
from courseapp.events.facts.fact_faults import fact_faults
from courseapp.events.facts.plan_rows import plan_of
from courseapp.events.facts.plans import EventPlan, Fault, schedule_faults
from courseapp.events.models import Event
from courseapp.events.queries import today_somewhere
from courseapp.events.rules import EventAction
from courseapp.events.standing.along import Along, move_along, note_where_it_stands, stood_on
from courseapp.events.standing.moving_along import Days, days_of
from courseapp.events.standing.news import NOBODY, News, Telling
from courseapp.events.standing.publishing import touch, what_was_told
from courseapp.events.standing.telling import Dates, tell
from courseapp.events.words import NO_DATES, dates_of

DATE_FIELDS = frozenset({"starts_on", "ends_on", "year", "month", "starts_time", "ends_time"})


@dataclass(frozen=True)
class NewDates:
    """When the event is to be instead, as exactly as it is known; all None where it is not.

    Days are local at the venue, both inclusive.
    """

    starts_on: date | None = None
    ends_on: date | None = None
    year: int | None = None
    month: int | None = None

    @property
    def told(self) -> str:
        """The dates in words."""
        if self.starts_on is not None:
            return formats.date_range(self.starts_on, self.ends_on or self.starts_on)
        return formats.month_and_year(self.year, self.month) if self.year else NO_DATES

    @property
    def days(self) -> Days | None:
        """The days; None where they are not known."""
        return days_of(self.starts_on, self.ends_on)


UNKNOWN = NewDates()


def new_date_faults(event: Event, dates: NewDates, now: datetime) -> tuple[Fault, ...]:
    """Return why an event cannot be postponed to these dates, beside the fields that are wrong."""
    plan = _plan(event, dates)
    found = [*schedule_faults(plan.schedule, now, event.applications_close_at), *fact_faults(plan)]
    wrong = [fault for fault in found if fault.field in DATE_FIELDS]
    return tuple(wrong or _not_later(event, dates, now))


def postpone_event(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    dates: NewDates = UNKNOWN,
    telling: Telling = NOBODY,
    along: Along | None = None,
) -> int:
    """Postpone a public event and return how many people are told.

    Calendars show it as tentative where it stood. What is planned stays behind too, unless it
    is to go `along`. Raises Problem where the event is no plan and not published, or with the
    date that is wrong, and ChangedMeanwhile as `move_along` does.
    """
    hold(session, event)
    status = next_status(event, EventAction.POSTPONE)
    for fault in new_date_faults(event, dates, now):
        raise Problem(fault.message, fault.field)
    earlier, plan, stood = dates_of(event), _plan(event, dates), stood_on(event)
    moved = move_along(session, actor, now, event, dates.days, along) if along else None
    note_where_it_stands(event, stood, moved)
    event.earlier_starts_on, event.earlier_ends_on = event.starts_on, event.ends_on
    event.status, event.year_inferred = status, False
    for name in DATE_FIELDS:
        setattr(event, name, getattr(plan, name))
    touch(event, now, raise_sequence=True)
    told = tell(session, now, event, News.POSTPONED, telling, Dates(dates.told, earlier))
    summary = f"Postponed the event from {earlier} to: {dates.told}."
    log(session, event, actor, now, "postpone", summary + what_was_told(telling, told))
    session.flush()
    return told


def _plan(event: Event, dates: NewDates) -> EventPlan:
    """The event on the new dates; without a day, its times of day have nothing to stand on."""
    plan = plan_of(event)
    is_dated = dates.starts_on is not None
    return replace(
        plan,
        starts_on=dates.starts_on,
        ends_on=dates.ends_on,
        year=dates.year,
        month=dates.month,
        starts_time=plan.starts_time if is_dated else None,
        ends_time=plan.ends_time if is_dated else None,
    ).settled()


def _not_later(event: Event, dates: NewDates, now: datetime) -> Iterator[Fault]:
    if dates.starts_on is None:
        today = today_somewhere(now)
        if dates.year is not None and (dates.year, dates.month or 12) < (today.year, today.month):
            yield Fault("year", "Enter a time that is still to come, or leave it empty.")
    elif dates.starts_on < today_somewhere(now):
        yield Fault("starts_on", "Enter a first day that is still to come, or leave it empty.")
    elif (dates.starts_on, dates.ends_on or dates.starts_on) == (event.starts_on, event.ends_on):
        yield Fault("starts_on", "These are the dates that it has now. Enter other ones.")
