"""The secret address of an offer in the letters that remind of it.

The letter of offer holds a secret of which only the hash is kept. A later letter cannot repeat
it, so it has one that is made from that hash: the same in each of them, and nowhere stored.
"""

import hmac
from hashlib import sha256
from typing import cast

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from courseapp.config import Settings
from courseapp.core.ids import token_hash
from courseapp.selection.models import Offer

PAGE = "/offers/"
MOST_DIGITS = 9  # of a number that PostgreSQL's integers hold


def path_of(offer: Offer) -> str:
    """Return where the offer can be answered. Whoever knows it can, so it is told to her only."""
    return f"{PAGE}{offer.id}-{_signature(offer)}"


def offer_with(session: Session, token: str) -> Offer | None:
    """Return the offer that the secret of a letter opens, or None. At most two statements."""
    wanted = select(Offer).where(Offer.token_hash == token_hash(token))
    return session.scalars(wanted).one_or_none() or _signed(session, token)


def _signed(session: Session, token: str) -> Offer | None:
    number, _, signature = token.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) <= MOST_DIGITS):
        return None
    found = session.get(Offer, int(number))
    if found is None or not hmac.compare_digest(_signature(found).encode(), signature.encode()):
        return None
    return found


def _signature(offer: Offer) -> str:
    """Return 160 bits of HMAC-SHA-256 (RFC 2104), in hexadecimal."""
    key = cast(Settings, current_app.extensions["settings"]).secret_key
    told = f"offer/{offer.id}/{offer.token_hash}"
    return hmac.new(key.encode(), told.encode(), sha256).hexdigest()[:40]
