"""The secret address of a registration: the same in each letter, and nowhere in the database."""

import hmac
from datetime import datetime
from hashlib import sha256
from typing import cast

from flask import current_app
from sqlalchemy.orm import Session

from courseapp.asking.links import ends_of_link
from courseapp.config import Settings
from courseapp.registrations.models import Registration
from courseapp.registrations.queries import registration_numbered

PAGE = "/registrations/"
MOST_DIGITS = 9  # of a number that PostgreSQL's integers hold


def path_of(registration: Registration) -> str:
    """Return her own page. Whoever knows it is let in, so it is told to nobody else."""
    return f"{PAGE}{registration.application_id}-{_signature(registration)}"


def registration_with(session: Session, token: str) -> Registration | None:
    """Return whose page the secret opens; None where it is nobody's, or not any more."""
    number, _, signature = token.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) <= MOST_DIGITS):
        return None
    found = registration_numbered(session, int(number))
    if found is None or not hmac.compare_digest(_signature(found).encode(), signature.encode()):
        return None
    return found


def link_is_over(registration: Registration, now: datetime) -> bool:
    """Return whether her link has come to its end, some weeks after that of the event."""
    return now > ends_of_link(registration.application.event, registration.told_at)


def _signature(registration: Registration) -> str:
    """Return 160 bits of HMAC-SHA-256 (RFC 2104), in hexadecimal."""
    key = cast(Settings, current_app.extensions["settings"]).secret_key
    told = f"registration/{registration.application_id}/{registration.nonce}"
    return hmac.new(key.encode(), told.encode(), sha256).hexdigest()[:40]
