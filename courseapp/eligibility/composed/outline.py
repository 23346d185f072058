"""A rule's condition as a page shows it: a tree of lines, each with its place and its words."""

from collections.abc import Iterator
from dataclasses import dataclass

from courseapp.eligibility.composed.conditions import Condition, Group
from courseapp.eligibility.composed.shaping import Path, path_text
from courseapp.eligibility.composed.words import Names, condition_in_words
from courseapp.eligibility.rules import Joint

TOP = "top"  # the path of the whole, in addresses


@dataclass(frozen=True)
class Piece:
    """One line: a test with its words, or a group with its members.

    `where` is its path as a text; a test in a group "none of" by itself is one line with it.
    """

    where: str
    words: str
    joint: Joint | None
    members: tuple["Piece", ...]
    is_first: bool
    is_last: bool

    @property
    def is_group(self) -> bool:
        return self.joint is not None


def outline(group: Group, names: Names) -> Piece:
    """Return the whole condition of a rule."""
    return Piece(TOP, "", group.joint, tuple(_members(group, names, ())), True, True)


def where_of(path: Path) -> str:
    """Return the path as addresses have it."""
    return path_text(path) or TOP


def _members(group: Group, names: Names, before: Path) -> Iterator[Piece]:
    last = len(group.members) - 1
    for number, each in enumerate(group.members):
        yield _piece(each, names, (*before, number), number == 0, number == last)


def _piece(condition: Condition, names: Names, path: Path, first: bool, last: bool) -> Piece:
    where = where_of(path)
    if not isinstance(condition, Group) or is_opposite(condition):
        return Piece(where, condition_in_words(condition, names), None, (), first, last)
    members = tuple(_members(condition, names, path))
    return Piece(where, "", condition.joint, members, first, last)


def is_opposite(group: Group) -> bool:
    """Return whether a group is nothing but the opposite of one test."""
    only = group.members[0] if len(group.members) == 1 else None
    return group.joint is Joint.NONE and only is not None and not isinstance(only, Group)
