"""Putting conditions together: each change gives a new group.

A place in a group is named by a path: ``(0, 2)`` is the third member of the first member, and the
empty path is the group itself. Every function raises LookupError for a path that leads nowhere.
"""

from collections.abc import Callable

from courseapp.eligibility.composed.conditions import Condition, Group
from courseapp.eligibility.rules import Joint

Path = tuple[int, ...]
Members = tuple[Condition, ...]
Shape = Callable[[Group], Group]


def path_of(text: str) -> Path:
    """Return the path that `path_text` wrote; LookupError for any other text."""
    parts = text.split(".") if text else []
    if not all(part.isascii() and part.isdigit() and len(part) < 3 for part in parts):
        raise LookupError(text)
    return tuple(int(part) for part in parts)


def path_text(path: Path) -> str:
    """Return ``0.2`` for ``(0, 2)``."""
    return ".".join(map(str, path))


def at(group: Group, path: Path) -> Condition:
    """Return what stands at the path."""
    found: Condition = group
    for number in path:
        found = _member(found, number)
    return found


def added(group: Group, path: Path, condition: Condition) -> Group:
    """Put a condition behind the members of the group at the path."""
    found = at(group, path)
    if not isinstance(found, Group):
        raise LookupError(path)
    return replaced(group, path, Group(found.joint, (*found.members, condition)))


def replaced(group: Group, path: Path, condition: Condition) -> Group:
    """Put a condition in the place of another; the whole can only be replaced by a group."""
    if path:
        return _in_parent(group, path, lambda own, at: (*own[:at], condition, *own[at + 1 :]))
    if not isinstance(condition, Group):
        raise LookupError(path)
    return condition


def removed(group: Group, path: Path) -> Group:
    """Take a condition out; the whole cannot be taken out."""
    return _in_parent(group, path, lambda own, at: (*own[:at], *own[at + 1 :]))


def moved(group: Group, path: Path, *, up: bool) -> Group:
    """Exchange a condition with its neighbour; at the end nothing happens."""

    def exchange(own: Members, at: int) -> Members:
        other = at - 1 if up else at + 1
        if not 0 <= other < len(own):
            return own
        order = list(own)
        order[at], order[other] = order[other], order[at]
        return tuple(order)

    return _in_parent(group, path, exchange)


def rejoined(group: Group, path: Path, joint: Joint) -> Group:
    """Let the members of a group belong together in another way."""
    found = at(group, path)
    if not isinstance(found, Group):
        raise LookupError(path)
    return replaced(group, path, Group(joint, found.members))


def _in_parent(group: Group, path: Path, change: Callable[[Members, int], Members]) -> Group:
    if not path:
        raise LookupError(path)
    parent = at(group, path[:-1])
    _member(parent, path[-1])  # refuses a number that is not there
    if not isinstance(parent, Group):
        raise LookupError(path)
    return replaced(group, path[:-1], Group(parent.joint, change(parent.members, path[-1])))


def _member(found: Condition, number: int) -> Condition:
    if not isinstance(found, Group) or not 0 <= number < len(found.members):
        raise LookupError(number)
    return found.members[number]
