"""Four eyes: a cohort counts once somebody approves who had no hand in it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.accounts.queries import organisers_of
from courseapp.applications.models import Application
from courseapp.applications.rules import HOLDS_A_SEAT
from courseapp.cohorts.adjusting import CHANGED, NOT_NOW, hands_of, refuse_broken, refuse_gone
from courseapp.cohorts.models import Cohort
from courseapp.cohorts.names_read import Calling
from courseapp.cohorts.planning import note
from courseapp.cohorts.proposing import read
from courseapp.cohorts.rules import CohortAction, CohortState, approvers, leads_to
from courseapp.cohorts.sealing import seal
from courseapp.cohorts.signals import cohort_approved
from courseapp.core.bonds import Bond, watched
from courseapp.core.database import lock
from courseapp.core.errors import Problem
from courseapp.events.models import Event

NOT_YOU = (
    "Somebody else approves this cohort: you made, changed or locked it, or another organiser can "
    "do it."
)
OTHERS_SEAL = "This cohort is not what was locked. Unlock it, look at it, and lock it again."


def who_may_approve(session: Session, row: Cohort) -> Sequence[Person]:
    """Return who may approve: another organiser; where there is none, administrators."""
    initiative_id = row.event.initiative_id
    organisers = {each.id: each for each in organisers_of(session, initiative_id)}
    rows = session.scalars(
        select(Person)
        .where(Person.is_administrator, Person.disabled_at.is_(None))
        .order_by(Person.id)
    )
    administrators = {each.id: each for each in rows}
    allowed = approvers(hands_of(session, row), organisers.keys(), administrators.keys())
    everybody = administrators | organisers
    return [everybody[each] for each in sorted(allowed)]


def approve(
    session: Session, actor: Person, now: datetime, row: Cohort, version: int, called: Calling
) -> None:
    """Approve a locked cohort and announce it. Raises Problem where the person may not.

    From then on it never changes.
    """
    lock(session, Event, row.event_id)  # of two cohorts, one is approved after the other
    held = lock(session, Cohort, row.id)
    if leads_to(held.state, CohortAction.APPROVE) is None:
        raise Problem(NOT_NOW.format(state=held.state))
    if held.version != version:
        raise Problem(CHANGED)
    if actor.id not in {each.id for each in who_may_approve(session, held)}:
        raise Problem(NOT_YOU)
    if seal(held) != held.digest:
        raise Problem(OTHERS_SEAL)
    refuse_broken(read(held.proposal).task, held.chosen, called)
    refuse_gone(session, held, called)
    with watched(session, now, Bond.ATTENDS, row.event_id):
        held.state = CohortState.APPROVED
        held.approved_by_id, held.approved_by, held.approved_at = actor.id, actor.display_name, now
        held.version += 1
        session.flush()
    note(session, actor, now, held.event, f"Cohort {held.number} was approved")
    _announce(session, actor, now, held)


def _announce(session: Session, actor: Person, now: datetime, row: Cohort) -> None:
    held = set(
        session.scalars(
            select(Application.reference).where(
                Application.event_id == row.event_id,
                Application.reference.in_(row.chosen),
                Application.status.in_(HOLDS_A_SEAT),
            )
        )
    )
    cohort_approved.send(
        row.event,
        session=session,
        now=now,
        actor=actor,
        chosen=tuple(each for each in row.chosen if each not in held),
        reserve=tuple(row.reserve),
    )


def approved_cohort(session: Session, event_id: int) -> Cohort | None:
    """Return the cohort of the event that was approved last. One statement."""
    return session.scalars(
        select(Cohort)
        .where(Cohort.event_id == event_id, Cohort.state == CohortState.APPROVED)
        .order_by(Cohort.approved_at.desc(), Cohort.id.desc())
        .limit(1)
    ).first()
