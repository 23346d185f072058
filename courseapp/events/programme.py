"""The programme of an event as its pages show it: by day, repeats together, clashes beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from courseapp.events.clashes import Clash, Frame, Sitting, find_clashes
from courseapp.events.models import Event, EventSession, PublishedSession
from courseapp.events.rules import SessionStatus
from courseapp.events.sittings import SessionPlan

Row = EventSession | PublishedSession  # as it is planned, or as everybody sees it


@dataclass(frozen=True)
class Day:
    """One day of the programme, by the wall clock of each session's own zone."""

    date: date
    sessions: Sequence[Row]

    @property
    def anchor(self) -> str:
        return anchor_of(self.date)


def anchor_of(day: date) -> str:
    """Return the id of a day's heading on the event's page."""
    return f"day-{day.isoformat()}"


def programme(rows: Sequence[Row]) -> tuple[Day, ...]:
    """Return the days with their sessions in order; cancelled ones stay where they were."""
    in_order = sorted(rows, key=lambda each: (each.starts_local, each.id))
    by_day = groupby(in_order, key=lambda each: each.starts_local.date())
    return tuple(Day(day, tuple(sessions)) for day, sessions in by_day)


def repeats(rows: Sequence[Row]) -> dict[str, int]:
    """Return how often each repeat group is held; groups of a single session are none."""
    scheduled = (each for each in rows if each.status is SessionStatus.SCHEDULED)
    groups = [each.repeat_group for each in scheduled if each.repeat_group]
    return {group: groups.count(group) for group in groups if groups.count(group) > 1}


def clashes_of(event: Event) -> tuple[Clash, ...]:
    """Return what is wrong with the programme as it is saved."""
    return find_clashes(_frame(event), [sitting(each) for each in _scheduled(event)])


def clashes_with(event: Event, plan: SessionPlan, session_id: int | None) -> tuple[Clash, ...]:
    """Return what would be wrong with a planned session among the others of the event.

    `session_id` is the session it replaces, None for a new one. Raises Problem for impossible
    times.
    """
    others = [sitting(each) for each in _scheduled(event) if each.id != session_id]
    found = find_clashes(_frame(event), [*others, _planned(plan, session_id)])
    return tuple(clash for clash in found if clash.concerns(session_id))


def sitting(session: EventSession) -> Sitting:
    """Return a saved session as far as it can clash."""
    return Sitting(
        session.id,
        session.title,
        session.starts_at,
        session.ends_at,
        session.starts_local.date(),
        _last_day(session.starts_local, session.ends_local),
        session.where,
        bool(session.join_link),
        tuple(speaker.name for speaker in session.speakers),
    )


def _planned(plan: SessionPlan, session_id: int | None) -> Sitting:
    starts, ends = plan.times()
    return Sitting(
        session_id,
        plan.title,
        starts.at,
        ends.at,
        starts.local.date(),
        _last_day(starts.local, ends.local),
        plan.place,
        bool(plan.join_link),
        tuple(speaker.name for speaker in plan.speakers),
    )


def _last_day(starts: datetime, ends: datetime) -> date:
    """A session that ends at midnight belongs to the day before."""
    return starts.date() if ends.time() == ends.time().min else ends.date()


def _frame(event: Event) -> Frame:
    return Frame(event.mode, event.starts_on, event.ends_on or event.starts_on, event.venue)


def _scheduled(event: Event) -> list[EventSession]:
    return [each for each in event.sessions if each.status is SessionStatus.SCHEDULED]
