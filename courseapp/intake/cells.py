"""What stands in the columns of a list: of one page of it, or of all applications at once."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.applications.models import Application
from courseapp.applications.rules import OrganisationType, Status
from courseapp.applications.texts import ORGANISATION_TYPES
from courseapp.core.formats import day
from courseapp.countries.names import country_name
from courseapp.eligibility.models import EligibilityOutcome
from courseapp.eligibility.queries import current_outcomes
from courseapp.eligibility.vocabulary import RULINGS, VERDICTS
from courseapp.events.clock import closing
from courseapp.events.clock.local_time import local_date
from courseapp.forms.document import known
from courseapp.forms.document.reading import values_of
from courseapp.forms.document.record import Kind
from courseapp.intake.agreements import AGREED
from courseapp.intake.columns import Column, Fixed
from courseapp.intake.filters import MARK
from courseapp.intake.models import ApplicationNote
from courseapp.intake.scope import Scope
from courseapp.intake.tagging.reading import tags_by_application
from courseapp.intake.words import STATUS_LABELS

_SUBJECT = "application/"


@dataclass(frozen=True)
class Sent:
    """What is read of an application that was sent, for lists and exports.

    `answers` are as they are kept, without sensitive ones.
    """

    id: int
    reference: str
    email: str
    name: str
    nationality: str | None
    country: str | None
    organisation: str
    type: OrganisationType | None
    position: str
    experience: int | None
    language: str
    status: Status
    since: datetime
    sent_at: datetime
    due_at: datetime | None  # her own deadline then
    reply_by: datetime | None
    version_id: int | None
    answers: Mapping[str, str]


@dataclass(frozen=True)
class Beside:
    """What stands beside applications, by their ids; empty where no column asks for it."""

    tags: Mapping[int, tuple[str, ...]]
    notes: Mapping[int, int]
    verdicts: Mapping[int, str]
    marked: Mapping[str, frozenset[int]]


def sent_columns() -> Select[*tuple[Any, ...]]:
    """Return the select of what `as_sent` reads, without any condition."""
    return select(
        Application.id,
        Application.reference,
        Person.email,
        Application.full_name,
        Application.nationality,
        Application.work_country,
        Application.organisation,
        Application.organisation_type,
        Application.position,
        Application.experience_years,
        Application.language,
        Application.status,
        Application.status_since,
        Application.submitted_at,
        Application.due_at,
        Application.reply_by,
        Application.form_version_id,
        Application.answers,
    ).join(Person, Person.id == Application.person_id)


def as_sent(scope: Scope, row: Sequence[Any]) -> Sent:
    """Return a row of `sent_columns`; nothing of it is sensitive."""
    hidden, values = scope.form.hidden, [*row[:-1], scope.form.open_answers(row[-1])]
    read = Sent(*values)
    if not hidden.intersection(_COLUMNS):
        return read
    emptied = {name: _EMPTY.get(name) for key, name in _COLUMNS.items() if key in hidden}
    return Sent(**{**vars(read), **emptied})


def beside(
    session: Session,
    scope: Scope,
    columns: Sequence[Column],
    ids: Sequence[int],
    *,
    everybody: bool = False,
) -> Beside:
    """Return what the columns need of other tables: one statement each, whatever the number.

    With `everybody` it is read of all applications of the event, whose ids these then are.
    """
    keys = {each.key for each in columns}
    few = None if everybody else ids
    return Beside(
        tags=tags_by_application(session, scope.event.id, few) if Fixed.TAGS in keys else {},
        notes=_notes(session, scope, few) if Fixed.NOTES in keys else {},
        verdicts=_verdicts(session, scope, few) if Fixed.ELIGIBILITY in keys else {},
        marked={
            each.key: each.among(session, scope.event.id, ids)
            for each in scope.marks
            if f"{MARK}{each.key}" in keys
        },
    )


def cell(scope: Scope, column: Column, sent: Sent, others: Beside) -> str:
    """Return what stands in a column, in words."""
    if column.question and column.key != Fixed.MODULES:
        said = scope.form.words(sent.version_id, column.question, sent.answers)
        if said and scope.form.questions[column.question].kind is Kind.STATEMENT:
            return AGREED
        return said or _fixed(scope, column, sent, others)
    return _fixed(scope, column, sent, others)


def _fixed(scope: Scope, column: Column, sent: Sent, others: Beside) -> str:
    told = _TEXTS.get(column.key)
    if told is not None:
        return told(scope, sent, others)
    marked = others.marked.get(column.key.removeprefix(MARK), frozenset())
    return "Yes" if sent.id in marked else ""


def minutes_late(scope: Scope, sent: Sent) -> int:
    """Return how long after her own deadline it was sent, in minutes begun; 0 where in time."""
    deadline = sent.due_at or scope.event.applications_close_at
    return closing.minutes_late(sent.sent_at, deadline) if deadline else 0


def _modules(scope: Scope, sent: Sent) -> str:
    numbers = {str(each.id): str(each.number) for each in scope.event.modules}
    wished = values_of(sent.answers.get(known.MODULES, ""))
    return ", ".join(numbers[each] for each in wished if each in numbers)


def _notes(session: Session, scope: Scope, ids: Sequence[int] | None) -> Mapping[int, int]:
    wanted = (
        select(ApplicationNote.application_id, func.count())
        .join(Application, Application.id == ApplicationNote.application_id)
        .where(Application.event_id == scope.event.id)
        .group_by(ApplicationNote.application_id)
    )
    if ids is not None:
        wanted = wanted.where(ApplicationNote.application_id.in_(ids))
    return dict(session.execute(wanted).all())


def _verdicts(session: Session, scope: Scope, ids: Sequence[int] | None) -> Mapping[int, str]:
    subject = literal(_SUBJECT).concat(Application.reference)
    wanted = (
        current_outcomes(scope.event)
        .join(Application, EligibilityOutcome.subject == subject)
        .with_only_columns(Application.id, EligibilityOutcome.verdict, EligibilityOutcome.ruling)
    )
    if ids is not None:
        wanted = wanted.where(Application.id.in_(ids))
    return {
        application_id: RULINGS[ruling] if ruling else VERDICTS[verdict]
        for application_id, verdict, ruling in session.execute(wanted)
    }


def _day(scope: Scope, at: datetime) -> str:
    return day(local_date(at, scope.zone))


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


# What of the row is an answer, by the key of its question.
_COLUMNS = MappingProxyType(
    {
        known.FULL_NAME: "name",
        known.NATIONALITY: "nationality",
        known.WORK_COUNTRY: "country",
        known.ORGANISATION: "organisation",
        known.ORGANISATION_TYPE: "type",
        known.POSITION: "position",
        known.EXPERIENCE_YEARS: "experience",
    }
)
_EMPTY = MappingProxyType({"name": "", "organisation": "", "position": ""})
_TEXTS: Mapping[str, Callable[[Scope, Sent, Beside], str]] = MappingProxyType(
    {
        Fixed.NAME: lambda _scope, sent, _others: sent.name or sent.reference,
        Fixed.NUMBER: lambda _scope, sent, _others: sent.reference,
        Fixed.EMAIL: lambda _scope, sent, _others: sent.email,
        Fixed.COUNTRY: lambda _scope, sent, _others: country_name(sent.country),
        Fixed.NATIONALITY: lambda _scope, sent, _others: country_name(sent.nationality),
        Fixed.ORGANISATION: lambda _scope, sent, _others: sent.organisation,
        Fixed.TYPE: lambda _scope, sent, _others: (
            ORGANISATION_TYPES[sent.type] if sent.type else ""
        ),
        Fixed.POSITION: lambda _scope, sent, _others: sent.position,
        Fixed.EXPERIENCE: lambda _scope, sent, _others: _number(sent.experience),
        Fixed.MODULES: lambda scope, sent, _others: _modules(scope, sent),
        Fixed.ELIGIBILITY: lambda _scope, sent, others: others.verdicts.get(sent.id, ""),
        Fixed.TAGS: lambda _scope, sent, others: ", ".join(others.tags.get(sent.id, ())),
        Fixed.NOTES: lambda _scope, sent, others: _number(others.notes.get(sent.id)),
        Fixed.STATUS: lambda _scope, sent, _others: STATUS_LABELS[sent.status].text,
        Fixed.SINCE: lambda scope, sent, _others: _day(scope, sent.since),
        Fixed.SENT: lambda scope, sent, _others: _day(scope, sent.sent_at),
        Fixed.LATE: lambda scope, sent, _others: _number(minutes_late(scope, sent) or None),
    }
)
