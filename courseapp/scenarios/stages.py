"""How far an example world has come, and when what happened in it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from zoneinfo import ZoneInfo

from courseapp.events.shipped.catalogue import CallLine

VENUE_ZONE = "Europe/Rome"
SINCE_REPLANNING = timedelta(days=3)


class Stage(StrEnum):
    """Each stage holds all that the stage before it holds."""

    ANNOUNCED = "announced"
    APPLIED = "applied"
    REVIEWED = "reviewed"
    SELECTED = "selected"
    CONFIRMED = "confirmed"

    def reaches(self, other: "Stage") -> bool:
        """Return whether this stage is the other one or a later one."""
        order = list(Stage)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True)
class _Days:
    """Days from the start of the window to now, from now to its end, from the decision to now."""

    since_opening: int
    until_deadline: int
    since_decision: int = 0


_DAYS = MappingProxyType(
    {
        Stage.ANNOUNCED: _Days(since_opening=1, until_deadline=42),
        Stage.APPLIED: _Days(since_opening=42, until_deadline=3),
        Stage.REVIEWED: _Days(since_opening=66, until_deadline=-10),
        Stage.SELECTED: _Days(since_opening=70, until_deadline=-14, since_decision=2),
        Stage.CONFIRMED: _Days(since_opening=84, until_deadline=-35, since_decision=16),
    }
)


@dataclass(frozen=True)
class Timeline:
    """When things happened before `now`; all instants are aware."""

    now: datetime
    published_at: datetime
    call: CallLine
    opened_at: datetime
    closed_at: datetime  # the deadline, which may still be to come
    last_application_at: datetime
    decided_at: datetime
    replanned_at: datetime  # the programme of the course, where people have applied


def timeline(stage: Stage, now: datetime) -> Timeline:
    """Return when things happened in a world that stands at the stage at `now`."""
    days = _DAYS[stage]
    today = now.astimezone(ZoneInfo(VENUE_ZONE)).date()
    opens = datetime.combine(today - timedelta(days=days.since_opening), time(9))
    closes = datetime.combine(today + timedelta(days=days.until_deadline), time(23, 59))
    opened_at, closed_at = (each.replace(tzinfo=ZoneInfo(VENUE_ZONE)) for each in (opens, closes))
    return Timeline(
        now=now,
        published_at=opened_at - timedelta(days=2),
        call=CallLine(opens=opens, closes=closes, zone=VENUE_ZONE),
        opened_at=opened_at,
        closed_at=closed_at,
        last_application_at=min(closed_at, now) - timedelta(minutes=30),
        decided_at=now - timedelta(days=days.since_decision),
        replanned_at=now - SINCE_REPLANNING,
    )
