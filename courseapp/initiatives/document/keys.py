"""Names that tell the things of a record apart, made from what they say and then kept for life."""

import re
from collections.abc import Iterable, Sequence

from courseapp.countries.names import folded

LONGEST = 60


def key_from(*parts: str) -> str:
    """Return a name in lower case for addresses: ``status-report-2016``; never empty."""
    words = "-".join(filter(None, (re.sub(r"[^\w]+", "-", folded(part)) for part in parts)))
    return words.strip("-_")[:LONGEST].strip("-_") or "item"


def free_key(wanted: str, taken: Iterable[str]) -> str:
    """Return the wanted key, or the first of ``key-2``, ``key-3`` that is not taken."""
    used = set(taken)
    number, found = 1, wanted
    while found in used:
        number += 1
        found = f"{wanted}-{number}"
    return found


def with_keys(wanted: Sequence[tuple[str, str]]) -> list[str]:
    """Return a unique key for each (own key or empty, key to make one from), in their order."""
    taken = {own for own, _ in wanted if own}
    counted: dict[str, int] = {}
    made = []
    for own, base in wanted:
        key = own
        while not key or (not own and key in taken):
            counted[base] = counted.get(base, 0) + 1
            key = base if counted[base] == 1 else f"{base}-{counted[base]}"
        taken.add(key)
        made.append(key)
    return made
