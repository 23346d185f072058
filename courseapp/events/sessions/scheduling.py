"""The sessions of an event as its organisers plan them: adding, moving, cancelling them.

Nobody else sees any of it until the next version of the programme is published (`versions`).
A session keeps its calendar UID for life; `changed_at` moves with every change.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.bonds import Bond, watched
from courseapp.core.errors import Problem
from courseapp.core.ids import calendar_uid
from courseapp.events.facts.changing import hold, log, require_alive, require_unchanged
from courseapp.events.facts.describing import difference, session_facts, times_of
from courseapp.events.models import Event, EventSession, Speaker
from courseapp.events.rules import SessionStatus
from courseapp.events.sessions.readings import chosen_publications
from courseapp.events.sessions.sittings import ReadingPlan, SessionPlan, SpeakerPlan, link_fault

PARTS = {"room_id": "rooms", "track_id": "tracks", "module_id": "modules"}


def add_session(
    session: Session, actor: Person | None, now: datetime, event: Event, plan: SessionPlan
) -> EventSession:
    """Return a new session of the event. Raises Problem with the field that is wrong."""
    return add_sessions(session, actor, now, event, (plan,))[0]


def add_sessions(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    plans: Sequence[SessionPlan],
) -> tuple[EventSession, ...]:
    """Return new sessions of the event, in the order of their plans; raises as `add_session`.

    Many at once, as a file brings them, take one lock and few statements.
    """
    hold(session, event)
    require_alive(event)
    for plan in plans:
        _refuse_faults(event, plan)
    added = tuple(_new_session(session, now, event, plan) for plan in plans)
    event.sessions.extend(added)
    session.flush()
    for sitting in added:
        log(session, event, actor, now, "add session", f"Added the session {_named(sitting)}.")
    session.flush()
    return added


def _new_session(session: Session, now: datetime, event: Event, plan: SessionPlan) -> EventSession:
    sitting = EventSession(
        calendar_uid=calendar_uid(),
        status=SessionStatus.SCHEDULED,
        created_at=now,
        changed_at=now,
        readings=chosen_publications(session, event, plan.readings),
    )
    _write(sitting, plan)
    return sitting


def change_session(
    session: Session,
    actor: Person | None,
    now: datetime,
    sitting: EventSession,
    plan: SessionPlan,
    seen: datetime | None = None,
) -> bool:
    """Write the plan into the session and return whether anything changed.

    `seen` is the session's `changed_at` when the form was opened. Raises ChangedMeanwhile if
    somebody else saved since then, and Problem with the field that is wrong.
    """
    event = hold(session, sitting.event)
    session.refresh(sitting)
    require_alive(event)
    _require_scheduled(sitting)
    require_unchanged(sitting, seen)
    _refuse_faults(event, plan)
    changed = difference(session_facts(sitting, event), session_facts(plan, event))
    readings = chosen_publications(session, event, plan.readings, sitting.readings)
    if not changed and set(readings) == set(sitting.readings):
        return False
    name = _named(sitting)
    with _seen_by_those(session, now, sitting, plan):
        _write(sitting, plan)
        sitting.readings = readings
        sitting.changed_at = now
        session.flush()
    summary = f"Changed the session {name}: {changed.labels}."
    log(session, event, actor, now, "change session", summary, changed)
    session.flush()
    return True


def cancel_session(
    session: Session, actor: Person | None, now: datetime, sitting: EventSession
) -> None:
    """Cancel a session. It stays in the programme and in calendars, marked as cancelled."""
    event = hold(session, sitting.event)
    session.refresh(sitting)
    require_alive(event)
    _require_scheduled(sitting)
    sitting.status, sitting.changed_at = SessionStatus.CANCELLED, now
    log(session, event, actor, now, "cancel session", f"Cancelled the session {_named(sitting)}.")
    session.flush()


def restore_session(
    session: Session, actor: Person | None, now: datetime, sitting: EventSession
) -> None:
    """Let a cancelled session take place after all. Raises Problem for one that is scheduled."""
    event = hold(session, sitting.event)
    session.refresh(sitting)
    require_alive(event)
    if sitting.status is not SessionStatus.CANCELLED:
        raise Problem("This session is not cancelled.")
    sitting.status, sitting.changed_at = SessionStatus.SCHEDULED, now
    log(session, event, actor, now, "restore session", f"Restored the session {_named(sitting)}.")
    session.flush()


def delete_session(
    session: Session, actor: Person | None, now: datetime, sitting: EventSession
) -> None:
    """Remove a session that nobody else ever saw.

    Raises Problem once it was published: then calendars have the session, and it must be
    cancelled so that they learn of it.
    """
    event = hold(session, sitting.event)
    session.refresh(sitting)
    if not may_delete(sitting):
        raise Problem("Other people's calendars may have this session already. Cancel it instead.")
    log(session, event, actor, now, "delete session", f"Deleted the session {_named(sitting)}.")
    with watched(session, now, Bond.SPEAKS, event.id):
        session.delete(sitting)
        session.flush()
    session.expire(event, ["sessions"])


def plan_of(sitting: EventSession) -> SessionPlan:
    """Return the session as the plan that it was made from."""
    written_otherwise = {"speakers", "readings"}
    names = SessionPlan.__dataclass_fields__.keys() - written_otherwise
    spoken = (each for each in sitting.speakers if each.agenda_item_id is None)
    return SessionPlan(
        **{name: getattr(sitting, name) for name in names},
        speakers=tuple(SpeakerPlan(each.name, each.organisation, each.presence) for each in spoken),
        readings=tuple(ReadingPlan(each.id, each.title) for each in sitting.readings),
    )


def may_delete(sitting: EventSession) -> bool:
    """Return whether the session was never published."""
    return sitting.published is None


@contextmanager
def _seen_by_those(
    session: Session, now: datetime, sitting: EventSession, plan: SessionPlan
) -> Iterator[None]:
    """Run a change that may take the session from who speaks in it, or from who has a seat."""
    with ExitStack() as stack:
        stack.enter_context(watched(session, now, Bond.SPEAKS, sitting.event_id))
        if plan.module_id != sitting.module_id:
            stack.enter_context(watched(session, now, Bond.ATTENDS, sitting.event_id))
        yield


def _require_scheduled(sitting: EventSession) -> None:
    if sitting.status is SessionStatus.CANCELLED:
        raise Problem("This session is cancelled, so it cannot be changed any more.")


def _refuse_faults(event: Event, plan: SessionPlan) -> None:
    plan.times()
    for field, named in PARTS.items():
        chosen = getattr(plan, field)
        if chosen is not None and chosen not in {each.id for each in getattr(event, named)}:
            raise Problem("This is no part of the event any more: choose again.", field)
    for field in ("join_link", "recording_link"):
        link = getattr(plan, field)
        if link and (fault := link_fault(link)):
            raise Problem(fault, field)


def _write(sitting: EventSession, plan: SessionPlan) -> None:
    starts, ends = plan.times()
    sitting.title = plan.title
    sitting.description = plan.description
    sitting.zone = plan.zone
    sitting.starts_local, sitting.ends_local = plan.starts_local, plan.ends_local
    sitting.starts_at, sitting.ends_at = starts.at, ends.at
    sitting.room_id, sitting.track_id = plan.room_id, plan.track_id
    sitting.module_id = plan.module_id
    sitting.place = plan.place
    sitting.language = plan.language
    sitting.seats = plan.seats
    sitting.join_link = plan.join_link
    sitting.recording_link = plan.recording_link
    sitting.recording_is_public = plan.recording_is_public
    sitting.repeat_group = plan.repeat_group
    _write_speakers(sitting, plan.speakers)


def _write_speakers(sitting: EventSession, speakers: tuple[SpeakerPlan, ...]) -> None:
    """Reuse the rows there are: a position is never in use twice, not even within the flush.

    Who speaks in one item of the agenda stays.
    """
    rows = [each for each in sitting.speakers if each.agenda_item_id is None]
    highest = max((each.position for each in sitting.speakers), default=0)
    for index, plan in enumerate(speakers):
        if index == len(rows):
            highest += 1
            rows.append(Speaker(position=highest))
            sitting.speakers.append(rows[-1])
        rows[index].name = plan.name
        rows[index].organisation = plan.organisation
        rows[index].presence = plan.presence
    for gone in rows[len(speakers) :]:
        sitting.speakers.remove(gone)


def _named(sitting: EventSession) -> str:
    return f"“{sitting.title}” ({times_of(sitting)})"
