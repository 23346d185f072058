"""Records given out as files: one of them in any format, or all public ones in a stream."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from courseapp.core.feeds import Feed
from courseapp.exchange.matching import newest_versions
from courseapp.exchange.writing.linked_data import to_linked_data
from courseapp.exchange.writing.record_files import json_list, to_json, to_yaml, yaml_list
from courseapp.exchange.writing.tables import csv_lines, to_csv
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import from_plain
from courseapp.initiatives.models import Initiative, RecordVersion
from courseapp.initiatives.queries import HeldRecord

AT_ONCE = 100  # records in memory

AddressOf = Callable[[str], str]


class GivenAs(StrEnum):
    """What a record can be given out as: also the ending of the file's name."""

    CSV = "csv"
    JSON = "json"
    JSONLD = "jsonld"
    YAML = "yaml"


MEDIA_TYPES: Mapping[GivenAs, str] = MappingProxyType(
    {
        GivenAs.CSV: "text/csv; charset=utf-8; header=present",  # RFC 7111, RFC 4180
        GivenAs.JSON: "application/json",  # RFC 8259
        GivenAs.JSONLD: "application/ld+json",
        GivenAs.YAML: "application/yaml",  # RFC 9512
    }
)
_WRITERS: Mapping[GivenAs, Callable[[Record], str]] = MappingProxyType(
    {GivenAs.CSV: to_csv, GivenAs.JSON: to_json, GivenAs.YAML: to_yaml}
)
_LISTS: Mapping[GivenAs, Callable[[Iterable[Record]], Iterator[str]]] = MappingProxyType(
    {GivenAs.CSV: csv_lines, GivenAs.JSON: json_list, GivenAs.YAML: yaml_list}
)


@dataclass(frozen=True)
class AllRecords:
    """The state of all public records: what tells it from every other, and its newest change."""

    tag: str
    changed_at: datetime | None


def record_file(held: HeldRecord, given_as: GivenAs, address_of: AddressOf) -> Feed:
    """Return a record as a file. Only who edits it sees a draft: no cache keeps that."""
    return Feed(
        written(held.record, given_as, address_of).encode(),
        max(held.version.saved_at, held.initiative.changed_at),
        f"{held.initiative.slug}.{given_as}",
        MEDIA_TYPES[given_as],
        personal=not held.initiative.is_public,
    )


def written(record: Record, given_as: GivenAs, address_of: AddressOf) -> str:
    """Return the text of the file."""
    if given_as is GivenAs.JSONLD:
        return to_linked_data(record, address_of)
    return _WRITERS[given_as](record)


def written_together(records: Iterable[Record], given_as: GivenAs) -> Iterator[str]:
    """Yield the pieces of one file with many records. There is none for linked data."""
    return _LISTS[given_as](records)


def all_records(session: Session, given_as: GivenAs) -> AllRecords:
    """Return what tells the present state of all public records from others. One statement."""
    found = session.execute(
        select(
            func.count(Initiative.id.distinct()),
            func.sum(Initiative.id),
            func.max(RecordVersion.id),
            func.max(Initiative.changed_at),
        )
        .join(RecordVersion, RecordVersion.initiative_id == Initiative.id)
        .where(Initiative.is_public)
    ).one()
    return AllRecords(sha256(f"{given_as} {tuple(found)}".encode()).hexdigest()[:32], found[3])


def public_records(session: Session) -> Iterator[Record]:
    """Yield every public record by name, some at a time. One statement."""
    wanted = (
        newest_versions()
        .join(Initiative, Initiative.id == RecordVersion.initiative_id)
        .where(Initiative.is_public)
        .order_by(func.lower(Initiative.name), Initiative.id)
        .execution_options(yield_per=AT_ONCE)
    )
    with session.execute(wanted) as rows:
        for _, _, document in rows:
            yield from_plain(document)
