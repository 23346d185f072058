"""Whether two addresses belong to one organisation, by the domains they stand under.

Plain: no database. What is nobody's own comes from `records/shared_domains.csv`: mailboxes that
anybody can have, and domains under which many organisations have theirs, such as gov.ke.
"""

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Final

FREE_MAIL: Final = "free mail"
BRAND: Final = "free mail brand"
SUFFIX_LABEL: Final = "suffix label"
SUFFIX: Final = "suffix"


def shared_domain(first: str, second: str) -> str:
    """Return the longest domain of one organisation under which both addresses stand, or ""."""
    others = set(own_domains(second))
    return next((each for each in own_domains(first) if each in others), "")


@lru_cache(maxsize=20_000)
def own_domains(address: str) -> tuple[str, ...]:
    """Return the domain of an e-mail address and its parents, as far as they are somebody's own.

    The longest comes first. A mailbox that anybody can have belongs to no organisation: ().
    """
    host = address.rpartition("@")[2].strip().lower().rstrip(".")
    labels = host.split(".")
    if "@" not in address or not all(labels):
        return ()
    chain = [".".join(labels[start:]) for start in range(len(labels))]
    own = tuple(each for each in chain if not is_suffix(each))
    return () if any(map(_is_for_anybody, own)) else own


def is_suffix(domain: str) -> bool:
    """Return whether organisations register their domains under this one (publicsuffix)."""
    first, _, parent = domain.partition(".")
    if not parent or domain in _shared()[SUFFIX]:
        return True
    return len(parent) == 2 and first in _shared()[SUFFIX_LABEL]


def _is_for_anybody(domain: str) -> bool:
    first, _, parent = domain.partition(".")
    is_brand = first in _shared()[BRAND] and is_suffix(parent)
    return is_brand or domain in _shared()[FREE_MAIL]


@lru_cache
def _shared() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    records = resources.files("courseapp.review.conflicts") / "records"
    text = (records / "shared_domains.csv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    for row in csv.DictReader(lines):
        found[row["kind"]].update(row["names"].split())
    return {kind: frozenset(names) for kind, names in found.items()}
