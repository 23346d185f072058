"""What the cells of one entry mean, whether they come from a page or from a table."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from courseapp.core.typed_text import one_line, paragraphs
from courseapp.countries.names import folded, resolve, resolve_subdivision
from courseapp.countries.printed_lists import split_names
from courseapp.exchange.columns import (
    LAST_UPDATE,
    MEMBERSHIPS,
    NAME,
    SOURCE,
    SOURCE_DATE,
)
from courseapp.exchange.names import name_and_short
from courseapp.exchange.numbers import read_number
from courseapp.exchange.parsed import Cell, Fault, ParsedRow
from courseapp.exchange.rules import MOST_CELL, MOST_LINE, MOST_NAMES, MOST_TEXT, Origin
from courseapp.initiatives.document.categories import NAMES_PLACES
from courseapp.initiatives.document.dates import is_partial_date
from courseapp.initiatives.document.fields import BY_KEY, FieldKind
from courseapp.initiatives.document.keys import key_from, with_keys
from courseapp.initiatives.document.merging import Place
from courseapp.initiatives.document.names import read_name
from courseapp.initiatives.document.reading import LONGEST_LINE, understand
from courseapp.initiatives.document.record import Count, Membership, Record, Source, Statement
from courseapp.initiatives.document.writing import Unreadable, from_plain, to_plain
from courseapp.initiatives.rules import CountKind, MembershipKind

PLATFORM_KEY = "CIP"
PLATFORM_TITLE = "Entry in the Climate Initiatives Platform"
PLATFORM_NAME = "climate initiatives platform"
# A table of ours with blank columns for its source: its facts come from several ones.
TABLE_KEY, TABLE_TITLE = "TABLE", "A table of initiatives that does not name its sources"
LONGEST_SHORT_NAME = 40
# Everything that is white in Unicode, and the mark of byte order where it slipped into a text.
_EDGES = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff"
LONGEST_SUMMARY = 300


class BadCells(ValueError):  # noqa: N818 - it is told to a person
    """The cells are no record; `faults` say why, each with its place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.what for fault in self.faults))


@dataclass(frozen=True)
class _Understood:
    """A cell together with the pieces that it means."""

    cell: Cell
    statement: Statement | None = None
    count: Count | None = None
    memberships: tuple[Membership, ...] = ()


def row_of_cells(
    cells: Iterable[Cell], number: int, line: int, notes: tuple[str, ...] = ()
) -> ParsedRow:
    """Return the record that the cells of an entry state. Raises BadCells with every fault.

    A cell that is not there states nothing; a blank one states that its source leaves it blank.
    """
    by_place = {cell.place: cell for cell in cells}
    faults = [*_faults(by_place)]
    if faults:
        raise BadCells(faults)
    source, source_notes = _source(by_place)
    understood = [_understand(cell, source) for cell in by_place.values()]
    try:
        record = from_plain(to_plain(_record(understood, source)))
    except Unreadable as error:
        raise BadCells([Fault(str(error), line)]) from error
    origin = Origin.TABLE if SOURCE.place in by_place else Origin.PLATFORM
    told = tuple(each.cell for each in understood)
    return ParsedRow(number, line, record, origin, told, (*notes, *source_notes))


def _faults(cells: Mapping[Place, Cell]) -> Iterator[Fault]:
    name = cells.get(NAME.place)
    if name is None or not one_line(name.raw).strip("\ufeff\u00a0 "):
        at = (name.line, name.column) if name else (0, 0)
        yield Fault("The name of the initiative is missing.", *at)
    elif len(one_line(name.raw)) > LONGEST_LINE:
        what = f"The name has {len(name.raw):,} letters; {LONGEST_LINE} fit."
        yield Fault(what, name.line, name.column)
    for cell in cells.values():
        what = _too_much(cell)
        if what:
            yield Fault(what, cell.line, cell.column)


def _too_much(cell: Cell) -> str:
    length = len(cell.raw)
    if length > MOST_CELL:
        return (
            f"{cell.label}: the cell has {length:,} letters; more than {MOST_CELL:,} are not read."
        )
    if cell.place.part == MEMBERSHIPS:
        named = len(split_names(cell.raw))
        fits = named <= MOST_NAMES
        return "" if fits else f"{cell.label}: {named:,} names; {MOST_NAMES:,} fit."
    field = BY_KEY.get(cell.place.key)
    most = MOST_TEXT if field and field.kind is FieldKind.TEXT else MOST_LINE
    if length > most and len(paragraphs(cell.raw)) > most:
        return f"{cell.label}: the text has {length:,} letters; {most:,} fit. Shorten it."
    return ""


def _source(cells: Mapping[Place, Cell]) -> tuple[Source, tuple[str, ...]]:
    """The source of the row, with notes where its date is none."""
    updated = _text(cells, LAST_UPDATE.place)
    date = str(understand("last-update", updated).value or "")[:10]
    notes: tuple[str, ...] = ()
    if SOURCE_DATE.place in cells:
        date = _text(cells, SOURCE_DATE.place)
        if not is_partial_date(date):
            notes = (f"The source date “{date[:40]}” is not a date such as 2022-04-12.",)
            date = ""
    if SOURCE.place not in cells:
        return Source(PLATFORM_KEY, PLATFORM_TITLE, date=date), notes
    title = one_line(cells[SOURCE.place].raw)[:LONGEST_LINE]
    if not title:
        return Source(TABLE_KEY, TABLE_TITLE, date=date), notes
    is_platform = PLATFORM_NAME in folded(title)
    key = PLATFORM_KEY if is_platform else key_from(title).upper()[:20].strip("-_")
    return Source(key, title, date=date), notes


def _text(cells: Mapping[Place, Cell], place: Place) -> str:
    cell = cells.get(place)
    return one_line(cell.raw) if cell else ""


def _understand(cell: Cell, source: Source) -> _Understood:
    match cell.place.part:
        case "statements":
            return _statement(cell, source)
        case "counts":
            return _count(cell, source)
        case "memberships":
            return _memberships(cell, source)
        case _:
            return _Understood(cell)


def _statement(cell: Cell, source: Source) -> _Understood:
    reading = understand(cell.place.key, cell.raw)
    note = " ".join(reading.notes)
    statement = Statement(cell.place.key, source.key, reading.value, _bare(cell.raw), note)
    return _Understood(_with_notes(cell, reading.notes), statement=statement)


def _count(cell: Cell, source: Source) -> _Understood:
    text = one_line(_bare(cell.raw))
    number = read_number(text)
    if number is None:
        notes = (f"“{text[:80]}” is not a number.",) if text else ()
        return _Understood(_with_notes(cell, notes))
    count = Count(
        "",
        CountKind(cell.place.key),
        number.value,
        source.key,
        as_of=source.date,
        approximate=number.approximate,
    )
    return _Understood(cell, count=count)


def _memberships(cell: Cell, source: Source) -> _Understood:
    category = CountKind(cell.place.key)
    names = split_names(_bare(cell.raw))
    printed = filter(None, map(_bare, names))
    lines = tuple(_membership(name, category, source) for name in printed)
    notes = tuple(dict.fromkeys(line.note for line in lines if line.note))
    return _Understood(_with_notes(cell, notes), memberships=lines)


def _membership(printed: str, category: CountKind, source: Source) -> Membership:
    is_partner = category is CountKind.SUPPORTING_PARTNERS
    kind = MembershipKind.PARTNER if is_partner else MembershipKind.MEMBER
    line = Membership("", kind, source.key, printed, category=category)
    if category in NAMES_PLACES:
        read = read_name(printed)
        return replace(line, code=read["code"], note=read.get("note", ""))
    if category is CountKind.MEMBERS:  # whoever is a member: a place where its name is one
        found = resolve_subdivision(printed) or resolve(printed)
        return replace(line, code=found.code if found else "")
    return line


def _with_notes(cell: Cell, notes: tuple[str, ...]) -> Cell:
    return replace(cell, notes=(*cell.notes, *notes))


def _bare(text: str) -> str:
    """The text as a record holds it, without blanks and marks around it, however they are mixed."""
    return paragraphs(text).strip(_EDGES)


def _record(understood: list[_Understood], source: Source) -> Record:
    statements = [each.statement for each in understood if each.statement]
    printed = next(str(each.value) for each in statements if each.field == "name")
    name, short = name_and_short(printed)
    lines = [line for each in understood for line in each.memberships]
    keys = with_keys([("", key_from(line.code or line.printed)) for line in lines])
    counts = [each.count for each in understood if each.count]
    return Record(
        slug=key_from(short or name),
        name=name,
        short_name=short[:LONGEST_SHORT_NAME],
        summary=_summary(statements),
        sources=(source,),
        statements=tuple(statements),
        memberships=tuple(replace(line, key=key) for line, key in zip(lines, keys, strict=True)),
        counts=tuple(
            replace(each, key=key_from(each.kind, each.as_of, each.source)) for each in counts
        ),
    )


def _summary(statements: list[Statement]) -> str:
    """The first sentence of the description: what lists of initiatives show."""
    found = next((each.value for each in statements if each.field == "description"), None)
    first = paragraphs(str(found or "")).partition("\n\n")[0].replace("\n", " ")
    sentence, stop, _ = first.partition(". ")
    whole = f"{sentence}." if stop else sentence
    if len(whole) <= LONGEST_SUMMARY:
        return whole
    return f"{whole[: LONGEST_SUMMARY - 1].rpartition(' ')[0]}…"
