"""What must be true of all cohorts, whatever happened: for operators and for tests."""

from collections.abc import Iterator, Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from courseapp.cohorts.model.checking import verify
from courseapp.cohorts.model.document import digest
from courseapp.cohorts.models import Cohort, CohortChange
from courseapp.cohorts.proposing import read
from courseapp.cohorts.rules import CohortState
from courseapp.cohorts.sealing import seal


def broken_cohorts(session: Session) -> Sequence[str]:
    """Return a sentence for each thing that is not as it must be; nothing means all is well."""
    approved = session.scalars(
        select(Cohort).where(Cohort.state == CohortState.APPROVED).order_by(Cohort.id)
    )
    return [*_approved_by_own_hand(session), *(said for row in approved for said in _faults(row))]


def _approved_by_own_hand(session: Session) -> Iterator[str]:
    changed = select(CohortChange.id).where(
        CohortChange.cohort_id == Cohort.id, CohortChange.made_by_id == Cohort.approved_by_id
    )
    own = or_(
        Cohort.approved_by_id == Cohort.made_by_id,
        Cohort.approved_by_id == Cohort.locked_by_id,
        changed.exists(),
    )
    for row in session.scalars(select(Cohort).where(own).order_by(Cohort.id)):
        yield f"Cohort {row.number} of {row.event.slug} was approved by somebody whose it is."


def _faults(row: Cohort) -> Iterator[str]:
    called = f"Cohort {row.number} of {row.event.slug}"
    if seal(row) != row.digest:
        yield f"{called} is not what was locked."
    if row.proposal.is_stripped:
        return  # what its limits were about is forgotten by now
    if digest(row.proposal.task) != row.proposal.task_digest:
        yield f"{called} stands on a proposal whose task was changed."
    if verify(read(row.proposal).task, row.chosen):
        yield f"{called} breaks a hard limit, and was approved."
