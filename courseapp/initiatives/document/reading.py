"""Understands what a source prints in a field. Nothing is dropped: what is not understood is told.

Each reader takes the printed text, trimmed, and returns a value with notes about the difference.
An empty text is unknown, never "no".
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from urllib.parse import urlsplit

from courseapp.core.typed_text import one_line, paragraphs
from courseapp.countries.names import resolve
from courseapp.initiatives.document.dates import EARLIEST, LATEST
from courseapp.initiatives.document.fields import BY_KEY, Field, FieldKind
from courseapp.initiatives.document.record import Value
from courseapp.initiatives.document.vocabularies import Vocabulary

LONGEST_LINE, LONGEST_TEXT = 300, 50_000
# What Semantic MediaWiki stores in place of a value that its form did not allow.
_REFUSED = re.compile(
    r"[\"“”](?P<word>[^\"“”]+)[\"“”] is not in the list of possible values.*", re.DOTALL
)
_YEAR_COUNT = re.compile(r"(?P<year>(?:19|20)\d\d)\s*[:=\-–]\s*(?P<count>\d{1,7})")
# The columns of the platform's table are lost in its files: 201931 is 31 in 2019.
_FLATTENED = re.compile(r"(?P<year>(?:19|20)\d\d)\s*(?P<count>\d{1,6}?)(?=(?:19|20)\d\d|$)")
_RELATION = re.compile(r"(Parent initiative|Related)\s*:", re.IGNORECASE)
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " "})


@dataclass(frozen=True)
class Reading:
    """What a printed text means; `notes` say what was read otherwise than it stands."""

    value: Value | None
    notes: tuple[str, ...] = ()


Reader = Callable[[str, Field], Reading]


def understand(key: str, printed: str) -> Reading:
    """Return what the printed text of a field means. Raises KeyError for an unknown field."""
    field = BY_KEY[key]
    text = printed.strip().strip("\u00a0\ufeff").strip()
    if not text:
        return Reading(None)
    refused = _REFUSED.match(text) if field.kind is not FieldKind.TERMS else None
    if refused:
        return Reading(None, (f"An error text stands in place of a value: “{refused['word']}”.",))
    return _READERS[field.kind](text, field)


def unmapped(key: str, value: Value | None) -> tuple[str, ...]:
    """Return the words of a field of words that its vocabulary does not have."""
    vocabulary = BY_KEY[key].vocabulary if key in BY_KEY else None
    if vocabulary is None or not isinstance(value, tuple):
        return ()
    return tuple(word for word in value if vocabulary.get(word) is None)


def _line(text: str, _field: Field) -> Reading:
    said = _unquoted(one_line(text))
    if len(said) > LONGEST_LINE:
        return Reading(
            said[:LONGEST_LINE], (f"Only the first {LONGEST_LINE} characters are kept.",)
        )
    return Reading(said)


def _text(text: str, _field: Field) -> Reading:
    said = paragraphs(text)
    if len(said) > LONGEST_TEXT:
        note = f"The text has {len(said):,} characters; only the first {LONGEST_TEXT:,} are kept."
        return Reading(said[:LONGEST_TEXT], (note,))
    return Reading(said)


def _link(text: str, _field: Field) -> Reading:
    said = one_line(text)
    address = said if "://" in said else f"https://{said}"
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    host = parts.netloc.rpartition("@")[2].partition(":")[0]
    if parts.scheme not in {"http", "https"} or "." not in host or " " in address:
        return Reading(None, (f"“{_short(said)}” is not a web address.",))
    notes = () if address == said else ("The address was printed without https.",)
    return Reading(address[:LONGEST_LINE], notes)


def _year(text: str, _field: Field) -> Reading:
    digits = re.sub(r"\.0$", "", text)
    if re.fullmatch(r"\d{4}", digits) and EARLIEST <= int(digits) <= LATEST:
        return Reading(int(digits))
    return Reading(None, (f"“{_short(text)}” is not a year.",))


def _day(text: str, _field: Field) -> Reading:
    for pattern in ("%Y-%m-%d", "%d %B %Y"):
        found = _parsed(text, pattern)
        if found:
            return Reading(found.date().isoformat())
    return Reading(None, (f"“{_short(text)}” is not a date.",))


def _moment(text: str, _field: Field) -> Reading:
    """A date and time without a zone stays without one (no zone is invented)."""
    for pattern in ("%d %B %Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"):
        found = _parsed(text, pattern)
        if found:
            return Reading(found.isoformat())
    for pattern in ("%d %B %Y", "%Y-%m-%d"):
        found = _parsed(text, pattern)
        if found:
            return Reading(found.date().isoformat())
    return Reading(None, (f"“{_short(text)}” is not a date and time.",))


def _yes_no(text: str, _field: Field) -> Reading:
    meant = {"yes": True, "true": True, "no": False, "false": False}.get(text.casefold().strip())
    return Reading(meant, () if meant is not None else (f"“{_short(text)}” is not Yes or No.",))


def _terms(text: str, field: Field) -> Reading:
    vocabulary = field.vocabulary or Vocabulary("", ())
    refused = _REFUSED.match(text)
    words = [refused["word"]] if refused else _words(text)
    found = [(word, vocabulary.find(word)) for word in words]
    keys = tuple(dict.fromkeys(term.key if term else word for word, term in found))
    strange = [word for word, term in found if term is None]
    notes = [f"“{_short(word)}” is in no list of the platform: kept as it is." for word in strange]
    if refused:
        notes.insert(0, "An error text stands in place of a value.")
    return Reading(keys, tuple(notes))


def _country(text: str, _field: Field) -> Reading:
    found = resolve(text)
    if found is not None:
        return Reading(found.code)
    return Reading(None, (f"“{_short(text)}” is not the name of one country.",))


def _relations(text: str, _field: Field) -> Reading:
    """``Parent initiative: A Related: B, C`` becomes lines of kind and name."""
    pieces = _RELATION.split(_plain(text))
    lines = [f"related: {name}" for name in _words(pieces[0])]
    for label, names in zip(pieces[1::2], pieces[2::2], strict=True):
        kind = "parent" if label.casefold().startswith("parent") else "related"
        lines += [f"{kind}: {name}" for name in _words(names)]
    return Reading(tuple(dict.fromkeys(lines)) or None)


def _year_counts(text: str, _field: Field) -> Reading:
    """Return lines such as ``2019: 31``; a flattened table is read and said to be one."""
    lines: list[str] = []
    notes: list[str] = []
    for piece in filter(None, (each.strip() for each in re.split(r"[,;\n]", text))):
        if found := _YEAR_COUNT.fullmatch(piece):
            lines.append(_year_count(found))
        elif "".join(each[0] for each in _FLATTENED.finditer(piece)) == piece:
            read = [_year_count(each) for each in _FLATTENED.finditer(piece)]
            lines += read
            notes.append(f"“{_short(piece)}” has lost its columns: read as {', '.join(read)}.")
        else:
            notes.append(f"“{_short(piece)}” is not a year and a number.")
    return Reading(tuple(dict.fromkeys(lines)) or None, tuple(notes))


def _year_count(found: re.Match[str]) -> str:
    return f"{found['year']}: {int(found['count'])}"


def _indicators(text: str, _field: Field) -> Reading:
    lines = (one_line(line) for line in re.split(r"[\n;]", text))
    return Reading(tuple(dict.fromkeys(filter(None, lines))) or None)


def _words(text: str) -> list[str]:
    """Split at commas outside brackets, without blanks and quotes around."""
    pieces = re.split(r"[,;\n](?![^(]*\))", _plain(text))
    return [word for word in (_unquoted(one_line(piece)) for piece in pieces) if word]


def _plain(text: str) -> str:
    return text.translate(_QUOTES)


def _unquoted(text: str) -> str:
    inner = text.translate(_QUOTES)
    is_quoted = len(inner) > 1 and inner[0] == inner[-1] == '"' and '"' not in inner[1:-1]
    return text[1:-1].strip() if is_quoted else text


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _parsed(text: str, pattern: str) -> datetime | None:
    try:
        found = datetime.strptime(text, pattern)  # noqa: DTZ007 - the source prints no zone
    except ValueError:
        return None
    return found if date(EARLIEST, 1, 1) <= found.date() <= date(LATEST, 12, 31) else None


_READERS: Mapping[FieldKind, Reader] = MappingProxyType(
    {
        FieldKind.LINE: _line,
        FieldKind.TEXT: _text,
        FieldKind.LINK: _link,
        FieldKind.YEAR: _year,
        FieldKind.DAY: _day,
        FieldKind.MOMENT: _moment,
        FieldKind.YES_NO: _yes_no,
        FieldKind.TERMS: _terms,
        FieldKind.COUNTRY: _country,
        FieldKind.RELATIONS: _relations,
        FieldKind.YEAR_COUNTS: _year_counts,
        FieldKind.INDICATORS: _indicators,
    }
)
