"""Which record a row is about: by its name, or by the address that it states itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from courseapp.exchange.names import name_key
from courseapp.exchange.parsed import BadRow, Fault, ParsedRow
from courseapp.exchange.rules import RESERVED_SLUGS, Origin
from courseapp.initiatives.document.keys import free_key
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import from_plain
from courseapp.initiatives.models import Initiative, RecordVersion

_AT_ONCE = 500


@dataclass
class Directory:
    """The names and addresses of records. A name that two records have leads to neither."""

    by_name: dict[str, set[int]] = field(default_factory=dict)
    by_slug: dict[str, int] = field(default_factory=dict)
    taken: set[str] = field(default_factory=lambda: set(RESERVED_SLUGS))

    def add_names(self, initiative_id: int, names: Iterable[str]) -> None:
        """Note what a record is called."""
        for name in names:
            key = name_key(name)
            if key:
                self.by_name.setdefault(key, set()).add(initiative_id)

    def find(self, row: ParsedRow) -> int | None:
        """Return the record that the row is about, or None for one that we do not hold."""
        named = self.called_so(row)
        return next(iter(named)) if len(named) == 1 else None

    def called_so(self, row: ParsedRow) -> set[int]:
        """Return every record that the row may be about."""
        if row.origin is Origin.RECORD and row.record.slug in self.by_slug:
            return {self.by_slug[row.record.slug]}
        keys = map(name_key, names_in(row.record))
        return {each for key in keys for each in self.by_name.get(key, ())}

    def free_slug(self, wanted: str) -> str:
        """Return an address for a new record, and take it."""
        slug = free_key(wanted, self.taken)
        self.taken.add(slug)
        return slug


@dataclass
class OnceEach:
    """Makes sure that each row is about one record, and no two rows about the same."""

    lines: dict[int, int] = field(default_factory=dict)

    def refuse(self, row: ParsedRow, known: Directory) -> BadRow | None:
        """Return the row as a bad one where another came before it, or two records are meant."""
        named = known.called_so(row)
        about = known.find(row)
        what = ""
        if len(named) > 1:
            what = f"{len(named)} records are called so: give one of them another name first."
        elif about in self.lines:
            what = f"It is about the same record as line {self.lines[about]}."
        elif about is not None:
            self.lines[about] = row.line
        if not what:
            return None
        fault = Fault(what, row.line, row=row.number, name=row.record.name)
        return BadRow(row.number, row.line, row.record.name, (fault,))


def names_in(record: Record) -> tuple[str, ...]:
    """Return what a record is called, by us and by its sources."""
    printed = (each.printed for each in record.by_field.get("name", ()))
    return tuple(dict.fromkeys(filter(None, (record.name, *printed))))


def directory(session: Session, only: int | None = None) -> Directory:
    """Return the names of all records, or of one. Two statements, read piece by piece.

    What sources call a record counts as well, for its editors may call it otherwise.
    """
    found = quick_directory(session, only)
    newest = newest_versions()
    if only is not None:
        newest = newest.where(RecordVersion.initiative_id == only)
    with session.execute(newest.execution_options(yield_per=_AT_ONCE)) as rows:
        for initiative_id, _, document in rows:
            found.add_names(initiative_id, _names(document))
    return found


def quick_directory(session: Session, only: int | None = None) -> Directory:
    """Return the names of all records, or of one, without what sources call them. One statement."""
    found = Directory()
    rows = session.execute(select(Initiative.id, Initiative.slug, Initiative.name))
    for initiative_id, slug, name in rows:
        found.taken.add(slug)
        if only in {None, initiative_id}:
            found.by_slug[slug] = initiative_id
            found.add_names(initiative_id, [name])
    return found


def newest_versions() -> Select[int, int, dict[str, Any]]:
    """Return the select of (initiative, number, document) of each record's newest version."""
    newest = (
        select(RecordVersion.initiative_id, func.max(RecordVersion.number).label("number"))
        .group_by(RecordVersion.initiative_id)
        .subquery()
    )
    return select(RecordVersion.initiative_id, RecordVersion.number, RecordVersion.document).join(
        newest,
        (RecordVersion.initiative_id == newest.c.initiative_id)
        & (RecordVersion.number == newest.c.number),
    )


def held_records(session: Session, ids: Sequence[int]) -> Mapping[int, Record]:
    """Return the present records of the initiatives, by id. One statement."""
    if not ids:
        return {}
    wanted = newest_versions().where(RecordVersion.initiative_id.in_(ids))
    rows = session.execute(wanted)
    return {initiative_id: from_plain(document) for initiative_id, _, document in rows}


def _names(document: Mapping[str, object]) -> Iterable[str]:
    yield str(document.get("name", ""))
    statements = document.get("statements", ())
    for each in statements if isinstance(statements, list) else ():
        if each.get("field") == "name" and each.get("printed"):
            yield str(each["printed"])
