"""The limits of a task as quotas: sums over people, each with the least and the most it may be."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from courseapp.cohorts.model.record import Candidate, Limit, LimitKind, Task


@dataclass(frozen=True)
class Quota:
    """How many of `members` may be chosen, or in per cent of all chosen with `share`.

    Of a limit that speaks of each value, or of several people, there is one for each.
    """

    limit: Limit
    value: str
    members: frozenset[str]
    least: int | None = None
    most: int | None = None
    share: int | None = None

    @property
    def key(self) -> tuple[str, str]:
        return (self.limit.key, self.value)

    def needed(self, chosen: int) -> int | None:
        """Return the least number of members among so many chosen people."""
        return self.least if self.share is None else -(-self.share * chosen // 100)


def quotas_of(task: Task) -> tuple[Quota, ...]:
    """Return the quotas of all limits, in the order of the limits."""
    people = _people_by_value(task.candidates, {each.feature for each in task.limits})
    fixed = frozenset(each.reference for each in task.fixed)
    return tuple(
        quota
        for limit in task.limits
        for quota in _QUOTAS[limit.kind](limit, _People(people.get(limit.feature, {}), fixed))
    )


PeopleByValue = Mapping[str, set[str]]


@dataclass(frozen=True)
class _People:
    """Whom a limit can speak of: those with each value of its feature, and who is fixed."""

    by_value: PeopleByValue
    fixed: frozenset[str]

    def with_any(self, values: Sequence[str]) -> frozenset[str]:
        return frozenset().union(*(self.by_value.get(value, set()) for value in values))


def _people_by_value(
    candidates: Iterable[Candidate], features: Collection[str]
) -> dict[str, PeopleByValue]:
    found: dict[str, dict[str, set[str]]] = {each: defaultdict(set) for each in features}
    for each in candidates:
        for feature in features:
            for value in each.traits.get(feature, ()):
                found[feature][value].add(each.reference)
    return {feature: dict(values) for feature, values in found.items()}


def _each(limit: Limit, people: _People) -> Iterator[Quota]:
    for value, members in sorted(people.by_value.items()):
        yield _capped(limit, value, members, limit.allows(value), people.fixed)


def _at_most(limit: Limit, people: _People) -> Iterator[Quota]:
    yield _capped(limit, "", people.with_any(limit.values), limit.number, people.fixed)


def _at_least(limit: Limit, people: _People) -> Iterator[Quota]:
    yield Quota(limit, "", people.with_any(limit.values), least=limit.number)


def _share(limit: Limit, people: _People) -> Iterator[Quota]:
    yield Quota(limit, "", people.with_any(limit.values), share=limit.number)


def _must_in(limit: Limit, _people: _People) -> Iterator[Quota]:
    for reference in sorted(limit.people):
        yield Quota(limit, reference, frozenset({reference}), least=1)


def _must_out(limit: Limit, people: _People) -> Iterator[Quota]:
    for reference in sorted(limit.people):
        yield _capped(limit, reference, {reference}, 0, people.fixed)


def _capped(
    limit: Limit, value: str, members: Iterable[str], most: int, fixed: frozenset[str]
) -> Quota:
    """What fixed people alone exceed is borne: nobody is un-invited."""
    found = frozenset(members)
    return Quota(limit, value, found, most=max(most, len(found & fixed)))


_QUOTAS: Mapping[LimitKind, Callable[[Limit, _People], Iterator[Quota]]] = {
    LimitKind.AT_MOST_EACH: _each,
    LimitKind.AT_MOST: _at_most,
    LimitKind.AT_LEAST: _at_least,
    LimitKind.AT_LEAST_SHARE: _share,
    LimitKind.MUST_IN: _must_in,
    LimitKind.MUST_OUT: _must_out,
}
