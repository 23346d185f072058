"""What left somebody's calendar because it is hers no more: it stays there as cancelled."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from courseapp.calendars.models import EndedEntry
from courseapp.calendars.rules import AllDay, Entry, EntryStatus, Privacy, Timed

Ended = Mapping[str, EndedEntry]
AN_END = 2  # how far SEQUENCE is ahead for each time that an entry left and came back


def at_address(feed_id: int) -> ColumnElement[bool]:
    """Return the condition that an ended entry is of the calendar at an address."""
    return EndedEntry.feed_id == feed_id


def behind_link(application_id: int) -> ColumnElement[bool]:
    """Return the condition that it is of the calendar behind the link of a registration."""
    return EndedEntry.application_id == application_id


def ended_in(session: Session, calendar: ColumnElement[bool]) -> Ended:
    """Return what left a calendar, by UID, also what came back. One statement."""
    found = session.scalars(select(EndedEntry).where(calendar))
    return {each.calendar_uid: each for each in found}


def as_counted(entries: Iterable[Entry], ended: Ended) -> list[Entry]:
    """Return what is hers, with a SEQUENCE that never fell, however often it left and came back."""
    return [_counted(each, ended.get(each.uid)) for each in entries]


def tombstones(entries: Iterable[Entry], ended: Ended, since: datetime) -> list[Entry]:
    """Return what is hers no more and was not over at `since`, beside `entries` that are."""
    present = {each.uid for each in entries}
    return [
        _tombstone(row)
        for uid, row in ended.items()
        if uid not in present and not row.is_back and row.ends_at >= since
    ]


def times_of(entry: Entry) -> tuple[datetime, datetime, str]:
    """Return start, end and zone as they are kept; of whole days the midnights in UTC, and ""."""
    when = entry.when
    if isinstance(when, AllDay):
        return when.begins, AllDay(when.day_after, when.day_after).begins, ""
    return when.starts_at.astimezone(UTC), when.ends_at.astimezone(UTC), when.zone


def _counted(entry: Entry, row: EndedEntry | None) -> Entry:
    if row is None:
        return entry
    return replace(
        entry,
        sequence=entry.sequence + AN_END * row.times,
        changed_at=max(entry.changed_at, row.changed_at),
    )


def _tombstone(row: EndedEntry) -> Entry:
    """Return no more than she was shown before: the rest is not for her any more."""
    return Entry(
        uid=row.calendar_uid,
        sequence=row.sequence,
        status=EntryStatus.CANCELLED,
        title=row.title,
        when=_when(row),
        created_at=row.created_at,
        changed_at=row.changed_at,
        privacy=Privacy.PRIVATE,
    )


def _when(row: EndedEntry) -> AllDay | Timed:
    if row.zone:
        return Timed(row.starts_at, row.ends_at, row.zone)
    return AllDay(row.starts_at.date(), (row.ends_at - timedelta(days=1)).date())
