"""How many of the wanted reviews find no reviewer: a maximum flow, over alike applications.

Applications with the same possible reviewers and the same need are one node, which keeps the
network small. A flow through it can be dealt out to single applications, for no reviewer gets
more from a node than it has applications.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from courseapp.review.assigning.model import Task


@dataclass(frozen=True)
class Group:
    """Applications that are alike: who can review them, and how many each of them needs."""

    readers: frozenset[int]
    needs: int


class Network:
    """Reviews flow from groups of applications to reviewers; what is left finds no way."""

    def __init__(self, groups: Mapping[Group, int], free: Mapping[int, int]) -> None:
        self.sizes = dict(groups)
        self.free = dict(free)
        self.left = {group: group.needs * size for group, size in groups.items()}
        self.given: dict[tuple[Group, int], int] = {}
        self.holders: dict[int, set[Group]] = {key: set() for key in free}

    def fill(self) -> int:
        """Send as much as possible; return how many reviews are left."""
        for group in self.left:
            for reader in sorted(group.readers, key=lambda key: (-self.free[key], key)):
                self._give(group, reader, min(self._room(group, reader), self.free[reader]))
        for group in self.left:
            while self.left[group] and (path := self._path(group)):
                self._send(path)
        return sum(self.left.values())

    def _room(self, group: Group, reader: int) -> int:
        """How many more of the group the reviewer can take, her limit apart."""
        return min(self.sizes[group] - self.given.get((group, reader), 0), self.left[group])

    def _give(self, group: Group, reader: int, number: int) -> None:
        if number > 0:
            self.given[group, reader] = self.given.get((group, reader), 0) + number
            self.holders[reader].add(group)
            self.free[reader] -= number
            self.left[group] -= number

    def _path(self, start: Group) -> list[tuple[Group, int]]:
        """Return the steps (group, reviewer) by which a review can be passed to a free reviewer."""
        came: dict[int, tuple[Group, int | None]] = {}
        waiting: deque[tuple[Group, int | None]] = deque([(start, None)])
        seen = {start}
        while waiting:
            group, before = waiting.popleft()
            for reader in self._takers(group, came):
                came[reader] = (group, before)
                if self.free[reader]:
                    return _back(came, reader)
                others = self.holders[reader] - seen
                seen |= others
                waiting.extend((other, reader) for other in sorted(others, key=_in_order))
        return []

    def _takers(self, group: Group, came: Mapping[int, object]) -> Iterator[int]:
        for reader in sorted(group.readers):
            if reader not in came and self.given.get((group, reader), 0) < self.sizes[group]:
                yield reader

    def _send(self, path: list[tuple[Group, int]]) -> None:
        """Pass one review along: each reviewer on the way gives one of the next group away."""
        for group, reader in path:
            self.given[group, reader] = self.given.get((group, reader), 0) + 1
            self.holders[reader].add(group)
        for (_, reader), (group, _) in pairwise(path):
            self.given[group, reader] -= 1
            if not self.given[group, reader]:
                self.holders[reader].discard(group)
        self.free[path[-1][1]] -= 1
        self.left[path[0][0]] -= 1


def missing_reviews(task: Task) -> int:
    """Return how many of the wanted reviews find no reviewer whatever one does; 0: all do."""
    return Network(_groups(task), task.free).fill()


def _groups(task: Task) -> Mapping[Group, int]:
    readers = frozenset(each.key for each in task.readers)
    taken: dict[int, set[int]] = defaultdict(set)
    for pair in task.conflicts | task.fixed:
        taken[pair.application].add(pair.reviewer)
    able = {key: readers - taken[key] if key in taken else readers for key in task.needs}
    return Counter(Group(able[key], needs) for key, needs in task.needs.items())


def _back(
    came: Mapping[int, tuple[Group, int | None]], reader: int | None
) -> list[tuple[Group, int]]:
    path: list[tuple[Group, int]] = []
    while reader is not None:
        group, before = came[reader]
        path.append((group, reader))
        reader = before
    return path[::-1]


def _in_order(group: Group) -> tuple[list[int], int]:
    return sorted(group.readers), group.needs
