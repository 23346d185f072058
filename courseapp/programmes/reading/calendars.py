"""Reads calendars of other systems (iCalendar, RFC 5545) as sessions."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from math import inf

from courseapp.programmes.parsed import Context, IncomingSession, Parsed
from courseapp.programmes.reading.calendar_entries import (
    Entry,
    instance_uid,
    one_of_many,
    read_entry,
    session_of,
    times_of,
)
from courseapp.programmes.reading.calendar_lines import Component, TakenApart, take_apart
from courseapp.programmes.reading.calendar_times import zones_of
from courseapp.programmes.reading.recurring import BROKEN_RULES, occurrences, refusal_of_rule
from courseapp.programmes.reading.sound_values import Collected
from courseapp.programmes.rules import (
    AROUND_THE_EVENT,
    MOST_ENTRIES,
    MOST_REPEATING,
    FileKind,
)

LONGEST_READING_SECONDS = 5.0
_WHOLE_DAY = (
    "It is a whole day without times. Choose “as sessions from 00:00 to 24:00” to bring it, or "
    "give it times."
)


def read_calendar(
    text: str, context: Context, seconds: Callable[[], float] = time.monotonic
) -> Parsed:
    """Return the sessions of a calendar that lie around the event's dates.

    `seconds` bounds how long rules for repeating may take.
    """
    apart = take_apart(text)
    collected = Collected()
    for broken in apart.broken:
        collected.warn(f"line {broken.number}", "", broken.what)
    if len(apart.events) > MOST_ENTRIES:
        collected.refuse("", "", f"It has more than {MOST_ENTRIES:,} entries. Divide the file.")
    else:
        _Calendar(apart, context, collected, seconds).read()
    return Parsed(
        FileKind.CALENDAR,
        _source(apart.calendar),
        tuple(collected.sessions),
        tuple(collected.remarks),
    ).bounded()


class _Calendar:
    """A calendar on the way from its components to sessions."""

    def __init__(
        self,
        apart: TakenApart,
        context: Context,
        collected: Collected,
        seconds: Callable[[], float],
    ) -> None:
        self.events = apart.events
        self.zones = zones_of(apart.calendar, apart.zones, context.zone)
        self.context = context
        self.collected = collected
        self.seconds = seconds
        self.until = seconds() + LONGEST_READING_SECONDS
        self.repeating = 0
        self.elsewhere = 0

    def read(self) -> None:
        entries = sorted(self._entries(), key=lambda each: each.uid)
        found: list[tuple[float, IncomingSession]] = []
        for _uid, group in groupby(entries, key=lambda each: each.uid):
            for incoming in self._sessions(list(group)):
                found.append((_line_of(incoming), incoming))  # noqa: PERF401 - it refuses as it goes
        for _line, incoming in sorted(found, key=lambda each: each[0]):
            self._take(incoming)
        if self.elsewhere:
            count = "1 entry lies" if self.elsewhere == 1 else f"{self.elsewhere:,} entries lie"
            self.collected.warn(
                "", "", f"{count} more than a month outside the event’s dates and were left out."
            )

    def _entries(self) -> Iterator[Entry]:
        for component in self.events:
            read = self._entry(component)
            if isinstance(read, Entry):
                yield read
            else:
                where = f"line {component.number}"
                self.collected.refuse(where, component.text("SUMMARY"), read)

    def _entry(self, component: Component) -> Entry | str:
        try:
            read = read_entry(component, self.zones)
        except (ValueError, OverflowError):
            return "Its times cannot be read."
        if isinstance(read, Entry) and read.is_whole_day and not self.context.whole_days:
            return _WHOLE_DAY
        return read

    def _sessions(self, group: list[Entry]) -> Iterator[IncomingSession]:
        """The sessions of one UID: what it is, or all that repeat, with those that differ."""
        newest = self._newest(group)
        master = newest.pop(None, None)
        changed = {each.instance: each for each in newest.values()}
        if master is not None and master.repeats:
            yield from self._repeated(master, frozenset(filter(None, changed)))
        elif master is not None:
            yield self._session(master)
        for instance, entry in changed.items():
            if instance is not None:
                incoming = self._session(entry)
                yield replace(incoming, uid=instance_uid(entry.uid, instance))

    def _newest(self, group: list[Entry]) -> dict[datetime | None, Entry]:
        found: dict[datetime | None, Entry] = {}
        for entry in group:
            other = found.get(entry.instance)
            if other is not None:
                self.collected.warn(
                    entry.where,
                    entry.title,
                    "It is in the file twice. We took the newer, by SEQUENCE and LAST-MODIFIED.",
                )
            if other is None or entry.age >= other.age:
                found[entry.instance] = entry
        return found

    def _repeated(self, master: Entry, changed: frozenset[datetime]) -> Iterator[IncomingSession]:
        begins = self._begins(master)
        if begins is None:
            return
        incoming = self._session(master)
        for each in begins:
            if each not in changed:
                yield one_of_many(incoming, master, each, self.zones)

    def _begins(self, master: Entry) -> tuple[datetime, ...] | None:
        """When the rule lets it begin; None, with a refusal, where it cannot be followed."""
        self.repeating += 1
        line = master.component.first("RRULE")
        refusal = refusal_of_rule(line) if line else ""
        if not refusal and (self.repeating > MOST_REPEATING or self.seconds() > self.until):
            refusal = "The file has too many rules for repeating. Divide it."
        try:
            if not refusal:
                return occurrences(
                    master.starts.at,
                    line.value.strip() if line else "",
                    times_of(master, "RDATE", self.zones),
                    times_of(master, "EXDATE", self.zones),
                    self._window(),
                )
        except BROKEN_RULES:
            refusal = "Its rule for repeating cannot be read."
        self.collected.refuse(master.where, master.title, refusal)
        return None

    def _window(self) -> tuple[datetime, datetime]:
        first, last = self.context.first, self.context.last + timedelta(days=1)
        return (
            datetime(first.year, first.month, first.day, tzinfo=UTC) - AROUND_THE_EVENT,
            datetime(last.year, last.month, last.day, tzinfo=UTC) + AROUND_THE_EVENT,
        )

    def _session(self, entry: Entry) -> IncomingSession:
        for note in entry.notes:
            self.collected.warn(entry.where, entry.title, note)
        return session_of(entry, self.zones)

    def _take(self, incoming: IncomingSession) -> None:
        first, last = self.context.first - AROUND_THE_EVENT, self.context.last + AROUND_THE_EVENT
        if first <= incoming.starts_local.date() <= last:
            self.collected.take(incoming)
        else:
            self.elsewhere += 1


def _line_of(incoming: IncomingSession) -> float:
    number = incoming.where.removeprefix("line ")
    return float(number) if number.isdigit() else inf


def _source(calendar: Component) -> str:
    """What the calendar is called, or the program that wrote it."""
    names: Iterable[str] = (calendar.text(name) for name in ("X-WR-CALNAME", "NAME", "PRODID"))
    return f"calendar {next(filter(None, names), '')}".strip()[:300]
