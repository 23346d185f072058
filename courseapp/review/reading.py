"""What a reviewer reads: her events, her list, one application; all by way of `seeing`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload, lazyload
from sqlalchemy.orm.interfaces import ORMOption

from courseapp.accounts.models import Person
from courseapp.applications.asked import FOR_REVIEWERS, Answered, answered, form_asked
from courseapp.applications.forgetting import deleted_by_now
from courseapp.applications.models import Application
from courseapp.core.errors import NotFound
from courseapp.core.paging import Page, paginate
from courseapp.events.models import Event
from courseapp.forms.document import known
from courseapp.forms.document.record import Kind
from courseapp.review.hiding import Known, hidden_answers
from courseapp.review.models import Assignment, Review, ReviewRound
from courseapp.review.phases import ALLOWED, Dates, Doing
from courseapp.review.rounds import dates_of, phase_of
from courseapp.review.rules import Phase, ReviewStatus, Round, Trait
from courseapp.review.seeing import reviews_for, seen_by


@dataclass(frozen=True)
class Task:
    """A round of an event with what somebody has to review in it."""

    event: Event
    round: Round
    phase: Phase
    dates: Dates
    assigned: int
    submitted: int

    @property
    def to_do(self) -> int:
        return self.assigned - self.submitted


@dataclass(frozen=True)
class Look:
    """A round of an event, and what its reviewers may not learn of applicants."""

    event: Event
    round: Round
    hidden: frozenset[Trait]


class Heading(NamedTuple):
    """What an application is called for a reviewer: a name or a number, and a second line."""

    title: str
    about: str


@dataclass(frozen=True)
class ToRead:
    """One application in a reviewer's list; `status` is None where she has not begun."""

    reference: str
    heading: Heading
    status: ReviewStatus | None


def _seen(person: Person) -> Select[Assignment]:
    return (
        select(Assignment)
        .join(Application, Assignment.application_id == Application.id)
        .join(Event, Application.event_id == Event.id)
        .where(seen_by(person))
    )


def tasks_of(session: Session, person: Person, now: datetime) -> Sequence[Task]:
    """Return what a person has to review, open rounds and most to do first. Three statements."""
    in_number = func.sum(case((Review.status == ReviewStatus.SUBMITTED, 1), else_=0))
    counted = session.execute(
        _seen(person)
        .outerjoin(Review, Review.assignment_id == Assignment.id)
        .with_only_columns(Event.id, Assignment.round, func.count(), in_number)
        .group_by(Event.id, Assignment.round)
    ).all()
    ids = {row[0] for row in counted}
    events = {each.id: each for each in session.scalars(select(Event).where(Event.id.in_(ids)))}
    planned = session.scalars(select(ReviewRound).where(ReviewRound.event_id.in_(ids)))
    rounds = {(each.event_id, each.round): each for each in planned}
    tasks = [
        _task(events[event_id], which, rounds.get((event_id, which)), now, (number, done))
        for event_id, which, number, done in counted
    ]
    return sorted(tasks, key=_urgency)


def own_event(session: Session, person: Person, slug: str) -> Event:
    """Return an event for whose initiative the person reviews. Raises NotFound."""
    found = session.scalars(
        select(Event).where(Event.slug == slug, reviews_for(person))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def has_something(session: Session, person: Person, wanted: Look) -> bool:
    """Return whether anything in the round is the person's to review. One statement."""
    found = _seen(person).where(Event.id == wanted.event.id, Assignment.round == wanted.round)
    return session.scalar(found.with_only_columns(Assignment.id).limit(1)) is not None


def own_list(
    session: Session, person: Person, wanted: Look, number: int, now: datetime
) -> Page[ToRead]:
    """Return a page of what the person reviews, what is to do first. Two statements.

    The order is that of the references, which are random: nobody is read first by everybody.
    """
    found = _to_read(person, wanted.event, wanted.round).options(_whole())
    page = paginate(session, found, number)
    items = [_as_read(assignment, status, wanted.hidden, now) for assignment, status in page.items]
    return Page(items, page.number, page.size, page.total)


def next_to_do(
    session: Session, person: Person, event: Event, wanted: Round, after: str
) -> str | None:
    """Return the reference of what to review next, after the given one. One statement."""
    found = _to_read(person, event, wanted).with_only_columns(Application.reference, Review.status)
    rows = session.execute(found).all()
    waiting = [ref for ref, status in rows if status != ReviewStatus.SUBMITTED and ref != after]
    return next((each for each in waiting if each > after), waiting[0] if waiting else None)


def assignment_of(
    session: Session, person: Person, event: Event, wanted: Round, reference: str
) -> Assignment:
    """Return her assignment to an application. Raises NotFound for what she may not see."""
    found = session.scalars(
        _seen(person)
        .where(Event.id == event.id, Assignment.round == wanted)
        .where(Application.reference == reference)
        .options(_whole())
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def review_of(session: Session, assignment: Assignment) -> Review | None:
    """Return what was written so far, or None. One statement, and one for its scores."""
    return session.scalars(
        select(Review).where(Review.assignment_id == assignment.id)
    ).one_or_none()


def answers_for_reviewers(
    application: Application, hidden: frozenset[Trait], now: datetime
) -> tuple[Answered, ...]:
    """Return the answers as reviewers read them: nothing of organisers', nothing that is hidden.

    The notes that organisers wrote into the form for them stand where they belong.
    """
    told = answered(
        form_asked(application),
        application.answers,
        may_see=FOR_REVIEWERS,
        due=deleted_by_now(application, now),
        with_notes=True,
    )
    shown = (each for each in told if not each.is_hidden and each.kind is not Kind.STATEMENT)
    return hidden_answers(shown, hidden, known_of(application))


def known_of(application: Application) -> Known:
    """Return by which words free texts could give an applicant away."""
    answers = application.answers
    names = [application.full_name, application.certificate_name, application.person.full_name]
    names += [answers.get(key, "") for key in ("given_name", "family_name", "latin_name")]
    return Known(
        names=tuple(filter(None, names)),
        countries=tuple({application.nationality, application.work_country} - {None}),
        organisations=tuple(filter(None, (application.organisation, answers.get("unit", "")))),
    )


def _to_read(person: Person, event: Event, wanted: Round) -> Select[Assignment, ReviewStatus]:
    is_done = case((Review.status == ReviewStatus.SUBMITTED, 1), else_=0)
    return (
        _seen(person)
        .outerjoin(Review, Review.assignment_id == Assignment.id)
        .where(Event.id == event.id, Assignment.round == wanted)
        .add_columns(Review.status)
        .order_by(is_done, Application.reference)
    )


def _whole() -> ORMOption:
    """Load applications with their forms, and their writers without their roles."""
    application = contains_eager(Assignment.application)
    return application.options(
        joinedload(Application.form_version), lazyload(Application.person, Person.roles)
    )


def heading_of(reference: str, answers: Sequence[Answered]) -> Heading:
    """Return what an application is called among those who may read these answers."""
    said = {each.name: each.text for each in answers if not each.is_hidden}
    about = (said.get(known.POSITION, ""), said.get(known.ORGANISATION, ""))
    return Heading(
        said.get(known.FULL_NAME) or f"Application {reference}", ", ".join(filter(None, about))
    )


def _task(
    event: Event, which: Round, row: ReviewRound | None, now: datetime, numbers: tuple[int, int]
) -> Task:
    assigned, submitted = numbers
    return Task(event, which, phase_of(row, now), dates_of(row), assigned, submitted)


def _as_read(
    assignment: Assignment, status: ReviewStatus | None, hidden: frozenset[Trait], now: datetime
) -> ToRead:
    application = assignment.application
    answers = answers_for_reviewers(application, hidden, now)
    return ToRead(application.reference, heading_of(application.reference, answers), status)


def _urgency(task: Task) -> tuple[bool, int, int, str]:
    may_write = Doing.WRITE in ALLOWED[task.phase]
    return (not may_write, -task.to_do, -task.event.id, task.round)
