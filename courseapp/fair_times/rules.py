"""Finds the starts of a session that cost its people the fewest hours outside the day.

Exact: every half hour of a week is weighed, and for two or three runs of the same session every
set of them. Plain Python: no database, no web.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations, combinations_with_replacement, islice
from zoneinfo import ZoneInfo

from courseapp.events.clock.local_hours import MINUTE, Stretch, best_run, minutes_outside, stretches

HALF_HOUR = timedelta(minutes=30)
A_DAY = timedelta(days=1)
HALF_HOURS_OF_A_DAY = 48
DAYS_OF_A_WEEK = 7
WORKING_DAYS = frozenset(range(5))  # Monday is 0
MOST_RUNS = 3


@dataclass(frozen=True)
class People:
    """How many people follow the session by the clocks of one zone (an IANA name)."""

    zone: str
    number: int


@dataclass(frozen=True)
class Question:
    """What is to be planned: a length, for people, in one week by the clocks of the event's zone.

    `monday` is the local date on which the week begins; `days` are those that may be chosen,
    Monday is 0. `runs` is how often the session is held; each person follows one run.
    """

    people: tuple[People, ...]
    zone: str
    monday: date
    minutes: int
    days: frozenset[int] = WORKING_DAYS
    runs: int = 1


@dataclass(frozen=True)
class Share:
    """What a proposal means for the people of one zone, in the run that suits them best."""

    people: People
    run: int
    outside: int  # minutes before 08:00 or after 20:00 by their clocks


@dataclass(frozen=True)
class Proposal:
    """Starts of the runs, in order of time, and what they cost.

    `outside` sums up minutes over all people. `same_as` are other days of the week on which the
    same times of a single run cost everybody exactly the same.
    """

    starts: tuple[datetime, ...]
    outside: int
    shares: tuple[Share, ...]
    same_as: tuple[datetime, ...] = ()

    @property
    def worst(self) -> Share | None:
        """Who has the most minutes outside the day; None where nobody has any."""
        return max(
            (share for share in self.shares if share.outside),
            key=lambda share: (share.outside, share.people.number),
            default=None,
        )


Costs = tuple[int, ...]  # minutes outside the day for one person of each course of the clocks
Alike = Mapping[Costs, Sequence[datetime]]


@dataclass(frozen=True)
class _Start:
    """A start with what it costs."""

    at: datetime
    costs: Costs


@dataclass(frozen=True)
class _Set:
    """Starts of all runs. `is_cheapest`: no other set costs less, not even an overlapping one."""

    starts: tuple[datetime, ...]
    same_as: tuple[datetime, ...]
    is_cheapest: bool


def proposals(question: Question, most: int = 5) -> tuple[Proposal, ...]:
    """Return the best starts, the fairest first; nothing without people or days.

    The fewest person-minutes outside 08:00–20:00 come first, then the fewest minutes for whoever
    is worst off. Starts that cost everybody the same are one proposal, told by the earliest; runs
    of a session never overlap.
    """
    weeks = _weeks(question)
    alike = _alike(_starts(question, tuple(weeks)))
    if not (weeks and alike):
        return ()
    weights = tuple(weeks.values())
    useful = [costs for costs in alike if not _is_beaten(costs, alike)]
    if question.runs > 1 and len(useful) >= question.runs:
        found = _sets(question, useful, alike, weights)
        best = next(found, None)
        if best is not None and best.is_cheapest:
            rest = (each.starts for each in islice(found, most - 1))
            return tuple(_proposal(question, each, ()) for each in (best.starts, *rest))
    every = _sets(question, list(alike), alike, weights)
    return tuple(_proposal(question, each.starts, each.same_as) for each in islice(every, most))


def as_planned(question: Question, starts: Sequence[datetime]) -> Proposal:
    """Return what given starts (aware) cost."""
    runs = tuple((start, start + question.minutes * MINUTE) for start in sorted(starts))
    shares = tuple(_share(each, runs) for each in question.people)
    total = sum(share.outside * share.people.number for share in shares)
    return Proposal(tuple(start for start, _ in runs), total, shares)


def _share(people: People, runs: Sequence[tuple[datetime, datetime]]) -> Share:
    run = best_run(runs, people.zone)
    return Share(people, run, minutes_outside(*runs[run], people.zone))


def _weeks(question: Question) -> Mapping[tuple[Stretch, ...], int]:
    """Return how many people live by each course of the clocks; many zones share one."""
    begins = datetime.combine(question.monday, time(), UTC) - A_DAY
    ends = begins + (DAYS_OF_A_WEEK + 2) * A_DAY + question.minutes * MINUTE
    found: Counter[tuple[Stretch, ...]] = Counter()
    for each in question.people:
        found[stretches(begins, ends, each.zone)] += each.number
    return found


def _starts(question: Question, weeks: Sequence[tuple[Stretch, ...]]) -> Iterator[_Start]:
    """Yield every half hour of the chosen days that the clocks of the event's zone show."""
    zone = ZoneInfo(question.zone)
    length = question.minutes * MINUTE
    for day in sorted(question.days & frozenset(range(DAYS_OF_A_WEEK))):
        midnight = datetime.combine(question.monday + timedelta(days=day), time())
        for half_hours in range(HALF_HOURS_OF_A_DAY):
            local = midnight + half_hours * HALF_HOUR
            at = local.replace(tzinfo=zone).astimezone(UTC)
            if at.astimezone(zone).replace(tzinfo=None) != local:
                continue  # the clocks skip it
            yield _Start(at, tuple(_cost(week, at, at + length) for week in weeks))


def _cost(week: tuple[Stretch, ...], starts_at: datetime, ends_at: datetime) -> int:
    return sum(stretch.minutes_outside(starts_at, ends_at) for stretch in week)


def _alike(starts: Iterator[_Start]) -> Alike:
    """Return the starts, in order of time, by what they cost."""
    found: dict[Costs, list[datetime]] = {}
    for start in starts:
        found.setdefault(start.costs, []).append(start.at)
    return found


def _is_beaten(costs: Costs, others: Iterable[Costs]) -> bool:
    """Return whether other starts are no worse for anybody: then no best set needs these."""
    return any(
        other != costs and all(theirs <= own for theirs, own in zip(other, costs, strict=True))
        for other in others
    )


def _sets(
    question: Question, chosen: Sequence[Costs], alike: Alike, weights: Sequence[int]
) -> Iterator[_Set]:
    """Yield sets of starts that do not overlap, what costs least first."""
    length = question.minutes * MINUTE
    runs = min(question.runs, sum(map(len, alike.values())))
    in_order = sorted(_weighed(chosen, runs, weights))
    for place, (_, _, costs) in enumerate(in_order):
        starts = _apart([alike[each] for each in costs], length)
        if starts:
            same = tuple(at for at in alike[costs[0]] if at != starts[0]) if runs == 1 else ()
            yield _Set(tuple(sorted(starts)), same, is_cheapest=place == 0)


def _weighed(
    chosen: Sequence[Costs], runs: int, weights: Sequence[int]
) -> Iterator[tuple[int, int, tuple[Costs, ...]]]:
    """Yield what each set costs: person-minutes, minutes of the worst off; and the set."""
    choose = combinations if runs <= len(chosen) else combinations_with_replacement
    for each in choose(chosen, runs):
        costs = [min(column) for column in zip(*each, strict=True)]
        total = sum(cost * weight for cost, weight in zip(costs, weights, strict=True))
        yield total, max(costs), each


def _apart(
    choices: Sequence[Sequence[datetime]], length: timedelta, taken: tuple[datetime, ...] = ()
) -> tuple[datetime, ...]:
    """Return one start of each choice so that none overlaps another; nothing where none can."""
    if not choices:
        return taken
    for at in choices[0]:
        if all(abs(at - other) >= length for other in taken):
            found = _apart(choices[1:], length, (*taken, at))
            if found:
                return found
    return ()


def _proposal(
    question: Question, starts: tuple[datetime, ...], same_as: tuple[datetime, ...]
) -> Proposal:
    planned = as_planned(question, starts)
    return Proposal(planned.starts, planned.outside, planned.shares, same_as)
