"""Adding, changing, removing and choosing what sources state for a field."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from courseapp.core.errors import NotFound
from courseapp.initiatives.document.merging import with_statements
from courseapp.initiatives.document.reading import understand, unmapped
from courseapp.initiatives.document.record import Record, Source, Statement
from courseapp.initiatives.words import value_words

MARK_LENGTH = 12


def mark_of(statement: Statement) -> str:
    """Return the name of a statement in addresses: made of all that it says."""
    value = list(statement.value) if isinstance(statement.value, tuple) else statement.value
    said = [statement.field, statement.source, value, statement.printed, statement.note]
    return _mark(said)


def mark_of_plain(plain: Mapping[str, Any]) -> str:
    """Return the mark of a statement as a stored version holds it."""
    names = {"field": "", "source": "", "value": None, "printed": "", "note": ""}
    return _mark([plain.get(name, empty) for name, empty in names.items()])


def statement_of(record: Record, field: str, mark: str) -> Statement | None:
    """Return the field's statement with the mark, or None."""
    return next((each for each in _of(record, field) if mark_of(each) == mark), None)


def with_statement(record: Record, statement: Statement, replaced: str, current: bool) -> Record:
    """Return the record with the statement in place of the one with the mark `replaced`.

    Where there is none it comes last; with `current` it comes first.
    """
    held = list(_of(record, statement.field))
    marks = [mark_of(each) for each in held]
    position = marks.index(replaced) if replaced in marks else len(held)
    held[position : position + 1] = [statement]
    if current:
        held.insert(0, held.pop(position))
    return with_statements(record, statement.field, _each_once(held))


def without_statement(record: Record, field: str, mark: str) -> Record:
    """Return the record without the statement."""
    left = tuple(each for each in _of(record, field) if mark_of(each) != mark)
    return with_statements(record, field, left)


def made_current(record: Record, field: str, mark: str) -> Record:
    """Return the record with the statement as the current one. Raises NotFound."""
    chosen = statement_of(record, field, mark)
    if chosen is None:
        raise NotFound
    rest = tuple(each for each in _of(record, field) if each != chosen)
    return with_statements(record, field, (chosen, *rest))


def successor(began: Record, newest: Record, old: Statement) -> str:
    """Return the mark of what others made of a statement; its own where it is as it was.

    That is a statement of the same source which is new. Empty where there is none.
    """
    now, before = _of(newest, old.field), _of(began, old.field)
    if old in now:
        return mark_of(old)
    new = (each for each in now if each.source == old.source and each not in before)
    found = next(new, None)
    return mark_of(found) if found else ""


@dataclass(frozen=True)
class ToldStatement:
    """One statement as editors see it. `meant` is what we read in what is printed."""

    statement: Statement
    mark: str
    words: str
    source: Source | None
    is_current: bool
    unmapped: tuple[str, ...]
    meant: str

    @property
    def is_read_otherwise(self) -> bool:
        """Whether the value is not what we would read in what is printed."""
        return bool(self.statement.printed) and self.meant != self.words


def told_statements(record: Record, field: str) -> tuple[ToldStatement, ...]:
    """Return what sources state for a field, the current one first."""
    return tuple(
        ToldStatement(
            statement=each,
            mark=mark_of(each),
            words=value_words(field, each.value),
            source=record.source(each.source),
            is_current=number == 0,
            unmapped=unmapped(field, each.value),
            meant=value_words(field, understand(field, each.printed).value),
        )
        for number, each in enumerate(_of(record, field))
    )


def _of(record: Record, field: str) -> tuple[Statement, ...]:
    return record.by_field.get(field, ())


def _each_once(statements: list[Statement]) -> tuple[Statement, ...]:
    return tuple(dict.fromkeys(statements))


def _mark(said: list[Any]) -> str:
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()[:MARK_LENGTH]
