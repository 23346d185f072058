"""The programme as a grid: a day is a row of columns, a column is a room or a track.

Worked out in plain values: minutes from midnight by the clock of the grid's zone, and lanes side
by side where sessions of one column overlap, so that none hides another.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.events.models import Event, EventSession
from courseapp.planner.days import days_touched, wall_times
from courseapp.planner.places import PlaceKind, places_of

WHOLE_DAY = 24 * 60
STEP = 5  # minutes; what is drawn is rounded to it, what is written is not
SHORTEST_SHOWN = 15  # minutes; a shorter session is drawn as long, so that it can be read
OFFICE_HOURS = (8, 18)
FIRST_START = time(9)
NOON = time(12)


class By(StrEnum):
    """What the columns of the grid are."""

    ROOM = "room"
    TRACK = "track"

    @property
    def kind(self) -> PlaceKind:
        """The places that are its columns."""
        return PlaceKind.ROOMS if self is By.ROOM else PlaceKind.TRACKS


@dataclass(frozen=True)
class Slot:
    """A session, or the part of it that is on one day. `at` and `minutes` are as drawn.

    `came` means that it began the day before, `goes_on` that it ends the day after.
    """

    sitting: EventSession
    starts: datetime
    ends: datetime
    at: int
    minutes: int
    came: bool
    goes_on: bool
    lane: int = 0
    lanes: int = 1

    @property
    def start(self) -> int:
        """Minutes from the midnight of its day to its start, exactly."""
        return self.starts.hour * 60 + self.starts.minute

    @property
    def length(self) -> int:
        """How many minutes it lasts by the clock, exactly."""
        return _minutes(self.ends - self.starts)

    @property
    def times(self) -> str:
        """Return ``09:00 – 10:30`` by the clock of the grid, with the day where it is another."""
        last = formats.clock(self.ends)
        first = formats.clock(self.starts)
        if self.came:
            first = f"{formats.day(self.starts, year=False)}, {first}"
        if self.goes_on:
            last = f"{formats.day(self.ends, year=False)}, {last}"
        return f"{first} {formats.DASH} {last}"


@dataclass(frozen=True)
class Column:
    """A room or a track on one day; `id` is None for the sessions without one."""

    id: int | None
    name: str
    capacity: int | None
    slots: tuple[Slot, ...]
    next_start: time

    @property
    def lanes(self) -> int:
        """How many sessions stand side by side at most."""
        return max((slot.lanes for slot in self.slots), default=1)


@dataclass(frozen=True)
class DayGrid:
    """One day; drawn from the full hour `first_hour` to `last_hour` (24 is midnight)."""

    day: date
    zone: str
    first_hour: int
    last_hour: int
    columns: tuple[Column, ...]

    @property
    def zone_label(self) -> str:
        """What the zone is called at noon of the day."""
        return formats.zone_label(datetime.combine(self.day, NOON, ZoneInfo(self.zone)), self.zone)

    @property
    def hours(self) -> range:
        """The full hours that are drawn."""
        return range(self.first_hour, self.last_hour)

    @property
    def count(self) -> int:
        """How many sessions are there."""
        return sum(len(column.slots) for column in self.columns)


def lay_out(event: Event, by: By, zone: str, days: Iterable[date]) -> tuple[DayGrid, ...]:
    """Return the grids of the days, with every session that touches them."""
    parts: dict[date, list[Slot]] = {day: [] for day in days}
    for sitting in event.sessions:
        starts, ends = wall_times(sitting, zone)
        for day in days_touched(starts, ends):
            if day in parts:
                parts[day].append(_slot(sitting, starts, ends, day))
    return tuple(_day(event, by, zone, day, found) for day, found in parts.items())


def side_by_side(slots: Sequence[Slot]) -> tuple[Slot, ...]:
    """Return the slots in order of time, each with its lane among those it overlaps."""
    placed: list[Slot] = []
    group: list[Slot] = []
    busy_until = -1
    for slot in sorted(slots, key=lambda each: (each.at, -each.minutes, each.sitting.title)):
        if slot.at >= busy_until:
            placed += _shared(group)
            group, busy_until = [], -1
        group.append(slot)
        busy_until = max(busy_until, slot.at + slot.minutes)
    return (*placed, *_shared(group))


def _shared(group: Sequence[Slot]) -> Iterator[Slot]:
    """Give each slot of a group of overlapping ones the first lane that is free."""
    free_from: list[int] = []
    lanes = []
    for slot in group:
        free = (number for number, at in enumerate(free_from) if at <= slot.at)
        lane = next(free, len(free_from))
        free_from[lane : lane + 1] = [slot.at + slot.minutes]
        lanes.append(lane)
    for slot, lane in zip(group, lanes, strict=True):
        yield _in_lane(slot, lane, len(free_from))


def _in_lane(slot: Slot, lane: int, lanes: int) -> Slot:
    # dataclasses.replace takes three times as long, and there may be hundreds.
    return Slot(
        slot.sitting,
        slot.starts,
        slot.ends,
        slot.at,
        slot.minutes,
        slot.came,
        slot.goes_on,
        lane,
        lanes,
    )


def _slot(sitting: EventSession, starts: datetime, ends: datetime, day: date) -> Slot:
    midnight = datetime.combine(day, time())
    first = max(0, _minutes(starts - midnight))
    last = min(WHOLE_DAY, _minutes(ends - midnight))
    # Where the clocks go back, a session may end at a time that is not after its start.
    shown = max(last - first, SHORTEST_SHOWN)
    at = min(first, WHOLE_DAY - shown) // STEP * STEP
    return Slot(
        sitting,
        starts,
        ends,
        at,
        -(-shown // STEP) * STEP,
        came=starts < midnight,
        goes_on=ends > midnight + timedelta(days=1),
    )


def _day(event: Event, by: By, zone: str, day: date, slots: Sequence[Slot]) -> DayGrid:
    earliest = min((slot.at // 60 for slot in slots), default=OFFICE_HOURS[0])
    latest = max((-(-(slot.at + slot.minutes) // 60) for slot in slots), default=OFFICE_HOURS[1])
    if slots:  # an hour to spare on both sides, to move into
        earliest, latest = max(0, earliest - 1), min(24, latest + 1)
    return DayGrid(day, zone, earliest, latest, tuple(_columns(event, by, slots)))


def _columns(event: Event, by: By, slots: Sequence[Slot]) -> Iterator[Column]:
    mine: dict[int | None, list[Slot]] = {}
    for slot in slots:
        key = slot.sitting.room_id if by is By.ROOM else slot.sitting.track_id
        mine.setdefault(key, []).append(slot)
    places = places_of(event, by.kind)
    for place in places:
        capacity = getattr(place, "capacity", None)
        yield _column(place.id, place.name, capacity, mine.get(place.id, ()))
    if None in mine or not places:
        yield _column(None, f"Without a {by.value}", None, mine.get(None, ()))


def _column(place_id: int | None, name: str, capacity: int | None, slots: Sequence[Slot]) -> Column:
    last = max((slot.ends for slot in slots if not slot.goes_on), default=None)
    next_start = last.time() if last else FIRST_START
    return Column(place_id, name, capacity, side_by_side(slots), next_start)


def _minutes(length: timedelta) -> int:
    return int(length.total_seconds()) // 60
