"""A condition as rows of a page: groups of comparisons, composed without script.

A control is named by its group and place, from 1: ``1-2-question``. A button named ``do`` says
what to do: ``and:1``, ``or``, ``remove:1:2``; any other only shows the page again, with the
values that fit the question that was chosen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from courseapp.core.typed_text import one_line
from courseapp.countries.languages import language_choices
from courseapp.countries.names import choices as country_choices
from courseapp.forms.document.conditions import Clause, Comparison, Condition
from courseapp.forms.document.record import FormDocument, Kind, Option, Question
from courseapp.forms.document.wording import NEEDS_NO_VALUE

MOST_GROUPS = 8
MOST_IN_GROUP = 8

Pairs = Sequence[tuple[str, str]]
Groups = tuple[tuple["ClauseRow", ...], ...]

_CHOSEN = (Comparison.IS, Comparison.IS_NOT, Comparison.ANSWERED, Comparison.BLANK)
_COUNTED = (Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.IS, *_CHOSEN[2:])
_GIVEN = (Comparison.ANSWERED, Comparison.BLANK)
# What is compared with a value is compared exactly: free words never are.
_OFFERED: Mapping[Kind, tuple[Comparison, ...]] = MappingProxyType(
    {
        **dict.fromkeys((Kind.YES_NO, Kind.CHOICE, Kind.MANY, Kind.RANKED), _CHOSEN),
        **dict.fromkeys((Kind.COUNTRY, Kind.COUNTRIES, Kind.LANGUAGES), _CHOSEN),
        **dict.fromkeys((Kind.NUMBER, Kind.SCALE), _COUNTED),
    }
)


@dataclass(frozen=True)
class ClauseRow:
    """A comparison as far as it was chosen."""

    question: str = ""
    comparison: str = ""
    value: str = ""


@dataclass(frozen=True)
class Subject:
    """A question on which a condition may depend, and what of it can be compared."""

    question: Question
    comparisons: tuple[Comparison, ...]
    values: Pairs | None  # None: a number is typed


def subjects_of(document: FormDocument, questions: Sequence[Question]) -> Mapping[str, Subject]:
    """Return what a condition may depend on, of what is asked before, by key."""
    return {each.key: _subject(document, each) for each in questions if each.kind is not Kind.NOTE}


def rows_of_condition(condition: Condition) -> Groups:
    """Return a condition as rows; one without any as one empty row."""
    groups = tuple(
        tuple(ClauseRow(c.question, c.comparison.value, c.value) for c in group)
        for group in condition
    )
    return groups or ((ClauseRow(),),)


def read_rows(typed: Mapping[str, str], subjects: Mapping[str, Subject]) -> Groups:
    """Return the rows that a page was sent with, each with what fits its question."""
    found = tuple(
        tuple(
            _fitting(_typed(typed, group, place), subjects)
            for place in range(1, MOST_IN_GROUP + 1)
            if f"{group}-{place}-question" in typed
        )
        for group in range(1, MOST_GROUPS + 1)
        if f"{group}-1-question" in typed
    )
    return found or ((ClauseRow(),),)


def acted(groups: Groups, what: str) -> Groups:
    """Return the rows after what a button says; a group without rows is left out."""
    verb, _, where = what.partition(":")
    numbers = [int(each) - 1 if each.isdecimal() else -1 for each in where.split(":")]
    if verb == "or" and len(groups) < MOST_GROUPS:
        return (*groups, (ClauseRow(),))
    changed = tuple(
        tuple(_changed(group, verb, numbers)) if place == numbers[0] else group
        for place, group in enumerate(groups)
    )
    return tuple(group for group in changed if group) or ((ClauseRow(),),)


def condition_of(groups: Groups) -> Condition:
    """Return the condition that the rows say; rows without a question are left out."""
    told = (tuple(_clause(row) for row in group if row.question) for group in groups)
    return tuple(group for group in told if group)


def unfinished(groups: Groups, subjects: Mapping[str, Subject]) -> Mapping[tuple[int, int], str]:
    """Return what is still to be chosen, by group and place, each from 1."""
    faults = {
        (number, place): _fault(row, subjects)
        for number, group in enumerate(groups, 1)
        for place, row in enumerate(group, 1)
    }
    return {where: fault for where, fault in faults.items() if fault}


def _subject(document: FormDocument, question: Question) -> Subject:
    values = _values(document, question)
    compared = _OFFERED.get(question.kind, _GIVEN)
    if values == ():
        compared = _GIVEN  # what is offered is known only with the event
    return Subject(question, compared, values)


def _values(document: FormDocument, question: Question) -> Pairs | None:
    match question.kind:
        case Kind.YES_NO:
            return (("yes", "Yes"), ("no", "No"))
        case Kind.CHOICE | Kind.MANY | Kind.RANKED:
            language = document.languages[0]
            return tuple(
                (each.key, document.said(each.label, language)) for each in question.offered
            )
        case Kind.COUNTRY | Kind.COUNTRIES:
            return country_choices()
        case Kind.LANGUAGES:
            return language_choices()
        case Kind.SCALE:
            steps = range(min(question.ends), max(question.ends) + 1)
            return tuple((str(each), str(each)) for each in steps)
        case _:
            return None


def _said(document: FormDocument, option: Option) -> str:
    return document.said(option.label, document.languages[0]) or option.key


def _typed(typed: Mapping[str, str], group: int, place: int) -> ClauseRow:
    parts = ("question", "comparison", "value")
    return ClauseRow(*(one_line(typed.get(f"{group}-{place}-{part}", "")) for part in parts))


def _fitting(row: ClauseRow, subjects: Mapping[str, Subject]) -> ClauseRow:
    """Return the row without what its question does not have: another one may be chosen now."""
    subject = subjects.get(row.question)
    if subject is None:
        return row
    offered = [each.value for each in subject.comparisons]
    comparison = row.comparison if row.comparison in offered else offered[0]
    known = subject.values is None or row.value in dict(subject.values)
    return replace(row, comparison=comparison, value=row.value if known else "")


def _changed(group: tuple[ClauseRow, ...], verb: str, numbers: list[int]) -> Iterator[ClauseRow]:
    gone = numbers[1] if verb == "remove" and len(numbers) > 1 else -1
    yield from (row for place, row in enumerate(group) if place != gone)
    if verb == "and" and len(group) < MOST_IN_GROUP:
        yield ClauseRow()


def _clause(row: ClauseRow) -> Clause:
    comparison = Comparison(row.comparison)
    return Clause(row.question, comparison, "" if comparison in NEEDS_NO_VALUE else row.value)


def _fault(row: ClauseRow, subjects: Mapping[str, Subject]) -> str:
    if not row.question:
        return ""
    subject = subjects.get(row.question)
    if subject is None:
        return "This question is not asked before. Choose another one."
    if Comparison(row.comparison) in NEEDS_NO_VALUE:
        return ""
    if subject.values is None and not row.value.isdecimal():
        return "Enter a whole number, for example 5."
    return "" if row.value else "Choose the answer to compare with."
