"""What a move of all dates would do, told before it happens: days, deadlines, odd times."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from courseapp.core import formats
from courseapp.countries.holidays import public_holidays, weekend_of
from courseapp.events.facts.module_words import number_word
from courseapp.events.moves.moving import Landing, Moved, Timetable

DAYS_TOLD_ONE_BY_ONE = 31


@dataclass(frozen=True)
class DayMoved:
    """A day of the earlier edition, and the day that takes its place."""

    before: date
    after: date
    sessions: int
    is_weekend: bool  # in the country of the venue
    holiday: str  # its name there; "" for any other day

    @property
    def weekday_changes(self) -> bool:
        return self.before.weekday() != self.after.weekday()


@dataclass(frozen=True)
class DateMoved:
    """A deadline or a module: when it was, when it will be, and how far from the start."""

    what: str
    before: str
    after: str
    distance: str
    note: str = ""


@dataclass(frozen=True)
class Preview:
    """Everything that an organiser reads before she makes the draft."""

    moved: Moved
    days: tuple[DayMoved, ...]
    dates: tuple[DateMoved, ...]
    odd_times: tuple[str, ...]

    @property
    def dates_of_event(self) -> str:
        """When the event will be: ``Mon 20 Mar – Fri 31 Mar 2028``; "" where nothing is known."""
        first, last = self.moved.before.first_day, self.moved.before.last_day
        if first is None or last is None:
            return ""
        by = timedelta(days=self.moved.days)
        return formats.date_range(first + by, last + by)

    @property
    def weekdays_change(self) -> bool:
        return any(each.weekday_changes for each in self.days)

    @property
    def free_days(self) -> int:
        """How many days lie on a weekend or a public holiday."""
        return sum(each.is_weekend or bool(each.holiday) for each in self.days)


def preview(result: Moved, country: str | None, now: datetime) -> Preview:
    """Return what a move does; `country` (ISO 3166-1 alpha-2) is that of the venue."""
    return Preview(
        result,
        tuple(_days(result, country or "")),
        (*_window(result, now), *_modules(result)),
        odd_times(result),
    )


def odd_times(result: Moved) -> tuple[str, ...]:
    """Return a sentence for each time that the clocks skip, or show twice, after the move."""
    found = [(f"“{pair.before.title}”", pair.starts, pair.ends) for pair in result.sittings]
    named = [(what, each) for what, *times in found for each in times]
    window = [("Opening", result.opens), ("Deadline", result.closes)]
    named += [(what, each) for what, each in window if each is not None]
    return tuple(filter(None, (_odd(what, each) for what, each in named)))


def distance_words(days: int) -> str:
    """Return how a day lies to the first day: ``six weeks before the start`` for -42."""
    if days == 0:
        return "on the first day"
    if days < 0:
        return f"{_length(-days)} before the start"
    return f"{_length(days)} after the start"


def _length(days: int) -> str:
    weeks = days % 7 == 0
    number, unit = (days // 7, "week") if weeks else (days, "day")
    return f"{number_word(number)} {unit}" + ("" if number == 1 else "s")


def _days(result: Moved, country: str) -> Iterator[DayMoved]:
    held = Counter(pair.before.starts_local.date() for pair in result.sittings)
    listed = _listed(result.before, held)
    moved = {day: day + timedelta(days=result.days) for day in listed}
    if not moved:
        return
    weekend = weekend_of(country)
    holidays = public_holidays(country, min(moved.values()), max(moved.values()))
    for before, after in moved.items():
        is_weekend = after.weekday() in weekend
        yield DayMoved(before, after, held[before], is_weekend, holidays.get(after, ""))


def _listed(timetable: Timetable, held: Mapping[date, int]) -> list[date]:
    """Return the days with sessions, with the first and the last; without sessions, all."""
    first, last = timetable.first_day, timetable.last_day
    if first is None or last is None:
        return sorted(held)
    length = (last - first).days + 1
    if held or length > DAYS_TOLD_ONE_BY_ONE:
        return sorted({*held, first, last})
    return [first + timedelta(days=each) for each in range(length)]


def _window(result: Moved, now: datetime) -> Iterator[DateMoved]:
    before, first = result.before, result.before.first_day
    if first is None:
        return
    pairs = (
        ("Applications open", before.opens_local, result.opens),
        ("Deadline", before.closes_local, result.closes),
    )
    for what, local, landing in pairs:
        if local is not None and landing is not None:
            note = "That is over already." if landing.at <= now else ""
            distance = distance_words((local.date() - first).days)
            after = formats.instant(landing.at, landing.zone)
            yield DateMoved(what, _told(local), after, distance, note)
    if before.decisions_on is not None:
        yield _day_moved("Decisions are told by", before.decisions_on, result, first)


def _modules(result: Moved) -> Iterator[DateMoved]:
    first = result.before.first_day
    for each in result.before.modules:
        if each.starts_on is None or first is None:
            continue
        last = each.ends_on or each.starts_on
        by = timedelta(days=result.days)
        yield DateMoved(
            f"Module “{each.title}”",
            formats.date_range(each.starts_on, last),
            formats.date_range(each.starts_on + by, last + by),
            distance_words((each.starts_on - first).days),
        )


def _day_moved(what: str, day: date, result: Moved, first: date) -> DateMoved:
    after = day + timedelta(days=result.days)
    return DateMoved(what, formats.day(day), formats.day(after), distance_words((day - first).days))


def _odd(what: str, each: Landing) -> str:
    day, city = formats.day(each.local.date()), formats.place_of_zone(each.zone)
    shown = formats.clock(each.local)
    if each.was_skipped:
        return (
            f"{what}: the clocks in {city} skip {formats.clock(each.wanted)} on "
            f"{formats.day(each.wanted.date())}. It becomes {shown}."
        )
    if each.comes_twice:
        which = "second" if each.is_second else "first"
        return f"{what}: on {day} the clocks in {city} show {shown} twice. The {which} is meant."
    return ""


def _told(local: datetime) -> str:
    return f"{formats.day(local.date())}, {formats.clock(local)}"
