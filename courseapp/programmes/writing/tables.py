"""The programme, its speakers and an empty template as tables: CSV and XLSX with one layout.

Our own reader takes the table of a programme back as it is.
"""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import StringIO

from courseapp.events.rules import SessionStatus
from courseapp.events.sessions.sittings import SpeakerPlan
from courseapp.exchange.escaping import harmless
from courseapp.programmes.columns import PUBLIC, WRITTEN, Column, ColumnKey
from courseapp.programmes.reading.cell_values import write_speakers
from courseapp.programmes.sheet import Appearance, ProgrammeSheet, SheetSession, appearances
from courseapp.programmes.spreadsheets import Sheet, write_sheets

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes the file for an old code page
SPEAKER_HEADERS = ("Name", "Organisation", "Sessions", "When")
SPEAKER_WIDTHS = (32, 40, 50, 40)
CANCELLED = "cancelled"


def programme_csv(sheet: ProgrammeSheet) -> bytes:
    """Return the programme as CSV (RFC 4180) in UTF-8 with a mark at its beginning."""
    columns = _columns(sheet)
    return _csv([[each.header for each in columns], *_rows(sheet, columns)])


def programme_xlsx(sheet: ProgrammeSheet) -> bytes:
    """Return the programme as a spreadsheet in which every cell is text."""
    return write_sheets([_sheet("Programme", _columns(sheet), _rows(sheet, _columns(sheet)))])


def speakers_csv(sheet: ProgrammeSheet) -> bytes:
    """Return everybody who speaks as CSV."""
    return _csv([SPEAKER_HEADERS, *map(_speaker_row, appearances(sheet))])


def speakers_xlsx(sheet: ProgrammeSheet) -> bytes:
    """Return everybody who speaks as a spreadsheet."""
    rows = [_speaker_row(each) for each in appearances(sheet)]
    return write_sheets([Sheet("Speakers", SPEAKER_HEADERS, rows, SPEAKER_WIDTHS)])


def template_csv() -> bytes:
    """Return the headers with one example."""
    return _csv([[each.header for each in WRITTEN], [each.example for each in WRITTEN]])


def template_xlsx() -> bytes:
    """Return the headers with one example, and a second sheet that explains each column."""
    example = _sheet("Sessions", WRITTEN, [[each.example for each in WRITTEN]])
    meanings = [(each.header, each.meaning) for each in WRITTEN]
    explained = Sheet("What the columns mean", ("Column", "What to write"), meanings, (18, 80))
    return write_sheets([example, explained])


def _sheet(name: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> Sheet:
    headers = [each.header for each in columns]
    return Sheet(name, headers, rows, [each.width for each in columns])


def _columns(sheet: ProgrammeSheet) -> Sequence[Column]:
    return PUBLIC if sheet.is_public else WRITTEN


def _rows(sheet: ProgrammeSheet, columns: Sequence[Column]) -> list[list[str]]:
    return [[_CELLS[column.key](each) for column in columns] for each in sheet.sessions]


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    written = StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return (BYTE_ORDER_MARK + written.getvalue()).encode()


def _end_day(each: SheetSession) -> str:
    ends = each.state.ends_local
    return "" if ends.date() == each.day else ends.date().isoformat()


def _speakers(each: SheetSession) -> str:
    return write_speakers(tuple(SpeakerPlan(w.name, w.organisation) for w in each.state.speakers))


_CELLS: Mapping[ColumnKey, Callable[[SheetSession], str]] = {
    ColumnKey.TITLE: lambda each: each.state.title,
    ColumnKey.DAY: lambda each: each.day.isoformat(),
    ColumnKey.START: lambda each: f"{each.state.starts_local:%H:%M}",
    ColumnKey.END: lambda each: f"{each.state.ends_local:%H:%M}",
    ColumnKey.END_DAY: _end_day,
    ColumnKey.ZONE: lambda each: each.state.zone,
    ColumnKey.ROOM: lambda each: each.room,
    ColumnKey.PLACE: lambda each: each.place,
    ColumnKey.TRACK: lambda each: each.state.track,
    ColumnKey.MODULE: lambda each: each.state.module,
    ColumnKey.SPEAKERS: _speakers,
    ColumnKey.DESCRIPTION: lambda each: each.state.description,
    ColumnKey.LANGUAGE: lambda each: each.state.language,
    ColumnKey.SEATS: lambda each: str(each.seats or ""),
    ColumnKey.REPEAT_GROUP: lambda each: each.state.repeat_group,
    ColumnKey.STATUS: lambda each: (
        CANCELLED if each.state.status is SessionStatus.CANCELLED else ""
    ),
    ColumnKey.JOIN_LINK: lambda each: each.join_link,
    ColumnKey.RECORDING_LINK: lambda each: each.recording_link,
    ColumnKey.UID: lambda each: each.uid,
}


def _speaker_row(each: Appearance) -> tuple[str, str, str, str]:
    titles = "\n".join(own.state.title for own in each.sessions)
    return each.name, each.organisation, titles, "\n".join(map(when_of, each.sessions))


def when_of(each: SheetSession) -> str:
    """Return ``2027-03-22 09:00–10:30 Europe/Rome``: to the letter, for other programs too."""
    starts, ends = each.state.starts_local, each.state.ends_local
    return f"{starts:%Y-%m-%d %H:%M}–{ends:%H:%M} {each.state.zone}"
