"""The sessions of an event: planning, moving, cancelling them.

A session keeps its calendar UID for life. Its SEQUENCE (RFC 5545 §3.8.7.4) rises when its time
or status changes; `changed_at` moves with every change.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.errors import Problem
from courseapp.core.ids import calendar_uid
from courseapp.events.changing import hold, log, require_alive, require_unchanged
from courseapp.events.describing import difference, session_facts, times_of
from courseapp.events.models import Event, EventSession, Speaker
from courseapp.events.readings import chosen_publications
from courseapp.events.rules import EventStatus, SessionStatus
from courseapp.events.sittings import SessionPlan, SpeakerPlan, link_fault


def add_session(
    session: Session, actor: Person | None, now: datetime, event: Event, plan: SessionPlan
) -> EventSession:
    """Return a new session of the event. Raises Problem with the field that is wrong."""
    hold(session, event)
    require_alive(event)
    _refuse_faults(plan)
    uid, sequence = _identity(event)
    sitting = EventSession(
        calendar_uid=uid,
        sequence=sequence,
        status=SessionStatus.SCHEDULED,
        created_at=now,
        changed_at=now,
        readings=chosen_publications(session, event, plan.readings),
    )
    _write(sitting, plan)
    event.sessions.append(sitting)
    event.changed_at = now
    session.flush()
    log(session, event, actor, now, "add session", f"Added the session {_named(sitting)}.")
    session.flush()
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
    _refuse_faults(plan)
    changed = difference(session_facts(sitting), session_facts(plan))
    readings = chosen_publications(session, event, plan.readings, sitting.readings)
    if not changed and set(readings) == set(sitting.readings):
        return False
    name, times = _named(sitting), (sitting.starts_at, sitting.ends_at)
    _write(sitting, plan)
    sitting.readings = readings
    if (sitting.starts_at, sitting.ends_at) != times:
        sitting.sequence += 1
    sitting.changed_at = now
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
    call_off(sitting, now)
    log(session, event, actor, now, "cancel session", f"Cancelled the session {_named(sitting)}.")
    session.flush()


def delete_session(
    session: Session, actor: Person | None, now: datetime, sitting: EventSession
) -> None:
    """Remove a session that nobody else ever saw.

    Raises Problem once the event is public: then calendars have the session, and it must be
    cancelled so that they learn of it.
    """
    event = hold(session, sitting.event)
    if not may_delete_sessions(event):
        raise Problem("Other people's calendars may have this session already. Cancel it instead.")
    log(session, event, actor, now, "delete session", f"Deleted the session {_named(sitting)}.")
    session.delete(sitting)
    event.changed_at = now
    session.flush()
    session.expire(event, ["sessions"])


def may_delete_sessions(event: Event) -> bool:
    """Return whether the event was never public. No step leads back to a draft."""
    return event.status is EventStatus.DRAFT


def call_off(sitting: EventSession, now: datetime) -> None:
    """Mark a session as cancelled so that calendars notice; one cancelled before stays as it is."""
    if sitting.status is SessionStatus.CANCELLED:
        return
    sitting.status = SessionStatus.CANCELLED
    sitting.sequence += 1
    sitting.changed_at = now


def _identity(event: Event) -> tuple[str, int]:
    """Return UID and SEQUENCE for the next session.

    Until it has sessions, a public event stands in calendars as one entry of whole days. The
    first session takes that entry over, as its next version; otherwise it would just vanish.
    """
    if any(sitting.calendar_uid == event.calendar_uid for sitting in event.sessions):
        return calendar_uid(), 0
    was_public = event.status is not EventStatus.DRAFT
    return event.calendar_uid, event.sequence + 1 if was_public else 0


def _require_scheduled(sitting: EventSession) -> None:
    if sitting.status is SessionStatus.CANCELLED:
        raise Problem("This session is cancelled, so it cannot be changed any more.")


def _refuse_faults(plan: SessionPlan) -> None:
    plan.times()
    if plan.join_link and (fault := link_fault(plan.join_link)):
        raise Problem(fault, "join_link")


def _write(sitting: EventSession, plan: SessionPlan) -> None:
    starts, ends = plan.times()
    sitting.title = plan.title
    sitting.description = plan.description
    sitting.zone = plan.zone
    sitting.starts_local, sitting.ends_local = plan.starts_local, plan.ends_local
    sitting.starts_at, sitting.ends_at = starts.at, ends.at
    sitting.place = plan.place
    sitting.join_link = plan.join_link
    sitting.repeat_group = plan.repeat_group
    _write_speakers(sitting, plan.speakers)


def _write_speakers(sitting: EventSession, speakers: tuple[SpeakerPlan, ...]) -> None:
    """Reuse the rows there are: a position is never in use twice, not even within the flush."""
    rows = sitting.speakers
    for index, plan in enumerate(speakers):
        if index == len(rows):
            rows.append(Speaker(position=rows[-1].position + 1 if rows else 1))
        rows[index].name = plan.name
        rows[index].organisation = plan.organisation
    del rows[len(speakers) :]


def _named(sitting: EventSession) -> str:
    return f"“{sitting.title}” ({times_of(sitting)})"
