"""The possible duplicates of an event, as its database has them, without what is sensitive."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import Status
from courseapp.countries.names import country_name
from courseapp.events.models import Event
from courseapp.forms.document import known
from courseapp.intake.coming_in import DuplicateDecision
from courseapp.intake.duplicates.scoring import Applicant, Suggestion, suggestions
from courseapp.intake.questionnaire import questionnaire_of
from courseapp.intake.rules import MOST_LISTED, Same

NAMES = ("latin_name", "given_name", "family_name", known.CERTIFICATE_NAME)
_READ = (*NAMES, known.BIRTH_YEAR, known.BIRTH_DATE)
_GONE = (Status.DRAFT, Status.WITHDRAWN)


@dataclass(frozen=True)
class Side:
    """One of two applications in the list of suggestions."""

    id: int
    reference: str
    name: str
    email: str
    country: str | None
    status: Status

    @property
    def country_name(self) -> str:
        return country_name(self.country)


@dataclass(frozen=True)
class Pair:
    """Two applications that could be those of one person, and why."""

    first: Side
    second: Side
    suggestion: Suggestion


def possible_duplicates(session: Session, event: Event) -> Sequence[Pair]:
    """Return the pairs about which nobody has decided, the surest first. Three statements."""
    hidden = questionnaire_of(session, event).hidden
    rows = _rows(session, event)
    told_apart = _told_apart(session, event)
    sides = {row.id: _side(row) for row in rows}
    found = suggestions([_applicant(row, hidden) for row in rows])
    return [
        Pair(sides[each.first], sides[each.second], each)
        for each in found
        if (each.first, each.second) not in told_apart
    ]


def _rows(session: Session, event: Event) -> Sequence[Row[tuple[object, ...]]]:
    answers = [Application.answers[key].as_string().label(key) for key in _READ]
    return session.execute(
        select(
            Application.id,
            Application.reference,
            Application.full_name,
            Person.email,
            Application.nationality,
            Application.work_country,
            Application.status,
            *answers,
        )
        .join(Person, Application.person_id == Person.id)
        .where(Application.event_id == event.id, Application.status.not_in(_GONE))
        .order_by(Application.id)
        .limit(MOST_LISTED)
    ).all()


def _told_apart(session: Session, event: Event) -> frozenset[tuple[int, int]]:
    rows = session.execute(
        select(DuplicateDecision.first_id, DuplicateDecision.second_id).where(
            DuplicateDecision.event_id == event.id, DuplicateDecision.same == Same.NO
        )
    )
    return frozenset((row.first_id, row.second_id) for row in rows)


def _side(row: Row[tuple[object, ...]]) -> Side:
    return Side(row.id, row.reference, row.full_name, row.email, row.work_country, row.status)


def _applicant(row: Row[tuple[object, ...]], hidden: frozenset[str]) -> Applicant:
    told: Mapping[str, str] = {
        key: str(row._mapping[key] or "") for key in _READ if key not in hidden
    }
    parts = " ".join(filter(None, (told.get("given_name"), told.get("family_name"))))
    names = (row.full_name, told.get("latin_name"), told.get(known.CERTIFICATE_NAME), parts)
    year = told.get(known.BIRTH_YEAR) or told.get(known.BIRTH_DATE, "")[:4]
    return Applicant(
        id=row.id,
        email=row.email,
        names=tuple(dict.fromkeys(filter(None, names))),
        countries=frozenset(filter(None, (row.nationality, row.work_country))),
        birth_year=year,
    )
