"""The controls with which a list is filtered by answers: one for each question that is chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from courseapp.applications.rules import OrganisationType
from courseapp.countries.languages import language_name
from courseapp.countries.names import choices as countries
from courseapp.forms.document import known
from courseapp.forms.document.conditions import Clause, Comparison
from courseapp.forms.document.record import Kind, Question
from courseapp.intake.clauses import COMPARISONS, GIVEN, NOT_GIVEN, PREFIX, argument_of
from courseapp.intake.filters import Filters
from courseapp.intake.scope import Scope

Choices = Sequence[tuple[str, str]]

# In which languages courses are held; of others one can search.
_LANGUAGES = ("ar", "en", "es", "fr", "pt", "ru", "zh", "de", "id", "ja", "ko", "sw", "th", "tr",
              "uk", "vi")  # fmt: skip
# These have filters of their own, and nobody sends without consent.
_OWN = frozenset({known.WORK_COUNTRY, known.NATIONALITY, known.CONSENT})


@dataclass(frozen=True)
class Control:
    """A control: a list to choose from, or where `is_number`, a least and a most.

    `name` is that of the argument; `value` (or `least` and `most`) what is chosen now.
    """

    name: str
    label: str
    choices: Choices
    value: str = ""
    least: str = ""
    most: str = ""
    is_number: bool = False


def controls(scope: Scope, filters: Filters, asked: str) -> tuple[Control, ...]:
    """Return a control for each question that is filtered by, and for the one just `asked` for."""
    keys = dict.fromkeys([*(clause.question for clause in filters.answers), asked])
    return tuple(
        _control(scope, scope.form.questions[key], filters)
        for key in keys
        if key in scope.form.questions
    )


def more_questions(scope: Scope, filters: Filters) -> Choices:
    """Return (key, label) of each question by which the list can be filtered as well."""
    taken = {clause.question for clause in filters.answers} | _OWN
    return [
        (key, scope.form.labels[key])
        for key, question in scope.form.questions.items()
        if key not in taken and not _is_of_the_product(question)
    ]


def _is_of_the_product(question: Question) -> bool:
    """The kind of organisation has a filter of its own, unless the form has other words for it."""
    keys = {option.key for option in question.options}
    return question.key == known.ORGANISATION_TYPE and keys <= set(OrganisationType)


def _control(scope: Scope, question: Question, filters: Filters) -> Control:
    mine = [clause for clause in filters.answers if clause.question == question.key]
    said = {clause.comparison: clause.value for clause in mine}
    is_number = Comparison.AT_LEAST in COMPARISONS.get(question.kind, ())
    return Control(
        name=f"{PREFIX}{question.key}",
        label=scope.form.labels[question.key],
        choices=tuple(_choices(scope, question, is_number)),
        value=_value(mine),
        least=said.get(Comparison.AT_LEAST, ""),
        most=said.get(Comparison.AT_MOST, ""),
        is_number=is_number,
    )


def _value(clauses: Sequence[Clause]) -> str:
    bounds = {Comparison.AT_LEAST, Comparison.AT_MOST}
    return next((argument_of(each)[1] for each in clauses if each.comparison not in bounds), "")


def _choices(scope: Scope, question: Question, is_number: bool) -> Iterator[tuple[str, str]]:
    if not is_number:
        yield from _values(scope, question).items()
    is_agreement = question.kind is Kind.STATEMENT
    yield GIVEN, "agreed" if is_agreement else "any answer"
    yield NOT_GIVEN, "did not agree" if is_agreement else "no answer"


def _values(scope: Scope, question: Question) -> Mapping[str, str]:
    if question.kind is Kind.YES_NO:
        return {"yes": "Yes", "no": "No"}
    if question.kind in {Kind.COUNTRY, Kind.COUNTRIES}:
        return dict(countries())
    if question.kind is Kind.LANGUAGES:
        return {tag: language_name(tag) for tag in _LANGUAGES}
    return scope.form.options(question.key)
