"""The programme of a postponed event on its new days: plain arithmetic, no database.

Sessions, modules, the time for applications and the day of decisions move by as many days as
the first day does. What somebody has put on the new days already by hand stays where it is.
"""

from dataclasses import dataclass, replace
from datetime import date

from courseapp.events.moves.moving import (
    ModuleDays,
    Moved,
    SittingTimes,
    Timetable,
    moved,
    same_weekday,
)


@dataclass(frozen=True)
class Days:
    """A first and a last day, local at the venue, both inclusive."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def days_of(first: date | None, last: date | None) -> Days | None:
    """Return the days from the first to the last; None where no first day is known."""
    return None if first is None else Days(first, last or first)


def moved_along(timetable: Timetable, stood: Days, new: Days, *, weekdays: bool) -> Moved | None:
    """Return what moves with an event that stood on some days and is to be on others.

    With `weekdays`, by whole weeks, so that a Monday stays a Monday. None where nothing moves.
    """
    first = same_weekday(stood.first, new.first) if weekdays else new.first
    behind = left_behind(timetable, stood, new)
    days = (first - stood.first).days
    return moved(behind, days) if days and has_dates(behind) else None


def left_behind(timetable: Timetable, stood: Days, new: Days) -> Timetable:
    """Return the timetable of what still stands on the earlier days.

    A deadline after those days was entered for the new ones: it was refused for the earlier.
    """
    entered_anew = timetable.closes_local is not None and (
        timetable.closes_local.date() > stood.last
    )
    told_on = timetable.decisions_on
    return replace(
        timetable,
        starts_on=stood.first,
        ends_on=stood.last,
        opens_local=None if entered_anew else timetable.opens_local,
        closes_local=None if entered_anew else timetable.closes_local,
        decisions_on=None if told_on is not None and told_on > stood.last else told_on,
        modules=tuple(each for each in timetable.modules if _is_behind(each, stood, new)),
        sittings=tuple(each for each in timetable.sittings if _is_behind(each, stood, new)),
    )


def has_dates(timetable: Timetable) -> bool:
    """Return whether anything but the event itself has a date."""
    days = (each.starts_on for each in timetable.modules)
    window = timetable.closes_local or timetable.decisions_on
    return bool(timetable.sittings or window or any(days))


def stands_already(result: Moved, new: Days) -> bool:
    """Return whether all sessions and modules would fit the new days without moving.

    Then somebody may have moved them by hand; where the days overlap, nobody can tell.
    """
    parts: tuple[ModuleDays | SittingTimes, ...] = (
        *result.before.modules,
        *result.before.sittings,
    )
    found = [day for each in parts if (day := _day_of(each)) is not None]
    return bool(found) and all(day in new for day in found)


def outside(result: Moved, new: Days) -> tuple[str, ...]:
    """Return the titles of the sessions that would not be on the new days."""
    return tuple(
        pair.before.title for pair in result.sittings if pair.starts.local.date() not in new
    )


def _is_behind(part: ModuleDays | SittingTimes, stood: Days, new: Days) -> bool:
    day = _day_of(part)
    return day is not None and not (day in new and day not in stood)


def _day_of(part: ModuleDays | SittingTimes) -> date | None:
    return part.starts_on if isinstance(part, ModuleDays) else part.starts_local.date()
