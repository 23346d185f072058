"""Answers in SQL, for SQLite and PostgreSQL alike: extracted from JSON, compared, ordered.

They mean what `forms.document.conditions` means by them; a test holds both together.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from sqlalchemy import (
    ColumnElement,
    Integer,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    or_,
)
from sqlalchemy.sql import false

from courseapp.applications.models import Application
from courseapp.forms.document.conditions import Clause, Comparison
from courseapp.forms.document.reading import as_number
from courseapp.forms.document.record import Kind
from courseapp.intake.clauses import fits

_SEVERAL = frozenset({Kind.MANY, Kind.RANKED, Kind.COUNTRIES, Kind.LANGUAGES})
_NUMBERS = frozenset({Kind.NUMBER, Kind.SCALE})
# Every digit of another script, then what stands between digits.
_DIGITS = "".join(chr(code) for code in range(128, 0x20000) if chr(code).isdecimal())
_PLAIN = "".join(str(int(digit)) for digit in _DIGITS)
_BETWEEN = ", "
_LONGEST_NUMBER = 9


def answer(key: str) -> ColumnElement[str]:
    """Return the answer to a question as its one text; "" where there is none."""
    return func.coalesce(Application.answers[key].as_string(), "")


def has_line(key: str, value: str) -> ColumnElement[bool]:
    """Return whether one of the values of an answer is this one."""
    return _lines(key).contains(f"\n{value}\n", autoescape=True)


def answers_so(clause: Clause, kind: Kind) -> ColumnElement[bool]:
    """Return the condition; nobody fits one that answers of the kind cannot be compared by."""
    return _COMPARED[clause.comparison](clause, kind) if fits(clause, kind) else false()


def ranked_by(key: str, kind: Kind) -> ColumnElement[int] | ColumnElement[str]:
    """Return what a list is ordered by; NULL for those who did not answer."""
    return number(key) if kind in _NUMBERS else func.nullif(func.lower(answer(key)), "")


def number(key: str) -> ColumnElement[int]:
    """Return the answer as a whole number however it is written; NULL for what is none."""
    digits = func.translate(answer(key), _DIGITS + _BETWEEN, _PLAIN)
    is_one = and_(
        digits != "",
        func.trim(digits, "0123456789") == "",
        func.length(digits) <= _LONGEST_NUMBER,
    )
    return case((is_one, cast(digits, Integer)), else_=null())


def _lines(key: str) -> ColumnElement[str]:
    line_end = literal("\n", Text)
    return line_end.concat(answer(key)).concat(line_end)


def _is(clause: Clause, kind: Kind) -> ColumnElement[bool]:
    if kind not in _SEVERAL:
        return answer(clause.question) == clause.value
    exactly = has_line(clause.question, clause.value)
    if kind is not Kind.LANGUAGES:
        return exactly
    with_level = _lines(clause.question).contains(f"\n{clause.value} ", autoescape=True)
    return or_(exactly, with_level)


def _at_least(clause: Clause, _kind: Kind) -> ColumnElement[bool]:
    bound = as_number(clause.value)
    return false() if bound is None else func.coalesce(number(clause.question) >= bound, false())


def _at_most(clause: Clause, _kind: Kind) -> ColumnElement[bool]:
    bound = as_number(clause.value)
    return false() if bound is None else func.coalesce(number(clause.question) <= bound, false())


# Conditions of forms know “is not” too; no filter asks it.
_COMPARED: Mapping[Comparison, Callable[[Clause, Kind], ColumnElement[bool]]] = MappingProxyType(
    {
        Comparison.IS: _is,
        Comparison.AT_LEAST: _at_least,
        Comparison.AT_MOST: _at_most,
        Comparison.ANSWERED: lambda clause, _kind: answer(clause.question) != "",
        Comparison.BLANK: lambda clause, _kind: answer(clause.question) == "",
    }
)
