"""A record as one row of a table in the platform's layout.

Of each fact the current statement stands there, as its source prints it; where nothing is printed,
our value in the platform's words. What only our lists of objectives, activities and means hold
stands in the field that the platform has for it. Empty is unknown.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from courseapp.countries.names import country, is_country
from courseapp.exchange.columns import COLUMNS, SOURCE, SOURCE_DATE, Column
from courseapp.exchange.names import join_names
from courseapp.exchange.numbers import print_number
from courseapp.exchange.reading.platform_rows import TABLE_KEY
from courseapp.initiatives.document.fields import BY_KEY, FieldKind
from courseapp.initiatives.document.merging import Place
from courseapp.initiatives.document.record import (
    Count,
    Membership,
    Passage,
    Record,
    Source,
    Statement,
    Value,
)
from courseapp.initiatives.rules import CountKind, MembershipKind, PassageKind

Cells = Mapping[Place, str]

_PASSAGES_OF: Mapping[str, PassageKind] = MappingProxyType(
    {
        "objectives": PassageKind.OBJECTIVE,
        "activities": PassageKind.ACTIVITY,
        "means": PassageKind.MEANS,
    }
)
# Members that are in no category of a source count as what they are.
_IS_PART: Mapping[CountKind, bool] = MappingProxyType(
    {CountKind.NATIONAL_STATES: False, CountKind.REGIONS: True}
)


def cells_of(record: Record) -> Cells:
    """Return the text of each column's cell."""
    pieces = [_piece(record, column) for column in COLUMNS]
    sources = {key for _, keys in pieces for key in keys}
    texts = {column.place: text for column, (text, _) in zip(COLUMNS, pieces, strict=True)}
    return texts | dict(_source_cells(record, sources))


def _piece(record: Record, column: Column) -> tuple[str, Sequence[str]]:
    """The text of a cell, and the keys of the sources that state it."""
    match column.place.part:
        case "statements":
            return _statement_cell(record, column.place.key)
        case "counts":
            return _count_cell(record, CountKind(column.place.key))
        case "memberships":
            return _names_cell(record, CountKind(column.place.key))
        case _:
            return "", ()


def _statement_cell(record: Record, key: str) -> tuple[str, Sequence[str]]:
    statement = record.current(key)
    if statement is not None and (statement.printed or statement.value is not None):
        return said(statement), (statement.source,)
    if key == "name":
        return _name(record), ()
    if key in _PASSAGES_OF:
        own = [each for each in record.passages if each.kind is _PASSAGES_OF[key]]
        return "\n".join(map(_passage, own)), [each.source for each in own]
    return "", ()


def said(statement: Statement) -> str:
    """Return what a source prints, or else the value in the platform's words."""
    return statement.printed or in_platform_words(statement.field, statement.value)


def in_platform_words(key: str, value: Value | None) -> str:
    """Return a value as the platform prints it; empty where it is unknown."""
    if value is None:
        return ""
    field = BY_KEY[key]
    if field.kind is FieldKind.TERMS and field.vocabulary and isinstance(value, tuple):
        return ", ".join(field.vocabulary.label(word) for word in value)
    return _IN_WORDS.get(field.kind, _plainly)(value)


def _plainly(value: Value) -> str:
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def _country(value: Value) -> str:
    code = str(value)
    return country(code).name if is_country(code) else code


def _moment(value: Value) -> str:
    """``12 April 2022 12:00:16``, without a zone."""
    try:
        at = datetime.fromisoformat(str(value))
    except ValueError:
        return str(value)
    day = f"{at.day} {at:%B %Y}"
    return f"{day} {at:%H:%M:%S}" if "T" in str(value) else day


def _relations(value: Value) -> str:
    lines = value if isinstance(value, tuple) else (str(value),)
    return " ".join(map(_relation, lines))


def _relation(line: str) -> str:
    kind, _, name = line.partition(": ")
    label = {"parent": "Parent initiative", "related": "Related"}.get(kind)
    return f"{label}: {name}" if label else line


_IN_WORDS: Mapping[FieldKind, Callable[[Value], str]] = MappingProxyType(
    {
        FieldKind.YES_NO: lambda value: "Yes" if value else "No",
        FieldKind.COUNTRY: _country,
        FieldKind.DAY: _moment,
        FieldKind.MOMENT: _moment,
        FieldKind.RELATIONS: _relations,
    }
)


def _name(record: Record) -> str:
    return f"{record.name} ({record.short_name})" if record.short_name else record.name


def _passage(passage: Passage) -> str:
    line = f"• {passage.title}"
    return f"{line}: {passage.text}" if passage.text else line


def count_of(record: Record, kind: CountKind) -> Count | None:
    """Return the newest number of a category for the whole world, if there is one."""
    own = [each for each in record.counts if each.kind is kind and not each.part]
    return max(own, key=lambda each: each.as_of, default=None)


def _count_cell(record: Record, kind: CountKind) -> tuple[str, Sequence[str]]:
    count = count_of(record, kind)
    return (print_number(count.value, count.approximate), (count.source,)) if count else ("", ())


def _names_cell(record: Record, kind: CountKind) -> tuple[str, Sequence[str]]:
    lines = lines_of(record, kind)
    names = [name for line in lines if (name := line.printed or line.organisation)]
    return join_names(names), [line.source for line in lines]


def lines_of(record: Record, kind: CountKind) -> list[Membership]:
    """Return who is in a category now, as the newest source that lists it says."""
    present = [line for line in record.memberships if not line.until]
    own = [line for line in present if line.category is kind]
    if not own and kind in _IS_PART:
        own = [line for line in present if _is_plain_member(line, _IS_PART[kind])]
    newest = max((line.source for line in own), key=lambda key: _date(record, key), default="")
    return [line for line in own if line.source == newest]


def _is_plain_member(line: Membership, is_part: bool) -> bool:
    is_member = line.kind is MembershipKind.MEMBER and line.category is None
    return is_member and bool(line.code) and line.is_part is is_part


def _date(record: Record, key: str) -> str:
    source = record.source(key)
    return source.date if source else ""


def _source_cells(record: Record, used: set[str]) -> Iterator[tuple[Place, str]]:
    """The one source of everything in the row; blank where there are several or none is named."""
    only = record.source(next(iter(used))) if len(used) == 1 else None
    named = only if only is not None and only.key != TABLE_KEY else Source("", "")
    dated = only or named
    yield SOURCE.place, named.title
    yield SOURCE_DATE.place, dated.date
