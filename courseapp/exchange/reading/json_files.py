"""Reads our own JSON: one record, or a list of records (RFC 8259)."""

import json
from collections.abc import Iterator
from typing import Any, NoReturn

from courseapp.exchange.parsed import BadRow, Fault, Opened, ParsedRow, unreadable
from courseapp.exchange.reading.plain_rows import PlainRow, row_of_plain
from courseapp.exchange.rules import MOST_ROWS, FileFormat

_SPACE = " \t\n\r"


class _Strict(ValueError):  # noqa: N818 - it is told to a person
    """Something that JSON does not have, or that would be lost silently."""


def open_json(text: str) -> Opened:
    """Return the records of the text. Text that is not JSON is a fault of the file."""
    try:
        plain = list(_records(text))
    except json.JSONDecodeError as error:
        return _not_json(f"This is not JSON: {error.msg}.", error.lineno, error.colno)
    except RecursionError:
        return _not_json("Values are nested too deep.", 0, 0)
    except ValueError as error:
        return _not_json(str(error), 0, 0)
    return Opened(FileFormat.JSON, _rows(plain), expected=len(plain))


def _not_json(what: str, line: int, column: int) -> Opened:
    return unreadable(Fault(what, line, column), format=FileFormat.JSON)


def _rows(plain: list[PlainRow]) -> Iterator[ParsedRow | BadRow]:
    seen: dict[str, int] = {}
    return (row_of_plain(each, seen) for each in plain)


def _records(text: str) -> Iterator[PlainRow]:
    """Yield each record with the line in which it begins."""
    decoder = json.JSONDecoder(object_pairs_hook=_mapping, parse_constant=_no_constant)
    start = _skip(text, 0)
    if not text.startswith("[", start):
        value, end = decoder.raw_decode(text, start)
        _expect_end(text, end)
        yield PlainRow(1, text.count("\n", 0, start) + 1, value)
        return
    yield from _items(text, start + 1, decoder)


def _items(text: str, position: int, decoder: json.JSONDecoder) -> Iterator[PlainRow]:
    number, line, counted = 0, 1, 0
    position = _skip(text, position)
    if text.startswith("]", position):
        _expect_end(text, position + 1)
        return
    more = True
    while more:
        position = _skip(text, position)
        number += 1
        if number > MOST_ROWS:
            raise _Strict(f"A file may hold {MOST_ROWS:,} records.")
        line, counted = line + text.count("\n", counted, position), position
        value, position = decoder.raw_decode(text, position)
        yield PlainRow(number, line, value)
        position = _skip(text, position)
        more = text.startswith(",", position)
        position += 1 if more else 0
    if not text.startswith("]", position):
        raise json.JSONDecodeError("a comma or the end of the list is expected", text, position)
    _expect_end(text, position + 1)


def _expect_end(text: str, position: int) -> None:
    end = _skip(text, position)
    if end < len(text):
        raise json.JSONDecodeError("something follows the end", text, end)


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position] in _SPACE:
        position += 1
    return position


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Strict(f"“{twice[:80]}” stands twice in one object.")
    return found


def _no_constant(name: str) -> NoReturn:
    raise _Strict(f"{name} is no number.")
