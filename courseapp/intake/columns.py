"""The columns that a list of applications can have, and which of them somebody chose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from courseapp.forms.document import known
from courseapp.forms.document.record import Kind, Question
from courseapp.intake import ordering
from courseapp.intake.clauses import PREFIX
from courseapp.intake.filters import MARK
from courseapp.intake.rules import MOST_COLUMNS
from courseapp.intake.scope import Scope


class Fixed(StrEnum):
    """The columns that every event has; the first one always stands in front."""

    NAME = "name"
    NUMBER = "number"
    EMAIL = "email"
    COUNTRY = "country"
    NATIONALITY = "nationality"
    ORGANISATION = "organisation"
    TYPE = "type"
    POSITION = "position"
    EXPERIENCE = "experience"
    MODULES = "modules"
    ELIGIBILITY = "eligibility"
    TAGS = "tags"
    NOTES = "notes"
    STATUS = "status"
    SINCE = "since"
    SENT = "sent"
    LATE = "late"


@dataclass(frozen=True)
class Column:
    """One column. `question` is the key of the question whose answers it shows, or "".

    `order` is what the list is ordered by when its head is pressed; "" where it cannot be.
    """

    key: str
    label: str
    order: str = ""
    question: str = ""
    is_number: bool = False


LABELS = MappingProxyType(
    {
        Fixed.NAME: "Applicant",
        Fixed.NUMBER: "Number",
        Fixed.EMAIL: "E-mail",
        Fixed.COUNTRY: "Works in",
        Fixed.NATIONALITY: "Nationality",
        Fixed.ORGANISATION: "Organisation",
        Fixed.TYPE: "Kind of organisation",
        Fixed.POSITION: "Position",
        Fixed.EXPERIENCE: "Years of experience",
        Fixed.MODULES: "Modules",
        Fixed.ELIGIBILITY: "May apply",
        Fixed.TAGS: "Tags",
        Fixed.NOTES: "Notes",
        Fixed.STATUS: "Where it stands",
        Fixed.SINCE: "Stands there since",
        Fixed.SENT: "Sent",
        Fixed.LATE: "Minutes late",
    }
)
# The questions that these columns answer; they are no columns of their own.
QUESTIONS = MappingProxyType(
    {
        Fixed.NAME: known.FULL_NAME,
        Fixed.COUNTRY: known.WORK_COUNTRY,
        Fixed.NATIONALITY: known.NATIONALITY,
        Fixed.ORGANISATION: known.ORGANISATION,
        Fixed.TYPE: known.ORGANISATION_TYPE,
        Fixed.POSITION: known.POSITION,
        Fixed.EXPERIENCE: known.EXPERIENCE_YEARS,
        Fixed.MODULES: known.MODULES,
    }
)
USUAL = (
    *(Fixed.NAME, Fixed.COUNTRY, Fixed.TYPE, Fixed.MODULES, Fixed.TAGS),
    *(Fixed.STATUS, Fixed.SENT),
)
_NUMBERS = frozenset({Fixed.EXPERIENCE, Fixed.NOTES, Fixed.LATE})


def all_columns(scope: Scope) -> tuple[Column, ...]:
    """Return every column that the event's list can have: fixed ones, marks, questions."""
    return (*_fixed(scope), *_marks(scope), *_of_questions(scope))


def chosen_columns(scope: Scope, wanted: Sequence[str]) -> tuple[Column, ...]:
    """Return the columns with these keys, the applicant first; what is not there is passed over.

    Nothing chosen is what is usual.
    """
    offered = {each.key: each for each in all_columns(scope)}
    keys = dict.fromkeys((Fixed.NAME.value, *(wanted or USUAL)))
    return tuple(offered[key] for key in keys if key in offered)[: MOST_COLUMNS + 1]


def _fixed(scope: Scope) -> Iterator[Column]:
    for each in Fixed:
        question = QUESTIONS.get(each, "")
        if _is_offered(scope, each, question):
            order = each.value if each in ordering.ORDERED else ""
            yield Column(each.value, LABELS[each], order, question, each in _NUMBERS)


def _is_offered(scope: Scope, column: Fixed, question: str) -> bool:
    if column is Fixed.NAME:
        return True
    if column is Fixed.MODULES:
        return scope.event.modules_max is not None and bool(scope.event.modules)
    if column is Fixed.ELIGIBILITY:
        return scope.is_judged
    return question not in scope.form.hidden


def _marks(scope: Scope) -> Iterator[Column]:
    return (Column(f"{MARK}{each.key}", each.label) for each in scope.marks)


def _of_questions(scope: Scope) -> Iterator[Column]:
    taken = {*QUESTIONS.values(), known.CONSENT}  # without which nobody sends
    for key, question in scope.form.questions.items():
        if key not in taken:
            yield _of_question(scope, key, question)


def _of_question(scope: Scope, key: str, question: Question) -> Column:
    name = f"{PREFIX}{key}"
    is_number = question.kind in {Kind.NUMBER, Kind.SCALE}
    return Column(name, scope.form.labels[key], name, key, is_number)
