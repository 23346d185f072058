"""The reviewers of an event as its organisers see them: who they are, and how much they have."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.applications.models import Application
from courseapp.events.models import Event
from courseapp.review.assigning.models import ReviewerLimit
from courseapp.review.conflicts.models import ConflictOfInterest
from courseapp.review.conflicts.people import Colleague, colleagues_of
from courseapp.review.models import Assignment
from courseapp.review.rules import Round
from courseapp.review.seeing import can_be_reviewed, in_conflict


@dataclass(frozen=True)
class Listed:
    """One reviewer: her limit (None: that of everybody), and how much she has, by round."""

    colleague: Colleague
    most: int | None
    assigned: Mapping[Round, int]
    conflicts: int


def reviewers_listed(session: Session, event: Event) -> Sequence[Listed]:
    """Return who can review for the event. Five statements."""
    limits = session.execute(
        select(ReviewerLimit.person_id, ReviewerLimit.most).filter_by(event_id=event.id)
    )
    most, assigned, conflicts = (
        dict(limits.all()),
        _assigned(session, event),
        _conflicts(session, event),
    )
    return [
        Listed(
            colleague=each,
            most=most.get(each.id),
            assigned={which: assigned[each.id, which] for which in Round},
            conflicts=conflicts.get(each.id, 0),
        )
        for each in colleagues_of(session, event)
    ]


def _assigned(session: Session, event: Event) -> Counter[tuple[int, Round]]:
    rows = session.execute(
        select(Assignment.reviewer_id, Assignment.round, func.count())
        .join(Assignment.application)
        .where(Application.event_id == event.id, can_be_reviewed())
        .where(~in_conflict(Assignment.application_id, Assignment.reviewer_id))
        .group_by(Assignment.reviewer_id, Assignment.round)
    )
    return Counter({(person, which): number for person, which, number in rows})


def _conflicts(session: Session, event: Event) -> Mapping[int, int]:
    rows = session.execute(
        select(
            ConflictOfInterest.person_id,
            func.count(ConflictOfInterest.application_id.distinct()),
        )
        .join(ConflictOfInterest.application)
        .where(Application.event_id == event.id, ConflictOfInterest.removed_at.is_(None))
        .group_by(ConflictOfInterest.person_id)
    )
    return dict(rows.all())
