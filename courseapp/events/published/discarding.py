"""Taking back what was planned since the last version: the plan is again what everybody sees."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.events.facts.changing import hold, log, require_alive
from courseapp.events.models import AgendaItem, Event, EventSession, Speaker, Track
from courseapp.events.published.changes import Change
from courseapp.events.published.states import AgendaPart, SessionState, SpokenBy
from courseapp.events.published.versions import planned_state, read_afresh, unpublished_changes
from courseapp.events.sessions.scheduling import delete_session

AS_THEY_ARE = (
    *("status", "title", "description", "zone", "language", "repeat_group"),
    *("starts_local", "ends_local", "starts_at", "ends_at"),
)


def discard_changes(session: Session, actor: Person | None, now: datetime, event: Event) -> int:
    """Set each planned session back to what is public, remove new ones, return how many.

    Raises Problem for an event that was never published, of which nothing would be left, and for
    a cancelled one. What no version holds (join links, materials, seats) stays.
    """
    hold(session, event)
    require_alive(event)
    read_afresh(session, event)
    if not event.published_sessions:
        raise Problem("No programme was published yet, so there is nothing to go back to.")
    changes = unpublished_changes(event)
    planned = {each.calendar_uid: each for each in event.sessions}
    for change in changes:
        _take_back(session, actor, now, planned[change.uid], change)
    if changes:
        summary = f"Discarded {len(changes)} changes of the programme that were not public."
        log(session, event, actor, now, "discard changes", summary)
    session.flush()
    session.expire(event, ["sessions"])
    return len(changes)


def _take_back(
    session: Session, actor: Person | None, now: datetime, sitting: EventSession, change: Change
) -> None:
    if change.before is None:
        delete_session(session, actor, now, sitting)
        return
    _write_back(session, sitting, change.before)
    sitting.changed_at = now
    session.flush()


def _write_back(session: Session, sitting: EventSession, state: SessionState) -> None:
    planned = planned_state(sitting)
    for name in AS_THEY_ARE:
        setattr(sitting, name, getattr(state, name))
    _write_back_place(sitting, state)
    if (planned.speakers, planned.agenda) != (state.speakers, state.agenda):
        _write_back_people(session, sitting, state)


def _write_back_place(sitting: EventSession, state: SessionState) -> None:
    """Rooms, tracks and modules are found by their name; a track that is gone is added again."""
    event = sitting.event
    sitting.room = next((each for each in event.rooms if each.name == state.place), None)
    sitting.place = "" if sitting.room else state.place
    sitting.module = next((each for each in event.modules if each.title == state.module), None)
    sitting.track = _track(event, state.track)


def _track(event: Event, name: str) -> Track | None:
    known = next((each for each in event.tracks if each.name == name), None)
    if known or not name:
        return known
    highest = max((each.position for each in event.tracks), default=0)
    event.tracks.append(Track(position=highest + 1, name=name))
    return event.tracks[-1]


def _write_back_people(session: Session, sitting: EventSession, state: SessionState) -> None:
    """Write agenda and speakers anew; rows go first, for a position is never in use twice."""
    sitting.speakers.clear()
    sitting.agenda.clear()
    session.flush()
    sitting.agenda = [_item(part, place) for place, part in enumerate(state.agenda, start=1)]
    session.flush()
    within = [
        (item.id, part.speakers) for item, part in zip(sitting.agenda, state.agenda, strict=True)
    ]
    sitting.speakers = _speakers(state.speakers, within)


def _item(part: AgendaPart, position: int) -> AgendaItem:
    return AgendaItem(
        position=position,
        kind=part.kind,
        title=part.title,
        starts_after=part.starts_after,
        minutes=part.minutes,
    )


def _speakers(
    everybody: Sequence[SpokenBy], within: Sequence[tuple[int, Sequence[SpokenBy]]]
) -> list[Speaker]:
    """Return rows in the order of the public programme, which lists those of items too."""
    items = [(each, item) for item, speakers in within for each in speakers]
    found = []
    for position, spoken in enumerate(everybody, start=1):
        item = next((pair for pair in items if pair[0] == spoken), None)
        if item:
            items.remove(item)
        found.append(_speaker(spoken, position, item[1] if item else None))
    return found


def _speaker(spoken: SpokenBy, position: int, item_id: int | None) -> Speaker:
    return Speaker(
        position=position,
        name=spoken.name,
        organisation=spoken.organisation,
        presence=spoken.presence,
        agenda_item_id=item_id,
    )
