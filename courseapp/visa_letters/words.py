"""What pages call letters and how they stand."""

from collections.abc import Mapping
from types import MappingProxyType

from courseapp.visa_letters.queries import Show
from courseapp.visa_letters.rules import LetterKind, Standing

KINDS: Mapping[LetterKind, str] = MappingProxyType(
    {LetterKind.INVITATION: "Invitation", LetterKind.VISA: "For a visa"}
)
STANDINGS: Mapping[Standing, tuple[str, str]] = MappingProxyType(
    {
        Standing.VALID: ("good", "Valid"),
        Standing.OUTDATED: ("wait", "Out of date"),
        Standing.SEAT_GIVEN_UP: ("bad", "Seat given up"),
        Standing.EVENT_CANCELLED: ("bad", "Event cancelled"),
        Standing.REPLACED: ("neutral", "Replaced"),
        Standing.WITHDRAWN: ("bad", "Withdrawn"),
    }
)
SHOWN: Mapping[Show, str] = MappingProxyType(
    {
        Show.WITHOUT: "people without a letter",
        Show.WITH: "people with a letter",
        Show.CHECK: "letters to look at",
    }
)


def counted(number: int, one: str, more: str) -> str:
    """Return ``1 letter`` or ``12 letters``."""
    return f"{number} {one if number == 1 else more}"
