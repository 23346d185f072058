"""Who reviews for an event, and who decides: the people who can be in conflict."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person, Role
from courseapp.accounts.rules import RoleKind
from courseapp.applications.models import Application
from courseapp.core.errors import NotFound
from courseapp.events.models import Event
from courseapp.review.conflicts.models import ReviewerProfile
from courseapp.review.models import Assignment


@dataclass(frozen=True)
class Colleague:
    """Somebody of the team; `profile` is None while nobody has filled it in."""

    person: Person
    is_reviewer: bool
    profile: ReviewerProfile | None

    @property
    def id(self) -> int:
        return self.person.id

    @property
    def name(self) -> str:
        return self.person.display_name


def colleagues_of(session: Session, event: Event) -> Sequence[Colleague]:
    """Return who can review for the event, reviewers first, by name; two statements.

    Organisers may review too. Whoever has an assignment is here even if she left the team.
    """
    reviewing = frozenset(session.scalars(_with_role(event, RoleKind.REVIEWER)))
    rows = session.execute(
        select(Person, ReviewerProfile)
        .outerjoin(ReviewerProfile, ReviewerProfile.person_id == Person.id)
        .where(can_review(event))
    )
    found = [Colleague(person, person.id in reviewing, profile) for person, profile in rows]
    return sorted(found, key=lambda each: (not each.is_reviewer, each.name.casefold(), each.id))


def colleague_of(session: Session, event: Event, person_id: int) -> Colleague:
    """Return one of them. Raises NotFound for anybody else."""
    for each in colleagues_of(session, event):
        if each.id == person_id:
            return each
    raise NotFound


def can_review(event: Event) -> ColumnElement[bool]:
    """Return the condition on Person that she belongs to the event's review."""
    assigned = select(Assignment.reviewer_id).join(Application)
    return or_(
        Person.id.in_(_with_role(event)) & Person.disabled_at.is_(None),
        Person.id.in_(assigned.where(Application.event_id == event.id)),
    )


def _with_role(event: Event, *kinds: RoleKind) -> Select[int]:
    wanted = select(Role.person_id).where(Role.initiative_id == event.initiative_id)
    return wanted.where(Role.kind.in_(kinds)) if kinds else wanted
