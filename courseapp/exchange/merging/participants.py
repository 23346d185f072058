"""Brings a list of participants into a record: whoever is no longer listed is told, and kept."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from courseapp.countries.names import folded
from courseapp.exchange.columns import MEMBERSHIPS
from courseapp.exchange.merging.outcomes import Effect, Outcome
from courseapp.initiatives.document.keys import key_from, with_keys
from courseapp.initiatives.document.merging import Place
from courseapp.initiatives.document.record import Membership, Record

_SHOWN = 12
_Entry = tuple[str, int]  # the folded name, and which time it stands in the list


def bring_names(record: Record, new: Sequence[Membership]) -> tuple[Record, Outcome]:
    """Add who is new in a list of one kind, category and source; `new` holds at least one name.

    Who is there already stays as she is, with what editors wrote: only the print follows.
    """
    own = [line for line in record.memberships if _is_of(line, new[0])]
    held = dict(_entries(own))
    listed = dict(_entries(new))
    added = [line for entry, line in listed.items() if entry not in held]
    gone = [line for entry, line in held.items() if entry not in listed and not line.until]
    reprinted = _reprinted(held, listed)
    lines = [reprinted.get(line.key, line) for line in record.memberships]
    lines += _with_free_keys(added, lines)
    outcome = _outcome(own, new, added, gone)
    return replace(record, memberships=tuple(lines)), outcome


def how_many(lines: Sequence[Membership]) -> str:
    """Return ``33 names, 30 different``."""
    if not lines:
        return ""
    different = len({line.code or folded(line.printed) for line in lines})
    number = "1 name" if len(lines) == 1 else f"{len(lines)} names"
    return number if different == len(lines) else f"{number}, {different} different"


def _is_of(line: Membership, new: Membership) -> bool:
    mine = (line.kind, line.category, line.source)
    return mine == (new.kind, new.category, new.source)


def _entries(lines: Iterable[Membership]) -> Iterator[tuple[_Entry, Membership]]:
    times: Counter[str] = Counter()
    for line in lines:
        name = folded(line.printed) or line.printed
        times[name] += 1
        yield (name, times[name]), line


def _reprinted(
    held: Mapping[_Entry, Membership], listed: Mapping[_Entry, Membership]
) -> dict[str, Membership]:
    """Lines whose names are printed with other accents or in another case now."""
    return {
        line.key: replace(line, printed=listed[entry].printed)
        for entry, line in held.items()
        if entry in listed and listed[entry].printed != line.printed
    }


def _with_free_keys(added: Sequence[Membership], lines: Sequence[Membership]) -> list[Membership]:
    wanted = [(line.key, "") for line in lines]
    wanted += [("", key_from(line.code or line.printed)) for line in added]
    keys = with_keys(wanted)[len(lines) :]
    return [replace(line, key=key) for line, key in zip(added, keys, strict=True)]


def _outcome(
    held: Sequence[Membership],
    new: Sequence[Membership],
    added: Sequence[Membership],
    gone: Sequence[Membership],
) -> Outcome:
    notes = []
    if held and added:
        notes.append(f"Added: {_some(added)}.")
    if gone:
        notes.append(f"No longer listed, and kept: {_some(gone)}.")
    if not held:
        effect = Effect.NEW
    elif added:
        effect = Effect.CHANGED
    else:
        effect = Effect.KEPT if gone else Effect.SAME
    place = Place(MEMBERSHIPS, str(new[0].category))
    return Outcome(place, effect, how_many(held), how_many(new), " ".join(notes))


def _some(lines: Sequence[Membership]) -> str:
    names = ", ".join(line.printed for line in lines[:_SHOWN])
    more = len(lines) - _SHOWN
    return f"{names} and {more} more" if more > 0 else names
