"""The question who reviews what, and its answer, as plain immutable values. No database.

Applications and reviewers are named by whole numbers that mean nothing here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple


class Pair(NamedTuple):
    """That a reviewer reviews an application."""

    application: int
    reviewer: int


@dataclass(frozen=True)
class Paper:
    """An application as it is given to reviewers: its language (BCP 47, or ""), and its topics."""

    key: int
    language: str = ""
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reader:
    """A reviewer: at most how many applications, which languages she reads, what she knows.

    Without languages nobody knows which she reads. `has_own_most` says that the limit is hers and
    not that of everybody.
    """

    key: int
    most: int
    languages: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    has_own_most: bool = False


@dataclass(frozen=True)
class Task:
    """All that decides who reviews what.

    Each application gets `each` reviews, no reviewer more than her limit, nobody one with which
    she is in conflict. What is `fixed`, for a review was begun, stays; of what is only `present`
    as much as possible. `most` is the limit of everybody without one of her own.
    """

    papers: tuple[Paper, ...]
    readers: tuple[Reader, ...]
    each: int
    most: int
    conflicts: frozenset[Pair] = frozenset()
    fixed: frozenset[Pair] = frozenset()
    present: frozenset[Pair] = frozenset()

    @cached_property
    def load_fixed(self) -> Mapping[int, int]:
        """How many applications each reviewer keeps in any case."""
        kept = [pair.reviewer for pair in self.fixed]
        return {reader.key: kept.count(reader.key) for reader in self.readers}

    @cached_property
    def needs(self) -> Mapping[int, int]:
        """How many reviewers each application still needs."""
        there: dict[int, int] = {}
        for pair in self.fixed:
            there[pair.application] = there.get(pair.application, 0) + 1
        return {each.key: max(0, self.each - there.get(each.key, 0)) for each in self.papers}

    @cached_property
    def free(self) -> Mapping[int, int]:
        """How many applications each reviewer can still be given."""
        return {each.key: max(0, each.most - self.load_fixed[each.key]) for each in self.readers}

    def may(self, paper: Paper, reader: Reader) -> bool:
        """Return whether the reviewer can be given the application that she has not begun."""
        pair = Pair(paper.key, reader.key)
        return pair not in self.conflicts and pair not in self.fixed

    def with_most(self, most: int) -> "Task":
        """Return the task with a higher limit for everybody who has none of her own."""
        readers = (e if e.has_own_most else replace(e, most=most) for e in self.readers)
        return replace(self, readers=tuple(readers), most=most)

    def with_readers(self, number: int) -> "Task":
        """Return the task with so many more reviewers, who are in no conflict."""
        first = max((each.key for each in self.readers), default=0) + 1
        more = (Reader(key, self.most) for key in range(first, first + number))
        return replace(self, readers=(*self.readers, *more))


@dataclass(frozen=True)
class Plan:
    """Who reviews what, with what was fixed; `cost` is what is as low as it can be, see costs."""

    pairs: frozenset[Pair]
    cost: int


class Impossible(Exception):  # noqa: N818 - told to a person, it is no fault of the program
    """There is no such plan; `sentence` says why, and what would make it possible."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
