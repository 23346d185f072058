"""Where a conflict of interest comes from, what it rests on, and who may take it away."""

from enum import StrEnum
from types import MappingProxyType


class Source(StrEnum):
    """Who says that there is a conflict."""

    DECLARED = "declared"  # the reviewer herself
    DETECTED = "detected"  # the product, from what it knows of both
    SET = "set"  # an organiser


class Ground(StrEnum):
    """What a conflict rests on."""

    OWN = "own"  # it is the reviewer's own application
    DOMAIN = "domain"  # both have addresses of one organisation
    AFFILIATION = "affiliation"  # both name one organisation
    COUNTRY = "country"
    NOMINATED = "nominated"
    ENDORSED = "endorsed"
    RELATION = "relation"  # as the reviewer declared it
    STATED = "stated"  # as an organiser stated it


class Remover(StrEnum):
    """Who takes a conflict away."""

    REVIEWER = "reviewer"  # whose conflict it is
    ORGANISER = "organiser"


# A reviewer takes back what she declared and nothing else. Organisers say why, and what was
# detected then stays away, for it is not detected again.
MAY_REMOVE = MappingProxyType(
    {
        Source.DECLARED: frozenset(Remover),
        Source.DETECTED: frozenset({Remover.ORGANISER}),
        Source.SET: frozenset({Remover.ORGANISER}),
    }
)
# Nobody judges her own application, whatever an organiser says.
NEVER_REMOVED = frozenset({Ground.OWN})
LONGEST_REASON = 1000


def may_remove(source: Source, ground: Ground, remover: Remover) -> bool:
    """Return whether that person may take a conflict of that kind away."""
    return ground not in NEVER_REMOVED and remover in MAY_REMOVE[source]
