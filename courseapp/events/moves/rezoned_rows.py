"""What an organiser reads of each time before an event moves into another zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from courseapp.core import formats
from courseapp.events.clock.local_time import local_date
from courseapp.events.moves.moving import Landing, Moved, MovedSitting, landing


@dataclass(frozen=True)
class RezonedRow:
    """A session, the opening or the deadline: before, after, and the same in UTC.

    `moves` tells whether the moment is another one; `note` what deserves a look.
    """

    what: str
    before: str
    after: str
    in_utc: str
    moves: bool
    note: str = ""


def rows_of(result: Moved) -> tuple[RezonedRow, ...]:
    """Return the opening, the deadline, and each session, in the order of the old programme."""
    return (*_window(result), *(_sitting(pair, result) for pair in result.sittings))


def _window(result: Moved) -> Iterator[RezonedRow]:
    before = result.before
    pairs = (
        ("Applications open", before.opens_local, result.opens),
        ("Deadline", before.closes_local, result.closes),
    )
    for what, local, after in pairs:
        if local is not None and after is not None and before.zone is not None:
            yield _moment(what, landing(local, before.zone), after)


def _moment(what: str, before: Landing, after: Landing) -> RezonedRow:
    return RezonedRow(
        what,
        formats.instant(before.at, before.zone),
        formats.instant(after.at, after.zone),
        _moved_in_utc(before.at, after.at),
        before.at != after.at,
    )


def _sitting(pair: MovedSitting, result: Moved) -> RezonedRow:
    before, starts = pair.before, pair.starts
    day = starts.local.date()
    first, last = result.before.starts_on, result.before.ends_on or result.before.starts_on
    outside = first is not None and last is not None and not first <= day <= last
    return RezonedRow(
        before.title,
        _range(before.starts_at, before.ends_at, before.zone),
        _range(starts.at, pair.ends.at, starts.zone),
        _moved_in_utc(before.starts_at, starts.at),
        before.starts_at != starts.at,
        "Outside the days of the event" if outside else "",
    )


def _range(starts: datetime, ends: datetime, zone: str) -> str:
    day = formats.day(local_date(starts, zone))
    return f"{day}, {formats.time_range(starts, ends, zone)}"


def _moved_in_utc(before: datetime, after: datetime) -> str:
    if before == after:
        return f"{_utc(before)}, as before"
    if before.astimezone(UTC).date() == after.astimezone(UTC).date():
        return f"{_utc(before)} → {formats.clock(after.astimezone(UTC))}"
    return f"{_utc(before)} → {_utc(after)}"


def _utc(at: datetime) -> str:
    utc = at.astimezone(UTC)
    return f"{formats.day(utc, year=False)}, {formats.clock(utc)}"
