"""The value of a field as an editor types it, and back: strict, where reading a source is not.

What a source prints is read by `document.reading`, which keeps whatever it finds. What an editor
types as the value itself must be understood wholly, or she is told what is wrong.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from courseapp.core.errors import Problem
from courseapp.core.typed_text import one_line
from courseapp.initiatives.document.fields import Field, FieldKind
from courseapp.initiatives.document.reading import understand
from courseapp.initiatives.document.record import Value

_WORDS = re.compile(r"[\n,;](?![^(]*\))")  # not inside brackets
_RELATION = re.compile(r"(?:(parent|related)(?: initiative)?\s*:)?\s*(.+)", re.IGNORECASE)
# Whose reading may say how it was read and still be what was meant.
_MAY_BE_TIDIED = frozenset({FieldKind.LINK})


def typed_text(value: Value | None) -> str:
    """Return the value as it stands in its box of text."""
    if value is None:
        return ""
    return "\n".join(value) if isinstance(value, tuple) else str(value)


def read_typed(field: Field, text: str) -> Value | None:
    """Return the value that an editor typed; None for an empty box. Raises Problem."""
    if not text.strip():
        return None
    reader = _READERS.get(field.kind)
    if reader is not None:
        return reader(text)
    reading = understand(field.key, text)
    if reading.value is None or (reading.notes and field.kind not in _MAY_BE_TIDIED):
        raise Problem(f"{' '.join(reading.notes)} {_EXAMPLES.get(field.kind, '')}".strip(), "value")
    return reading.value


def read_words(field: Field, chosen: Sequence[str], others: str) -> Value | None:
    """Return the terms that were chosen, then other words; one of the list becomes its key."""
    words = [one_line(word) for word in _WORDS.split(others)]
    found = [(word, field.vocabulary.find(word) if field.vocabulary else None) for word in words]
    keys = [*chosen, *(term.key if term else word for word, term in found if word)]
    return tuple(dict.fromkeys(keys)) or None


def _relations(text: str) -> Value:
    """Read lines such as ``parent: Name``; without a word in front it is a related one."""
    lines = filter(None, (one_line(line) for line in text.splitlines()))
    read = (_RELATION.fullmatch(line) for line in lines)
    return tuple(
        dict.fromkeys(f"{(line[1] or 'related').lower()}: {line[2]}" for line in read if line)
    )


_READERS: Mapping[FieldKind, Callable[[str], Value]] = MappingProxyType(
    {FieldKind.RELATIONS: _relations}
)
_EXAMPLES: Mapping[FieldKind, str] = MappingProxyType(
    {
        FieldKind.YEAR: "Enter four digits, for example 2007.",
        FieldKind.DAY: "Enter it as 2022-11-16 or 16 November 2022.",
        FieldKind.MOMENT: "Enter it as 2022-04-12 12:00:16, or the day alone.",
        FieldKind.LINK: "Enter it as https://www.example.org.",
        FieldKind.YEAR_COUNTS: "Enter one year on a line, for example 2019: 31.",
        FieldKind.TEXT: "Shorten the text.",
        FieldKind.LINE: "Shorten the line.",
    }
)
