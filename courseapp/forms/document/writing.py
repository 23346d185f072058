"""A form as plain values and back: the one form for stored versions and for shipped templates.

What is left at its usual value is left out. Words in one language are plain text; in several,
texts by language tag. Reading refuses what it does not know, in a sentence that says where.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from courseapp.forms.document.conditions import Clause, Comparison, Condition
from courseapp.forms.document.record import (
    Column,
    FormDocument,
    Kind,
    Need,
    Option,
    Question,
    Section,
    Visibility,
)

Plain = dict[str, Any]


class Unreadable(ValueError):  # noqa: N818 - it is told to a person
    """Plain values are not a form; the message says where and why."""


def to_plain(document: FormDocument) -> Plain:
    """Return the form as values that JSON and YAML can hold. Reading them gives it back."""
    return _thing_to_plain(document)


def from_plain(plain: Mapping[str, Any]) -> FormDocument:
    """Return the form that plain values describe. Raises Unreadable."""
    found: FormDocument = _thing(FormDocument, plain, "form")
    keys = [question.key for question in found.questions]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise Unreadable(f"The question {twice} is there twice.")
    return found


def _thing_to_plain(thing: Any) -> Plain:
    values = ((each, getattr(thing, each.name)) for each in fields(thing))
    return {each.name: _to_plain(value) for each, value in values if value != _usual(each)}


def _to_plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return value["en"] if list(value) == ["en"] else dict(value)
    if isinstance(value, tuple):
        return [_to_plain(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    return value if value is None or isinstance(value, str | int) else _thing_to_plain(value)


def _usual(each: "Field[Any]") -> Any:
    if each.default_factory is not MISSING:
        return each.default_factory()
    return each.default


def _thing(kind: type, plain: Any, where: str) -> Any:
    if not isinstance(plain, Mapping):
        raise Unreadable(f"{where}: here stand names with values.")
    names = {each.name: each for each in fields(kind)}
    if unknown := sorted(set(map(str, plain)) - set(names)):
        raise Unreadable(f"{where}: unknown: {', '.join(unknown)}.")
    missing = [name for name, each in names.items() if name not in plain and _is_needed(each)]
    if missing:
        raise Unreadable(f"{where}: missing: {', '.join(missing)}.")
    here = f"{where} {plain.get('key', '')}".strip()
    return kind(**{name: _value(name, value, here) for name, value in plain.items()})


def _is_needed(each: "Field[Any]") -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _value(name: str, value: Any, where: str) -> Any:
    reader = _READERS.get(name)
    if reader is None:
        raise Unreadable(f"{where}: {name} cannot be read.")
    try:
        return reader(value, f"{where}, {name}")
    except (TypeError, ValueError, AttributeError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"{where}: “{value}” cannot be {name}.") from error


def _texts(value: Any, where: str) -> Mapping[str, str]:
    if isinstance(value, str):
        return {"en": value} if value else {}
    if not isinstance(value, Mapping) or not all(isinstance(each, str) for each in value.values()):
        raise Unreadable(f"{where}: here stands a text, or texts by language.")
    return {str(tag): text for tag, text in value.items() if text}


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise Unreadable(f"{where}: here stands a text.")
    return value


def _whole(value: Any, where: str) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise Unreadable(f"{where}: here stands a whole number.")
    return value


def _yes_no(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise Unreadable(f"{where}: here stands true or false.")
    return value


def _many(read: Callable[[Any, str], Any]) -> Callable[[Any, str], tuple[Any, ...]]:
    def read_all(value: Any, where: str) -> tuple[Any, ...]:
        if isinstance(value, str) or not isinstance(value, Sequence):
            raise Unreadable(f"{where}: here stands a list.")
        return tuple(read(each, where) for each in value)

    return read_all


def _things(kind: type) -> Callable[[Any, str], tuple[Any, ...]]:
    return _many(lambda value, where: _thing(kind, value, where))


def _condition(value: Any, where: str) -> Condition:
    return _many(_things(Clause))(value, where)


_READERS: Mapping[str, Callable[[Any, str], Any]] = {
    **dict.fromkeys(("title", "intro", "label", "help", "missing"), _texts),
    **dict.fromkeys(("low", "high", "statement"), _texts),
    **dict.fromkeys(("key", "due", "statement_version", "question", "value"), _text),
    **dict.fromkeys(("least", "most", "words", "kept_days"), _whole),
    **dict.fromkeys(("is_personal", "is_withdrawn", "is_needed"), _yes_no),
    **dict.fromkeys(("needed_if", "shown_if"), _condition),
    "kept_until": lambda value, _where: date.fromisoformat(value) if value else None,
    "languages": _many(_text),
    "sections": _things(Section),
    "questions": _things(Question),
    "options": _things(Option),
    "columns": _things(Column),
    "kind": lambda value, _where: Kind(value),
    "need": lambda value, _where: Need(value),
    "visibility": lambda value, _where: Visibility(value),
    "comparison": lambda value, _where: Comparison(value),
}
