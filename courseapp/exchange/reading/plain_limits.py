"""What a file of plain values may be before it is looked at closely: not deep, not endless."""

from collections.abc import Mapping
from typing import Any

MOST_DEEP = 12  # a record is five levels deep: list, record, part, thing, words of a value


class TooMuch(ValueError):  # noqa: N818 - it is told to a person
    """The values are nested deeper than any record."""


def check_depth(value: Any) -> None:
    """Raise TooMuch where lists and mappings are nested deeper than any record is."""
    waiting = [(value, 1)]
    while waiting:
        each, depth = waiting.pop()
        inner = each.values() if isinstance(each, Mapping) else each
        if isinstance(each, Mapping | list):
            if depth > MOST_DEEP:
                raise TooMuch(f"Values are nested deeper than {MOST_DEEP} levels.")
            waiting += [(one, depth + 1) for one in inner if isinstance(one, Mapping | list)]
