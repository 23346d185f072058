"""The balance of people as organisers look at it: seats, bars of limits, groups, a map."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from courseapp.charts.world_map import Place, WorldMap, world_map
from courseapp.cohorts.features import (
    GENDERS,
    LABELS,
    REGIONS,
    USUAL_LISTS,
    YES,
    Feature,
    short_words,
)
from courseapp.cohorts.model.balance import Balance, Line, Standing, balance
from courseapp.cohorts.model.checking import FaultKind, verify
from courseapp.cohorts.model.record import Task
from courseapp.cohorts.model.wording.limits import fault_words, limit_words
from courseapp.cohorts.model.wording.names import people_in_words
from courseapp.cohorts.names_read import Calling
from courseapp.countries.names import country_name, is_country
from courseapp.countries.places import position
from courseapp.initiatives.pictures import background

MOST_FULL = 5  # values that are named
# Whose counts are shown, with the values that stand there even where nobody has them.
_SHOWN: Mapping[str, tuple[str, ...]] = {
    Feature.GENDER: tuple(GENDERS)[:2],
    Feature.LIST: USUAL_LISTS,
    Feature.REGION: REGIONS,
    Feature.ORGANISATION_TYPE: (),
}
_ONLY_YES = (Feature.SUBNATIONAL, Feature.FIRST_TIME, Feature.NOMINATED)


@dataclass(frozen=True)
class Gauge:
    """A limit as a bar: `fill` and `mark` in per cent of its width; `told` is its count."""

    words: str
    told: str
    standing: Standing
    fill: float
    mark: float
    is_floor: bool
    is_hard: bool


@dataclass(frozen=True)
class Counted:
    """A value with how many people have it; `share` of all chosen, in per cent."""

    label: str
    number: int
    share: float


@dataclass(frozen=True)
class Group:
    """One feature with its counts; of `unknown` people nothing is known."""

    feature: str
    label: str
    rows: tuple[Counted, ...]
    unknown: int


@dataclass(frozen=True)
class Panel:
    """All that stands in the balance of people. `warnings` are sentences, hard limits first."""

    people: int
    seats: int
    points: int  # thousandths
    fixed: int
    gauges: tuple[Gauge, ...]
    warnings: tuple[str, ...]
    groups: tuple[Group, ...]
    countries: tuple[Counted, ...]
    map: WorldMap | None
    is_within: bool

    @property
    def average(self) -> float:
        """Points of one person."""
        return self.points / 1000 / self.people if self.people else 0.0


def panel_of(
    task: Task,
    chosen: Collection[str],
    called: Calling,
    modules: Mapping[str, Sequence[str]] | None = None,
) -> Panel:
    """Return the balance of the people with these references, and of the modules that they have."""
    known = set(chosen) & task.by_reference.keys()
    counted = balance(task, known, modules)
    faults = verify(task, known)
    missed = [line for line in counted.warnings if not line.limit.is_hard]
    countries = _countries(counted)
    return Panel(
        people=counted.people,
        seats=counted.seats,
        points=counted.points,
        fixed=len(task.fixed),
        gauges=tuple(_gauges(task, counted, called)),
        warnings=(
            *(fault_words(task, each, called.names) for each in faults),
            *(_missed(line, called) for line in missed),
        ),
        groups=(*_groups(counted, called), *_modules(task, counted, called)),
        countries=countries,
        map=_map(counted),
        is_within=all(each.kind is FaultKind.TOO_FEW for each in faults),
    )


def _missed(line: Line, called: Calling) -> str:
    words = limit_words(line.limit, called.names)
    value = f" ({called.names.value(line.limit.feature, line.value)})" if line.value else ""
    return f"Wish missed by {people_in_words(line.off)}: “{words}”{value}."


def _gauges(task: Task, counted: Balance, called: Calling) -> Sequence[Gauge]:
    found = []
    for key, group in groupby(counted.lines, key=lambda line: line.limit.key):
        lines = list(group)
        if not task.limit(key).is_about_people:
            found.append(_gauge(lines, called))
    return found


def _gauge(lines: Sequence[Line], called: Calling) -> Gauge:
    """Return the bar of a limit; of several values that which uses its number most."""
    worst = max(lines, key=lambda line: (line.off, line.count - (line.most or 0)))
    bound = (worst.least if worst.least is not None else worst.most) or 0
    scale = max(worst.count, bound, 1)
    of = "at least" if worst.least is not None else "at most"
    told = f"{worst.count}, {of} {bound}"
    return Gauge(
        words=limit_words(worst.limit, called.names),
        told=_of_values(lines, called) if worst.value else told,
        standing=worst.standing,
        fill=round(100 * worst.count / scale, 1),
        mark=round(100 * bound / scale, 1),
        is_floor=worst.least is not None,
        is_hard=worst.limit.is_hard,
    )


def _of_values(lines: Sequence[Line], called: Calling) -> str:
    """Return which values are over or full, where a limit is about each of them."""
    over = [f"{_value(line, called)} {line.count}" for line in lines if line.off]
    full = [_value(line, called) for line in lines if line.standing is Standing.JUST]
    if over:
        return f"Too many: {', '.join(over)}"
    if not full:
        return f"{len(lines)} different ones, none is full"
    named = f": {', '.join(full)}" if len(full) <= MOST_FULL else ""
    are = "is" if len(full) == 1 else "are"
    return f"{len(lines)} different ones, {len(full)} {are} full{named}"


def _value(line: Line, called: Calling) -> str:
    return called.names.value(line.limit.feature, line.value)


def _groups(counted: Balance, called: Calling) -> Sequence[Group]:
    found = []
    for feature, usual in _SHOWN.items():
        if feature in counted.unknown and feature not in _ONLY_YES:
            counts = dict.fromkeys(usual, 0) | dict(counted.counts.get(feature, {}))
            pairs = [(feature, *each) for each in _ordered(feature, counts)]
            rows = _rows(pairs, counted, called)
            found.append(Group(feature, LABELS[feature], rows, _unknown(counted, feature)))
    known = [each for each in _ONLY_YES if each in counted.unknown]
    besides = [(each, YES, counted.counts.get(each, {}).get(YES, 0)) for each in known]
    return [*found, Group("besides", "Besides", _rows(besides, counted, called), 0)]


def _modules(task: Task, counted: Balance, called: Calling) -> Iterator[Group]:
    """Yield how many people each module has, of how many seats, once modules are allotted."""
    if counted.modules:
        rows = (
            Counted(
                f"{called.names.module(each.key)}{f' (of {each.seats})' if each.seats else ''}",
                counted.modules.get(each.key, 0),
                _share(counted.modules.get(each.key, 0), counted.people),
            )
            for each in task.modules
        )
        yield Group("modules", "Modules", tuple(rows), 0)


def _rows(
    found: Sequence[tuple[str, str, int]], counted: Balance, called: Calling
) -> tuple[Counted, ...]:
    return tuple(
        Counted(short_words(feature, value, called.lists), number, _share(number, counted.people))
        for feature, value, number in found
    )


def _unknown(counted: Balance, feature: str) -> int:
    """Return of how many nothing is known; who is on no list is known by the country."""
    by_country = feature in (Feature.LIST, Feature.REGION)
    return counted.unknown.get(Feature.COUNTRY if by_country else feature, 0)


def _ordered(feature: str, counts: Mapping[str, int]) -> Sequence[tuple[str, int]]:
    """Return usual values in their order, and types of organisation by number."""
    if feature == Feature.ORGANISATION_TYPE:
        return sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return list(counts.items())


def _countries(counted: Balance) -> tuple[Counted, ...]:
    rows = counted.counts.get(Feature.COUNTRY, {})
    ordered = sorted(rows.items(), key=lambda each: (-each[1], country_name(each[0])))
    return tuple(
        Counted(country_name(code), number, _share(number, counted.people))
        for code, number in ordered
        if is_country(code)
    )


def _map(counted: Balance) -> WorldMap | None:
    rows = counted.counts.get(Feature.COUNTRY, {})
    places = [_place(code, number) for code, number in rows.items() if is_country(code)]
    return world_map(places, background()) if places else None


def _place(code: str, number: int) -> Place:
    where = position(code)
    note = people_in_words(number)
    return Place(
        code, country_name(code), where.latitude, where.longitude, weight=number, note=note
    )


def _share(number: int, people: int) -> float:
    return round(100 * number / people, 1) if people else 0.0
