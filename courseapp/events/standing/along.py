"""Letting sessions, modules and the deadline follow an event to its new days.

It is chosen where an event is postponed or takes place again, and done in the same transaction.
What everybody sees follows with the version that is published with the event.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core import formats
from courseapp.core.errors import Problem
from courseapp.events.facts.changing import ChangedMeanwhile, log
from courseapp.events.facts.describing import Difference
from courseapp.events.models import Event
from courseapp.events.moves.moved_rows import write_sitting, write_window
from courseapp.events.moves.moving import Moved, MovedSitting, SittingTimes
from courseapp.events.moves.timetables import state_of, timetable_of
from courseapp.events.rules import EventStatus
from courseapp.events.standing.moving_along import Days, days_of, has_dates, moved_along


@dataclass(frozen=True)
class Along:
    """The choice that everything follows; `seen` is `mark_of` what the organiser was shown."""

    weekdays: bool = False
    seen: str = ""


def stood_on(event: Event) -> Days | None:
    """Return the days on which the programme stands; None where nothing has a day."""
    if event.status is EventStatus.POSTPONED:
        return days_of(event.programme_starts_on, event.programme_ends_on)
    timetable = timetable_of(event)
    return days_of(timetable.first_day, timetable.last_day)


def planned_along(event: Event, new: Days | None, now: datetime, *, weekdays: bool) -> Moved | None:
    """Return what would follow to the new days; None where they are unknown or nothing moves.

    Applications that have opened stay open: nobody who began one is sent away again.
    """
    stood = stood_on(event)
    if stood is None or new is None:
        return None
    timetable, opened = timetable_of(event), event.applications_open_at
    if opened is not None and opened <= now:
        timetable = replace(timetable, opens_local=None)
    return moved_along(timetable, stood, new, weekdays=weekdays)


def may_move_along(event: Event, now: datetime) -> bool:
    """Return whether the event has anything that could follow it to other days."""
    stood = stood_on(event)
    if stood is None:
        return False
    if event.status is not EventStatus.POSTPONED:
        return has_dates(timetable_of(event))
    days = days_of(event.starts_on, event.ends_on)
    return planned_along(event, days, now, weekdays=False) is not None


def mark_of(result: Moved) -> str:
    """Return what tells one move, and the dates from which it starts, from every other."""
    return f"{state_of(result.before)}{result.days:+d}"


def move_along(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    new: Days | None,
    wish: Along,
) -> Moved | None:
    """Move what is left behind of an event that the caller holds; None where nothing moves.

    Raises ChangedMeanwhile where it is not what the organiser was shown, and Problem where the
    deadline would be over by it.
    """
    session.expire(event, ["sessions", "modules"])
    result = planned_along(event, new, now, weekdays=wish.weekdays)
    if (mark_of(result) if result else "") != wish.seen:
        raise ChangedMeanwhile(
            "The dates are not as you were shown them: somebody changed one meanwhile. Nothing "
            "is changed by you yet. Look at the new dates below, then go on."
        )
    if result is None:
        return None
    _refuse_a_window_that_cannot_be(event, result, now)
    changed = _in_words(event, result)
    _write(event, result, now)
    log(session, event, actor, now, "move along", _summary(result), changed)
    session.flush()
    return result


def note_where_it_stands(event: Event, stood: Days | None, result: Moved | None) -> None:
    """Keep on which days the programme of an event that is postponed now stands."""
    first, last = (stood.first, stood.last) if stood else (None, None)
    event.programme_starts_on = result.day(first) if result else first
    event.programme_ends_on = result.day(last) if result else last


def _refuse_a_window_that_cannot_be(event: Event, result: Moved, now: datetime) -> None:
    before, closes = event.applications_close_at, result.closes
    if closes is None or before is None:
        return
    if closes.at <= now < before:
        raise Problem(
            f"The deadline would be over already: {formats.instant(closes.at, closes.zone)}. "
            "Leave the dates behind, or enter a later deadline first.",
            "along",
        )
    if result.opens is not None and result.opens.at >= closes.at:
        raise Problem("Applications would close before they open. Enter them by hand.", "along")


def _write(event: Event, result: Moved, now: datetime) -> None:
    rows = {each.id: each for each in event.sessions}
    for pair in result.sittings:
        write_sitting(rows[pair.before.key], pair, now)
    moving = {each.key for each in result.before.modules}
    for module in event.modules:
        if module.id in moving:
            module.starts_on = result.day(module.starts_on)
            module.ends_on = result.day(module.ends_on)
    write_window(event, result)
    if result.before.decisions_on is not None:
        event.decisions_on = result.day(event.decisions_on)
    event.changed_at = now


def _summary(result: Moved) -> str:
    before = result.before
    parts = [
        _counted(len(before.sittings), "session"),
        _counted(len(before.modules), "module"),
        "the deadline" if before.closes_local else "",
        "the day of decisions" if before.decisions_on else "",
    ]
    named = ", ".join(filter(None, parts))
    way = "later" if result.days > 0 else "earlier"
    return f"Moved along: {named}, {_counted(abs(result.days), 'day')} {way}."


def _in_words(event: Event, result: Moved) -> Difference:
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for pair in result.sittings:
        before[pair.before.title], after[pair.before.title] = _was(pair.before), _is(pair)
    if result.closes is not None and event.applications_close_at is not None:
        zone = result.closes.zone
        before["Deadline"] = formats.instant(event.applications_close_at, zone)
        after["Deadline"] = formats.instant(result.closes.at, zone)
    return Difference(before, after)


def _was(sitting: SittingTimes) -> str:
    times = formats.time_range(sitting.starts_at, sitting.ends_at, sitting.zone)
    return f"{formats.day(sitting.starts_local.date())}, {times}"


def _is(pair: MovedSitting) -> str:
    starts = pair.starts
    times = formats.time_range(starts.at, pair.ends.at, starts.zone)
    return f"{formats.day(starts.local.date())}, {times}"


def _counted(number: int, what: str) -> str:
    return "" if not number else f"{number} {what}" + ("" if number == 1 else "s")
