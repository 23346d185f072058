"""What a report proposes: how it reads, and what it makes of the record.

Plain values in, plain values out: nothing here knows of the database.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from courseapp.core import formats
from courseapp.core.errors import Problem
from courseapp.corrections.places import thing_at
from courseapp.corrections.rules import Wish, host_of
from courseapp.initiatives.document.dates import ends_before_it_starts, told
from courseapp.initiatives.document.fields import BY_KEY, Field, FieldKind
from courseapp.initiatives.document.keys import free_key
from courseapp.initiatives.document.merging import FACTS, Place, with_statements
from courseapp.initiatives.document.record import Membership, Record, Source, Statement, Value
from courseapp.initiatives.editing.things import with_thing, without_thing
from courseapp.initiatives.editing.typed_values import read_typed, read_words
from courseapp.initiatives.words import UNKNOWN, value_words

GONE = "This is no longer in the record, so there is nothing to change. Mark the report as done."
ENDS_TOO_EARLY = "It cannot end before it began: {since}."


@dataclass(frozen=True)
class Correction:
    """One report as the record sees it. `date` is the partial date of the source it names."""

    number: int
    place: Place
    wish: Wish
    at: datetime
    proposed: str = ""
    until: str = ""
    title: str = ""
    address: str = ""
    date: str = ""

    @property
    def names_source(self) -> bool:
        return bool(self.title or self.address)

    @property
    def field(self) -> Field | None:
        """The field that it is about, None for anything else."""
        return BY_KEY.get(self.place.key) if self.place.part == FACTS else None

    @property
    def value(self) -> Value | None:
        """The value that it proposes for a field; None is unknown. Raises Problem."""
        if self.field is None or self.wish is not Wish.SAY:
            return None
        return value_of(self.field, self.proposed)

    def agrees_with(self, other: "Correction") -> bool:
        """Return whether both want the same at the same place."""
        same = (self.place, self.wish, self.until) == (other.place, other.wish, other.until)
        return same and self.wish is not Wish.WORDS and self.value == other.value


def value_of(field: Field, text: str) -> Value | None:
    """Return the value that a text means for a field; None for an empty one. Raises Problem."""
    if field.kind is FieldKind.TERMS:
        return read_words(field, (), text)
    return read_typed(field, text)


def same_value(one: Value | None, other: Value | None) -> bool:
    """Return whether two values say the same; the order of words and lines does not matter."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return set(one) == set(other)
    return one == other


def in_words(correction: Correction) -> str:
    """Return what the report wants the record to say, as its page shows it."""
    if correction.wish is Wish.END:
        return f"It has ended: until {told(correction.until)}."
    return _SAYINGS.get(correction.wish, _proposed)(correction)


def corrected(record: Record, corrections: Sequence[Correction]) -> Record:
    """Return the record with what the first report wants, and the sources of all.

    All agree (`agrees_with`). Raises Problem where the record has no such thing any more, or where
    it cannot be done.
    """
    return _EDITS[corrections[0].wish](record, corrections)


def source_of(correction: Correction) -> Source:
    """Return the source that a report makes: what it names, else the report itself."""
    day = formats.day(correction.at.date())
    if not correction.names_source:
        title = f"Report {correction.number} of a reader"
        return Source(_key(correction), title, date=correction.at.date().isoformat())
    return Source(
        key=_key(correction),
        title=correction.title or host_of(correction.address),
        address=correction.address,
        date=correction.date,
        dated=f"named in report {correction.number} of {day}",
    )


def _key(correction: Correction) -> str:
    return f"REPORT-{correction.number}"


def _proposed(correction: Correction) -> str:
    if correction.field is None or correction.wish is not Wish.SAY:
        return correction.proposed
    try:
        return value_words(correction.field.key, correction.value)
    except Problem:
        return correction.proposed


_SAYINGS: Mapping[Wish, Callable[[Correction], str]] = MappingProxyType(
    {
        Wish.EMPTY: lambda _each: UNKNOWN,
        Wish.REMOVE: lambda _each: "It should not be in the record.",
    }
)


def _with_source(record: Record, correction: Correction) -> tuple[Record, str]:
    """A page leads to a source by its key in lower case, so case tells no two apart."""
    source = source_of(correction)
    taken = {each.key.lower() for each in record.sources}
    key = source.key + free_key(source.key.lower(), taken)[len(source.key) :]
    return with_thing(record, "sources", replace(source, key=key)), key


def _with_statement(record: Record, corrections: Sequence[Correction]) -> Record:
    """The first report's statement becomes the current one; what else is stated stays."""
    stated: list[Statement] = []
    for number, each in enumerate(corrections):
        if number == 0 or each.names_source:
            record, key = _with_source(record, each)
            stated.append(_statement(each, key))
    field = corrections[0].place.key
    return with_statements(record, field, (*stated, *record.by_field.get(field, ())))


def _statement(correction: Correction, source: str) -> Statement:
    emptied = f"Report {correction.number}: nothing that stood here is right."
    note = emptied if correction.wish is Wish.EMPTY else ""
    return Statement(correction.place.key, source, correction.value, note=note)


def _ended(record: Record, corrections: Sequence[Correction]) -> Record:
    first = corrections[0]
    thing = thing_at(record, first.place)
    if not isinstance(thing, Membership):
        raise Problem(GONE)
    if ends_before_it_starts(thing.since, first.until):
        raise Problem(ENDS_TOO_EARLY.format(since=told(thing.since)))
    record, key = _with_source(record, first)
    ended = replace(thing, until=first.until, note=_note(thing, f"Until: {key}."))
    return with_thing(record, first.place.part, ended)


def _note(line: Membership, text: str) -> str:
    """A name that is no place keeps its note: with one, it would count as one we cannot read."""
    is_known = line.code or line.organisation or line.initiative
    return " ".join(filter(None, (line.note, text))) if is_known or line.note else ""


def _removed(record: Record, corrections: Sequence[Correction]) -> Record:
    place = corrections[0].place
    if thing_at(record, place) is None:
        raise Problem(GONE)
    return without_thing(record, place.part, place.key)


_EDITS: Mapping[Wish, Callable[[Record, Sequence[Correction]], Record]] = MappingProxyType(
    {
        Wish.SAY: _with_statement,
        Wish.EMPTY: _with_statement,
        Wish.END: _ended,
        Wish.REMOVE: _removed,
    }
)
