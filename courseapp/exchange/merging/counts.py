"""Brings a number of participants into a record: numbers of other dates and sources stay."""

from dataclasses import replace

from courseapp.exchange.columns import COUNTS
from courseapp.exchange.merging.outcomes import Effect, Outcome
from courseapp.exchange.merging.sources import is_newer
from courseapp.exchange.numbers import print_number
from courseapp.initiatives.document.keys import free_key, key_from
from courseapp.initiatives.document.merging import Place
from courseapp.initiatives.document.record import Count, Record


def bring_count(record: Record, new: Count) -> tuple[Record, Outcome]:
    """Replace the number of the same kind, part of the world, date and source, or add this one."""
    same = next((each for each in record.counts if _is_of(each, new)), None)
    if same is None:
        return _added(record, new)
    if said_number(same) == said_number(new):
        return record, _outcome(Effect.SAME, same, new)
    changed = replace(same, value=new.value, approximate=new.approximate, note="")
    counts = tuple(changed if each is same else each for each in record.counts)
    return replace(record, counts=counts), _outcome(Effect.CHANGED, same, new)


def said_number(count: Count) -> str:
    """Return the number as it is printed: ``53`` or ``about 15``."""
    return print_number(count.value, count.approximate)


def _added(record: Record, new: Count) -> tuple[Record, Outcome]:
    wanted = key_from(new.kind, new.as_of, new.source)
    key = free_key(wanted, (each.key for each in record.counts))
    others = [each for each in record.counts if each.kind is new.kind and not each.part]
    newest = max(others, key=lambda each: each.as_of, default=None)
    counts = (*record.counts, replace(new, key=key))
    effect = Effect.NEW
    if newest is not None:
        effect = Effect.CHANGED if is_newer(new.as_of, newest.as_of) else Effect.BEHIND
    return replace(record, counts=counts), _outcome(effect, newest, new)


def _is_of(held: Count, new: Count) -> bool:
    mine = (held.kind, held.part, held.as_of, held.source)
    return mine == (new.kind, new.part, new.as_of, new.source)


def _outcome(effect: Effect, held: Count | None, new: Count) -> Outcome:
    before = said_number(held) if held else ""
    return Outcome(Place(COUNTS, new.kind), effect, before, said_number(new))
