"""The fields of a record as its editors see them: what is known, and what needs a look."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from courseapp.initiatives.document.fields import FIELDS, Field, Section
from courseapp.initiatives.document.reading import unmapped
from courseapp.initiatives.document.record import Record, Source, Statement
from courseapp.initiatives.words import UNKNOWN, value_words

LONGEST_WORDS = 160


class Look(StrEnum):
    """Why an editor should look at a field."""

    UNKNOWN = "unknown"  # no source tells
    UNMAPPED = "unmapped"  # a word is in no list
    CONTRADICTED = "contradicted"  # sources state different values
    NOTED = "noted"


@dataclass(frozen=True)
class LookWords:
    """How a reason to look is told: as a tag, and as a filter."""

    tone: str
    word: str
    all: str


LOOKS: Mapping[Look, LookWords] = MappingProxyType(
    {
        Look.UNKNOWN: LookWords("neutral", "Unknown", "unknown"),
        Look.UNMAPPED: LookWords("wait", "Word in no list", "with words in no list"),
        Look.CONTRADICTED: LookWords("bad", "Sources differ", "on which sources differ"),
        Look.NOTED: LookWords("info", "Note", "with a note"),
    }
)
SECTIONS: Mapping[Section, str] = MappingProxyType(
    {
        Section.IDENTITY: "What it is",
        Section.ORGANISATION: "Who runs it, and where",
        Section.PURPOSE: "What it does",
        Section.PROGRESS: "Goals and progress",
        Section.PARTICIPANTS: "Participants",
        Section.THEMES: "Themes",
    }
)


@dataclass(frozen=True)
class FieldRow:
    """One field: its current value in words, and who says so."""

    field: Field
    statements: tuple[Statement, ...]
    source: Source | None
    looks: tuple[Look, ...]

    @property
    def is_known(self) -> bool:
        return bool(self.statements) and self.statements[0].value is not None

    @property
    def words(self) -> str:
        """The value, shortened to a few lines."""
        text = value_words(self.field.key, self.statements[0].value) if self.is_known else UNKNOWN
        return text if len(text) <= LONGEST_WORDS else f"{text[: LONGEST_WORDS - 1]}…"


def field_rows(record: Record, only: Look | None = None) -> Mapping[Section, tuple[FieldRow, ...]]:
    """Return the fields by section, in the order of the layout; `only` leaves some of them."""
    rows = [_row(record, field) for field in FIELDS]
    chosen = [row for row in rows if only is None or only in row.looks]
    found = {
        section: tuple(row for row in chosen if row.field.section is section) for section in Section
    }
    return {section: own for section, own in found.items() if own}


def looks_counted(record: Record) -> Mapping[Look, int]:
    """Return how many fields there are to look at, by reason, where there are any."""
    rows = [_row(record, field) for field in FIELDS]
    counted = {look: sum(look in row.looks for row in rows) for look in Look}
    return {look: count for look, count in counted.items() if count}


def _row(record: Record, field: Field) -> FieldRow:
    statements = record.by_field.get(field.key, ())
    source = record.source(statements[0].source) if statements else None
    return FieldRow(field, statements, source, _looks(statements))


def _looks(statements: tuple[Statement, ...]) -> tuple[Look, ...]:
    values = {each.value for each in statements if each.value is not None}
    reasons = {
        Look.UNKNOWN: not statements or statements[0].value is None,
        Look.UNMAPPED: any(unmapped(each.field, each.value) for each in statements),
        Look.CONTRADICTED: len(values) > 1,
        Look.NOTED: any(each.note for each in statements),
    }
    return tuple(look for look, holds in reasons.items() if holds)
