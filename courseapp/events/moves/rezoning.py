"""Moving an event into another time zone, its sessions and its deadline with it."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core import formats
from courseapp.core.errors import Problem
from courseapp.events.clock.local_time import refusal_of_zone
from courseapp.events.facts.changing import ChangedMeanwhile, hold, log, require_alive
from courseapp.events.models import Event
from courseapp.events.moves.moved_rows import write_sitting, write_window
from courseapp.events.moves.moving import Moved, MovedSitting, SittingTimes, Timetable, landing
from courseapp.events.moves.timetables import state_of, timetable_of
from courseapp.events.moves.zone_moves import Keep, rezoned

EVENT_ITSELF = 0  # the key of an event that is one sitting, beside those of its sessions
_KEPT = {
    Keep.LOCAL: "Clock times stay as they were.",
    Keep.INSTANTS: "Everything happens at the same moment as before.",
}


@dataclass(frozen=True)
class ZoneWish:
    """What an organiser chooses: the new zone (IANA), and what stays."""

    zone: str
    keep: Keep


def zone_timetable(event: Event) -> Timetable:
    """Return what a change of the zone concerns; an event of one sitting counts as a session."""
    found = timetable_of(event)
    if event.zone is None or event.starts_on is None or event.starts_time is None:
        return found
    starts = landing(datetime.combine(event.starts_on, event.starts_time), event.zone)
    last = event.ends_on or event.starts_on
    ends = landing(datetime.combine(last, event.ends_time or event.starts_time), event.zone)
    itself = SittingTimes(
        EVENT_ITSELF, event.title, event.zone, starts.local, ends.local, starts.at, ends.at
    )
    return replace(found, sittings=(itself, *found.sittings))


def sessions_in_zone(event: Event) -> int:
    """Return how many sessions a change of the zone would concern."""
    return sum(each.zone == event.zone for each in timetable_of(event).sittings)


def planned_move(event: Event, wish: ZoneWish, now: datetime) -> Moved:
    """Return what the wish would do. Raises Problem with the field that is wrong."""
    if refusal := refusal_of_zone(wish.zone):
        raise Problem(refusal, "new_zone")
    if wish.zone == event.zone:
        raise Problem("The event is in this zone already. Choose another one.", "new_zone")
    result = rezoned(zone_timetable(event), wish.zone, wish.keep, now)
    _refuse_a_deadline_that_is_over(event, result, now)
    return result


def change_zone(
    session: Session, actor: Person | None, now: datetime, event: Event, wish: ZoneWish, seen: str
) -> Moved:
    """Move the event into another zone; what everybody sees follows with the next version.

    `seen` is `state_of` the `zone_timetable` that the organiser was shown. Raises
    ChangedMeanwhile where it is another one by now, and Problem with the field that is wrong.
    """
    hold(session, event)
    session.expire(event, ["sessions"])
    require_alive(event)
    if seen != state_of(zone_timetable(event)):
        raise ChangedMeanwhile(
            "Somebody else changed a date meanwhile. Nothing is changed by you yet. Look at the "
            "new times again, then change the zone."
        )
    result = planned_move(event, wish, now)
    told = f"Changed the time zone from {event.zone or 'none'} to {wish.zone}. {_KEPT[wish.keep]}"
    _write(event, result, now)
    log(session, event, actor, now, "change zone", told)
    session.flush()
    return result


def _refuse_a_deadline_that_is_over(event: Event, result: Moved, now: datetime) -> None:
    deadline = event.applications_close_at
    if result.closes is None or deadline is None:
        return
    if result.closes.at <= now < deadline:
        when = formats.instant(result.closes.at, result.closes.zone)
        raise Problem(
            f"The deadline would be over already: {when}. Keep the moments, or enter a later "
            "deadline first.",
            "keep",
        )


def _write(event: Event, result: Moved, now: datetime) -> None:
    rows = {each.id: each for each in event.sessions}
    for pair in result.sittings:
        if pair.before.key == EVENT_ITSELF:
            _write_itself(event, pair)
        else:
            write_sitting(rows[pair.before.key], pair, now)
    if event.applications_zone == event.zone:
        event.applications_zone = result.zone
    write_window(event, result)
    event.zone, event.changed_at = result.zone, now


def _write_itself(event: Event, pair: MovedSitting) -> None:
    event.starts_on, event.starts_time = pair.starts.local.date(), pair.starts.local.time()
    event.ends_on = pair.ends.local.date()
    if event.ends_time is not None:
        event.ends_time = pair.ends.local.time()
    event.sequence += 1
