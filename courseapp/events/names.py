"""Names of people and rooms, as they are compared."""

import unicodedata
from functools import lru_cache

LONGEST_NAME = 300


@lru_cache(maxsize=2048)
def folded_name(name: str) -> str:
    """Return a name for comparing: without case, accents and doubled spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def stored_name(name: str) -> str:
    """Return a name for comparing, as far as the database keeps it; never empty for a name."""
    return (folded_name(name) or name)[:LONGEST_NAME]
