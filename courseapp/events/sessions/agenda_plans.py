"""What organisers plan inside a session, and what is wrong with it. No database, no web.

All lengths are whole minutes that pass from the start of the session, so that an agenda moves with
its session, over a change of the clocks too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.core.errors import Problem
from courseapp.events.clock.local_time import moment
from courseapp.events.rules import AgendaKind
from courseapp.events.sessions.sittings import SpeakerPlan

LONGEST_ITEM = 24 * 60
MOST_ITEMS = 60
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Frame:
    """The session around an agenda. `starts_at` and `ends_at` are instants."""

    starts_local: datetime
    starts_at: datetime
    ends_at: datetime
    zone: str

    @property
    def minutes(self) -> int:
        """How long the session lasts."""
        return (self.ends_at - self.starts_at) // _MINUTE

    def clock(self, after: int) -> str:
        """Return what the wall clock shows so many minutes after the start: ``09:30``."""
        return formats.clock((self.starts_at + after * _MINUTE).astimezone(ZoneInfo(self.zone)))

    def minutes_until(self, local: datetime) -> int:
        """Return how many minutes after the start a wall clock time is; it may be negative.

        Raises Problem where the clocks skip that time.
        """
        return (moment(local, self.zone).at - self.starts_at) // _MINUTE


@dataclass(frozen=True)
class ItemPlan:
    """One part of a session; `starts_after` is None where it follows the item before it."""

    kind: AgendaKind
    minutes: int
    starts_after: int | None = None
    title: str = ""
    speakers: tuple[SpeakerPlan, ...] = ()


@dataclass(frozen=True)
class Placed:
    """An item at its place; `row` is where it stood among those that were entered, from 0."""

    row: int
    plan: ItemPlan
    starts: int

    @property
    def ends(self) -> int:
        return self.starts + self.plan.minutes


@dataclass(frozen=True)
class AgendaFault:
    """What is wrong with a row: the name of its field, and what to do."""

    row: int
    field: str
    message: str


@dataclass(frozen=True)
class Total:
    """How much of a session its agenda takes, in minutes."""

    planned: int
    session: int
    ends: int  # when the last item ends

    @property
    def free(self) -> int:
        """What no item takes, gaps included; never negative."""
        return max(0, self.session - self.planned)

    @property
    def too_long(self) -> int:
        """How far the agenda reaches beyond the session."""
        return max(0, self.ends - self.session)

    @property
    def rest(self) -> int:
        """What is left between the last item and the end of the session."""
        return max(0, self.session - self.ends)


def placed(items: Sequence[ItemPlan]) -> tuple[Placed, ...]:
    """Return the items in the order of their starts; each without one follows the row before."""
    found, at = [], 0
    for row, plan in enumerate(items):
        starts = at if plan.starts_after is None else plan.starts_after
        found.append(Placed(row, plan, starts))
        at = starts + plan.minutes
    return tuple(sorted(found, key=lambda each: (each.starts, each.row)))


def agenda_faults(items: Sequence[ItemPlan], frame: Frame) -> Iterator[AgendaFault]:
    """Yield what is wrong: items outside of the session, and items at the same time."""
    in_order = placed(items)
    for each in in_order:
        yield from _outside(each, frame)
    for before, after in pairwise(in_order):
        if after.starts < before.ends:
            yield _overlap(before, after, frame)


def total(items: Sequence[ItemPlan], session_minutes: int) -> Total:
    """Return how much of a session of so many minutes the items take."""
    ends = max((each.ends for each in placed(items)), default=0)
    return Total(sum(each.minutes for each in items), session_minutes, ends)


def with_rest(
    items: Sequence[ItemPlan], session_minutes: int, kind: AgendaKind = AgendaKind.QUESTIONS
) -> tuple[ItemPlan, ...]:
    """Return the items and one more that takes what is left at the end; as they are where nothing.

    The suggestion is for the organiser to change and to save.
    """
    found = total(items, session_minutes)
    if not found.rest:
        return tuple(items)
    return (*items, ItemPlan(kind, found.rest, found.ends))


def without_needless_starts(items: Sequence[ItemPlan]) -> tuple[ItemPlan, ...]:
    """Return the items so that each that just follows the one before says no start.

    Whoever makes one longer then moves all that follow.
    """
    found, at = [], 0
    for each in items:
        follows = each.starts_after == at
        found.append(replace(each, starts_after=None) if follows else each)
        at = (at if each.starts_after is None else each.starts_after) + each.minutes
    return tuple(found)


def local_start(frame: Frame, clock: datetime) -> int:
    """Return the minutes to a time of the clock that falls into the session, after midnight too.

    `clock` is that time on the day on which the session starts. Raises Problem where the clocks
    skip it.
    """
    after = frame.minutes_until(clock)
    return after if after >= 0 else frame.minutes_until(clock + timedelta(days=1))


def refuse_faults(items: Sequence[ItemPlan], frame: Frame) -> None:
    """Raise Problem for the first thing that is wrong."""
    if len(items) > MOST_ITEMS:
        raise Problem(f"An agenda has at most {MOST_ITEMS} items.")
    for fault in agenda_faults(items, frame):
        raise Problem(fault.message)


def _outside(item: Placed, frame: Frame) -> Iterator[AgendaFault]:
    begins, ends = frame.clock(0), frame.clock(frame.minutes)
    if not 0 <= item.starts < frame.minutes:
        yield AgendaFault(
            item.row,
            "starts",
            f"Enter a start within the session, from {begins} to {ends}.",
        )
    elif item.ends > frame.minutes:
        left = frame.minutes - item.starts
        yield AgendaFault(
            item.row,
            "minutes",
            f"This would end at {frame.clock(item.ends)}, after the session, which ends at {ends}. "
            f"From {frame.clock(item.starts)} there are {left} minutes.",
        )


def _overlap(before: Placed, after: Placed, frame: Frame) -> AgendaFault:
    later = max(before, after, key=lambda each: each.row)
    until = frame.clock(before.ends)
    return AgendaFault(
        later.row,
        "starts",
        f"Two items are at the same time: one from {frame.clock(before.starts)} to {until}, one "
        f"from {frame.clock(after.starts)}. Change a start, or leave it empty: then it follows.",
    )
