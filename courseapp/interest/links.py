"""The address in each letter by which its reader joins the list for good, or leaves it."""

import hmac
from hashlib import sha256

from sqlalchemy.orm import Session

from courseapp.core.errors import NotFound
from courseapp.interest.models import Interest

PAGE = "/interest/"


def path_of(interest: Interest, key: str) -> str:
    """Return the page of one address on one list. It is a secret, and the same in each letter."""
    return f"{PAGE}{interest.id}-{_signature(interest, key)}"


def leaving_path(path: str) -> str:
    """Return where a POST takes the address of a page off its list (RFC 8058 §3.2)."""
    return f"{path}/leave"


def interest_of(session: Session, token: str, key: str) -> Interest:
    """Return whose page it is. Raises NotFound for one that left the list, or never was on it."""
    number, _, signature = token.partition("-")
    known = number.isascii() and number.isdecimal() and len(number) < 10
    interest = session.get(Interest, int(number)) if known else None
    if interest is None or not hmac.compare_digest(
        _signature(interest, key).encode(), signature.encode()
    ):
        raise NotFound
    return interest


def _signature(interest: Interest, key: str) -> str:
    """Return 160 bits of HMAC-SHA-256 (RFC 2104), in hexadecimal."""
    told = f"interest/{interest.id}/{interest.nonce}"
    return hmac.new(key.encode(), told.encode(), sha256).hexdigest()[:40]
