"""The columns of a table of initiatives: the platform's own, then ours for what it has none for.

Headers are the platform's labels to the letter. The platform's tables have no column for the
participants; its pages have a number and names for each of fourteen categories, and so do ours.
Our last two columns say which source a row is from, and of what date that is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from courseapp.initiatives.document.categories import CATEGORIES
from courseapp.initiatives.document.fields import FIELDS
from courseapp.initiatives.document.merging import Place

STATEMENTS, COUNTS, MEMBERSHIPS, SOURCES = "statements", "counts", "memberships", "sources"


@dataclass(frozen=True)
class Column:
    """One column: its header, and which piece of a record it holds."""

    header: str
    place: Place


def _columns() -> Iterator[Column]:
    for field in FIELDS:
        if field.label:
            yield Column(field.label, Place(STATEMENTS, field.key))
    for category in CATEGORIES:
        yield Column(f"{category.label}: number", Place(COUNTS, category.kind))
        yield Column(f"{category.label}: names", Place(MEMBERSHIPS, category.kind))
    yield SOURCE
    yield SOURCE_DATE


SOURCE = Column("Source", Place(SOURCES, "title"))
SOURCE_DATE = Column("Source date", Place(SOURCES, "date"))
COLUMNS: tuple[Column, ...] = tuple(_columns())
BY_PLACE: Mapping[Place, Column] = MappingProxyType({each.place: each for each in COLUMNS})
NAME = BY_PLACE[Place(STATEMENTS, "name")]
LAST_UPDATE = BY_PLACE[Place(STATEMENTS, "last-update")]


def header_key(text: str) -> str:
    """Return the header to compare by: case and blanks make no difference."""
    return " ".join(text.strip("\ufeff").split()).casefold()


def column_called(header: str) -> Column | None:
    """Return the column that a header means, or None for one that is not ours."""
    return _HEADERS.get(header_key(header))


def _headers() -> dict[str, Column]:
    """Other spellings first, so that they never take a header from a column that is called so."""
    spelled = {header_key(each.label): each.kind for each in CATEGORIES}
    also = {key: BY_PLACE[Place(COUNTS, kind)] for key, kind in spelled.items()}
    changed = BY_PLACE[Place(STATEMENTS, "goals-changed")]
    also[header_key(changed.header.replace("strenghtened", "strengthened"))] = changed
    return also | {header_key(each.header): each for each in COLUMNS}


_HEADERS: Mapping[str, Column] = MappingProxyType(_headers())
