"""The programme as a list: every session, filtered, with what is not public yet."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from courseapp.countries.names import folded
from courseapp.events.models import Event, EventSession
from courseapp.events.published.changes import ChangeKind
from courseapp.events.published.versions import unpublished_changes
from courseapp.planner.days import days_touched, wall_times

NONE = "none"  # in an address: the sessions without a room or track


@dataclass(frozen=True)
class Filter:
    """What is looked for; empty means everything. `room` and `track` are ids, or "none"."""

    day: date | None = None
    room: str = ""
    track: str = ""
    text: str = ""
    unpublished: bool = False
    warned: bool = False

    def __bool__(self) -> bool:
        return self != Filter()


def changes_by_session(event: Event) -> Mapping[int, ChangeKind]:
    """Return what happened since the last version, by session id.

    Before the first version nothing is marked: all of it is new.
    """
    if not event.published_sessions:
        return {}
    kinds = {change.uid: change.kind for change in unpublished_changes(event)}
    return {
        each.id: kinds[each.calendar_uid] for each in event.sessions if each.calendar_uid in kinds
    }


def sessions_matching(
    event: Event,
    wanted: Filter,
    zone: str,
    changes: Mapping[int, ChangeKind],
    warned: Collection[int],
) -> Sequence[EventSession]:
    """Return the sessions that pass the filter, in the order of time."""
    checks = tuple(_checks(wanted, zone, changes, warned, event))
    return [each for each in event.sessions if all(check(each) for check in checks)]


def _checks(
    wanted: Filter,
    zone: str,
    changes: Mapping[int, ChangeKind],
    warned: Collection[int],
    event: Event,
) -> Iterator[Callable[[EventSession], bool]]:
    if (day := wanted.day) is not None:
        yield lambda each: day in set(days_touched(*wall_times(each, zone)))
    if wanted.room:
        yield lambda each: _is(each.room_id, wanted.room)
    if wanted.track:
        yield lambda each: _is(each.track_id, wanted.track)
    if words := folded(wanted.text).split():
        yield _has(words)
    if wanted.unpublished:
        yield lambda each: each.id in changes or not event.published_sessions
    if wanted.warned:
        yield lambda each: each.id in warned


def _is(place_id: int | None, asked: str) -> bool:
    return asked == (NONE if place_id is None else str(place_id))


def _has(words: Sequence[str]) -> Callable[[EventSession], bool]:
    def check(sitting: EventSession) -> bool:
        said = [sitting.title, sitting.where, *(speaker.name for speaker in sitting.speakers)]
        text = folded(" ".join(said))
        return all(word in text for word in words)

    return check
