"""Brings any row into the record that it is about. Pure: nothing is saved here."""

from courseapp.exchange.merging.outcomes import BroughtIn
from courseapp.exchange.merging.platform import bring_platform_row
from courseapp.exchange.merging.records import bring_record
from courseapp.exchange.merging.sources import is_older, same_source
from courseapp.exchange.parsed import ParsedRow
from courseapp.exchange.rules import Origin, Verdict
from courseapp.initiatives.document.merging import in_order
from courseapp.initiatives.document.record import Record

_UPDATED = "last-update"


def bring_in(held: Record | None, row: ParsedRow) -> BroughtIn:
    """Return the held record with the row in it; the row's own record where none is held."""
    if held is None:
        return _all_new(row)
    if row.origin is Origin.RECORD:
        return bring_record(held, row.record)
    return bring_platform_row(held, row)


def verdict_on(held: Record | None, row: ParsedRow) -> Verdict:
    """Return what importing the row would do."""
    if held is None:
        return Verdict.NEW
    if bring_in(held, row).record == in_order(held):
        return Verdict.SAME
    return Verdict.OLDER if older_than_held(held, row) else Verdict.CHANGED


def older_than_held(held: Record, row: ParsedRow) -> str:
    """Return the date of what is held where the row's source is from before; else nothing.

    The last update decides where both know theirs to the second, else the dates of the source.
    """
    if row.origin is Origin.RECORD:
        return ""
    incoming = row.record.sources[0]
    known = same_source(held, incoming)
    if known is None:
        return ""
    own = (each for each in held.by_field.get(_UPDATED, ()) if each.source == known.key)
    updated = next((str(each.value) for each in own if each.value), "")
    comes = row.record.text(_UPDATED)
    if updated and comes:
        return updated if is_older(comes, updated) else ""
    return known.date if is_older(incoming.date, known.date) else ""


def _all_new(row: ParsedRow) -> BroughtIn:
    """Every piece of a record that we do not hold is new."""
    empty = Record(row.record.slug, row.record.name, row.record.short_name)
    brought = bring_in(empty, row)
    return BroughtIn(in_order(row.record), brought.outcomes)
