"""From an event and what its organiser asks to a question that can be answered, and in words."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.countries.names import country_name
from courseapp.countries.zones import usual_zone
from courseapp.events.clock.local_hours import MINUTE
from courseapp.events.models import Event, EventSession
from courseapp.fair_times.rules import WORKING_DAYS, People, Proposal, Question

USUAL_MINUTES = 90
MOST_NAMED = 3
MOST_ALIKE = 60


@dataclass(frozen=True)
class Asked:
    """What the page was asked: when nothing was, what fits the session or the event."""

    day: date
    minutes: int
    runs: int
    days: frozenset[int]


@dataclass(frozen=True)
class Offer:
    """A proposal in words.

    `choices` are equally good starts, ISO 8601 in UTC with spaces between those of several runs,
    each with its words.
    """

    times: tuple[str, ...]
    in_utc: tuple[str, ...]
    outside: str
    worst: str
    choices: tuple[tuple[str, str], ...]
    runs: tuple[tuple[datetime, datetime], ...]


def zone_of(event: Event, sitting: EventSession | None) -> str:
    """Return the zone in which the times are planned."""
    return (sitting.zone if sitting else event.zone) or "UTC"


def usual(event: Event, sitting: EventSession | None, runs: int, now: datetime) -> Asked:
    """Return what to ask when the organiser has not said."""
    if sitting is not None:
        minutes = (sitting.ends_at - sitting.starts_at) // MINUTE
        return Asked(sitting.starts_local.date(), minutes, runs, WORKING_DAYS)
    day = event.starts_on or now.astimezone(ZoneInfo(zone_of(event, None))).date()
    return Asked(day, USUAL_MINUTES, runs, WORKING_DAYS)


def question_of(asked: Asked, zone: str, countries: Mapping[str, int]) -> Question:
    """Return the question: people of countries without a zone are left out."""
    people: Counter[str] = Counter()
    for code, number in countries.items():
        if usual_zone(code):
            people[usual_zone(code)] += number
    return Question(
        people=tuple(People(name, number) for name, number in sorted(people.items())),
        zone=zone,
        monday=asked.day - timedelta(days=asked.day.weekday()),
        minutes=asked.minutes,
        days=asked.days,
        runs=asked.runs,
    )


def told(proposal: Proposal, question: Question, countries: Mapping[str, int]) -> Offer:
    """Return the proposal as people read it."""
    length = question.minutes * MINUTE
    runs = tuple((start, start + length) for start in proposal.starts)
    return Offer(
        times=tuple(_when(start, end, question.zone) for start, end in runs),
        in_utc=tuple(_when(start, end, "UTC") for start, end in runs),
        outside=hours(proposal.outside) if proposal.outside else "nobody",
        worst=_worst(proposal, countries),
        choices=_choices(proposal, question),
        runs=runs,
    )


def hours(minutes: int) -> str:
    """Return ``90 min`` or ``12 h`` or ``12½ h``."""
    if minutes < 120:
        return f"{minutes} min"
    whole, rest = divmod(minutes, 60)
    return f"{whole:,}{'½' if rest >= 30 else ''} h"


def _when(start: datetime, end: datetime, zone: str) -> str:
    day = formats.day(start.astimezone(ZoneInfo(zone)).date(), year=False)
    return f"{day}, {formats.time_range(start, end, zone)}"


def _worst(proposal: Proposal, countries: Mapping[str, int]) -> str:
    share = proposal.worst
    if share is None:
        return ""
    alike = {each.people.zone for each in proposal.shares if each.outside == share.outside}
    names = _names([code for code in countries if usual_zone(code) in alike])
    return f"{hours(share.outside)} each: {names}"


def _names(codes: Sequence[str]) -> str:
    named = sorted(country_name(code) for code in codes)
    more = len(named) - MOST_NAMED
    return ", ".join(named[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _choices(proposal: Proposal, question: Question) -> tuple[tuple[str, str], ...]:
    """Return the starts of all runs; of a single run also each start that is as good."""
    length = question.minutes * MINUTE
    every: Sequence[tuple[datetime, ...]] = [proposal.starts]
    if len(proposal.starts) == 1:
        every = [proposal.starts, *((at,) for at in proposal.same_as[: MOST_ALIKE - 1])]
    return tuple(
        (
            " ".join(at.isoformat() for at in starts),
            "; ".join(_when(at, at + length, question.zone) for at in starts),
        )
        for starts in every
    )
