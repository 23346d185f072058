"""Running the detection for an event, or for one application: idempotent, and soon done."""

from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.audit import record
from courseapp.core.bonds import Bond, watched
from courseapp.core.database import lock
from courseapp.events.models import Event
from courseapp.review.conflicts.detecting import Place, detect
from courseapp.review.conflicts.ending import settle
from courseapp.review.conflicts.facts import (
    applicants_compared,
    counts_country,
    reviewers_compared,
)
from courseapp.review.conflicts.models import ConflictOfInterest
from courseapp.review.conflicts.rules import Source
from courseapp.review.models import Assignment

SYSTEM = "system"


@dataclass(frozen=True)
class Detected:
    """What a run found: conflicts in all, those that are new, and those that are no more."""

    found: int
    new: int
    gone: int
    ended: int  # assignments


def detect_conflicts(
    session: Session,
    actor: Person | None,
    now: datetime,
    event: Event,
    *,
    only: int | None = None,
) -> Detected:
    """Write down which conflicts are known from the facts, and let assignments follow.

    What an organiser removed is not brought back. What the facts no longer say is taken away.
    `only` is the id of one application. A fixed number of statements, but for reasons that
    changed and reviews that are set aside.
    """
    lock(session, Event, event.id)
    found = detect(
        reviewers_compared(session, event),
        applicants_compared(session, event, only),
        same_country=counts_country(session, event.id),
    )
    present = _present(session, event, only)
    new = [place for place in found if place not in present]
    gone = [row for place, row in present.items() if place not in found and not row.removed_at]
    with watched(session, now, Bond.REVIEWS, event.id) if new or gone else nullcontext():
        _write(session, now, found, present, new)
        if gone:
            gone_ids = [row.id for row in gone]
            session.execute(delete(ConflictOfInterest).where(ConflictOfInterest.id.in_(gone_ids)))
        ended = settle(session, actor, now, event)
    result = Detected(len(found), len(new), len(gone), ended)
    _log(session, actor, now, event, result)
    return result


def detect_for_application(application: Application, *, session: Session, now: datetime) -> None:
    """Detect the conflicts of an application that was just sent; for the signal of sending.

    Before somebody is assigned nobody can see it, and each assignment looks for them anew.
    """
    of_event = Assignment.application.has(event_id=application.event_id)
    if session.scalar(select(Assignment.id).where(of_event).limit(1)) is not None:
        detect_conflicts(session, None, now, application.event, only=application.id)


def _present(
    session: Session, event: Event, only: int | None
) -> Mapping[Place, ConflictOfInterest]:
    wanted = (
        select(ConflictOfInterest)
        .join(ConflictOfInterest.application)
        .where(Application.event_id == event.id, ConflictOfInterest.source == Source.DETECTED)
    )
    if only is not None:
        wanted = wanted.where(Application.id == only)
    rows = session.scalars(wanted)
    return {Place(row.application_id, row.person_id, row.ground): row for row in rows}


def _write(
    session: Session,
    now: datetime,
    found: Mapping[Place, str],
    present: Mapping[Place, ConflictOfInterest],
    new: list[Place],
) -> None:
    for place, row in present.items():
        if place in found:
            row.reason = found[place]
    if new:
        session.execute(
            insert(ConflictOfInterest),
            [
                {
                    **place._asdict(),
                    "source": Source.DETECTED,
                    "reason": found[place],
                    "noted_at": now,
                    "noted_by": SYSTEM,
                    "removed_why": "",
                }
                for place in new
            ],
        )


def _log(
    session: Session, actor: Person | None, now: datetime, event: Event, result: Detected
) -> None:
    if not (result.new or result.gone or result.ended):
        return
    record(
        session,
        at=now,
        actor=actor.display_name if actor else SYSTEM,
        verb="detect conflicts",
        subject=f"event/{event.id}",
        summary=f"Conflicts of interest: {result.new} new, {result.gone} no more; "
        f"{result.ended} assignments ended",
    )
