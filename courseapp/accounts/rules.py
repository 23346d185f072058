"""Who people are to the system, how long proofs last, and how long the guesser must wait."""

from datetime import timedelta
from enum import StrEnum
from unicodedata import normalize


class RoleKind(StrEnum):
    """What a person may do for one initiative."""

    ORGANISER = "organiser"
    REVIEWER = "reviewer"


class LinkPurpose(StrEnum):
    """What a one-time link is for; only those sent by mail prove the address."""

    SIGN_IN = "sign_in"
    RESUME = "resume"  # back to a draft application
    INVITATION = "invitation"  # to somebody who was given a role
    TERMINAL = "terminal"  # printed for whoever started the server: proves no address


LINK_LIFETIME = {
    LinkPurpose.SIGN_IN: timedelta(hours=1),
    LinkPurpose.RESUME: timedelta(days=14),
    LinkPurpose.INVITATION: timedelta(days=14),
    LinkPurpose.TERMINAL: timedelta(hours=12),
}
SIGN_IN_LIFETIME = timedelta(days=14)
PARKED_FORM_LIFETIME = timedelta(hours=24)
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 200


def canonical_email(text: str) -> str:
    """Return the address as it is compared and stored: trimmed, in lower case, in Unicode NFC.

    So an accented letter is one letter, however a keyboard composes it (RFC 6532 §3.1).
    """
    return normalize("NFC", text.strip().lower())


def own_path(target: str | None) -> str:
    """Return the target where it is a path of this site, else ``/``.

    Browsers read two slashes, of either kind, as another site, and drop tabs and line ends.
    """
    if not target or target[0] != "/" or target[1:2] in {"/", "\\"}:
        return "/"
    if any(ord(character) < 32 or character == "\\" for character in target):
        return "/"
    return target
