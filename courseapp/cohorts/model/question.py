"""What is left to decide of a task, made as small as can be without losing the answer.

Nobody is dropped for a guess: who is left out here is in no best cohort, because somebody to whom
exactly the same limits apply has more points (or as many and was drawn earlier), and the limits
let in no more than all those.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from courseapp.cohorts.model.lottery import drawing_order
from courseapp.cohorts.model.quotas import Quota, quotas_of
from courseapp.cohorts.model.record import LimitKind, Task

Signature = tuple[object, ...]


@dataclass(frozen=True)
class Question:
    """Which of `pool` (in the order of the lottery) join those `inside`, `count` people in all.

    `peers` are people of the pool to whom the same limits apply: an earlier one is always
    preferred to a later one.
    """

    task: Task
    quotas: tuple[Quota, ...]
    pool: tuple[str, ...]
    inside: frozenset[str]
    peers: tuple[tuple[str, ...], ...] = ()
    count: int = 0

    @property
    def most(self) -> int:
        """How many people there can be, as far as seats and people go."""
        return min(self.task.room, len(self.pool) + len(self.inside))

    @property
    def places(self) -> int:
        """How many of the pool are to be chosen."""
        return self.count - len(self.inside)

    def with_count(self, count: int) -> "Question":
        return replace(self, count=count)

    def settled(self, inside: Collection[str], open_still: Collection[str]) -> "Question":
        """Return the question after some of the pool are in, and only some others are open."""
        peers = (tuple(each for each in group if each in open_still) for group in self.peers)
        return replace(
            self,
            pool=tuple(each for each in self.pool if each in open_still),
            inside=self.inside | frozenset(inside),
            peers=tuple(group for group in peers if len(group) > 1),
        )

    def turned(self, reference: str, *, is_in: bool) -> "Question":
        """Return the question where a person is in, or out, whatever else."""
        left = tuple(each for each in self.pool if each != reference)
        alone = frozenset({reference})
        inside = self.inside | alone if is_in else self.inside - alone
        return replace(self, pool=left, inside=inside, peers=())


def question_of(task: Task, *, keeps_equals: bool = False, spare: int = 0) -> Question:
    """Return the question that a task asks.

    With `keeps_equals` also people stay who lose by the lottery alone; with `spare` so many more
    for whom there is room only when as many of their peers are out.
    """
    quotas = quotas_of(task)
    shut = _named(quotas, LimitKind.MUST_OUT) - {each.reference for each in task.fixed}
    sure = _named(quotas, LimitKind.MUST_IN) - shut
    inside = frozenset({each.reference for each in task.fixed} | sure)
    pool = drawing_order(task.seed, task.by_reference.keys() - inside - shut)
    groups = _groups(task, quotas, pool, inside)
    kept = [
        _kept(task, members, room + spare if room else 0, keeps_equals=keeps_equals)
        for members, room in groups
    ]  # fmt: skip
    left = {each for members in kept for each in members}
    return Question(
        task,
        quotas,
        tuple(each for each in pool if each in left),
        inside,
        () if keeps_equals else tuple(tuple(group) for group in kept if len(group) > 1),
    )


def _named(quotas: Sequence[Quota], kind: LimitKind) -> set[str]:
    """Return the people whom hard limits of the kind name."""
    return {each.value for each in quotas if each.limit.kind is kind and each.limit.is_hard}


def _groups(
    task: Task, quotas: Sequence[Quota], pool: Sequence[str], inside: frozenset[str]
) -> list[tuple[list[str], int]]:
    """Return the people to whom the same limits apply, and how many of them can be in at most."""
    among = inside.union(pool)
    applying: Mapping[str, list[int]] = defaultdict(list)
    for number, quota in enumerate(quotas):
        if _can_bind(quota, among):
            for reference in quota.members:
                applying[reference].append(number)
    groups: Mapping[Signature, list[str]] = defaultdict(list)
    for reference in pool:
        wishes = task.by_reference[reference].wishes
        groups[(*applying[reference], wishes)].append(reference)
    free = max(0, task.room - len(inside))
    room = [_room(quota, inside, free) for quota in quotas]
    return [
        (members, min([free, *(room[number] for number in applying[members[0]])]))
        for members in groups.values()
    ]


def _can_bind(quota: Quota, among: frozenset[str]) -> bool:
    return quota.most is None or len(quota.members & among) > quota.most


def _room(quota: Quota, inside: frozenset[str], free: int) -> int:
    if quota.most is None or not quota.limit.is_hard:
        return free
    return max(0, quota.most - len(quota.members & inside))


def _kept(task: Task, members: list[str], room: int, *, keeps_equals: bool) -> list[str]:
    """Return those of a group who can be chosen, in the order in which they are preferred."""
    if room == 0:
        return []
    points = {each: task.by_reference[each].points for each in members}
    ranked = sorted(members, key=lambda each: -points[each])  # the order of the lottery stays
    if not keeps_equals or len(ranked) <= room:
        return ranked[:room]
    return [each for each in ranked if points[each] >= points[ranked[room - 1]]]
