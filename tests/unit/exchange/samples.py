"""Records, tables and pages as they come, and as nobody would write them."""

import csv
from collections.abc import Sequence
from functools import cache
from io import StringIO
from typing import TypeVar

from hypothesis import strategies as st

from courseapp.core.typed_text import one_line, paragraphs
from courseapp.countries.names import all_countries, all_subdivisions
from courseapp.exchange.columns import COLUMNS, COUNTS, MEMBERSHIPS, NAME, SOURCES, Column
from courseapp.exchange.parsed import ParsedRow
from courseapp.exchange.reading.opening import read_file
from courseapp.initiatives.document.fields import FIELDS, Field, FieldKind
from courseapp.initiatives.document.merging import in_order
from courseapp.initiatives.document.record import (
    Count,
    Membership,
    Milestone,
    Passage,
    Publication,
    Record,
    Source,
    Statement,
    Value,
)
from courseapp.initiatives.document.writing import from_plain, to_plain
from courseapp.initiatives.rules import CountKind, MembershipKind, MilestoneKind, PassageKind

Thing = TypeVar("Thing")
HARD_TO_KEEP = "=+-@'\"“”‘’,;\t\n:#&*!%[]{}|<>?-…é€日ع\u00a0\u200d\ufeff"
_any_letters = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"))
_letters = st.one_of(
    st.text(HARD_TO_KEEP, max_size=12), st.text(_any_letters, max_size=12), st.just("A and B, C")
)
texts = _letters.map(paragraphs)
lines = _letters.map(one_line)
names = lines.filter(lambda line: bool(line.strip()))
keys = st.text("abcdefghij0123456789", min_size=1, max_size=6)
dates = st.sampled_from(["", "2016", "2022-04", "2022-04-12", "2027-03-01"])
codes = st.sampled_from(
    [*(each.code for each in all_countries()), *(each.code for each in all_subdivisions())]
)
yes_no = st.sampled_from(["Yes", "No", "", " yes ", "no", "maybe"])
PLACES = ("Germany", "UK", "Korea, Republic of", "Ontario (USA)", "Québec (Canada)", "Brasil", "EU")
lists_of_names = st.lists(st.one_of(st.sampled_from(PLACES), names), max_size=6).map(",  ".join)
ERROR = (
    '"International Non-Governmental Organization" is not in the list of possible values '
    "(National government, Corporate, Other) for this property."
)


def rows_of(text: str | bytes) -> Sequence[ParsedRow]:
    """Return the records of a file in which nothing is wrong."""
    parsed = read_file(text.encode() if isinstance(text, str) else text)
    assert parsed.faults == ()
    return parsed.rows


def table(headers: Sequence[str], *rows: Sequence[str], delimiter: str = ",") -> str:
    """Return a table as a spreadsheet program writes it."""
    written = StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\r\n").writerows([headers, *rows])
    return written.getvalue()


def _each_once(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


@cache
def _values(field: Field) -> st.SearchStrategy[Value | None]:
    words = [term.key for term in field.vocabulary.terms] if field.vocabulary else ["x"]
    some_words = st.lists(st.one_of(st.sampled_from(words), names), min_size=1, max_size=3)
    some_lines = st.lists(names, min_size=1, max_size=3).map(
        lambda each: tuple(dict.fromkeys(each))
    )
    kinds: dict[FieldKind, st.SearchStrategy[Value]] = {
        FieldKind.LINE: names,
        FieldKind.TEXT: texts.filter(bool),
        FieldKind.LINK: st.just("https://initiative.example/a?b=c"),
        FieldKind.YEAR: st.integers(1800, 2200),
        FieldKind.DAY: st.just("2022-11-16"),
        FieldKind.MOMENT: st.sampled_from(["2022-04-12T12:00:16", "2022-04-12"]),
        FieldKind.YES_NO: st.booleans(),
        FieldKind.TERMS: some_words.map(_each_once),
        FieldKind.COUNTRY: st.sampled_from(["DE", "CI", "TR", "GB"]),
        FieldKind.RELATIONS: some_lines,
        FieldKind.YEAR_COUNTS: st.just(("2019: 31", "2020: 35")),
        FieldKind.INDICATORS: some_lines,
    }
    return st.one_of(st.none(), kinds[field.kind])


@st.composite
def _statements(draw: st.DrawFn, source: str) -> Statement:
    field = draw(st.sampled_from(FIELDS))
    return Statement(field.key, source, draw(_values(field)), draw(texts), draw(texts))


def _key(thing: object) -> str:
    return str(getattr(thing, "key", ""))


def _lists(one: st.SearchStrategy[Thing]) -> st.SearchStrategy[tuple[Thing, ...]]:
    return st.lists(one, max_size=3, unique_by=_key).map(tuple)


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Any sound record, as versions hold it."""
    source = draw(keys)
    said = st.just(source)
    record = Record(
        slug=draw(keys),
        name=draw(names),
        short_name=draw(st.one_of(st.just(""), lines.map(lambda each: each[:40].strip()))),
        summary=draw(texts),
        sources=(Source(source, draw(names), date=draw(dates), dated=draw(texts)),),
        statements=tuple(draw(st.lists(_statements(source), max_size=5))),
        passages=draw(
            _lists(st.builds(Passage, keys, st.sampled_from(PassageKind), said, names, texts))
        ),
        memberships=draw(_lists(_memberships(source))),
        counts=draw(_lists(_counts(source))),
        publications=draw(_lists(st.builds(Publication, keys, names, said, texts))),
        milestones=draw(
            _lists(st.builds(Milestone, keys, st.sampled_from(MilestoneKind), said, names, dates))
        ),
    )
    return in_order(from_plain(to_plain(record)))


def _passages(said: st.SearchStrategy[str]) -> st.SearchStrategy[Passage]:
    return st.builds(Passage, keys, st.sampled_from(PassageKind), said, names, texts)


def _milestones(said: st.SearchStrategy[str]) -> st.SearchStrategy[Milestone]:
    return st.builds(Milestone, keys, st.sampled_from(MilestoneKind), said, names, dates)


def _memberships(source: str) -> st.SearchStrategy[Membership]:
    return st.builds(
        Membership,
        keys,
        st.sampled_from(MembershipKind),
        st.just(source),
        names,
        st.one_of(st.just(""), codes),
        category=st.one_of(st.none(), st.sampled_from(CountKind)),
        since=dates,
        note=texts,
    )


def _counts(source: str) -> st.SearchStrategy[Count]:
    return st.builds(
        Count,
        keys,
        st.sampled_from(CountKind),
        st.integers(0, 100_000),
        st.just(source),
        dates,
        st.booleans(),
    )


def _cells(column: Column) -> st.SearchStrategy[str]:
    if column == NAME:
        return names
    if column.place.part == COUNTS:
        return st.sampled_from(["", "0", "34", "1,200", "34.0", "about 15", "many"])
    if column.place.part == MEMBERSHIPS:
        return lists_of_names
    if column.place.part == SOURCES:
        return st.sampled_from(["", "2022-04-12", "A letter", "yesterday"])
    if column.place.key.startswith("theme-"):
        return yes_no
    traps = [
        "",
        "201931",
        ERROR,
        "12 April 2022 12:00:16",
        "2007",
        "Global,  Africa",
        "=1+1",
        "'-x",
    ]
    return st.one_of(st.sampled_from(traps), texts, texts.map(lambda text: f" {text}\u00a0"))


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table in the platform's layout with some of its columns, in any order, and one row."""
    others = [column for column in COLUMNS if column != NAME]
    chosen = draw(st.lists(st.sampled_from(others), unique=True, max_size=20))
    columns = draw(st.permutations([NAME, *chosen]))
    cells = [draw(_cells(column)) for column in columns]
    headers = [draw(st.sampled_from([each.header, f" {each.header.upper()} "])) for each in columns]
    delimiter = draw(st.sampled_from([",", ";", "\t"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return mark + table(headers, cells, delimiter=delimiter)
