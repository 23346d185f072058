"""Which source of a held record is meant by a source of a file."""

from collections.abc import Iterable
from dataclasses import replace

from courseapp.countries.names import folded
from courseapp.initiatives.document.keys import free_key
from courseapp.initiatives.document.record import Record, Source


def same_source(held: Record, source: Source) -> Source | None:
    """Return the held source with the same key, or else with the same title."""
    by_key = held.source(source.key)
    if by_key is not None:
        return by_key
    wanted = folded(source.title)
    return next((each for each in held.sources if folded(each.title) == wanted), None)


def is_older(date: str, than: str) -> bool:
    """Return whether one ISO 8601 date, or moment, is before another; as precise as both are."""
    length = min(len(date), len(than))
    return bool(length) and date[:length] < than[:length]


def is_newer(date: str, than: str) -> bool:
    """Return whether a source of this date comes after one of that; an undated one does not."""
    return bool(date) and is_older(than, date) if than else bool(date)


def brought_up_to_date(held: Source, incoming: Source) -> Source:
    """Return the held source with the incoming one's date, where that is later."""
    if not is_newer(incoming.date, held.date):
        return held
    return replace(held, date=incoming.date, approximate=False, dated="")


def free_source_key(held: Record, key: str) -> str:
    """Return the key, or one like it that no other source of the record has."""
    return free_key(key, (each.key for each in held.sources))


def with_source(record: Record, source: Source) -> Record:
    """Return the record with the source in its place, or at the end of the list."""
    return replace(record, sources=tuple(_replaced(record.sources, source)))


def _replaced(sources: Iterable[Source], source: Source) -> Iterable[Source]:
    known = False
    for each in sources:
        known = known or each.key == source.key
        yield source if each.key == source.key else each
    if not known:
        yield source
