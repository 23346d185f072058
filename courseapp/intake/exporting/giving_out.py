"""Giving applications out as a file of each kind, with a trace of who had how many."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from tempfile import SpooledTemporaryFile
from types import MappingProxyType
from typing import IO, cast

from sqlalchemy.orm import Session

from courseapp.accounts.models import Person
from courseapp.core.audit import record
from courseapp.intake.columns import Column
from courseapp.intake.columns_csv import csv_lines
from courseapp.intake.exporting.kept import BESIDE, kept_csv, kept_json
from courseapp.intake.exporting.reading import Taken, rows_in_words, take
from courseapp.intake.exporting.workbook import write_workbook
from courseapp.intake.filters import Filters
from courseapp.intake.scope import Scope

IN_MEMORY = 1_000_000  # octets; what is larger waits in a file


class GivenAs(StrEnum):
    """The files in which applications go out: the ending of the file's name."""

    CSV = "csv"
    XLSX = "xlsx"
    KEPT_CSV = "kept.csv"  # to be read back
    JSON = "json"


@dataclass(frozen=True)
class GivenFile:
    """A file that is ready to be sent, open at its beginning; its name is plain ASCII."""

    content: IO[bytes]
    name: str
    media_type: str
    number: int


@dataclass(frozen=True)
class _Way:
    media_type: str
    told: str
    write: Callable[[Session, Taken, datetime, IO[bytes]], None]
    columns: Sequence[Column] | None = None  # other than those that were chosen


def give_out(
    session: Session,
    actor: Person,
    now: datetime,
    scope: Scope,
    filters: Filters,
    columns: Sequence[Column],
    given_as: GivenAs,
) -> GivenFile:
    """Return all that the filters show as a file, and note who had it.

    `columns` are those of CSV and spreadsheet; the others have all that is not sensitive. The
    number of statements does not depend on that of the applications.
    """
    way = _WAYS[given_as]
    taken = take(session, scope, filters, columns if way.columns is None else way.columns)
    content = cast("IO[bytes]", SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - the response ends it
    way.write(session, taken, now, content)
    content.seek(0)
    _log(session, actor, now, taken, way.told)
    name = f"{scope.event.slug}-applications-{now:%Y-%m-%d}.{given_as}"
    return GivenFile(content, name, way.media_type, taken.number)


def _log(session: Session, actor: Person, now: datetime, taken: Taken, told: str) -> None:
    number = "1 application" if taken.number == 1 else f"{taken.number} applications"
    record(
        session,
        at=now,
        actor=actor.display_name,
        verb="export",
        subject=f"event/{taken.scope.event.id}",
        summary=f"Exported {number} as {told}",
    )
    session.flush()


def _csv(session: Session, taken: Taken, _now: datetime, target: IO[bytes]) -> None:
    headers = [each.label for each in taken.columns]
    _put(target, csv_lines(headers, rows_in_words(session, taken)))


def _xlsx(session: Session, taken: Taken, now: datetime, target: IO[bytes]) -> None:
    headers = [each.label for each in taken.columns]
    write_workbook(target, "Applications", headers, rows_in_words(session, taken), now)


def _kept_csv(session: Session, taken: Taken, _now: datetime, target: IO[bytes]) -> None:
    _put(target, kept_csv(session, taken))


def _kept_json(session: Session, taken: Taken, now: datetime, target: IO[bytes]) -> None:
    _put(target, kept_json(session, taken, now))


def _put(target: IO[bytes], pieces: Iterable[str]) -> None:
    for piece in pieces:
        target.write(piece.encode())


_CSV = "text/csv; charset=utf-8"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WAYS: Mapping[GivenAs, _Way] = MappingProxyType(
    {
        GivenAs.CSV: _Way(_CSV, "CSV", _csv),
        GivenAs.XLSX: _Way(_XLSX, "a spreadsheet", _xlsx),
        GivenAs.KEPT_CSV: _Way(_CSV, "CSV to be read back", _kept_csv, BESIDE),
        GivenAs.JSON: _Way("application/json", "JSON", _kept_json, BESIDE),
    }
)
