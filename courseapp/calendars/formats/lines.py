"""A component as content lines (RFC 5545 §3.1), in the library's own order of properties."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

from icalendar import Component

LAST = 99


def content_lines(component: Component) -> Iterator[str]:
    """Yield the lines of a component and of all within it, not folded and without their ends.

    They are those of `Component.content_lines`, which checks each name anew: ours are constants.
    """
    yield f"BEGIN:{component.name}"
    for name in sorted(component, key=_place_in(component)):
        values = component[name]
        for value in values if isinstance(values, list) else (values,):
            yield _line(name, value)
    for each in component.subcomponents:
        yield from content_lines(each)
    yield f"END:{component.name}"


def _line(name: str, value: Any) -> str:
    written, parameters = value.to_ical(), value.params
    text = written.decode() if isinstance(written, bytes) else written
    if not parameters:
        return f"{name}:{text}"
    return f"{name};{parameters.to_ical().decode()}:{text}"


@cache
def _order(kind: type[Component]) -> dict[str, int]:
    """The places of the properties that come first in a component; the rest follow by name."""
    first: Iterable[str] | None = kind.canonical_order  # which some kinds do not have
    return {name: place for place, name in enumerate(first or ())}


def _place_in(component: Component) -> Callable[[str], tuple[int, str]]:
    first = _order(type(component))
    return lambda name: (first.get(name, LAST), name)
