"""Times that the clocks of a zone skip or show twice, because of summer time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.warnings.finding import Fact, Finding
from courseapp.warnings.programme import Item, Programme
from courseapp.warnings.rules import Kind


def odd_times(programme: Programme) -> Iterator[Finding]:
    """Yield each time of a session, or of the event, that does not exist or comes twice."""
    for each in programme.frame.clock_times:
        yield from _odd(each.local, each.zone, (each.called,), what=each.called)
    for item in programme.items:
        for local in (item.starts_local, item.ends_local):
            yield from _odd(local, item.zone, (item.id,), (item,))


def is_skipped(local: datetime, zone: str) -> bool:
    """Return whether the clocks of an IANA zone never show this (naive) time."""
    there = local.replace(tzinfo=ZoneInfo(zone))
    return there.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local


def comes_twice(local: datetime, zone: str) -> bool:
    """Return whether the clocks of an IANA zone show this (naive) time twice."""
    return _offset(local, zone, 0) > _offset(local, zone, 1)


def _odd(
    local: datetime,
    zone: str,
    whose: tuple[Fact, ...],
    items: tuple[Item, ...] = (),
    what: str = "",
) -> Iterator[Finding]:
    kind = _kind(local, zone)
    if kind is not None:
        place = formats.place_of_zone(zone)
        when = f"{formats.clock(local)} on {formats.day(local.date())} in {place}"
        facts = (*whose, zone, local.isoformat())
        yield Finding(kind, items, facts, what, when, on=local.date())


def _kind(local: datetime, zone: str) -> Kind | None:
    if is_skipped(local, zone):
        return Kind.CLOCK_SKIPPED
    return Kind.CLOCK_TWICE if comes_twice(local, zone) else None


def _offset(local: datetime, zone: str, fold: int) -> timedelta:
    return local.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() or timedelta(0)
