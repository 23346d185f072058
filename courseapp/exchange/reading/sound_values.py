"""Whether a record from a file fits what the product can hold and show.

`from_plain` knows the parts of a record; here each value is held against the kind of its field, and
each code against the lists of ISO 3166.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from courseapp.countries.names import is_country, subdivision
from courseapp.initiatives.document.dates import is_partial_date
from courseapp.initiatives.document.fields import BY_KEY, FieldKind
from courseapp.initiatives.document.record import Membership, Record, Value

_SLUG = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_KEY = re.compile(r"[\w-]+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?)?")
LARGEST_NUMBER = 2_147_483_647  # of an integer column
LONGEST_NAME, LONGEST_LINK, LONGEST_SLUG = 300, 300, 80


def misfits(record: Record) -> Iterator[str]:
    """Yield, in words, each value that does not fit; nothing for a sound record."""
    if not _is_slug(record.slug):
        yield f"“{record.slug[:80]}” cannot stand in an address: use small letters, 0 to 9 and -."
    yield from _long_heads(record)
    yield from _statements(record)
    for line in record.memberships:
        yield from _membership(line)
    for count in record.counts:
        if count.value > LARGEST_NUMBER:
            yield f"counts, {count.key}: {count.value} is too large."
    yield from _links(record)
    for publication in record.publications:
        if publication.year is not None and publication.year > 9999:
            yield f"publications, {publication.key}: {publication.year} is not a year."
    yield from _keys(record)


def _long_heads(record: Record) -> Iterator[str]:
    for name, text in (("name", record.name), ("short_name", record.short_name)):
        if "\n" in text or "\t" in text:
            yield f"{name}: one line is expected."


def _statements(record: Record) -> Iterator[str]:
    for statement in record.statements:
        kind = BY_KEY[statement.field].kind
        if statement.value is not None and not _FITS[kind](statement.value):
            yield f"statements, {statement.field}: {str(statement.value)[:80]!r} does not fit."


def _membership(line: Membership) -> Iterator[str]:
    if line.code and not (_is_part(line.code) if line.is_part else is_country(line.code)):
        yield f"memberships, {line.key}: {line.code!r} is no code of ISO 3166 that we know."
    if line.seat and not is_country(line.seat):
        yield f"memberships, {line.key}: {line.seat!r} is no code of a country."
    if line.initiative and not _is_slug(line.initiative):
        yield f"memberships, {line.key}: {line.initiative!r} is no initiative."


def _is_slug(text: str) -> bool:
    return len(text) <= LONGEST_SLUG and _SLUG.fullmatch(text) is not None and text == text.lower()


def _is_part(code: str) -> bool:
    try:
        return bool(subdivision(code))
    except KeyError:
        return False


def _links(record: Record) -> Iterator[str]:
    links = [("sources", each.key, each.address) for each in record.sources]
    links += [("publications", each.key, each.link) for each in record.publications]
    for part, key, link in links:
        if link and not _is_web_address(link):
            yield f"{part}, {key}: {link[:80]!r} is not a web address."


def _keys(record: Record) -> Iterator[str]:
    parts = (record.passages, record.memberships, record.counts, record.publications)
    for part in (*parts, record.milestones, record.sources):
        for thing in part:
            if not _KEY.fullmatch(thing.key):
                yield f"{thing.key[:80]!r} is no key: use letters, 0 to 9, - and _."


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and " " not in text


def _is_words(value: Value) -> bool:
    return isinstance(value, tuple) and all(0 < len(word) <= LONGEST_NAME for word in value)


def _is_lines(value: Value) -> bool:
    return isinstance(value, tuple) and all(value)


def _is_year(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1800 <= value <= 2200


_FITS: Mapping[FieldKind, Callable[[Value], bool]] = MappingProxyType(
    {
        FieldKind.LINE: lambda value: isinstance(value, str) and "\n" not in value,
        FieldKind.TEXT: lambda value: isinstance(value, str),
        FieldKind.LINK: lambda value: (
            isinstance(value, str) and len(value) <= LONGEST_LINK and _is_web_address(value)
        ),
        FieldKind.YEAR: _is_year,
        FieldKind.DAY: lambda value: isinstance(value, str) and is_partial_date(value),
        FieldKind.MOMENT: lambda value: (
            isinstance(value, str)
            and _MOMENT.fullmatch(value) is not None
            and is_partial_date(value[:10])
        ),
        FieldKind.YES_NO: lambda value: isinstance(value, bool),
        FieldKind.TERMS: _is_words,
        FieldKind.COUNTRY: lambda value: isinstance(value, str) and is_country(value),
        FieldKind.RELATIONS: _is_lines,
        FieldKind.YEAR_COUNTS: _is_lines,
        FieldKind.INDICATORS: _is_lines,
    }
)
