"""What differs between two wordings of one question: the end of a sentence, before and after."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from courseapp.forms.document.record import Column, FormDocument, Option, Question, Texts
from courseapp.forms.document.wording import (
    NEEDS,
    VISIBILITIES,
    condition_in_words,
    kind_label,
)

Told = Callable[[FormDocument, Any], str]


@dataclass(frozen=True)
class Difference:
    """The end of a sentence that begins with the question; each side as it reads."""

    text: str
    before: str = ""
    after: str = ""


def differences(
    old: FormDocument, before: Question, new: FormDocument, after: Question
) -> Iterator[Difference]:
    """Yield what differs, in the words of the language in which each form was written."""
    for name, (text, told) in _FIELDS.items():
        one, other = told(old, getattr(before, name)), told(new, getattr(after, name))
        if one != other:
            yield Difference(text, one, other)
    yield from _of_options(old, before.options, new, after.options)
    yield from _of_columns(old, before.columns, new, after.columns)


def _words(document: FormDocument, texts: Texts) -> str:
    return texts.get(document.languages[0], "")


def _number(_document: FormDocument, value: object) -> str:
    return "Not set" if value is None else str(value)


def _days(_document: FormDocument, days: int | None) -> str:
    if days is None:
        return "As long as the event"
    return "1 day after the event" if days == 1 else f"{days} days after the event"


def _condition(document: FormDocument, condition: Any) -> str:
    return condition_in_words(document, condition) or "Always"


_FIELDS: Mapping[str, tuple[str, Told]] = MappingProxyType(
    {
        "label": ("reads otherwise.", _words),
        "kind": ("is answered in another way.", lambda _form, kind: kind_label(kind)),
        "help": ("has another help.", _words),
        "missing": ("says something else when it is left empty.", _words),
        "need": ("is needed at another time.", lambda _form, need: NEEDS[need]),
        "needed_if": ("is needed under another condition.", _condition),
        "shown_if": ("is asked under another condition.", _condition),
        "visibility": ("is read by others.", lambda _form, who: VISIBILITIES[who][0]),
        "is_personal": (
            "has another mark of personal data.",
            lambda _form, mark: "Personal" if mark else "Not personal",
        ),
        "kept_days": ("is kept for another time.", _days),
        "kept_until": ("is kept until another day.", _number),
        "words": ("has another limit of words.", _number),
        "least": ("has another least.", _number),
        "most": ("has another most.", _number),
        "low": ("names the low end otherwise.", _words),
        "high": ("names the high end otherwise.", _words),
        "statement": ("asks to agree to other words.", _words),
        "due": ("is due at another time.", lambda _form, due: due or "With the application"),
    }
)


def _of_options(
    old: FormDocument, before: Sequence[Option], new: FormDocument, after: Sequence[Option]
) -> Iterator[Difference]:
    known = {each.key: each for each in before}
    for option in after:
        told, earlier = _words(new, option.label) or option.key, known.get(option.key)
        if earlier is None:
            yield Difference(f"offers “{told}”.")
            continue
        if option.is_withdrawn and not earlier.is_withdrawn:
            yield Difference(f"no longer offers “{told}”. Who chose it keeps the answer.")
        if earlier.is_withdrawn and not option.is_withdrawn:
            yield Difference(f"offers “{told}” again.")
        yield from _renamed("an option", _words(old, earlier.label), told)
    for key in sorted(set(known) - {each.key for each in after}):
        yield Difference(f"has no option “{_words(old, known[key].label) or key}” any more.")
    yield from _in_other_order("options", before, after)


def _of_columns(
    old: FormDocument, before: Sequence[Column], new: FormDocument, after: Sequence[Column]
) -> Iterator[Difference]:
    known = {each.key: each for each in before}
    for column in after:
        told, earlier = _words(new, column.label) or column.key, known.get(column.key)
        if earlier is None:
            yield Difference(f"has the column “{told}”.")
            continue
        if (column.kind, column.is_needed) != (earlier.kind, earlier.is_needed):
            yield Difference(f"takes other answers in the column “{told}”.")
        yield from _renamed("a column", _words(old, earlier.label), told)
    for key in sorted(set(known) - {each.key for each in after}):
        yield Difference(f"has no column “{_words(old, known[key].label) or key}” any more.")
    yield from _in_other_order("columns", before, after)


def _renamed(what: str, before: str, after: str) -> Iterator[Difference]:
    if before and before != after:
        yield Difference(f"names {what} otherwise.", before, after)


def _in_other_order(
    what: str, before: Sequence[Option | Column], after: Sequence[Option | Column]
) -> Iterator[Difference]:
    keys = {each.key for each in before} & {each.key for each in after}
    if [e.key for e in before if e.key in keys] != [e.key for e in after if e.key in keys]:
        yield Difference(f"has its {what} in another order.")
