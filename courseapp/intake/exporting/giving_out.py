"""Giving applications out as a file of each kind, with a trace of who had how many."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from tempfile import TemporaryFile
from types import MappingProxyType

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import record
from courseapp.core.database import reading_session
from courseapp.events.models import Event
from courseapp.intake.columns import Column
from courseapp.intake.columns_csv import csv_lines
from courseapp.intake.exporting.kept import BESIDE, kept_csv, kept_json
from courseapp.intake.exporting.reading import Taken, rows_in_words, take
from courseapp.intake.exporting.workbook import write_workbook
from courseapp.intake.filters import Filters
from courseapp.intake.listing import count
from courseapp.intake.scope import Scope, scope_of

AT_ONCE = 64 * 1024  # octets


class GivenAs(StrEnum):
    """The files in which applications go out: the ending of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"
    KEPT_CSV = "kept.csv"  # to be read back
    JSON = "json"


@dataclass(frozen=True)
class Export:
    """What somebody wants as a file: of which event, what filters show, in which columns.

    `columns` are those of a table to read; the other files have all that is not sensitive.
    """

    event_id: int
    filters: Filters
    columns: Sequence[Column]
    given_as: GivenAs
    at: datetime

    @property
    def media_type(self) -> str:
        return _WAYS[self.given_as].media_type


def note_export(
    session: Session, actor: Person, now: datetime, scope: Scope, export: Export
) -> None:
    """Note who has how many applications as which file. Two statements."""
    counted = count(session, scope, export.filters)
    number = "1 application" if counted == 1 else f"{counted} applications"
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="export",
        subject=f"event/{export.event_id}",
        summary=f"Exported {number} as {_WAYS[export.given_as].told}",
    )
    session.flush()


def octets(bind: Engine | Connection, export: Export) -> Iterator[bytes]:
    """Yield the file piece by piece, in a session of its own that only reads.

    The number of statements does not depend on that of the applications. Needs an application
    context until the end. Nobody waits meanwhile: the request that asked for it is done.
    """
    way = _WAYS[export.given_as]
    with reading_session(bind) as own:
        scope = scope_of(own, own.get_one(Event, export.event_id))
        columns = export.columns if way.columns is None else way.columns
        taken = take(own, scope, export.filters, columns)
        yield from way.write(own, taken, export.at)


def _csv(session: Session, taken: Taken, _at: datetime) -> Iterator[bytes]:
    headers = [each.label for each in taken.columns]
    return _gathered(csv_lines(headers, rows_in_words(session, taken)))


def _xlsx(session: Session, taken: Taken, at: datetime) -> Iterator[bytes]:
    headers = [each.label for each in taken.columns]
    with TemporaryFile() as target:
        write_workbook(target, "Applications", headers, rows_in_words(session, taken), at)
        target.seek(0)
        while piece := target.read(AT_ONCE):
            yield piece


def _kept_csv(session: Session, taken: Taken, _at: datetime) -> Iterator[bytes]:
    return _gathered(kept_csv(session, taken))


def _kept_json(session: Session, taken: Taken, at: datetime) -> Iterator[bytes]:
    return _gathered(kept_json(session, taken, at))


def _gathered(texts: Iterable[str]) -> Iterator[bytes]:
    """Yield texts as octets, many short ones together."""
    waiting: list[bytes] = []
    length = 0
    for text in texts:
        waiting.append(text.encode())
        length += len(waiting[-1])
        if length >= AT_ONCE:
            yield b"".join(waiting)
            waiting, length = [], 0
    yield b"".join(waiting)


@dataclass(frozen=True)
class _Way:
    media_type: str
    told: str
    write: Callable[[Session, Taken, datetime], Iterator[bytes]]
    columns: Sequence[Column] | None = None  # other than those that were chosen


_TABLE = "text/csv; charset=utf-8"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WAYS: Mapping[GivenAs, _Way] = MappingProxyType(
    {
        GivenAs.CSV: _Way(_TABLE, "CSV", _csv),
        GivenAs.XLSX: _Way(_SHEET, "a spreadsheet", _xlsx),
        GivenAs.KEPT_CSV: _Way(_TABLE, "CSV to be read back", _kept_csv, BESIDE),
        GivenAs.JSON: _Way("application/json", "JSON", _kept_json, BESIDE),
    }
)
