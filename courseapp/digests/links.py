"""The secret address by which somebody confirms her digest, changes it, or leaves."""

import hmac
from hashlib import sha256
from typing import cast

from flask import current_app
from sqlalchemy.orm import Session

from courseapp.config import Settings
from courseapp.core.errors import NotFound
from courseapp.digests.models import DigestSubscription

PAGE = "/digest/"
MOST_DIGITS = 9  # of a number that PostgreSQL's integers hold


def path_of(subscription: DigestSubscription) -> str:
    """Return her page. It is a secret, the same in each letter, and in the database nowhere."""
    return f"{PAGE}{subscription.id}-{_signature(subscription)}"


def leaving_path(path: str) -> str:
    """Return where a POST takes the address of a page off the list (RFC 8058 §3.2)."""
    return f"{path}/leave"


def subscription_with(session: Session, token: str) -> DigestSubscription:
    """Return whose page it is. Raises NotFound for one that has left, or never was there."""
    number, _, signature = token.partition("-")
    known = number.isascii() and number.isdecimal() and len(number) <= MOST_DIGITS
    found = session.get(DigestSubscription, int(number)) if known else None
    if found is None or not hmac.compare_digest(_signature(found).encode(), signature.encode()):
        raise NotFound
    return found


def _signature(subscription: DigestSubscription) -> str:
    """Return 160 bits of HMAC-SHA-256 (RFC 2104), in hexadecimal."""
    key = cast(Settings, current_app.extensions["settings"]).secret_key
    told = f"digest/{subscription.id}/{subscription.nonce}"
    return hmac.new(key.encode(), told.encode(), sha256).hexdigest()[:40]
