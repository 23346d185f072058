"""The conflicts of an event as organisers read them, and those that a reviewer declared."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, contains_eager, lazyload

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.core.paging import Page, paginate
from courseapp.events.models import Event
from courseapp.intake.questionnaire import questionnaire_of
from courseapp.review.conflicts.models import ConflictOfInterest
from courseapp.review.conflicts.rules import Source
from courseapp.review.conflicts.searching import application_says

REMOVED = "removed"  # shown instead of a source


@dataclass(frozen=True)
class Narrowed:
    """What the list shows: words of names and numbers, a source or `REMOVED`, one person."""

    search: str = ""
    source: str = ""
    person_id: int = 0


@dataclass(frozen=True)
class Figures:
    """How many conflicts stand, by source, with how many applications."""

    declared: int
    detected: int
    stated: int
    applications: int

    @property
    def total(self) -> int:
        return self.declared + self.detected + self.stated


def conflicts_listed(
    session: Session, event: Event, narrowed: Narrowed, number: int
) -> Page[ConflictOfInterest]:
    """Return a page of the event's conflicts, the newest first.

    Two statements, and one more to search.
    """
    overheard = questionnaire_of(session, event).overheard if narrowed.search else frozenset()
    wanted = _of(event).where(*_conditions(narrowed, overheard))
    ordered = wanted.order_by(
        ConflictOfInterest.noted_at.desc(), Application.reference, ConflictOfInterest.id
    )
    page: Page[ConflictOfInterest] = paginate(session, ordered, number)
    return page


def figures_of(session: Session, event: Event) -> Figures:
    """Return the numbers of the conflicts that stand. One statement."""
    conflict = ConflictOfInterest
    declared, detected, stated = (func.count().filter(conflict.source == each) for each in Source)
    row = session.execute(
        select(declared, detected, stated, func.count(conflict.application_id.distinct()))
        .join(conflict.application)
        .where(Application.event_id == event.id, conflict.removed_at.is_(None))
    ).one()
    return Figures(*row)


def declared_by(session: Session, reviewer: Person, event: Event) -> Sequence[ConflictOfInterest]:
    """Return what the reviewer declared and has not taken back. One statement."""
    return session.scalars(
        _of(event)
        .where(ConflictOfInterest.person_id == reviewer.id)
        .where(ConflictOfInterest.source == Source.DECLARED, _stands())
        .order_by(ConflictOfInterest.noted_at, ConflictOfInterest.id)
    ).all()


def number_in_conflict(session: Session, event: Event, person: Person) -> int:
    """Return with how many applications of the event the person is in conflict. One statement."""
    wanted = (
        select(func.count(ConflictOfInterest.application_id.distinct()))
        .join(ConflictOfInterest.application)
        .where(Application.event_id == event.id, ConflictOfInterest.person_id == person.id)
        .where(_stands())
    )
    return session.scalar(wanted) or 0


def _of(event: Event) -> Select[ConflictOfInterest]:
    return (
        select(ConflictOfInterest)
        .join(ConflictOfInterest.application)
        .join(ConflictOfInterest.person)
        .where(Application.event_id == event.id)
        .options(
            contains_eager(ConflictOfInterest.application).lazyload("*"),
            contains_eager(ConflictOfInterest.person).options(lazyload(Person.roles)),
        )
    )


def _stands() -> ColumnElement[bool]:
    return ConflictOfInterest.removed_at.is_(None)


def _conditions(narrowed: Narrowed, overheard: frozenset[int]) -> list[ColumnElement[bool]]:
    is_removed = narrowed.source == REMOVED
    found = [~_stands() if is_removed else _stands()]
    if narrowed.source in set(Source):
        found.append(ConflictOfInterest.source == Source(narrowed.source))
    if narrowed.person_id:
        found.append(ConflictOfInterest.person_id == narrowed.person_id)
    return [*found, *(_says(word, overheard) for word in narrowed.search.split())]


def _says(word: str, overheard: frozenset[int]) -> ColumnElement[bool]:
    """The word stands in the number, in the applicant's answers or in the reviewer's name."""
    return or_(
        application_says(word, overheard),
        Person.full_name.icontains(word, autoescape=True),
        Person.email.icontains(word, autoescape=True),
    )
