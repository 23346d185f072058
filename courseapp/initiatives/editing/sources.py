"""The documents that state facts: adding one on the way, and short names that tell them apart."""

import re
from dataclasses import replace

from courseapp.core.errors import Problem
from courseapp.initiatives.document.keys import free_key, key_from
from courseapp.initiatives.document.record import Record, Source
from courseapp.initiatives.editing.things import with_thing

LONGEST_SHORT_NAME = 30
_SHORT_NAME = re.compile(rf"[\w-]{{1,{LONGEST_SHORT_NAME}}}")


def settled_source(record: Record, chosen: str, new: Source | None) -> tuple[Record, str]:
    """Return the record that has the source, and the source's key.

    A new source that says the same as one in the record is that one. Raises Problem for a
    chosen source that is not in the record.
    """
    if new is None:
        if record.source(chosen) is None:
            raise Problem("This source is not in the record any more. Choose another.", "source")
        return record, chosen
    same = (each for each in record.sources if replace(each, key="") == replace(new, key=""))
    known = next(same, None)
    if known is not None:
        return record, known.key
    key = _free(record, key_from(new.title)[:LONGEST_SHORT_NAME])
    return with_thing(record, "sources", replace(new, key=key)), key


def short_name(record: Record, wanted: str, title: str) -> str:
    """Return the key of a new source: the short name that is wanted, else one made of the title.

    Raises Problem where the wanted one cannot be had. Pages lead to a source by its short name
    in lower case, so that case tells none apart.
    """
    if not wanted:
        return _free(record, key_from(title)[:LONGEST_SHORT_NAME])
    if not _SHORT_NAME.fullmatch(wanted):
        raise Problem("Use letters, digits and hyphens only, for example STATUS-2023.", "key")
    if wanted.lower() in _taken(record):
        raise Problem(f"Another source is called {wanted} already. Choose another name.", "key")
    return wanted


def _taken(record: Record) -> set[str]:
    return {each.key.lower() for each in record.sources}


def _free(record: Record, made: str) -> str:
    return free_key(made.strip("-_") or "source", _taken(record))
