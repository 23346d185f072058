"""A task as a program in which everything hard can give, and by how much it does is counted."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from courseapp.cohorts.model.lottery import drawing_order
from courseapp.cohorts.model.quotas import Quota, quotas_of
from courseapp.cohorts.model.record import POINT, Candidate, Task
from courseapp.cohorts.model.relaxations import Place, Thing, things_of
from courseapp.optima.highs import Program, maximise_near


@dataclass
class Loose:
    """The program of a task in which everything hard but seats and fixed people may give.

    `changed` has a column for each thing: 1 where it gives at all. `amounts` says for which thing
    and value a column counts by how many people it gives.
    """

    task: Task
    program: Program = field(default_factory=Program)
    people: dict[str, int] = field(default_factory=dict)
    changed: dict[Thing, int] = field(default_factory=dict)
    amounts: dict[int, tuple[Thing, str]] = field(default_factory=dict)
    quotas: dict[tuple[str, str], Quota] = field(default_factory=dict)

    def __post_init__(self) -> None:
        free = drawing_order(self.task.seed, _free(self.task))
        self.people = {each: self.program.add_column() for each in free}
        self.changed = {each: self.program.add_column() for each in things_of(self.task)}
        fixed = len(self.task.fixed)
        self.program.add_row(self.everybody, most=self.task.room - fixed)
        if self.task.fewest:
            gives = self._giving(Thing(Place.FEWEST), "", self.task.fewest)
            self.program.add_row({**self.everybody, gives: 1}, least=self.task.fewest - fixed)
        for quota in quotas_of(self.task):
            if quota.limit.is_hard:
                self.quotas[quota.key] = quota
                self._add_quota(quota)
        if self.task.least_modules:
            self._add_modules()

    @property
    def everybody(self) -> dict[int, int]:
        return dict.fromkeys(self.people.values(), 1)

    @property
    def hint(self) -> list[int]:
        """How welcome columns are beside what is sought: people by their points."""
        points = {
            column: self.task.by_reference[each].points // POINT
            for each, column in self.people.items()
        }
        return [points.get(column, 0) for column in range(len(self.program.gains))]

    def can_hold(self, things: Collection[Thing] | None = None) -> bool:
        """Return whether these things can hold together, the others not; without any, all."""
        held = self.changed if things is None else things
        firm = {self.changed[each] for each in held}
        upper = [0 if column in firm else most for column, most in enumerate(self.program.upper)]
        program = replace(self.program, upper=upper, gains=[0] * len(upper))
        return maximise_near(program, self.hint) is not None

    def _giving(self, thing: Thing, value: str, most: int) -> int:
        """Add by how many people a thing gives, which only what is changed does."""
        column = self.program.add_column(most=most)
        self.program.add_row({column: 1, self.changed[thing]: -most}, most=0)
        self.amounts[column] = (thing, value)
        return column

    def _add_quota(self, quota: Quota) -> None:
        thing = Thing(Place.LIMIT, quota.limit.key)
        free = sorted(self.people[each] for each in quota.members if each in self.people)
        fixed = len(quota.members) - len(free)
        terms = dict.fromkeys(free, 1)
        if quota.share is not None:
            self._add_share(thing, quota.share, terms, fixed)
        elif quota.most is not None and len(free) + fixed > quota.most:
            gives = self._giving(thing, quota.value, len(free) + fixed - quota.most)
            self.program.add_row({**terms, gives: -1}, most=quota.most - fixed)
        elif quota.least is not None and quota.least > fixed:
            gives = self._giving(thing, quota.value, quota.least - fixed)
            self.program.add_row({**terms, gives: 1}, least=quota.least - fixed)

    def _add_share(self, thing: Thing, share: int, members: dict[int, int], fixed: int) -> None:
        gives = self._giving(thing, "", -(-share * self.task.room // 100))
        terms = {column: 100 * (column in members) - share for column in self.people.values()}
        short = share * len(self.task.fixed) - 100 * fixed
        self.program.add_row({**terms, gives: 100}, least=short)

    def _add_modules(self) -> None:
        thing, least = Thing(Place.LEAST_MODULES), self.task.least_modules
        levels = [self._giving(thing, "", 1) for _ in range(least)]
        for lower, higher in pairwise(levels):
            self.program.add_row({higher: 1, lower: -1}, least=0)
        on: dict[str, dict[int, int]] = {each.key: {} for each in self.task.modules}
        for person in self.task.candidates:
            if person.holds is None and person.wishes:
                for key, column in self._add_wishes(person, levels).items():
                    on[key][column] = 1
        for module in self.task.modules:
            if module.seats is not None and on[module.key]:
                self._add_seats(module.key, module.seats, on[module.key])

    def _add_seats(self, key: str, seats: int, takers: dict[int, int]) -> None:
        held = sum(key in (each.holds or ()) for each in self.task.fixed)
        gives = self._giving(Thing(Place.MODULE, key), "", len(takers))
        self.program.add_row({**takers, gives: -1}, most=max(0, seats - held))

    def _add_wishes(self, person: Candidate, levels: Sequence[int]) -> dict[str, int]:
        """Who wished fewer modules than the least has what she wished; a level given spares one."""
        wished = {key: self.program.add_column() for key in person.wishes}
        chosen = self.people.get(person.reference)
        least, most = min(len(levels), len(wished)), min(self.task.most_modules, len(wished))
        terms = dict.fromkeys(wished.values(), 1)
        spared = terms | dict.fromkeys(levels[:least], 1)
        if chosen is None:
            self.program.add_row(terms, most=most)
            self.program.add_row(spared, least=least)
        else:
            self.program.add_row(terms | {chosen: -most}, most=0)
            self.program.add_row(spared | {chosen: -least}, least=0)
        return wished


def _free(task: Task) -> Iterator[str]:
    return (each.reference for each in task.candidates if not each.is_fixed)
