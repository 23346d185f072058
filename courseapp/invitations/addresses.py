"""The address to which somebody's answers go: the ORGANIZER of her invitations, hers alone.

A part of it is a secret (RFC 5233: ``replies+12-…@example.org``), the same in each of her
invitations and nowhere in the database. A sender is easily forged; whoever has not read her mail
does not know this part.
"""

import hmac
from base64 import b32encode
from dataclasses import dataclass
from email.utils import parseaddr
from hashlib import sha256
from typing import cast

from flask import current_app

from courseapp.config import Settings

SIGNATURE_OCTETS = 16
MOST_DIGITS = 9  # of a number that PostgreSQL's integers hold


@dataclass(frozen=True)
class Organiser:
    """Who invites: the address for answers, and the one by which the message comes (SENT-BY)."""

    address: str
    sent_by: str
    reads_replies: bool


def organiser_for(application_id: int) -> Organiser:
    """Return who invites the person with this application."""
    _, sender = parseaddr(_settings().mail_from)
    if not replies_are_read():
        return Organiser(sender, sender, False)
    local, _, host = (_settings().replies_to or "").rpartition("@")
    token = f"{application_id}-{_signature(application_id)}"
    return Organiser(f"{local}+{token}@{host}", sender, True)


def replies_are_read() -> bool:
    """Return whether there is a mailbox for answers."""
    return bool(_settings().replies_to)


def application_at(address: str) -> int | None:
    """Return whose answers go to the address; None where it is not one of ours, or guessed."""
    local, _, host = address.lower().rpartition("@")
    own, _, own_host = (_settings().replies_to or "").lower().rpartition("@")
    box, _, token = local.rpartition("+")
    number, _, signature = token.partition("-")
    if not own or (box, host) != (own, own_host):
        return None
    if not (number.isascii() and number.isdecimal() and len(number) <= MOST_DIGITS):
        return None
    known = _signature(int(number))
    return int(number) if hmac.compare_digest(known.encode(), signature.encode()) else None


def _signature(application_id: int) -> str:
    """Return 128 bits of HMAC-SHA-256 (RFC 2104) in base 32, in letters of one case."""
    key, told = _settings().secret_key, f"invitations/{application_id}"
    digest = hmac.new(key.encode(), told.encode(), sha256).digest()[:SIGNATURE_OCTETS]
    return b32encode(digest).decode().rstrip("=").lower()


def _settings() -> Settings:
    return cast(Settings, current_app.extensions["settings"])
