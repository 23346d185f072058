"""Rows of cells, of CSV or of a spreadsheet, as sessions; each fault is told by row and column."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from courseapp.core.typed_text import one_line
from courseapp.programmes.columns import Column, ColumnKey, column_called
from courseapp.programmes.parsed import Context, IncomingSession, Parsed
from courseapp.programmes.reading.cell_values import (
    read_clock,
    read_day,
    read_day_and_clock,
    read_length,
    read_number,
    read_speakers,
)
from courseapp.programmes.reading.sound_values import Collected
from courseapp.programmes.reading.zones import iana_zone
from courseapp.programmes.rules import MOST_COLUMNS, FileKind

SOURCE = "table"
EVENING, MORNING = 18, 6  # by the clock
HEADER_WITHIN = 20  # rows: some put a title above their table
_NEEDED = (ColumnKey.TITLE, ColumnKey.START)
_CANCELLED = frozenset({"cancelled", "canceled", "cancelado", "annulé", "abgesagt"})
_SCHEDULED = frozenset({"", "scheduled", "confirmed", "planned", "accepted"})
Value = TypeVar("Value")


@dataclass(frozen=True)
class TableRow:
    """A row of a file, counted from 1, with the text of each cell."""

    number: int
    cells: Sequence[str]

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


class Fault(Exception):  # noqa: N818 - it is told to a person, it is not a fault of the program
    """A cell cannot be understood."""

    def __init__(self, column: str, what: str) -> None:
        super().__init__(what)
        self.column, self.what = column, what


def read_table(kind: FileKind, rows: Iterator[TableRow], context: Context) -> Parsed:
    """Return the sessions of a table whose first rows hold the headers."""
    collected = Collected()
    headers = _headers(rows)
    if headers is None:
        collected.refuse(
            "",
            "",
            "We found no row with the headers Title, Day, Start and End. The template has them.",
        )
    else:
        _unknown_headers(headers, collected)
        _read_rows(rows, headers, context, collected)
    return Parsed(kind, SOURCE, tuple(collected.sessions), tuple(collected.remarks)).bounded()


@dataclass(frozen=True)
class _Headers:
    columns: Mapping[int, Column]
    unknown: tuple[str, ...]
    row: int


def _headers(rows: Iterator[TableRow]) -> _Headers | None:
    for seen, row in enumerate(rows):
        named: dict[int, Column] = {}
        unknown: list[str] = []
        for index, cell in enumerate(row.cells[:MOST_COLUMNS]):
            column = column_called(cell[:100])
            if column is not None and column not in named.values():
                named[index] = column
            elif cell.strip():
                unknown.append(one_line(cell)[:60])
        keys = {each.key for each in named.values()}
        if keys.issuperset(_NEEDED):
            return _Headers(named, tuple(unknown), row.number)
        if seen >= HEADER_WITHIN:
            break
    return None


def _unknown_headers(headers: _Headers, collected: Collected) -> None:
    for name in headers.unknown[:10]:
        collected.warn(
            f"row {headers.row}", "", f"We know no column “{name}”. What is in it is left out."
        )


def _read_rows(
    rows: Iterator[TableRow], headers: _Headers, context: Context, collected: Collected
) -> None:
    names: Counter[str] = Counter()
    seen: set[str] = set()
    for row in rows:
        if collected.sessions_left_out or collected.is_hopeless:
            break
        if row.is_blank:
            continue
        cells = _Cells(row, headers.columns)
        title = one_line(cells.text(ColumnKey.TITLE) or "")
        names[title.casefold()] += 1
        try:
            incoming = _session(cells, context, title, names[title.casefold()])
        except Fault as fault:
            where = f"row {row.number}, column “{fault.column}”" if fault.column else cells.where
            collected.refuse(where, title, fault.what)
            continue
        if incoming.uid in seen:
            collected.refuse(cells.where, title, f"The ID {incoming.uid[:60]} is in two rows.")
            continue
        seen.add(incoming.uid)
        collected.take(incoming)


class _Cells:
    """The cells of one row by what they hold."""

    def __init__(self, row: TableRow, columns: Mapping[int, Column]) -> None:
        self.row = row
        self.texts = {
            column.key: row.cells[index] if index < len(row.cells) else ""
            for index, column in columns.items()
        }
        self.headers = {column.key: column.header for column in columns.values()}

    @property
    def where(self) -> str:
        return f"row {self.row.number}"

    def text(self, key: ColumnKey) -> str | None:
        """The text of a cell; None where the table has no such column."""
        found = self.texts.get(key)
        return found.strip() if found is not None else None

    def read(self, key: ColumnKey, reading: Callable[[str], Value]) -> Value | None:
        """Read a cell that is not empty. Raises Fault."""
        text = self.text(key)
        try:
            return reading(text) if text else None
        except ValueError as error:
            raise Fault(self.headers[key], str(error)) from error


def _session(cells: _Cells, context: Context, title: str, number: int) -> IncomingSession:
    zone = cells.read(ColumnKey.ZONE, _zone) or context.zone
    starts = _start(cells)
    speakers = cells.text(ColumnKey.SPEAKERS)
    seats = cells.text(ColumnKey.SEATS)
    return IncomingSession(
        uid=cells.text(ColumnKey.UID) or f"row {title.casefold()} {number}",
        where=cells.where,
        title=title,
        zone=zone,
        starts_local=starts,
        ends_local=_end(cells, starts),
        room=cells.text(ColumnKey.ROOM),
        place=cells.text(ColumnKey.PLACE),
        track=cells.text(ColumnKey.TRACK),
        module=cells.text(ColumnKey.MODULE),
        language=cells.text(ColumnKey.LANGUAGE),
        description=cells.text(ColumnKey.DESCRIPTION),
        speakers=read_speakers(cells.texts[ColumnKey.SPEAKERS]) if speakers is not None else None,
        join_link=cells.text(ColumnKey.JOIN_LINK),
        recording_link=cells.text(ColumnKey.RECORDING_LINK),
        repeat_group=cells.text(ColumnKey.REPEAT_GROUP),
        seats=(cells.read(ColumnKey.SEATS, read_number) or 0) if seats is not None else None,
        cancelled=bool(cells.read(ColumnKey.STATUS, _is_cancelled)),
    )


def _start(cells: _Cells) -> datetime:
    both = cells.read(ColumnKey.START, _both)
    if both is not None:
        return _at(*both)
    day = cells.read(ColumnKey.DAY, read_day)
    clock = cells.read(ColumnKey.START, read_clock)
    if clock is None:
        raise Fault("Start", "The start is missing.")
    if day is None:
        raise Fault("Day", "The day is missing.")
    return _at(day, clock)


def _end(cells: _Cells, starts: datetime) -> datetime:
    """The end; one in the small hours of a session that begins in the evening is after midnight."""
    both = cells.read(ColumnKey.END, _both)
    if both is not None:
        return _at(*both)
    clock = cells.read(ColumnKey.END, read_clock)
    if clock is None:
        length = cells.read(ColumnKey.DURATION, read_length)
        if length is None:
            raise Fault("End", "The end is missing.")
        return starts + length
    day = cells.read(ColumnKey.END_DAY, read_day)
    ends = _at(day or starts.date(), clock)
    if day is None and ends <= starts and starts.hour >= EVENING and ends.hour < MORNING:
        return ends + timedelta(days=1)
    return ends


def _both(text: str) -> tuple[date, timedelta] | None:
    return read_day_and_clock(text)


def _at(day: date, clock: timedelta) -> datetime:
    return datetime.combine(day, time.min) + clock


def _zone(text: str) -> str:
    zone = iana_zone(text)
    if zone is None:
        raise ValueError(f"We know no time zone “{text[:60]}”. Write one such as Europe/Rome.")
    return zone


def _is_cancelled(text: str) -> bool:
    word = text.casefold()
    if word in _CANCELLED:
        return True
    if word in _SCHEDULED:
        return False
    raise ValueError(f"“{text[:40]}” is no status. Leave it empty, or write “cancelled”.")
