"""Two or three records side by side: the same thing in one row, with who says so."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from courseapp.initiatives.document.dates import told
from courseapp.initiatives.document.fields import FIELDS, Field, FieldKind, Section
from courseapp.initiatives.document.record import Count, Record, Statement, Value
from courseapp.initiatives.offerings import OfferingCounts, OfferingRow
from courseapp.initiatives.rules import CountKind, PassageKind
from courseapp.initiatives.shared_members import member_rows
from courseapp.initiatives.side_by_side import (
    Cell,
    Line,
    Part,
    Row,
    likeness,
    listed,
    plain_cell,
)
from courseapp.initiatives.words import COUNTS, PASSAGES, value_words

LONGEST_TEXT = 240  # characters of a text; the rest is in the record

# The names stand above the columns; the last update is the source's, not the initiative's.
_NOT_COMPARED = frozenset({"name", "last-update"})
_LISTS = (PassageKind.OBJECTIVE, PassageKind.ACTIVITY, PassageKind.AREA_OF_WORK)
_NUMBERS: tuple[tuple[str, Callable[[OfferingCounts], int]], ...] = (
    ("Events held", lambda counts: counts.held),
    ("Events announced, without later news", lambda counts: counts.unconfirmed),
)


@dataclass(frozen=True)
class Side:
    """One record with its events: a column."""

    record: Record
    events: OfferingCounts
    next_events: Sequence[OfferingRow] = ()

    @property
    def called(self) -> str:
        """The short name; the whole one where there is none."""
        return self.record.short_name or self.record.name


def compared(sides: Sequence[Side], today: date) -> tuple[Part, ...]:
    """Return the parts of the table; rows of which no record tells anything are left out."""
    records = [side.record for side in sides]

    def facts(*sections: Section) -> Iterator[Row]:
        return _facts(records, sections)

    parts = (
        Part("At a glance", tuple(facts(Section.IDENTITY, Section.ORGANISATION))),
        Part("Purpose", (*facts(Section.PURPOSE), *_passages(records))),
        Part("Themes", tuple(facts(Section.THEMES))),
        Part("Members", (*member_rows(records, today), *facts(Section.PARTICIPANTS))),
        Part("Numbers that sources state", tuple(_counts(records))),
        Part("Goals and progress", tuple(facts(Section.PROGRESS))),
        Part("Events and publications", (*_events(sides), _publications(records))),
    )
    return tuple(part for part in parts if part.rows)


def _facts(records: Sequence[Record], sections: Sequence[Section]) -> Iterator[Row]:
    for field in sorted(FIELDS, key=lambda each: each.kind is FieldKind.YES_NO):  # they tell least
        if field.section in sections and field.key not in _NOT_COMPARED:
            values = [record.value(field.key) for record in records]
            if _is_told(field, values):
                cells = tuple(_fact(record, field) for record in records)
                alike = likeness([_meaning(value) for value in values])
                title = field.title.removeprefix("Theme: ")
                yield Row(title, cells, None if field.kind is FieldKind.TEXT else alike)


def _is_told(field: Field, values: Sequence[Value | None]) -> bool:
    """Of 22 themes only those that somebody works on are worth a row."""
    if field.section is Section.THEMES:
        return any(values)
    return any(value is not None for value in values)


def _meaning(value: Value | None) -> object:
    return frozenset(value) if isinstance(value, tuple) else value


def _fact(record: Record, field: Field) -> Cell:
    """The current value, then what other sources state otherwise."""
    found: dict[str, Line] = {}
    for statement in record.by_field.get(field.key, ()):
        if statement.value is not None:
            words = value_words(field.key, statement.value)
            found.setdefault(words, _said(field, words, statement, is_first=not found))
    return Cell(tuple(found.values()))


def _said(field: Field, words: str, statement: Statement, *, is_first: bool) -> Line:
    clipped = words if len(words) <= LONGEST_TEXT else f"{words[:LONGEST_TEXT].rstrip()}…"
    path = words if field.kind is FieldKind.LINK else ""
    return Line(clipped if is_first else f"Also stated: {clipped}", statement.source, path)


def _passages(records: Sequence[Record]) -> Iterator[Row]:
    for kind in _LISTS:
        cells = [
            [Line(each.title, each.source) for each in record.passages if each.kind is kind]
            for record in records
        ]
        if any(cells):
            yield Row(PASSAGES[kind], tuple(listed(lines, "entry", "entries") for lines in cells))


def _counts(records: Sequence[Record]) -> Iterator[Row]:
    for kind in CountKind:
        own = [_newest_first(record, kind) for record in records]
        if any(own):
            cells = tuple(Cell(tuple(_count(each) for each in counts)) for counts in own)
            newest = [counts[0].value if counts else None for counts in own]
            yield Row(COUNTS[kind], cells, likeness(newest))


def _newest_first(record: Record, kind: CountKind) -> list[Count]:
    own = (each for each in record.counts if each.kind is kind and each.value and not each.part)
    return sorted(own, key=lambda each: each.as_of, reverse=True)


def _count(count: Count) -> Line:
    value = f"about {count.value:,}" if count.approximate else f"{count.value:,}"
    return Line(f"{value} · {told(count.as_of) or 'date not stated'}", count.source)


def _events(sides: Sequence[Side]) -> Iterator[Row]:
    yield Row("Events to come", tuple(_coming(side) for side in sides))
    for title, number in _NUMBERS:
        counts = [number(side.events) for side in sides]
        if any(counts):
            cells = tuple(plain_cell(f"{count:,}") for count in counts)
            yield Row(title, cells, likeness(counts))


def _coming(side: Side) -> Cell:
    if not side.events.coming:
        return plain_cell("Nothing announced")
    rows = [Line(f"{row.title}, {row.when_and_where}", path=row.path) for row in side.next_events]
    left = side.events.coming - len(rows)
    return Cell((*rows, Line(f"and {left:,} more")) if left > 0 else tuple(rows))


def _publications(records: Sequence[Record]) -> Row:
    counts = [len(record.publications) for record in records]
    cells = tuple(plain_cell(f"{count:,}" if count else "Not listed") for count in counts)
    return Row("Publications in the record", cells, likeness(counts))
