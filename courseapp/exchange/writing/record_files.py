"""A record as a file in each of our formats, and many records in one."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from courseapp.exchange.reading.plain_rows import without_files
from courseapp.initiatives.document.merging import in_order
from courseapp.initiatives.document.record import Record
from courseapp.initiatives.document.writing import to_plain

_WIDTH = 100


def to_json(record: Record) -> str:
    """Return the record as JSON with an indent, in the order of its parts; ends with a line end."""
    return f"{_json(record)}\n"


def json_list(records: Iterable[Record]) -> Iterator[str]:
    """Yield the pieces of a JSON list of records, so that the whole never stands in memory."""
    between = "[\n"
    for record in records:
        yield between + _json(record)
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def to_yaml(record: Record) -> str:
    """Return the record as YAML without anchors and tags, in the order of its parts."""
    return _yaml(_plain(record))


def yaml_list(records: Iterable[Record]) -> Iterator[str]:
    """Yield the pieces of a YAML list of records."""
    empty = True
    for record in records:
        empty = False
        yield _yaml([_plain(record)])
    if empty:
        yield "[]\n"


def _plain(record: Record) -> dict[str, Any]:
    plain: dict[str, Any] = _bare(to_plain(in_order(without_files(record))))
    return plain


def _json(record: Record) -> str:
    return json.dumps(_plain(record), ensure_ascii=False, indent=2)


class _Dumper(yaml.SafeDumper):
    """Writes each value out, and blocks of text as blocks."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - yaml's own signature
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _yaml(value: Any) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)


def _bare(value: Any) -> Any:
    """Plain strings in place of StrEnums, which YAML does not know."""
    if isinstance(value, dict):
        return {name: _bare(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_bare(each) for each in value]
    return str(value) if isinstance(value, str) else value
