"""Brings a whole record from a file into a held one: pieces by key, statements by source.

What the file leaves out stays, for it may have been written by hand, or before what we added.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from courseapp.exchange.merging.outcomes import BroughtIn, Effect, Outcome
from courseapp.exchange.merging.piece_words import piece_words
from courseapp.exchange.merging.sources import is_newer, same_source
from courseapp.exchange.merging.statements import is_blank
from courseapp.initiatives.document.merging import differences, in_order
from courseapp.initiatives.document.record import Record, Statement
from courseapp.initiatives.document.writing import LISTS

Thing = TypeVar("Thing")
_HEAD = ("name", "short_name", "summary")
_KEYED = tuple(part for part in LISTS if part not in {"sources", "statements"})


def bring_record(held: Record, incoming: Record) -> BroughtIn:
    """Return the held record with everything in it that the incoming one states."""
    renamed = _renamed_sources(held, incoming)
    sources = _things(held.sources, [_renamed(each, "key", renamed) for each in incoming.sources])
    parts: dict[str, Any] = {name: getattr(incoming, name) or getattr(held, name) for name in _HEAD}
    for part in _KEYED:
        new = [_renamed(each, "source", renamed) for each in getattr(incoming, part)]
        parts[part] = _things(getattr(held, part), new)
    statements = [_renamed(each, "source", renamed) for each in incoming.statements]
    dates = {each.key: each.date for each in sources}
    parts["statements"] = tuple(_statements(held, statements, lambda key: dates.get(key, "")))
    merged = in_order(replace(held, sources=sources, **parts))
    return BroughtIn(merged, tuple(_outcomes(held, merged)))


def _renamed_sources(held: Record, incoming: Record) -> Mapping[str, str]:
    """The key of each incoming source in the held record."""
    found = ((each, same_source(held, each)) for each in incoming.sources)
    return {each.key: known.key if known else each.key for each, known in found}


def _renamed(thing: Thing, name: str, keys: Mapping[str, str]) -> Thing:
    key = getattr(thing, name)
    return replace(thing, **{name: keys.get(key, key)})  # type: ignore[type-var]


def _things(held: Sequence[Thing], new: Sequence[Thing]) -> tuple[Thing, ...]:
    """Things with the same key are filled in; the others are added at the end."""
    incoming = {getattr(each, "key"): each for each in new}  # noqa: B009 - of several classes
    known = [_filled(each, incoming.pop(getattr(each, "key"), None)) for each in held]  # noqa: B009
    return (*known, *incoming.values())


def _filled(held: Thing, new: Thing | None) -> Thing:
    """What is blank in the new thing stays as it is held."""
    if new is None:
        return held
    told = {each.name: getattr(new, each.name) for each in fields(new)}  # type: ignore[arg-type]
    kept = {name: value for name, value in told.items() if value not in {"", None}}
    return replace(held, **kept)  # type: ignore[type-var]


def _statements(
    held: Record, new: Sequence[Statement], date_of: Callable[[str], str]
) -> Iterator[Statement]:
    by_field: dict[str, list[Statement]] = {}
    for statement in new:
        by_field.setdefault(statement.field, []).append(statement)
    for key in dict.fromkeys([*held.by_field, *by_field]):
        yield from _field(held.by_field.get(key, ()), by_field.get(key, ()), date_of)


def _field(
    held: Sequence[Statement], new: Sequence[Statement], date_of: Callable[[str], str]
) -> list[Statement]:
    incoming = dict(_numbered(new))
    known = [_restated(each, incoming.pop(place, None)) for place, each in _numbered(held)]
    added = list(incoming.values())
    if not added:
        return known
    in_front = not known or (is_blank(known[0]) and not is_blank(added[0]))
    if in_front or _is_newer(added[0], known[0], date_of):
        return [*added, *known]
    return [*known, *added]


def _is_newer(new: Statement, current: Statement, date_of: Callable[[str], str]) -> bool:
    return not is_blank(new) and is_newer(date_of(new.source), date_of(current.source))


def _numbered(statements: Iterable[Statement]) -> Iterator[tuple[tuple[str, int], Statement]]:
    times: Counter[str] = Counter()
    for statement in statements:
        times[statement.source] += 1
        yield (statement.source, times[statement.source]), statement


def _restated(held: Statement, new: Statement | None) -> Statement:
    """A blank never takes the place of what is known; an editor's note stays where none comes."""
    if new is None or (is_blank(new) and not is_blank(held)):
        return held
    return replace(new, note=new.note or held.note) if _same_fact(held, new) else new


def _same_fact(held: Statement, new: Statement) -> bool:
    return (held.value, held.printed) == (new.value, new.printed)


def _outcomes(held: Record, merged: Record) -> Iterator[Outcome]:
    for change in differences(held, merged):
        before = piece_words(change.place, change.before)
        after = piece_words(change.place, change.after)
        effect = Effect.CHANGED if before else Effect.NEW
        yield Outcome(change.place, effect, before, after)
