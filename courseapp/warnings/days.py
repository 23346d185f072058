"""Days on which a session should not be: outside the event, at a weekend, on a holiday."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.warnings.finding import Fact, Finding
from courseapp.warnings.lengths import counted
from courseapp.warnings.programme import Frame, Item, Programme
from courseapp.warnings.rules import DAYS_FOR_A_VISA, Kind

Dates = tuple[date | None, date | None]


def outside_dates(programme: Programme) -> Iterator[Finding]:
    """Yield sessions before or after the event, or else their module.

    A session is inside if it is by its own clock or by that of the event.
    """
    frame = programme.frame
    for item in programme.items:
        around: list[tuple[str, Dates]] = [("the event", (frame.starts_on, frame.ends_on))]
        if item.module is not None:
            dates = item.module.starts_on, item.module.ends_on
            around.append((f"the module “{item.module.title}”", dates))
        outside = [(name, dates) for name, dates in around if _is_outside(item, frame, dates)]
        if outside:
            yield _outside(item, *outside[0])


def days_off(programme: Programme) -> Iterator[Finding]:
    """Yield weekends and public holidays on which people are to come to the venue."""
    frame = programme.frame
    if not frame.is_in_person:
        return
    for day, items in sorted(_by_day(programme).items()):
        holiday = programme.holidays.get(day, "")
        facts = (day.isoformat(), frame.spot.country or "")
        when, place = formats.day(day), frame.country_name or "most countries"
        if holiday not in {"", f"{day:%A}"}:  # in some countries every Sunday is one by law
            yield Finding(Kind.HOLIDAY, items, (*facts, holiday), place, when, holiday, on=day)
        elif day.weekday() in programme.weekend:
            yield Finding(Kind.WEEKEND, items, facts, place, when, on=day)


def late_decisions(programme: Programme) -> Iterator[Finding]:
    """Yield a deadline after the decision, and too few days left for a visa."""
    frame = programme.frame
    deadline, decision, starts_on = frame.closes_on, frame.decisions_on, frame.starts_on
    if deadline and decision and deadline > decision:
        when, note = formats.day(deadline), formats.day(decision)
        facts = (deadline.isoformat(), decision.isoformat())
        yield Finding(Kind.LATE_DEADLINE, (), facts, "", when, note, on=decision)
    known = decision or deadline
    if frame.visas_needed and known and starts_on and (starts_on - known).days < DAYS_FOR_A_VISA:
        yield _visas(known, starts_on)


def local_days(item: Item, zone: str | None = None) -> tuple[date, date]:
    """Return first and last day of a session, by its own clock or that of a zone.

    What ends at midnight belongs to the day before.
    """
    moment = timedelta(microseconds=1)
    if zone is None:
        return item.starts_local.date(), (item.ends_local - moment).date()
    there = ZoneInfo(zone)
    ends_at = item.ends_at.astimezone(UTC) - moment
    return item.starts_at.astimezone(there).date(), ends_at.astimezone(there).date()


def _is_outside(item: Item, frame: Frame, dates: Dates) -> bool:
    own, at_venue = local_days(item), local_days(item, frame.zone)
    return all(_beyond(first, last, dates) for first, last in (own, at_venue))


def _beyond(first: date, last: date, dates: Dates) -> bool:
    begins, ends = dates
    return (begins is not None and first < begins) or (ends is not None and last > ends)


def _outside(item: Item, name: str, dates: Dates) -> Finding:
    facts: tuple[Fact, ...] = (
        item.id,
        name,
        item.starts_local.isoformat(),
        item.ends_local.isoformat(),
        *_texts(dates),
    )
    first, last = (each for each in dates)
    what = f"{name}, {formats.date_range(first, last)}" if first and last else name
    begins, ends = local_days(item)
    # Of a party that goes on past midnight of the last evening, the day after is what is outside.
    day = begins if _beyond(begins, begins, dates) else ends
    return Finding(Kind.OUTSIDE_DATES, (item,), facts, what, formats.day(day))


def _texts(dates: Dates) -> Iterator[str]:
    return (each.isoformat() if each else "" for each in dates)


def _by_day(programme: Programme) -> dict[date, tuple[Item, ...]]:
    """Sessions by their days; without any, the first and the last day of the event."""
    frame = programme.frame
    found: defaultdict[date, tuple[Item, ...]] = defaultdict(tuple)
    for item in programme.items:
        for day in dict.fromkeys(local_days(item)):
            found[day] = (*found[day], item)
    if not programme.items:
        found.update({day: () for day in (frame.starts_on, frame.ends_on) if day})
    return found


def _visas(decision: date, starts_on: date) -> Finding:
    left = max((starts_on - decision).days, 0)
    facts = (decision.isoformat(), starts_on.isoformat())
    what, when, note = formats.day(decision), formats.day(starts_on), counted(left, "day", "days")
    return Finding(Kind.VISA_TIME, (), facts, what, when, note, on=starts_on)
