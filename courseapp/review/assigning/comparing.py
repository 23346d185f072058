"""What a plan would change, in numbers that an organiser can judge. Plain: no database."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from courseapp.review.assigning.costs import cost_of_language, cost_of_topics
from courseapp.review.assigning.model import Pair, Plan, Reader, Task


@dataclass(frozen=True)
class Load:
    """How many applications a reviewer has today, and would have."""

    reader: Reader
    before: int
    after: int
    begun: int


@dataclass(frozen=True)
class Difference:
    """What a plan adds, takes away and keeps, and how well reviewers would fit.

    `unread` counts pairs whose reviewer does not read the application's language, or of whom
    nobody knows it; `off_topic` those whose reviewer knows none of its topics.
    """

    added: tuple[Pair, ...]
    removed: tuple[Pair, ...]
    kept: int
    begun: int
    unread: int
    off_topic: int
    loads: tuple[Load, ...]

    @property
    def changes_nothing(self) -> bool:
        return not (self.added or self.removed)

    @property
    def digest(self) -> str:
        """A name for this very change, by which a press says which one it means."""
        told = "|".join(f"{sign}{each}" for sign, each in self._steps())
        return sha256(told.encode()).hexdigest()[:32]

    def _steps(self) -> Sequence[tuple[str, Pair]]:
        return [*(("+", pair) for pair in self.added), *(("-", pair) for pair in self.removed)]


def difference(task: Task, plan: Plan) -> Difference:
    """Return what becomes otherwise when the plan is taken."""
    today = task.present | task.fixed
    papers = {each.key: each for each in task.papers}
    readers = {each.key: each for each in task.readers}
    fit = [(papers[e.application], readers[e.reviewer]) for e in plan.pairs if _is_known(task, e)]
    return Difference(
        added=tuple(sorted(plan.pairs - today)),
        removed=tuple(sorted(today - plan.pairs)),
        kept=len(plan.pairs & task.present),
        begun=len(task.fixed),
        unread=sum(cost_of_language(*each) > 0 for each in fit),
        off_topic=sum(cost_of_topics(*each) > 0 for each in fit),
        loads=_loads(task, plan),
    )


def _is_known(task: Task, pair: Pair) -> bool:
    return pair.application in task.needs and pair.reviewer in task.free


def _loads(task: Task, plan: Plan) -> tuple[Load, ...]:
    before = Counter(pair.reviewer for pair in task.present | task.fixed)
    after = Counter(pair.reviewer for pair in plan.pairs)
    return tuple(
        Load(each, before[each.key], after[each.key], task.load_fixed[each.key])
        for each in task.readers
    )
