"""Finds the starts of a session that cost its people the fewest hours outside the day.

Exact: every half hour of a week is weighed, and for two or three runs of the same session every
set of them. Plain Python: no database, no web.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from heapq import nsmallest
from itertools import combinations
from zoneinfo import ZoneInfo

from courseapp.events.local_hours import MINUTE, Stretch, best_run, minutes_outside, stretches

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


@dataclass(frozen=True)
class _Start:
    """A start with the minutes outside the day that it costs a person of each week."""

    at: datetime
    costs: tuple[int, ...]


def proposals(question: Question, most: int = 5) -> tuple[Proposal, ...]:
    """Return the best starts, the fairest first; nothing without people or days.

    The fewest person-minutes outside 08:00–20:00 come first, then the fewest minutes for whoever
    is worst off, then the earliest. Starts that cost everybody the same are one proposal.
    """
    weeks = _weeks(question)
    kinds = _alike(_starts(question, tuple(weeks)))
    if not (weeks and kinds):
        return ()
    weights = tuple(weeks.values())
    useful = [each for each in kinds if not _is_beaten(each, kinds)]
    runs = min(question.runs, len(useful))
    chosen = useful if runs > 1 else list(kinds)
    best = nsmallest(most, _weighed(chosen, runs, weights))
    return tuple(_proposal(question, tuple(sorted(starts)), kinds, runs) for _, _, starts in best)


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


def _alike(starts: Iterator[_Start]) -> Mapping[_Start, tuple[datetime, ...]]:
    """Return one start, the earliest, for all those that cost everybody the same, with these."""
    found: dict[tuple[int, ...], list[datetime]] = {}
    for start in starts:
        found.setdefault(start.costs, []).append(start.at)
    return {_Start(at[0], costs): tuple(at[1:]) for costs, at in found.items()}


def _is_beaten(start: _Start, others: Iterable[_Start]) -> bool:
    """Return whether another start is no worse for anybody: then no best set needs this one."""
    return any(
        other.costs != start.costs
        and all(theirs <= own for theirs, own in zip(other.costs, start.costs, strict=True))
        for other in others
    )


def _weighed(
    starts: Sequence[_Start], runs: int, weights: tuple[int, ...]
) -> Iterator[tuple[int, int, tuple[datetime, ...]]]:
    """Yield what each set of starts costs: person-minutes, minutes of the worst off, the starts."""
    for chosen in combinations(starts, runs):
        costs = [min(column) for column in zip(*(each.costs for each in chosen), strict=True)]
        total = sum(cost * weight for cost, weight in zip(costs, weights, strict=True))
        yield total, max(costs), tuple(each.at for each in chosen)


def _proposal(
    question: Question,
    starts: tuple[datetime, ...],
    kinds: Mapping[_Start, tuple[datetime, ...]],
    runs: int,
) -> Proposal:
    told = as_planned(question, starts)
    alike = next((same for start, same in kinds.items() if start.at == starts[0]), ())
    return Proposal(told.starts, told.outside, told.shares, alike if runs == 1 else ())
