"""The kinds of calendar that somebody can have behind a secret address of her own."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from courseapp.accounts.models import Person
from courseapp.accounts.permissions import organised_initiative_ids


class SecretKind(StrEnum):
    """What a secret address opens. Each address opens one of these and nothing else."""

    MINE = "mine"
    ORGANISED = "organised"
    ORGANISED_WITH_DRAFTS = "organised_with_drafts"


KINDS: Mapping[SecretKind, str] = MappingProxyType(
    {
        SecretKind.MINE: "My events",
        SecretKind.ORGANISED: "Events of my initiatives",
        SecretKind.ORGANISED_WITH_DRAFTS: "Events of my initiatives, with drafts",
    }
)
HOLDS: Mapping[SecretKind, str] = MappingProxyType(
    {
        SecretKind.MINE: (
            "What you applied for, where you have a seat or speak, when you travel, and by when "
            "you review. With the links to online sessions."
        ),
        SecretKind.ORGANISED: "All public events of the initiatives that you organise.",
        SecretKind.ORGANISED_WITH_DRAFTS: (
            "The same, and your drafts, each from its first to its last day. Give this address to "
            "nobody outside your office."
        ),
    }
)
FOR_ORGANISERS = frozenset({SecretKind.ORGANISED, SecretKind.ORGANISED_WITH_DRAFTS})


def kinds_for(person: Person) -> tuple[SecretKind, ...]:
    """Return the kinds of calendar that the person can have."""
    organises = organised_initiative_ids(person) != frozenset()
    return tuple(each for each in SecretKind if organises or each not in FOR_ORGANISERS)
