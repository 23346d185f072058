"""How a set of people stands against the limits, while it is still being put together.

Pure counting that knows nothing of the solver, so that each can prove the other wrong.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from courseapp.cohorts.model.record import Candidate, Limit, LimitKind, Task


class Standing(StrEnum):
    """Whether a limit holds."""

    HOLDS = "holds"
    JUST = "just"  # one person more, or fewer, and it no longer would
    MISSED = "missed"  # a wish
    BROKEN = "broken"  # a hard limit


@dataclass(frozen=True)
class Line:
    """A limit with its count: `count` people of `least` or `most`, and `off` people beside that.

    `value` is a value of AT_MOST_EACH (only values that somebody chosen has), or the reference of
    a person who must be in or out; else it is empty.
    """

    limit: Limit
    value: str
    count: int
    least: int | None = None
    most: int | None = None

    @property
    def off(self) -> int:
        """How many people too few or too many there are."""
        too_few = 0 if self.least is None else self.least - self.count
        too_many = 0 if self.most is None else self.count - self.most
        return max(0, too_few, too_many)

    @property
    def standing(self) -> Standing:
        if self.off:
            return Standing.BROKEN if self.limit.is_hard else Standing.MISSED
        return Standing.JUST if self.count in (self.least, self.most) else Standing.HOLDS


@dataclass(frozen=True)
class Balance:
    """Counts of the people chosen: in all, by feature and value, by module, and by limit."""

    people: int
    seats: int
    points: int  # thousandths
    counts: Mapping[str, Mapping[str, int]]
    unknown: Mapping[str, int]  # feature -> of how many people nothing is known
    lines: tuple[Line, ...]
    modules: Mapping[str, int]

    @property
    def empty_seats(self) -> int:
        """Seats that are left; negative where there are more people than seats."""
        return self.seats - self.people

    @property
    def warnings(self) -> tuple[Line, ...]:
        """Lines of limits that do not hold, the hard ones first."""
        off = [line for line in self.lines if line.off]
        return tuple(sorted(off, key=lambda line: not line.limit.is_hard))


def balance(
    task: Task, chosen: Collection[str], modules: Mapping[str, Sequence[str]] | None = None
) -> Balance:
    """Return how these people (references of candidates) stand against the limits of a task."""
    people = [task.by_reference[each] for each in sorted(set(chosen))]
    counts = _counts(people)
    features = sorted({feature for each in task.candidates for feature in each.traits})
    return Balance(
        people=len(people),
        seats=task.room,
        points=sum(each.points for each in people),
        counts={feature: dict(sorted(counts[feature].items())) for feature in sorted(counts)},
        unknown={
            each: sum(not one.traits.get(each) for one in people) for each in sorted(features)
        },
        lines=tuple(line for each in task.limits for line in _LINES[each.kind](each, task, people)),
        modules=dict(Counter(key for had in (modules or {}).values() for key in had)),
    )


def _counts(people: Sequence[Candidate]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = {}
    for each in people:
        for feature, values in each.traits.items():
            counts.setdefault(feature, Counter()).update(values)
    return counts


_People = Sequence[Candidate]


def _each(limit: Limit, task: Task, people: _People) -> Iterator[Line]:
    chosen = _counts(people).get(limit.feature, Counter())
    fixed = _counts(task.fixed).get(limit.feature, Counter())
    for value, count in sorted(chosen.items()):
        yield Line(limit, value, count, most=max(limit.allows(value), fixed[value]))


def _at_most(limit: Limit, task: Task, people: _People) -> Iterator[Line]:
    fixed = _having(limit, task.fixed)
    yield Line(limit, "", _having(limit, people), most=max(limit.number, fixed))


def _at_least(limit: Limit, _task: Task, people: _People) -> Iterator[Line]:
    yield Line(limit, "", _having(limit, people), least=limit.number)


def _share(limit: Limit, _task: Task, people: _People) -> Iterator[Line]:
    needed = -(-limit.number * len(people) // 100)
    yield Line(limit, "", _having(limit, people), least=needed)


def _must_in(limit: Limit, _task: Task, people: _People) -> Iterator[Line]:
    among = {each.reference for each in people}
    for reference in sorted(limit.people):
        yield Line(limit, reference, int(reference in among), least=1)


def _must_out(limit: Limit, task: Task, people: _People) -> Iterator[Line]:
    among = {each.reference for each in people}
    for reference in sorted(limit.people):
        borne = int(task.by_reference[reference].is_fixed)
        yield Line(limit, reference, int(reference in among), most=borne)


def _having(limit: Limit, people: _People) -> int:
    return sum(each.has(limit.feature, limit.values) for each in people)


_LINES: Mapping[LimitKind, Callable[[Limit, Task, _People], Iterator[Line]]] = {
    LimitKind.AT_MOST_EACH: _each,
    LimitKind.AT_MOST: _at_most,
    LimitKind.AT_LEAST: _at_least,
    LimitKind.AT_LEAST_SHARE: _share,
    LimitKind.MUST_IN: _must_in,
    LimitKind.MUST_OUT: _must_out,
}
