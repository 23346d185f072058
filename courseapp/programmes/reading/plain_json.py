"""Values out of JSON that anybody may have written: of the right kind, or nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

Plain = Mapping[str, Any]


def mapping(value: object) -> Plain:
    """Return the value if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> Sequence[Any]:
    """Return the value if it is a list, else an empty one."""
    return value if isinstance(value, list) else ()


def text(value: object) -> str:
    """Return a text or a number as text, "" for anything else; of several languages English.

    pretalx and others write what is in several languages as an object by language.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return str(value)
    spoken = {name: each for name, each in mapping(value).items() if isinstance(each, str)}
    return spoken.get("en") or next(iter(spoken.values()), "")


def text_or_none(plain: Plain, *names: str) -> str | None:
    """Return the first of the named values that is a text, None where the object has none."""
    found = [text(plain[name]) for name in names if name in plain]
    return next(filter(None, found), "" if found else None)


def number(value: object) -> int:
    """Return a whole number, 0 for anything else."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
