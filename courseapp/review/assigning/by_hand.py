"""One assignment more or less, by hand; and how much a reviewer takes."""

from datetime import datetime

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import record
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.models import Event
from courseapp.review.assigning.model import Pair
from courseapp.review.assigning.models import ReviewerLimit
from courseapp.review.assigning.situation import Situation, situation_of
from courseapp.review.assigning.writing import Step, refuse_round, write_assignments
from courseapp.review.conflicts.people import Colleague
from courseapp.review.conflicts.running import detect_conflicts
from courseapp.review.rules import Round, Source

BEGUN = "This review was begun, so it cannot be taken away."


def assign_one(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    which: Round,
    reference: str,
    person_id: int,
) -> str:
    """Give an application to somebody, beyond her limit too; return what she is called.

    Raises Problem where the application is not there to be reviewed, or she is in conflict.
    """
    situation = _held(session, actor, now, event, which, detects=True)
    pair = _pair(situation, reference, person_id)
    name = situation.names[person_id]
    if pair in situation.conflicts:
        raise Problem(f"{name} is in conflict with this application, so she cannot review it.")
    write_assignments(session, actor, now, event, which, situation, Step(Source.HAND, add=[pair]))
    return name


def unassign_one(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    which: Round,
    reference: str,
    person_id: int,
) -> str:
    """Take an application from somebody who has not begun; return what she is called.

    Raises Problem where she has begun. Twice is as good as once.
    """
    situation = _held(session, actor, now, event, which, detects=False)
    pair = _pair(situation, reference, person_id)
    if pair in situation.begun:
        raise Problem(BEGUN)
    write_assignments(
        session, actor, now, event, which, situation, Step(Source.HAND, remove=[pair])
    )
    return situation.names[person_id]


def limit_of(session: Session, event: Event, person_id: int) -> int | None:
    """Return how many applications somebody takes; None is as many as everybody."""
    row = session.get(ReviewerLimit, (event.id, person_id))
    return row.most if row else None


def limit_reviewer(
    session: Session,
    actor: Person,
    now: datetime,
    event: Event,
    colleague: Colleague,
    most: int | None,
) -> None:
    """Say how many applications somebody takes in each round; None is as many as everybody."""
    lock(session, Event, event.id)
    row = session.get(ReviewerLimit, (event.id, colleague.id))
    before = row.most if row else None
    if row is None and most is not None:
        session.add(ReviewerLimit(event_id=event.id, person_id=colleague.id, most=most))
    elif row is not None and most is None:
        session.delete(row)
    elif row is not None and most is not None:
        row.most = most
    if most != before:
        told = "no limit of her own" if most is None else f"at most {most} applications"
        record(
            session,
            at=now,
            actor=actor.display_name,
            verb="limit reviewer",
            subject=f"event/{event.id}",
            summary=f"{colleague.name}: {told} to review",
        )
    session.flush()


def _held(
    session: Session, actor: Person, now: datetime, event: Event, which: Round, *, detects: bool
) -> Situation:
    lock(session, Event, event.id)
    refuse_round(session, now, event, which)
    if detects:
        detect_conflicts(session, actor, now, event)
    return situation_of(session, event, which)


def _pair(situation: Situation, reference: str, person_id: int) -> Pair:
    ids = {text: number for number, text in situation.references.items()}
    if reference not in ids:
        raise Problem("This application is not there to be reviewed.")
    if person_id not in situation.names:
        raise Problem("Choose somebody of the team.", "person")
    return Pair(ids[reference], person_id)
