"""How far the review of an event has come: by reviewer, and where reviews are missing."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.review.models import ReviewRound
from courseapp.review.rules import ReviewStatus, Round
from courseapp.review.scores import Judged, Marks


@dataclass(frozen=True)
class ReviewerProgress:
    """One reviewer in a round: how much is hers, and how far she has come."""

    person_id: int
    name: str
    assigned: int
    submitted: int
    begun: int

    @property
    def left(self) -> int:
        return self.assigned - self.submitted


@dataclass(frozen=True)
class RoundProgress:
    """A round in numbers. `short` are applications with fewer readers than are wanted."""

    round: Round
    applications: int
    assigned: int
    submitted: int
    complete: int  # applications with as many reviews as are wanted
    short: int
    reviewers: Sequence[ReviewerProgress]


def progress_of(session: Session, marks: Marks, row: ReviewRound) -> RoundProgress:
    """Return how far a round has come. One statement, for the names."""
    judged = [each for each in marks.judged if each.round is row.round]
    assigned = Counter(each.application for each in judged)
    submitted = Counter(each.application for each in judged if each.is_submitted)
    concerned = marks.applications if row.round is Round.READING else frozenset(assigned)
    return RoundProgress(
        round=row.round,
        applications=len(concerned),
        assigned=len(judged),
        submitted=sum(submitted.values()),
        complete=sum(submitted[each] >= row.wanted for each in concerned),
        short=sum(assigned[each] < row.wanted for each in concerned),
        reviewers=_reviewers(session, judged),
    )


def _reviewers(session: Session, judged: Sequence[Judged]) -> Sequence[ReviewerProgress]:
    assigned = Counter(each.reviewer for each in judged)
    submitted = Counter(each.reviewer for each in judged if each.is_submitted)
    begun = Counter(each.reviewer for each in judged if _is_begun(each))
    names = names_of(session, assigned)
    rows = [
        ReviewerProgress(each, names[each], assigned[each], submitted[each], begun[each])
        for each in assigned
    ]
    return sorted(rows, key=lambda each: (-each.left, each.name))


def names_of(session: Session, person_ids: Mapping[int, object]) -> Mapping[int, str]:
    """Return how people are called. One statement."""
    rows = session.execute(
        select(Person.id, Person.full_name, Person.email).where(Person.id.in_(list(person_ids)))
    )
    return {number: name or email for number, name, email in rows}


def _is_begun(judged: Judged) -> bool:
    return judged.status in {ReviewStatus.DRAFT, ReviewStatus.REOPENED}
