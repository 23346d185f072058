"""What the pages of letters share: words, the file, why nothing can be issued."""

from collections.abc import Mapping
from types import MappingProxyType

from flask import Response

from courseapp.core.request import now, session
from courseapp.events.clock.local_time import local_date
from courseapp.events.models import Event
from courseapp.files.serving import CONTENT_SECURITY_POLICY
from courseapp.visa_letters.gathering import missing_of, settings_of
from courseapp.visa_letters.queries import standing_of
from courseapp.visa_letters.rules import LetterKind
from courseapp.visa_letters.words import KINDS, STANDINGS

WORDS: Mapping[str, object] = MappingProxyType(
    {"KINDS": KINDS, "STANDINGS": STANDINGS, "standing_of": standing_of, "LetterKind": LetterKind}
)


def missing(event: Event) -> str:
    """Return why no letter of the event can be issued by now; "" where one can."""
    today = local_date(now(), event.zone or "UTC")
    return missing_of(event, settings_of(session(), event), today)


def pdf(octets: bytes, name: str) -> Response:
    """Return a letter as a download that no cache keeps: it may hold a number of a passport."""
    response = Response(octets, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Content-Security-Policy"] = CONTENT_SECURITY_POLICY
    return response
