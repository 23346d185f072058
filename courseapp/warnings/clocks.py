"""Times that the clocks of a zone skip or show twice, because of summer time."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from courseapp.core import formats
from courseapp.warnings.finding import Finding
from courseapp.warnings.programme import Item, Programme
from courseapp.warnings.rules import Kind


def odd_times(programme: Programme) -> Iterator[Finding]:
    """Yield each start or end that does not exist, or that comes twice."""
    for item in programme.items:
        for local in (item.starts_local, item.ends_local):
            yield from _odd(item, local)


def is_skipped(local: datetime, zone: str) -> bool:
    """Return whether the clocks of an IANA zone never show this (naive) time."""
    there = local.replace(tzinfo=ZoneInfo(zone))
    return there.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local


def comes_twice(local: datetime, zone: str) -> bool:
    """Return whether the clocks of an IANA zone show this (naive) time twice."""
    return _offset(local, zone, 0) > _offset(local, zone, 1)


def _odd(item: Item, local: datetime) -> Iterator[Finding]:
    facts = (item.id, item.zone, local.isoformat())
    when = f"{formats.clock(local)} on {formats.day(local.date())}"
    place = formats.place_of_zone(item.zone)
    if is_skipped(local, item.zone):
        yield Finding(Kind.CLOCK_SKIPPED, (item,), facts, when=f"{when} in {place}")
    elif comes_twice(local, item.zone):
        yield Finding(Kind.CLOCK_TWICE, (item,), facts, when=f"{when} in {place}")


def _offset(local: datetime, zone: str, fold: int) -> timedelta:
    return local.replace(tzinfo=ZoneInfo(zone), fold=fold).utcoffset() or timedelta(0)
