"""The programme of an event as its pages show it: by day, repeats together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from courseapp.events.models import EventSession, PublishedSession
from courseapp.events.rules import SessionStatus

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
