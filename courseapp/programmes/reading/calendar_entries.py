"""One entry of a calendar (VEVENT, RFC 5545 §3.6.1): when it is, and which of its states is new."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from courseapp.programmes.parsed import IncomingSession
from courseapp.programmes.reading.calendar_lines import Component
from courseapp.programmes.reading.calendar_times import (
    When,
    Zones,
    read_duration,
    read_times,
    read_when,
)
from courseapp.programmes.reading.links import is_join_link
from courseapp.programmes.reading.zones import told_in

WITHOUT_END = timedelta(hours=1)
_CONFERENCES = (
    "CONFERENCE",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """An entry with its times. `starts` and `ends` are aware; `ends` is told in any zone."""

    component: Component
    uid: str
    starts: When
    ends: datetime
    instance: datetime | None  # RECURRENCE-ID: which one of those that repeat it changes
    notes: tuple[str, ...]

    @property
    def where(self) -> str:
        return f"line {self.component.number}"

    @property
    def title(self) -> str:
        return self.component.text("SUMMARY")

    @property
    def repeats(self) -> bool:
        return bool(self.component.first("RRULE") or self.component.first("RDATE"))

    @property
    def is_whole_day(self) -> bool:
        return self.starts.local is None

    @property
    def sequence(self) -> int:
        text = self.component.text("SEQUENCE")
        return int(text[:10]) if text.isascii() and text.isdigit() else 0

    @property
    def modified_at(self) -> datetime | None:
        for name in ("LAST-MODIFIED", "DTSTAMP"):
            line = self.component.first(name)
            when = read_when(line, Zones("UTC")) if line else None
            if when is not None:
                return when.at.astimezone(UTC)
        return None

    @property
    def age(self) -> tuple[int, datetime]:
        """What the newer of two states has more of (RFC 5546 §2.1.5)."""
        return self.sequence, self.modified_at or _LONG_AGO


def read_entry(component: Component, zones: Zones) -> Entry | str:
    """Return an entry, or why it cannot be one."""
    line = component.first("DTSTART")
    if line is None:
        return "It has no start (DTSTART)."
    starts = read_when(line, zones)
    if starts is None:
        return f"Its start “{line.value[:40]}” is no date and no time."
    ends, note = _end(component, starts, zones)
    if ends is None:
        return note
    named = component.first("RECURRENCE-ID")
    instance = read_when(named, zones) if named else None
    uid = component.text("UID") or f"{component.text('SUMMARY')} {starts.at.isoformat()}"
    return Entry(
        component,
        uid,
        starts,
        ends,
        instance.at if instance else None,
        tuple(filter(None, (starts.note, note))),
    )


def times_of(entry: Entry, name: str, zones: Zones) -> tuple[datetime, ...]:
    """Return all times of EXDATE or RDATE; a day without time means the start of that day."""
    found = (when for line in entry.component.all(name) for when in read_times(line, zones))
    return tuple(_like_start(when, entry.starts).at for when in found)


def session_of(entry: Entry, zones: Zones) -> IncomingSession:
    """Return the entry as a session; times in UTC are told in the zone of the calendar."""
    zone, (starts, ends) = _local(entry, zones)
    component = entry.component
    link, place = _places(component)
    description = component.first("DESCRIPTION")
    return IncomingSession(
        uid=entry.uid,
        where=entry.where,
        title=entry.title,
        zone=zone,
        starts_local=starts,
        ends_local=ends,
        place=place,
        description=description.text if description else None,
        join_link=link,
        cancelled=component.text("STATUS").upper() == "CANCELLED",
        sequence=entry.sequence,
        modified_at=entry.modified_at,
    )


def one_of_many(
    incoming: IncomingSession, master: Entry, begins: datetime, zones: Zones
) -> IncomingSession:
    """Return the session of a repeating entry that begins then, as long by the clock as others."""
    zone, (starts,) = told_in(zones.usual, begins) if master.starts.is_utc else _as_is(begins)
    length = incoming.ends_local - incoming.starts_local
    return replace(
        incoming,
        uid=instance_uid(master.uid, begins),
        zone=zone,
        starts_local=starts,
        ends_local=starts + length,
    )


def instance_uid(uid: str, begins: datetime) -> str:
    """Return the name of one of those that repeat: by when the rule lets it begin."""
    return f"{uid}/{begins.astimezone(UTC):%Y%m%dT%H%MZ}"


def _as_is(begins: datetime) -> tuple[str, tuple[datetime]]:
    return str(begins.tzinfo), (begins.replace(tzinfo=None),)


def _local(entry: Entry, zones: Zones) -> tuple[str, tuple[datetime, ...]]:
    starts = entry.starts
    if starts.is_utc:
        return told_in(zones.usual, starts.at.astimezone(UTC), entry.ends.astimezone(UTC))
    wall = starts.at.replace(tzinfo=None)
    ends = entry.ends.astimezone(starts.at.tzinfo).replace(tzinfo=None)
    return starts.zone, (wall, ends)


def _end(component: Component, starts: When, zones: Zones) -> tuple[datetime | None, str]:
    """The aware end, and what had to be assumed; without an end why there is none."""
    line = component.first("DTEND")
    if line is not None:
        when = read_when(line, zones)
        if when is None:
            return None, f"Its end “{line.value[:40]}” is no date and no time."
        return _like_start(when, starts).at if starts.local is None else when.at, ""
    length = read_duration(component.text("DURATION")) if component.first("DURATION") else None
    if length is not None:
        universal = starts.at.astimezone(UTC) + length
        return universal.astimezone(starts.at.tzinfo), ""
    if starts.local is None:
        return starts.at + timedelta(days=1), ""
    return starts.at + WITHOUT_END, "It has no end. We took an hour."


def _like_start(when: When, starts: When) -> When:
    """A day beside times means the time of the start on that day; a time beside days its day."""
    if starts.local is None:
        return replace(when, local=None, zone=starts.zone)
    if when.local is None:
        return replace(starts, day=when.day, local=datetime.combine(when.day, starts.local.time()))
    return when


def _places(component: Component) -> tuple[str | None, str | None]:
    """The link to join and the place: many systems write the one where the other belongs."""
    named = (component.text(name) for name in _CONFERENCES)
    link = next((each for each in named if each.lower().startswith(("http:", "https:"))), None)
    location = component.first("LOCATION")
    place = location.text.strip() if location else None
    if place and place.lower().startswith(("http://", "https://")) and " " not in place:
        return link or place, None
    address = component.text("URL")
    return link or (address if is_join_link(address) else None), place
