"""When a question is asked: if other answers are so. Groups of clauses: all of one group hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Comparison(StrEnum):
    """How an answer is compared. Where there are several values, one of them is enough."""

    IS = "is"
    IS_NOT = "is_not"  # none of them
    AT_LEAST = "at_least"  # as a number
    AT_MOST = "at_most"
    ANSWERED = "answered"
    BLANK = "blank"


@dataclass(frozen=True)
class Clause:
    """What one answer must be."""

    question: str  # its key
    comparison: Comparison
    value: str = ""


# Any of the groups, of which all clauses hold: each and/or can be written so.
Condition = tuple[tuple[Clause, ...], ...]
ALWAYS_TRUE: Condition = ()


def holds(condition: Condition, texts: Mapping[str, str]) -> bool:
    """Return whether the condition holds for the answers. One without a group always does."""
    return not condition or any(all(_fits(each, texts) for each in group) for group in condition)


def questions_of(condition: Condition) -> frozenset[str]:
    """Return the keys of the questions on which it depends."""
    return frozenset(clause.question for group in condition for clause in group)


def _fits(clause: Clause, texts: Mapping[str, str]) -> bool:
    values = _values(texts.get(clause.question, ""))
    match clause.comparison:
        case Comparison.ANSWERED:
            return bool(values)
        case Comparison.BLANK:
            return not values
        case Comparison.IS:
            return clause.value in values
        case Comparison.IS_NOT:
            return clause.value not in values
        case Comparison.AT_LEAST:
            return any(number >= _number(clause.value) for number in _numbers(values))
        case Comparison.AT_MOST:
            return any(number <= _number(clause.value) for number in _numbers(values))


def _values(text: str) -> list[str]:
    """Return the values of an answer; of a language with its level, both and the language alone."""
    lines = [line for line in text.split("\n") if line.strip()]
    return [*lines, *(line.split(" ")[0] for line in lines if " " in line)]


def _numbers(values: list[str]) -> list[int]:
    return [int(value) for value in values if value.isdecimal()]


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
