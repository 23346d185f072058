"""Reads our own YAML: one record, or a list of records.

Only plain values are made: text, numbers, true and false, dates, lists, mappings. An alias could
make a small file endless, so none is read; we never write any.
"""

from collections.abc import Hashable, Iterator
from typing import Any

import yaml

from courseapp.exchange.parsed import BadRow, Fault, Opened, ParsedRow, unreadable
from courseapp.exchange.reading.plain_limits import MOST_DEEP
from courseapp.exchange.reading.plain_rows import PlainRow, row_of_plain
from courseapp.exchange.rules import MOST_ROWS, FileFormat

# libyaml's reader is ten times as quick; where it is missing, Python's own reads the same.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def open_yaml(text: str) -> Opened:
    """Return the records of the text. Text that is not plain YAML is a fault of the file."""
    try:
        _check(text)
        plain = list(_records(text))
    except yaml.MarkedYAMLError as error:
        return _not_yaml(error)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        what = f"This is not YAML: {' '.join(str(error).split())[:200]}."
        return unreadable(Fault(what), format=FileFormat.YAML)
    return Opened(FileFormat.YAML, _rows(plain), expected=len(plain))


def plain_yaml(text: str) -> list[Any]:
    """Return the items of the list that the text holds, or its one value as the only item.

    Raises ValueError, in words, for what is not plain YAML.
    """
    try:
        _check(text)
        return [each.value for each in _records(text)]
    except yaml.MarkedYAMLError as error:
        raise ValueError("; ".join(fault.what for fault in _not_yaml(error).faults)) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(f"This is not YAML: {' '.join(str(error).split())[:200]}.") from error


def _not_yaml(error: yaml.MarkedYAMLError) -> Opened:
    mark = error.problem_mark
    at = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    what = f"This is not YAML that we read: {str(error.problem or error.context)[:200]}."
    return unreadable(Fault(what, *at), format=FileFormat.YAML)


def _rows(plain: list[PlainRow]) -> Iterator[ParsedRow | BadRow]:
    seen: dict[str, int] = {}
    return (row_of_plain(each, seen) for each in plain)


def _check(text: str) -> None:
    """Raise MarkedYAMLError for an alias, a tag, or values nested deeper than any record."""
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.AliasEvent):
            raise _refused("an alias (*) is not read; write the value out", event)
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise _refused(f"a tag ({tag}) is not read", event)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MOST_DEEP:
            raise _refused(f"values are nested deeper than {MOST_DEEP} levels", event)


def _refused(what: str, event: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=what, problem_mark=event.start_mark)


class _StrictLoader(Loader):
    """Makes plain values, and refuses a name that stands twice in one mapping."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Hashable, Any]:
    names = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
    if len(names) < len(node.value):
        raise yaml.MarkedYAMLError(problem="a name is a plain text", problem_mark=node.start_mark)
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise yaml.MarkedYAMLError(
            problem=f"“{twice[:80]}” stands twice in one mapping", problem_mark=node.start_mark
        )
    made: dict[Hashable, Any] = loader.construct_mapping(node, deep=True)
    return made


_StrictLoader.add_constructor("tag:yaml.org,2002:map", _mapping)


def _records(text: str) -> Iterator[PlainRow]:
    """Yield each record with the line in which it begins."""
    loader = _StrictLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise ValueError("there is nothing in it")
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        if len(nodes) > MOST_ROWS:
            raise ValueError(f"a file may hold {MOST_ROWS:,} records")
        for number, each in enumerate(nodes, 1):
            value = loader.construct_document(each)
            yield PlainRow(number, each.start_mark.line + 1, value)
    finally:
        loader.dispose()
