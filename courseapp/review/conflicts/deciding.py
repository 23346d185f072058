"""Conflicts that people tell of, and conflicts that organisers take away."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.audit import record
from courseapp.core.bonds import Bond, watched
from courseapp.core.database import lock
from courseapp.core.errors import NotFound, Problem
from courseapp.events.models import Event
from courseapp.review.conflicts.ending import settle
from courseapp.review.conflicts.models import ConflictOfInterest, ConflictRules
from courseapp.review.conflicts.people import Colleague
from courseapp.review.conflicts.rules import (
    LONGEST_REASON,
    NEVER_REMOVED,
    Ground,
    Remover,
    Source,
    may_remove,
)
from courseapp.review.conflicts.running import Detected, detect_conflicts

NO_REASON = "Say in a few words why."


def declare_conflict(
    session: Session, reviewer: Person, now: datetime, application: Application, reason: str
) -> ConflictOfInterest:
    """Note the conflict that a reviewer tells of herself; her assignment ends with it.

    That the application is hers to read is the caller's to check.
    """
    lock(session, Event, application.event_id)
    with watched(session, now, Bond.REVIEWS, application.event_id):
        found = _note(
            session, reviewer, now, application, reviewer, Source.DECLARED, Ground.RELATION, reason
        )
        settle(session, reviewer, now, application.event)
    return found


def take_back_declared(
    session: Session, reviewer: Person, now: datetime, event: Event, conflict_id: int
) -> ConflictOfInterest:
    """Take back what the reviewer declared. Raises NotFound for what is not hers to take back."""
    lock(session, Event, event.id)
    found = conflict_of(session, event, conflict_id)
    is_hers = found.person_id == reviewer.id
    if not is_hers or not may_remove(found.source, found.ground, Remover.REVIEWER):
        raise NotFound
    _remove(session, reviewer, now, event, found, "")
    return found


def set_conflict(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    reference: str,
    colleague: Colleague,
    reason: str,
) -> ConflictOfInterest:
    """Note a conflict that an organiser knows of. Raises Problem beside the field that is wrong."""
    lock(session, Event, event.id)
    application = session.scalars(
        select(Application).where(
            Application.event_id == event.id,
            Application.reference == reference.strip().upper(),
            Application.status != "draft",
        )
    ).one_or_none()
    if application is None:
        raise Problem("No application of this event has this number.", "reference")
    with watched(session, now, Bond.REVIEWS, event.id):
        found = _note(
            session, actor, now, application, colleague.person, Source.SET, Ground.STATED, reason
        )
        settle(session, actor, now, event)
    return found


def remove_conflict(
    session: Session, actor: Person, now: datetime, event: Event, conflict_id: int, why: str
) -> ConflictOfInterest:
    """Take a conflict away, with the reason; what was detected is not detected again.

    Raises Problem where that cannot be done, and NotFound for another event's.
    """
    lock(session, Event, event.id)
    found = conflict_of(session, event, conflict_id)
    if found.ground in NEVER_REMOVED:
        raise Problem("Nobody judges her own application, so this conflict stays.")
    _remove(session, actor, now, event, found, _reason(why, "why"))
    return found


def count_country(
    session: Session, actor: Person, now: datetime, event: Event, *, same_country: bool
) -> Detected:
    """Choose whether people of one country are in conflict, and detect anew."""
    lock(session, Event, event.id)
    row = session.get(ConflictRules, event.id) or ConflictRules(event_id=event.id)
    row.same_country, row.changed_at = same_country, now
    session.add(row)
    session.flush()
    word = "are" if same_country else "are not"
    told = f"People of one country {word} in conflict of interest"
    _log(session, actor, now, event.id, told)
    return detect_conflicts(session, actor, now, event)


def conflict_of(session: Session, event: Event, conflict_id: int) -> ConflictOfInterest:
    """Return a conflict of the event that stands. Raises NotFound."""
    found = session.scalars(
        select(ConflictOfInterest)
        .join(ConflictOfInterest.application)
        .where(ConflictOfInterest.id == conflict_id, Application.event_id == event.id)
        .where(ConflictOfInterest.removed_at.is_(None))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def _note(
    session: Session,
    actor: Person,
    now: datetime,
    application: Application,
    person: Person,
    source: Source,
    ground: Ground,
    reason: str,
) -> ConflictOfInterest:
    """Write the conflict down; one that was removed stands again, with the new reason."""
    wanted = select(ConflictOfInterest).filter_by(
        application_id=application.id, person_id=person.id, source=source, ground=ground
    )
    found = session.scalars(wanted).one_or_none() or ConflictOfInterest(
        application_id=application.id, person_id=person.id, source=source, ground=ground
    )
    found.reason = _reason(reason, "reason")
    found.noted_at, found.noted_by = now, actor.display_name
    found.removed_at, found.removed_by, found.removed_why = None, None, ""
    session.add(found)
    told = f"Conflict of interest {source}: {person.display_name}, {application.reference}"
    _log(session, actor, now, application.event_id, told)
    session.flush()
    return found


def _remove(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    found: ConflictOfInterest,
    why: str,
) -> None:
    with watched(session, now, Bond.REVIEWS, event.id):
        found.removed_at, found.removed_by, found.removed_why = now, actor.display_name, why
        name, number = found.person.display_name, found.application.reference
        _log(session, actor, now, event.id, f"Conflict of interest removed: {name}, {number}")
        settle(session, actor, now, event)


def _reason(text: str, field: str) -> str:
    said = text.strip()
    if not said:
        raise Problem(NO_REASON, field)
    if len(said) > LONGEST_REASON:
        raise Problem(f"Use at most {LONGEST_REASON:,} characters.", field)
    return said


def _log(session: Session, actor: Person, now: datetime, event_id: int, told: str) -> None:
    """Why is in the conflict itself, which fewer people read than the history."""
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="conflict",
        subject=f"event/{event_id}",
        summary=told,
    )
