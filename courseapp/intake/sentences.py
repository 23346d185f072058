"""Filters as they are said: each condition in words, with what the address is without it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from courseapp.applications.texts import ORGANISATION_TYPES
from courseapp.core.formats import day
from courseapp.countries.languages import language_name
from courseapp.countries.names import country_name, is_country
from courseapp.eligibility.vocabulary import VERDICTS
from courseapp.forms.document.conditions import Clause, Comparison
from courseapp.forms.document.reading import in_words
from courseapp.forms.document.record import Kind
from courseapp.intake.clauses import fits
from courseapp.intake.filters import NOTHING, Filters
from courseapp.intake.scope import Scope
from courseapp.intake.words import STATUS_SAID

GONE_TAG = "with a tag that was removed"
GONE_QUESTION = "by an answer that cannot be filtered by"
GONE_MARK = "with a mark that is not known"
_TEMPLATES = MappingProxyType(
    {
        Comparison.IS: "“{label}”: {value}",
        Comparison.AT_LEAST: "“{label}”: {value} or more",
        Comparison.AT_MOST: "“{label}”: {value} or less",
        Comparison.ANSWERED: "“{label}” answered",
        Comparison.BLANK: "“{label}” not answered",
    }
)


@dataclass(frozen=True)
class Said:
    """A condition in words, and the arguments of the list without it."""

    text: str
    without: Mapping[str, str]


def said(scope: Scope, filters: Filters) -> tuple[Said, ...]:
    """Return each condition in words; nothing of a sensitive question is repeated."""
    return tuple(_each(scope, filters))


def sentence(scope: Scope, filters: Filters) -> str:
    """Return all conditions in one line: ``confirmed, from Kenya and tagged “strong”``."""
    *first, last = [each.text for each in said(scope, filters)] or ["all applications"]
    return f"{', '.join(first)} and {last}" if first else last


def _each(scope: Scope, filters: Filters) -> Iterator[Said]:
    for name, text in _single(filters):
        yield Said(text, filters.without(**{name: None if name in _OPTIONAL else _USUAL[name]}))
    for tag in filters.tags:
        text = f"tagged “{scope.tags[tag]}”" if tag in scope.tags else GONE_TAG
        yield Said(text, filters.without(tags=_but(filters.tags, tag)))
    for key, has in filters.marks:
        mark = scope.mark(key)
        text = (mark.with_it if has else mark.without_it) if mark else GONE_MARK
        yield Said(text, filters.without(marks=_but(filters.marks, (key, has))))
    for clause in filters.answers:
        text = said_clause(scope, clause)
        yield Said(text, filters.without(answers=_but(filters.answers, clause)))
    if filters.search:
        yield Said(f"with the words “{filters.search}”", filters.without(search=""))


def said_clause(scope: Scope, clause: Clause) -> str:
    """Return a condition on an answer in words."""
    question = scope.form.questions.get(clause.question)
    if question is None or not fits(clause, question.kind):
        return GONE_QUESTION
    value = _value(scope, clause, question.kind)
    return _TEMPLATES[clause.comparison].format(
        label=scope.form.labels[clause.question], value=value
    )


def _value(scope: Scope, clause: Clause, kind: Kind) -> str:
    if kind in {Kind.CHOICE, Kind.MANY, Kind.RANKED}:
        return scope.form.options(clause.question).get(clause.value, clause.value)
    if kind is Kind.LANGUAGES:
        return language_name(clause.value)
    if kind in {Kind.COUNTRY, Kind.COUNTRIES}:
        return country_name(clause.value) if is_country(clause.value) else clause.value
    if kind is Kind.YES_NO:
        return in_words(scope.form.questions[clause.question], clause.value).lower()
    return clause.value


def _single(filters: Filters) -> Iterator[tuple[str, str]]:
    """The conditions of which there is one at most, by the names of their fields."""
    for name, words in _WORDS:
        value = getattr(filters, name)
        if value not in NOTHING:
            yield name, words(value)


def _but(several: tuple[object, ...], one: object) -> tuple[object, ...]:
    return tuple(each for each in several if each != one)


def _from(code: str) -> str:
    return f"from {country_name(code) if is_country(code) else code}"


def _national(code: str) -> str:
    return f"of the nationality of {country_name(code) if is_country(code) else code}"


_OPTIONAL = frozenset({"type", "noted", "verdict", "sent_from", "sent_until"})
_USUAL: Mapping[str, object] = MappingProxyType({"statuses": (), "country": "", "nationality": ""})
_WORDS: tuple[tuple[str, Callable[..., str]], ...] = (
    ("statuses", lambda chosen: " or ".join(STATUS_SAID[each] for each in chosen)),
    ("country", _from),
    ("nationality", _national),
    ("type", lambda kind: f"working in: {ORGANISATION_TYPES[kind]}"),
    ("noted", lambda has: "with a note" if has else "without a note"),
    ("verdict", lambda verdict: f"by the rules: {VERDICTS[verdict]}"),
    ("sent_from", lambda first: f"sent on or after {day(first)}"),
    ("sent_until", lambda last: f"sent on or before {day(last)}"),
)
