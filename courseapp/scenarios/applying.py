"""Lets invented people apply, through the same services as real ones, at times gone by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.drafting import save_answers, start_application
from courseapp.applications.models import Application
from courseapp.applications.pages import as_asked
from courseapp.applications.submitting import submit_application, withdraw_application
from courseapp.events.models import Event
from courseapp.forms.filling.merging import marks
from courseapp.scenarios.cast import CAST, Cast, Part
from courseapp.scenarios.people import Answers, Applicant, answers_of
from courseapp.scenarios.stages import Timeline

PAGES = ("about", "work", "motivation")
BETWEEN_PAGES = timedelta(minutes=7)
THINKING_TWICE = timedelta(hours=5)
A_DRAFT_EACH = 9  # every ninth stays a draft
A_WITHDRAWAL_EACH = 37
CAST_THAT_APPLIES = (Part.DRAFTING, Part.ACCEPTED, Part.WAITING, Part.DECLINED)


@dataclass(frozen=True)
class Attempt:
    """One person who applies: when she begins, how many pages she fills in, what follows."""

    person: Person
    answers: Answers
    begins_at: datetime
    pages: int = len(PAGES)
    sends: bool = True
    withdraws: bool = False


def apply_for_course(
    session: Session, event: Event, cast: Cast, times: Timeline, crowd: Sequence[Applicant]
) -> None:
    """Let the cast and the crowd apply; most send, some only begin, some withdraw."""
    attempts = [*_of_cast(cast, times), *_of_crowd(session, times, crowd)]
    for attempt in attempts:
        _apply(session, event, attempt)


def apply_for_training(
    session: Session, event: Event, times: Timeline, crowd: Sequence[Applicant]
) -> None:
    """Let some of the crowd apply for a second event, since it is open."""
    opened = event.applications_open_at or times.opened_at
    people = _people(session, crowd, times)
    begins = _spread(opened, times.now - timedelta(hours=1), len(crowd))
    for applicant, begins_at in zip(crowd, begins, strict=True):
        _apply(session, event, Attempt(people[applicant.email], applicant.answers, begins_at))


def _of_cast(cast: Cast, times: Timeline) -> Iterator[Attempt]:
    span = times.last_application_at - times.opened_at
    for number, member in enumerate(CAST):
        if member.part in CAST_THAT_APPLIES:
            drafts = member.part is Part.DRAFTING
            yield Attempt(
                cast.people[member.part],
                answers_of(member, number),
                times.opened_at + span * (number / len(CAST)),
                pages=2 if drafts else len(PAGES),
                sends=not drafts,
            )


def _of_crowd(session: Session, times: Timeline, crowd: Sequence[Applicant]) -> Iterator[Attempt]:
    people = _people(session, crowd, times)
    begins = _spread(times.opened_at, times.last_application_at, len(crowd))
    for number, (applicant, begins_at) in enumerate(zip(crowd, begins, strict=True)):
        drafts = number % A_DRAFT_EACH == A_DRAFT_EACH // 2
        yield Attempt(
            people[applicant.email],
            applicant.answers,
            begins_at,
            pages=1 + number % 2 if drafts else len(PAGES),
            sends=not drafts,
            withdraws=not drafts and number % A_WITHDRAWAL_EACH == 1,
        )


def _apply(session: Session, event: Event, attempt: Attempt) -> None:
    at = attempt.begins_at
    application = start_application(session, attempt.person, at, event)
    for page in islice(PAGES, attempt.pages):
        at += BETWEEN_PAGES
        names = [each.key for each in as_asked(application).section(page).questions]
        save_typed(session, at, application, {name: attempt.answers[name] for name in names})
    if attempt.sends:
        at += BETWEEN_PAGES
        submit_application(session, attempt.person, at, application, application.version)
    if attempt.withdraws:
        withdraw_application(session, attempt.person, at + THINKING_TWICE, application)


def save_typed(session: Session, at: datetime, application: Application, texts: Answers) -> None:
    """Save answers by their questions, as typed on a page that was opened just now."""
    save_answers(session, at, application, texts, marks(as_asked(application).texts, texts))


def _spread(first: datetime, last: datetime, count: int) -> Iterator[datetime]:
    """Yield rising instants, few at first and many towards the end, as before any deadline."""
    room = last - first - BETWEEN_PAGES * (len(PAGES) + 2)
    return (first + room * (number / count) ** 0.5 for number in range(count))


def _people(session: Session, wanted: Sequence[Applicant], times: Timeline) -> Mapping[str, Person]:
    emails = [applicant.email for applicant in wanted]
    found = session.scalars(select(Person).where(Person.email.in_(emails)))
    people = {person.email: person for person in found}
    for applicant in wanted:
        if applicant.email not in people:
            people[applicant.email] = _person(applicant, times.opened_at)
            session.add(people[applicant.email])
    session.flush()
    return people


def _person(applicant: Applicant, at: datetime) -> Person:
    return Person(
        email=applicant.email,
        full_name=applicant.answers["full_name"],
        zone=applicant.zone,
        email_verified_at=at,
        created_at=at,
    )
